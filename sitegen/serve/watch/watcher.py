"""Reports that a newsroom's files have changed. The content of an event never decides what is built."""

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
from sitegen.serve.watch.dir_poll import DirPoll
from sitegen.theme.locate import packaged_themes

CHANGE_EVENTS = frozenset({"created", "modified", "moved", "deleted", "closed"})
"""Others ("opened", "closed_no_write") are caused by our own reading: reacting to them would never end."""
THEMES = "themes"
POLL_SECONDS = 0.5


class Watcher:
    """Watches content/, themes/ and site.toml, even if these folders are deleted or replaced; never output/ or
    .sitegen/."""

    def __init__(self, root: Path, on_change: Callable[[], None], poll: bool = False) -> None:
        self._root = root.resolve()
        self._on_change = on_change
        self._observer: BaseObserver = PollingObserver(timeout=POLL_SECONDS) if poll else Observer()
        self._watches: dict[str, ObservedWatch] = {}
        self._was_replaced = False
        """Has a watched folder been replaced by another since the last `refresh`?"""
        self._dir_poll = None if poll else DirPoll()
        self._lock = threading.Lock()

    def start(self) -> None:
        """Start to watch. Raises OSError if the system cannot watch so many folders."""
        # A folder that was deleted and restored is watched twice for an instant; the warning would only confuse.
        warnings.filterwarnings("ignore", "Callback with id", RuntimeWarning)
        self._observer.schedule(_RootHandler(self._root, self._on_root_change), str(self._root), recursive=False)
        self.refresh()
        self._observer.start()

    def record(self) -> None:
        """Remember the state of the folders just before a build scans them."""
        with self._lock:
            self._poll(self._folders())

    def refresh(self) -> None:
        """Watch the folders that exist now: some may have been added, deleted or replaced.

        Reports a change since `record` of which there was no event.
        """
        with self._lock:
            folders = self._folders()
            changed = self._poll(folders)
            was_replaced, self._was_replaced = self._was_replaced, False
            wanted = {str(folder) for folder in folders}
            for folder in list(self._watches) if was_replaced else self._watches.keys() - wanted:
                self._observer.unschedule(self._watches.pop(folder))
            new = wanted - self._watches.keys()
            for folder in new:
                self._watches[folder] = self._observer.schedule(_SourceHandler(self._on_change), folder, recursive=True)
        if changed or (new and self._observer.is_alive()):
            self._on_change()

    def _poll(self, folders: list[Path]) -> bool:
        changed, folders_changed = self._dir_poll.poll(folders) if self._dir_poll else (False, False)
        self._was_replaced = self._was_replaced or folders_changed
        return changed

    def _on_root_change(self, is_folder: bool) -> None:
        # The watch on a folder does not survive its replacement by another of the same name.
        self._was_replaced = self._was_replaced or is_folder
        self._on_change()

    def stop(self) -> None:
        self._observer.stop()
        if self._observer.is_alive():
            self._observer.join(1)

    def _folders(self) -> list[Path]:
        """Return the folders to watch recursively: links resolved, none inside another."""
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
    return event.event_type in CHANGE_EVENTS and not (event.is_directory and event.event_type == "modified")


def _paths(event: FileSystemEvent) -> list[Path]:
    return [Path(os.fsdecode(path)) for path in (event.src_path, event.dest_path) if path]


class _SourceHandler(FileSystemEventHandler):
    """Reports changes that a build could see. Hidden files, such as an editor's, change with every keystroke."""

    def __init__(self, on_change: Callable[[], None]) -> None:
        self._on_change = on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        if _is_change(event) and not all(path.name.startswith(".") for path in _paths(event)):
            self._on_change()


class _RootHandler(FileSystemEventHandler):
    """In the newsroom's root only these names count: output/ and .sitegen/ are there too."""

    NAMES = frozenset({SETTINGS, CONTENT, THEMES})

    def __init__(self, root: Path, on_change: Callable[[bool], None]) -> None:
        """`on_change` is told whether a folder has changed, not only site.toml."""
        self._root, self._on_change = root, on_change

    def on_any_event(self, event: FileSystemEvent) -> None:
        if _is_change(event):
            names = {path.name for path in _paths(event) if path.parent == self._root} & self.NAMES
            if names:
                self._on_change(names != {SETTINGS})
