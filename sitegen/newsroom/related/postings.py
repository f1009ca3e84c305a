"""Which stories have a word, as two tables of whole numbers: what each story looks for, and what it is found by.

A word of many stories is cut into chunks of CHUNK stories in the order of their dates, and a story is compared with
those of its own chunk and the one before. That bounds the work, and a new story does not change what older ones meet.
"""

from array import array
from collections import Counter
from collections.abc import Sequence

from msgspec import Struct, field

from sitegen.newsroom.related.vectors import Document, Vector

CHUNK = 512


class Rows(Struct, frozen=True):
    """A sparse matrix by rows: of row i, columns[starts[i]:starts[i + 1]] have the values at the same places."""

    starts: "array[int]" = field(default_factory=lambda: array("q", [0]))
    columns: "array[int]" = field(default_factory=lambda: array("i"))
    values: "array[int]" = field(default_factory=lambda: array("i"))

    def add(self, column: int, value: int) -> None:
        self.columns.append(column)
        self.values.append(value)

    def end_row(self) -> None:
        self.starts.append(len(self.columns))


class Postings(Struct, frozen=True):
    """A column is one chunk of one word; row i is story i."""

    queries: Rows
    """What each story looks for"""
    indexed: Rows
    """What each story is found by; nothing for one that may not be recommended"""
    columns: int


def make_postings(documents: Sequence[Document], vectors: Sequence[Vector]) -> Postings:
    """Return the tables for stories in the order of their dates, oldest first."""
    stories = Counter(word for vector in vectors for word, _ in vector)
    queries, indexed = Rows(), Rows()
    columns: dict[tuple[str, int], int] = {}
    seen: dict[str, int] = {}
    for document, vector in zip(documents, vectors, strict=True):
        for word, weight in vector:
            if stories[word] > 1 and weight:
                chunk = seen.get(word, 0) // CHUNK
                own = columns.setdefault((word, chunk), len(columns))
                queries.add(own, weight)
                if chunk:
                    queries.add(columns[word, chunk - 1], weight)
                if document.eligible:
                    indexed.add(own, weight)
                    seen[word] = seen.get(word, 0) + 1
        queries.end_row()
        indexed.end_row()
    return Postings(queries, indexed, len(columns))
