"""[content.fields] and [content.records]: an archive's own front matter, by the content model's names, to be checked.

For each field the first of these that gives a value counts: its source keys in their order, its own name, the folder,
the file's name, the default. Keys that are sources are known from then on.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from sitegen.config.model import FieldRule
from sitegen.schema import ListOf, Record, Table

_AUTHORS = frozenset({"author", "authors"})
"""Two names of one field."""


def apply_fields(
    raw: Mapping[str, Any], rules: Iterable[FieldRule], below: str, table: Table
) -> tuple[dict[str, Any], dict[str, str]]:
    """Return the front matter by the content model's names, and field -> the file's own key for it.

    `below`: the file's path below the articles' folder. `table`: the content model; its fields stay even if a rule
    looks at them for another field. Of a list that a rule finds, a field that is not one takes the first item.
    """
    rules = tuple(rules)
    targets = {rule.name for rule in rules}
    found: list[tuple[str, Any]] = []
    names: dict[str, str] = {}
    for rule in rules:
        value, source = _find(raw, rule, below, _is_list(rule.name, table))
        if source and source != rule.name:
            names[rule.name] = source
        if value is not None:
            found.append((rule.name, value))
    values = dict(raw)
    for rule in rules:
        own = _AUTHORS if rule.name in _AUTHORS else frozenset((rule.name,))
        for source in rule.sources:
            if source in targets or source in own or source not in table.fields:
                _drop(values, source)
    for name, value in found:
        _put(values, name, value, _short_field(name, table))
    return values, names


def _is_list(name: str, table: Table) -> bool:
    """Does the field take many values?"""
    return name in table.fields and isinstance(table.fields[name].kind, ListOf)


def _short_field(name: str, table: Table) -> str:
    """Return the field that a lone value of a record is: "src" for "image.alt"; "" if there is none."""
    head = name.partition(".")[0]
    kind = table.fields[head].kind if head in table.fields else None
    record = getattr(kind, "record", kind)
    return record.short if isinstance(record, Record) else ""


def _find(raw: Mapping[str, Any], rule: FieldRule, below: str, many: bool) -> tuple[Any, str]:
    """Return the field's value (None if there is none) and the key that it came from ("" if from elsewhere)."""
    for source in (*rule.sources, rule.name):
        value = _apply_rule(_look_up(raw, source), rule, many)
        if value is not None:
            return value, source
    folders = below.split("/")[:-1]
    if 0 < rule.folder <= len(folders):
        value = _apply_rule(folders[rule.folder - 1], rule, many)
        if value is not None:
            return value, ""
    if rule.file_name:
        match = _pattern(rule.file_name).search(below)
        value = _apply_rule(match[1], rule, many) if match and match[1] else None
        if value is not None:
            return value, ""
    return rule.default, ""


@lru_cache
def _pattern(text: str) -> "re.Pattern[str]":
    return re.compile(text)


def _look_up(raw: Mapping[str, Any], key: str) -> Any:
    """Return the value of a key, or of a dotted one in the records that it names."""
    if key in raw:
        return raw[key]
    head, dot, rest = key.partition(".")
    inner = raw.get(head)
    return _look_up(inner, rest) if dot and isinstance(inner, dict) else None


def _apply_rule(value: Any, rule: FieldRule, many: bool) -> Any:
    """Return the value split, cut, renamed, and single where the field is; None where nothing is left of it."""
    if rule.split and isinstance(value, str):
        value = [part.strip() for part in value.split(rule.split)]
    if isinstance(value, list):
        items = [_rename(item, rule) for item in value]
        items = [item for item in items if item is not None and item != ""]
        if not many:
            return items[0] if items else None
        return items or None
    value = _rename(value, rule)
    return None if value == "" else value


def _rename(value: Any, rule: FieldRule) -> Any:
    """Return the part of a text that `match` takes, by the name that `values` gives it."""
    if value is None or isinstance(value, dict | list):
        return value
    if rule.match and isinstance(value, str):
        found = _pattern(rule.match).search(value)
        value = found[1].strip() if found and found[1] else value
    return rule.values.get(_word(value), value) if rule.values else value


def _word(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _drop(values: dict[str, Any], key: str) -> None:
    """Remove a key that is accounted for, and the records that it leaves empty."""
    if key in values:
        del values[key]
        return
    head, dot, rest = key.partition(".")
    if dot and isinstance(values.get(head), dict):
        inner = dict(values[head])
        _drop(inner, rest)
        if inner:
            values[head] = inner
        else:
            del values[head]


def _put(values: dict[str, Any], name: str, value: Any, short: str) -> None:
    """Set a field; "image.alt" is set in the record `image`, if there is one."""
    head, dot, rest = name.partition(".")
    if not dot:
        values[name] = value
        return
    record = values.get(head)
    if rest == short and isinstance(value, dict):  # the source is the whole record already
        values[head] = value
        return
    if record is None or record == "":
        if rest == short or not short:  # a free mapping, such as `social`, begins with any of its keys
            values[head] = {rest: value}
        return
    values[head] = {**(record if isinstance(record, dict) else {short: record}), rest: value}
