"""The output of a build: diagnostics for people and for GitHub, a summary, or one JSON object."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from sitegen.errors import Diagnostic, format_diagnostic

if TYPE_CHECKING:
    from sitegen.engine.request import Request, Result

MAX_WARNINGS = 20
"""Warnings with the same code that are printed; the others are counted. All errors are printed."""
MAX_FRAME_FILE = 8_000_000
"""Size in bytes of the largest file that is read to show one of its lines"""

_COLOURS = {"error": "red", "warning": "yellow"}


def use_colour(environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Should the output be coloured? Rule: https://no-color.org; FORCE_COLOR (not empty) forces colours."""
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or (is_terminal and environment.get("TERM") != "dumb")


def show_diagnostics(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Print the diagnostics to standard error, each with the line that it is about."""
    colour = use_colour(os.environ, sys.stderr.isatty())
    for text in format_all(diagnostics, make_reader(root)):
        click.echo(_colourize(text) if colour else text, err=True, color=colour)


def format_all(diagnostics: Iterable[Diagnostic], read: Callable[[str], str | None]) -> Iterator[str]:
    """Yield the text of each diagnostic; of warnings with the same code the first few, then the number of others."""
    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        if diagnostic.severity == "warning":
            seen[diagnostic.code] += 1
            if seen[diagnostic.code] > MAX_WARNINGS:
                continue
        yield format_diagnostic(diagnostic, read)
    for code, count in sorted(seen.items()):
        if count > MAX_WARNINGS:
            yield f"{count - MAX_WARNINGS:,} more warnings like these [{code}]; --json lists them all"


def make_reader(root: Path) -> Callable[[str], str | None]:
    """Return a function that returns the text of an input file by its path below the root, or None."""

    @lru_cache(maxsize=4)
    def read(path: str) -> str | None:
        file = root / path
        try:
            if not file.is_file() or file.stat().st_size > MAX_FRAME_FILE:
                return None
            return file.read_bytes().decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return None

    return read


def _colourize(text: str) -> str:
    head, *rest = text.split("\n")
    for severity, colour in _COLOURS.items():
        place, mark, message = head.partition(f": {severity}: ")
        if mark:
            head = f"{click.style(place, bold=True)}: {click.style(severity, fg=colour, bold=True)}: {message}"
            break
    dim = [line if line.startswith("  hint: ") else click.style(line, dim=True) for line in rest]
    return "\n".join([head, *dim])


def format_annotations(diagnostics: Iterable[Diagnostic], root: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield GitHub's workflow commands for the diagnostics, with paths below the repository.

    Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
    """
    workspace = Path(environment.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    for d in diagnostics:
        file = (root / d.location.path).resolve()
        path = file.relative_to(workspace).as_posix() if file.is_relative_to(workspace) else d.location.path
        place = {"file": path, "line": d.location.line, "col": d.location.column, "title": d.code}
        properties = ",".join(f"{name}={_escape_property(str(value))}" for name, value in place.items() if value)
        text = f"{d.message} ({d.hint})" if d.hint else d.message
        yield f"::{d.severity} {properties}::{_escape_data(text)}"


def _escape_data(text: str) -> str:
    """Rule: `escapeData` of the runner's toolkit (actions/toolkit, packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return _escape_data(text).replace(":", "%3A").replace(",", "%2C")


def succeeded(result: "Result", request: "Request") -> bool:
    """Did the build succeed? With --strict, warnings count as errors."""
    return result.ok and not (request.strict and result.diagnostics)


def format_summary(result: "Result", request: "Request") -> str:
    """Return the last lines of a build for the terminal."""
    problems = _count_problems(result)
    seconds = sum(result.seconds.values())
    if not succeeded(result, request):
        return f"Not built: {problems}. Nothing was deleted."
    changes = f"{len(result.rendered):,} rendered, {result.unchanged:,} unchanged, {len(result.deleted):,} deleted"
    lines = [
        f"{_pluralize(result.articles, 'article')}, {_pluralize(result.pages, 'page')} in {request.output_folder}: "
        f"{changes} ({seconds:.1f} s)" + (f"; {problems}" if problems else "")
    ]
    if result.next_change_at:
        lines.append(f"Next scheduled change: {result.next_change_at.isoformat()}")
    return "\n".join(lines)


def format_verdict(result: "Result", request: "Request") -> str:
    """Return the last line of `build --verify` for the terminal."""
    if succeeded(result, request):
        pages = _pluralize(result.pages, "page")
        return f"Verified: {request.output_folder} is identical to a clean build ({pages})."
    return f"Not verified: {_count_problems(result)}. Nothing was changed."


def _count_problems(result: "Result") -> str:
    counts = Counter(d.severity for d in result.diagnostics)
    return " and ".join(_pluralize(counts[kind], kind) for kind in ("error", "warning") if counts[kind])


def _pluralize(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def to_json(result: "Result", request: "Request") -> str:
    """Return the JSON object that --json prints."""
    return json.dumps(
        {
            "ok": succeeded(result, request),
            "output": str(request.output_folder),
            "articles": result.articles,
            "pages": result.pages,
            "parsed": result.parsed,
            "rendered": list(result.rendered),
            "written": list(result.written),
            "unchanged": result.unchanged,
            "deleted": list(result.deleted),
            "copied": result.copied,
            "seconds": {name: round(value, 4) for name, value in result.seconds.items()},
            "next_change_at": result.next_change_at.isoformat() if result.next_change_at else None,
            "diagnostics": [to_record(d) for d in result.diagnostics],
        }
    )


def to_record(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "path": diagnostic.location.path,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
