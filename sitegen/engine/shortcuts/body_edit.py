"""A build in which only the texts of some articles were rewritten.

The middle does not see a text: it sees what else an article is. Where that is what it was, the middle's outcome is
known, and so are the contexts of the pages that show the text: they are kept. They get the new text, and are rendered.
"""

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen import files
from sitegen.engine import fingerprint
from sitegen.engine.build_inputs import Desk
from sitegen.engine.build_state import Run
from sitegen.engine.inputs.blocks import included_blocks
from sitegen.engine.inputs.encoding import Parcel, Sheet, key_of, retold
from sitegen.engine.inputs.saved_inputs import KeptContext, keep_again, kept_contexts, parcel_of
from sitegen.engine.phases.parse import parsed_key, parsing_salt
from sitegen.engine.phases.scan import CONTENT, Content, digest_of
from sitegen.engine.phases.write import record_of
from sitegen.engine.request import Result
from sitegen.engine.shortcuts import skip_build
from sitegen.engine.shortcuts.skip_build import Memory
from sitegen.engine.state import outputs
from sitegen.engine.state.output_snapshot import Stamps, seal_again, sealed_stamps, set_seal
from sitegen.engine.state.store import OutputRecord, Store
from sitegen.engine.workers.renderer import RenderRules
from sitegen.engine.workers.worker import Failed, Hands, ParsedRow, Setup
from sitegen.files import Found
from sitegen.newsroom.card_maker import minutes
from sitegen.newsroom.related.related import damped_terms
from sitegen.source.article import Article, Body
from sitegen.source.kinds import SourceJob
from sitegen.source.places import kind_of
from sitegen.source.rules import ParseRules
from sitegen.urls import Root


class Rewritten(Struct, frozen=True):
    """An article whose text is another, and that is otherwise what it was."""

    key: str
    """Of its row in the store; before:"""
    old_key: str
    row: ParsedRow
    article: Article
    body: Body


def rewrite(run: Run, desk: Desk, store: Store) -> Result | None:
    """Bring output/ up to date if texts are all that has changed since the last build; else do nothing, return None."""
    with run.timed("scan"):
        memory = skip_build.last_build(run, desk, store)
        changed = _changed(memory, desk.content) if memory else None
        if memory is None or not changed or any(kind_of(f.path, desk.config.content) != "article" for f in changed):
            return None
        folder = run.request.output_folder
        looked = files.now_ns()
        sealed = sealed_stamps(memory.seal, folder, store)
        if sealed is None and not outputs.are_intact(folder, store):
            return None
        store.contexts.check()
    room = _Room(run, desk, store, memory, sealed, looked)
    with run.timed("parse"):
        articles = [room.rewritten(file) for file in changed]
    if None in articles:
        return None
    with run.timed("render"):
        return room.made([article for article in articles if article])


def _changed(memory: Memory, content: Content) -> list[Found] | None:
    """Return the files that differ from those of the last build; None if that is more than some bytes of some files."""
    if [f.path for f in content.found] != sorted(content.known) or content.problems:
        return None
    if memory.content != digest_of((path, record.digest) for path, record in content.known.items()):
        return None
    if not content.is_known(skip_build.FEW):
        return None
    return [file for file in content.found if content.digests[file.path] != content.known[file.path].digest]


def _seen(article: Article) -> Article:
    """Return the article without what the middle does not look at, or only says where something stands."""
    references = tuple(replace(reference, line=0, column=0) for reference in article.references)
    terms = tuple(damped_terms(article))
    return replace(article, body_digest="", words=minutes(article.words), references=references, terms=terms)


class _Room:
    """What all steps need."""

    def __init__(
        self, run: Run, desk: Desk, store: Store, memory: Memory, sealed: Stamps | None, looked_ns: int
    ) -> None:
        self._run, self._desk, self._store, self._memory = run, desk, store, memory
        self._sealed, self._looked_ns = sealed, looked_ns
        rules, theme = ParseRules.of(desk.config), desk.theme
        urls = {name: asset.url for name, asset in theme.assets.items()}
        blocks = included_blocks(desk.config.blocks, Root.of(desk.config.base_url))
        self._hands = Hands(Setup(rules, RenderRules(theme.templates, urls, blocks), str(run.request.output_folder)))
        self._salt = parsing_salt(fingerprint.fingerprint(), rules)
        self._new: dict[str, bytes] = {}

    def rewritten(self, file: Found) -> Rewritten | None:
        """Return what a changed file is now; None if more than its text is new, or there is something to say of it."""
        content = self._desk.content
        old_key = parsed_key(self._salt, "article", file.path, content.known[file.path].digest)
        before = self._store.parsed_row(old_key)
        mark, data = content.read(file)
        row = self._hands.parse(SourceJob("article", file.path, data))
        if not (before and before[0] and row.record) or before[1] or row.diagnostics:
            return None
        if any(d.location.path == f"{CONTENT}/{file.path}" for d in self._memory.diagnostics):
            return None
        old, new = (msgspec.json.decode(record, type=Article) for record in (before[0], row.record))
        if _seen(old) != _seen(new):
            return None
        self._new[file.path] = row.body
        key = parsed_key(self._salt, "article", file.path, mark)
        return Rewritten(key, old_key, row, new, msgspec.json.decode(row.body, type=Body))

    def made(self, articles: list[Rewritten]) -> Result | None:
        """Render and write the pages that show the texts; return None if one of them fails."""
        store, memory = self._store, self._memory
        contexts = self._contexts(articles)
        store.set_meta(outputs.UNFINISHED, "yes")
        store.save()
        records: dict[str, OutputRecord] = {}
        written = []
        for context in contexts:
            outcome = self._hands.render(*self._parcel(context))
            if isinstance(outcome, Failed):
                return None
            inputs = msgspec.msgpack.decode(store.inputs(context.path), type=dict[str, str])
            inputs |= {name: value.mark for name, value in context.values.items()}
            records[context.path] = record_of(outcome, key_of(inputs), inputs)
            written += [context.path] if outcome.changed else []
        store.put_outputs(records)
        keep_again(contexts, store)
        memory = self._remember(articles, records)
        store.set_meta(outputs.UNFINISHED, "no")
        return memory.result(self._run, list(records), written, len(articles))

    def _contexts(self, articles: list[Rewritten]) -> list[KeptContext]:
        """Return the contexts of all pages that show one of the texts, with what these are now."""
        found: dict[str, KeptContext] = {}
        for one in articles:
            path, words = one.article.path, one.article.words
            for context in kept_contexts(path, self._store):
                there = found.get(context.path, context)
                values = {name: retold(value, one.body, path, words) for name, value in there.values.items()}
                found[context.path] = replace(there, values=values)
        return list(found.values())

    def _parcel(self, context: KeptContext) -> tuple[Sheet, Parcel]:
        sheet, parcel = parcel_of(context, self._store.contexts)
        parcel.texts = {path: self._text(path) for value in context.values.values() for path in value.texts}
        return sheet, parcel

    def _text(self, path: str) -> bytes:
        if path in self._new:
            return self._new[path]
        return self._store.body(parsed_key(self._salt, "article", path, self._desk.content.known[path].digest))

    def _remember(self, articles: list[Rewritten], written: Mapping[str, OutputRecord]) -> Memory:
        """Keep what this build came to, as a build of everything would have."""
        store, content = self._store, self._desk.content
        store.put_files(content.fresh)
        store.forget_parsed([one.old_key for one in articles])
        store.put_parsed([(one.key, one.row.record, one.row.body, b"") for one in articles])
        known = digest_of((path, record.digest) for path, record in (content.known | content.fresh).items())
        seal = seal_again(self._sealed, written, self._looked_ns) if self._sealed else set_seal(store)
        memory = replace(self._memory, content=known, stamps=content.stamps, scanned_ns=content.scanned_ns, seal=seal)
        skip_build.keep(store, memory)
        return memory
