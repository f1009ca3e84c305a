"""The disk: scanning folders, trusting stamps, and writing files whole, atomically and only if they differ."""

import os
import time
from collections.abc import Iterator
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import NamedTuple

SETTLED_NS = 2_000_000_000
"""An mtime must be this much older than its recording to be trusted: a file may change twice within one clock tick."""

TEMPORARY = ".sitegen-"
"""How the name of a half-written file starts; what a killed build leaves of them, the next one sweeps."""


class Stamp(NamedTuple):
    """What the file system says of a file without reading it. A tuple, as there is one for each file of an archive."""

    size: int
    mtime_ns: int
    ctime_ns: int
    inode: int


class Found(NamedTuple):
    """A file found by `scan`: its path below the scanned folder, with "/"."""

    path: str
    stamp: Stamp
    is_link: bool = False


def stamp_of(status: os.stat_result) -> Stamp:
    # Windows' file ids have 128 bits, SQLite's integers 63.
    return Stamp(status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino & ((1 << 63) - 1))


def is_settled(stamp: Stamp, recorded_ns: int, margin_ns: int = SETTLED_NS) -> bool:
    """Does an equal stamp mean equal bytes, if this one was recorded at that time?"""
    return stamp.mtime_ns + margin_ns < recorded_ns


def now_ns() -> int:
    """Return the file system clock's time, to record stamps by; it decides nothing that is in the output."""
    return time.time_ns()


def scan(folder: Path, hidden: bool = False) -> Iterator[Found]:
    """Yield every file below the folder, in no order; folders and files whose name starts with "." only if `hidden`.

    A link to a file is yielded as a link; a link to a folder is not followed, but yielded too. Raises OSError for a
    folder that cannot be read; a missing one is empty.
    """
    pending = [(str(folder), "")]
    while pending:
        directory, prefix = pending.pop()
        try:
            entries = os.scandir(directory)
        except FileNotFoundError:
            continue
        with entries:
            for entry in entries:
                if entry.name.startswith(".") and not hidden:
                    continue
                if entry.is_dir(follow_symlinks=False):
                    pending.append((entry.path, f"{prefix}{entry.name}/"))
                elif entry.is_symlink():
                    yield _link(entry, prefix)
                elif entry.is_file(follow_symlinks=False):
                    # Windows leaves st_ino and st_ctime out of a directory entry: ask the file itself there.
                    status = os.stat(entry.path) if os.name == "nt" else entry.stat(follow_symlinks=False)
                    yield Found(prefix + entry.name, stamp_of(status))


def _link(entry: "os.DirEntry[str]", prefix: str) -> Found:
    try:
        status = entry.stat()
    except OSError:
        status = entry.stat(follow_symlinks=False)
    return Found(prefix + entry.name, stamp_of(status), is_link=True)


def leads_outside(path: Path, root: Path) -> bool:
    """Does the path, with all links followed, lead outside the root, or nowhere?"""
    try:
        return not path.resolve(strict=True).is_relative_to(root.resolve())
    except (OSError, RuntimeError):
        return True


def read(path: str) -> bytes:
    """Return the bytes of a file. Raises OSError."""
    with open(path, "rb", buffering=0) as file:
        return file.read()


def write(path: str, data: bytes) -> bool:
    """Make the file hold `data`; return whether it had to be written.

    At every instant the path holds the old bytes or the new ones, whole. Raises OSError (disk full, no permission).
    """
    folder, name = os.path.split(path)
    if not _make_folder(folder):
        with suppress(FileNotFoundError):
            if os.stat(path).st_size == len(data) and _holds(path, data):
                return False
    temporary = os.path.join(folder, f"{TEMPORARY}{os.getpid()}-{name[-40:]}")
    try:
        with open(temporary, "wb", buffering=0) as file:
            _write_all(file, data)
        os.replace(temporary, path)
    except OSError:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise
    return True


def _make_folder(folder: str) -> bool:
    """Make a folder unless it is there; return whether it is new. Most often its parent is there: `makedirs` would look
    at each one above first."""
    try:
        os.mkdir(folder)
    except FileExistsError:
        return False
    except FileNotFoundError:
        os.makedirs(folder, exist_ok=True)
    return True


def _holds(path: str, data: bytes) -> bool:
    return read(path) == data


def _write_all(file: FileIO, data: bytes) -> None:
    """Write all of the bytes: an unbuffered file may take only some at a time."""
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]


def remove(path: Path, root: Path) -> None:
    """Remove a file and the folders that it leaves empty, up to the root (which stays)."""
    path.unlink(missing_ok=True)
    for folder in path.parents:
        if folder == root or not folder.is_relative_to(root):
            return
        try:
            folder.rmdir()
        except OSError:
            return
