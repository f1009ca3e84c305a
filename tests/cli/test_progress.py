"""Progress: silent for quick work, a bar on a terminal, plain lines elsewhere."""

import io

import pytest

from sitegen.cli.progress import BarReporter, LineReporter, make_reporter
from sitegen.engine.request import Silent


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.time = 100.0

    def __call__(self) -> float:
        return self.time


def work(
    target: BarReporter | LineReporter, clock: Clock, steps: int, seconds: float, name: str = "render", total: int = 10
) -> None:
    target.phase(name, total)
    for _ in range(steps):
        clock.time += seconds
        target.advance()
    target.done()


@pytest.mark.parametrize(("stream", "kind"), [(Terminal(), BarReporter), (io.StringIO(), LineReporter)])
def test_the_stream_decides_how_progress_is_shown(stream, kind):
    assert type(make_reporter(False, stream)) is kind
    assert type(make_reporter(True, stream)) is Silent


def test_quick_work_shows_nothing():
    for stream, kind in ((Terminal(), BarReporter), (io.StringIO(), LineReporter)):
        clock = Clock()
        work(kind(stream, clock), clock, steps=10, seconds=0.05)
        assert stream.getvalue() == ""


def test_a_bar_appears_once_the_work_takes_over_a_second_and_ends_full():
    stream, clock = Terminal(), Clock()
    bars = BarReporter(stream, clock)
    work(bars, clock, steps=10, seconds=0.05, name="parse")
    work(bars, clock, steps=10, seconds=0.3)
    assert "Reading" not in stream.getvalue()
    assert "Rendering pages" in stream.getvalue()
    assert "10/10" in stream.getvalue()


def test_a_phase_without_a_number_of_steps_has_no_bar():
    stream, clock = Terminal(), Clock()
    work(BarReporter(stream, clock), clock, steps=3, seconds=2, total=0)
    assert stream.getvalue() == ""


def test_a_line_is_printed_when_a_long_phase_ends():
    stream, clock = io.StringIO(), Clock()
    lines = LineReporter(stream, clock)
    work(lines, clock, steps=10, seconds=0.05, name="parse")
    work(lines, clock, steps=10, seconds=0.25)
    assert stream.getvalue() == "Rendering pages: 10 in 2.5 s\n"


def test_lines_show_the_progress_every_ten_seconds():
    stream, clock = io.StringIO(), Clock()
    work(LineReporter(stream, clock), clock, steps=3, seconds=8, total=3)
    assert stream.getvalue() == "Rendering pages: 2 of 3\nRendering pages: 3 in 24.0 s\n"
