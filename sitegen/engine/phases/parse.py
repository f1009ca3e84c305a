"""Parse: the files of content/ become `Sources`. Only what is new or changed is read, only unknown bytes are parsed."""

from collections import deque
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from sitegen import digest, files
from sitegen.config.model import Config
from sitegen.engine import fingerprint
from sitegen.engine.phases.scan import ContentFiles
from sitegen.engine.request import Reporter
from sitegen.engine.state.store import ParsedRow, Store
from sitegen.engine.workers.pool import WorkerPool, split_into_chunks
from sitegen.errors import Diagnostic
from sitegen.media.measure import measure_picture
from sitegen.media.media_files import make_media_file
from sitegen.newsroom.site import MediaFile, Sources
from sitegen.source.article import ArticleText, Position
from sitegen.source.parse_source import RECORDS, SourceJob
from sitegen.source.rules import ParseRules
from sitegen.source.tables.parse_tables import parse_tables
from sitegen.urls import Root

SAVE_EVERY = 3000
"""Sources after which what was parsed is saved"""

_decode_diagnostics = msgspec.json.Decoder(tuple[Diagnostic, ...]).decode
_decode_text = msgspec.json.Decoder(ArticleText).decode


class ParsedContent(Struct):
    """All sources of a newsroom, parsed."""

    sources: Sources
    diagnostics: list[Diagnostic]
    texts: "ArticleTexts"
    parsed: int
    """How many sources were parsed anew"""


class ArticleTexts(Struct):
    """The articles' texts, which stay in the store until they are needed."""

    store: Store
    keys: dict[str, str] = {}
    """Article path -> key of its text in the store"""
    digests: dict[str, str] = {}
    """Article path -> digest of its text"""

    def encoded(self, path: str) -> bytes:
        """Return the ArticleText of an article as it is stored."""
        return self.store.text(self.keys[path])

    def load(self, path: str) -> ArticleText:
        return _decode_text(self.encoded(path))

    def positions(self, path: str) -> tuple[Position, ...]:
        """Return where the references of an article stand in its file."""
        return self.load(path).positions


def parse_content(
    content: ContentFiles, config: Config, rules: ParseRules, store: Store, workers: WorkerPool, reporter: Reporter
) -> ParsedContent:
    """Return all sources of the newsroom. Texts go to the store, never into memory."""
    kinds = content.kinds
    with_records = [f for f in content.inputs if kinds[f.path] in RECORDS]
    parser = _Parser(content, store, ParsedKeys(rules))
    reporter.phase("parse", len(with_records))
    for count in parser.run(with_records, workers):
        reporter.advance(count)
    reporter.done()
    tables = {f.path: content.read(f)[1] for f in content.inputs if kinds[f.path] in {"sponsor", "data"}}
    parsed_tables, problems = parse_tables(tables, rules)
    published = [f for f in content.inputs if kinds[f.path] in {"media", "static"}]
    media = _measure_media(published, content, store, Root.of(config.base_url))
    _remember(store, content, parser)
    sources = _sources(parser, parsed_tables, media)
    return ParsedContent(sources, [*content.problems, *parser.diagnostics, *problems], parser.texts, parser.parsed)


class ParsedKeys:
    """Makes the keys of parsed sources in the store: of the engine, the rules, and the file's path and bytes."""

    def __init__(self, rules: ParseRules) -> None:
        self._salt = digest.of([fingerprint.fingerprint(), rules.digest])

    def of(self, kind: str, path: str, file_digest: str) -> str:
        return digest.of_bytes(f"{self._salt}\0{kind}\0{path}\0{file_digest}".encode())


class _Parser:
    """Parses what is not remembered, in the order of the files."""

    def __init__(self, content: ContentFiles, store: Store, keys: ParsedKeys) -> None:
        self._content = content
        self._store = store
        self._keys = keys
        self._known = store.parsed()
        self._decoders = {kind: msgspec.json.Decoder(record) for kind, record in RECORDS.items()}
        self._waiting: deque[tuple[files.Found, str]] = deque()
        self._remembered = 0
        self.records: dict[str, list[Any]] = {kind: [] for kind in RECORDS}
        self.texts = ArticleTexts(store)
        self.diagnostics: list[Diagnostic] = []
        self.keys: list[str] = []
        self.parsed = 0

    def run(self, found: list[files.Found], workers: WorkerPool) -> Iterator[int]:
        """Parse all files; yield how many more are done each time."""
        for rows in workers.map("parse", split_into_chunks(self._jobs(found), workers.chunk_sizes(len(found)))):
            self._take_rows(rows)
            yield len(rows) + self._remembered
            self._remembered = 0
        yield self._remembered
        for records in self.records.values():
            records.sort(key=lambda record: record.path)

    def _jobs(self, found: list[files.Found]) -> Iterator[SourceJob]:
        """Yield the sources that are not remembered; accept those that are."""
        content = self._content
        for file in found:
            kind = content.kinds[file.path]
            file_digest, data = content.trusted_digest(file), b""
            if not file_digest:
                file_digest, data = content.read(file)
            key = self._keys.of(kind, file.path, file_digest)
            known = self._known.pop(key, None)
            if not known and not data:
                # What is parsed must be what is known by this digest, whatever happens to the file meanwhile.
                file_digest, data = content.read(file)
                key = self._keys.of(kind, file.path, file_digest)
            self.keys.append(key)
            if known:
                self._accept(file, key, *known)
                self._remembered += 1
            else:
                self._waiting.append((file, key))
                yield SourceJob(kind, file.path, data)

    def _take_rows(self, rows: list[ParsedRow]) -> None:
        fresh: list[tuple[str, ParsedRow]] = []
        for row in rows:
            file, key = self._waiting.popleft()
            fresh.append((key, row))
            self._accept(file, key, row.record, row.text_digest, row.diagnostics)
        self.parsed += len(rows)
        self._store.put_parsed(fresh)
        if self.parsed // SAVE_EVERY > (self.parsed - len(rows)) // SAVE_EVERY:
            self._store.save()

    def _accept(self, file: files.Found, key: str, record: bytes, text_digest: str, diagnostics: bytes) -> None:
        kind = self._content.kinds[file.path]
        if diagnostics:
            self.diagnostics += _decode_diagnostics(diagnostics)
        if record:
            self.records[kind].append(self._decoders[kind].decode(record))
        if text_digest:
            self.texts.keys[file.path] = key
            self.texts.digests[file.path] = text_digest


def _measure_media(found: list[files.Found], content: ContentFiles, store: Store, root: Root) -> dict[str, MediaFile]:
    media: dict[str, MediaFile] = {}
    for file in found:
        file_digest, data = content.trusted_digest(file), None
        if not file_digest:
            file_digest, data = content.read(file)
        fact = store.fact(f"size:{file_digest}")
        if fact is None:
            measured = measure_picture(file.path, content.read(file)[1] if data is None else data)
            fact = msgspec.msgpack.encode(measured)
            store.set_fact(f"size:{file_digest}", fact)
        size = msgspec.msgpack.decode(fact, type=tuple[int, int])
        media[file.path] = make_media_file(file.path, file_digest, file.stamp.size, size, root)
    return media


def _remember(store: Store, content: ContentFiles, parser: _Parser) -> None:
    store.put_files(content.fresh)
    store.forget_files(path for path in content.known if path not in content.kinds)
    store.prune_parsed(parser.keys)
    store.save()


def _sources(parser: _Parser, tables: Any, media: dict[str, MediaFile]) -> Sources:
    records = parser.records
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
        article_positions=parser.texts.positions,
    )
