"""The front: the lead, the top stories under it, and a row for each category, no story twice; and what is breaking."""

from collections.abc import Mapping

from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.cards import Card
from sitegen.newsroom.links.page_links import find_link
from sitegen.newsroom.schedule import get_category_pin, get_front_pin
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.terms.categories import find_children
from sitegen.newsroom.values import Front, FrontRow

TOP = 4
"""Stories beside the lead"""


def make_front(site: Site, lang: str = "") -> Front:
    """Return the front of a language (by default the site's), with as many stories as the settings say.

    Lead and top: stories pinned to the front, the most prominent first, then the newest; no paid ones. Rows: stories
    pinned to the category, then its newest, paid ones (with their label) among them. The rows share the remaining
    places evenly; what a short row does not use goes to the others. A category without a story left has no row.
    """
    stories = site.stories.get(lang or site.config.language, ())
    own = _sort_by_pin(site, [card for card in stories if not is_paid(card)])
    head = own[: min(TOP + 1, site.config.lists.front)]
    used = {card.path for card in head}
    rows = _make_rows(site, [card for card in stories if card.path not in used], site.config.lists.front - len(head))
    return Front(head[0] if head else None, tuple(head[1:]), rows)


def _sort_by_pin(site: Site, cards: list[Card]) -> list[Card]:
    """Return the cards, pinned ones first; equally prominent ones keep their order."""
    return sorted(cards, key=lambda card: -get_front_pin(site.articles[card.path], site.now))


def _make_rows(site: Site, stories: list[Card], count: int) -> tuple[FrontRow, ...]:
    waiting = _group_by_category(site, stories)
    taken: dict[str, list[Card]] = {id: [] for id in waiting}
    left = count
    while left > 0 and any(waiting.values()):
        for id, cards in waiting.items():
            if cards and left > 0:
                taken[id].append(cards.pop(0))
                left -= 1
    return tuple(
        FrontRow(find_link(site, "category", id), tuple(cards), _find_colour(site, id))
        for id, cards in taken.items()
        if cards
    )


def _group_by_category(site: Site, stories: list[Card]) -> Mapping[str, list[Card]]:
    """Return for each category at the root of the tree, in order, its stories: pinned ones first, then the newest."""
    found: dict[str, list[Card]] = {id: [] for id in find_children(site.categories, "")}
    for card in stories:
        found.setdefault(card.category.id, []).append(card)
    return {
        id: sorted(cards, key=lambda card: -get_category_pin(site.articles[card.path], site.now))
        for id, cards in found.items()
    }


def _find_colour(site: Site, id: str) -> str:
    return site.categories[id].colour if id in site.categories else ""


def find_breaking(site: Site, lang: str = "") -> Cards:
    """Return the stories of a language (by default the site's) that are breaking, newest first."""
    return tuple(card for card in site.stories.get(lang or site.config.language, ()) if card.breaking)
