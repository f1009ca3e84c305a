"""The ASGI application: pages with the preview's script added, files as they are, and the preview's own paths."""

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
from sitegen.serve.host.content_types import get_content_type
from sitegen.serve.host.static_host import Answer
from sitegen.serve.http import csp
from sitegen.serve.http.host_guard import OWN_PREFIX, HostGuard
from sitegen.serve.in_memory import placeholder
from sitegen.serve.preview import Preview
from sitegen.serve.status import describe_page

HTML = "text/html; charset=utf-8"
DROPPED_HEADERS = frozenset({"strict-transport-security", "content-length", "content-encoding", "transfer-encoding"})
"""Fields of `_headers` that the preview does not send: they would force HTTPS, or describe other bytes."""
BODY_END = b"</body>"


def make_app(preview: Preview, host: str) -> Starlette:
    """Return the ASGI application that serves a preview bound to this host."""
    nonce = secrets.token_urlsafe(12)
    routes = [
        WebSocketRoute(f"{OWN_PREFIX}live", preview.tabs.connect),
        Route(f"{OWN_PREFIX}live.js", _send_script),
        Route(f"{OWN_PREFIX}status", _StatusEndpoint(preview)),
        Route("/{path:path}", _SiteEndpoint(preview, nonce)),
    ]
    return Starlette(routes=routes, middleware=[Middleware(HostGuard, host=host)])


class _SiteEndpoint:
    """Answers requests for the site's pages and files."""

    def __init__(self, preview: Preview, nonce: str) -> None:
        self._preview, self._nonce = preview, nonce

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        response = await self._answer(request) if request.method in {"GET", "HEAD"} else _reject_method()
        await response(scope, receive, send)

    async def _answer(self, request: Request) -> Response:
        path: str = request.scope["path"]
        answer = await self._preview.respond_or_render(path)
        headers = self._get_headers(path)
        if answer.location:
            query = f"?{request.url.query}" if request.url.query and "?" not in answer.location else ""
            return RedirectResponse(answer.location + query, answer.status, {"cache-control": "no-store"})
        is_first_build = self._preview.is_first_build
        if answer.status == 404 and is_first_build and _wants_page(request):
            answer = Answer(503, "", placeholder.PAGE)
        if answer.page is not None:
            return self._send_page(request, answer, headers)
        if is_first_build and (data := self._preview.provisional_pages.read_file(answer.path)):
            headers = {"content-type": get_content_type(answer.path), "cache-control": "no-cache"}
            return Response(data, headers=headers)
        return self._send_file(request, answer, headers)

    def _get_headers(self, path: str) -> dict[str, str]:
        """Return the site's own header fields for a path, without those that would let other origins read it."""
        own = self._preview.static_host.get_headers(path)
        kept = {n: v for n, v in own.items() if n not in DROPPED_HEADERS and not n.startswith("access-control-")}
        if "immutable" not in kept.get("cache-control", ""):
            kept["cache-control"] = "no-cache"
        return {"cross-origin-resource-policy": "same-origin", **kept}

    def _send_page(self, request: Request, answer: Answer, headers: dict[str, str]) -> Response:
        assert answer.page is not None
        live = f"ws://{request.headers['host']}"
        if policy := headers.get("content-security-policy"):
            headers["content-security-policy"] = csp.extend_policy(policy, self._nonce, live)
        headers |= {"content-type": HTML, "cache-control": "no-cache", "etag": f'"{answer.digest}-{self._nonce}"'}
        if answer.status == 200 and _is_cached(request, headers["etag"]):
            return Response(None, 304, headers)
        page = csp.extend_meta_policies(answer.page, self._nonce, live)
        return Response(add_script(page, answer.digest, self._nonce), answer.status, headers)

    def _send_file(self, request: Request, answer: Answer, headers: dict[str, str]) -> Response:
        file = self._preview.static_host.get_path(answer.path)
        try:
            status = file.stat()
        except OSError:
            return Response("Not found\n", 404, media_type="text/plain")
        # FileResponse's own ETag is by the second: two saves in one second are two files.
        stamp = digest.of([status.st_mtime_ns, status.st_size, status.st_ino])[:32]
        headers |= {"content-type": headers.get("content-type") or get_content_type(answer.path), "etag": f'"{stamp}"'}
        if _is_cached(request, headers["etag"]):
            return Response(None, 304, headers)
        return FileResponse(file, answer.status, headers, stat_result=status)


def add_script(page: bytes, page_digest: str, nonce: str) -> bytes:
    """Return the page with the preview's script before the last `</body>`, or at the end if there is none."""
    script = f'<script src="{OWN_PREFIX}live.js" data-digest="{page_digest}" nonce="{nonce}" defer></script>'.encode()
    at = page.lower().rfind(BODY_END)
    return page + script if at < 0 else page[:at] + script + page[at:]


def _wants_page(request: Request) -> bool:
    name = request.url.path.rpartition("/")[2]
    return "." not in name or name.endswith(".html")


def _is_cached(request: Request, etag: str) -> bool:
    """Does the browser have these bytes already? Rule: RFC 9110, 13.1.2 (weak comparison)."""
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or etag in [tag.strip().removeprefix("W/") for tag in known.split(",")]


def _reject_method() -> Response:
    return Response("The preview answers only GET and HEAD.\n", 405, {"allow": "GET, HEAD"}, "text/plain")


async def _send_script(request: Request) -> Response:
    script, etag = _load_script()
    headers = {"content-type": get_content_type("live.js"), "cache-control": "no-cache", "etag": etag}
    return Response(None, 304, headers) if _is_cached(request, etag) else Response(script, 200, headers)


@cache
def _load_script() -> tuple[bytes, str]:
    """Return the preview's script, joined from its parts, and its ETag."""
    folder = package_files("sitegen.serve") / "client"
    style = (folder / "bar.css").read_text(encoding="utf-8")
    parts = [(folder / name).read_text(encoding="utf-8") for name in ("patch.js", "bar.js", "live.js")]
    script = "\n".join(['"use strict";', "(() => {", f"const STYLE = {json.dumps(style)};", *parts, "})();\n"]).encode()
    return script, f'"{digest.of_bytes(script)[:32]}"'


class _StatusEndpoint:
    """Answers with what the bar shows about a page."""

    def __init__(self, preview: Preview) -> None:
        self._preview = preview

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        path = unquote(Request(scope).query_params.get("path", "/"))
        status = await run_in_threadpool(describe_page, self._preview, path)
        await JSONResponse(status, headers={"cache-control": "no-store"})(scope, receive, send)
