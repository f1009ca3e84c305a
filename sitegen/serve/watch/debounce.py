"""Joins the many events of one save into one signal.

An event only says that something has changed. What has changed is for the build to find out.
"""

import asyncio
import time

QUIET_SECONDS = 0.012
"""Time without an event after which a save is complete: an editor's save is several events."""
BURST_EVENTS = 30
"""More events than this are not a save but a checkout, a copied folder..."""
BURST_QUIET_SECONDS = 0.12
"""...which gets more time to complete."""
MAX_WAIT_SECONDS = 3.0
"""Time after which `wait` returns even if events keep coming."""


class Debounce:
    """Create it in the event loop that waits for it."""

    def __init__(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._triggered = asyncio.Event()
        self._last = 0.0
        self._count = 0

    def trigger(self) -> None:
        """Report an event. May be called from any thread; does nothing once the loop has ended."""
        try:
            self._loop.call_soon_threadsafe(self._record)
        except RuntimeError:
            return

    def _record(self) -> None:
        self._last = time.monotonic()
        self._count += 1
        self._triggered.set()

    async def wait(self) -> None:
        """Return once there was an event and then none for a moment."""
        await self._triggered.wait()
        end = time.monotonic() + MAX_WAIT_SECONDS
        while (left := min(self._last + self._quiet_seconds, end) - time.monotonic()) > 0:
            await asyncio.sleep(left)
        self._triggered.clear()
        self._count = 0

    @property
    def _quiet_seconds(self) -> float:
        return BURST_QUIET_SECONDS if self._count > BURST_EVENTS else QUIET_SECONDS
