"""The comparison for a large archive: a product of sparse matrices of whole numbers, a block of stories at a time."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from sitegen.newsroom import likeness
from sitegen.newsroom.postings import Postings, Rows

BLOCK = 512
"""Stories compared at a time: bounds the memory."""

_DAY = 86_400


def best_and_twins(postings: Postings, times: Sequence[int]) -> Iterator[tuple[list[tuple[int, int]], list[int]]]:
    """Yield for each story its best (story, score) and its twins, as `likeness` defines them."""
    wanted = _matrix(postings.wanted, postings.columns)
    offered = _matrix(postings.offered, postings.columns).T.tocsr()
    dates = np.array(times, dtype=np.int64)
    for start in range(0, len(times), BLOCK):
        block = wanted[start : start + BLOCK] @ offered
        for row in range(block.shape[0]):
            low, high = block.indptr[row], block.indptr[row + 1]
            yield _of_one(start + row, block.indices[low:high], block.data[low:high].astype(np.int64), dates)


def _matrix(rows: Rows, columns: int) -> Any:
    values = np.frombuffer(rows.values, dtype=np.intc)
    indices = np.frombuffer(rows.columns, dtype=np.intc)
    starts = np.frombuffer(rows.starts, dtype=np.int64)
    return csr_matrix((values, indices, starts), shape=(len(rows.starts) - 1, columns))


def _of_one(story: int, others: Any, products: Any, dates: Any) -> tuple[list[tuple[int, int]], list[int]]:
    wanted = (products >= likeness.LEAST) & (others != story)
    others, products = others[wanted].astype(np.int64), products[wanted]
    days = np.abs(dates[others] - dates[story]) // _DAY
    scores = products * likeness.HALF_LIFE // (likeness.HALF_LIFE + days)
    # One whole number for score and place, so that no two are equal and the order is the same for any algorithm.
    ranks = scores * len(dates) + others
    if len(ranks) > likeness.BEST:
        ranks = np.partition(ranks, len(ranks) - likeness.BEST)[-likeness.BEST :]
    ranks = np.sort(ranks)[::-1]
    best = list(zip((ranks % len(dates)).tolist(), (ranks // len(dates)).tolist(), strict=True))
    twins = others[(products >= likeness.TWINS) & (days <= likeness.TWIN_DAYS)]
    return best, twins.tolist()
