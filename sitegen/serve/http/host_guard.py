"""Refuses requests under other host names; and, for the preview's own paths, requests by pages of other origins.

A site whose name resolves to this machine (DNS rebinding) is recognized by the Host field that the browser sends.
"""

import ipaddress
import socket
from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send
from starlette.websockets import WebSocketClose

OWN_PREFIX = "/_sitegen/"
"""Start of the preview's own paths"""


def list_host_names(host: str) -> frozenset[str]:
    """Return the names, besides IP addresses, under which a server that is bound to this host may be reached."""
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


class HostGuard:
    """Middleware: answers 421 for another host name, 403 for a request to the preview's own paths by another origin."""

    def __init__(self, app: ASGIApp, host: str) -> None:
        self._app, self._names, self._local = app, list_host_names(host), is_loopback(host)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] in {"http", "websocket"} and (refusal := self._refuse(scope)):
            status, text = refusal
            if scope["type"] == "websocket":
                await WebSocketClose()(scope, receive, send)
            else:
                await PlainTextResponse(text, status)(scope, receive, send)
            return
        await self._app(scope, receive, send)

    def _refuse(self, scope: Scope) -> tuple[int, str] | None:
        """Return the status and the text to refuse a request with; None for a request that is allowed."""
        headers = Headers(scope=scope)
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self._is_own_host(hosts[0]):
            return 421, "This preview has another address: `sitegen serve` prints it when it starts.\n"
        if scope["path"].startswith(OWN_PREFIX) and not _is_same_origin(hosts[0], headers):
            return 403, "Other sites may not read this preview.\n"
        return None

    def _is_own_host(self, host: str) -> bool:
        try:
            name = (urlsplit(f"//{host}").hostname or "").rstrip(".")
        except ValueError:
            return False
        try:
            address = ipaddress.ip_address(name)
        except ValueError:
            return name in self._names or name.endswith(".localhost")
        # DNS cannot change where an IP address leads.
        return address.is_loopback or not self._local


def _is_same_origin(host: str, headers: Headers) -> bool:
    """Does the request come from one of our pages, or from a typed address? Browsers send Origin with WebSockets."""
    origins: Iterable[str] = headers.getlist("origin")
    if any(origin.lower() != f"http://{host.lower()}" for origin in origins):
        return False
    return headers.get("sec-fetch-site", "same-origin") in {"same-origin", "none"}
