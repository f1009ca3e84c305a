"""The comparison for a small archive, in plain Python: it starts at once, where importing scipy would take longer."""

from collections.abc import Iterator, Sequence
from heapq import nlargest

from sitegen.newsroom.related import scores
from sitegen.newsroom.related.postings import Postings, make_postings
from sitegen.newsroom.related.scores import Matches, score
from sitegen.newsroom.related.vectors import Document, make_vectors


def find_matches(documents: Sequence[Document]) -> Iterator[Matches]:
    """Yield the matches of each story. `documents` are in the order of their dates, oldest first."""
    times = [document.time for document in documents]
    for story, others in enumerate(_multiply(make_postings(documents, make_vectors(documents)))):
        time = times[story]
        near = [(score(p, abs(times[other] - time)), other) for other, p in others if p >= scores.MINIMUM]
        best = [(other, points) for points, other in nlargest(scores.MOST_SIMILAR, near)]
        near_duplicates = [
            other
            for other, product in others
            if product >= scores.NEAR_DUPLICATE and abs(times[other] - time) // scores.DAY <= scores.NEAR_DUPLICATE_DAYS
        ]
        yield Matches(best, near_duplicates)


def _multiply(postings: Postings) -> Iterator[list[tuple[int, int]]]:
    """Yield for each story the (story, product of their vectors) of all that share a word with it, in no order."""
    indexed: list[list[tuple[int, int]]] = [[] for _ in range(postings.columns)]
    rows = postings.indexed
    for story in range(len(rows.starts) - 1):
        for place in range(rows.starts[story], rows.starts[story + 1]):
            indexed[rows.columns[place]].append((story, rows.values[place]))
    queries = postings.queries
    for story in range(len(queries.starts) - 1):
        sums: dict[int, int] = {}
        for place in range(queries.starts[story], queries.starts[story + 1]):
            weight = queries.values[place]
            for other, value in indexed[queries.columns[place]]:
                sums[other] = sums.get(other, 0) + weight * value
        sums.pop(story, None)
        yield list(sums.items())
