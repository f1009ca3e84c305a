"""From a dotted key to the line and column where it stands: only read again when a diagnostic is about to be shown."""

from collections.abc import Callable, Mapping, Sequence

from sitegen.errors import Diagnostic
from sitegen.schema import positions
from sitegen.schema.positions import Positions
from sitegen.source.front_matter.content_file import find_front_matter, positions_of

KeyAliases = Mapping[str, Sequence[str]]
"""Field -> the keys that it may have in a file, the first that is there counts"""
KEY_ALIASES: KeyAliases = {"authors": ("authors", "author")}
"""Fields that may be written as a list or, under another name, as one value."""

_SYNTAXES = {".toml": "toml", ".yaml": "yaml", ".yml": "yaml", ".json": "json"}


def pinpoint(
    diagnostic: Diagnostic, read: Callable[[str], str | None], aliases: KeyAliases = KEY_ALIASES
) -> Diagnostic:
    """Return the diagnostic with line and column, if its location has a key and no line yet.

    `read(path)` gives the text of an input file, or None. `aliases`: what a field may be called there. A key that is
    not in the file (it is missing, or comes from a default) gives the place of the record around it, else the file's
    first line.
    """
    if diagnostic.location.line or not diagnostic.location.key:
        return diagnostic
    text = read(diagnostic.location.path)
    if text is None:
        return diagnostic
    return pinpoint_in(diagnostic, text.replace("\r\n", "\n").removeprefix("\ufeff"), aliases=aliases)


def pinpoint_in(
    diagnostic: Diagnostic, text: str, found: tuple[Positions, int] | None = None, aliases: KeyAliases = KEY_ALIASES
) -> Diagnostic:
    """`pinpoint` of a text that is known already, perhaps with its positions."""
    location = diagnostic.location
    if location.line or not location.key:
        return diagnostic
    known, base = found or positions_in(location.path, text)
    return positions.pinpoint(diagnostic, _written_key(location.key, known, aliases), known, text, base)


def _written_key(key: str, known: Positions, aliases: KeyAliases) -> str:
    """Return the key as the file has it: a lone `author` is what checks call `authors.0`."""
    parts = key.split(".")
    for end in range(len(parts), 0, -1):
        for other in aliases.get(".".join(parts[:end]), ()):
            if other in known:
                written = ".".join([other, *parts[end:]])
                return written if written in known or other == parts[0] else ".".join([other, *parts[end + 1 :]])
    return key


def positions_in(path: str, text: str) -> tuple[Positions, int]:
    """Return the positions of a file's front matter (or of all of a data file), and the offset that they count from."""
    name = path.rpartition("/")[2]
    syntax = _SYNTAXES.get(name[name.rfind(".") :].lower()) if "." in name else None
    if syntax:
        return positions_of(syntax, text), 0
    cut = find_front_matter(text, headers=True)
    return positions_of(cut.syntax, text[cut.start : cut.end]), cut.start


def pinpoint_all(diagnostics: list[Diagnostic], text: str | None) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of one file, whose text is known, each with line and column."""
    if text is None or all(d.location.line or not d.location.key for d in diagnostics):
        return tuple(diagnostics)
    found = positions_in(diagnostics[0].location.path, text)
    return tuple(pinpoint_in(d, text, found) for d in diagnostics)
