"""Which kind of source a file of content/ is, and how each kind is parsed."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

from sitegen.config.model import ContentRules
from sitegen.errors import Diagnostic
from sitegen.source.article import Article, Author, Body, StaticPage, Topic
from sitegen.source.locate import SPELLINGS, Spellings
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
_TOPICS = {"tag": "tags", "series": "series", "thread": "threads"}


class SourceJob(NamedTuple):
    """A file to parse."""

    kind: str
    path: str
    """Below content/"""
    data: bytes


def kind_of(path: str, rules: ContentRules) -> str:
    """Return the kind of a file by its path below content/: "media" for what is no text, "" for what is left out."""
    lower = path.lower()
    if any(fnmatchcase(path, pattern) for pattern in rules.exclude):
        return ""
    own = _kind_of_folder(path, rules.folders)
    if own == "static":
        return own
    if lower.endswith(MARKDOWN):
        if any(path.startswith(f"{folder}/") for folder in rules.articles):
            return "article"
        if own and own not in {"sponsor", "data"}:
            return own
        return "article" if "." in rules.articles else ""
    if lower.endswith(TABLES):
        return own if own in {"sponsor", "data"} else ""
    return "media"


def spellings_of(path: str, rules: ContentRules) -> Spellings:
    """Return the keys that the front matter of the file of that path has for each field, by the rules for its kind."""
    kind = kind_of(path, rules)
    usual = next((folder for folder, own in _FOLDERS.items() if own == kind), "")
    own = rules.fields if kind == "article" else rules.records.get(usual, ())
    return {**SPELLINGS, **{rule.name: (*rule.sources, *SPELLINGS.get(rule.name, (rule.name,))) for rule in own}}


def _kind_of_folder(path: str, folders: Mapping[str, str]) -> str:
    """Return the kind that a file's folder stands for, "" for none. `folders`: other names of the usual ones."""
    for usual, folder in folders.items():
        if path.startswith(f"{folder}/"):
            return _FOLDERS[usual]
    first, slash, _ = path.partition("/")
    return _FOLDERS.get(first, "") if slash and first not in folders else ""


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
    topic, problems = parse_topic(job.path, job.data, rules, _TOPICS[job.kind])
    return topic, None, problems
