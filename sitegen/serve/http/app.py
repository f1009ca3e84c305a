"""The preview over HTTP: pages dressed with the preview's script, files as they are, and the preview's own paths."""

import json
import secrets
from functools import cache
from importlib.resources import files as package_files
from urllib.parse import unquote

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route, WebSocketRoute
from starlette.types import Receive, Scope, Send

from sitegen import digest
from sitegen.serve.http import csp
from sitegen.serve.http.content_types import content_type
from sitegen.serve.http.host_guard import OWN, Gate
from sitegen.serve.http.site import Found
from sitegen.serve.pages import waiting
from sitegen.serve.pages.status import state_of
from sitegen.serve.preview import Preview

HTML = "text/html; charset=utf-8"
LEFT_OUT = frozenset({"strict-transport-security", "content-length", "content-encoding", "transfer-encoding"})
"""Fields of `_headers` that the preview does not send: it speaks plain HTTP, and drafts are nobody else's to read."""
CLOSING = b"</body>"


def make_app(preview: Preview, host: str) -> Starlette:
    """Return the ASGI application that serves a preview bound to this host."""
    nonce = secrets.token_urlsafe(12)
    routes = [
        WebSocketRoute(f"{OWN}live", preview.tabs.serve),
        Route(f"{OWN}live.js", _script),
        Route(f"{OWN}state", _State(preview)),
        Route("/{path:path}", _Pages(preview, nonce)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(Gate, host=host)])


class _Pages:
    """Everything that is the site's."""

    def __init__(self, preview: Preview, nonce: str) -> None:
        self._preview, self._nonce = preview, nonce

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._answer(request) if request.method in {"GET", "HEAD"} else _not_allowed()
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path: str = request.scope["path"]
        found = await self._preview.look_hard(path)
        headers = self._headers(path)
        if found.location:
            query = f"?{request.url.query}" if request.url.query and "?" not in found.location else ""
            return RedirectResponse(found.location + query, found.status, {"cache-control": "no-store"})
        if found.status == 404 and self._preview.is_first and _wants_page(request):
            found = Found(503, "", waiting.PAGE)
        if found.page is not None:
            return self._page(request, found, headers)
        if self._preview.is_first and (data := self._preview.proofs.file(found.path)):
            return Response(data, headers={"content-type": content_type(found.path), "cache-control": "no-cache"})
        return self._file(request, found, headers)

    def _headers(self, path: str) -> dict[str, str]:
        """Return the site's own header fields for a path, but those that would open the preview to other origins."""
        own = self._preview.site.headers(path)
        kept = {n: v for n, v in own.items() if n not in LEFT_OUT and not n.startswith("access-control-")}
        if "immutable" not in kept.get("cache-control", ""):
            kept["cache-control"] = "no-cache"
        return {"cross-origin-resource-policy": "same-origin", **kept}

    def _page(self, request: Request, found: Found, headers: dict[str, str]) -> Response:
        assert found.page is not None
        live = f"ws://{request.headers['host']}"
        if policy := headers.get("content-security-policy"):
            headers["content-security-policy"] = csp.widened(policy, self._nonce, live)
        headers |= {"content-type": HTML, "cache-control": "no-cache", "etag": f'"{found.digest}-{self._nonce}"'}
        if found.status == 200 and _has(request, headers["etag"]):
            return Response(None, 304, headers)
        page = csp.with_widened_metas(found.page, self._nonce, live)
        return Response(dressed(page, found.digest, self._nonce), found.status, headers)

    def _file(self, request: Request, found: Found, headers: dict[str, str]) -> Response:
        file = self._preview.site.file(found.path)
        try:
            status = file.stat()
        except OSError:
            return Response("Not found\n", 404, media_type="text/plain")
        # Not by the second, as FileResponse would: two saves in one second are two files.
        mark = digest.of([status.st_mtime_ns, status.st_size, status.st_ino])[:32]
        headers |= {"content-type": headers.get("content-type") or content_type(found.path), "etag": f'"{mark}"'}
        if _has(request, headers["etag"]):
            return Response(None, 304, headers)
        return FileResponse(file, found.status, headers, stat_result=status)


def dressed(page: bytes, mark: str, nonce: str) -> bytes:
    """Return the page with the preview's script before the last `</body>`; at the end where there is none."""
    script = f'<script src="{OWN}live.js" data-digest="{mark}" nonce="{nonce}" defer></script>'.encode()
    at = page.lower().rfind(CLOSING)
    return page + script if at < 0 else page[:at] + script + page[at:]


def _wants_page(request: Request) -> bool:
    name = request.url.path.rpartition("/")[2]
    return "." not in name or name.endswith(".html")


def _has(request: Request, etag: str) -> bool:
    """Does the browser have just these bytes? Rule: RFC 9110, 13.1.2 (weak comparison)."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in [mark.strip().removeprefix("W/") for mark in known.split(",")]


def _not_allowed() -> Response:
    return Response("The preview only answers GET and HEAD.\n", 405, {"allow": "GET, HEAD"}, "text/plain")


async def _script(request: Request) -> Response:
    headers = {"content-type": content_type("live.js"), "cache-control": "no-cache", "etag": f'"{_client()[1]}"'}
    return Response(None, 304, headers) if _has(request, headers["etag"]) else Response(_client()[0], 200, headers)


@cache
def _client() -> tuple[bytes, str]:
    """Return the preview's script, one file made of its parts, and its mark."""
    folder = package_files("sitegen.serve") / "client"
    style = (folder / "bar.css").read_text(encoding="utf-8")
    parts = [(folder / name).read_text(encoding="utf-8") for name in ("patch.js", "bar.js", "live.js")]
    script = "\n".join(['"use strict";', "(() => {", f"const STYLE = {json.dumps(style)};", *parts, "})();\n"]).encode()
    return script, digest.of_bytes(script)[:32]


class _State:
    """What the bar says of a page."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = unquote(Request(scope).query_params.get("path", "/"))
        state = await run_in_threadpool(state_of, self._preview, path)
        await JSONResponse(state, headers={"cache-control": "no-store"})(scope, receive, send)
