"""Diagnostics: what is wrong, why, where, and what to write instead. Data first, printed in one place."""

from collections.abc import Callable, Iterable
from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning"]


class Location(Struct, frozen=True, order=True):
    """A place in an input file. Lines and columns count from 1; 0 means unknown."""

    path: str
    """Relative to the root of the newsroom, with "/"."""
    line: int = 0
    column: int = 0
    key: str = ""
    """Dotted key in the file's front matter or TOML ("authors.1.id"), for checks made long after the file was read;
    `source.front_matter.locate` turns it into line and column before anything is printed."""

    def __str__(self) -> str:
        return ":".join([self.path, *(str(n) for n in (self.line, self.column) if n)])


class Diagnostic(Struct, frozen=True):
    """One problem. The place is never inside the sentence."""

    severity: Severity
    code: str
    """Stable, in kebab-case: "bad-date"."""
    message: str
    location: Location
    hint: str = ""


class BuildFailed(Exception):
    """Raised by a stage that cannot go on; carries every diagnostic that was collected."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("; ".join(d.message for d in self.diagnostics))


def error(code: str, message: str, location: Location, hint: str = "") -> Diagnostic:
    return Diagnostic("error", code, message, location, hint)


def warning(code: str, message: str, location: Location, hint: str = "") -> Diagnostic:
    return Diagnostic("warning", code, message, location, hint)


def arrange(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return each diagnostic once, in the order of files and lines."""
    return sorted(set(diagnostics), key=lambda d: (d.location, d.severity, d.code, d.message))


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(d.severity == "error" for d in diagnostics)


def format_diagnostic(diagnostic: Diagnostic, read: Callable[[str], str | None]) -> str:
    """Return the diagnostic as text with its code frame.

    `read(path)` gives the text of an input file, or None if it cannot be shown.
    """
    d = diagnostic
    lines = [f"{d.location}: {d.severity}: {d.message} [{d.code}]"]
    lines += _frame(d.location, read)
    if d.hint:
        lines.append(f"  hint: {d.hint}")
    return "\n".join(lines)


FRAME_WIDTH = 160
"""A longer source line is cut in the frame, so that a minified file does not flood the terminal."""


def _frame(location: Location, read: Callable[[str], str | None]) -> list[str]:
    text = read(location.path) if location.line else None
    if text is None:
        return []
    source = text.split("\n")
    last = min(location.line, len(source))
    first = max(1, last - 1)
    margin = len(str(last))
    frame = [f"  {n:>{margin}} | {_shown(source[n - 1])}".rstrip() for n in range(first, last + 1)]
    if 0 < location.column <= FRAME_WIDTH:
        frame.append(f"  {'':>{margin}} | {' ' * (location.column - 1)}^")
    return frame


def _shown(line: str) -> str:
    """Return a source line as it may be printed: no control characters, no tabs, not endless."""
    line = "".join(c if c >= " " and c != "\x7f" else " " for c in line.rstrip("\r"))
    return line if len(line) <= FRAME_WIDTH else line[:FRAME_WIDTH] + "…"
