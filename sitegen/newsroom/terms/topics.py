"""Tags, series and threads: articles name them freely; a file only adds to them."""

from collections import Counter
from collections.abc import Iterable, Mapping

from msgspec import Struct

from sitegen.newsroom.terms.names import choose_spellings, find_id, make_title
from sitegen.source.article import ArticleMeta, Topic
from sitegen.urls import slugify


class Topics(Struct, frozen=True):
    by_id: Mapping[str, Topic]
    """Sorted by id; those in use and those with a file"""
    by_name: Mapping[str, str]
    """Name in an article -> id; "" for one without a letter or digit ("!?")"""


def gather_tags(articles: Iterable[ArticleMeta], files: Iterable[Topic]) -> Topics:
    """Return all tags; the title of one without a file is its most frequent spelling."""
    return _gather(Counter(tag for a in articles for tag in a.tags), files, as_written=True)


def gather_series(articles: Iterable[ArticleMeta], files: Iterable[Topic]) -> Topics:
    return _gather(Counter(a.series.id for a in articles if a.series), files)


def gather_threads(articles: Iterable[ArticleMeta], files: Iterable[Topic]) -> Topics:
    return _gather(Counter(a.thread for a in articles if a.thread), files)


def _gather(used: Counter[str], files: Iterable[Topic], as_written: bool = False) -> Topics:
    known = {topic.id: topic for topic in sorted(files, key=lambda topic: (topic.id, topic.path))}
    titles = {slugify(topic.title): topic.id for topic in reversed(known.values())}
    unknown = {name: count for name, count in used.items() if not find_id(name, known, titles)}
    made = {
        slug: Topic(slug, name if as_written else make_title(name)) for slug, name in choose_spellings(unknown).items()
    }
    by_id = dict(sorted({**known, **made}.items()))
    return Topics(by_id, {name: find_id(name, known, titles) or slugify(name) for name in used})
