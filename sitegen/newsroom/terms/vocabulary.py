"""All categories, authors, tags, series and threads; and articles with ids in place of names."""

from collections.abc import Sequence
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from sitegen.config.model import Config
from sitegen.newsroom.site import Sources
from sitegen.newsroom.terms import authors, categories, topics
from sitegen.source.article import ArticleMeta, Byline


class Vocabulary(Struct, frozen=True):
    categories: categories.Categories
    authors: authors.Authors
    tags: topics.Topics
    series: topics.Topics
    threads: topics.Topics


def gather_vocabulary(
    articles: Sequence[ArticleMeta], shown: Sequence[ArticleMeta], sources: Sources, config: Config
) -> Vocabulary:
    """Return what site.toml and files define and, if the settings allow it, what only shown articles name."""
    return Vocabulary(
        categories.gather_categories(articles, shown, config),
        authors.gather_authors(articles, shown, sources.authors, config),
        topics.gather_tags(shown, sources.tags),
        topics.gather_series(shown, sources.series),
        topics.gather_threads(shown, sources.threads),
    )


def resolve_names(article: ArticleMeta, vocabulary: Vocabulary, language: str) -> ArticleMeta:
    """Return the article with ids for the names of its category, authors, series and thread, and with a language;
    without a series or thread whose name has no letter or digit.

    Most articles are written with ids and are returned unchanged: copying each would cost more than everything else.
    """
    changes: dict[str, Any] = {}
    pair = (article.category, article.subcategory)
    resolved = vocabulary.categories.by_name[pair]
    if resolved != pair:
        changes["category"], changes["subcategory"] = resolved
    ids = vocabulary.authors.by_name
    for name in ("authors", "contributors"):
        bylines: tuple[Byline, ...] = getattr(article, name)
        if any(ids[byline.id] != byline.id for byline in bylines):
            changes[name] = tuple(Byline(ids[byline.id], byline.role) for byline in bylines)
    if article.series:
        series = vocabulary.series.by_name.get(article.series.id, article.series.id)
        if series != article.series.id:
            changes["series"] = replace(article.series, id=series) if series else None
    if article.thread:
        thread = vocabulary.threads.by_name.get(article.thread, article.thread)
        if thread != article.thread:
            changes["thread"] = thread
    if not article.lang:
        changes["lang"] = language
    return replace(article, **changes) if changes else article
