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

from sitegen.newsroom.related import postings, scores
from sitegen.newsroom.related.scores import Matches
from sitegen.newsroom.related.vectors import ONE, UNIT, Document, weigh_rarity

BLOCK = 512
"""Stories compared at a time: bounds the memory."""
THREADS = 4
"""Blocks compared at once"""

_HIGHEST = 2 * ONE
"""More than any score: rounding makes vectors a little longer than UNIT."""


class _Entries(Struct, frozen=True):
    """One line for each word of each story, in the order of the stories."""

    stories: Any
    words: Any
    weights: Any


def find_matches(documents: Sequence[Document]) -> Iterator[Matches]:
    """Yield the matches of each story. `documents` are in the order of their dates, oldest first."""
    queries, indexed = _make_matrices(documents)
    dates = np.array([document.time for document in documents], dtype=np.int64)

    def compare_block(start: int) -> list[Matches]:
        return list(_match_block(queries[start : start + BLOCK] @ indexed, start, dates))

    # Threads are enough: numpy and scipy release the global interpreter lock for all that takes long here.
    with ThreadPoolExecutor(min(THREADS, os.cpu_count() or 1)) as pool:
        for found in pool.map(compare_block, range(0, len(documents), BLOCK)):
            yield from found


def _make_matrices(documents: Sequence[Document]) -> tuple[Any, Any]:
    """Return what each story looks for, and (transposed) what each is found by: see `Postings`."""
    entries = _make_entries(documents)
    eligible = np.array([document.eligible for document in documents], dtype=bool)[entries.stories]
    columns, has_earlier, count = _assign_columns(entries.words, eligible)
    rows, weights = entries.stories, entries.weights.astype(np.intc)
    queries = coo_matrix(
        (
            np.concatenate([weights, weights[has_earlier]]),
            (np.concatenate([rows, rows[has_earlier]]), np.concatenate([columns, columns[has_earlier] - 1])),
        ),
        shape=(len(documents), count),
    )
    indexed = coo_matrix((weights[eligible], (columns[eligible], rows[eligible])), shape=(count, len(documents)))
    return queries.tocsr(), indexed.tocsr()


def _make_entries(documents: Sequence[Document]) -> _Entries:
    """Return the vectors that `make_vectors` returns, without words that only one story has."""
    numbers: dict[str, int] = {}
    terms = [term for document in documents for term in document.terms]
    words = np.array([numbers.setdefault(word, len(numbers)) for word, _ in terms], dtype=np.int64)
    stories = np.repeat(np.arange(len(documents)), [len(document.terms) for document in documents])
    found = np.bincount(words, minlength=len(numbers))
    rare = weigh_rarity(len(documents), set(found.tolist()))
    raw = _look_up(found, {count: rare.get(count, 0) for count in set(found.tolist())})[words]
    raw *= np.array([weight for _, weight in terms], dtype=np.int64)
    squares = np.bincount(stories, minlength=len(documents), weights=raw * raw)
    lengths = np.array([isqrt(int(total) << 16) for total in squares.tolist()], dtype=np.int64)[stories]
    weights = ((raw * UNIT << 8) + lengths // 2) // np.maximum(lengths, 1)
    counts = (found[words] > 1) & (weights > 0)
    return _Entries(stories[counts], words[counts], weights[counts])


def _look_up(values: Any, table: dict[int, int]) -> Any:
    """Return the table's number for each of the values."""
    known, places = np.unique(values, return_inverse=True)
    return np.array([table[value] for value in known.tolist()], dtype=np.int64)[places]


def _assign_columns(words: Any, eligible: Any) -> tuple[Any, Any, int]:
    """Return the column of each entry, whether its word has one before that, and how many columns there are.

    A column is one chunk of one word; those of a word are side by side.
    """
    order = np.argsort(words, kind="stable")
    sorted_words, is_indexed = words[order], eligible[order].astype(np.int64)
    before = np.cumsum(is_indexed) - is_indexed
    starts = np.flatnonzero(np.diff(sorted_words, prepend=-1))
    sizes = np.diff(starts, append=len(words))
    chunks = (before - np.repeat(before[starts], sizes)) // postings.CHUNK
    needed = chunks[starts + sizes - 1] + 1
    firsts = np.cumsum(needed) - needed
    columns, has_earlier = np.empty_like(words), np.empty(len(words), dtype=bool)
    columns[order] = np.repeat(firsts, sizes) + chunks
    has_earlier[order] = chunks > 0
    return columns, has_earlier, int(needed.sum())


def _match_block(products: Any, start: int, dates: Any) -> Iterator[Matches]:
    """Yield the matches of the stories from number `start` on, from the products of their vectors with all others."""
    count, total = products.shape
    near = np.flatnonzero(products.data >= scores.MINIMUM)
    stories = np.repeat(np.arange(count), np.diff(products.indptr))[near]
    others = products.indices[near].astype(np.int64)
    similarity = products.data[near].astype(np.int64)
    itself = others == stories + start
    similarity[itself] = 0
    days = np.abs(dates[others] - dates[stories + start]) // scores.DAY
    same = (similarity >= scores.NEAR_DUPLICATE) & (days <= scores.NEAR_DUPLICATE_DAYS)
    # One whole number for story, score and place, so that no two are equal and the order is the same for any algorithm.
    weighted = similarity * scores.HALF_LIFE // (scores.HALF_LIFE + days)
    ranks = np.sort((stories * (_HIGHEST + 1) + _HIGHEST - weighted)[~itself] * total + total - 1 - others[~itself])
    of_story = ranks // (total * (_HIGHEST + 1))
    begins = np.searchsorted(of_story, np.arange(count))
    kept = np.arange(len(ranks)) - begins[of_story] < scores.MOST_SIMILAR
    best, of_story = ranks[kept], of_story[kept]
    places, points = total - 1 - best % total, _HIGHEST - best // total % (_HIGHEST + 1)
    found = list(zip(places.tolist(), points.tolist(), strict=True))
    ends = np.searchsorted(of_story, np.arange(count + 1)).tolist()
    duplicates = others[same].tolist()
    duplicate_ends = np.searchsorted(stories[same], np.arange(count + 1)).tolist()
    for story in range(count):
        yield Matches(
            found[ends[story] : ends[story + 1]], duplicates[duplicate_ends[story] : duplicate_ends[story + 1]]
        )
