"""What tabs are shown ahead of the build: the page in view with the text that was just saved.

It lies over the page in output/ until a build that began after the save has ended; then the real page is there.
"""

import asyncio
from collections.abc import Collection

from sitegen.engine.request import Request
from sitegen.engine.shortcuts.live_page import LivePages

Marks = dict[str, bytes]
"""Path below output/ -> the bytes that lay over it at some instant"""


class Ahead:
    """The pages that lie over those in output/. Used from one event loop; what takes time is done in a thread."""

    def __init__(self, request: Request) -> None:
        self._live = LivePages(request)
        self._over: Marks = {}

    def page(self, path: str) -> bytes | None:
        """Return what lies over the page of a path below output/, if anything does."""
        return self._over.get(path)

    async def look(self, in_view: Collection[str]) -> bool:
        """Make the pages in view whose text was saved; return whether there are any."""
        made = await asyncio.to_thread(self._live.make, in_view) if in_view else {}
        self._over |= made
        return bool(made)

    async def warm_up(self) -> None:
        """Be ready for the first save."""
        await asyncio.to_thread(self._live.warm_up)

    def begun(self) -> Marks:
        """A build begins: note what it will make good."""
        return dict(self._over)

    def ended(self, marks: Marks) -> None:
        """Let go of what the build has made good: all but what was saved since it began."""
        self._over = {path: page for path, page in self._over.items() if marks.get(path) is not page}
