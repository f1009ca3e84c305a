"""How similar is similar: the rules for scores, and what the comparison returns for one story."""

from msgspec import Struct

from sitegen.newsroom.related.vectors import ONE

MOST_SIMILAR = 16
"""How many similar stories are kept for each: four to show, and the rest to fall back on."""
HALF_LIFE = 365
"""Days between two stories after which their similarity counts half."""
MINIMUM = ONE // 64
"""A lower similarity is chance."""
NEAR_DUPLICATE = ONE * 8 // 10
NEAR_DUPLICATE_DAYS = 3
"""Two stories are near-duplicates if their similarity is at least NEAR_DUPLICATE and they are at most so many days
apart."""
DAY = 86_400
"""In seconds"""


class Similar(Struct, frozen=True):
    """The stories that are similar to one."""

    paths: tuple[str, ...]
    """At most MOST_SIMILAR, the highest score first; of equals the newest, then by path"""
    scores: tuple[int, ...]
    """ONE is the score of the same words on the same day."""
    near_duplicates: tuple[str, ...] = ()
    """Stories about the same event in nearly the same words, by path"""


class Matches(Struct, frozen=True):
    """The same by the numbers of the stories, as both ways to compare yield it."""

    best: list[tuple[int, int]]
    """(story, score), the highest score first"""
    near_duplicates: list[int]
    """Perhaps only in the matches of one of the two stories"""


def score(product: int, seconds: int) -> int:
    """Return the score of two stories so many seconds apart whose vectors have that product."""
    return product * HALF_LIFE // (HALF_LIFE + seconds // DAY)
