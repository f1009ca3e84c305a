"""What is wrong with the views that a theme declares, as far as only the built-in views can tell.

The rest of theme.toml is checked where it is read: `theme.manifest`.
"""

from collections.abc import Iterable, Iterator

from sitegen.errors import Diagnostic, Location, error
from sitegen.schema.suggest import did_you_mean
from sitegen.theme.model import ARTICLES, DeclaredView, Theme

RESERVED = frozenset(
    "asset caller cycler dict joiner kwargs lang lipsum loop namespace place range self show super varargs".split()
)
"""Names that mean something in every template (Jinja's globals, the theme's functions): a view called so would never be
asked for."""

CARDS = ("breaking", "cards", "front", "latest", "more_in_category", "related", "top_stories")
"""The built-in views that have cards, from which a view may select"""


def check_declared(theme: Theme, built_in: Iterable[str]) -> list[Diagnostic]:
    """Return a diagnostic for each thing that is wrong, at its key in theme.toml."""
    taken = RESERVED | frozenset(built_in)
    return [problem for name, view in sorted(theme.views.items()) for problem in _check(view, name, taken)]


def _check(view: DeclaredView, name: str, taken: frozenset[str]) -> Iterator[Diagnostic]:
    if name in taken:
        message = f'Every template has a "{name}" already.'
        yield error("reserved-name", message, Location(view.path, key=f"views.{name}"), "give the view another name")
    if view.select not in (ARTICLES, *CARDS):
        message = f'"{view.select}" is not a view of cards.'
        hint = did_you_mean(view.select, (ARTICLES, *CARDS))
        yield error("unknown-view", message, Location(view.path, key=f"views.{name}.select"), hint)
