"""What stories are compared by: the words of each as a vector of whole numbers, TF-IDF, of the same length for all.

Whole numbers, so that sums are the same in any order and on any machine.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from math import isqrt

from msgspec import Struct

from sitegen.fixed_point import log2
from sitegen.source.terms import FINE

UNIT = 1 << 10
"""Length of a vector; the product of two, their cosine, is at most about ONE."""
ONE = UNIT * UNIT

_COMMON = 64
"""A word may be in so many stories,"""
_SHARE = 10
"""or in one of so many. A word in more says nothing about a story's subject, and would cost the most to compare."""


class Document(Struct, frozen=True):
    """One story, as the comparison sees it."""

    path: str
    time: int
    """Its date, in seconds since 1970"""
    terms: tuple[tuple[str, int], ...]
    """(word, what it counts: see `source.terms.damped`), each word once"""
    eligible: bool = True
    """May it be recommended? If not, stories similar to it are still found."""


Vector = tuple[tuple[str, int], ...]


def make_vectors(documents: Sequence[Document]) -> list[Vector]:
    """Return for each story its words with weights, sorted by word, without words that are in too many stories.

    A weight is (1 + log2 of how often) times log2 of (stories / stories with the word), scaled to length UNIT.
    """
    found = Counter(word for document in documents for word, _ in document.terms)
    rare = weigh_rarity(len(documents), set(found.values()))
    result: list[Vector] = []
    for document in documents:
        raw = [(word, weight * rare[found[word]]) for word, weight in document.terms if found[word] in rare]
        length = isqrt(sum([weight * weight for _, weight in raw]) << 16)  # 256 times the length, for its fraction
        result.append(tuple([(word, ((weight * UNIT << 8) + length // 2) // length) for word, weight in raw]))
    return result


def weigh_rarity(stories: int, counts: Iterable[int]) -> dict[int, int]:
    """Return the weight of a word by the number of stories that have it; none for one that too many have."""
    most = max(_COMMON, stories // _SHARE)
    total = stories.bit_length() << FINE
    return {count: max(1, total - log2(count, FINE)) for count in counts if 0 < count <= most}
