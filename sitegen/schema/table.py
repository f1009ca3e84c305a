"""Typed tables: the one engine that checks every front matter, site.toml, sponsor and theme.toml.

A table is a mapping of names to fields; reading a raw mapping with it gives values and every problem, never only the
first. A kind (see `kinds`) is what one field may hold.
"""

from collections.abc import Callable, Mapping
from typing import Any, Protocol

from msgspec import Struct
from msgspec.structs import force_setattr

from sitegen.schema.report import Report
from sitegen.schema.suggest import did_you_mean, nearest
from sitegen.schema.values import describe, with_article


class Kind(Protocol):
    """What a field may hold."""

    @property
    def noun(self) -> str:
        """What docs/ call it: "text", "whole number"."""

    def read(self, raw: Any, key: str, report: Report) -> Any:
        """Return the typed value of `raw`, which is not None; or report what is wrong with it and return None."""

    def json_schema(self) -> dict[str, Any]:
        """Return the kind as JSON Schema (draft 2020-12)."""


class Field(Struct, frozen=True):
    kind: Kind
    required: bool = False
    to: str = ""
    """Name of the value it gives, if that is not its own."""
    example: str = ""
    """What to write, for the hint when a required field is missing."""
    help: str = ""
    """What it is for, in one sentence, for docs/ and the JSON Schema."""
    default: str = ""
    """What holds where it is not given, as docs/ shows it, if the value's own default does not say it."""


class Table(Struct, frozen=True):
    """A closed set of fields."""

    noun: str
    """What it describes, with its article: "an article", "a category"."""
    fields: Mapping[str, Field]
    build: Callable[..., Any] = dict
    """Makes the value from the fields that were given, by name."""
    free: str = ""
    """Name of the field to put free values under, for the hint about an unknown key."""
    names: tuple[str, ...] = ()
    required: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        force_setattr(self, "names", tuple(self.fields))
        force_setattr(self, "required", tuple(name for name, known in self.fields.items() if known.required))


UNKNOWN = ("error", "warning", "ignore")
"""How strictly unknown keys are taken."""


def read(
    table: Table, raw: Mapping[str, Any], report: Report, prefix: str = "", unknown: str = "error"
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return the values by name (only of the keys that are given and right) and what the table does not know.

    Empty values (None, "") count as not given. Problems go to the report, each with its dotted key.
    """
    fields = table.fields
    values: dict[str, Any] = {}
    rest: dict[str, Any] = {}
    for name, value in raw.items():
        known = fields.get(name)
        if known is None:
            rest[name] = value
        elif value is not None and value != "":
            before = len(report.diagnostics)
            result = known.kind.read(value, f"{prefix}{name}", report)
            if result is not None or len(report.diagnostics) == before:
                values[known.to or name] = result
    for name in table.required:
        if raw.get(name) in (None, ""):
            _report_missing(table, name, raw, report, prefix)
    if rest and unknown != "ignore":
        _report_unknown(table, raw, rest, report, prefix, unknown)
    return values, rest


def _report_missing(table: Table, name: str, raw: Mapping[str, Any], report: Report, prefix: str) -> None:
    example = table.fields[name].example
    hint = f"give it a value such as {example}" if example else ""
    state = "is empty" if name in raw else "is missing"
    report.error("missing-key", f"{prefix}{name}", f"{{key}} {state}: {table.noun} needs it.", hint)


def _report_unknown(
    table: Table, raw: Mapping[str, Any], rest: Mapping[str, Any], report: Report, prefix: str, unknown: str
) -> None:
    absent = tuple(name for name in table.names if name not in raw)
    for name in rest:
        otherwise = f"free values go under `{table.free}`" if table.free else ""
        hint = did_you_mean(name, absent if nearest(name, absent) else table.names, otherwise)
        message = f"{{key}} is not a known key of {table.noun}."
        report.add("warning" if unknown == "warning" else "error", "unknown-key", f"{prefix}{name}", message, hint)


def report_wrong(report: Report, key: str, raw: Any, noun: str, hint: str, code: str = "bad-type") -> None:
    """Report that a value is not of the kind that its field needs; `noun` such as "date", "list of texts"."""
    needed = noun if code == "bad-type" else f"valid {noun}"
    report.error(code, key, f"{{key}} is {describe(raw)}, which is not {with_article(needed)}.", hint)
