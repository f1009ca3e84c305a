"""What one process can do: parse sources, render and write pages. Small results come back, files are written here."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from sitegen import digest
from sitegen.engine.inputs.encoding import Parcel, Sheet
from sitegen.engine.workers.renderer import Renderer, RenderFailed, RenderRules
from sitegen.errors import Diagnostic, Location, error
from sitegen.files import Stamp, stamp_of, write
from sitegen.source.kinds import SourceJob, parse_source
from sitegen.source.rules import ParseRules


class Setup(Struct, frozen=True):
    """What a worker is given once, when it starts."""

    parse: ParseRules
    render: RenderRules
    output: str


class ParsedRow(NamedTuple):
    """A parsed source as it is remembered: JSON, empty where there is none."""

    record: bytes
    body: bytes
    diagnostics: bytes


class Written(NamedTuple):
    """A page that was rendered."""

    path: str
    digest: str
    stamp: Stamp
    recorded_ns: int
    changed: bool
    """Did its bytes differ from those that lay there?"""


class Failed(NamedTuple):
    path: str
    diagnostic: Diagnostic


class Compared(NamedTuple):
    """A page that was rendered and held against the file that lies there; nothing was written."""

    path: str
    verdict: str
    """same | different | missing"""


class Hands:
    """Ready to do both kinds of work; what a kind of work needs is made when it is first asked for."""

    def __init__(self, setup: Setup) -> None:
        self._setup = setup
        self._renderer: Renderer | None = None
        # JSON, because msgpack forgets the offset of a datetime.
        self._encode = msgspec.json.Encoder().encode

    def warm_up(self) -> None:
        """Import and compile all that a story and its page need."""
        self.parse(SourceJob("article", "articles/x.md", b"---\n---\n\n## A\n\n*b*\n"))
        self._renderer = self._renderer or Renderer(self._setup.render)
        self._renderer.warm_up()

    def do(self, task: str, chunk: Any) -> list[Any]:
        """Perform a task on each job of a chunk.

        "parse": SourceJobs -> ParsedRows; "render": a Parcel -> Written or Failed for each of its pages; "compare":
        likewise Compared or Failed.
        """
        if task == "parse":
            return [self.parse(job) for job in chunk]
        perform: Callable[[Sheet, Parcel], Any] = getattr(self, task)
        return [perform(sheet, chunk) for sheet in chunk.sheets]

    def parse(self, job: SourceJob) -> ParsedRow:
        record, body, diagnostics = parse_source(job, self._setup.parse)
        encode = self._encode
        return ParsedRow(
            encode(record) if record is not None else b"",
            encode(body) if body is not None else b"",
            encode(diagnostics) if diagnostics else b"",
        )

    def render(self, sheet: Sheet, parcel: Parcel) -> Written | Failed:
        data = self.rendered(sheet, parcel)
        return data if isinstance(data, Failed) else put(self._setup.output, sheet.path, data)

    def compare(self, sheet: Sheet, parcel: Parcel) -> Compared | Failed:
        data = self.rendered(sheet, parcel)
        if isinstance(data, Failed):
            return data
        return Compared(sheet.path, verdict(self._setup.output, sheet.path, data))

    def rendered(self, sheet: Sheet, parcel: Parcel) -> bytes | Failed:
        """Return the bytes of a page, or why there are none; nothing is written."""
        self._renderer = self._renderer or Renderer(self._setup.render)
        try:
            return self._renderer.render(sheet, parcel)
        except RenderFailed as failure:
            return Failed(sheet.path, failure.diagnostic)


def put(output: str, path: str, data: bytes) -> Written | Failed:
    """Write an output whole and only if it differs."""
    target = f"{output}/{path}"
    try:
        changed = write(target, data)
        stamp = stamp_of(os.stat(target))
    except OSError as failure:
        return Failed(path, cannot_write(output, path, failure))
    return Written(path, digest.of_bytes(data), stamp, time.time_ns(), changed)


def verdict(output: str, path: str, data: bytes) -> str:
    """Return how the file that lies there stands to these bytes: same | different | missing."""
    try:
        return "same" if Path(output, path).read_bytes() == data else "different"
    except OSError:
        return "missing"


def cannot_write(output: str, path: str, failure: OSError) -> Diagnostic:
    reason = failure.strerror or type(failure).__name__
    message = f"This output could not be written: {reason}. Its last version, if there is one, is still there."
    place = Location(f"{Path(output).name}/{path}")
    return error("cannot-write", message, place, "make room, or let the user who builds write there; then build again")
