"""What is alike, remembered: a pure function of the stories' words and dates, and the costliest part of the middle."""

from collections.abc import Mapping, Sequence

import msgspec

from sitegen import digest
from sitegen.build import engine
from sitegen.build.store import Store
from sitegen.newsroom.likeness import Likes, candidates
from sitegen.newsroom.vectors import Telling

PREFIX = "likes:"
"""Of the names that the store has for what is kept here"""

Row = tuple[list[int], list[int], list[int]]
"""Numbers of the likes, their scores, numbers of the twins"""

_encode = msgspec.json.Encoder().encode
_decode = msgspec.msgpack.Decoder(list[Row]).decode


class RememberedLikes:
    """Compares stories, or knows what came of it: a `likeness.Compare`."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._asked: list[str] = []

    def __call__(self, tellings: Sequence[Telling]) -> Mapping[str, Likes]:
        key = PREFIX + digest.of_bytes(engine.fingerprint().encode() + _encode(tellings))
        self._asked.append(key)
        paths = [telling.path for telling in tellings]
        known = self._store.fact(key)
        if known is not None:
            return dict(zip(paths, (_likes(row, paths) for row in _decode(known)), strict=True))
        found = candidates(tellings)
        numbers = {path: number for number, path in enumerate(paths)}
        rows = [_row(found[path], numbers) for path in paths]
        self._store.set_fact(key, msgspec.msgpack.encode(rows))
        return found

    def forget_others(self) -> None:
        """Forget what was not asked for."""
        self._store.keep_facts(PREFIX, self._asked)


def _row(likes: Likes, numbers: Mapping[str, int]) -> Row:
    return [numbers[path] for path in likes.paths], list(likes.scores), [numbers[path] for path in likes.twins]


def _likes(row: Row, paths: Sequence[str]) -> Likes:
    best, scores, twins = row
    return Likes(tuple([paths[n] for n in best]), tuple(scores), tuple([paths[n] for n in twins]))
