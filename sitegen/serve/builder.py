"""The process that builds: the server answers while it works, and can end it at any instant.

It is started afresh, never forked from the server with its threads. What crosses the pipe are the two's own values.
"""

import signal
import traceback
from collections.abc import Callable
from contextlib import suppress
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen.engine.request import Request, Result
from sitegen.errors import Location, error
from sitegen.serve.pages.reasons import Reasons

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

ENDS = 0.3
"""Seconds that an idle builder is given to end by itself."""


class Progress(Struct, frozen=True):
    """How far the build under way is."""

    phase: str
    done: int
    total: int


class Built(Struct, frozen=True):
    """A build's outcome, and why those of the pages in view that were rendered were."""

    result: Result
    reasons: dict[str, tuple[str, ...]]
    """Path below output/ -> names of what has changed"""


class Builder:
    """Builds on demand, one build at a time. Each method blocks: call it from a thread."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._pipe: Connection | None = None
        self._process: SpawnProcess | None = None
        self._closed = False

    def build(self, in_view: frozenset[str], hear: Callable[[Progress], None]) -> Built | None:
        """Build; tell of the progress meanwhile. None once `close` was called."""
        for _ in range(2):
            if self._closed:
                return None
            try:
                pipe = self._ready()
                pipe.send(in_view)
                while isinstance(answer := pipe.recv(), Progress):
                    hear(answer)
            except (EOFError, OSError):
                self._end()
                continue
            assert isinstance(answer, Built)
            return answer
        return None if self._closed else Built(_lost(), {})

    def close(self) -> None:
        """End it now. Files are whole at every instant, so a build under way is simply killed."""
        self._closed = True
        self._end()

    def _ready(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            context = get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=work, args=(theirs, self._request), name="sitegen builder")
            self._process.start()
            theirs.close()
        return self._pipe

    def _end(self) -> None:
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
        if process is not None:
            process.join(ENDS)
            if process.is_alive():
                process.kill()
                process.join(ENDS)

    @property
    def pid(self) -> int:
        """The process's id, 0 while there is none."""
        return self._process.pid or 0 if self._process else 0


def work(pipe: Connection, request: Request) -> None:
    """Build whenever the server asks, until it hangs up."""
    from sitegen.engine.build import build

    # Ctrl-C reaches the whole group of processes: the server ends this one.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reasons = Reasons(request)
    with suppress(EOFError, OSError):
        while True:
            in_view: frozenset[str] = pipe.recv()
            reasons.note(in_view)
            try:
                result = build(request, _Relay(pipe))
            except OSError as problem:
                result = _broken(problem.strerror or str(problem), "make room, or mend the rights; then save again")
            except Exception as problem:  # noqa: BLE001 - whatever it is, the server goes on and says so
                traceback.print_exc()
                result = _broken(
                    f"{type(problem).__name__}: {problem}", "this is a defect of sitegen: please report it"
                )
            pipe.send(Built(result, reasons.found(in_view & set(result.rendered))))


def _broken(what: str, hint: str) -> Result:
    return Result((error("build-broken", f"The build broke: {what}.", Location(""), hint),), stopped=True)


def _lost() -> Result:
    return _broken("its process ended twice", "look whether memory is short; then save again")


class _Relay:
    """A reporter that tells the server, not too often."""

    STEP = 50

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._name, self._total, self._count, self._told = "", 0, 0, 0

    def phase(self, name: str, total: int) -> None:
        self._name, self._total, self._count, self._told = name, total, 0, 0
        if total > self.STEP:
            self._tell()

    def advance(self, count: int = 1) -> None:
        self._count += count
        if self._count - self._told >= self.STEP:
            self._tell()

    def done(self) -> None:
        if self._told != self._count and self._total > self.STEP:
            self._tell()

    def _tell(self) -> None:
        self._told = self._count
        self._pipe.send(Progress(self._name, self._count, self._total))
