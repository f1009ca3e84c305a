"""From a dotted key to the line and column where it stands: only read again when a diagnostic is about to be shown."""

from collections.abc import Callable
from dataclasses import replace

from sitegen.errors import Diagnostic
from sitegen.schema.marks import Marks, line_and_column, nearest_mark
from sitegen.source.frontmatter import marks_of, split

ON_THE_KEY = frozenset({"unknown-key", "duplicate-key"})
"""Codes of diagnostics that are about a key and not about its value."""

SPELLINGS = {"authors": "author"}
"""Fields that may be written as a list or, under another name, as one value."""

_SYNTAXES = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def pinpoint(diagnostic: Diagnostic, read: Callable[[str], str | None]) -> Diagnostic:
    """Return the diagnostic with line and column, if its location has a key and no line yet.

    `read(path)` gives the text of an input file, or None. A key that is not in the file (it is missing, or comes from a
    default) gives the place of the record around it, else the file's first line.
    """
    if diagnostic.location.line or not diagnostic.location.key:
        return diagnostic
    text = read(diagnostic.location.path)
    return diagnostic if text is None else pinpoint_in(diagnostic, text.replace("\r\n", "\n").removeprefix("\ufeff"))


def pinpoint_in(diagnostic: Diagnostic, text: str, marks: tuple[Marks, int] | None = None) -> Diagnostic:
    """`pinpoint` with the text at hand, and its marks where they are known already."""
    location = diagnostic.location
    if location.line or not location.key:
        return diagnostic
    known, base = marks or marks_in(location.path, text)
    written = _as_written(location.key, known)
    found = nearest_mark(known, written)
    line, column = 1, 1
    if found:
        key, (key_at, value_at) = found
        exact = key == written and diagnostic.code not in ON_THE_KEY
        line, column = line_and_column(text, base + (value_at if exact else key_at))
    return replace(diagnostic, location=replace(location, line=line, column=column))


def _as_written(key: str, known: Marks) -> str:
    """Return the key as the file has it: a lone `author` is what checks call `authors.0`."""
    head, _, rest = key.partition(".")
    other = SPELLINGS.get(head, head)
    return ".".join([other, *rest.split(".")[1:]]) if head not in known and other in known else key


def marks_in(path: str, text: str) -> tuple[Marks, int]:
    """Return the marks of a file's front matter (or of all of a data file), and the offset that they count from."""
    name = path.rpartition("/")[2]
    syntax = _SYNTAXES.get(name[name.rfind(".") :].lower()) if "." in name else None
    if syntax:
        return marks_of(syntax, text), 0
    cut = split(text, headers=True)
    return marks_of(cut.syntax, text[cut.start : cut.end]), cut.start


def pinpoint_all(diagnostics: list[Diagnostic], text: str | None) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of one file, whose text is known, each with line and column."""
    if text is None or all(d.location.line or not d.location.key for d in diagnostics):
        return tuple(diagnostics)
    marks = marks_in(diagnostics[0].location.path, text)
    return tuple(pinpoint_in(d, text, marks) for d in diagnostics)
