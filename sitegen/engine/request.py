"""What a build is asked for, how it reports its progress, and its result."""

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, Protocol

from msgspec import Struct, field

from sitegen.errors import Diagnostic, has_errors


class Request(Struct, frozen=True):
    """What `sitegen build` was asked for."""

    root: Path
    """The folder with site.toml"""
    output: Path | None = None
    """None: output/ in the root"""
    now: dt.datetime | None = None
    """Aware. None: SOURCE_DATE_EPOCH, else `now` of site.toml, else the clock."""
    drafts: bool = False
    future: bool = False
    jobs: int | None = None
    """Processes; None: one per processor"""
    strict: bool = False
    """Warnings count as errors."""
    base_url: str = ""
    """Instead of site.toml's"""
    environment: Mapping[str, str] = field(default_factory=dict)

    @property
    def output_folder(self) -> Path:
        return self.output or self.root / "output"


class Reporter(Protocol):
    """Hears of a build's progress; never decides anything."""

    def phase(self, name: str, total: int) -> None:
        """A phase begins that has this many steps."""

    def advance(self, count: int = 1) -> None:
        """So many steps of it are done."""

    def done(self) -> None:
        """The phase has ended."""


class Silent:
    """A reporter that says nothing."""

    def phase(self, name: str, total: int) -> None:
        pass

    def advance(self, count: int = 1) -> None:
        pass

    def done(self) -> None:
        pass


class Result(Struct, frozen=True):
    """What a build came to."""

    diagnostics: tuple[Diagnostic, ...] = ()
    """In the order of files and lines, each with its place filled in"""
    rendered: tuple[str, ...] = ()
    """Paths below output/ of the pages that were rendered, sorted"""
    written: tuple[str, ...] = ()
    """Paths of all files whose bytes were written: rendered to something else than lay there, or copied"""
    deleted: tuple[str, ...] = ()
    unchanged: int = 0
    """Pages that were not rendered, because nothing they show has changed"""
    copied: int = 0
    pages: int = 0
    articles: int = 0
    """Published ones"""
    parsed: int = 0
    """Sources that were parsed anew"""
    seconds: Mapping[str, float] = field(default_factory=dict)
    """By phase"""
    next_change_at: dt.datetime | None = None
    path: Literal["full", "body_edit", "skipped"] = "full"
    """Everything was planned | only pages of edited texts were rendered | nothing had changed"""
    stopped: bool = False
    """Ended before anything was written: for errors, or for warnings with --strict"""

    @property
    def ok(self) -> bool:
        return not self.stopped and not has_errors(self.diagnostics)
