"""Authors: those with a file, those that only articles name, and the id for each name in a byline."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.config.model import Config
from sitegen.newsroom.terms.names import choose_spellings, find_id, make_title
from sitegen.source.article import ArticleMeta, Author
from sitegen.urls import slugify


class Authors(Struct, frozen=True):
    by_id: Mapping[str, Author]
    """Sorted by id"""
    by_name: Mapping[str, str]
    """Name in a byline -> id; an unknown name maps to itself"""


def gather_authors(
    articles: Iterable[ArticleMeta], shown: Iterable[ArticleMeta], authors: Iterable[Author], config: Config
) -> Authors:
    """Return all authors. A byline names one by id or by name. If the settings allow it, an unknown name in a shown
    article creates one."""
    by_id = {author.id: author for author in sorted(authors, key=lambda author: (author.id, author.path))}
    names = {slugify(author.name): author.id for author in reversed(by_id.values())}
    free = config.content.unknown_authors == "create"
    if free:
        unknown = {name: count for name, count in _count_bylines(shown).items() if not find_id(name, by_id, names)}
        made = {slug: Author(slug, _make_name(name)) for slug, name in choose_spellings(unknown).items()}
        by_id = dict(sorted({**by_id, **made}.items()))
    by_name = {
        name: find_id(name, by_id, names) or (free and slugify(name)) or name for name in _count_bylines(articles)
    }
    return Authors(by_id, by_name)


def _make_name(written: str) -> str:
    """Return the name of an author without a file: "ada-byron" is Ada Byron, but "k0kubun" stays as it is."""
    return make_title(written, each_word=True) if "-" in written else written


def _count_bylines(articles: Iterable[ArticleMeta]) -> Counter[str]:
    return Counter(byline.id for a in articles for byline in (*a.authors, *a.contributors))
