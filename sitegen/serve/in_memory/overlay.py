"""Pages in view with the text that was just saved, shown before the build that will write them.

Such a page replaces the one in output/ until a build that began after the save has ended.
"""

import asyncio
from collections.abc import Collection

from sitegen.engine.request import Request
from sitegen.engine.shortcuts.live_page import LivePages

Pages = dict[str, bytes]
"""Path below output/ -> the bytes to show instead of the file's"""


class Overlay:
    """The pages that are shown instead of those in output/. Used from one event loop; slow work is done in a thread."""

    def __init__(self, request: Request) -> None:
        self._live = LivePages(request)
        self._pages: Pages = {}

    def get(self, path: str) -> bytes | None:
        """Return the page to show instead of the one at a path below output/, if there is one."""
        return self._pages.get(path)

    async def update(self, in_view: Collection[str]) -> bool:
        """Render the pages in view whose text was saved. Return whether there are any."""
        made = await asyncio.to_thread(self._live.make, in_view) if in_view else {}
        self._pages |= made
        return bool(made)

    async def warm_up(self) -> None:
        """Load what rendering needs, so that the first save is shown as fast as later ones."""
        await asyncio.to_thread(self._live.warm_up)

    def copy(self) -> Pages:
        """Return the pages as they are now, at the start of a build."""
        return dict(self._pages)

    def remove(self, pages: Pages) -> None:
        """Remove pages that a build has written since. Those that were saved again after `copy` stay."""
        self._pages = {path: page for path, page in self._pages.items() if pages.get(path) is not page}
