"""Finds the file of output/ that a URL path leads to; never a file outside output/."""

from pathlib import Path

from msgspec import Struct

from sitegen import files, urls

INDEX = "index.html"


class FileMatch(Struct, frozen=True):
    """The file that a URL path leads to."""

    path: str = ""
    """Below output/; "" if there is no file"""
    redirect_to: str = ""
    """The decoded URL path below base_url that the browser should use instead: a folder's ends in a slash"""


def to_safe_path(path: str) -> str | None:
    """Return the path below output/ for a decoded URL path ("/a/b/"); None if the path is not allowed.

    Not allowed are "..", NUL, backslashes, Windows' drives, devices and streams, and sitegen's temporary files.
    """
    relative = urls.output_path(path)
    segments = relative.split("/")
    if not all(urls.is_safe_segment(s) and not s.startswith(files.TEMPORARY) for s in segments):
        return None
    return relative


def get_file(output: Path, path: str) -> Path | None:
    """Return the regular file at a safe path below output/; None if there is none or a link leads outside output/."""
    file = output / path
    try:
        if not file.is_file() or files.leads_outside(file, output):
            return None
    except (OSError, ValueError):
        return None
    return file


def find_file(output: Path, path: str) -> FileMatch:
    """Find the file for a decoded URL path as static hosts do: a file, a folder's index, a page without .html."""
    relative = to_safe_path(path)
    if relative is None:
        return FileMatch()
    if get_file(output, relative):
        return FileMatch(relative)
    if path.endswith("/"):
        return FileMatch()
    if get_file(output, f"{relative}/{INDEX}"):
        return FileMatch(redirect_to=f"{path}/")
    page = f"{relative}.html"
    return FileMatch(page) if get_file(output, page) else FileMatch()
