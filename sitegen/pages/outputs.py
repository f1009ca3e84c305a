"""Checks that every planned output can be a file of its own, on Linux, macOS and Windows alike."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sitegen.errors import Diagnostic, Location, error
from sitegen.urls import is_safe_segment, url_path


@dataclass(frozen=True, slots=True)
class Claim:
    """Something that is to be written to a path below output/."""

    path: str
    what: str
    """In words, for the other one's diagnostic: "the category “Politics”", "content/articles/a.md" """
    location: Location
    """Where it can be changed"""


def check_outputs(claims: Iterable[Claim]) -> list[Diagnostic]:
    """Return what is wrong with the paths: unsafe ones, two of the same, and a file where another needs a folder."""
    first: dict[str, Claim] = {}
    found: list[Diagnostic] = []
    unsafe = _Unsafe()
    for claim in claims:
        segment = unsafe.segment(claim.path)
        if segment is not None:
            found.append(_unsafe_path(claim, segment))
        other = first.setdefault(sameness(claim.path), claim)
        if other is not claim:
            found += _same_path(other, claim)
    return found + _files_as_folders(first)


def sameness(path: str) -> str:
    """Return what is equal for paths that are one file where case is folded and Unicode normalized (macOS, Windows)."""
    return path.lower() if path.isascii() else unicodedata.normalize("NFC", path).casefold()


class _Unsafe:
    """Looks for segments that cannot be names; each distinct one is looked at once, as paths share their folders."""

    def __init__(self) -> None:
        self._safe: set[str] = set()

    def segment(self, path: str) -> str | None:
        """Return the first segment that is no safe name, or None."""
        for segment in path.split("/"):
            if segment not in self._safe:
                if not is_safe_segment(segment):
                    return segment
                self._safe.add(segment)
        return None


def _unsafe_path(claim: Claim, segment: str) -> Diagnostic:
    message = f'This would be published at {url_path(claim.path)}, but "{segment}" cannot be a file name everywhere.'
    hint = "give it another slug or URL: no dots alone, no device names of Windows (con, nul...), no < > : \" \\ | ? *"
    return error("unsafe-path", message, claim.location, hint)


def _same_path(one: Claim, other: Claim) -> list[Diagnostic]:
    """Return a diagnostic at each of the two places, naming the other."""
    exact = one.path == other.path
    where = f"at {url_path(one.path)}" if exact else "at addresses that differ only in their letters' case or form"
    hint = "give one of them another slug, id or URL"
    return [
        error("same-output", f"This and {there.what} are both published {where}.", here.location, hint)
        for here, there in ((one, other), (other, one))
    ]


def _files_as_folders(claims: Mapping[str, Claim]) -> list[Diagnostic]:
    """Return a diagnostic for each file whose name is that of a folder which another output lies in."""
    folders: dict[str, Claim] = {}
    for key, claim in claims.items():
        folder = key.rpartition("/")[0]
        while folder and folder not in folders:
            folders[folder] = claim
            folder = folder.rpartition("/")[0]
    clashes = [(claims[key], inside) for key, inside in folders.items() if key in claims]
    hint = "give one of them another slug, id or URL"
    message = "This is published as a file at {}, where {} needs a folder of that name."
    return [
        error("file-and-folder", message.format(url_path(file.path), inside.what), file.location, hint)
        for file, inside in clashes
    ]
