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
    """Another program listens there already."""


def bind(host: str, port: int) -> socket.socket:
    """Return a socket that listens at host and port (0: any that is free).

    Raises PortTaken, or OSError for a host that is none of this machine's or a port that may not be had.
    """
    family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    listener = socket.socket(family, kind, protocol)
    try:
        # On Windows SO_REUSEADDR would let two servers have one port; elsewhere it lets a restart have its own again.
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


def address_of(listener: socket.socket) -> str:
    """Return the URL at which this machine's browser finds it."""
    host, port = listener.getsockname()[:2]
    name = {"0.0.0.0": "127.0.0.1", "::": "[::1]"}.get(host, f"[{host}]" if ":" in host else host)
    return f"http://{name}:{port}"


class Server(uvicorn.Server):
    """uvicorn's, but for signals: those it would raise again before the preview has ended, and end us half-way."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        yield


def make_server(preview: Preview, host: str) -> Server:
    """Return the server of a preview that is bound to this host; it ends once its `should_exit` is set."""
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
    """Serve and build until the server is told to end; raises what the preview failed of."""
    building = asyncio.create_task(preview.run())

    def ended(_: object) -> None:
        server.should_exit = True

    building.add_done_callback(ended)
    try:
        await server.serve(sockets=[listener])
    finally:
        building.cancel()
        await asyncio.wait([building])
    if not building.cancelled():
        building.result()


def run(preview: Preview, host: str, listener: socket.socket) -> None:
    """Serve until Ctrl-C or SIGTERM. Raises KeyboardInterrupt at the former."""
    server = make_server(preview, host)
    caught: list[int] = []

    def end(number: int, _: FrameType | None) -> None:
        server.force_exit = bool(caught)
        server.should_exit = True
        caught.append(number)

    former = {number: signal.signal(number, end) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        asyncio.run(serve(server, preview, listener))
    finally:
        for number, handler in former.items():
            signal.signal(number, handler)
    if signal.SIGINT in caught:
        raise KeyboardInterrupt
