"""Typed tables as tables in Markdown: the reference of settings and front matter in docs/."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from sitegen.schema.containers import ListOf, MapOf, Record
from sitegen.schema.table import Field, Kind, Table

Row = tuple[str, str, str, str]


def markdown_table(
    table: Table,
    values: type[msgspec.Struct] | None = None,
    *,
    nested: bool = True,
    key: str = "key",
    mapping: str = "mapping",
) -> str:
    """Return a table of fields in Markdown: a row for each key with its type, default and meaning.

    `values`: the Struct that has the defaults, if it is not what the table builds. `nested`: also the keys of records,
    such as `image.alt`. `key`: the heading of the first column. `mapping`: what the file's format calls a mapping.
    """
    head = f"| {key} | type | default | meaning |\n|---|---|---|---|"
    rows = _rows(table, values or _struct_of(table), "", [] if nested else None)
    return "\n".join([head, *(f"| {' | '.join(row)} |" for row in rows)]).replace(" mapping |", f" {mapping} |")


def _rows(table: Table, values: type[msgspec.Struct] | None, prefix: str, shown: list[Kind] | None) -> Iterator[Row]:
    """`shown`: the kinds whose records have been shown, each is shown once; None to show no records."""
    defaults = _defaults(values)
    for name, field in table.fields.items():
        yield (
            f"`{prefix}{name}`",
            _escaped(_type_of(field.kind)),
            _default_of(name, field, defaults),
            _escaped(field.help),
        )
        inner = _record_in(field.kind)
        if inner and shown is not None and field.kind not in shown:
            shown.append(field.kind)
            yield from _rows(inner.table, _struct_of(inner.table), f"{prefix}{name}.", shown)


def _struct_of(table: Table) -> type[msgspec.Struct] | None:
    build = table.build
    return build if isinstance(build, type) and issubclass(build, msgspec.Struct) else None


def _defaults(values: type[msgspec.Struct] | None) -> Mapping[str, Any]:
    """Return the defaults of a Struct's fields by name, as far as they are plain values."""
    fields = msgspec.structs.fields(values) if values else ()
    return {field.name: field.default for field in fields if field.default is not msgspec.NODEFAULT}


def _default_of(name: str, field: Field, defaults: Mapping[str, Any]) -> str:
    if field.required:
        return "required"
    if field.default:
        return _escaped(field.default)
    value = defaults.get(name)
    return "" if value is None or value in ("", ()) else f"`{msgspec.json.encode(value).decode()}`"


def _type_of(kind: Kind) -> str:
    if isinstance(kind, ListOf) and kind.single and not isinstance(kind.kind, Record):
        return f"{kind.kind.noun} or {kind.noun}"
    return kind.noun


def _record_in(kind: Kind) -> Record | None:
    """Return the record that a kind holds: itself, one in a list or mapping, or one that a word can replace."""
    while isinstance(kind, ListOf | MapOf):
        kind = kind.kind
    inner = getattr(kind, "record", kind)
    return inner if isinstance(inner, Record) else None


def _escaped(text: str) -> str:
    """Return a text as a cell of a table."""
    return text.replace("|", "\\|")
