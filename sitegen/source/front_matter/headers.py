"""Pelican's headers: `Title: ...` lines at the top of a file, up to the first blank line, without fences.

The rules of Python-Markdown's Meta-Data extension, which Pelican uses: keys in any case, a value goes on in lines that
are indented; Pelican splits `Tags` and `Authors` at semicolons if there are any, else at commas.
"""

import re
from typing import Any

from sitegen.schema.positions import Positions
from sitegen.schema.syntax_problem import SyntaxProblem, duplicate_key

_HEADER = re.compile(r" {0,3}([A-Za-z0-9_-]+):[ \t]*(.*)")
_MORE = re.compile(r"(?: {4,}|\t)[ \t]*(\S.*)")
_LISTS = frozenset({"tags", "authors", "keywords"})


def is_headers(text: str) -> bool:
    """Does the text begin with a header?"""
    first = text.lstrip("\n").split("\n", 1)[0]
    return _HEADER.fullmatch(first) is not None


def split_headers(text: str) -> tuple[int, int, int]:
    """Return the offsets of the headers' start and end, and of the body."""
    start = len(text) - len(text.lstrip("\n"))
    pos = start
    for line in text[start:].split("\n"):
        if not line.strip():
            return start, pos, min(pos + len(line) + 1, len(text))
        if not _HEADER.fullmatch(line) and not _MORE.fullmatch(line):
            break
        pos += len(line) + 1
    return start, min(pos, len(text)), min(pos, len(text))


def read_headers(text: str) -> tuple[dict[str, Any], list[SyntaxProblem]]:
    """Return the headers by lower-cased key, and a problem for each that comes again."""
    values: dict[str, str] = {}
    problems: list[SyntaxProblem] = []
    key = ""
    offset = 0
    for line in text.split("\n"):
        header = _HEADER.fullmatch(line)
        more = None if header else _MORE.fullmatch(line)
        if header:
            key = header[1].lower()
            if key in values:
                problems.append(duplicate_key(key, offset + header.start(1)))
            values[key] = header[2].strip()
        elif more and key:
            values[key] = f"{values[key]} {more[1].strip()}".strip()
        offset += len(line) + 1
    return {name: _listed(value) if name in _LISTS else value for name, value in values.items()}, problems


def _listed(value: str) -> list[str]:
    return [item.strip() for item in value.split(";" if ";" in value else ",") if item.strip()]


def header_positions(text: str) -> Positions:
    """Return key -> (offset of the key, offset of the value)."""
    positions: Positions = {}
    offset = 0
    for line in text.split("\n"):
        header = _HEADER.fullmatch(line)
        if header:
            positions[header[1].lower()] = (offset + header.start(1), offset + header.start(2))
        offset += len(line) + 1
    return positions
