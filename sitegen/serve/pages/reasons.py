"""Why a page in view was rendered again: the named inputs behind its key, before the build and after it."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

import msgspec

from sitegen.engine.build_state import STATE, STORE
from sitegen.engine.request import Request
from sitegen.engine.state.checksums import Unreadable
from sitegen.engine.state.store import Store

Inputs = Mapping[str, str]


class Reasons:
    """Reads what builds record, between builds. The record only explains: where there is none, nothing is said."""

    def __init__(self, request: Request) -> None:
        self._file = request.root / STATE / STORE
        self._before: dict[str, Inputs] = {}

    def note(self, pages: Iterable[str]) -> None:
        """Look at the pages (paths below output/) as they were last rendered."""
        self._before = self._read(pages)

    def found(self, pages: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, for the pages that were rendered since, the names of what has changed."""
        after = self._read(pages)
        return {
            page: tuple(sorted(name for name in now.keys() | was.keys() if now.get(name) != was.get(name)))
            for page, now in after.items()
            if (was := self._before.get(page))
        }

    def _read(self, pages: Iterable[str]) -> dict[str, Inputs]:
        wanted, found = list(pages), dict[str, Inputs]()
        if not wanted or not self._file.is_file():
            return found
        with suppress(Unreadable, OSError, msgspec.MsgspecError), Store(self._file) as store:
            for page in wanted:
                if data := store.inputs(page):
                    found[page] = msgspec.msgpack.decode(data, type=dict[str, str])
        return found
