"""Where the problems of one file are collected; each knows the dotted key that it is about."""

from collections.abc import Mapping
from types import MappingProxyType

from sitegen.errors import Diagnostic, Location, Severity

_NONE: Mapping[str, str] = MappingProxyType({})


_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
_SINGULARS = {
    "aliases": "alias",
    "articles": "article",
    "authors": "author",
    "beats": "beat",
    "campaigns": "campaign",
    "categories": "category",
    "contributors": "contributor",
    "corrections": "correction",
    "languages": "language",
    "sections": "section",
    "sizes": "size",
    "slots": "slot",
    "sources": "source",
    "tags": "tag",
}


def name_key(key: str) -> str:
    """Return how a message names a dotted key: "`title`", "the first correction's `type`", "`url` of the second item of
    `menus.main`"."""
    parts = key.split(".")
    at = max((n for n, part in enumerate(parts) if part.isdecimal() and n), default=0)
    if not at:
        return f"`{key}`"
    ordinal = _ordinal(int(parts[at]) + 1)
    items, rest = ".".join(parts[:at]), ".".join(parts[at + 1 :])
    if items in _SINGULARS:
        item = f"the {ordinal} {_SINGULARS[items]}"
        return f"{item}'s `{rest}`" if rest else item
    item = f"the {ordinal} item of {name_key(items)}"
    return f"`{rest}` of {item}" if rest else item


def _ordinal(number: int) -> str:
    if number <= len(_ORDINALS):
        return _ORDINALS[number - 1]
    ending = "th" if number % 100 in {11, 12, 13} else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


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
        if "{key}" in message:
            message = message.replace("{key}", name_key(own))
            message = message[:1].upper() + message[1:]
        self.diagnostics.append(Diagnostic(severity, code, message, place, hint))

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
