"""Where the problems of one file are collected; each knows the dotted key that it is about."""

from collections.abc import Mapping
from types import MappingProxyType

from sitegen.errors import Diagnostic, Location, Severity

_NONE: Mapping[str, str] = MappingProxyType({})


class Report:
    """The diagnostics of one file, in the order in which they were found."""

    __slots__ = ("diagnostics", "names", "path")

    def __init__(self, path: str, names: Mapping[str, str] = _NONE) -> None:
        self.path = path
        self.names = names
        """Field -> the file's own key for it, where [content.fields] reads it from another key."""
        self.diagnostics: list[Diagnostic] = []

    def add(self, severity: Severity, code: str, key: str, message: str, hint: str = "") -> None:
        """Add a problem with the value (or absence) of a dotted key; "{key}" in the message becomes its name."""
        own = self.written(key)
        place = Location(self.path, 0, 0, own) if own else Location(self.path, 1, 1)
        self.diagnostics.append(Diagnostic(severity, code, message.replace("{key}", f"`{own}`"), place, hint))

    def error(self, code: str, key: str, message: str, hint: str = "") -> None:
        self.add("error", code, key, message, hint)

    def warning(self, code: str, key: str, message: str, hint: str = "") -> None:
        self.add("warning", code, key, message, hint)

    def at(self, severity: Severity, code: str, line: int, message: str, hint: str = "", column: int = 0) -> None:
        """Add a problem at a line of the file."""
        self.diagnostics.append(Diagnostic(severity, code, message, Location(self.path, line, column), hint))

    @property
    def errors(self) -> int:
        return sum(d.severity == "error" for d in self.diagnostics)

    def written(self, key: str) -> str:
        """Return the dotted key as the file has it."""
        if not self.names:
            return key
        if key in self.names:
            return self.names[key]
        head, dot, rest = key.rpartition(".")
        return f"{self.written(head)}.{rest}" if dot else key
