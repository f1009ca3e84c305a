"""Progress of a build: a bar on a terminal once the work takes over a second, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from sitegen.engine.request import Reporter

PATIENCE = 1.0
"""Seconds of work before anything is shown."""
INTERVAL = 10.0
"""Seconds between two plain lines of one phase."""

LABELS = {
    "scan": "Scanning",
    "parse": "Reading stories",
    "assemble": "Putting together",
    "plan": "Planning pages",
    "render": "Rendering pages",
    "write": "Writing files",
}

Clock = Callable[[], float]


def reporter(as_json: bool, stream: TextIO | None = None) -> "Reporter":
    """Return what fits the stream (standard error): bars on a terminal, lines elsewhere, nothing with --json."""
    stream = stream or sys.stderr
    if as_json:
        from sitegen.engine.request import Silent

        return Silent()
    return Bars(stream) if stream.isatty() else Lines(stream)


class Bars:
    """One bar per phase. A phase that ends before its bar was due shows none."""

    def __init__(self, stream: TextIO, clock: Clock = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._start = clock()
        self._bar: ProgressBar[int] | None = None
        self._name, self._total, self._count = "", 0, 0

    def phase(self, name: str, total: int) -> None:
        self.done()
        self._name, self._total, self._count = name, total, 0

    def advance(self, count: int = 1) -> None:
        self._count += count
        if self._bar is not None:
            self._bar.update(count)
        elif self._total and self._clock() - self._start >= PATIENCE:
            self._open()

    def _open(self) -> None:
        label = f"{LABELS.get(self._name, self._name):<16}"
        self._bar = click.progressbar(length=self._total, label=label, file=self._stream, show_pos=True)
        self._bar.__enter__()
        self._bar.update(self._count)

    def done(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


class Lines:
    """A line when a phase that took long ends, and now and then within it."""

    def __init__(self, stream: TextIO, clock: Clock = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._name, self._total, self._count = "", 0, 0
        self._start = self._told = clock()

    def phase(self, name: str, total: int) -> None:
        self.done()
        self._name, self._total, self._count = name, total, 0
        self._start = self._told = self._clock()

    def advance(self, count: int = 1) -> None:
        self._count += count
        if self._clock() - self._told >= INTERVAL:
            self._told = self._clock()
            self._say(f"{self._count:,} of {self._total:,}" if self._total else f"{self._count:,}")

    def done(self) -> None:
        seconds = self._clock() - self._start
        if self._name and seconds >= PATIENCE:
            self._say(f"{self._count:,} in {seconds:.1f} s" if self._count else f"{seconds:.1f} s")
        self._name = ""

    def _say(self, text: str) -> None:
        click.echo(f"{LABELS.get(self._name, self._name)}: {text}", file=self._stream)
