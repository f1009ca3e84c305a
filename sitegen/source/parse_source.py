"""Which kind of source a file of content/ is, and how each kind is parsed."""

from typing import Any, NamedTuple

from sitegen.config.model import ContentRules
from sitegen.errors import Diagnostic
from sitegen.source.article import ArticleMeta, ArticleText, Author, StaticPage, Topic
from sitegen.source.front_matter.locate import KEY_ALIASES, KeyAliases
from sitegen.source.parse import parse_article
from sitegen.source.records import parse_author, parse_static_page, parse_topic
from sitegen.source.rules import ParseRules
from sitegen.source.source_kind import FOLDERS, kind_of

RECORDS: dict[str, Any] = {
    "article": ArticleMeta,
    "author": Author,
    "tag": Topic,
    "series": Topic,
    "thread": Topic,
    "page": StaticPage,
}
"""Kinds that are remembered once parsed, and the type of their record."""

_TOPICS = {"tag": "tags", "series": "series", "thread": "threads"}


class SourceJob(NamedTuple):
    """A file to parse."""

    kind: str
    path: str
    """Below content/"""
    data: bytes


def key_aliases_of(path: str, rules: ContentRules) -> KeyAliases:
    """Return the keys that the front matter of the file of that path has for each field, by the rules for its kind."""
    kind = kind_of(path, rules)
    usual = next((folder for folder, own in FOLDERS.items() if own == kind), "")
    own = rules.fields if kind == "article" else rules.records.get(usual, ())
    return {**KEY_ALIASES, **{rule.name: (*rule.sources, *KEY_ALIASES.get(rule.name, (rule.name,))) for rule in own}}


def parse_source(job: SourceJob, rules: ParseRules) -> tuple[object | None, ArticleText | None, tuple[Diagnostic, ...]]:
    """Return the record of a source, its text if it is an article, and what is wrong with it. Pure."""
    if job.kind == "article":
        parsed = parse_article(job.path, job.data, rules)
        return parsed.meta, parsed.text, parsed.diagnostics
    if job.kind == "author":
        author, problems = parse_author(job.path, job.data, rules)
        return author, None, problems
    if job.kind == "page":
        page, problems = parse_static_page(job.path, job.data, rules)
        return page, None, problems
    topic, problems = parse_topic(job.path, job.data, rules, _TOPICS[job.kind])
    return topic, None, problems
