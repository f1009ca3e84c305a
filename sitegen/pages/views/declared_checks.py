"""What is wrong with the views that a theme declares."""

from collections.abc import Iterable, Iterator

from sitegen.errors import Diagnostic, Location, error
from sitegen.newsroom.cards import Card
from sitegen.pages.views.declared import ARTICLES, PAGE
from sitegen.schema.suggest import did_you_mean
from sitegen.theme.model import DeclaredView, Theme

RESERVED = frozenset(
    "asset caller cycler dict joiner kwargs lang lipsum loop namespace place range self show super varargs".split()
)
"""Names that mean something in every template (Jinja's globals, the theme's functions): a view called so would never be
asked for."""

FIELDS = tuple(name for name in Card.__struct_fields__ if name != "digest")

CARDS = ("breaking", "cards", "front", "latest", "more_in_category", "related", "top_stories")
"""The built-in views that have cards, from which a view may select"""


def check_declared(theme: Theme, built_in: Iterable[str]) -> list[Diagnostic]:
    """Return a diagnostic for each thing that is wrong, at its key in theme.toml."""
    taken = RESERVED | frozenset(built_in)
    path = f"themes/{theme.name}/theme.toml"
    return [problem for name, view in sorted(theme.views.items()) for problem in _problems(view, name, path, taken)]


def _problems(view: DeclaredView, name: str, path: str, taken: frozenset[str]) -> Iterator[Diagnostic]:
    def at(key: str = "") -> Location:
        return Location(path, key=f"views.{name}{key}")

    if name in taken:
        hint = "call the view something else"
        yield error("reserved-name", f'There is a "{name}" already in every template.', at(), hint)
    if view.select not in (ARTICLES, *CARDS):
        hint = did_you_mean(view.select, (ARTICLES, *CARDS))
        yield error("unknown-view", f'There is no view of cards "{view.select}" to select from.', at(".select"), hint)
    for field in sorted(view.where):
        if field not in FIELDS:
            hint = did_you_mean(field, FIELDS)
            yield error("unknown-field", f'A card has no field "{field}".', at(f".where.{field}"), hint)
    if view.exclude not in ("", PAGE):
        message = "`exclude` can only leave out the page's own story."
        yield error("bad-exclude", message, at(".exclude"), f'write "{PAGE}"')
    if view.limit < 0:
        yield error("bad-limit", "`limit` is a number of stories, so not below 0.", at(".limit"), "0 means all of them")
