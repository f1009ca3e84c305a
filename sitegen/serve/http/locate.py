"""From a request's path to the file of output/ that answers it, and to no other file."""

from pathlib import Path

from msgspec import Struct

from sitegen import files, urls

INDEX = "index.html"


class Place(Struct, frozen=True):
    """What a request's path leads to."""

    path: str = ""
    """Below output/, "" if there is nothing"""
    move_to: str = ""
    """The path, decoded and below the prefix, under which it is to be asked for: that of a folder ends in a slash."""


def safe_path(path: str) -> str | None:
    """Return the path below output/ that a decoded URL path ("/a/b/") means; None for one that no file may have.

    Refused are "..", NUL, backslashes, drives, devices and streams of Windows, and our own temporary files.
    """
    relative = urls.output_path(path)
    segments = relative.split("/")
    if not all(urls.is_safe_segment(s) and not s.startswith(files.TEMPORARY) for s in segments):
        return None
    return relative


def file_of(output: Path, path: str) -> Path | None:
    """Return the regular file at a safe path below output/; None if there is none, or a link leads out of output/."""
    file = output / path
    try:
        if not file.is_file() or files.leads_outside(file, output):
            return None
    except (OSError, ValueError):
        return None
    return file


def find(output: Path, path: str) -> Place:
    """Return what answers a decoded URL path, as static hosts do: a file, a folder's index, a page without .html."""
    relative = safe_path(path)
    if relative is None:
        return Place()
    if file_of(output, relative):
        return Place(relative)
    if path.endswith("/"):
        return Place()
    if file_of(output, f"{relative}/{INDEX}"):
        return Place(move_to=f"{path}/")
    page = f"{relative}.html"
    return Place(page) if file_of(output, page) else Place()
