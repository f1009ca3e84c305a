"""Rounds through the folders, for what the system's events left out: files in a folder made a moment ago, whose watch
came later than they, and events by the thousand that overran the system's queue.

Only folders are asked, none of their files: a new, gone or replaced file changes its folder's time.
"""

import os
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

PAUSE = 1.0
"""Seconds between two rounds"""


class _Folder(Struct, frozen=True):
    mtime_ns: int
    inode: int
    inside: int
    """Differs where names and inodes of what is inside do, but those of hidden files"""
    folders: tuple[str, ...]
    """Those directly inside, no links"""


class Rounds:
    """Remembers what the last round saw."""

    def __init__(self) -> None:
        self._seen: dict[str, _Folder] = {}
        self._is_first = True

    def walk(self, tops: Iterable[Path]) -> tuple[bool, bool]:
        """Return whether anything came, went or was replaced since the last round, and whether any folder did."""
        now: dict[str, _Folder] = {}
        left = [str(top) for top in tops]
        while left:
            path = left.pop()
            if folder := self._folder(path):
                now[path] = folder
                left += folder.folders
        before, self._seen = self._seen, now
        is_first, self._is_first = self._is_first, False
        if is_first or before == now:
            return False, False
        return _insides(before) != _insides(now), _inodes(before) != _inodes(now)

    def _folder(self, path: str) -> _Folder | None:
        """Return a folder as it is; its content is only listed again if its time has changed."""
        try:
            status = os.stat(path)
            known = self._seen.get(path)
            if known and (known.mtime_ns, known.inode) == (status.st_mtime_ns, status.st_ino):
                return known
            with os.scandir(path) as entries:
                inside = [e for e in entries if not e.name.startswith(".")]
            marks = hash(frozenset((e.name, e.inode()) for e in inside))
            folders = tuple(sorted(e.path for e in inside if e.is_dir(follow_symlinks=False)))
            return _Folder(status.st_mtime_ns, status.st_ino, marks, folders)
        except OSError:
            return None


def _insides(seen: dict[str, _Folder]) -> dict[str, int]:
    return {path: folder.inside for path, folder in seen.items()}


def _inodes(seen: dict[str, _Folder]) -> dict[str, int]:
    return {path: folder.inode for path, folder in seen.items()}
