"""Why a build rendered a page that is in view: the recorded inputs of the page, compared before and after the build."""

from collections.abc import Iterable, Mapping
from contextlib import suppress

import msgspec

from sitegen.engine.build_state import STATE, STORE
from sitegen.engine.request import Request
from sitegen.engine.state.checksums import Unreadable
from sitegen.engine.state.store import Store

Inputs = Mapping[str, str]
"""Name of an input -> digest of its value"""


class RebuildReasons:
    """Reads what builds record about pages, while no build runs. A page without a record has no reasons."""

    def __init__(self, request: Request) -> None:
        self._file = request.root / STATE / STORE
        self._before: dict[str, Inputs] = {}

    def record(self, pages: Iterable[str]) -> None:
        """Remember the inputs of pages (paths below output/) before a build."""
        self._before = self._read(pages)

    def compare(self, pages: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return, for pages that the build has rendered, the names of the inputs that have changed."""
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
