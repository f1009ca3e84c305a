"""The output folder as the last build left it, against how it is found: which files are just as they were written."""

import os
from pathlib import Path

from msgspec import Struct

from sitegen import digest, files
from sitegen.engine.state.store import FileRecord, OutputRecord, Store
from sitegen.errors import BuildFailed, Location, error

TICK_NS = 50_000_000
"""How much older than its recording an output's mtime must be. Less than for sources: the recorder is the writer, so
only a change within one tick of the file system's clock (16 ms at most) could hide behind an equal stamp."""

UNFINISHED = "unfinished"
"""Not "no" in the store while files are written: a build that was killed has left half-written ones to sweep."""


class Outputs(Struct):
    """The output folder as it is found, and as it was left. Only files that sitegen wrote are examined."""

    folder: Path
    records: dict[str, OutputRecord]
    checked: dict[str, OutputRecord]
    """Records whose file had to be read, with a newer stamp"""

    def is_fresh(self, path: str, key: str) -> bool:
        """Is the file there, just as a page of this key was written?"""
        record = self.records.get(path)
        return record is not None and record.key == key and self._is_intact(path, record)

    def are_all_intact(self) -> bool:
        """Is every file there, just as it was written?"""
        return all(self._is_intact(path, record) for path, record in self.records.items())

    def _is_intact(self, path: str, record: OutputRecord) -> bool:
        stamp = find_stamp(self.folder, path)
        if stamp is None:
            return False
        if stamp == record.file.stamp and files.is_settled(stamp, record.file.recorded_ns, TICK_NS):
            return True
        return stamp.size == record.file.stamp.size and self._reread(path, record, stamp)

    def _reread(self, path: str, record: OutputRecord, stamp: files.Stamp) -> bool:
        recorded = files.now_ns()
        if not has_bytes(self.folder / path, record.file.digest):
            return False
        self.checked[path] = OutputRecord(record.key, FileRecord(stamp, recorded, record.file.digest))
        return True


def has_bytes(file: Path, file_digest: str) -> bool:
    """Is the file there, no link, with the bytes of this digest?"""
    return not file.is_symlink() and file.is_file() and digest.of_bytes(file.read_bytes()) == file_digest


def adopt(name: str, engine: str, store: Store) -> None:
    """Forget what the store holds of the outputs if they are another folder's, or made by another engine."""
    if store.meta("output") != name or not store.page_inputs.are_of(engine):
        paths = list(store.outputs())
        store.forget_outputs(paths)
        store.page_inputs.reset(engine)
        store.set_meta("output", name)
        store.set_meta(UNFINISHED, "")


def read_outputs(folder: Path, store: Store) -> Outputs:
    """Return the output folder as the last build left it, swept if that build was killed.

    Raises BuildFailed where there can be no such folder.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if store.meta(UNFINISHED) != "no":
            _sweep(folder)
    except OSError as failure:
        message = f"The output folder cannot be used: {failure.strerror or failure}."
        hint = "remove what has this name, or choose another folder with --output"
        raise BuildFailed([error("cannot-write", message, Location(folder.name), hint)]) from failure
    return Outputs(folder, store.outputs(), {})


def are_intact(folder: Path, store: Store) -> bool:
    """Is every output there just as it was written? Those whose stamp cannot be trusted are read."""
    found = read_outputs(folder, store)
    if not found.are_all_intact():
        return False
    store.put_checked(found.checked)
    return True


def find_stamp(folder: Path, path: str) -> files.Stamp | None:
    """Return the stamp of an output as it is there, None for one that is gone."""
    try:
        return files.stamp_of(os.lstat(f"{folder}/{path}"))
    except (OSError, ValueError):  # a path that the store garbled
        return None


def _sweep(folder: Path) -> None:
    for file in files.scan(folder, hidden=True):
        if file.path.rpartition("/")[2].startswith(files.TEMPORARY):
            (folder / file.path).unlink(missing_ok=True)
