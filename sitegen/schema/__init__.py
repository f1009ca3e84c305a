"""Typed tables of fields: how every front matter, site.toml, sponsor and theme.toml is checked."""

from sitegen.schema.containers import Free, ListOf, MapOf, Pair, Record, free_value, table_schema
from sitegen.schema.kinds import (
    Colour,
    Flag,
    Instant,
    Integer,
    Language,
    Number,
    OneOf,
    Slug,
    Text,
    Url,
    as_text,
    collapse_spaces,
    language_tag,
)
from sitegen.schema.report import Report
from sitegen.schema.suggest import did_you_mean, nearest
from sitegen.schema.table import Field, Kind, Table, read, report_wrong
from sitegen.schema.values import PlainScalar, describe, quote, read_plain_scalar

__all__ = [
    "Colour",
    "Field",
    "Flag",
    "Free",
    "Instant",
    "Integer",
    "Kind",
    "Language",
    "ListOf",
    "MapOf",
    "Number",
    "OneOf",
    "Pair",
    "PlainScalar",
    "Record",
    "Report",
    "Slug",
    "Table",
    "Text",
    "Url",
    "as_text",
    "collapse_spaces",
    "describe",
    "did_you_mean",
    "free_value",
    "language_tag",
    "nearest",
    "quote",
    "read",
    "read_plain_scalar",
    "report_wrong",
    "table_schema",
]
