"""Runs builds in a process of their own: the server answers meanwhile, and can end a build at any instant.

The process is spawned, not forked from a server that has threads.
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
from sitegen.serve.rebuild_reasons import RebuildReasons

if TYPE_CHECKING:
    from multiprocessing.context import SpawnProcess

EXIT_SECONDS = 0.3
"""Time that an idle process gets to exit before it is killed"""


class Progress(Struct, frozen=True):
    """How far the running build is."""

    phase: str
    done: int
    total: int


class BuildOutcome(Struct, frozen=True):
    """The result of a build, and why it rendered pages that are in view."""

    result: Result
    reasons: dict[str, tuple[str, ...]]
    """Path below output/ -> names of the inputs that have changed"""


class Builder:
    """Builds on request, one build at a time. Each method blocks: call it from a thread."""

    def __init__(self, request: Request) -> None:
        self._request = request
        self._pipe: Connection | None = None
        self._process: SpawnProcess | None = None
        self._closed = False

    def build(self, in_view: frozenset[str], on_progress: Callable[[Progress], None]) -> BuildOutcome | None:
        """Build and return the outcome; None after `close` was called. `in_view`: paths below output/."""
        for _ in range(2):
            if self._closed:
                return None
            try:
                pipe = self._connect()
                pipe.send(in_view)
                while isinstance(answer := pipe.recv(), Progress):
                    on_progress(answer)
            except (EOFError, OSError):
                self._stop()
                continue
            assert isinstance(answer, BuildOutcome)
            return answer
        if self._closed:
            return None
        return BuildOutcome(_fail("its process ended twice", "check that there is enough memory, then save again"), {})

    def close(self) -> None:
        """Stop now. Files are whole at every instant, so a running build is simply killed."""
        self._closed = True
        self._stop()

    def _connect(self) -> Connection:
        """Return the pipe to the process; start the process if none is running."""
        if self._pipe is None or self._process is None or not self._process.is_alive():
            context = get_context("spawn")
            self._pipe, other_end = context.Pipe()
            self._process = context.Process(target=run_builds, args=(other_end, self._request), name="sitegen builder")
            self._process.start()
            other_end.close()
        return self._pipe

    def _stop(self) -> None:
        pipe, process = self._pipe, self._process
        self._pipe = self._process = None
        if pipe is not None:
            with suppress(OSError):
                pipe.close()
        if process is not None:
            process.join(EXIT_SECONDS)
            if process.is_alive():
                process.kill()
                process.join(EXIT_SECONDS)

    @property
    def pid(self) -> int:
        """The ID of the process; 0 while there is none."""
        return self._process.pid or 0 if self._process else 0


def run_builds(pipe: Connection, request: Request) -> None:
    """Build whenever the server asks for it, until the server closes the pipe."""
    from sitegen.engine.build import build

    # Ctrl-C reaches the whole process group; the server ends this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    reasons = RebuildReasons(request)
    with suppress(EOFError, OSError):
        while True:
            in_view: frozenset[str] = pipe.recv()
            reasons.record(in_view)
            try:
                result = build(request, PipeReporter(pipe))
            except OSError as problem:
                hint = "check the free space and the permissions of the folders, then save again"
                result = _fail(problem.strerror or str(problem), hint)
            except Exception as problem:  # noqa: BLE001 - whatever it is, the server keeps running and reports it
                traceback.print_exc()
                result = _fail(f"{type(problem).__name__}: {problem}", "this is a bug in sitegen: please report it")
            pipe.send(BuildOutcome(result, reasons.compare(in_view & set(result.rendered))))


def _fail(reason: str, hint: str) -> Result:
    """Return the result of a build that ended by an exception."""
    return Result((error("build-broken", f"The build failed: {reason}.", Location(""), hint),), stopped=True)


class PipeReporter:
    """Reports a build's progress to the server: every `STEP` steps, and only in phases with more steps than that."""

    STEP = 50

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self._name, self._total, self._count, self._sent = "", 0, 0, 0

    def phase(self, name: str, total: int) -> None:
        self._name, self._total, self._count, self._sent = name, total, 0, 0
        if total > self.STEP:
            self._send()

    def advance(self, count: int = 1) -> None:
        self._count += count
        if self._count - self._sent >= self.STEP:
            self._send()

    def done(self) -> None:
        if self._sent != self._count and self._total > self.STEP:
            self._send()

    def _send(self) -> None:
        self._sent = self._count
        self._pipe.send(Progress(self._name, self._count, self._total))
