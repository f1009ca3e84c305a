"""Polls folders for changes that the system's events missed.

Events are missed in a folder that was created a moment ago, before it is watched, and when thousands of events overflow
the system's queue. Only folders are checked, not their files: adding, deleting or replacing a file changes the
modification time of its folder.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

POLL_INTERVAL = 1.0
"""Seconds between two polls"""


class _Folder(Struct, frozen=True):
    mtime_ns: int
    inode: int
    listing: int
    """Hash of the names and inodes of the entries, without hidden files"""
    folders: tuple[str, ...]
    """Paths of the folders directly inside; links are not followed"""


class DirPoll:
    """Remembers the folders as the last poll found them."""

    def __init__(self) -> None:
        self._known: dict[str, _Folder] = {}
        self._is_first = True

    def poll(self, tops: Iterable[Path]) -> tuple[bool, bool]:
        """Return whether any file or folder was added, deleted or replaced since the last poll, and whether any of
        them was a folder."""
        now: dict[str, _Folder] = {}
        left = [str(top) for top in tops]
        while left:
            path = left.pop()
            if folder := self._read_folder(path):
                now[path] = folder
                left += folder.folders
        before, self._known = self._known, now
        is_first, self._is_first = self._is_first, False
        if is_first or before == now:
            return False, False
        return _listings(before) != _listings(now), _inodes(before) != _inodes(now)

    def _read_folder(self, path: str) -> _Folder | None:
        """Return a folder as it is. Its entries are only listed again if its modification time has changed."""
        try:
            status = os.stat(path)
            known = self._known.get(path)
            if known and (known.mtime_ns, known.inode) == (status.st_mtime_ns, status.st_ino):
                return known
            with os.scandir(path) as entries:
                visible = [e for e in entries if not e.name.startswith(".")]
            listing = hash(frozenset((e.name, e.inode()) for e in visible))
            folders = tuple(sorted(e.path for e in visible if e.is_dir(follow_symlinks=False)))
            return _Folder(status.st_mtime_ns, status.st_ino, listing, folders)
        except OSError:
            return None


def _listings(folders: dict[str, _Folder]) -> dict[str, int]:
    return {path: folder.listing for path, folder in folders.items()}


def _inodes(folders: dict[str, _Folder]) -> dict[str, int]:
    return {path: folder.inode for path, folder in folders.items()}
