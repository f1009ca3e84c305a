"""Scan: the files of content/ that are inputs, each trusted by its stamp or read."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

from msgspec import Struct, field

from sitegen import digest, files
from sitegen.config.model import Config, ContentRules
from sitegen.engine.state.store import FileRecord, Store
from sitegen.errors import Diagnostic, Location, error
from sitegen.source.source_kind import is_excluded, kind_of

CONTENT = "content"


class ContentFiles(Struct, dict=True):
    """The input files of content/, as they were scanned and then read."""

    folder: Path
    store: Store
    scanned_ns: int
    """When the stamps were taken, or a little before"""
    rules: ContentRules
    """Say which files are inputs, and of what kind"""
    found: list[files.Found] = field(default_factory=list)
    """Those that may be read, in the order of their paths"""
    problems: list[Diagnostic] = field(default_factory=list)
    fresh: dict[str, FileRecord] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """Kind of each input by its path. Files that the settings exclude, or that have no kind, are not inputs: a
        build neither reads them nor depends on them."""
        return {f.path: kind for f in self.found if (kind := kind_of(f.path, self.rules))}

    @cached_property
    def inputs(self) -> list[files.Found]:
        """The files that are inputs, in the order of their paths"""
        return [found for found in self.found if found.path in self.kinds]

    @cached_property
    def known(self) -> dict[str, FileRecord]:
        """What the last build knew of the files, by path"""
        return self.store.files()

    @cached_property
    def stamps(self) -> str:
        """The digest of all paths and stamps"""
        return digest.of(self.found)

    def is_settled(self, scanned_ns: int) -> bool:
        """May equal stamps of a scan at that time stand for equal bytes?"""
        latest = max((found.stamp.mtime_ns for found in self.found), default=0)
        return not self.problems and latest + files.SETTLED_NS < scanned_ns

    def trusted_digest(self, found: files.Found) -> str:
        """Return the file's digest if its stamp can stand for its bytes, else ""."""
        if file_digest := self.digests.get(found.path):
            return file_digest
        record = self.known.get(found.path)
        if record and record.stamp == found.stamp and files.is_settled(record.stamp, record.recorded_ns):
            self.digests[found.path] = record.digest
            return record.digest
        return ""

    def read_unknown(self, most: int) -> bool:
        """Read the files whose digest is not known, unless they are more than `most`; return whether all are known."""
        if len(self.digests) == len(self.inputs):
            return not self.problems
        unknown = [found for found in self.inputs if not self.trusted_digest(found)]
        if self.problems or len(unknown) > most:
            return False
        for found in unknown:
            self.read(found)
        return True

    def read(self, found: files.Found) -> tuple[str, bytes]:
        """Return digest and bytes of a file, and note its stamp (taken before it was read, so never too new)."""
        recorded = files.now_ns()
        data = files.read(f"{self.folder}/{found.path}")
        file_digest = digest.of_bytes(data)
        self.fresh[found.path] = FileRecord(found.stamp, recorded, file_digest)
        self.digests[found.path] = file_digest
        return file_digest, data


def digest_files(digests: Iterable[tuple[str, str]]) -> str:
    """Return the digest of files, given as (path, digest) in any order.

    (A sorted list: the encoder sorts a mapping of an archive's size in quadratic time.)
    """
    return digest.of(sorted(digests))


def scan_content(root: Path, config: Config, store: Store) -> ContentFiles:
    """Scan content/ without reading a file."""
    content = ContentFiles(root / CONTENT, store, files.now_ns(), config.content)
    content.found, content.problems = _accept_files(content.folder, config)
    return content


def _accept_files(folder: Path, config: Config) -> tuple[list[files.Found], list[Diagnostic]]:
    """Return the files that may be read, in the order of their paths, and what is wrong with the others."""
    accepted: list[files.Found] = []
    problems: list[Diagnostic] = []
    for found in sorted(files.scan(folder), key=lambda f: f.path):
        place = Location(f"{CONTENT}/{found.path}")
        limit = config.content.max_bytes
        if found.is_link and is_excluded(found.path, config.content):
            continue
        if found.is_link and files.leads_outside(folder / found.path, folder):
            message = "This link leads out of content/, or to no file."
            problems.append(error("link-outside", message, place, "put the file itself here"))
        elif found.is_link and (folder / found.path).is_dir():
            problems.append(error("link-to-folder", "Links to folders are not followed.", place, "put the files here"))
        elif found.stamp.size > limit and kind_of(found.path, config.content) not in {"media", "static", ""}:
            message = f"This file has {found.stamp.size:,} bytes; more than {limit:,} is too large for a text."
            hint = "set max_bytes under [content] in site.toml if it is intended"
            problems.append(error("too-large", message, place, hint))
        else:
            accepted.append(found)
    return accepted, problems
