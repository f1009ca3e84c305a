"""What `_redirects` and `_headers` in output/ tell a host to do; their format is that of Netlify and Cloudflare Pages.

https://docs.netlify.com/manage/routing/redirects/redirect-options/, https://developers.cloudflare.com/pages/configuration/
"""

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

REDIRECTS, HEADERS = "_redirects", "_headers"
_PLACEHOLDER = re.compile(r":([A-Za-z]\w*)|\*")
_STATUS = re.compile(r"(\d{3})!?")
_MOVES = range(300, 400)


class Rule(Struct, frozen=True):
    """One line of `_redirects`."""

    pattern: re.Pattern[str]
    target: str
    status: int

    @property
    def moves(self) -> bool:
        """Does it send the browser elsewhere? The others (200, 404) answer with another file's bytes."""
        return self.status in _MOVES

    def target_of(self, path: str) -> str | None:
        """Return where the rule leads from a path, None if it is not meant."""
        match = self.pattern.fullmatch(path)
        if match is None:
            return None
        filled = self.target
        for name, value in sorted(match.groupdict().items(), reverse=True):
            filled = filled.replace(f":{name}", value or "")
        return filled


class Headers(Struct, frozen=True):
    """One block of `_headers`."""

    pattern: re.Pattern[str]
    fields: tuple[tuple[str, str], ...]
    """An empty value takes a field away that an earlier block has set."""


def read_redirects(text: str) -> tuple[Rule, ...]:
    """Return the rules in order; lines that are none are passed over, as hosts do."""
    rules = []
    for line in text.splitlines():
        words = line.partition(" #")[0].split()
        if len(words) < 2 or words[0].startswith("#"):
            continue
        status = _STATUS.fullmatch(words[-1]) if len(words) > 2 else None
        target = next((word for word in words[1:] if word.startswith(("/", "http://", "https://"))), "")
        if target:
            rules.append(Rule(_pattern(words[0]), target, int(status[1]) if status else 301))
    return tuple(rules)


def read_headers(text: str) -> tuple[Headers, ...]:
    blocks: list[tuple[str, list[tuple[str, str]]]] = []
    for line in text.splitlines():
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        if not line[0].isspace():
            blocks.append((stripped, []))
        elif blocks:
            name, colon, value = stripped.partition(":")
            if stripped.startswith("!"):
                blocks[-1][1].append((stripped[1:].strip().lower(), ""))
            elif colon:
                blocks[-1][1].append((name.strip().lower(), value.strip()))
    return tuple(Headers(_pattern(path), tuple(fields)) for path, fields in blocks)


def headers_for(path: str, blocks: tuple[Headers, ...]) -> Mapping[str, str]:
    """Return the header fields (names in lower case) of all blocks that mean the path; equal names are joined."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.pattern.fullmatch(path):
            for name, value in block.fields:
                if not value:
                    found.pop(name, None)
                else:
                    found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def redirects_of(output: Path) -> tuple[Rule, ...]:
    return read_redirects(_text(output / REDIRECTS))


def headers_of(output: Path) -> tuple[Headers, ...]:
    return read_headers(_text(output / HEADERS))


def _text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _pattern(written: str) -> re.Pattern[str]:
    """Return what a path with `*` and `:placeholders` matches; a slash at its end does not count."""
    path = re.sub(r"^https?://[^/]+", "", written)
    parts, last = [], 0
    for found in _PLACEHOLDER.finditer(path):
        parts.append(re.escape(path[last : found.start()]))
        parts.append(f"(?P<{found[1]}>[^/]+)" if found[1] else "(?P<splat>.*)" if "splat" not in str(parts) else ".*")
        last = found.end()
    tail = path[last:]
    closing = "/?" if tail.endswith("/") and len(path) > 1 else "/?" if tail and "." not in tail else ""
    return re.compile("".join(parts) + re.escape(tail.rstrip("/") if closing else tail) + closing)
