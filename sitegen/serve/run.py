"""Binds the port and runs server and preview together until Ctrl-C."""

import asyncio
import errno
import signal
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import uvicorn

from sitegen.serve.http.app import make_app
from sitegen.serve.preview import Preview


class PortTaken(OSError):
    """Another program is listening on this port."""


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens on host and port (0: any free port).

    Raises PortTaken, or OSError for a host that is not this machine or a port that is not permitted.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        # On Windows SO_REUSEADDR would let two servers share a port; elsewhere it lets a new server take over.
        option = getattr(socket, "SO_EXCLUSIVEADDRUSE", socket.SO_REUSEADDR)
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
        listener.bind(address)
        listener.listen(128)
    except OSError as problem:
        listener.close()
        if problem.errno in {errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", -1)}:
            raise PortTaken(problem.errno, problem.strerror) from problem
        raise
    return listener


def get_url(listener: socket.socket) -> str:
    """Return the URL, without a path, at which a browser on this machine reaches the socket."""
    host, port = listener.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


class Server(uvicorn.Server):
    """uvicorn's, without its handling of signals: it would raise them again before the preview has ended."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def make_server(preview: Preview, host: str) -> Server:
    """Return the server of a preview that is bound to this host. It ends once its `should_exit` is set."""
    config = uvicorn.Config(
        make_app(preview, host),
        http="h11",
        ws="websockets-sansio",
        loop="asyncio",
        lifespan="off",
        log_config=None,
        log_level="critical",
        access_log=False,
        proxy_headers=False,
        server_header=False,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=0,
    )
    return Server(config)


async def serve(server: Server, preview: Preview, listener: socket.socket) -> None:
    """Serve and build until the server is told to exit. Raises what the preview has raised."""
    preview_task = asyncio.create_task(preview.run())

    def stop(_: object) -> None:
        server.should_exit = True

    preview_task.add_done_callback(stop)
    try:
        await server.serve(sockets=[listener])
    finally:
        preview_task.cancel()
        await asyncio.wait([preview_task])
    if not preview_task.cancelled():
        preview_task.result()


def run(preview: Preview, host: str, listener: socket.socket) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises KeyboardInterrupt after Ctrl-C."""
    server = make_server(preview, host)
    signals: list[int] = []

    def stop(number: int, _: FrameType | None) -> None:
        server.force_exit = bool(signals)
        server.should_exit = True
        signals.append(number)

    handlers = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        asyncio.run(serve(server, preview, listener))
    finally:
        for number, handler in handlers.items():
            signal.signal(number, handler)
    if signal.SIGINT in signals:
        raise KeyboardInterrupt
