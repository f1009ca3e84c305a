"""What lies in output/ against what should: fresh pages are left alone, stale ones rendered, unplanned ones deleted."""

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from sitegen import digest, files
from sitegen.engine.state.store import FileRecord, OutputRecord, Store
from sitegen.errors import BuildFailed, Location, error

if TYPE_CHECKING:
    from sitegen.engine.inputs.page_inputs import Context

TICK_NS = 50_000_000
"""How much older than its recording an output's mtime must be. Less than for sources: the recorder is the writer, so
only a change within one tick of the file system's clock (16 ms at most) could hide behind an equal stamp."""

UNFINISHED = "unfinished"
"""Not "no" in the store while files are written: a build that was killed has left half-written ones to sweep."""


class Outputs(Struct):
    """The output folder as it is found, and as it was left. Only files that sitegen wrote are looked at."""

    folder: Path
    records: dict[str, OutputRecord]
    checked: dict[str, OutputRecord]
    """Records whose file had to be read, with a newer stamp"""

    def is_fresh(self, path: str, key: str) -> bool:
        """Does the file lie there just as a page of this key was written?"""
        record = self.records.get(path)
        return record is not None and record.key == key and self._is_intact(path, record)

    def has(self, context: "Context") -> bool:
        """Does the page of this context lie there just as it would be rendered?"""
        return self.is_fresh(context.page.path, context.key)

    def are_all_intact(self) -> bool:
        """Does every file lie there just as it was written?"""
        return all(self._is_intact(path, record) for path, record in self.records.items())

    def _is_intact(self, path: str, record: OutputRecord) -> bool:
        stamp = stamp_there(self.folder, path)
        if stamp is None:
            return False
        if stamp == record.file.stamp and files.is_settled(stamp, record.file.recorded_ns, TICK_NS):
            return True
        return stamp.size == record.file.stamp.size and self._has_same_bytes(path, record, stamp)

    def _has_same_bytes(self, path: str, record: OutputRecord, stamp: files.Stamp) -> bool:
        recorded = files.now_ns()
        if not holds(self.folder / path, record.file.digest):
            return False
        self.checked[path] = OutputRecord(record.key, FileRecord(stamp, recorded, record.file.digest))
        return True


def holds(file: Path, mark: str) -> bool:
    """Is the file there, no link, with the bytes of this digest?"""
    return not file.is_symlink() and file.is_file() and digest.of_bytes(file.read_bytes()) == mark


def belong_to(name: str, engine: str, store: Store) -> None:
    """Forget what the store holds of the outputs if they are another folder's, or made by another engine."""
    if store.meta("output") != name or not store.contexts.belong_to(engine):
        paths = list(store.outputs())
        store.forget_outputs(paths)
        store.contexts.begin_anew(engine)
        store.set_meta("output", name)
        store.set_meta(UNFINISHED, "")


def look(folder: Path, store: Store) -> Outputs:
    """Return the output folder as the last build left it, swept if that build was killed.

    Raises BuildFailed where there can be no such folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if store.meta(UNFINISHED) != "no":
            _sweep(folder)
    except OSError as failure:
        message = f"The output folder cannot be used: {failure.strerror or failure}."
        hint = "make room for a folder of this name, or name another with --output"
        raise BuildFailed([error("cannot-write", message, Location(folder.name), hint)]) from failure
    return Outputs(folder, store.outputs(), {})


def are_intact(folder: Path, store: Store) -> bool:
    """Is every output there just as it was written? Those whose stamp cannot be trusted are read."""
    there = look(folder, store)
    if not there.are_all_intact():
        return False
    store.put_checked(there.checked)
    return True


def stamp_there(folder: Path, path: str) -> files.Stamp | None:
    """Return the stamp of an output as it lies there, None for one that is gone."""
    try:
        return files.stamp_of(os.lstat(f"{folder}/{path}"))
    except (OSError, ValueError):  # a path that the store garbled
        return None


def _sweep(folder: Path) -> None:
    for file in files.scan(folder, hidden=True):
        if file.path.rpartition("/")[2].startswith(files.TEMPORARY):
            (folder / file.path).unlink(missing_ok=True)
