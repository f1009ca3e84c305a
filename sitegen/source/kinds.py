"""Which kind of source a file of content/ is, and how each kind is parsed."""

from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from sitegen.config.model import ContentRules
from sitegen.errors import Diagnostic
from sitegen.source.article import Article, Author, Body, StaticPage, Topic
from sitegen.source.parse import parse_article
from sitegen.source.records import parse_author, parse_static_page, parse_topic
from sitegen.source.rules import ParseRules

MARKDOWN = (".md", ".markdown")
TABLES = (".toml", ".yaml", ".yml", ".json", ".csv")

RECORDS: dict[str, Any] = {
    "article": Article,
    "author": Author,
    "tag": Topic,
    "series": Topic,
    "thread": Topic,
    "page": StaticPage,
}
"""Kinds that are remembered once parsed, and the type of their record."""

_FOLDERS = {
    "authors": "author",
    "tags": "tag",
    "series": "series",
    "threads": "thread",
    "pages": "page",
    "sponsors": "sponsor",
    "data": "data",
    "static": "static",
}


@dataclass(frozen=True, slots=True)
class SourceJob:
    """A file to parse."""

    kind: str
    path: str
    """Below content/"""
    data: bytes


def kind_of(path: str, rules: ContentRules) -> str:
    """Return the kind of a file by its path below content/: "media" for what is no text, "" for what is left out."""
    folder, slash, _ = path.partition("/")
    lower = path.lower()
    if any(fnmatchcase(path, pattern) for pattern in rules.exclude):
        return ""
    own = _FOLDERS.get(folder, "") if slash else ""
    if own == "static":
        return own
    if lower.endswith(MARKDOWN):
        if own and own not in {"sponsor", "data"}:
            return own
        return "article" if any(f == "." or path.startswith(f"{f}/") for f in rules.articles) else ""
    if lower.endswith(TABLES):
        return own if own in {"sponsor", "data"} else ""
    return "media"


def parse_source(job: SourceJob, rules: ParseRules) -> tuple[object | None, Body | None, tuple[Diagnostic, ...]]:
    """Return the record of a source, its body if it is an article, and what is wrong with it. Pure."""
    if job.kind == "article":
        parsed = parse_article(job.path, job.data, rules)
        return parsed.article, parsed.body, parsed.diagnostics
    if job.kind == "author":
        author, problems = parse_author(job.path, job.data, rules)
        return author, None, problems
    if job.kind == "page":
        page, problems = parse_static_page(job.path, job.data, rules)
        return page, None, problems
    topic, problems = parse_topic(job.path, job.data, rules)
    return topic, None, problems
