"""Views that a theme declares by parameters in theme.toml: [views.NAME] select, where, exclude, limit."""

from collections.abc import Callable, Iterator, Mapping
from itertools import islice

from sitegen.newsroom.cards import Card, Link
from sitegen.newsroom.site import Cards
from sitegen.newsroom.values import Front, TopStories
from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Page
from sitegen.theme.model import ARTICLES, PAGE, DeclaredView

Compute = Callable[[Lookup, Page], object]


def make_declared_view(view: DeclaredView, table: Mapping[str, Compute]) -> Compute:
    """Return the function of a declared view: stories of `select`, in their order, of which every field of `where` has
    the wanted value (or one of its values is it), without the page's own story if `exclude` is "@page".

    A view that selects from something other than a view of cards gives none. `table` has the built-in views by name.
    """
    fixed = {name: value for name, value in view.where.items() if value != PAGE}
    open_fields = tuple(sorted(name for name, value in view.where.items() if value == PAGE))
    chosen = _Selection(view, table, fixed, open_fields)

    def compute(lookup: Lookup, page: Page) -> Cards:
        own = page.subject if view.exclude == PAGE and lookup.kinds[page.kind].has_article else ""
        wanted = [list_page_values(lookup, page, name) for name in open_fields]
        found = (
            card
            for card in chosen.cards(lookup, page, wanted)
            if all(
                _have_common(list_field_values(card, name), values)
                for name, values in zip(open_fields, wanted, strict=True)
            )
            and card.path != own
        )
        return tuple(islice(found, max(0, view.limit) or None))

    return compute


def is_shared(view: DeclaredView) -> bool:
    """Has the view the same value on all pages?"""
    return view.select == ARTICLES and view.exclude != PAGE and PAGE not in view.where.values()


class _Selection:
    """The stories that a view chooses from; those of the whole archive are grouped once by its first open field."""

    def __init__(
        self, view: DeclaredView, table: Mapping[str, Compute], fixed: Mapping[str, str], open_fields: tuple[str, ...]
    ) -> None:
        self._name = view.name
        self._select = view.select
        self._table = table
        self._fixed = fixed
        self._field = open_fields[0] if open_fields else ""

    def cards(self, lookup: Lookup, page: Page, wanted: list[tuple[str, ...]]) -> Cards:
        """Return the stories that have the fixed values and may have the open ones."""
        if self._select != ARTICLES:
            view = self._table.get(self._select)
            return tuple(filter(self._fits, extract_cards(view(lookup, page) if view else ())))
        groups = lookup.declared.get(self._name)
        if groups is None:
            groups = lookup.declared[self._name] = self._grouped(lookup.site.listed)
        if not self._field:
            return groups.get("", ())
        values = wanted[0]
        if len(values) == 1:
            return groups.get(values[0], ())
        return tuple(card for card in lookup.site.listed if self._fits(card)) if values else ()

    def _grouped(self, cards: Cards) -> dict[str, Cards]:
        groups: dict[str, list[Card]] = {}
        for card in filter(self._fits, cards):
            for value in list_field_values(card, self._field) if self._field else ("",):
                groups.setdefault(value, []).append(card)
        return {value: tuple(group) for value, group in groups.items()}

    def _fits(self, card: Card) -> bool:
        return all(value in list_field_values(card, name) for name, value in self._fixed.items())


def list_field_values(card: Card, name: str) -> tuple[str, ...]:
    """Return what a card has in a field, as texts: of links their ids; () where it has nothing or no such field."""
    value = getattr(card, name, None)
    items = value if isinstance(value, tuple) else (value,)
    return tuple(_list_texts(items))


def _list_texts(items: tuple[object, ...]) -> Iterator[str]:
    for item in items:
        if isinstance(item, Link):
            yield item.id
        elif isinstance(item, bool):
            yield "true" if item else "false"
        elif item is not None and item != "":
            yield str(item)


def list_page_values(lookup: Lookup, page: Page, name: str) -> tuple[str, ...]:
    """Return what "@page" stands for in a field: what the page's story has there, or what the list is about."""
    kind = lookup.kinds[page.kind]
    if kind.has_article:
        return list_field_values(lookup.site.cards[page.subject], name)
    return (page.subject,) if kind.card_field == name else ()


def extract_cards(value: object) -> Cards:
    """Return the cards of a view's value; () where it has none."""
    if isinstance(value, TopStories):
        return value.cards
    if isinstance(value, Front):
        lead = (value.lead,) if value.lead else ()
        return lead + value.top + tuple(card for row in value.rows for card in row.cards)
    return tuple(card for card in value if isinstance(card, Card)) if isinstance(value, tuple) else ()


def _have_common(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(item in others for item in some)
