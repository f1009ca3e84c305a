"""Similarity: for each story, those that share the most of its words, weighted by how near they are in date.

A pure function of words and dates alone, so that its results can be stored. Which of the similar stories a page shows
is decided in `selection`.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence

from sitegen.newsroom.related import similarity_plain
from sitegen.newsroom.related.scores import Matches, Similar
from sitegen.newsroom.related.vectors import Document

PLAIN_LIMIT = 1_000
"""Up to so many stories, comparing them in plain Python takes less time than importing scipy."""

StartComparison = Callable[[Sequence[Document]], Callable[[], Mapping[str, Similar]]]
"""Starts to compare the stories of one language; what it returns waits for the similar stories of each, by path."""


def find_similar(documents: Sequence[Document], plain_limit: int = PLAIN_LIMIT) -> dict[str, Similar]:
    """Return the similar stories of each, by path. The order of the documents does not count.

    Up to `plain_limit` are compared in plain Python, more with scipy; the result is the same.
    """
    ordered = sorted(documents, key=lambda document: document.path, reverse=True)
    ordered.sort(key=lambda document: document.time)
    paths = [document.path for document in ordered]
    if len(ordered) <= plain_limit:
        return _by_path(paths, similarity_plain.find_matches(ordered))
    from sitegen.newsroom.related import similarity_sparse

    return _by_path(paths, similarity_sparse.find_matches(ordered))


def compare_when_needed(documents: Sequence[Document]) -> Callable[[], Mapping[str, Similar]]:
    """Compare the stories only once the result is asked for: a `StartComparison`."""
    return lambda: find_similar(documents)


def _by_path(paths: Sequence[str], found: Iterable[Matches]) -> dict[str, Similar]:
    """Return the similar stories by path; a near-duplicate of one is a near-duplicate of both."""
    best: list[list[tuple[int, int]]] = []
    near_duplicates: dict[int, set[int]] = {}
    for story, matches in enumerate(found):
        best.append(matches.best)
        for other in matches.near_duplicates:
            near_duplicates.setdefault(story, set()).add(other)
            near_duplicates.setdefault(other, set()).add(story)
    return {
        path: Similar(
            tuple(paths[other] for other, _ in best[story]),
            tuple(points for _, points in best[story]),
            tuple(sorted(paths[other] for other in near_duplicates.get(story, ()))),
        )
        for story, path in enumerate(paths)
    }
