"""References: what the links and pictures in a text lead to, as the attributes that stand for them in HTML."""

import posixpath
from html import escape

from msgspec import Struct

from sitegen.newsroom.links import documents
from sitegen.newsroom.links.links import link
from sitegen.newsroom.links.story_lookup import story_of
from sitegen.newsroom.pictures import find_media, is_elsewhere
from sitegen.newsroom.site import Site
from sitegen.source.article import ArticleMeta, Author, Reference, StaticPage, Topic

Text = ArticleMeta | StaticPage | Author | Topic
"""Whatever has a text with references"""


class Goal(Struct, frozen=True):
    """Where a reference leads."""

    url: str
    title: str = ""
    width: int = 0
    height: int = 0


def attributes(site: Site, source: Text) -> tuple[str, ...]:
    """Return what stands for each reference of a text: a whole attribute, 'href="/x/"' or 'src="/a.jpg" width="1200"
    height="800"'; for a link without a text of its own 'href="/x/">The Title' (see `source.markdown.resolve`).

    "" where it leads nowhere, or to a story that is not published: its text then stands there without a link.
    """
    lang = language_of(site, source)
    return tuple(_attribute(reference, find(site, source.path, lang, reference)) for reference in source.references)


def language_of(site: Site, source: Text) -> str:
    return (source.lang if isinstance(source, ArticleMeta | StaticPage) else "") or site.config.language


def find(site: Site, path: str, lang: str, reference: Reference) -> Goal | None:
    """Return where a reference in the file of that path leads; None if there is nothing published there."""
    if reference.kind == "image":
        return _image(site, path, reference.target)
    if reference.kind == "slug":
        return _story(site, story_of(site, reference.target, lang)) or _page(site, reference.target, lang)
    if reference.kind == "document":
        found = documents.find(site.documents, path, reference.target)
        return document(site, found) if found else None
    return document(site, document_path(path, reference.target))


def document_path(path: str, target: str) -> str:
    """Return the path below content/ that a link to a file means: relative to the file it stands in, or with a leading
    "/" from content/."""
    below = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(path), target)
    return posixpath.normpath(below)


def _attribute(reference: Reference, goal: Goal | None) -> str:
    if goal is None:
        return ""
    if reference.kind == "image":
        size = f' width="{goal.width}" height="{goal.height}"' if goal.width and goal.height else ""
        return f'src="{escape(goal.url)}"{size}'
    attribute = f'href="{escape(goal.url + reference.fragment)}"'
    return f"{attribute}>{escape(goal.title, quote=False)}" if reference.bare else attribute


def _image(site: Site, path: str, target: str) -> Goal | None:
    if is_elsewhere(target):
        return Goal(target)
    file = find_media(target, path, site.media)
    return Goal(file.url, width=file.width, height=file.height) if file else None


def _story(site: Site, path: str) -> Goal | None:
    card = site.cards.get(path)
    return Goal(card.url, card.title) if card else None


def _page(site: Site, slug: str, lang: str) -> Goal | None:
    """Return a static page by its slug, best in the language."""
    found = sorted((p.lang not in {"", lang}, p.path, p.title) for p in site.pages if p.slug == slug)
    return Goal(site.root.url(site.url_paths[found[0][1]]), found[0][2]) if found else None


def document(site: Site, path: str) -> Goal | None:
    """Return the page of a Markdown file: of an article, a static page, an author, a tag, a series or a thread."""
    if path in site.cards:
        return _story(site, path)
    page = next((p for p in site.pages if p.path == path), None)
    if page:
        return Goal(site.root.url(site.url_paths[path]), page.title)
    for kind, known in (
        ("author", site.authors),
        ("tag", site.tags),
        ("series", site.series),
        ("thread", site.threads),
    ):
        for id, thing in known.items():
            if thing.path == path:
                there = link(site, kind, id)
                return Goal(there.url, there.title) if there.url else None
    return None
