"""One build under way: what was asked, what was found out so far, and how long each phase took."""

import gc
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from sitegen.config.model import Config, ContentRules
from sitegen.config.read import parse_config
from sitegen.engine.request import Reporter, Request, Silent
from sitegen.engine.state.checksums import Unreadable
from sitegen.engine.state.lock import lock_newsroom, state_not_writable
from sitegen.engine.state.store import Store, is_disk_full
from sitegen.errors import BuildFailed, Diagnostic, Location, error, has_errors

T = TypeVar("T")

STATE = ".sitegen"
STORE = "store.sqlite"
SETTINGS = "site.toml"


class BuildState(Struct):
    request: Request
    reporter: Reporter = field(default_factory=Silent)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)
    content: ContentRules = field(default_factory=ContentRules)
    """How front matter is read, to find in it what a diagnostic is about"""

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[phase] = self.seconds.get(phase, 0.0) + time.perf_counter() - start

    def stop_on_errors(self) -> None:
        """Raise BuildFailed once there is an error (or, with --strict, a warning): before anything is written."""
        if has_errors(self.diagnostics) or (self.request.strict and self.diagnostics):
            raise BuildFailed(self.diagnostics)

    def pinpoint(self, diagnostics: tuple[Diagnostic, ...]) -> tuple[Diagnostic, ...]:
        """Return diagnostics ready to be shown: in order, each at its line and column."""
        if not diagnostics:
            return ()
        from sitegen.engine.diagnostics import pinpoint

        return pinpoint(diagnostics, self.request.root, self.content)


@contextmanager
def pause_garbage_collection() -> Iterator[None]:
    """Make many lasting objects without the cycle collector walking through all of them again and again."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def with_store(state: BuildState, work: Callable[[BuildState, Store], T]) -> T:
    """Do the work with the newsroom's store while no other process has it; with unreadable state, begin again.

    Raises BuildFailed, with every diagnostic at its line.
    """
    folder = state.request.root / STATE
    try:
        with lock_newsroom(folder), pause_garbage_collection():
            return _with_sound_store(state, work, folder / STORE)
    except BuildFailed as failure:
        raise BuildFailed(state.pinpoint(failure.diagnostics)) from failure


def _with_sound_store(state: BuildState, work: Callable[[BuildState, Store], T], path: Path) -> T:
    try:
        try:
            return _opened(state, work, path)
        except Unreadable as failure:
            if is_disk_full(failure):
                raise
            Store.discard(path)
            state.diagnostics.clear()
            state.seconds.clear()
            return _opened(state, work, path)
    except Unreadable as failure:
        raise BuildFailed([*state.diagnostics, state_not_writable(STATE, failure)]) from failure


def _opened(state: BuildState, work: Callable[[BuildState, Store], T], path: Path) -> T:
    with Store(path) as store:
        return work(state, store)


def read_settings(state: BuildState) -> Config:
    """Return what site.toml says. Raises BuildFailed where that cannot be known."""
    file = state.request.root / SETTINGS
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = "There is no site.toml here, so this folder is not a newsroom."
        hint = "go to the newsroom's folder, give it with --root, or create one with `sitegen new site DIR`"
        raise BuildFailed([error("no-site", message, Location(SETTINGS), hint)]) from None
    except (OSError, UnicodeDecodeError) as failure:
        message = f"`site.toml` cannot be read: {failure}."
        raise BuildFailed([error("bad-settings", message, Location(SETTINGS), "save it as UTF-8 text")]) from None
    config, problems = parse_config(text, SETTINGS)
    state.diagnostics += problems
    if config is None:
        raise BuildFailed(state.diagnostics)
    state.content = config.content
    base_url = state.request.base_url.rstrip("/")
    return replace(config, base_url=base_url) if base_url else config
