"""Likeness: for each story those that share the most of its words, times how near they are in date.

A pure function of words and dates alone, so that its answers can be remembered; which stories may stand beside which
is for `related` to say.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import nlargest

from msgspec import Struct

from sitegen.newsroom.related.postings import post
from sitegen.newsroom.related.similarity_plain import products
from sitegen.newsroom.related.vectors import ONE, Telling, vectors

BEST = 16
"""How many likes a story keeps: four to show, and the rest to fall back on."""
FEW = 1_000
"""Up to so many stories the plain comparison is done before scipy would be imported."""
HALF_LIFE = 365
"""Days between two stories at which their likeness counts half."""
LEAST = ONE // 64
"""Less likeness is chance."""
TWINS = ONE * 8 // 10
TWIN_DAYS = 3
"""Two stories tell the same event if they are as like as TWINS within so many days."""

_DAY = 86_400


class Likes(Struct, frozen=True):
    """What is like one story."""

    paths: tuple[str, ...]
    """At most BEST, the highest score first; of equals the newest, then by path"""
    scores: tuple[int, ...]
    """ONE is the score of the same words on the same day."""
    twins: tuple[str, ...] = ()
    """Stories that tell the same event, by path"""


Compare = Callable[[Sequence[Telling]], Callable[[], Mapping[str, Likes]]]
"""Begins to compare the stories of one language; what it returns waits for the likes by path."""

Found = list[tuple[int, int]]
"""(story, score)"""


def candidates(tellings: Sequence[Telling], few: int = FEW) -> dict[str, Likes]:
    """Return for each story its likes. The order of the stories does not count.

    Up to `few` are compared in plain Python, more by scipy, with the same result.
    """
    ordered = sorted(tellings, key=lambda telling: telling.path, reverse=True)
    ordered.sort(key=lambda telling: telling.time)
    found = _plain(ordered) if len(ordered) <= few else _fast(ordered)
    return _named([telling.path for telling in ordered], found)


def when_asked(tellings: Sequence[Telling]) -> Callable[[], Mapping[str, Likes]]:
    """Compare the stories as soon as somebody wants to know: a `Compare`."""
    return lambda: candidates(tellings)


def score(product: int, seconds: int) -> int:
    """Return what the likeness of two stories counts, so many seconds apart."""
    return product * HALF_LIFE // (HALF_LIFE + seconds // _DAY)


def _plain(tellings: Sequence[Telling]) -> Iterator[tuple[Found, list[int]]]:
    """Yield for each story its best and its twins."""
    times = [telling.time for telling in tellings]
    for story, others in enumerate(products(post(tellings, vectors(tellings)))):
        time = times[story]
        near = [(score(p, abs(times[other] - time)), other) for other, p in others if p >= LEAST]
        best = [(other, points) for points, other in nlargest(BEST, near)]
        twins = [o for o, p in others if p >= TWINS and abs(times[o] - time) // _DAY <= TWIN_DAYS]
        yield best, twins


def _fast(tellings: Sequence[Telling]) -> Iterator[tuple[Found, list[int]]]:
    from sitegen.newsroom.related.similarity_sparse import best_and_twins

    return best_and_twins(tellings)


def _named(paths: Sequence[str], found: Iterable[tuple[Found, list[int]]]) -> dict[str, Likes]:
    """Return the likes by path; a twin of one is a twin of both."""
    best: list[Found] = []
    twins: dict[int, set[int]] = {}
    for story, (own, same) in enumerate(found):
        best.append(own)
        for other in same:
            twins.setdefault(story, set()).add(other)
            twins.setdefault(other, set()).add(story)
    return {
        path: Likes(
            tuple(paths[other] for other, _ in best[story]),
            tuple(points for _, points in best[story]),
            tuple(sorted(paths[other] for other in twins.get(story, ()))),
        )
        for story, path in enumerate(paths)
    }
