"""The plain kinds of values: text, flags, numbers, dates, one of a few words, slugs, URLs, colours, languages."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any, ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from msgspec import Struct, field
from msgspec.structs import force_setattr

from sitegen.schema import dates
from sitegen.schema.report import Report
from sitegen.schema.suggest import did_you_mean
from sitegen.schema.table import report_wrong
from sitegen.schema.values import MAX_INTEGER, PlainScalar, describe, find_unprintable
from sitegen.urls import is_safe_segment, slugify


def report_unprintable(text: str, key: str, report: Report) -> bool:
    """Report a character that may be in no text (a control character, half a surrogate pair)."""
    bad = find_unprintable(text)
    if bad:
        report.error(
            "bad-character", key, f"{{key}} contains the character {bad}, which is not allowed in pages.", "delete it"
        )
    return bool(bad)


def as_text(raw: Any) -> str | None:
    """Return what a scalar says as text (a number or date as it is written), or None if it is not text."""
    if isinstance(raw, str):
        return str(raw)
    if isinstance(raw, bool):
        return None
    if isinstance(raw, int | float):
        return str(raw)
    return raw.isoformat() if isinstance(raw, dt.date | dt.time) else None


def collapse_spaces(text: str) -> str:
    """Return the text on one line, without white space around it, all other white space as single spaces; but a
    no-break space between words stays one: « Budget : oui »."""
    if "\xa0" not in text and "\u202f" not in text:
        return " ".join(text.split())
    return _BREAKING.sub(" ", text.strip())


_BREAKING = re.compile(r"[^\S\xa0\u202f]+")


class Text(Struct, frozen=True):
    """A text; white space around it is dropped, and on one line (`lines` = False) all white space becomes one space."""

    noun: ClassVar[str] = "text"
    lines: bool = False
    example: str = '"some text"'

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = as_text(raw)
        if text is None:
            report_wrong(report, key, raw, "text", f"write {self.example}")
            return None
        if report_unprintable(text, key, report):
            return None
        return text.strip() if self.lines else collapse_spaces(text)

    def json_schema(self) -> dict[str, Any]:
        return {"type": ["string", "number"]}


class Flag(Struct, frozen=True):
    """True or false; also yes, no, on, off, however quoted."""

    noun: ClassVar[str] = "`true` or `false`"

    def read(self, raw: Any, key: str, report: Report) -> bool | None:
        if isinstance(raw, bool):
            return raw
        word = raw.strip().lower() if isinstance(raw, str) else ""
        if word in _YES or word in _NO:
            return word in _YES
        message = f"{{key}} is {describe(raw)}, which is neither true nor false."
        report.error("bad-type", key, message, "write true or false")
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "boolean"}


_YES = frozenset({"true", "yes", "on"})
_NO = frozenset({"false", "no", "off"})


def is_flag(raw: Any) -> bool:
    """Is the text a word for true or false?"""
    return isinstance(raw, str) and raw.strip().lower() in _YES | _NO


class Integer(Struct, frozen=True):
    noun: ClassVar[str] = "whole number"
    least: int = -MAX_INTEGER
    most: int = MAX_INTEGER

    def read(self, raw: Any, key: str, report: Report) -> int | None:
        number = _number(raw)
        if number is None or number != int(number):
            report_wrong(report, key, raw, "whole number", f"write {self._example()}")
        elif not self.least <= number <= self.most:
            message = f"{{key}} is {describe(raw)}, which is {self._where(number)}."
            report.error("bad-number", key, message, f"write {self._example()}")
        else:
            return int(number)
        return None

    def _where(self, number: float) -> str:
        return f"less than {self.least}" if number < self.least else f"more than {self.most}"

    def _example(self) -> str:
        low = max(self.least, 0)
        return f"a number from {low} to {self.most}" if self.most < MAX_INTEGER else f"a number such as {low + 1}"

    def json_schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}


class Number(Struct, frozen=True):
    noun: ClassVar[str] = "number"
    least: float
    most: float

    def read(self, raw: Any, key: str, report: Report) -> float | None:
        number = _number(raw)
        if number is None:
            report_wrong(report, key, raw, "number", f"write a number from {self.least:g} to {self.most:g}")
        elif not self.least <= number <= self.most:
            message = f"{{key}} is {describe(raw)}, which is not between {self.least:g} and {self.most:g}."
            report.error("bad-number", key, message)
        else:
            return float(number)
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "number", "minimum": self.least, "maximum": self.most}


def _number(raw: Any) -> int | float | None:
    """Return the finite number that a raw value is, also one written as text ("3"), or None."""
    if isinstance(raw, str) and not isinstance(raw, PlainScalar):
        raw = PlainScalar(raw.strip())
    value = raw.resolved if isinstance(raw, PlainScalar) else raw
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if isinstance(value, int) or abs(value) < float("inf") else None


class Instant(Struct, frozen=True):
    """A date, with or without time and offset; gives an aware datetime (see `dates`)."""

    noun: ClassVar[str] = "date"
    zone: ZoneInfo
    formats: tuple[str, ...] = ()

    def read(self, raw: Any, key: str, report: Report) -> dt.datetime | None:
        moment = dates.read_instant(raw, self.zone, self.formats)
        if moment is None:
            report_wrong(report, key, raw, "date", dates.HINT, "bad-date")
        return moment

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "anyOf": [{"format": "date"}, {"format": "date-time"}]}


def _one_of(choices: tuple[str, ...]) -> str:
    """Return the end of "which is not ..."."""
    return f"one of: {', '.join(choices)}" if len(choices) > 1 else "".join(choices)


def join_choices(items: list[str]) -> str:
    """Return a list in words: "a, b or c"."""
    return f"{', '.join(items[:-1])} or {items[-1]}" if len(items) > 1 else "".join(items)


class OneOf(Struct, frozen=True):
    """One of a few words, written in any case, with "_" or "-"."""

    choices: tuple[str, ...]
    by_word: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        force_setattr(self, "by_word", {choice.lower(): choice for choice in self.choices})

    @property
    def noun(self) -> str:
        return join_choices([f"`{choice}`" for choice in self.choices]) or "name"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        word = (as_text(raw) or "").strip()
        known = self.by_word.get(word.lower().replace("_", "-"))
        if known is not None:
            return known
        message = f"{{key}} is {describe(raw)}, which is not {_one_of(self.choices)}."
        report.error("unknown-value", key, message, did_you_mean(word, self.choices, f"write {self.choices[0]}"))
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"enum": list(self.choices)}


class Slug(Struct, frozen=True):
    """One segment of a URL, in any script; brought into `slugify`'s form. Nothing that leads to another folder."""

    noun: ClassVar[str] = "slug"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = as_text(raw) or ""
        slug = "" if find_unprintable(text) else slugify(text)
        if is_safe_segment(slug) and "/" not in text and "\\" not in text:
            return slug
        hint = f"write {slug}" if is_safe_segment(slug) else "write words joined by hyphens: council-passes-budget"
        report_wrong(report, key, raw, "slug", hint, "bad-slug")
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[^/\\]+$"}


class Url(Struct, frozen=True):
    """An absolute URL of one of the schemes; with `local`, also a path of the site that starts with "/"."""

    schemes: tuple[str, ...] = ("https", "http")
    local: bool = False

    @property
    def noun(self) -> str:
        return "URL or path" if self.local else "URL"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = raw.strip() if isinstance(raw, str) else ""
        if text and self._is_good(text):
            return text
        hint = "write https://example.org/page" + (" or /page/" if self.local else "")
        report_wrong(report, key, raw, "URL", hint, "bad-url")
        return None

    def _is_good(self, text: str) -> bool:
        if any(c <= " " or c in '"<>\\^`{|}\x7f' for c in text) or find_unprintable(text):
            return False
        if self.local and text.startswith("/") and not text.startswith("//"):
            return ".." not in text.split("?")[0].split("/")
        try:
            parts = urlsplit(text)
            return parts.scheme in self.schemes and (bool(parts.hostname) or parts.scheme in {"mailto", "tel"})
        except ValueError:
            return False

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri-reference" if self.local else "uri"}


class Colour(Struct, frozen=True):
    """A CSS colour as #rgb or #rrggbb; gives #rrggbb."""

    noun: ClassVar[str] = "colour"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = raw.strip().lower() if isinstance(raw, str) else ""
        if re.fullmatch("#[0-9a-f]{3}", text):
            return "#" + "".join(c + c for c in text[1:])
        if re.fullmatch("#[0-9a-f]{6}", text):
            return text
        report_wrong(report, key, raw, "colour", 'write "#1a5fb4"', "bad-colour")
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})$"}


_LANGUAGE = re.compile(
    r"(?P<language>[a-z]{2,3})(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?P<variants>(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*)"
)


class Language(Struct, frozen=True):
    """A BCP 47 language tag (RFC 5646, without extensions), in its usual case: zh_cn gives zh-CN."""

    noun: ClassVar[str] = "language tag"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        tag = language_tag(raw) if isinstance(raw, str) else ""
        if tag:
            return tag
        report_wrong(report, key, raw, "language tag", 'write "en", "pt-BR" or "zh-Hant"', "bad-language")
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"}


def language_tag(text: str) -> str:
    """Return the tag in its usual case, or "" if it is not one."""
    match = _LANGUAGE.fullmatch(text.strip().lower().replace("_", "-"))
    if not match:
        return ""
    language, script, region, variants = match.groups()
    return "-".join(part for part in (language, (script or "").title(), (region or "").upper()) if part) + variants
