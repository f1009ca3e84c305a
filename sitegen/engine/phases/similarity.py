"""Which stories are similar, stored from build to build: a function of their words and dates, costlier than all else.

Another process computes it, while this one goes on with everything that does not depend on it.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from sitegen import digest
from sitegen.engine import fingerprint
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import WorkerPool
from sitegen.newsroom.related.scores import Similar
from sitegen.newsroom.related.similarity import PLAIN_LIMIT, find_similar
from sitegen.newsroom.related.vectors import Document

PREFIX = "similarity:"
"""Begins the keys of stored results"""

Row = tuple[list[int], list[int], list[int]]
"""Numbers of the similar stories, their scores, numbers of the near-duplicates"""

_encode = msgspec.json.Encoder().encode


class SimilarityCache:
    """Compares stories, or looks up an earlier result: a `similarity.StartComparison`. Without `workers` it compares
    only once the result is asked for."""

    def __init__(self, store: Store, workers: WorkerPool | None = None) -> None:
        self._store = store
        self._workers = workers
        self._used: list[str] = []
        self._new: dict[str, bytes] = {}

    def __call__(self, documents: Sequence[Document]) -> Callable[[], Mapping[str, Similar]]:
        question = _encode(documents)
        key = PREFIX + digest.of_bytes(fingerprint.fingerprint().encode() + question)
        self._used.append(key)
        known = self._store.fact(key)
        answer = self._start(question, len(documents)) if known is None else None
        paths = [document.path for document in documents]

        def wait() -> Mapping[str, Similar]:
            rows = known or b""
            if answer is not None:
                rows = self._new[key] = answer()
            return dict(zip(paths, [_from_row(row, paths) for row in _decode(rows)], strict=True))

        return wait

    def save(self) -> None:
        """Store new results; delete those that were not used."""
        for key, rows in self._new.items():
            self._store.set_fact(key, rows)
        self._store.prune_facts(PREFIX, self._used)

    def _start(self, question: bytes, stories: int) -> Callable[[], bytes]:
        if self._workers is None or (stories <= PLAIN_LIMIT and not self._workers.are_running):
            return lambda: compare_encoded(question)
        return self._workers.submit(compare_encoded, question)


def compare_encoded(question: bytes) -> bytes:
    """Return the rows for these documents, in their order; both encoded."""
    documents = msgspec.json.decode(question, type=list[Document])
    found = find_similar(documents)
    numbers = {document.path: number for number, document in enumerate(documents)}
    return msgspec.msgpack.encode([_to_row(found[path], numbers) for path in numbers])


_decode = msgspec.msgpack.Decoder(list[Row]).decode


def _to_row(similar: Similar, numbers: Mapping[str, int]) -> Row:
    duplicates = [numbers[path] for path in similar.near_duplicates]
    return [numbers[path] for path in similar.paths], list(similar.scores), duplicates


def _from_row(row: Row, paths: Sequence[str]) -> Similar:
    best, scores, duplicates = row
    return Similar(tuple([paths[n] for n in best]), tuple(scores), tuple([paths[n] for n in duplicates]))
