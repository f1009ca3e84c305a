"""Rules of [content.fields] and [content.records] are checked: each must be for a field that exists."""

from collections.abc import Iterable

from sitegen.config.model import ContentRules, FieldRule
from sitegen.errors import Diagnostic
from sitegen.schema import Report, Table, did_you_mean, quote
from sitegen.source.article_fields import article_table
from sitegen.source.records import AUTHOR, TOPICS, page_table

_ARTICLE = article_table((), "UTC", (), "error")
_RECORDS = {"authors": AUTHOR, **TOPICS, "pages": page_table("UTC", ())}


def check_field_names(content: ContentRules, path: str) -> tuple[Diagnostic, ...]:
    """Return an error for each rule of a field that does not exist; `path` is that of site.toml."""
    report = Report(path)
    _check(content.fields, _ARTICLE, "an article", "content.fields", report)
    for folder, rules in content.records.items():
        _check(rules, _RECORDS[folder], f"one of {folder}", f"content.records.{folder}", report)
    return tuple(report.diagnostics)


def _check(rules: Iterable[FieldRule], table: Table, owner: str, key: str, report: Report) -> None:
    for rule in rules:
        if rule.name.partition(".")[0] not in table.fields:
            message = f"{quote(rule.name)} is not a field of {owner}."
            report.error("unknown-key", f"{key}.{rule.name}", message, did_you_mean(rule.name, table.names))
