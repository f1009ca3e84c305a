"""Related: what stands beside a story. Hand-picked ones first, then its thread, its series, then the most alike.

The same event told twice is shown once: what is all but the same text as the story itself or as one already chosen
comes only if nothing else is left, and so does what Week's Top Stories shows on the same page. Paid and `noindex`
stories, other versions of the story, those it excludes and (but by hand) other languages never. What is then missing
is the newest of its category, then the newest of all.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from sitegen.newsroom import indexes
from sitegen.newsroom.boxes.more_in_category import shown_beside
from sitegen.newsroom.boxes.top_stories import top_stories
from sitegen.newsroom.cards import Card
from sitegen.newsroom.links.story_lookup import story_of
from sitegen.newsroom.related.similarity import Compare, Likes
from sitegen.newsroom.related.vectors import Telling
from sitegen.newsroom.site import Cards, Site
from sitegen.source.terms import damped

TAG_WEIGHT = 32
"""A tag counts as a word used so often: it is what the editor says that the story is about."""

_NO_LIKES = Likes((), ())


class Related(Mapping[str, Cards]):
    """The Related of every published article, by path: made when it is first looked at, once for all."""

    def __init__(self, site: Site, compare: Compare) -> None:
        self._site = site
        by_language = indexes.index(site.cards.values(), lambda card: (card.lang,))
        self._begun = [
            (lang, cards, compare([_telling(site, card) for card in cards])) for lang, cards in by_language.items()
        ]

    @cached_property
    def _made(self) -> dict[str, Cards]:
        made: dict[str, Cards] = {}
        for lang, cards, likes in self._begun:
            shelf = _Shelf.of(self._site, lang, likes())
            made |= {card.path: _pick(self._site, card, shelf) for card in cards}
        return made

    def __getitem__(self, path: str) -> Cards:
        return self._made[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.cards)

    def __len__(self) -> int:
        return len(self._site.cards)


def _telling(site: Site, card: Card) -> Telling:
    tags = ((f"#{link.id}", damped(TAG_WEIGHT)) for link in card.tags if link.id)
    terms = (*site.articles[card.path].terms, *tags)
    return Telling(card.path, int(card.date.timestamp()), terms, _may_be_shown(site, card))


def _may_be_shown(site: Site, card: Card) -> bool:
    return not card.sponsor and not site.articles[card.path].noindex


class _Shelf(Struct, frozen=True):
    """The stories of one language that may be recommended, by what brings them up."""

    likes: Mapping[str, Likes]
    newest: Cards
    by_category: Mapping[str, Cards]
    by_thread: Mapping[str, Cards]
    by_series: Mapping[str, Cards]
    """In the order of parts"""
    places: Mapping[str, int]
    """Path -> place in its series"""
    beside: frozenset[str]
    """Paths of the stories that every page shows in another box already"""

    @classmethod
    def of(cls, site: Site, lang: str, likes: Mapping[str, Likes]) -> "_Shelf":
        cards = tuple(card for card in site.stories.get(lang, ()) if not card.sponsor)
        articles = site.articles
        by_series = indexes.by_series(cards, (), articles)
        return cls(
            likes,
            cards,
            site.desks.get(lang, {}),
            indexes.index(cards, indexes.thread_of(articles)),
            by_series,
            {card.path: place for parts in by_series.values() for place, card in enumerate(parts)},
            frozenset(card.path for card in shown_beside(site, top_stories(site, lang))),
        )


def _pick(site: Site, card: Card, shelf: _Shelf) -> Cards:
    """Return the stories that stand beside one, as many as the settings say while there are any."""
    count = site.config.lists.related
    never = _never(site, card)
    chosen: dict[str, Card] = {}
    twins = set(shelf.likes.get(card.path, _NO_LIKES).twins)
    late: dict[str, Card] = {}
    for other in _hand_picked(site, card):
        if other.path not in never:
            chosen[other.path] = other
            twins.update(shelf.likes.get(other.path, _NO_LIKES).twins)
    for other in _proposed(site, card, shelf):
        if len(chosen) >= count:
            break
        if other.path in never or other.path in chosen:
            continue
        if other.path in twins or other.path in shelf.beside:
            late[other.path] = other
            continue
        chosen[other.path] = other
        twins.update(shelf.likes.get(other.path, _NO_LIKES).twins)
    return tuple([*chosen.values(), *late.values()][:count])


def _never(site: Site, card: Card) -> set[str]:
    """Return the paths that never stand beside the story: itself, its other versions, what it excludes."""
    article = site.articles[card.path]
    versions = (path for _, path in site.translations.get(card.path, ()))
    excluded = (path for slug in article.exclude_related for path in site.by_slug.get(slug, ()))
    return {card.path, *versions, *excluded}


def _hand_picked(site: Site, card: Card) -> Iterator[Card]:
    for slug in site.articles[card.path].related:
        path = story_of(site, slug, card.lang)
        if path and _may_be_shown(site, site.cards[path]):
            yield site.cards[path]


def _proposed(site: Site, card: Card, shelf: _Shelf) -> Iterator[Card]:
    """Yield all stories that may stand beside one, the best first; some more than once."""
    thread = site.articles[card.path].thread
    if thread:
        yield from shelf.by_thread.get(thread, ())
    yield from _nearest_parts(site, card, shelf)
    yield from (site.cards[path] for path in shelf.likes.get(card.path, _NO_LIKES).paths)
    yield from (other for other in shelf.by_category.get(card.category.id, ()) if not other.sponsor)
    yield from shelf.newest


def _nearest_parts(site: Site, card: Card, shelf: _Shelf) -> Iterator[Card]:
    """Yield the other parts of the series, the nearest first, the next before the one before."""
    series = site.articles[card.path].series
    parts = shelf.by_series.get(series.id, ()) if series else ()
    place = shelf.places.get(card.path, len(parts))
    for distance in range(1, len(parts) + 1):
        if place + distance < len(parts):
            yield parts[place + distance]
        if place - distance >= 0:
            yield parts[place - distance]
