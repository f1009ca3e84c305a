"""The filters that templates use for what people read: dates, numbers, lists of names, addresses.

All are pure: what they need they are given. The language is the last argument, a BCP 47 tag; templates pass `lang`.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from markupsafe import Markup, escape

from sitegen.newsroom.teaser import make_teaser
from sitegen.urls import Root

if TYPE_CHECKING:
    from babel import Locale

_PLACEHOLDER = re.compile(r"\{(\w+)\}")

DATE_STYLES = ("full", "long", "medium", "short")
"""Babel's (CLDR's) names for how much of a date is said."""

SKELETONS: Mapping[str, str] = {"month": "yMMMM", "day": "MMMMd", "year": "y"}
"""Other styles, as CLDR skeletons: "November 2026", "November 22", "2026"."""

PATTERNS: Mapping[str, str] = {"month-name": "LLLL"}
"""Styles that are CLDR patterns: "November"."""


@lru_cache(maxsize=256)
def locale(lang: str) -> "Locale":
    """Return the locale for a BCP 47 tag; of the base language, else English, where CLDR knows no better."""
    from babel import Locale, UnknownLocaleError

    parts = lang.split("-")
    for tag in ("_".join(parts), parts[0], "en"):
        try:
            return Locale.parse(tag)
        except (UnknownLocaleError, ValueError):
            continue
    raise AssertionError("Babel has English")


def date(value: dt.datetime, style: str = "long", lang: str = "en") -> str:
    """Return the day of an instant, in the zone that the value has, in words of the language.

    `style` is one of DATE_STYLES, SKELETONS or PATTERNS. Raises ValueError for any other.
    """
    return _date(value.date(), style, lang)


@lru_cache(maxsize=16384)
def _date(day: dt.date, style: str, lang: str) -> str:
    from babel.dates import format_date, format_skeleton

    if style in SKELETONS:
        return str(format_skeleton(SKELETONS[style], day, locale=locale(lang)))
    if style not in DATE_STYLES and style not in PATTERNS:
        known = ", ".join((*DATE_STYLES, *SKELETONS, *PATTERNS))
        raise ValueError(f"no style of dates: {style!r}; write one of {known}")
    return str(format_date(day, PATTERNS.get(style, style), locale=locale(lang)))


def clock(value: dt.datetime, lang: str = "en") -> str:
    """Return the time of day with its offset from Greenwich ("6:05 PM GMT+1"); "" at midnight sharp, which is what a
    date without a time has."""
    return _clock(value.time(), value.utcoffset(), lang)


@lru_cache(maxsize=16384)
def _clock(time: dt.time, offset: dt.timedelta | None, lang: str) -> str:
    from babel.dates import format_time

    if (time.hour, time.minute, time.second) == (0, 0, 0):
        return ""
    words = str(format_time(time.replace(tzinfo=None), "short", locale=locale(lang)))
    return words if offset is None else f"{words} {_zone(offset, lang)}"


def _zone(offset: dt.timedelta, lang: str) -> str:
    """Return an offset as CLDR's short localized GMT format has it: "GMT", "GMT+1", "GMT-3:30"."""
    hours, minutes = divmod(abs(offset) // dt.timedelta(minutes=1), 60)
    sign = "-" if offset < dt.timedelta() else "+"
    ahead = f"{sign}{hours}" + (f":{minutes:02}" if minutes else "") if offset else ""
    return str(locale(lang).zone_formats["gmt"] % ahead)


def iso(value: dt.datetime | dt.date) -> str:
    """Return the machine's form, for `datetime` attributes: ISO 8601, to the second, with offset."""
    return value.isoformat(timespec="seconds") if isinstance(value, dt.datetime) else value.isoformat()


@lru_cache(maxsize=4096)
def number(value: int | float, lang: str = "en") -> str:
    """Return a number with the language's separators: 12345 -> "12,345"."""
    from babel.numbers import format_decimal

    return str(format_decimal(value, locale=locale(lang)))


def listing(items: Iterable[object], lang: str = "en") -> Markup:
    """Return "A, B and C" in the language's way; what is Markup stays, all else is escaped."""
    from babel.lists import format_list

    parts = [escape(item) for item in items]
    marks = [f"\x00{index}\x00" for index in range(len(parts))]
    text = str(escape(format_list(marks, locale=locale(lang)))) if marks else ""
    for mark, part in zip(marks, parts, strict=True):
        text = text.replace(mark, part)
    return Markup(text)


def fill(text: str, **values: object) -> Markup:
    """Return the text with each {name} replaced by the value of that name: `t.minutes | fill(count=4)`.

    A value that is Markup stays; all else is escaped.
    """
    parts = _PLACEHOLDER.split(text)
    known = [escape(values.get(part, f"{{{part}}}")) if i % 2 else escape(part) for i, part in enumerate(parts)]
    return Markup("").join(known)


def repeats(text: str, html: str) -> bool:
    """Does the HTML have this very text near its beginning? A summary that was taken from it need not be shown.

    Only letters and digits count: quotes and dashes may have become curly on the way.
    """
    wanted = _letters(text)
    opening = Markup(html[: 4 * len(text) + 2000]).striptags()
    return bool(wanted) and wanted in _letters(opening)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def absolute(url: str, base_url: str) -> str:
    """Return the absolute form of a link from the root of the host; an absolute URL is given back as it is."""
    return Root.of(base_url).absolute(url)


def host(url: str) -> str:
    """Return what people call a site: "https://www.example.org/about" -> "example.org"; "" for a path."""
    return urlsplit(url).netloc.rpartition("@")[2].partition(":")[0].removeprefix("www.")


def encoded(text: str) -> str:
    """Return text as one value of a URL's query (RFC 3986), spaces as %20, which mail programs understand too."""
    return quote(text, safe="")


def initials(name: str) -> str:
    """Return up to two letters that stand for a name where there is no portrait: "Ada King Byron" -> "AB"."""
    words = [word for word in name.split() if word[0].isalpha()]
    chosen = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


def focal_class(focal: tuple[float, float]) -> str:
    """Return the class that keeps a picture's focal point in a crop ("focal-top-left"); "" for the middle.

    A class and no style attribute, because a strict Content-Security-Policy forbids the latter.
    """
    x, y = focal
    vertical = "-top" if y < 1 / 3 else "-bottom" if y > 2 / 3 else ""
    horizontal = "-left" if x < 1 / 3 else "-right" if x > 2 / 3 else ""
    return f"focal{vertical}{horizontal}" if vertical or horizontal else ""


@lru_cache(maxsize=256)
def language_name(lang: str) -> str:
    """Return what speakers of a language call it: "fr" -> "français"; the tag itself where CLDR does not know it."""
    found = locale(lang)
    return str(found.get_display_name(found)) if found.language == lang.split("-")[0].lower() else lang


@lru_cache(maxsize=256)
def og_locale(lang: str) -> str:
    """Return Open Graph's language_TERRITORY, with the likeliest territory where the tag has none: "fr" -> "fr_FR"."""
    from babel.core import get_global

    found = locale(lang)
    tags = [f"{found.language}_{found.script}", found.language]
    likely = next((known for tag in tags if (known := get_global("likely_subtags").get(tag))), "")
    territory = found.territory or str(likely).rpartition("_")[2]
    return f"{found.language}_{territory}" if territory else str(found.language)


FILTERS: dict[str, Callable[..., object]] = {
    "absolute": absolute,
    "clock": clock,
    "date": date,
    "encoded": encoded,
    "fill": fill,
    "focal_class": focal_class,
    "host": host,
    "initials": initials,
    "iso": iso,
    "language_name": language_name,
    "listing": listing,
    "number": number,
    "og_locale": og_locale,
    "repeats": repeats,
    "teaser": make_teaser,
}
"""Every filter by the name that templates use."""
