"""Rings the bell when a newsroom's files change. What is in an event never decides what is built."""

import os
import threading
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch
from watchdog.observers.polling import PollingObserver

from sitegen.engine.build_state import SETTINGS
from sitegen.engine.phases.scan import CONTENT
from sitegen.serve.watch.dir_poll import Rounds
from sitegen.theme.locate import packaged_themes

RINGING = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Others ("opened", "closed_no_write") come from our own reading: they would ring for ever."""
THEMES = "themes"
POLL_SECONDS = 0.5


class Watcher:
    """Watches content/, themes/ and site.toml, whatever becomes of these folders; never output/ or .sitegen/."""

    def __init__(self, root: Path, ring: Callable[[], None], poll: bool = False) -> None:
        self._root = root.resolve()
        self._ring = ring
        self._observer: BaseObserver = PollingObserver(timeout=POLL_SECONDS) if poll else Observer()
        self._watches: dict[str, ObservedWatch] = {}
        self._replaced = False
        self._rounds = None if poll else Rounds()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Begin. Raises OSError where the system cannot watch so many folders."""
        # A folder that left and came back is watched twice for an instant: nothing that a writer should read about.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self._observer.schedule(_Top(self._root, self._look_at_top), str(self._root), recursive=False)
        self.refresh()
        self._observer.start()

    def note(self) -> None:
        """Take down how the folders stand just before a build looks at them."""
        with self._lock:
            self._walk(self._folders())

    def refresh(self) -> None:
        """Watch the folders that there are now: some may have come, gone, or been replaced by others.

        Rings if there is something new since `note`, of which no event told.
        """
        with self._lock:
            folders = self._folders()
            changed = self._walk(folders)
            anew, self._replaced = self._replaced, False
            wanted = {str(folder) for folder in folders}
            for folder in list(self._watches) if anew else self._watches.keys() - wanted:
                self._observer.unschedule(self._watches.pop(folder))
            new = wanted - self._watches.keys()
            for folder in new:
                self._watches[folder] = self._observer.schedule(_Inside(self._ring), folder, recursive=True)
        if changed or (new and self._observer.is_alive()):
            self._ring()

    def _walk(self, folders: list[Path]) -> bool:
        changed, other_folders = self._rounds.walk(folders) if self._rounds else (False, False)
        self._replaced = self._replaced or other_folders
        return changed

    def _look_at_top(self, is_folder: bool) -> None:
        # The watch on a folder that was replaced by another of its name is dead.
        self._replaced = self._replaced or is_folder
        self._ring()

    def stop(self) -> None:
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join(1)

    def _folders(self) -> list[Path]:
        """Return the folders to be watched with all that is below them, links followed, none inside another."""
        found: list[Path] = []
        for folder in sorted({f.resolve() for f in self._candidates() if f.is_dir()}):
            if not any(folder.is_relative_to(other) for other in found):
                found.append(folder)
        return found

    def _candidates(self) -> Iterator[Path]:
        yield self._root / CONTENT
        themes = self._root / THEMES
        yield themes
        if themes.is_dir():
            yield from (folder for folder in themes.iterdir() if folder.is_symlink())
        settings = self._root / SETTINGS
        if settings.is_symlink():
            yield settings.resolve().parent
        packaged = packaged_themes()
        if "site-packages" not in packaged.parts:
            yield packaged


def _is_change(event: FileSystemEvent) -> bool:
    return event.event_type in RINGING and not (event.is_directory and event.event_type == "modified")


def _paths(event: FileSystemEvent) -> list[Path]:
    return [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]


class _Inside(FileSystemEventHandler):
    """Rings for what a build could see: not for hidden files, as an editor's, which change with every keystroke."""

    def __init__(self, ring: Callable[[], None]) -> None:
        self._ring = ring

    def on_any_event(self, event: FileSystemEvent) -> None:
        if _is_change(event) and not all(path.name.startswith(".") for path in _paths(event)):
            self._ring()


class _Top(FileSystemEventHandler):
    """Of the newsroom's own folder only these few names count, for output/ and .sitegen/ lie there too."""

    NAMES = frozenset({SETTINGS, CONTENT, THEMES})

    def __init__(self, root: Path, ring: Callable[[bool], None]) -> None:
        self._root, self._ring = root, ring

    def on_any_event(self, event: FileSystemEvent) -> None:
        if _is_change(event):
            names = {path.name for path in _paths(event) if path.parent == self._root} & self.NAMES
            if names:
                self._ring(names != {SETTINGS})
