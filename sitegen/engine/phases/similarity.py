"""What is alike, remembered: a pure function of the stories' words and dates, and the costliest part of the middle.

Another process computes it, while this one goes on with all that does not ask for it.
"""

from collections.abc import Callable, Mapping, Sequence

import msgspec

from sitegen import digest
from sitegen.engine import fingerprint
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import WorkerPool
from sitegen.newsroom.related.similarity import FEW, Likes, candidates
from sitegen.newsroom.related.vectors import Telling

PREFIX = "likes:"
"""Begins the keys of what is remembered here"""

Row = tuple[list[int], list[int], list[int]]
"""Numbers of the likes, their scores, numbers of the twins"""

_encode = msgspec.json.Encoder().encode


class RememberedLikes:
    """Compares stories, or knows what came of it: a `likeness.Compare`. Without `workers` not before it is asked."""

    def __init__(self, store: Store, workers: WorkerPool | None = None) -> None:
        self._store = store
        self._workers = workers
        self._asked: list[str] = []
        self._new: dict[str, bytes] = {}

    def __call__(self, tellings: Sequence[Telling]) -> Callable[[], Mapping[str, Likes]]:
        question = _encode(tellings)
        key = PREFIX + digest.of_bytes(fingerprint.fingerprint().encode() + question)
        self._asked.append(key)
        known = self._store.fact(key)
        answer = self._begun(question, len(tellings)) if known is None else None
        paths = [telling.path for telling in tellings]

        def found() -> Mapping[str, Likes]:
            rows = known or b""
            if answer is not None:
                rows = self._new[key] = answer()
            return dict(zip(paths, [_likes(row, paths) for row in _decode(rows)], strict=True))

        return found

    def keep(self) -> None:
        """Remember what was found; forget what was not asked for."""
        for key, rows in self._new.items():
            self._store.set_fact(key, rows)
        self._store.prune_facts(PREFIX, self._asked)

    def _begun(self, question: bytes, stories: int) -> Callable[[], bytes]:
        if self._workers is None or (stories <= FEW and not self._workers.are_running):
            return lambda: compared(question)
        return self._workers.submit(compared, question)


def compared(question: bytes) -> bytes:
    """Return the rows of the likes of these stories, in their order; both encoded."""
    tellings = msgspec.json.decode(question, type=list[Telling])
    found = candidates(tellings)
    numbers = {telling.path: number for number, telling in enumerate(tellings)}
    return msgspec.msgpack.encode([_row(found[path], numbers) for path in numbers])


_decode = msgspec.msgpack.Decoder(list[Row]).decode


def _row(likes: Likes, numbers: Mapping[str, int]) -> Row:
    return [numbers[path] for path in likes.paths], list(likes.scores), [numbers[path] for path in likes.twins]


def _likes(row: Row, paths: Sequence[str]) -> Likes:
    best, scores, twins = row
    return Likes(tuple([paths[n] for n in best]), tuple(scores), tuple([paths[n] for n in twins]))
