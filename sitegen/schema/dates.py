"""Instants from what people write: ISO 8601 with or without offset, the archives' looser forms, native TOML dates.

Every instant has a fixed offset. A date without one is in the site's zone; a time that a zone skips (spring) is taken
with the offset before the gap and shown as the clock then showed; a time that comes twice (autumn) is the first.
"""

import datetime as dt
import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

HINT = "write 2026-12-31 or 2026-12-31T18:00+02:00"
_FORM = re.compile(
    r"(\d{4})-(\d\d?)-(\d\d?)"
    r"(?:(?:[Tt]|\s+)(\d\d?):(\d\d)(?::(\d\d)(?:[.,](\d+))?)?"
    r"(?:\s*(Z|z|UTC|GMT|[-+\u2212]\d\d?(?::?\d\d(?::?\d\d)?)?))?)?"
)
FIRST_YEAR, LAST_YEAR = 1000, 9998
"""Outside of these an offset or a zone could lead out of the calendar that Python knows."""


def read_instant(raw: Any, zone: ZoneInfo, formats: Sequence[str] = ()) -> dt.datetime | None:
    """Return the aware instant that `raw` names, or None where it names none.

    `formats` are strptime formats tried on text that is not ISO 8601.
    """
    if isinstance(raw, dt.datetime):
        return _with_fixed_offset(raw, zone)
    if isinstance(raw, dt.date):
        return _with_fixed_offset(dt.datetime(raw.year, raw.month, raw.day, tzinfo=zone), zone)
    if not isinstance(raw, str):
        return None
    text = str(raw).strip()
    match = _FORM.fullmatch(text)
    return _read_match(match, zone) if match else _read_formats(text, zone, formats)


def _read_match(match: "re.Match[str]", zone: ZoneInfo) -> dt.datetime | None:
    year, month, day, hour, minute, second, fraction, offset = match.groups()
    micro = int((fraction + "000000")[:6]) if fraction else 0
    time = int(hour or 0), int(minute or 0), int(second or 0), micro
    try:
        own = _parse_offset(offset) if offset else zone
        return _with_fixed_offset(dt.datetime(int(year), int(month), int(day), *time, tzinfo=own), zone)
    except ValueError:
        return None


@lru_cache(maxsize=64)
def _parse_offset(text: str) -> dt.timezone:
    """Return the zone of "Z", "+02:00", "-0400", "+2". Raises ValueError beyond a day."""
    if text[0] not in "+-\u2212":
        return dt.UTC
    digits = text[1:].replace(":", "")
    hours, rest = (digits[:2], digits[2:]) if len(digits) != 3 else (digits[:1], digits[1:])
    minutes, seconds = rest[:2] or "0", rest[2:] or "0"
    if int(minutes) > 59 or int(seconds) > 59:
        raise ValueError("an hour has 60 minutes")
    delta = dt.timedelta(hours=int(hours), minutes=int(minutes), seconds=int(seconds))
    return dt.timezone(delta if text[0] == "+" else -delta)


def _read_formats(text: str, zone: ZoneInfo, formats: Sequence[str]) -> dt.datetime | None:
    parse = dt.datetime.strptime
    for form in formats:
        try:
            return _with_fixed_offset(parse(text, form), zone)
        except (ValueError, OverflowError):
            continue
    return None


def _with_fixed_offset(moment: dt.datetime, zone: ZoneInfo) -> dt.datetime | None:
    """Return the moment with a fixed offset: its own, else the zone's then."""
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    if moment.tzinfo is not None and moment.tzinfo is not zone:
        return moment.replace(tzinfo=round_offset(moment.utcoffset() or dt.timedelta(0)))
    local = moment.replace(tzinfo=zone)
    real = local.astimezone(dt.UTC).astimezone(zone)
    return real.replace(tzinfo=round_offset(real.utcoffset() or dt.timedelta(0)), fold=0)


@lru_cache(maxsize=256)
def round_offset(offset: dt.timedelta) -> dt.timezone:
    """Return the fixed zone in whole minutes: RFC 3339 knows no seconds, which old local mean times have."""
    return dt.timezone(dt.timedelta(minutes=round(offset.total_seconds() / 60))) if offset else dt.UTC
