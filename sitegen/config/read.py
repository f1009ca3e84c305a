"""site.toml read: text in, a complete Config out, or every wrong key at its line and column."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace

from sitegen.config.defaults import SLOTS, TYPES
from sitegen.config.kinds import Zone
from sitegen.config.model import ArticleType, Block, Config
from sitegen.config.tables import site_table
from sitegen.errors import Diagnostic, has_errors
from sitegen.schema import Report, Table, did_you_mean, quote, read
from sitegen.schema.toml_reader import load_toml, pinpoint_toml
from sitegen.urls import slugify

Problems = tuple[Diagnostic, ...]


def parse_config(text: str, path: str = "site.toml") -> tuple[Config | None, Problems]:
    """Return the settings, complete with all defaults, or None and why. Pure: no disk, no clock, no environment."""
    text = text.replace("\r\n", "\n")
    report = Report(path)
    raw = load_toml(text, report, 'title = "The Daily Example"')
    if raw is None:
        return None, pinpoint_toml(report, text)
    values, _ = read(settings_table(_zone(raw)), raw, report)
    types = _types(values.pop("types", {}), report)
    _check_together(values, raw, types, report)
    diagnostics = pinpoint_toml(report, text)
    if has_errors(diagnostics):
        return None, diagnostics
    values["slots"] = values.get("slots", SLOTS)
    values["blocks"] = tuple(Block(name, **block) for name, block in values.get("blocks", {}).items())
    return Config(**values, types=types), diagnostics


def settings_table(zone: str = "UTC") -> Table:
    """Return the table of all that site.toml may say; a date in it without offset is in the zone."""
    return site_table(zone)


def _zone(raw: dict[str, Any]) -> str:
    """Return the zone that dates in site.toml are in: its own, if that is one."""
    return Zone().read(raw.get("timezone", "UTC"), "timezone", Report("")) or "UTC"


def _types(given: dict[str, dict[str, Any]], report: Report) -> tuple[ArticleType, ...]:
    """Return the story types: the usual ones, with what the site says of them, then its own."""
    known = {kind.id: kind for kind in TYPES}
    for name, changes in given.items():
        if slugify(name) != name:
            hint = f'write "{slugify(name)}"'
            report.error("bad-id", f"types.{name}", f"{quote(name)} is not a valid id of an article type.", hint)
        label = name.replace("-", " ").capitalize()
        known[name] = replace(known.get(name, ArticleType(name, label=label)), **changes)
        _check_sections(known[name], f"types.{name}.sections", report)
    return tuple(known.values())


def _check_sections(kind: ArticleType, key: str, report: Report) -> None:
    seen: set[str] = set()
    for n, section in enumerate(kind.sections):
        if slugify(section.name) in seen:
            report.error("duplicate-id", f"{key}.{n}", f"The section {quote(section.name)} is listed twice.")
        elif not slugify(section.name):
            report.error(
                "bad-id", f"{key}.{n}", f"{quote(section.name)} has no letter or digit, so it cannot name a section."
            )
        if 0 < section.max_words < section.min_words:
            report.error("bad-number", f"{key}.{n}", "`max_words` is less than `min_words`.")
        seen.add(slugify(section.name))


def _column(raw: dict[str, Any], name: str, key: str) -> list[str]:
    """Return one key of a list of tables as it is written, also of those that are wrong otherwise; "" for no text."""
    items = raw.get(name)
    values = [item.get(key) if isinstance(item, dict) else None for item in items] if isinstance(items, list) else []
    return [value if isinstance(value, str) else "" for value in values]


def _check_together(values: dict[str, Any], raw: dict[str, Any], types: Sequence[ArticleType], report: Report) -> None:
    """Report what is right key by key and wrong together."""
    ids = _column(raw, "categories", "id")
    _check_unique("categories", ids, report)
    _check_unique("slots", _column(raw, "slots", "id"), report)
    parents = _column(raw, "categories", "parent")
    for n, (own, parent) in enumerate(zip(ids, parents, strict=True)):
        if parent and parent not in ids:
            message = f"{{key}} is {quote(parent)}, which is not the id of a category."
            hint = did_you_mean(parent, filter(None, ids))
            report.error("unknown-category", f"categories.{n}.parent", message, hint)
        elif own in _above(own, dict(zip(ids, parents, strict=True))):
            message = f"The category {quote(own)} is a subcategory of itself."
            report.error("category-circle", f"categories.{n}.parent", message, "remove one of the parents")
    _check_known("default_type", values, [kind.id for kind in types], "an article type", report)
    content = values.get("content")
    if ids and (content is None or content.unknown_categories == "error"):
        _check_known("default_category", values, ids, "the id of a category", report)
        for name in values["urls"].categories if "urls" in values else ():
            if name not in ids:
                message = f"{quote(name)} is not the id of a category."
                report.error("unknown-category", f"urls.categories.{name}", message, did_you_mean(name, ids))
    _check_folders(values, report)


def _above(own: str, parents: Mapping[str, str]) -> list[str]:
    """Return the ids of the categories above one, nearest first; a circle is gone round once."""
    above: list[str] = []
    parent = parents.get(own, "")
    while parent and parent not in above:
        above.append(parent)
        parent = parents.get(parent, "")
    return above


def _check_unique(name: str, ids: Iterable[str], report: Report) -> None:
    seen: set[str] = set()
    for n, own in enumerate(ids):
        if own and own in seen:
            report.error("duplicate-id", f"{name}.{n}.id", f"{{key}} is {quote(own)}, which another one has already.")
        seen.add(own)


def _check_known(name: str, values: dict[str, Any], known: Sequence[str], noun: str, report: Report) -> None:
    value = values.get(name)
    if value and value not in known and slugify(value) not in known:
        message = f"{{key}} is {quote(value)}, which is not {noun}."
        report.error("unknown-value", name, message, did_you_mean(value, known))


def _check_folders(values: dict[str, Any], report: Report) -> None:
    content = values.get("content")
    if content is None:
        return
    articles = [(f"articles.{n}", folder) for n, folder in enumerate(content.articles) if folder != "."]
    for key, folder in [*articles, *((f"folders.{kind}", folder) for kind, folder in content.folders.items())]:
        if folder.startswith("/") or ".." in folder.split("/") or folder.strip("/") != folder:
            message = f"{{key}} is {quote(folder)}, which is not a folder in content/."
            otherwise = ', or "." for all of content/' if key.startswith("articles") else ""
            report.error("bad-path", f"content.{key}", message, f'write "articles"{otherwise}')
