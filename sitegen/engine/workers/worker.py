"""What one process can do: parse sources, render and write pages. Small results come back, files are written here."""

import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from sitegen import digest
from sitegen.config.model import Config
from sitegen.engine.inputs.blocks import find_included_blocks
from sitegen.engine.inputs.page_inputs import Batch, RenderJob
from sitegen.engine.state.store import ParsedRow
from sitegen.engine.workers.renderer import Renderer, RenderFailed, RenderRules
from sitegen.errors import Diagnostic, Location, error
from sitegen.files import Stamp, stamp_of, write
from sitegen.source.parse_source import SourceJob, parse_source
from sitegen.source.rules import ParseRules
from sitegen.theme.model import Theme
from sitegen.urls import Root


class WorkerSetup(Struct, frozen=True):
    """What a worker is given once, when it starts."""

    parse: ParseRules
    render: RenderRules
    output: str

    @classmethod
    def of(cls, config: Config, theme: Theme, output: Path) -> "WorkerSetup":
        """Return the setup for a newsroom's settings and theme: the one place where these rules are made."""
        urls = {name: asset.url for name, asset in theme.assets.items()}
        blocks = find_included_blocks(config.blocks, Root.of(config.base_url))
        return cls(ParseRules.of(config), RenderRules(theme.templates, urls, blocks), str(output))


class Written(NamedTuple):
    """A page that was rendered."""

    path: str
    digest: str
    stamp: Stamp
    recorded_ns: int
    changed: bool
    """Did its bytes differ from those of the file that was there?"""


class Failed(NamedTuple):
    path: str
    diagnostic: Diagnostic


class Compared(NamedTuple):
    """A page that was rendered and compared with its file; nothing was written."""

    path: str
    verdict: str
    """same | different | missing"""


class Worker:
    """Ready to do both kinds of work; what a kind of work needs is made when it is first asked for."""

    def __init__(self, setup: WorkerSetup) -> None:
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

        "parse": SourceJobs -> ParsedRows; "write": a Batch -> Written or Failed for each of its pages; "compare":
        likewise Compared or Failed.
        """
        if task == "parse":
            return [self.parse(job) for job in chunk]
        perform: Callable[[RenderJob, Batch], Any] = getattr(self, task)
        return [perform(job, chunk) for job in chunk.jobs]

    def parse(self, job: SourceJob) -> ParsedRow:
        record, text, diagnostics = parse_source(job, self._setup.parse)
        encode = self._encode
        return ParsedRow(
            encode(record) if record is not None else b"",
            encode(text) if text is not None else b"",
            text.digest if text is not None else "",
            encode(diagnostics) if diagnostics else b"",
        )

    def render(self, job: RenderJob, batch: Batch) -> bytes | Failed:
        """Return the bytes of a page, or why it has none: the one way to render, whoever asks."""
        self._renderer = self._renderer or Renderer(self._setup.render)
        try:
            return self._renderer.render(job, batch)
        except RenderFailed as failure:
            return Failed(job.path, failure.diagnostic)

    def write(self, job: RenderJob, batch: Batch) -> Written | Failed:
        data = self.render(job, batch)
        return data if isinstance(data, Failed) else write_output(self._setup.output, job.path, data)

    def compare(self, job: RenderJob, batch: Batch) -> Compared | Failed:
        data = self.render(job, batch)
        if isinstance(data, Failed):
            return data
        return Compared(job.path, compare_output(self._setup.output, job.path, data))


def write_output(output: str, path: str, data: bytes) -> Written | Failed:
    """Write an output whole and only if it differs."""
    target = f"{output}/{path}"
    try:
        changed = write(target, data)
        stamp = stamp_of(os.stat(target))
    except OSError as failure:
        return Failed(path, cannot_write(output, path, failure))
    return Written(path, digest.of_bytes(data), stamp, time.time_ns(), changed)


def compare_output(output: str, path: str, data: bytes) -> str:
    """Return how the output's file compares with these bytes: same | different | missing."""
    try:
        return "same" if Path(output, path).read_bytes() == data else "different"
    except OSError:
        return "missing"


def cannot_write(output: str, path: str, failure: OSError) -> Diagnostic:
    reason = failure.strerror or type(failure).__name__
    message = f"This output could not be written: {reason}. Its last version, if there is one, is still there."
    place = Location(f"{Path(output).name}/{path}")
    hint = "free disk space, or give the user who builds permission to write there; then build again"
    return error("cannot-write", message, place, hint)
