"""The tabs that look at a page, each at the other end of a WebSocket, and what they are told."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any
from urllib.parse import unquote

from msgspec import Struct
from starlette.websockets import WebSocket, WebSocketDisconnect

Message = dict[str, Any]


class Tab(Struct, eq=False):
    """One page in one browser."""

    socket: WebSocket
    url_path: str
    """Decoded, from the root of the host"""


class Tabs:
    """All of them; a tab that does not listen any more is let go and does not hold up the others."""

    SLOW = 2.0

    def __init__(self, message: Callable[[str], Message]) -> None:
        """`message(url_path)`: all that a tab on that page should know now."""
        self._message = message
        self._tabs: set[Tab] = set()

    async def serve(self, socket: WebSocket) -> None:
        """Keep a tab up to date until it goes."""
        await socket.accept()
        tab = Tab(socket, unquote(socket.query_params.get("path", "/")))
        self._tabs.add(tab)
        try:
            await self._send(tab, self._message(tab.url_path))
            while True:
                await socket.receive_text()
        except (WebSocketDisconnect, RuntimeError, KeyError):
            pass
        finally:
            self._tabs.discard(tab)

    def paths(self) -> frozenset[str]:
        return frozenset(tab.url_path for tab in self._tabs)

    async def tell(self, more: Message | None = None) -> None:
        """Tell every tab how things stand, and what is true of this moment only."""
        messages = {path: self._message(path) | (more or {}) for path in self.paths()}
        await asyncio.gather(*(self._send(tab, messages[tab.url_path]) for tab in self._tabs))

    async def tell_all(self, message: Message) -> None:
        """Tell every tab the same."""
        await asyncio.gather(*(self._send(tab, message) for tab in list(self._tabs)))

    async def _send(self, tab: Tab, message: Message) -> None:
        try:
            await asyncio.wait_for(tab.socket.send_json(message), self.SLOW)
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            self._tabs.discard(tab)
            with suppress(RuntimeError, WebSocketDisconnect):
                await tab.socket.close()
