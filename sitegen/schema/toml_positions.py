"""Where the keys and values of a TOML text stand (TOML 1.0): `tomllib` gives none.

A scanner for texts that `tomllib` has already read: tables, arrays of tables, dotted keys, inline tables, strings.
"""

import contextlib
import re

from sitegen.schema.positions import Positions, join_key

_GAP = re.compile(r"(?:[ \t\r\n]+|#[^\n]*)*")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_ATOM = re.compile(r"[^,\]}\n#]+")
_STRINGS = (
    re.compile(r'"""(?:[^\\]|\\.)*?"{3,5}(?!")', re.DOTALL),
    re.compile(r"'''.*?'{3,5}(?!')", re.DOTALL),
    re.compile(r'"(?:[^"\\\n]|\\.)*"'),
    re.compile(r"'[^'\n]*'"),
)


def toml_positions(text: str) -> Positions:
    """Return dotted key -> (offset of the key, offset of the value); items of arrays have their number as key."""
    scanner = _Scanner(text)
    # ValueError: tomllib's own, for an invalid key; its message about the whole text says more than positions.
    with contextlib.suppress(IndexError, RecursionError, ValueError, _Lost):
        scanner.document()
    return scanner.positions


class _Lost(Exception):
    """The text is not what the scanner takes it for."""


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text.replace("\r\n", " \n")
        self.pos = 0
        self.positions: Positions = {}
        self.counts: dict[str, int] = {}
        """Array of tables -> how many of it came so far"""

    def document(self) -> None:
        table = ""
        self.skip(_GAP)
        while self.pos < len(self.text):
            if self.text[self.pos] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_GAP)

    def skip(self, pattern: "re.Pattern[str]") -> str:
        found = pattern.match(self.text, self.pos)
        if not found:
            raise _Lost
        self.pos = found.end()
        return found[0]

    def header(self) -> str:
        """Read [a.b] or [[a.b]] and return the path of the table that it opens."""
        many = self.text.startswith("[[", self.pos)
        self.pos += 2 if many else 1
        self.skip(_SPACE)
        start = self.pos
        names = self.names()
        self.skip(_SPACE)
        self.pos += 2 if many else 1
        path = ""
        for n, name in enumerate(names):
            path = join_key(path, name)
            last = n == len(names) - 1
            if many and last:
                self.counts[path] = self.counts.get(path, -1) + 1
            if path in self.counts:
                self.positions.setdefault(path, (start, start))
                path = join_key(path, str(self.counts[path]))
            if last:
                self.positions[path] = (start, start)
            else:
                self.positions.setdefault(path, (start, start))
        return path

    def names(self) -> list[str]:
        names = [self.name()]
        self.skip(_SPACE)
        while self.text[self.pos] == ".":
            self.pos += 1
            self.skip(_SPACE)
            names.append(self.name())
            self.skip(_SPACE)
        return names

    def name(self) -> str:
        if self.text[self.pos] not in "\"'":
            return self.skip(_BARE)
        literal = self.string()
        if literal[0] == "'" or "\\" not in literal:
            return literal[1:-1]
        import tomllib

        return next(iter(tomllib.loads(f"{literal} = 0")))

    def pair(self, table: str) -> None:
        start = self.pos
        path = table
        for name in self.names():
            path = join_key(path, name)
            self.positions.setdefault(path, (start, start))
        self.pos += 1
        self.skip(_SPACE)
        self.positions[path] = (start, self.pos)
        self.value(path)

    def value(self, path: str) -> None:
        first = self.text[self.pos]
        if first in "\"'":
            self.string()
        elif first == "[":
            self.array(path)
        elif first == "{":
            self.inline(path)
        else:
            self.skip(_ATOM)

    def string(self) -> str:
        for pattern in _STRINGS:
            found = pattern.match(self.text, self.pos)
            if found:
                self.pos = found.end()
                return found[0]
        raise _Lost

    def array(self, path: str) -> None:
        self.pos += 1
        self.skip(_GAP)
        count = 0
        while self.text[self.pos] != "]":
            item = join_key(path, str(count))
            self.positions[item] = (self.pos, self.pos)
            self.value(item)
            self.skip(_GAP)
            if self.text[self.pos] == ",":
                self.pos += 1
                self.skip(_GAP)
            count += 1
        self.pos += 1

    def inline(self, path: str) -> None:
        self.pos += 1
        self.skip(_GAP)
        while self.text[self.pos] != "}":
            self.pair(path)
            self.skip(_GAP)
            if self.text[self.pos] == ",":
                self.pos += 1
                self.skip(_GAP)
        self.pos += 1
