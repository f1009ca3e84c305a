"""Raw values as the readers of YAML, TOML, JSON and headers give them, and how a message names them.

A scalar that YAML writes without quotes keeps its text until a field says what it wants: a title 1984 stays "1984",
the country NO stays "NO", a version 1.10 stays "1.10".
"""

import datetime as dt
import re
from typing import Any

_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|(?:0|[1-9][0-9]*)(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BOOLEANS = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}
LOOKS_TYPED = frozenset("0123456789+-.tTfF")
"""First characters of all scalars that the core schema reads as anything but text."""

MAX_INTEGER = 2**63 - 1
"""What JSON, msgpack and databases hold; larger numbers (ids) are to be written as text."""

_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class PlainScalar(str):
    """A scalar written without quotes that YAML's core schema reads as a number or a boolean. Equal to its text."""

    __slots__ = ()

    @property
    def resolved(self) -> bool | int | float | str:
        """What the core schema (YAML 1.2.2, 10.3.2) makes of it; leading zeros stay text, as people mean them."""
        return resolve(str(self))


def resolve(text: str) -> bool | int | float | str:
    """Return the value of an unquoted scalar by YAML's core schema; `yes`, 1:30 and dates are text."""
    if text in _BOOLEANS:
        return _BOOLEANS[text]
    if len(text) <= 400:
        if _INTEGER.fullmatch(text):
            return int(text)
        if _FLOAT.fullmatch(text):
            return float(text)
    return text


def read_plain_scalar(text: str) -> str:
    """Return the scalar as PlainScalar if the core schema reads more than text in it."""
    if text[:1] in LOOKS_TYPED and type(resolve(text)) is not str:
        return PlainScalar(text)
    return text


def find_unprintable(text: str) -> str:
    """Return the first character that may be in no text (XML 1.0, 2.2; UTF-8), as U+XXXX, or ""."""
    found = _UNPRINTABLE.search(text)
    return f"U+{ord(found[0]):04X}" if found else ""


def quote(text: str, limit: int = 60) -> str:
    """Return the text in quotes as a message shows it: on one line, not endless, without control characters."""
    shown = "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text[: limit * 4].split()))
    return f'"{shown}"' if len(shown) <= limit else f'"{shown[:limit]}…"'


def with_article(noun: str) -> str:
    """Return a noun as it stands in a sentence: "a date", "an id", "text"."""
    return noun if noun == "text" else f"{'an' if noun[0] in 'aeio' else 'a'} {noun}"


def describe(raw: Any) -> str:
    """Return how a message names a raw value: a text in quotes, a number as it is, "a list", "a mapping"."""
    if isinstance(raw, PlainScalar):
        return str(raw)
    if isinstance(raw, str):
        return quote(raw) if raw.strip() else "empty"
    if isinstance(raw, bool):
        return "true" if raw else "false"
    if isinstance(raw, dict):
        return "a mapping"
    if isinstance(raw, list | tuple):
        return "a list"
    if isinstance(raw, dt.date | dt.time):
        return raw.isoformat()
    return "empty" if raw is None else str(raw)[:60]
