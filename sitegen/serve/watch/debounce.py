"""The doorbell: rung from any thread, answered on the event loop once it has been quiet for a moment.

A ring says "look", not where: what has changed is for the build to find out.
"""

import asyncio
import time

QUIET = 0.012
"""Seconds without a ring before the door is answered: an editor's save is several events."""
RUSH = 30
"""Rings after which this is no save but a checkout or a copied folder..."""
RUSH_QUIET = 0.12
"""...which is given so much time to end."""
LONGEST = 3.0
"""Seconds after which the door is answered whatever goes on."""


class Bell:
    """To be made in the event loop that answers it."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._rung = asyncio.Event()
        self._last = 0.0
        self._count = 0

    def ring(self) -> None:
        """Ask for a look; from any thread, and after the loop has ended without effect."""
        try:
            self._loop.call_soon_threadsafe(self._note)
        except RuntimeError:
            return

    def _note(self) -> None:
        self._last = time.monotonic()
        self._count += 1
        self._rung.set()

    async def answered(self) -> None:
        """Return when it has been rung and is quiet again."""
        await self._rung.wait()
        end = time.monotonic() + LONGEST
        while (left := min(self._last + self._patience, end) - time.monotonic()) > 0:
            await asyncio.sleep(left)
        self._rung.clear()
        self._count = 0

    @property
    def _patience(self) -> float:
        return RUSH_QUIET if self._count > RUSH else QUIET
