"""Where the keys and values of a TOML or JSON text stand; read again only when something is wrong.

Marks map a dotted key ("authors.1.id") to the offsets of its key and its value. (YAML's come from its events, in
`source.front_matter.yaml_reader`.)
"""

import contextlib
import re
from collections.abc import Callable

Marks = dict[str, tuple[int, int]]

_BLANK_JSON = re.compile(r"\s*")
_STRING = re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL)
_ATOM = re.compile(r"[^\s,\]}]+")


def line_and_column(text: str, offset: int, first_line: int = 1) -> tuple[int, int]:
    """Return the line and column, counted from 1, of an offset in a text whose first line is `first_line`."""
    start = text.rfind("\n", 0, offset) + 1
    return first_line + text.count("\n", 0, offset), offset - start + 1


def nearest_mark(marks: Marks, key: str) -> tuple[str, tuple[int, int]] | None:
    """Return the mark of a dotted key, or of the nearest record around it; with the key that it is the mark of."""
    while key:
        if key in marks:
            return key, marks[key]
        key = key.rpartition(".")[0]
    return None


def joined(prefix: str, name: str) -> str:
    return f"{prefix}.{name}" if prefix else name


def json_marks(text: str, on_duplicate: Callable[[str, int], None] | None = None) -> Marks:
    """Return the marks of a valid JSON text; `on_duplicate` is told each key that comes again in its object."""
    marks: Marks = {}

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
                    on_duplicate(joined(path, name), key_at)
                seen.add(name)
            marks[joined(path, name)] = (key_at, pos)
            pos = blank(value(pos, joined(path, name)))
            count += 1
            pos = blank(pos + 1) if text[pos] == "," else pos
        return pos + 1

    with contextlib.suppress(IndexError, RecursionError, ValueError):  # its own error says more
        value(blank(0), "")
    return marks


def _json_string(literal: str) -> str:
    import json

    return str(json.loads(literal, strict=False))
