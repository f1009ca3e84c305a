"""The Site's indexes: which cards a category, tag, author, series, thread, month or language has."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping

from sitegen.config.model import Category
from sitegen.newsroom.cards import Card
from sitegen.newsroom.site import Cards
from sitegen.newsroom.terms.categories import find_lineage
from sitegen.source.article import ArticleMeta

Index = dict[str, Cards]
_NO_PART = 1 << 30


def index(cards: Iterable[Card], keys: Callable[[Card], Iterable[str]]) -> Index:
    """Return key -> the cards that have it, in their order; the keys in the order of their first cards."""
    found: defaultdict[str, list[Card]] = defaultdict(list)
    for card in cards:
        for key in keys(card):
            found[key].append(card)
    return {key: tuple(some) for key, some in found.items()}


def index_by_category(cards: Cards, categories: Mapping[str, Category]) -> Index:
    """Return the cards of every category, its subcategories' among them, in the order of `categories`."""
    found = index_used_categories(cards, categories)
    return {id: found.get(id, ()) for id in categories}


def index_used_categories(cards: Cards, categories: Mapping[str, Category]) -> Index:
    """Return the cards of the categories that have any, their subcategories' among them."""
    chains: dict[tuple[str, str], tuple[str, ...]] = {}

    def keys(card: Card) -> tuple[str, ...]:
        pair = (card.category.id, card.subcategory.id if card.subcategory else "")
        if pair not in chains:
            chains[pair] = find_lineage(categories, *pair)
        return chains[pair]

    return index(cards, keys)


def index_by_month(cards: Cards) -> Index:
    """Return the cards of each month ("2026-11"), by their dates."""
    return index(cards, lambda card: (f"{card.date.year:04}-{card.date.month:02}",))


def index_by_slug(articles: Iterable[ArticleMeta]) -> dict[str, tuple[str, ...]]:
    """Return slug -> paths of the articles that have it, in their order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for article in articles:
        found[article.slug].append(article.path)
    return {slug: tuple(paths) for slug, paths in found.items()}


def index_by_author(cards: Cards, articles: Mapping[str, ArticleMeta]) -> Index:
    """Return the cards of each author, with those that they contributed to."""

    def keys(card: Card) -> Iterable[str]:
        ids = [link.id for link in card.authors]
        contributors = articles[card.path].contributors
        if not contributors and len(ids) == 1:
            return ids
        return dict.fromkeys((*ids, *(byline.id for byline in contributors)))

    return dict(sorted(index(cards, keys).items()))


def get_tags(card: Card) -> Iterable[str]:
    return [link.id for link in card.tags if link.id]


def thread_getter(articles: Mapping[str, ArticleMeta]) -> Callable[[Card], Iterable[str]]:
    return lambda card: (articles[card.path].thread,) if articles[card.path].thread else ()


def index_with_orphans(listed: Cards, others: Cards, keys: Callable[[Card], Iterable[str]]) -> Index:
    """Return the index of the listed cards, and of the others for keys that no listed card has: a tag that only a
    translation has still gets a page."""
    found = index(listed, keys)
    rest = {key: cards for key, cards in index(others, keys).items() if key not in found}
    return dict(sorted({**found, **rest}.items()))


def index_by_series(listed: Cards, others: Cards, articles: Mapping[str, ArticleMeta]) -> Index:
    """Return the cards of each series in the order of parts; those without a number come last, oldest first."""

    def order(card: Card) -> tuple[object, ...]:
        series = articles[card.path].series
        return (series.part if series and series.part else _NO_PART, card.date, card.path)

    def keys(card: Card) -> tuple[str, ...]:
        series = articles[card.path].series
        return (series.id,) if series else ()

    return {id: tuple(sorted(cards, key=order)) for id, cards in index_with_orphans(listed, others, keys).items()}
