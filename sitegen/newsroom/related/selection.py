"""Related stories: hand-picked ones, then the thread, the series, the most similar, the newest of the category, of all.

Near-duplicates of the story or of one chosen before, and what Week's Top Stories shows on the same page, come last.
Paid, unlisted and excluded stories, other versions and (unless hand-picked) other languages are never shown.
"""

from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct

from sitegen.newsroom import indexes
from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.boxes.more_in_category import get_inline_top_stories
from sitegen.newsroom.boxes.top_stories import choose_top_stories
from sitegen.newsroom.cards import Card
from sitegen.newsroom.links.page_links import find_story
from sitegen.newsroom.related.scores import Similar
from sitegen.newsroom.related.similarity import StartComparison, compare_when_needed
from sitegen.newsroom.related.vectors import Document
from sitegen.newsroom.site import Cards, Site
from sitegen.source.terms import damped

TAG_WEIGHT = 32
"""A tag counts as a word used so often: an editor has said that the story is about it."""

_NOTHING_SIMILAR = Similar((), ())


class Related(Mapping[str, Cards]):
    """The related stories of every published article, by path. The comparison starts at once; the stories are chosen,
    for all articles, when the first of them is asked for."""

    def __init__(self, site: Site, start_comparison: StartComparison = compare_when_needed) -> None:
        self._site = site
        by_language = indexes.index(site.cards.values(), lambda card: (card.lang,))
        self._comparisons = [
            (lang, cards, start_comparison([_make_document(site, card) for card in cards]))
            for lang, cards in by_language.items()
        ]

    @cached_property
    def _by_path(self) -> dict[str, Cards]:
        chosen: dict[str, Cards] = {}
        for lang, cards, wait in self._comparisons:
            candidates = _Candidates.of(self._site, lang, wait())
            chosen |= {card.path: _choose(self._site, card, candidates) for card in cards}
        return chosen

    def __getitem__(self, path: str) -> Cards:
        return self._by_path[path]

    def __iter__(self) -> Iterator[str]:
        return iter(self._site.cards)

    def __len__(self) -> int:
        return len(self._site.cards)


def _make_document(site: Site, card: Card) -> Document:
    tags = ((f"#{link.id}", damped(TAG_WEIGHT)) for link in card.tags if link.id)
    terms = (*site.articles[card.path].terms, *tags)
    return Document(card.path, int(card.date.timestamp()), terms, _is_eligible(site, card))


def _is_eligible(site: Site, card: Card) -> bool:
    return not is_paid(card) and not site.articles[card.path].unlisted


class _Candidates(Struct, frozen=True):
    """The stories of one language that may be recommended, by what they have in common with others."""

    similar: Mapping[str, Similar]
    newest: Cards
    by_category: Mapping[str, Cards]
    by_thread: Mapping[str, Cards]
    by_series: Mapping[str, Cards]
    """In the order of parts"""
    positions: Mapping[str, int]
    """Path -> position in its series, from 0"""
    shown_elsewhere: frozenset[str]
    """Paths of the stories that another box shows on every page"""

    @classmethod
    def of(cls, site: Site, lang: str, similar: Mapping[str, Similar]) -> "_Candidates":
        cards = tuple(card for card in site.stories.get(lang, ()) if not is_paid(card))
        articles = site.articles
        by_series = indexes.index_by_series(cards, (), articles)
        return cls(
            similar,
            cards,
            site.stories_by_category.get(lang, {}),
            indexes.index(cards, indexes.thread_getter(articles)),
            by_series,
            {card.path: position for parts in by_series.values() for position, card in enumerate(parts)},
            frozenset(card.path for card in get_inline_top_stories(site, choose_top_stories(site, lang))),
        )


def _choose(site: Site, card: Card, candidates: _Candidates) -> Cards:
    """Return the related stories of one, as many as the settings say while there are any."""
    count = site.config.lists.related
    never = _find_excluded(site, card)
    chosen: dict[str, Card] = {}
    near_duplicates = set(candidates.similar.get(card.path, _NOTHING_SIMILAR).near_duplicates)
    last: dict[str, Card] = {}
    for other in _find_hand_picked(site, card):
        if other.path not in never:
            chosen[other.path] = other
            near_duplicates.update(candidates.similar.get(other.path, _NOTHING_SIMILAR).near_duplicates)
    for other in _rank(site, card, candidates):
        if len(chosen) >= count:
            break
        if other.path in never or other.path in chosen:
            continue
        if other.path in near_duplicates or other.path in candidates.shown_elsewhere:
            last[other.path] = other
            continue
        chosen[other.path] = other
        near_duplicates.update(candidates.similar.get(other.path, _NOTHING_SIMILAR).near_duplicates)
    return tuple([*chosen.values(), *last.values()][:count])


def _find_excluded(site: Site, card: Card) -> set[str]:
    """Return the paths that are never related to the story: itself, its other versions, what it excludes."""
    article = site.articles[card.path]
    versions = (path for _, path in site.translations.get(card.path, ()))
    excluded = (path for slug in article.exclude_related for path in site.by_slug.get(slug, ()))
    return {card.path, *versions, *excluded}


def _find_hand_picked(site: Site, card: Card) -> Iterator[Card]:
    for slug in site.articles[card.path].related:
        path = find_story(site, slug, card.lang)
        if path and _is_eligible(site, site.cards[path]):
            yield site.cards[path]


def _rank(site: Site, card: Card, candidates: _Candidates) -> Iterator[Card]:
    """Yield all candidates for one story, the best first; some more than once."""
    thread = site.articles[card.path].thread
    if thread:
        yield from candidates.by_thread.get(thread, ())
    yield from _find_nearest_parts(site, card, candidates)
    yield from (site.cards[path] for path in candidates.similar.get(card.path, _NOTHING_SIMILAR).paths)
    yield from (other for other in candidates.by_category.get(card.category.id, ()) if not is_paid(other))
    yield from candidates.newest


def _find_nearest_parts(site: Site, card: Card, candidates: _Candidates) -> Iterator[Card]:
    """Yield the other parts of the series, the nearest first; of two equally near ones the later first."""
    series = site.articles[card.path].series
    parts = candidates.by_series.get(series.id, ()) if series else ()
    position = candidates.positions.get(card.path, len(parts))
    for distance in range(1, len(parts) + 1):
        if position + distance < len(parts):
            yield parts[position + distance]
        if position - distance >= 0:
            yield parts[position - distance]
