"""The rules in output/_redirects and output/_headers, in the format of Netlify and Cloudflare Pages.

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
_REDIRECT_STATUS = range(300, 400)


class Redirect(Struct, frozen=True):
    """One line of `_redirects`."""

    pattern: re.Pattern[str]
    target: str
    status: int

    @property
    def is_redirect(self) -> bool:
        """Does it send the browser to another URL? Rules with status 200 or 404 answer with another file's bytes."""
        return self.status in _REDIRECT_STATUS

    def get_target(self, path: str) -> str | None:
        """Return where the rule leads from a path; None if the rule does not match."""
        match = self.pattern.fullmatch(path)
        if match is None:
            return None
        filled = self.target
        for name, value in sorted(match.groupdict().items(), reverse=True):
            filled = filled.replace(f":{name}", value or "")
        return filled


class HeaderBlock(Struct, frozen=True):
    """One block of `_headers`: a path and its header fields."""

    pattern: re.Pattern[str]
    fields: tuple[tuple[str, str], ...]
    """An empty value removes a field that an earlier block has set."""


def parse_redirects(text: str) -> tuple[Redirect, ...]:
    """Return the rules in order. Lines that are not rules are ignored, as hosts do."""
    rules = []
    for line in text.splitlines():
        words = line.partition(" #")[0].split()
        if len(words) < 2 or words[0].startswith("#"):
            continue
        status = _STATUS.fullmatch(words[-1]) if len(words) > 2 else None
        target = next((word for word in words[1:] if word.startswith(("/", "http://", "https://"))), "")
        if target:
            rules.append(Redirect(_compile(words[0]), target, int(status[1]) if status else 301))
    return tuple(rules)


def parse_headers(text: str) -> tuple[HeaderBlock, ...]:
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
    return tuple(HeaderBlock(_compile(path), tuple(fields)) for path, fields in blocks)


def merge_headers(path: str, blocks: tuple[HeaderBlock, ...]) -> Mapping[str, str]:
    """Return the header fields (names in lower case) of all blocks that match the path; equal names are joined."""
    found: dict[str, str] = {}
    for block in blocks:
        if block.pattern.fullmatch(path):
            for name, value in block.fields:
                if not value:
                    found.pop(name, None)
                else:
                    found[name] = f"{found[name]}, {value}" if name in found else value
    return found


def load_redirects(output: Path) -> tuple[Redirect, ...]:
    return parse_redirects(_read_text(output / REDIRECTS))


def load_headers(output: Path) -> tuple[HeaderBlock, ...]:
    return parse_headers(_read_text(output / HEADERS))


def _read_text(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8-sig", "replace")
    except OSError:
        return ""


@lru_cache(maxsize=4096)
def _compile(rule: str) -> re.Pattern[str]:
    """Return a pattern for a rule's path with `*` and `:placeholders`; a slash at its end is ignored."""
    path = re.sub(r"^https?://[^/]+", "", rule)
    parts, last = [], 0
    for found in _PLACEHOLDER.finditer(path):
        parts.append(re.escape(path[last : found.start()]))
        parts.append(f"(?P<{found[1]}>[^/]+)" if found[1] else "(?P<splat>.*)" if "splat" not in str(parts) else ".*")
        last = found.end()
    tail = path[last:]
    closing = "/?" if tail.endswith("/") and len(path) > 1 else "/?" if tail and "." not in tail else ""
    return re.compile("".join(parts) + re.escape(tail.rstrip("/") if closing else tail) + closing)
