"""Serves a newsroom in this process on a real socket, and plays the part of browsers."""

import asyncio
import http.client
import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import quote

from websockets.sync.client import ClientConnection, connect

from sitegen.engine.request import Request, Result
from sitegen.serve.builder import Progress
from sitegen.serve.preview import Preview
from sitegen.serve.run import bind, get_url, make_server, serve
from tests.engine.kit import Newsroom

TIMEOUT = 60.0
"""Seconds to wait for something before the test fails"""
IDLE_SECONDS = 0.4
"""Seconds without a build after which no other build is expected"""


@dataclass(frozen=True)
class Answer:
    status: int
    headers: Mapping[str, str]
    """Names in lower case"""
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode("utf-8")


@dataclass
class Recorder:
    """Keeps what the terminal would show."""

    results: list[Result] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def on_progress(self, progress: Progress) -> None:
        pass

    def on_build(self, result: Result) -> None:
        self.results.append(result)

    def on_warning(self, text: str) -> None:
        self.warnings.append(text)


@dataclass
class Served:
    """A running preview."""

    newsroom: Newsroom
    preview: Preview
    recorder: Recorder
    base: str

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])

    def get(self, path: str, headers: Mapping[str, str] | None = None, method: str = "GET") -> Answer:
        """Request a path exactly as it is written; `headers` can give another Host."""
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT)
        try:
            link.putrequest(method, path, skip_host=True)
            for name, value in {"Host": f"127.0.0.1:{self.port}", **(headers or {})}.items():
                link.putheader(name, value)
            link.endheaders()
            answer = link.getresponse()
            fields = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, fields, answer.read())
        finally:
            link.close()

    def status(self, path: str) -> dict[str, Any]:
        answer: dict[str, Any] = json.loads(self.get(f"/_sitegen/status?path={quote(path)}").body)
        return answer

    def tab(self, path: str, **more: Any) -> ClientConnection:
        """Open a socket as a page at this path would."""
        return connect(f"ws://127.0.0.1:{self.port}/_sitegen/live?path={quote(path)}", **more)

    @property
    def builds(self) -> int:
        return self.preview.builds

    def wait_for_status(self, path: str, status: int) -> bool:
        """Wait until a path is answered with this status."""
        wait_until(lambda: self.get(path).status == status)
        return True

    def builds_after(self, edit: Callable[[], object]) -> list[Result]:
        """Make an edit. Return the builds that it causes, once no more follow."""
        before = self.builds
        edit()
        wait_until(lambda: self.builds > before)
        self.wait_until_idle()
        return self.recorder.results[before:]

    def wait_until_idle(self) -> None:
        """Wait until no more builds follow."""
        last, since = self.builds, time.monotonic()
        while time.monotonic() - since < IDLE_SECONDS:
            time.sleep(0.02)
            if self.builds != last or self.preview.is_building:
                last, since = self.builds, time.monotonic()


def wait_until(condition: Callable[[], object], seconds: float = TIMEOUT, pause: float = 0.02) -> None:
    end = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < end, "nothing happened"
        time.sleep(pause)


def wait_for_message(tab: ClientConnection, wanted: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    """Return the next message to a tab that meets the condition."""
    end = time.monotonic() + TIMEOUT
    while (left := end - time.monotonic()) > 0:
        message: dict[str, Any] = json.loads(tab.recv(left))
        if wanted(message):
            return message
    raise AssertionError("no such message came")


@contextmanager
def served(
    newsroom: Newsroom, *, wait: bool = True, host: str = "127.0.0.1", port: int = 0, poll: bool = False,
    **request: Any,
) -> Iterator[Served]:  # fmt: skip
    """Serve a newsroom while the block lasts; with `wait`, from when the first build is done."""
    recorder = Recorder()
    preview = Preview(Request(newsroom.root, now=newsroom.now, jobs=1, **request), recorder, poll)
    bound = bind("127.0.0.1", port)
    server = make_server(preview, host)
    failures: list[BaseException] = []

    def run() -> None:
        try:
            asyncio.run(serve(server, preview, bound))
        except BaseException as failure:  # noqa: BLE001 - it is raised again in the test
            failures.append(failure)

    thread = threading.Thread(target=run)
    it = Served(newsroom, preview, recorder, get_url(bound))
    thread.start()
    try:
        wait_until(lambda: (server.started and (it.builds or not wait)) or failures)
        if not failures:
            yield it
    finally:
        server.should_exit = True
        thread.join(TIMEOUT)
        bound.close()
    for failure in failures:
        raise failure


@contextmanager
def symlinks_or_skip() -> Iterator[None]:
    """Skip the test if this user may not create links (Windows)."""
    import pytest

    try:
        yield
    except (OSError, NotImplementedError) as problem:
        pytest.skip(f"no symbolic links here: {problem}")


def remove(folder: Path) -> None:
    import shutil

    with suppress(FileNotFoundError):
        shutil.rmtree(folder)
