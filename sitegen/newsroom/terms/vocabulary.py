"""All categories, authors, tags, series and threads; and articles with ids in place of names."""

from collections.abc import Mapping, Sequence
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


def _resolve_bylines(article: ArticleMeta, ids: Mapping[str, str]) -> dict[str, Any]:
    """Return the article's authors and contributors that have to change: ids for names, and each person once, with all
    roles; an author who contributed too stays an author."""
    everyone = article.authors + article.contributors
    people = {ids[byline.id] for byline in everyone}
    if len(people) == len(everyone):
        if all(byline.id in people for byline in everyone):
            return {}
        return {
            name: tuple(Byline(ids[byline.id], byline.role) for byline in bylines)
            for name, bylines in (("authors", article.authors), ("contributors", article.contributors))
        }
    roles: dict[str, dict[str, str]] = {id: {} for id in dict.fromkeys(ids[byline.id] for byline in everyone)}
    for byline in everyone:
        if byline.role:
            roles[ids[byline.id]].setdefault(byline.role.casefold(), byline.role)
    merged = {id: Byline(id, ", ".join(found.values())) for id, found in roles.items()}
    authors = dict.fromkeys(ids[byline.id] for byline in article.authors)
    return {
        "authors": tuple(merged[id] for id in authors),
        "contributors": tuple(byline for id, byline in merged.items() if id not in authors),
    }


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
    changes |= _resolve_bylines(article, vocabulary.authors.by_name)
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
