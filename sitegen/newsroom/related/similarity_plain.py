"""The comparison for a small archive, in plain Python: starts at once, where importing scipy would take longer."""

from collections.abc import Iterator

from sitegen.newsroom.related.postings import Postings


def products(postings: Postings) -> Iterator[list[tuple[int, int]]]:
    """Yield for each story the (story, product of their vectors) of all that share a word with it, in no order."""
    offered: list[list[tuple[int, int]]] = [[] for _ in range(postings.columns)]
    rows = postings.offered
    for story in range(len(rows.starts) - 1):
        for place in range(rows.starts[story], rows.starts[story + 1]):
            offered[rows.columns[place]].append((story, rows.values[place]))
    wanted = postings.wanted
    for story in range(len(wanted.starts) - 1):
        sums: dict[int, int] = {}
        for place in range(wanted.starts[story], wanted.starts[story + 1]):
            weight = wanted.values[place]
            for other, value in offered[wanted.columns[place]]:
                sums[other] = sums.get(other, 0) + weight * value
        sums.pop(story, None)
        yield list(sums.items())
