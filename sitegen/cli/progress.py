"""The progress of a build: a bar in a terminal if the work takes over a second, plain lines elsewhere."""

import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING, TextIO

import click

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

    from sitegen.engine.request import Reporter

DELAY = 1.0
"""Seconds of work before anything is shown"""
INTERVAL = 10.0
"""Seconds between two plain lines of one phase"""

LABELS = {
    "scan": "Scanning files",
    "parse": "Reading stories",
    "assemble": "Assembling site",
    "plan": "Planning pages",
    "render": "Rendering pages",
    "write": "Writing files",
}

Clock = Callable[[], float]


def make_reporter(as_json: bool, stream: TextIO | None = None) -> "Reporter":
    """Return a reporter for the stream (standard error): bars in a terminal, lines elsewhere, nothing with --json."""
    stream = stream or sys.stderr
    if as_json:
        from sitegen.engine.request import Silent

        return Silent()
    return BarReporter(stream) if stream.isatty() else LineReporter(stream)


class BarReporter:
    """Shows one bar per phase; none for a phase that ends early."""

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
        elif self._total and self._clock() - self._start >= DELAY:
            self._open_bar()

    def _open_bar(self) -> None:
        label = f"{LABELS.get(self._name, self._name):<16}"
        self._bar = click.progressbar(length=self._total, label=label, file=self._stream, show_pos=True)
        self._bar.__enter__()
        self._bar.update(self._count)

    def done(self) -> None:
        if self._bar is not None:
            self._bar.__exit__(None, None, None)
            self._bar = None


class LineReporter:
    """Prints a line at the end of a long phase, and at intervals during it."""

    def __init__(self, stream: TextIO, clock: Clock = time.monotonic) -> None:
        self._stream, self._clock = stream, clock
        self._name, self._total, self._count = "", 0, 0
        self._start = self._last_line = clock()

    def phase(self, name: str, total: int) -> None:
        self.done()
        self._name, self._total, self._count = name, total, 0
        self._start = self._last_line = self._clock()

    def advance(self, count: int = 1) -> None:
        self._count += count
        if self._clock() - self._last_line >= INTERVAL:
            self._last_line = self._clock()
            self._print(f"{self._count:,} of {self._total:,}" if self._total else f"{self._count:,}")

    def done(self) -> None:
        seconds = self._clock() - self._start
        if self._name and seconds >= DELAY:
            self._print(f"{self._count:,} in {seconds:.1f} s" if self._count else f"{seconds:.1f} s")
        self._name = ""

    def _print(self, text: str) -> None:
        click.echo(f"{LABELS.get(self._name, self._name)}: {text}", file=self._stream)
