"""Where the keys and values of a text stand: dotted key ("authors.1.id") -> the offsets of its key and of its value.

A text is read again for them only when something is wrong. JSON's are found here, TOML's in `toml_positions`, YAML's in
`source.front_matter.yaml_reader`.
"""

import contextlib
import re
from collections.abc import Callable

from msgspec.structs import replace

from sitegen.errors import Diagnostic

Positions = dict[str, tuple[int, int]]

ON_THE_KEY = frozenset({"unknown-key", "duplicate-key"})
"""Codes of diagnostics that are about a key and not about its value."""

_BLANK_JSON = re.compile(r"\s*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ATOM = re.compile(r"[^\s,\]}]+")


def line_and_column(text: str, offset: int, first_line: int = 1) -> tuple[int, int]:
    """Return the line and column, counted from 1, of an offset in a text whose first line is `first_line`."""
    start = text.rfind("\n", 0, offset) + 1
    return first_line + text.count("\n", 0, offset), offset - start + 1


def nearest_position(positions: Positions, key: str) -> tuple[str, tuple[int, int]] | None:
    """Return the position of a dotted key, or of the nearest record around it, and the key that has this position."""
    while key:
        if key in positions:
            return key, positions[key]
        key = key.rpartition(".")[0]
    return None


def pinpoint(diagnostic: Diagnostic, key: str, positions: Positions, text: str, base: int = 0) -> Diagnostic:
    """Return the diagnostic with the line and column of the key as the file has it, unless it has a line already.

    A key that is not in the file (it is missing, or comes from a default) gives the place of the record around it, else
    the file's first line. The positions count from the offset `base`.
    """
    if diagnostic.location.line:
        return diagnostic
    found = nearest_position(positions, key)
    line, column = 1, 1
    if found:
        nearest, (key_at, value_at) = found
        exact = nearest == key and diagnostic.code not in ON_THE_KEY
        line, column = line_and_column(text, base + (value_at if exact else key_at))
    return replace(diagnostic, location=replace(diagnostic.location, line=line, column=column))


def join_key(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def json_positions(text: str, on_duplicate: Callable[[str, int], None] | None = None) -> Positions:
    """Return the positions of a valid JSON text; `on_duplicate` is called with each key that an object repeats."""
    positions: Positions = {}

    def blank(pos: int) -> int:
        found = _BLANK_JSON.match(text, pos)
        return found.end() if found else pos

    def value(pos: int, path: str) -> int:
        if text[pos] == "{":
            return members(pos, path, "}")
        if text[pos] == "[":
            return members(pos, path, "]")
        found = (_STRING if text[pos] == '"' else _ATOM).match(text, pos)
        return found.end() if found else pos + 1

    def members(pos: int, path: str, close: str) -> int:
        pos, count, seen = blank(pos + 1), 0, set()
        while text[pos] != close:
            key_at, name = pos, str(count)
            if close == "}":
                found = _STRING.match(text, pos)
                if not found:
                    return len(text)
                name = _json_string(found[0])
                pos = blank(blank(found.end()) + 1)
                if name in seen and on_duplicate:
                    on_duplicate(join_key(path, name), key_at)
                seen.add(name)
            positions[join_key(path, name)] = (key_at, pos)
            pos = blank(value(pos, join_key(path, name)))
            count += 1
            pos = blank(pos + 1) if text[pos] == "," else pos
        return pos + 1

    with contextlib.suppress(IndexError, RecursionError, ValueError):  # its own error says more
        value(blank(0), "")
    return positions


def _json_string(literal: str) -> str:
    import json

    return str(json.loads(literal, strict=False))
