"""Style sheets: an `@import` of another style sheet of the theme is replaced by its text; readers load a single file.

Syntax and meaning are CSS's own (css-cascade-5, "Importing Style Sheets"): a path is relative to the file that imports,
imports come before all rules, and `layer`, `supports()` and a media query become rules around the imported text.
"""

import posixpath
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from msgspec import Struct, field

from sitegen.errors import Diagnostic, Location, error
from sitegen.schema.suggest import did_you_mean

_COMMENT = r"/\*[^*]*\*+(?:[^/*][^*]*\*+)*/"
_STRING = r""""(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'"""
_SPACE = rf"(?:\s|{_COMMENT})*"
_CHARSET = rf"@charset\s+(?:{_STRING})\s*;"
_FLAGS = re.DOTALL | re.IGNORECASE

_BEFORE_IMPORT = re.compile(rf"(?:\s|{_COMMENT}|{_CHARSET}|@layer\b[^;{{}}]*;)*", _FLAGS)
_IMPORT = re.compile(
    rf"@import{_SPACE}(?:url\(\s*(?P<in_url>{_STRING}|[^\s\"'()]*)\s*\)|(?P<string>{_STRING}))"
    rf"(?P<conditions>(?:{_COMMENT}|{_STRING}|/(?!\*)|[^;{{}}\"'/])*)(?:;|\Z)",
    _FLAGS,
)
_UNREADABLE_IMPORT = re.compile(r"@import\b[^;{}]*;?", _FLAGS)
_LATE_IMPORT = re.compile(rf"{_COMMENT}|{_STRING}|url\([^\"')]*\)|(@import)\b", _FLAGS)
"""An import, and whatever else may hold that word"""

_LAYER = re.compile(r"layer(?:\(([^()]+)\)|(?![\w(-]))\s*", _FLAGS)
_SUPPORTS = re.compile(r"supports(?=\()", _FLAGS)
_URL = re.compile(r"""url\(\s*(["']?)([^"')]+)\1\s*\)""")
_NOT_IN_THEME = re.compile(r"[a-z][a-z0-9+.-]*:|/", re.IGNORECASE)
"""How the URL of something that is not a file of the theme begins"""

TOP_HINT = "write it at the top of the style sheet that is published, above its imports of the theme's own files"


class StyleSheet(Struct):
    """A style sheet as it is published."""

    text: str = ""
    imports: set[str] = field(default_factory=set)
    """Names of the assets that it imports, directly or through others"""
    links: set[str] = field(default_factory=set)
    """Names of the assets whose URLs are in it"""
    diagnostics: list[Diagnostic] = field(default_factory=list)


def is_part(name: str) -> bool:
    """Is this asset a style sheet that is only imported by others? Then its name begins with "_", as in Sass."""
    return name.endswith(".css") and posixpath.basename(name).startswith("_")


def read_style_sheet(
    name: str, files: Mapping[str, Path], urls: Mapping[str, str], show_path: Callable[[Path], str]
) -> StyleSheet:
    """Return the style sheet of this name with the text of all that it imports.

    `files` are the theme's assets by name; `urls` are those of the assets that `url()` may name; `show_path` returns
    the path by which diagnostics name a file.
    """
    sheet = StyleSheet()
    sheet.text = _Reader(sheet, files, urls, show_path).read((name,))
    return sheet


class _Reader(Struct):
    sheet: StyleSheet
    files: Mapping[str, Path]
    urls: Mapping[str, str]
    show_path: Callable[[Path], str]
    has_rules: bool = False
    """Is there a rule in what has been read so far? Browsers ignore an import after one."""

    def read(self, chain: tuple[str, ...], is_wrapped: bool = False) -> str:
        """Return the text of the last file of the chain, each of which imports the next one.

        `is_wrapped`: the text will stand inside another rule.
        """
        name = chain[-1]
        try:
            text = self.files[name].read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            self._report(name, "", 0, "bad-style-sheet", "This style sheet is not UTF-8 text.", "save it as UTF-8")
            return ""
        pieces: list[str] = []
        position = 0
        while True:
            before = _match(_BEFORE_IMPORT, text, position)
            own = before if len(chain) == 1 else re.sub(_CHARSET, "", before, flags=_FLAGS)
            pieces.append(self._link(name, own))
            position += len(before)
            if not (statement := _match(_IMPORT, text, position) or _match(_UNREADABLE_IMPORT, text, position)):
                break
            pieces.append(self._import(chain, text, position, statement, is_wrapped))
            position += len(statement)
        rules = text[position:]
        self.has_rules = self.has_rules or bool(rules)
        self._find_late_imports(name, text, position)
        return "".join([*pieces, self._link(name, rules)])

    def _import(self, chain: tuple[str, ...], text: str, position: int, statement: str, is_wrapped: bool) -> str:
        """Return what replaces an import."""
        name = chain[-1]
        found = _IMPORT.fullmatch(statement)
        wrappers = _wrappers(found["conditions"]) if found else None
        if found is None or wrappers is None:
            hint = 'write the path in quotes and end with a semicolon: @import "_header.css";'
            self._report(name, text, position, "bad-import", "This import cannot be read.", hint)
            return ""
        url = (found["in_url"] or found["string"] or "").strip("\"'")
        if _NOT_IN_THEME.match(url):
            if self.has_rules or is_wrapped:
                message = "Browsers ignore this import, since other rules come before it in the published style sheet."
                self._report(name, text, position, "late-import", message, TOP_HINT)
            return self._link(name, statement)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), url))
        if target not in self.files or not target.endswith(".css"):
            message = f'The theme has no style sheet "{target}".'
            self._report(name, text, position, "unknown-import", message, self._suggest(name, url))
            return ""
        if target in chain:
            circle = " imports ".join([*chain[chain.index(target) :], target])
            message = f"Style sheets import each other in a circle: {circle}."
            self._report(name, text, position, "import-circle", message, "remove one of these imports")
            return ""
        self.sheet.imports.add(target)
        imported = self.read((*chain, target), is_wrapped or bool(wrappers)).strip()
        return "".join(f"{rule} {{\n" for rule in wrappers) + imported + "\n}" * len(wrappers)

    def _suggest(self, name: str, url: str) -> str:
        folder = posixpath.dirname(name) or "."
        sheets = sorted(other for other in self.files if other.endswith(".css") and other != name)
        known = [posixpath.relpath(other, folder) for other in sheets]
        same_name = [path for path in known if posixpath.basename(path) == posixpath.basename(url)]
        meant = same_name[0] if same_name else url
        return did_you_mean(meant, known, "write the path of a style sheet, relative to this file")

    def _find_late_imports(self, name: str, text: str, position: int) -> None:
        for found in _LATE_IMPORT.finditer(text, position):
            if found[1]:
                message = "Browsers ignore this import, since other rules come before it."
                self._report(name, text, found.start(), "late-import", message, "move it to the top of the file")

    def _link(self, name: str, text: str) -> str:
        """Return a piece of a file with the URLs of other assets filled in."""

        def replace(match: "re.Match[str]") -> str:
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), match[2].strip()))
            if target not in self.urls:
                return match[0]
            self.sheet.links.add(target)
            return f'url("{self.urls[target]}")'

        return _URL.sub(replace, text)

    def _report(self, name: str, text: str, position: int, code: str, message: str, hint: str) -> None:
        line = text.count("\n", 0, position) + 1
        column = position - text.rfind("\n", 0, position)
        place = Location(self.show_path(self.files[name]), line, column)
        self.sheet.diagnostics.append(error(code, message, place, hint))


def _match(pattern: "re.Pattern[str]", text: str, position: int) -> str:
    found = pattern.match(text, position)
    return found[0] if found else ""


def _wrappers(conditions: str) -> list[str] | None:
    """Return the rules that stand for an import's conditions, the outermost first; None if these cannot be read."""
    rest = re.sub(_COMMENT, " ", conditions).strip()
    rules: list[str] = []
    if layer := _LAYER.match(rest):
        rules.insert(0, f"@layer {layer[1].strip()}" if layer[1] else "@layer")
        rest = rest[layer.end() :]
    if supports := _SUPPORTS.match(rest):
        end = _end_of_parentheses(rest, supports.end())
        if not end:
            return None
        rules.insert(0, f"@supports {rest[supports.end() : end]}")
        rest = rest[end:].strip()
    if rest:
        rules.insert(0, f"@media {rest}")
    return rules


def _end_of_parentheses(text: str, start: int) -> int:
    """Return where the parenthesis that opens at `start` is closed; 0 if it is not."""
    depth = 0
    for position in range(start, len(text)):
        depth += {"(": 1, ")": -1}.get(text[position], 0)
        if depth == 0:
            return position + 1
    return 0
