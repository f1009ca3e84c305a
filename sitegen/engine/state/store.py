"""What one build leaves for the next, in one SQLite file under .sitegen/: stamps, parsed sources, outputs.

All of it is disposable: what cannot be read is made anew. Values are JSON or msgpack, so that a store from elsewhere
cannot run code, each with a checksum: SQLite notices damage to its own structure, not to what it holds.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from sitegen.engine.state.checksums import Unreadable, checksum, verify_row
from sitegen.engine.state.input_tables import SCHEMA as INPUTS
from sitegen.engine.state.input_tables import InputTables
from sitegen.files import Stamp

_FULL_OR_FORBIDDEN = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_PERM}

CACHE_KIB = 32_768
"""Memory for pages of the store: keys are digests, so that rows go in anywhere."""

PAGE = 16_384
"""Bytes of a page of a new store: most texts fit into one."""

SCHEMA_VERSION = 7

_SCHEMA = """
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL, sum INTEGER) WITHOUT ROWID;
CREATE TABLE files (path TEXT PRIMARY KEY, size INTEGER, mtime INTEGER, ctime INTEGER, inode INTEGER,
                    recorded INTEGER, digest TEXT NOT NULL, sum INTEGER) WITHOUT ROWID;
CREATE TABLE parsed (key TEXT PRIMARY KEY, record BLOB NOT NULL, text_digest TEXT NOT NULL, diagnostics BLOB NOT NULL,
                     sum INTEGER);
CREATE TABLE parsed_texts (key TEXT PRIMARY KEY, text BLOB NOT NULL, sum INTEGER);
CREATE TABLE facts (key TEXT PRIMARY KEY, value BLOB NOT NULL, sum INTEGER);
CREATE TABLE outputs (path TEXT PRIMARY KEY, key TEXT NOT NULL, size INTEGER, mtime INTEGER, ctime INTEGER,
                      inode INTEGER, recorded INTEGER, digest TEXT NOT NULL, sum INTEGER, inputs BLOB NOT NULL,
                      inputs_sum INTEGER);
"""


class ParsedRow(NamedTuple):
    """A parsed source as it is remembered; records, texts and diagnostics are JSON, empty where there is none."""

    record: bytes
    text: bytes = b""
    text_digest: str = ""
    diagnostics: bytes = b""


class FileRecord(Struct, frozen=True):
    """A file as it was when it was last read or written."""

    stamp: Stamp
    recorded_ns: int
    digest: str


class OutputRecord(Struct, frozen=True):
    """An output as it was last rendered: the key decides, the inputs behind it only explain."""

    key: str
    file: FileRecord
    inputs: bytes = b""


def is_disk_full(failure: sqlite3.DatabaseError) -> bool:
    """Is the store verify_row, and only the disk full or not to be written?"""
    code: int = getattr(failure, "sqlite_errorcode", 0)
    return code & 0xFF in _FULL_OR_FORBIDDEN


class Store:
    """The open store. Use as a context manager: what was put in is kept when the block ends, or at `save`."""

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self._path = path
        try:
            self._db = self._open()
        except sqlite3.DatabaseError as failure:
            if is_disk_full(failure):
                raise
            self.discard(path)
            self._db = self._open()
        self.page_inputs = InputTables(self._db)

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self._path, isolation_level=None, timeout=30)
        try:
            db.execute(f"PRAGMA page_size={PAGE}")
            db.execute("PRAGMA journal_mode=WAL")
            # A store lost to a power cut costs one clean build; waiting for the disk would cost every build.
            db.execute("PRAGMA synchronous=OFF")
            db.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
            (version,) = db.execute("PRAGMA user_version").fetchone()
            if version != SCHEMA_VERSION:
                self._create(db)
            db.execute("BEGIN")
        except BaseException:
            db.close()
            raise
        return db

    def _create(self, db: sqlite3.Connection) -> None:
        if db.execute("SELECT count(*) FROM sqlite_master").fetchone() != (0,):
            raise sqlite3.DatabaseError("a store of another version")
        db.execute("BEGIN")
        for statement in (*_SCHEMA.split(";"), *INPUTS):
            db.execute(statement)
        db.execute(f"PRAGMA user_version={SCHEMA_VERSION}")
        db.execute("COMMIT")

    @staticmethod
    def discard(path: Path) -> None:
        """Forget all that a store at this path holds."""
        for suffix in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{path}{suffix}")

    def __enter__(self) -> "Store":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def save(self) -> None:
        """Keep all that was put in so far, whatever happens next."""
        self._db.execute("COMMIT")
        self._db.execute("BEGIN")

    def close(self) -> None:
        try:
            # A full disk has ended the transaction already.
            if self._db.in_transaction:
                self._db.execute("COMMIT")
        finally:
            self._db.close()

    # -- single values --

    def meta(self, name: str) -> str:
        row = self._db.execute("SELECT value, sum FROM meta WHERE name=?", (name,)).fetchone()
        return str(verify_row(row[1], name, row[0])[1]) if row else ""

    def set_meta(self, name: str, value: str) -> None:
        self._db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?, ?)", (name, value, checksum(name, value)))

    def fact(self, key: str) -> bytes | None:
        """Return a remembered pure result by the digest of its input."""
        row = self._db.execute("SELECT value, sum FROM facts WHERE key=?", (key,)).fetchone()
        return bytes(verify_row(row[1], key, row[0])[1]) if row else None

    def set_fact(self, key: str, value: bytes) -> None:
        self._db.execute("INSERT OR REPLACE INTO facts VALUES (?, ?, ?)", (key, value, checksum(key, value)))

    def prune_facts(self, prefix: str, keys: Iterable[str]) -> None:
        """Forget all facts whose key begins with the prefix, but these."""
        self._prune("facts", keys, prefix)

    # -- input files --

    def files(self) -> dict[str, FileRecord]:
        records: dict[str, FileRecord] = {}
        rows = self._db.execute("SELECT path, size, mtime, ctime, inode, recorded, digest, sum FROM files")
        for path, size, mtime, ctime, inode, recorded, digest, total in rows:
            verify_row(total, path, digest)
            records[path] = FileRecord(Stamp(size, mtime, ctime, inode), recorded, digest)
        return records

    def put_files(self, records: Mapping[str, FileRecord]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            ((path, *_stamp_row(record), checksum(path, record.digest)) for path, record in records.items()),
        )

    def forget_files(self, paths: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM files WHERE path=?", ((path,) for path in paths))

    # -- parsed sources --

    def parsed(self) -> dict[str, tuple[bytes, str, bytes]]:
        """Return key -> (record, digest of the text, diagnostics) of all parsed sources."""
        rows = self._db.execute("SELECT key, record, text_digest, diagnostics, sum FROM parsed")
        return {key: verify_row(total, key, *values)[1:] for key, *values, total in rows}

    def parsed_row(self, key: str) -> tuple[bytes, str, bytes] | None:
        """Return the same of one parsed source."""
        row = self._db.execute(
            "SELECT record, text_digest, diagnostics, sum FROM parsed WHERE key=?", (key,)
        ).fetchone()
        return verify_row(row[3], key, *row[:3])[1:] if row else None

    def forget_parsed(self, keys: Iterable[str]) -> None:
        rows = [(key,) for key in keys]
        self._db.executemany("DELETE FROM parsed WHERE key=?", rows)
        self._db.executemany("DELETE FROM parsed_texts WHERE key=?", rows)

    def put_parsed(self, rows: Iterable[tuple[str, ParsedRow]]) -> None:
        """Remember parsed sources by key."""
        rows = list(rows)
        parsed = (
            (key, r.record, r.text_digest, r.diagnostics, checksum(key, r.record, r.text_digest, r.diagnostics))
            for key, r in rows
        )
        texts = ((key, row.text, checksum(key, row.text)) for key, row in rows if row.text)
        self._db.executemany("INSERT OR REPLACE INTO parsed VALUES (?, ?, ?, ?, ?)", parsed)
        self._db.executemany("INSERT OR REPLACE INTO parsed_texts VALUES (?, ?, ?)", texts)

    def prune_parsed(self, keys: Iterable[str]) -> None:
        """Forget all parsed sources but these."""
        gone = self._prune("parsed", keys)
        self._db.executemany("DELETE FROM parsed_texts WHERE key=?", gone)

    def text(self, key: str) -> bytes:
        """Return the text of a parsed article. Raises Unreadable if there is none: it was put in with the record."""
        row = self._db.execute("SELECT text, sum FROM parsed_texts WHERE key=?", (key,)).fetchone()
        if row is None:
            raise Unreadable(f"no text of {key}")
        return bytes(verify_row(row[1], key, row[0])[1])

    # -- outputs --

    def outputs(self) -> dict[str, OutputRecord]:
        records: dict[str, OutputRecord] = {}
        rows = self._db.execute("SELECT path, key, size, mtime, ctime, inode, recorded, digest, sum FROM outputs")
        for path, key, size, mtime, ctime, inode, recorded, digest, total in rows:
            verify_row(total, path, key, digest)
            records[path] = OutputRecord(key, FileRecord(Stamp(size, mtime, ctime, inode), recorded, digest))
        return records

    def output_paths(self) -> list[str]:
        return [path for (path,) in self._db.execute("SELECT path FROM outputs ORDER BY path")]

    def output_digest(self, path: str) -> str:
        """Return the digest of an output's bytes, "" for an unknown one."""
        row = self._db.execute("SELECT key, digest, sum FROM outputs WHERE path=?", (path,)).fetchone()
        return str(verify_row(row[2], path, row[0], row[1])[2]) if row else ""

    def output_stamps(self) -> list[tuple[str, Stamp]]:
        rows = self._db.execute("SELECT path, size, mtime, ctime, inode FROM outputs ORDER BY path")
        return [(path, Stamp(size, mtime, ctime, inode)) for path, size, mtime, ctime, inode in rows]

    def trust_outputs(self, seen_ns: int, margin_ns: int) -> None:
        """Note that all outputs not trusted so far were seen at that time with the stamps they have here, but for those
        too new for it."""
        self._db.execute(
            "UPDATE outputs SET recorded=? WHERE recorded <= mtime + ? AND mtime + ? < ?",
            (seen_ns, margin_ns, margin_ns, seen_ns),
        )

    def inputs(self, path: str) -> bytes:
        row = self._db.execute("SELECT inputs, inputs_sum FROM outputs WHERE path=?", (path,)).fetchone()
        return bytes(verify_row(row[1], path, row[0])[1]) if row else b""

    def put_outputs(self, records: Mapping[str, OutputRecord]) -> None:
        self._db.executemany(
            "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (
                    path,
                    o.key,
                    *_stamp_row(o.file),
                    checksum(path, o.key, o.file.digest),
                    o.inputs,
                    checksum(path, o.inputs),
                )
                for path, o in records.items()
            ),
        )

    def put_checked(self, records: Mapping[str, OutputRecord]) -> None:
        """Note new stamps of outputs that still hold what was written; all else of them stays as it is."""
        self._db.executemany(
            "UPDATE outputs SET size=?, mtime=?, ctime=?, inode=?, recorded=? WHERE path=?",
            ((*_stamp_row(record.file)[:5], path) for path, record in records.items()),
        )

    def forget_outputs(self, paths: Iterable[str]) -> None:
        self._db.executemany("DELETE FROM outputs WHERE path=?", ((path,) for path in paths))

    def _prune(self, table: str, keys: Iterable[str], prefix: str = "") -> list[tuple[str]]:
        kept = set(keys)
        found = [key for (key,) in self._db.execute(f"SELECT key FROM {table}")]
        if not all(isinstance(key, str) for key in found):
            raise Unreadable("the store is damaged")
        gone = [(key,) for key in found if key not in kept and key.startswith(prefix)]
        self._db.executemany(f"DELETE FROM {table} WHERE key=?", gone)
        return gone


def _stamp_row(record: FileRecord) -> tuple[int, int, int, int, int, str]:
    s = record.stamp
    return (s.size, s.mtime_ns, s.ctime_ns, s.inode, record.recorded_ns, record.digest)
