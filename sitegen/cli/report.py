"""What a build says when it is done: diagnostics for people and for GitHub, a summary, or one JSON object."""

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

SHOWN_WARNINGS = 20
"""Warnings of one code that are printed; the rest of them is counted. Errors are all printed."""
FRAME_LIMIT = 8_000_000
"""Bytes of a file that is still read to show a line of it."""

_COLOURS = {"error": "red", "warning": "yellow"}


def wants_colour(environment: Mapping[str, str], is_terminal: bool) -> bool:
    """Rule: https://no-color.org; FORCE_COLOR (not empty) turns colours on where there is no terminal."""
    if environment.get("NO_COLOR"):
        return False
    return bool(environment.get("FORCE_COLOR")) or (is_terminal and environment.get("TERM") != "dumb")


def show_diagnostics(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Print the diagnostics to standard error, with the lines they are about."""
    colour = wants_colour(os.environ, sys.stderr.isatty())
    for text in printed(diagnostics, reader(root)):
        click.echo(_coloured(text) if colour else text, err=True, color=colour)


def printed(diagnostics: Iterable[Diagnostic], read: Callable[[str], str | None]) -> Iterator[str]:
    """Yield the text of each diagnostic; of warnings of one code the first few, then how many more there are."""
    seen: Counter[str] = Counter()
    for diagnostic in diagnostics:
        if diagnostic.severity == "warning":
            seen[diagnostic.code] += 1
            if seen[diagnostic.code] > SHOWN_WARNINGS:
                continue
        yield format_diagnostic(diagnostic, read)
    for code, count in sorted(seen.items()):
        if count > SHOWN_WARNINGS:
            yield f"{count - SHOWN_WARNINGS:,} more warnings like these [{code}]; --json lists them all"


def reader(root: Path) -> Callable[[str], str | None]:
    """Return a function that gives the text of an input file by its path below the root, or None."""

    @lru_cache(maxsize=4)
    def read(path: str) -> str | None:
        file = root / path
        try:
            if not file.is_file() or file.stat().st_size > FRAME_LIMIT:
                return None
            return file.read_bytes().decode("utf-8-sig", "replace")
        except (OSError, ValueError):
            return None

    return read


def _coloured(text: str) -> str:
    head, *rest = text.split("\n")
    for severity, colour in _COLOURS.items():
        place, mark, message = head.partition(f": {severity}: ")
        if mark:
            head = f"{click.style(place, bold=True)}: {click.style(severity, fg=colour, bold=True)}: {message}"
            break
    dim = [line if line.startswith("  hint: ") else click.style(line, dim=True) for line in rest]
    return "\n".join([head, *dim])


def annotations(diagnostics: Iterable[Diagnostic], root: Path, environment: Mapping[str, str]) -> Iterator[str]:
    """Yield GitHub's workflow commands for the diagnostics, with paths below the repository.

    Format: https://docs.github.com/actions/reference/workflow-commands-for-github-actions#setting-an-error-message
    """
    workspace = Path(environment.get("GITHUB_WORKSPACE") or Path.cwd()).resolve()
    for d in diagnostics:
        file = (root / d.location.path).resolve()
        path = file.relative_to(workspace).as_posix() if file.is_relative_to(workspace) else d.location.path
        place = {"file": path, "line": d.location.line, "col": d.location.column, "title": d.code}
        properties = ",".join(f"{name}={_property(str(value))}" for name, value in place.items() if value)
        text = f"{d.message} ({d.hint})" if d.hint else d.message
        yield f"::{d.severity} {properties}::{_data(text)}"


def _data(text: str) -> str:
    """Rule: `escapeData` of the runner's toolkit (actions/toolkit, packages/core/src/command.ts)."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def succeeded(result: "Result", request: "Request") -> bool:
    """Was the build done? With --strict a warning is as bad as an error."""
    return result.ok and not (request.strict and result.diagnostics)


def summary(result: "Result", request: "Request") -> str:
    """Return the last lines of a build, for people."""
    problems = _problems(result)
    seconds = sum(result.seconds.values())
    if not succeeded(result, request):
        return f"Not built: {problems}. Nothing was deleted."
    changes = f"{len(result.rendered):,} rendered, {result.unchanged:,} unchanged, {len(result.deleted):,} deleted"
    lines = [
        f"{_plural(result.articles, 'article')}, {_plural(result.pages, 'page')} in {request.output_folder}: "
        f"{changes} ({seconds:.1f} s)" + (f"; {problems}" if problems else "")
    ]
    if result.next_change_at:
        lines.append(f"Next change without an edit: {result.next_change_at.isoformat()}")
    return "\n".join(lines)


def verdict(result: "Result", request: "Request") -> str:
    """Return the last line of `build --verify`, for people."""
    if succeeded(result, request):
        pages = _plural(result.pages, "page")
        return f"Verified: all {pages} in {request.output_folder} are what a clean build makes."
    return f"Not verified: {_problems(result)}. Nothing was changed."


def _problems(result: "Result") -> str:
    counts = Counter(d.severity for d in result.diagnostics)
    return " and ".join(_plural(counts[kind], kind) for kind in ("error", "warning") if counts[kind])


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"


def as_json(result: "Result", request: "Request") -> str:
    """Return the one object that --json prints."""
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
            "diagnostics": [as_record(d) for d in result.diagnostics],
        }
    )


def as_record(diagnostic: Diagnostic) -> dict[str, Any]:
    return {
        "path": diagnostic.location.path,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "severity": diagnostic.severity,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }
