"""The comparison for a large archive: the same arithmetic on whole columns of whole numbers, and a product of sparse
matrices, a block of stories at a time.
"""

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from math import isqrt
from typing import Any

import numpy as np
from msgspec import Struct
from scipy.sparse import coo_matrix

from sitegen.newsroom.related import postings, similarity
from sitegen.newsroom.related.vectors import ONE, UNIT, Telling, rarity

BLOCK = 512
"""Stories compared at a time: bounds the memory."""
THREADS = 4
"""Blocks compared at once"""

_DAY = 86_400
_HIGHEST = 2 * ONE
"""More than any score: rounding makes vectors a little longer than UNIT."""


class _Entries(Struct, frozen=True):
    """One line for each word of each story, in the order of the stories."""

    stories: Any
    words: Any
    weights: Any


def best_and_twins(tellings: Sequence[Telling]) -> Iterator[tuple[list[tuple[int, int]], list[int]]]:
    """Yield for each story its best (story, score) and its twins, as `likeness` defines them.

    `tellings` are in the order of their dates, oldest first.
    """
    wanted, offered = _matrices(tellings)
    dates = np.array([telling.time for telling in tellings], dtype=np.int64)

    def block(start: int) -> list[tuple[list[tuple[int, int]], list[int]]]:
        return list(_of_block(wanted[start : start + BLOCK] @ offered, start, dates))

    # Threads, for all that takes long here happens outside of Python's lock.
    with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as pool:
        for found in pool.map(block, range(0, len(tellings), BLOCK)):
            yield from found


def _matrices(tellings: Sequence[Telling]) -> tuple[Any, Any]:
    """Return what each story looks for, and (turned over) what each is found by: see `postings`."""
    entries = _entries(tellings)
    eligible = np.array([telling.eligible for telling in tellings], dtype=bool)[entries.stories]
    columns, has_earlier, count = _columns(entries.words, eligible)
    rows, weights = entries.stories, entries.weights.astype(np.intc)
    wanted = coo_matrix(
        (
            np.concatenate([weights, weights[has_earlier]]),
            (np.concatenate([rows, rows[has_earlier]]), np.concatenate([columns, columns[has_earlier] - 1])),
        ),
        shape=(len(tellings), count),
    )
    offered = coo_matrix((weights[eligible], (columns[eligible], rows[eligible])), shape=(count, len(tellings)))
    return wanted.tocsr(), offered.tocsr()


def _entries(tellings: Sequence[Telling]) -> _Entries:
    """Return the vectors of `vectors.vectors`, without words that only one story has."""
    numbers: dict[str, int] = {}
    terms = [term for telling in tellings for term in telling.terms]
    words = np.array([numbers.setdefault(word, len(numbers)) for word, _ in terms], dtype=np.int64)
    stories = np.repeat(np.arange(len(tellings)), [len(telling.terms) for telling in tellings])
    found = np.bincount(words, minlength=len(numbers))
    rare = rarity(len(tellings), set(found.tolist()))
    raw = _mapped(found, {count: rare.get(count, 0) for count in set(found.tolist())})[words]
    raw *= np.array([weight for _, weight in terms], dtype=np.int64)
    squares = np.bincount(stories, minlength=len(tellings), weights=raw * raw)
    lengths = np.array([isqrt(int(total) << 16) for total in squares.tolist()], dtype=np.int64)[stories]
    weights = ((raw * UNIT << 8) + lengths // 2) // np.maximum(lengths, 1)
    counts = (found[words] > 1) & (weights > 0)
    return _Entries(stories[counts], words[counts], weights[counts])


def _mapped(values: Any, table: dict[int, int]) -> Any:
    """Return for each of the values what the table says of it."""
    known, places = np.unique(values, return_inverse=True)
    return np.array([table[value] for value in known.tolist()], dtype=np.int64)[places]


def _columns(words: Any, eligible: Any) -> tuple[Any, Any, int]:
    """Return the column of each entry, whether its word has one before that, and how many columns there are.

    A column is one chunk of one word; those of a word lie side by side.
    """
    order = np.argsort(words, kind="stable")
    sorted_words, offers = words[order], eligible[order].astype(np.int64)
    before = np.cumsum(offers) - offers
    starts = np.flatnonzero(np.diff(sorted_words, prepend=-1))
    sizes = np.diff(starts, append=len(words))
    chunks = (before - np.repeat(before[starts], sizes)) // postings.CHUNK
    needed = chunks[starts + sizes - 1] + 1
    firsts = np.cumsum(needed) - needed
    columns, has_earlier = np.empty_like(words), np.empty(len(words), dtype=bool)
    columns[order] = np.repeat(firsts, sizes) + chunks
    has_earlier[order] = chunks > 0
    return columns, has_earlier, int(needed.sum())


def _of_block(products: Any, start: int, dates: Any) -> Iterator[tuple[list[tuple[int, int]], list[int]]]:
    """Yield the best and the twins of the stories from number `start` on, by their products with all others."""
    count, total = products.shape
    near = np.flatnonzero(products.data >= similarity.LEAST)
    stories = np.repeat(np.arange(count), np.diff(products.indptr))[near]
    others = products.indices[near].astype(np.int64)
    likes = products.data[near].astype(np.int64)
    itself = others == stories + start
    likes[itself] = 0
    days = np.abs(dates[others] - dates[stories + start]) // _DAY
    same = (likes >= similarity.TWINS) & (days <= similarity.TWIN_DAYS)
    # One whole number for story, score and place, so that no two are equal and the order is the same for any algorithm.
    scores = likes * similarity.HALF_LIFE // (similarity.HALF_LIFE + days)
    ranks = np.sort((stories * (_HIGHEST + 1) + _HIGHEST - scores)[~itself] * total + total - 1 - others[~itself])
    of_story = ranks // (total * (_HIGHEST + 1))
    begins = np.searchsorted(of_story, np.arange(count))
    kept = np.arange(len(ranks)) - begins[of_story] < similarity.BEST
    best, of_story = ranks[kept], of_story[kept]
    places, points = total - 1 - best % total, _HIGHEST - best // total % (_HIGHEST + 1)
    found = list(zip(places.tolist(), points.tolist(), strict=True))
    ends = np.searchsorted(of_story, np.arange(count + 1)).tolist()
    twins = others[same].tolist()
    twin_ends = np.searchsorted(stories[same], np.arange(count + 1)).tolist()
    for story in range(count):
        yield found[ends[story] : ends[story + 1]], twins[twin_ends[story] : twin_ends[story + 1]]
