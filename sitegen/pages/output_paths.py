"""Checks that every planned output can be a separate file, on Linux, macOS and Windows."""

import unicodedata
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import unquote

from msgspec import Struct

from sitegen.errors import Diagnostic, Location, error
from sitegen.pages.values import Copy, Page
from sitegen.urls import Root, is_safe_segment, output_path, url_path

Output = Page | Copy


CONTENT = "content/"
SETTINGS = "site.toml"


class PathOwner(Struct, frozen=True):
    """What is published at an output's path."""

    what: str
    """In words, for the other one's diagnostic: the category "politics", content/articles/a.md"""
    location: Location
    """Where it can be changed"""


FindOwner = Callable[[Output], PathOwner]


def find_output_path(url: str, root: Root) -> str:
    """Return the path below output/ that answers a link from the root of the host."""
    return output_path(unquote(url.removeprefix(root.prefix)))


def check_outputs(outputs: Iterable[Output], find_owner: FindOwner) -> list[Diagnostic]:
    """Return what is wrong with the paths: invalid names, the same path twice, a file where another needs a folder.

    `find_owner` is asked only for outputs that something is wrong with.
    """
    first: dict[str, Output] = {}
    found: list[Diagnostic] = []
    unsafe = _Unsafe()
    for output in outputs:
        segment = unsafe.segment(output.path)
        if segment is not None:
            found.append(_report_unsafe_path(output.path, find_owner(output), segment))
        other = first.setdefault(fold_path(output.path), output)
        if other is not output:
            found += _report_same_path(other, output, find_owner)
    return found + _report_files_as_folders(first, find_owner)


def fold_path(path: str) -> str:
    """Return a path as systems see it that ignore case and normalize Unicode (macOS, Windows)."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


class _Unsafe:
    """Finds segments that are not valid names; checks each distinct one once, as paths share their folders."""

    def __init__(self) -> None:
        self._safe: set[str] = set()

    def segment(self, path: str) -> str | None:
        """Return the first segment that is not a valid name, or None."""
        for segment in path.split("/"):
            if segment not in self._safe:
                if not (_is_plain(segment) or is_safe_segment(segment)):
                    return segment
                self._safe.add(segment)
        return None


def _is_plain(segment: str) -> bool:
    """Is the name safe at first sight? Most are: letters, digits and hyphens, and longer than a device's name."""
    return 4 < len(segment) < 200 and segment.isascii() and segment.replace("-", "a").isalnum()


def _report_unsafe_path(path: str, owner: PathOwner, segment: str) -> Diagnostic:
    message = f'This would be published at {url_path(path)}, but "{segment}" is not a valid file name on all systems.'
    hint = 'give it another slug or URL, not only dots, no device name of Windows (con, nul...), no < > : " \\ | ? *'
    return error("unsafe-path", message, owner.location, hint)


def _report_same_path(one: Output, other: Output, find_owner: FindOwner) -> list[Diagnostic]:
    """Return two diagnostics: at the place of each output, naming the other."""
    where = url_path(one.path)
    if one.path != other.path:
        where += f" and {url_path(other.path)}, which are the same file on systems that ignore case"
    hint = "give one of them another slug, id or URL"
    owners = find_owner(one), find_owner(other)
    return [
        error("same-output", f"This and {there.what} are both published at {where}.", here.location, hint)
        for here, there in (owners, owners[::-1])
    ]


def _report_files_as_folders(outputs: Mapping[str, Output], find_owner: FindOwner) -> list[Diagnostic]:
    """Return a diagnostic for each file whose name is that of a folder with another output in it."""
    folders: dict[str, Output] = {}
    for key, output in outputs.items():
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = output
            folder = folder.rpartition("/")[0]
    clashes = [(outputs[key], inside) for key, inside in folders.items() if key in outputs]
    hint = "give one of them another slug, id or URL"
    message = "This is published as the file {}, but {} needs a folder of that name."
    texts = (message.format(url_path(file.path), find_owner(inside).what) for file, inside in clashes)
    places = (find_owner(file).location for file, _ in clashes)
    return [error("file-and-folder", text, place, hint) for text, place in zip(texts, places, strict=True)]
