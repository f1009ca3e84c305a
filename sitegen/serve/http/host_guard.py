"""Who may ask: only browsers that were pointed here on purpose, and, for what is ours, only pages that came from here.

A site that makes its own name lead to this machine (DNS rebinding) is told by the Host that the browser then sends.
"""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

OWN = "/_sitegen/"
"""Paths of the preview itself."""


def own_names(host: str) -> frozenset[str]:
    """Return the host names under which a server bound to this host may be asked for, besides addresses."""
    names = {"localhost", host.lower()}
    if not is_loopback(host):
        machine = socket.gethostname().lower()
        names |= {machine, f"{machine.partition('.')[0]}.local"}
    return frozenset(names)


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Gate:
    """Middleware: answers 421 to another host's name, 403 to another origin that asks for what is the preview's own."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app, self._names, self._local = app, own_names(host), is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"} and (refusal := self._refusal(scope)):
            status, text = refusal
            if scope["type"] == "websocket":
                await WebSocketClose()(scope, receive, send)
            else:
                await PlainTextResponse(text, status)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_ours(hosts[0]):
            return 421, "This preview does not answer for this host name. Open it by its address.\n"
        if scope["path"].startswith(OWN) and not _is_same_origin(hosts[0], headers):
            return 403, "Another site may not read this preview.\n"
        return None

    def _is_ours(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return name in self._names or name.endswith(".localhost")
        # Nobody's DNS can make a bare address mean something else.
        return address.is_loopback or not self._local


def _is_same_origin(host: str, headers: Headers) -> bool:
    """Did a page of ours ask, or somebody who typed the address? Browsers send Origin with every WebSocket."""
    origins: Iterable[str] = headers.getlist("origin")
    if any(origin.lower() != f"http://{host.lower()}" for origin in origins):
        return False
    return headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
