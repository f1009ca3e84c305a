"""Diagnostics made ready to be shown: each once, in order, at its line and column."""

from collections.abc import Callable, Iterable
from pathlib import Path

from sitegen.config.model import ContentRules
from sitegen.errors import Diagnostic, arrange
from sitegen.source.front_matter import locate
from sitegen.source.parse_source import key_aliases_of
from sitegen.source.text import CONTENT

FRAME_LIMIT = 10_000_000
"""Bytes of a file that is still read to show a line of it."""


def make_text_reader(root: Path) -> Callable[[str], str | None]:
    """Return a function that gives the text of an input file by its path below the root, None where it has none."""
    texts: dict[str, str | None] = {}

    def read(path: str) -> str | None:
        if path not in texts:
            texts[path] = _text(root / path)
        return texts[path]

    return read


def _text(file: Path) -> str | None:
    try:
        if file.stat().st_size > FRAME_LIMIT:
            return None
        return file.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return None


def pinpoint(diagnostics: Iterable[Diagnostic], root: Path, rules: ContentRules) -> tuple[Diagnostic, ...]:
    """Return the diagnostics with lines and columns filled in where only a key was known."""
    read = make_text_reader(root)

    def placed(diagnostic: Diagnostic) -> Diagnostic:
        place = diagnostic.location
        if place.line or not place.key:
            return diagnostic
        return locate.pinpoint(diagnostic, read, key_aliases_of(place.path.removeprefix(CONTENT), rules))

    return tuple(arrange(map(placed, diagnostics)))
