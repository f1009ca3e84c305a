"""From what is planned to what lies in output/: pages rendered and written, files copied, leftovers deleted."""

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from sitegen import digest, files
from sitegen.engine.inputs.encoding import ENCODED_CARDS, Parcel, Sheet
from sitegen.engine.inputs.saved_inputs import keep
from sitegen.engine.request import Reporter
from sitegen.engine.state.output_manifest import Ledger
from sitegen.engine.state.outputs import Outputs
from sitegen.engine.state.store import FileRecord, OutputRecord, Store
from sitegen.engine.workers.pool import Workers, chunked
from sitegen.engine.workers.worker import Failed, Written, cannot_write, put
from sitegen.errors import Diagnostic, Location, error
from sitegen.pages.values import Copy

if TYPE_CHECKING:
    from sitegen.engine.inputs.page_inputs import Context

SAVE_EVERY = 3000
"""Pages after which what is known of them is saved: one transaction for an archive would be as large as the store."""


class Stock(Struct, frozen=True):
    """What parcels are filled from, besides contexts."""

    text: Callable[[str], bytes]
    """Article path -> its Body, as it lies in the store"""
    portions: Iterable[int] = (1,)
    """Pages of each parcel"""
    cards: dict[str, bytes] = {}
    """Those encoded so far, by digest"""


class Produced(Struct):
    """What was done to output/."""

    rendered: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unchanged: int = 0
    copied: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def render_pages(
    produced: Produced,
    contexts: Iterable["Context"],
    is_fresh: Callable[["Context"], bool],
    stock: Stock,
    store: Store,
    workers: Workers,
    reporter: Reporter,
) -> None:
    """Render and write the pages that are not fresh, while the contexts of the next ones are put together.

    A page that fails keeps its old file and its old key.
    """
    failed: dict[Diagnostic, list[str]] = {}
    sent: dict[str, Context] = {}

    def stale() -> Iterator["Context"]:
        for context in contexts:
            if is_fresh(context):
                produced.unchanged += 1
                reporter.advance()
            else:
                sent[context.page.path] = context
                yield context

    for outcomes in workers.map("render", parcels(stale(), stock)):
        records: dict[str, OutputRecord] = {}
        rendered: list[Context] = []
        for outcome in outcomes:
            context = sent.pop(outcome.path)
            if isinstance(outcome, Failed):
                failed.setdefault(outcome.diagnostic, []).append(outcome.path)
                continue
            records[outcome.path] = record_of(outcome, context.key, context.inputs)
            rendered.append(context)
            produced.rendered.append(outcome.path)
            if outcome.changed:
                produced.written.append(outcome.path)
        store.put_outputs(records)
        keep(rendered, store)
        if len(produced.rendered) // SAVE_EVERY > (len(produced.rendered) - len(rendered)) // SAVE_EVERY:
            store.save()
        reporter.advance(len(outcomes))
    reporter.done()
    store.save()
    produced.diagnostics += [_for_pages(diagnostic, paths) for diagnostic, paths in failed.items()]


def _for_pages(diagnostic: Diagnostic, paths: Sequence[str]) -> Diagnostic:
    """Return the diagnostic of one failure that many pages may share, naming the first page."""
    if diagnostic.location.path.endswith(paths[0]):
        return diagnostic
    others = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return replace(diagnostic, message=f"{diagnostic.message} It fails for {paths[0]}{others}.")


def parcels(contexts: Iterable["Context"], stock: Stock) -> Iterator[Parcel]:
    """Yield what workers need to render the pages of these contexts, some pages at a time."""
    for some in chunked(contexts, stock.portions):
        if len(stock.cards) > ENCODED_CARDS:
            stock.cards.clear()
        parcel = Parcel()
        for context in some:
            page = context.page
            marks = tuple((name, value.mark) for name, value in context.values.items())
            parcel.add(
                Sheet(page.path, page.template, page.lang, marks, context.blocks), context.values.values(), stock.cards
            )
            for value in context.values.values():
                for path in value.texts:
                    if path not in parcel.texts:
                        parcel.texts[path] = stock.text(path)
        yield parcel


def record_of(written: Written, key: str, inputs: Mapping[str, str] | None = None) -> OutputRecord:
    """Return what is remembered of an output that was written."""
    file = FileRecord(written.stamp, written.recorded_ns, written.digest)
    return OutputRecord(key, file, msgspec.msgpack.encode(inputs) if inputs else b"")


def copy_files(produced: Produced, copies: Sequence[Copy], there: Outputs, root: Path, store: Store) -> None:
    """Bring files that are published as they are to output/."""
    stale = [copy for copy in copies if not there.is_fresh(copy.path, _copy_key(copy))]
    records: dict[str, OutputRecord] = {}
    for copy in stale:
        try:
            data = copy.data or (root / copy.source).read_bytes()
        except OSError as failure:
            produced.diagnostics.append(cannot_write(str(there.folder), copy.path, failure))
            continue
        outcome = put(str(there.folder), copy.path, data)
        if isinstance(outcome, Failed):
            produced.diagnostics.append(outcome.diagnostic)
            continue
        records[copy.path] = record_of(outcome, _copy_key(copy))
        produced.copied += 1
        if outcome.changed:
            produced.written.append(copy.path)
    store.put_outputs(records)
    store.save()


def _copy_key(copy: Copy) -> str:
    return digest.of(["copy", copy.digest])


def delete_files(produced: Produced, planned: set[str], ledger: Ledger, there: Outputs, store: Store) -> None:
    """Delete what sitegen once wrote and no longer plans. Files that it did not write are left alone."""
    kept = set(planned)
    for path in sorted(ledger.paths.union(there.records) - planned):
        try:
            if os.path.lexists(there.folder / path):
                files.remove(there.folder / path, there.folder)
                produced.deleted.append(path)
        except OSError as failure:
            kept.add(path)
            produced.diagnostics.append(_cannot_delete(there.folder, path, failure))
    ledger.keep(kept)
    gone = [path for path in there.records if path not in planned]
    store.forget_outputs(gone)
    store.contexts.forget(gone)
    store.save()


def _cannot_delete(folder: Path, path: str, failure: OSError) -> Diagnostic:
    message = f"This output should no longer be there, but cannot be deleted: {failure.strerror or failure}."
    hint = "let the user who builds delete it; then build again"
    return error("cannot-delete", message, Location(f"{folder.name}/{path}"), hint)
