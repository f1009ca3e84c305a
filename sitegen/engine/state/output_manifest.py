"""Which files of an output folder are sitegen's own: a plain list beside the store, one for each folder built into.

The store may be lost at any time. Without this list, what it knew of output/ would then stay there for ever.
"""

from collections.abc import Iterable
from pathlib import Path

from sitegen import digest, files
from sitegen.engine.state.lock import state_not_writable
from sitegen.errors import BuildFailed

HEADING = "# Files that sitegen wrote, and may delete when they are no longer wanted, below: {}"


class OutputManifest:
    """The paths below one output folder that sitegen has written, or was about to write when it was killed."""

    def __init__(self, state: Path, root: Path, folder: Path) -> None:
        self.name = _name_folder(root, folder)
        suffix = "" if self.name == "output" else f"-{digest.of(self.name)[:12]}"
        self._file = state / f"outputs{suffix}.txt"
        self._paths: frozenset[str] | None = None

    @property
    def paths(self) -> frozenset[str]:
        """All that is noted."""
        if self._paths is None:
            self._paths = self._read()
        return self._paths

    def add(self, paths: Iterable[str]) -> None:
        """Note paths before anything is written there. Raises BuildFailed."""
        self._set(self.paths.union(paths))

    def keep(self, paths: Iterable[str]) -> None:
        """Forget all paths but these, once the others are deleted. Raises BuildFailed."""
        self._set(self.paths.intersection(paths))

    def _set(self, paths: frozenset[str]) -> None:
        if paths == self.paths:
            return
        lines = [HEADING.format(_escape(self.name)), *map(_escape, sorted(paths)), ""]
        try:
            for half_written in self._file.parent.glob(f"{files.TEMPORARY}*"):
                half_written.unlink()
            if paths:
                files.write(str(self._file), "\n".join(lines).encode("utf-8", "surrogateescape"))
            else:
                self._file.unlink(missing_ok=True)
        except OSError as failure:
            raise BuildFailed([state_not_writable(self._file.parent.name, failure)]) from failure
        self._paths = paths

    def _read(self) -> frozenset[str]:
        """Return the paths noted; lines that are damaged name no file, or at worst leave one where it is."""
        try:
            text = self._file.read_bytes().decode("utf-8", "surrogateescape")
        except OSError:
            return frozenset()
        lines = text.split("\n")[1:-1]
        return frozenset(map(_unescape, lines) if "\\" in text else lines)


def list_output_folders(state: Path) -> list[str]:
    """Return the names of the output folders that have a manifest, sorted."""
    start = HEADING.format("")
    headings = (file.read_text("utf-8", "surrogateescape").partition("\n")[0] for file in state.glob("outputs*.txt"))
    return sorted(_unescape(heading.removeprefix(start)) for heading in headings if heading.startswith(start))


def _name_folder(root: Path, folder: Path) -> str:
    """Return what the folder is called: as seen from the newsroom if it is inside, so that both may move together."""
    full, base = folder.resolve(), root.resolve()
    return full.relative_to(base).as_posix() if full.is_relative_to(base) else str(full)


def _escape(path: str) -> str:
    return path.replace("\\", "\\\\").replace("\n", "\\n")


def _unescape(line: str) -> str:
    return "\\".join(part.replace("\\n", "\n") for part in line.split("\\\\"))
