"""What lies in output/ against what should: fresh pages are left alone, stale ones rendered, unplanned ones deleted."""

from dataclasses import dataclass
from pathlib import Path

from sitegen import digest, files
from sitegen.build.store import FileRecord, OutputRecord, Store
from sitegen.errors import BuildFailed, Location, error

TICK_NS = 50_000_000
"""How much older than its recording an output's mtime must be. Less than for sources: the recorder is the writer, so
only a change within one tick of the file system's clock (16 ms at most) could hide behind an equal stamp."""


@dataclass(slots=True)
class Outputs:
    """The output folder as it is found, and as it was left."""

    folder: Path
    records: dict[str, OutputRecord]
    found: dict[str, files.Stamp]
    checked: dict[str, OutputRecord]
    """Records whose file had to be read, with a newer stamp"""

    def is_fresh(self, path: str, key: str) -> bool:
        """Does the file lie there just as a page of this key was written?"""
        record = self.records.get(path)
        return record is not None and record.key == key and self._is_intact(path, record)

    def _is_intact(self, path: str, record: OutputRecord) -> bool:
        stamp = self.found.get(path)
        if stamp is None or stamp.size != record.file.stamp.size:
            return False
        if stamp == record.file.stamp and files.is_settled(stamp, record.file.recorded_ns, TICK_NS):
            return True
        recorded = files.now_ns()
        if digest.of_bytes((self.folder / path).read_bytes()) != record.file.digest:
            return False
        self.checked[path] = OutputRecord(record.key, FileRecord(stamp, recorded, record.file.digest))
        return True


def look(folder: Path, store: Store) -> Outputs:
    """Scan the output folder; sweep the half-written files that a killed build has left.

    Raises BuildFailed where there can be no such folder.
    """
    found: dict[str, files.Stamp] = {}
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for file in files.scan(folder, hidden=True):
            if file.path.rpartition("/")[2].startswith(files.TEMPORARY):
                (folder / file.path).unlink(missing_ok=True)
            elif not file.is_link:
                found[file.path] = file.stamp
    except OSError as failure:
        message = f"The output folder cannot be used: {failure.strerror or failure}."
        hint = "make room for a folder of this name, or name another with --output"
        raise BuildFailed([error("cannot-write", message, Location(folder.name), hint)]) from failure
    return Outputs(folder, store.outputs(), found, {})
