"""The kinds of values that only site.toml has: time zones, base URLs, URL patterns, sizes, regular expressions."""

import re
from typing import Any, ClassVar
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from msgspec import Struct

from sitegen.schema import Integer, Report, did_you_mean, quote, report_wrong
from sitegen.urls import is_safe_segment, placeholders

ID = re.compile(r"[^\W_](?:[\w-]*[^\W_])?")


class Zone(Struct, frozen=True):
    """An IANA time zone name."""

    noun: ClassVar[str] = "time zone"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        name = raw.strip() if isinstance(raw, str) else ""
        try:
            if name and not name.startswith("/") and ".." not in name:
                return ZoneInfo(name).key
        except (ZoneInfoNotFoundError, ValueError, OSError):
            pass
        report_wrong(report, key, raw, "time zone", self._hint(name), "bad-zone")
        return None

    def _hint(self, name: str) -> str:
        from zoneinfo import available_timezones

        known = sorted(available_timezones())
        cities = {zone.rpartition("/")[2].lower(): zone for zone in reversed(known)}
        city = cities.get(name.rpartition("/")[2].replace(" ", "_").lower())
        return f"did you mean `{city}`?" if city else did_you_mean(name, known, 'write a name such as "Europe/Paris"')

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string"}


class BaseUrl(Struct, frozen=True):
    """Where the site is served: scheme and host, perhaps a path; given back without a slash at its end."""

    noun: ClassVar[str] = "URL"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = raw.strip() if isinstance(raw, str) else ""
        if self._is_good(text):
            return text.rstrip("/")
        hint = 'write "https://news.example.org" or "https://example.org/news"'
        report_wrong(report, key, raw, "site address", hint, "bad-url")
        return None

    def _is_good(self, text: str) -> bool:
        if not re.fullmatch(r"https?://[^\s<>\"\\^`{|}?#@]+", text, re.IGNORECASE):
            return False
        try:
            parts = urlsplit(text)
            return bool(parts.hostname) and parts.port != 0
        except ValueError:
            return False

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "uri"}


class UrlPattern(Struct, frozen=True):
    """A URL path with placeholders: "/{category}/{slug}/". `needs`: one of these must be in it, or all URLs are one."""

    noun: ClassVar[str] = "URL path"
    known: tuple[str, ...]
    needs: tuple[str, ...] = ()

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = raw.strip() if isinstance(raw, str) else ""
        example = self._example()
        if not text.startswith("/") or re.search(r"[\s?#\\<>\"]|//|/\.\.?(/|$)", text):
            report_wrong(report, key, raw, 'URL path that starts with "/"', f"write {example}", "bad-pattern")
            return None
        if re.search(r"[{}]", re.sub(r"\{\w+\}", "", text)):
            message = f"{{key}} is {quote(text)}, whose braces do not match."
            report.error("bad-pattern", key, message, f"write {example}")
            return None
        strange = [name for name in placeholders(text) if name not in self.known]
        for name in strange:
            hint = did_you_mean(name, self.known, f"known: {', '.join(f'{{{n}}}' for n in self.known)}")
            report.error("unknown-placeholder", key, f"{{key}} contains {{{name}}}, which has no value here.", hint)
        if not strange and self.needs and not set(self.needs) & set(placeholders(text)):
            message = f"{{key}} is {quote(text)}, which gives all these pages the same URL."
            report.error("bad-pattern", key, message, f"write {example}")
            return None
        return None if strange else text if "." in text.rpartition("/")[2] else text.rstrip("/") + "/"

    def _example(self) -> str:
        return f'"/{{{self.needs[0]}}}/"' if self.needs else '"/archive/"'

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^/"}


class Id(Struct, frozen=True):
    """An id: letters, digits and hyphens; what URLs, file names and other tables refer to it by."""

    noun: ClassVar[str] = "id"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        from sitegen.urls import slugify

        if isinstance(raw, str) and raw and slugify(raw) == raw:
            return raw
        slug = slugify(str(raw)) if isinstance(raw, str | int) else ""
        report_wrong(report, key, raw, "id", f'write "{slug or "middle-east"}"', "bad-id")
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string"}


class Segment(Struct, frozen=True):
    """One folder of a URL path, kept as it is written: "zh_tw"."""

    noun: ClassVar[str] = "folder name"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        if isinstance(raw, str) and re.fullmatch(r"[\w.~-]+", raw, re.ASCII) and is_safe_segment(raw):
            return raw
        report_wrong(report, key, raw, "folder name for a URL", 'write "zh_tw"', "bad-path")
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^[A-Za-z0-9_.~-]+$"}


class Regex(Struct, frozen=True):
    """A regular expression with one group."""

    noun: ClassVar[str] = "regular expression"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        text = raw if isinstance(raw, str) else ""
        try:
            if re.compile(text).groups == 1:
                return text
            reason = "which does not have exactly one group in parentheses"
        except (re.error, RecursionError, OverflowError) as e:
            reason = f"which is not a valid regular expression ({e})"
        hint = r"write one such as '\.([a-z]{2})\.md$'"
        report.error("bad-pattern", key, f"{{key}} is {quote(text)}, {reason}.", hint)
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "regex"}


class Separator(Struct, frozen=True):
    """A text to split at; a space counts."""

    noun: ClassVar[str] = "text"

    def read(self, raw: Any, key: str, report: Report) -> str | None:
        if isinstance(raw, str):
            return raw
        report_wrong(report, key, raw, "text", 'write ","')
        return None

    def json_schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1}


_BREAKPOINTS = {"mobile": 0, "small": 0, "tablet": 768, "medium": 768, "desktop": 1024, "large": 1024, "wide": 1280}
_SIDE = Integer(1, 10000)


class Sizes(Struct, frozen=True):
    """Sizes in CSS pixels, smallest screen first: [[300, 250], [728, 90]], one size alone, or by breakpoint
    ({mobile = [320, 50], desktop = [728, 90]}; a number is the least width of the screen)."""

    noun: ClassVar[str] = "list of sizes"

    def read(self, raw: Any, key: str, report: Report) -> tuple[tuple[int, int], ...] | None:
        before = len(report.diagnostics)
        listed = self._by_breakpoint if isinstance(raw, dict) else self._listed
        sizes = listed(raw, key, report)
        return tuple(dict.fromkeys(sizes)) if len(report.diagnostics) == before else None

    def _by_breakpoint(self, raw: dict[str, Any], key: str, report: Report) -> list[tuple[int, int]]:
        widths: list[tuple[int, str]] = []
        for name in raw:
            least = int(name) if name.isdecimal() else _BREAKPOINTS.get(name, -1)
            if least < 0:
                hint = did_you_mean(name, _BREAKPOINTS, f"known: {', '.join(_BREAKPOINTS)}, or a number of pixels")
                report.error("unknown-key", f"{key}.{name}", "{key} is not a known screen size.", hint)
            widths.append((least, name))
        return [size for _, name in sorted(widths) for size in self._listed(raw[name], f"{key}.{name}", report)]

    def _listed(self, raw: Any, key: str, report: Report) -> list[tuple[int, int]]:
        if isinstance(raw, list) and len(raw) == 2 and not any(isinstance(item, list | dict) for item in raw):
            raw = [raw]
        if not isinstance(raw, list) or not raw:
            report_wrong(report, key, raw, "list of sizes", "write [[300, 250], [728, 90]]")
            return []
        sizes = []
        for n, item in enumerate(raw):
            if not isinstance(item, list) or len(item) != 2:
                report_wrong(report, f"{key}.{n}", item, "size", "write [300, 250]")
                continue
            width, height = (_SIDE.read(side, f"{key}.{n}.{m}", report) for m, side in enumerate(item))
            if width and height:
                sizes.append((width, height))
        return sizes

    def json_schema(self) -> dict[str, Any]:
        pair = {"type": "array", "items": {"type": "integer"}, "minItems": 2, "maxItems": 2}
        return {"anyOf": [pair, {"type": "array", "items": pair}, {"type": "object"}]}
