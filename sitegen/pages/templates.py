"""Which template a page has, and which templates a theme does not have."""

from pathlib import Path
from typing import TYPE_CHECKING

from sitegen.errors import Diagnostic, Location, Severity
from sitegen.theme.model import Theme

if TYPE_CHECKING:
    from sitegen.source.article import StaticPage

MACHINE = Path(__file__).resolve().parent / "machine"
"""Sitegen's own templates, of the pages that machines read: given to whoever loads a theme"""

OWN = "machine/"
"""How the names of these templates begin"""

ESSENTIAL = frozenset({"article.html"})
"""A theme must have these; without another template, only its pages are not built."""


class Templates:
    """The theme's templates, asked by name; remembers which ones are missing."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._missing: dict[str, None] = {}
        self._problems: list[Diagnostic] = []

    def choose(self, *names: str) -> str:
        """Return the first of the names that the theme or sitegen itself has; "" if there is none of them, which means
        that the page is not built."""
        found = next((name for name in names if name in self._theme.templates or name.startswith(OWN)), "")
        if not found:
            self._missing[names[-1]] = None
        return found

    def find_chosen(self, page: "StaticPage") -> str:
        """Return the template that a static page asks for, with or without its extension."""
        names = (page.template, f"{page.template}.html")
        found = next((name for name in names if name in self._theme.templates), "")
        if not found:
            message = f'The theme "{self._theme.name}" has no template "{page.template}".'
            place = Location(f"content/{page.path}", key="template")
            hint = f"write the name of a file in themes/{self._theme.name}/templates/, or remove the key"
            self._problems.append(Diagnostic("error", "unknown-template", message, place, hint))
        return found

    def problems(self) -> list[Diagnostic]:
        return [*self._problems, *map(self._report_missing, self._missing)]

    def _report_missing(self, name: str) -> Diagnostic:
        severity: Severity = "error" if name in ESSENTIAL else "warning"
        message = f'The theme "{self._theme.name}" has no template "{name}", so the pages that need it are not built.'
        hint = f"add themes/{self._theme.name}/templates/{name}, or let theme.toml extend a theme that has it"
        return Diagnostic(severity, "missing-template", message, Location("site.toml", key="theme"), hint)
