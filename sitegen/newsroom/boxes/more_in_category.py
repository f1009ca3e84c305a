"""More In This Category: the newest of a story's category that its page does not show already."""

from collections.abc import Collection, Iterable, Iterator

from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.cards import Card
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.terms.categories import find_lineage
from sitegen.newsroom.values import TopStories

TOP_STORIES = "top_stories"
INLINE = "inline"


def choose_more_in_category(site: Site, path: str, related: Iterable[Card], beside: Iterable[Card] = ()) -> Cards:
    """Return the newest stories of the subcategory, then of the category above it, as many as the settings say and
    there are.

    Never the story itself, another version of it, its `related` stories, what else its page shows (`beside`: see
    `shown_beside`), a paid story or one in another language.
    """
    card = site.cards[path]
    shown = {path, *(version for _, version in site.translations.get(path, ()))}
    shown.update(other.path for other in related)
    shown.update(other.path for other in beside)
    return _take(site, _list_candidates(site, card), shown)


def choose_newest(site: Site, category: str, lang: str) -> Cards:
    """Return the newest stories of a category in a language, then of the category above it."""
    known = site.categories.get(category)
    ids = find_lineage(site.categories, known.parent or category, category) if known else ()
    return _take(site, (card for id in ids for card in site.stories_by_category.get(lang, {}).get(id, ())), frozenset())


def _take(site: Site, stories: Iterable[Card], shown: Collection[str]) -> Cards:
    """Return as many of the stories as the settings say, each once, without paid and `shown` ones."""
    chosen: dict[str, Card] = {}
    for other in stories:
        if len(chosen) >= site.config.lists.more_in_category:
            break
        if other.path not in shown and not is_paid(other):
            chosen[other.path] = other
    return tuple(chosen.values())


def get_inline_top_stories(site: Site, top: TopStories) -> Cards:
    """Return the top stories if they are part of each story's page. Delivered as an include they are not: else each new
    top story would change every page of the archive."""
    block = next((block for block in site.config.blocks if block.name == TOP_STORIES), None)
    return top.cards if block is None or block.delivery == INLINE else ()


def _list_candidates(site: Site, card: Card) -> Iterator[Card]:
    """Yield the stories of a card's category, the narrowest one first, each newest first; some more than once."""
    by_category = site.stories_by_category.get(card.lang, {})
    for id in find_lineage(site.categories, card.category.id, card.subcategory.id if card.subcategory else ""):
        yield from by_category.get(id, ())
