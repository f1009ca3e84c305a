"""The kinds made of other kinds: lists, one or many, records, mappings, free values."""

import datetime as dt
from collections.abc import Callable
from typing import Any, ClassVar

from msgspec import Struct

from sitegen.schema.kinds import Text, report_unprintable
from sitegen.schema.report import Report
from sitegen.schema.table import Kind, Table, read, report_wrong
from sitegen.schema.values import MAX_INTEGER, PlainScalar

DEEPEST = 50
"""How deep free values may nest."""


class ListOf(Struct, frozen=True):
    """A list of one kind; empty and wrong items are left out. With `single`, a single value is a list of one."""

    kind: Kind
    noun: str = "list"
    example: str = "[one, two]"
    single: bool = False

    def read(self, raw: Any, key: str, report: Report) -> tuple[Any, ...] | None:
        if not isinstance(raw, list | tuple):
            if not self.single or (isinstance(raw, dict) and not isinstance(self.kind, Record)):
                report_wrong(report, key, raw, self.noun, f"write {self.example}")
                return None
            value = self.kind.read(raw, key, report)
            return None if value is None else (value,)
        given = [(n, item) for n, item in enumerate(raw) if item is not None and item != ""]
        items = [self.kind.read(item, f"{key}.{n}", report) for n, item in given]
        return tuple(item for item in items if item is not None)

    def json_schema(self) -> dict[str, Any]:
        item = self.kind.json_schema()
        many = {"type": "array", "items": item}
        return {"anyOf": [item, many]} if self.single else many


class Record(Struct, frozen=True):
    """A nested table. With `short`, a single text or number is a record with just that field."""

    table: Table
    short: str = ""
    unknown: str = "error"
    example: str = ""

    @property
    def noun(self) -> str:
        return f"{self.table.fields[self.short].kind.noun} or mapping" if self.short else "mapping"

    def read(self, raw: Any, key: str, report: Report) -> Any:
        if self.short and isinstance(raw, str | int | float) and not isinstance(raw, bool):
            known = self.table.fields[self.short]
            value = known.kind.read(raw, key, report)
            return None if value is None else self.table.build(**{known.to or self.short: value})
        if not isinstance(raw, dict):
            report_wrong(report, key, raw, "mapping", f"write {self.example}" if self.example else "")
            return None
        before = report.errors
        values, _ = read(self.table, raw, report, f"{key}.", self.unknown)
        return self.table.build(**values) if report.errors == before else None

    def json_schema(self) -> dict[str, Any]:
        record = table_schema(self.table)
        return {"anyOf": [self.table.fields[self.short].kind.json_schema(), record]} if self.short else record


class MapOf(Struct, frozen=True):
    """A mapping from free names to one kind."""

    kind: Kind
    example: str = ""
    build: Callable[[dict[str, Any]], Any] = dict
    noun: ClassVar[str] = "mapping"

    def read(self, raw: Any, key: str, report: Report) -> Any:
        if not isinstance(raw, dict):
            report_wrong(report, key, raw, "mapping", f"write {self.example}" if self.example else "")
            return None
        given = {name: value for name, value in raw.items() if value is not None}
        values = {name: self.kind.read(value, f"{key}.{name}", report) for name, value in given.items()}
        return self.build({name: value for name, value in values.items() if value is not None})

    def json_schema(self) -> dict[str, Any]:
        return {"type": "object", "additionalProperties": self.kind.json_schema()}


class Free(Struct, frozen=True):
    """Any plain value: text, numbers, true and false, lists, mappings; dates become ISO 8601 text."""

    noun: ClassVar[str] = "any value"

    def read(self, raw: Any, key: str, report: Report) -> Any:
        return free_value(raw, key, report)

    def json_schema(self) -> dict[str, Any]:
        return {}


class Pair(Struct, frozen=True):
    """Two values of one kind, such as [300, 250]."""

    kind: Kind
    example: str
    noun: ClassVar[str] = "pair of numbers"

    def read(self, raw: Any, key: str, report: Report) -> tuple[Any, Any] | None:
        if not isinstance(raw, list | tuple) or len(raw) != 2 or None in raw:
            report_wrong(report, key, raw, "pair of numbers", f"write {self.example}")
            return None
        first, second = (self.kind.read(item, f"{key}.{n}", report) for n, item in enumerate(raw))
        return None if first is None or second is None else (first, second)

    def json_schema(self) -> dict[str, Any]:
        return {"type": "array", "items": self.kind.json_schema(), "minItems": 2, "maxItems": 2}


def free_value(raw: Any, key: str, report: Report, depth: int = 0) -> Any:
    """Return a raw value as a plain one that JSON can hold (no NaN, no number beyond 64 bits)."""
    if isinstance(raw, PlainScalar):
        raw = raw.resolved
    if raw is None or isinstance(raw, bool):
        return raw
    if isinstance(raw, str):
        return None if report_unprintable(raw, key, report) else str(raw)
    if isinstance(raw, int | float):
        return _free_number(raw, key, report)
    if isinstance(raw, dt.date | dt.time):
        return raw.isoformat()
    if depth >= DEEPEST:
        report.error("too-deep", key, f"{{key}} is nested more than {DEEPEST} levels deep.")
    elif isinstance(raw, dict):
        return {
            Text().read(name, key, report) or "": free_value(value, f"{key}.{name}" if key else name, report, depth + 1)
            for name, value in raw.items()
        }
    elif isinstance(raw, list | tuple):
        return [free_value(item, f"{key}.{n}" if key else str(n), report, depth + 1) for n, item in enumerate(raw)]
    else:
        report_wrong(report, key, raw, "plain value", "write a text, number, list or mapping")
    return None


def _free_number(raw: int | float, key: str, report: Report) -> int | float | None:
    if raw != raw or abs(raw) == float("inf") or (isinstance(raw, int) and abs(raw) > MAX_INTEGER):
        noun = "finite number of at most 64 bits"
        report_wrong(report, key, raw, noun, "write it as text, in quotes", "bad-number")
        return None
    return raw


def table_schema(table: Table) -> dict[str, Any]:
    """Return a table as JSON Schema (draft 2020-12)."""
    properties: dict[str, Any] = {}
    for name, known in table.fields.items():
        properties[name] = known.kind.json_schema() | ({"description": known.help} if known.help else {})
    schema: dict[str, Any] = {"type": "object", "properties": properties, "additionalProperties": False}
    required = [name for name, known in table.fields.items() if known.required]
    return schema | ({"required": required} if required else {})
