"""The browser tabs that show pages of the preview, each connected by a WebSocket, and the messages they get."""

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
    """All open tabs. One that does not take its messages in time is disconnected, so it cannot delay the others."""

    SEND_TIMEOUT = 2.0

    def __init__(self, compose_message: Callable[[str], Message]) -> None:
        """`compose_message(url_path)` returns everything that a tab with that page should know now."""
        self._compose_message = compose_message
        self._tabs: set[Tab] = set()

    async def connect(self, socket: WebSocket) -> None:
        """Accept a tab and keep it up to date until it is closed."""
        await socket.accept()
        tab = Tab(socket, unquote(socket.query_params.get("path", "/")))
        self._tabs.add(tab)
        try:
            await self._send(tab, self._compose_message(tab.url_path))
            while True:
                await socket.receive_text()
        except (WebSocketDisconnect, RuntimeError, KeyError):
            pass
        finally:
            self._tabs.discard(tab)

    @property
    def url_paths(self) -> frozenset[str]:
        return frozenset(tab.url_path for tab in self._tabs)

    async def update_all(self, event: Message | None = None) -> None:
        """Send each tab the state of its page, and what has just happened."""
        messages = {path: self._compose_message(path) | (event or {}) for path in self.url_paths}
        await asyncio.gather(*(self._send(tab, messages[tab.url_path]) for tab in self._tabs))

    async def broadcast(self, message: Message) -> None:
        """Send every tab the same message."""
        await asyncio.gather(*(self._send(tab, message) for tab in list(self._tabs)))

    async def _send(self, tab: Tab, message: Message) -> None:
        try:
            await asyncio.wait_for(tab.socket.send_json(message), self.SEND_TIMEOUT)
        except (TimeoutError, RuntimeError, WebSocketDisconnect):
            self._tabs.discard(tab)
            with suppress(RuntimeError, WebSocketDisconnect):
                await tab.socket.close()
