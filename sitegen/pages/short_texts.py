"""Short texts of HTML that live in the Site itself: biographies, descriptions of topics, static pages."""

import html
import re

from sitegen.newsroom.links import references
from sitegen.newsroom.site import Site
from sitegen.source.article import Author, StaticPage, Topic
from sitegen.source.markdown import plain, resolve
from sitegen.source.summary import summary_of

_FIRST_PARAGRAPH = re.compile(r"<p\b[^>]*>(.*?)</p>", re.DOTALL)


def fill_references(site: Site, text: str, source: Author | Topic | StaticPage) -> str:
    """Return a source's HTML with its references resolved."""
    if not source.references:
        return text
    page = source if isinstance(source, StaticPage) else StaticPage(source.path, "", "", references=source.references)
    return resolve(text, source.marker, references.make_attributes(site, page), ())


def shorten(text: str) -> str:
    """Return the first sentences of HTML as plain text."""
    first = _FIRST_PARAGRAPH.search(text)
    return summary_of(html.unescape(plain(first[1] if first else text)).strip())
