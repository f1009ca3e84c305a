"""Scan and parse: the files of content/ become `Sources`.

Only what is new or changed is read, only bytes never seen are parsed.
"""

from collections import deque
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
from msgspec import Struct

from sitegen import digest, files
from sitegen.config.model import Config
from sitegen.engine.phases.scan import Content
from sitegen.engine.request import Reporter
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import Workers, chunked
from sitegen.engine.workers.worker import ParsedRow
from sitegen.errors import Diagnostic
from sitegen.media.measure import measure
from sitegen.media.published import media_file
from sitegen.newsroom.site import MediaFile, Sources
from sitegen.source.kinds import RECORDS, SourceJob
from sitegen.source.places import kind_of
from sitegen.source.rules import ParseRules
from sitegen.source.tables.tables import parse_tables
from sitegen.urls import Root

SAVE_EVERY = 3000
"""Sources after which what was parsed is saved"""

_DIAGNOSTICS = msgspec.json.Decoder(tuple[Diagnostic, ...])


class Collected(Struct):
    """What `collect` brings home."""

    sources: Sources
    diagnostics: list[Diagnostic]
    body_keys: dict[str, str]
    """Article path -> key of its text in the store"""
    digests: dict[str, str]
    """Path below content/ -> digest of the file's bytes"""
    parsed: int
    """How many sources were parsed anew"""

    def text_in(self, store: Store) -> Callable[[str], bytes]:
        """Return what gives an article's Body by its path, as it lies in the store."""
        return lambda path: store.body(self.body_keys[path])


def collect(
    content: Content, config: Config, rules: ParseRules, engine: str, store: Store, workers: Workers, reporter: Reporter
) -> Collected:
    """Return all sources of the newsroom. Bodies go to the store, never into memory."""
    found, reading = content.found, content
    kinds = {f.path: kind_of(f.path, config.content) for f in found}
    remembered = [f for f in found if kinds[f.path] in RECORDS]
    parsing = _Parsing(reading, kinds, store, parsing_salt(engine, rules))
    reporter.phase("parse", len(remembered))
    for count in parsing.run(remembered, workers):
        reporter.advance(count)
    reporter.done()
    tables = {f.path: _bytes(reading, f) for f in found if kinds[f.path] in {"sponsor", "data"}}
    parsed_tables, problems = parse_tables(tables, rules)
    published = [f for f in found if kinds[f.path] in {"media", "static"}]
    media = _media(published, reading, store, Root.of(config.base_url))
    _remember(store, reading, parsing, {f.path for f in found})
    sources = _sources(parsing.records, parsed_tables, media)
    everything = [*content.problems, *parsing.diagnostics, *problems]
    return Collected(sources, everything, parsing.body_keys, reading.digests, parsing.parsed)


def parsing_salt(engine: str, rules: ParseRules) -> str:
    """Return what all keys of one engine and its rules have in common."""
    return digest.of([engine, rules.digest])


def parsed_key(salt: str, kind: str, path: str, mark: str) -> str:
    """Return the key of a parsed source in the store; `mark` is the digest of its bytes."""
    return digest.of_bytes(f"{salt}\0{kind}\0{path}\0{mark}".encode())


class _Parsing:
    """Parses what is not remembered, in the order of the files."""

    def __init__(self, reading: Content, kinds: dict[str, str], store: Store, salt: str) -> None:
        self._reading = reading
        self._kinds = kinds
        self._store = store
        self._salt = salt
        self._known = store.parsed()
        self._decoders = {kind: msgspec.json.Decoder(record) for kind, record in RECORDS.items()}
        self._waiting: deque[tuple[files.Found, str]] = deque()
        self._passed = 0
        self.records: dict[str, list[Any]] = {kind: [] for kind in RECORDS}
        self.body_keys: dict[str, str] = {}
        self.diagnostics: list[Diagnostic] = []
        self.keys: list[str] = []
        self.parsed = 0

    def run(self, found: list[files.Found], workers: Workers) -> Iterator[int]:
        """Parse all files; yield how many more are done each time."""
        for rows in workers.map("parse", chunked(self._jobs(found), workers.portions(len(found)))):
            self._take(rows)
            yield len(rows) + self._passed
            self._passed = 0
        yield self._passed
        for records in self.records.values():
            records.sort(key=lambda record: record.path)

    def _jobs(self, found: list[files.Found]) -> Iterator[SourceJob]:
        """Yield the sources that are not remembered; take in those that are."""
        for file in found:
            kind = self._kinds[file.path]
            mark, data = self._reading.trusted(file), b""
            if not mark:
                mark, data = self._reading.read(file)
            key = parsed_key(self._salt, kind, file.path, mark)
            known = self._known.pop(key, None)
            if not known and not data:
                # What is parsed must be what is known by this digest, whatever happens to the file meanwhile.
                mark, data = self._reading.read(file)
                key = parsed_key(self._salt, kind, file.path, mark)
            self.keys.append(key)
            if known:
                self._accept(file, key, known[0], known[1])
                self._passed += 1
            else:
                self._waiting.append((file, key))
                yield SourceJob(kind, file.path, data)

    def _take(self, rows: list[ParsedRow]) -> None:
        fresh: list[tuple[str, bytes, bytes, bytes]] = []
        for row in rows:
            file, key = self._waiting.popleft()
            fresh.append((key, row.record, row.body, row.diagnostics))
            self._accept(file, key, row.record, row.diagnostics)
        self.parsed += len(rows)
        self._store.put_parsed(fresh)
        if self.parsed // SAVE_EVERY > (self.parsed - len(rows)) // SAVE_EVERY:
            self._store.save()

    def _accept(self, file: files.Found, key: str, record: bytes, diagnostics: bytes) -> None:
        kind = self._kinds[file.path]
        if diagnostics:
            self.diagnostics += _DIAGNOSTICS.decode(diagnostics)
        if record:
            self.records[kind].append(self._decoders[kind].decode(record))
            self.body_keys[file.path] = key


def _bytes(reading: Content, found: files.Found) -> bytes:
    return reading.read(found)[1]


def _media(found: list[files.Found], reading: Content, store: Store, root: Root) -> dict[str, MediaFile]:
    media: dict[str, MediaFile] = {}
    for file in found:
        mark, data = reading.trusted(file), None
        if not mark:
            mark, data = reading.read(file)
        fact = store.fact(f"size:{mark}")
        if fact is None:
            measured = measure(file.path, reading.read(file)[1] if data is None else data)
            fact = msgspec.msgpack.encode(measured)
            store.set_fact(f"size:{mark}", fact)
        size = msgspec.msgpack.decode(fact, type=tuple[int, int])
        media[file.path] = media_file(file.path, mark, file.stamp.size, size, root)
    return media


def _remember(store: Store, reading: Content, parsing: _Parsing, present: set[str]) -> None:
    store.put_files(reading.fresh)
    store.forget_files(path for path in reading.known if path not in present)
    store.keep_parsed(parsing.keys)
    store.save()


def _sources(records: dict[str, list[Any]], tables: Any, media: dict[str, MediaFile]) -> Sources:
    return Sources(
        articles=tuple(records["article"]),
        authors=tuple(records["author"]),
        tags=tuple(records["tag"]),
        series=tuple(records["series"]),
        threads=tuple(records["thread"]),
        pages=tuple(records["page"]),
        sponsors=tables.sponsors,
        most_read=tables.most_read,
        data=tables.data,
        media=media,
    )
