"""A build in which nothing but the texts of some articles was edited: each has the ArticleMeta that it had.

All that others see of an article is in its ArticleMeta. So what every page is made of is known but for the texts, and
only the pages whose values read one of these are rendered, from what they were made of last and the new text.
"""

from collections.abc import Mapping

import msgspec
from msgspec.structs import replace

from sitegen import files
from sitegen.engine.build_inputs import BuildInputs
from sitegen.engine.build_state import BuildState
from sitegen.engine.inputs.page_inputs import TEXT, BatchSource, PageInputs, make_batch
from sitegen.engine.inputs.saved_inputs import load_inputs
from sitegen.engine.phases.parse import ParsedKeys
from sitegen.engine.phases.scan import CONTENT, ContentFiles, digest_files
from sitegen.engine.phases.write import record_output
from sitegen.engine.request import Result
from sitegen.engine.shortcuts.skip_build import FEW, LastBuild, find_last_build, remember_build
from sitegen.engine.state import outputs
from sitegen.engine.state.output_snapshot import check_outputs, update_snapshot
from sitegen.engine.state.store import ParsedRow, Store
from sitegen.engine.workers.worker import Failed, Worker, WorkerSetup, Written
from sitegen.source.parse_source import SourceJob


def build_edited_bodies(state: BuildState, read: BuildInputs, store: Store) -> Result | None:
    """Bring output/ up to date if texts are all that was edited since the last build; else do nothing, return None."""
    with state.timed("scan"):
        last = find_last_build(state, read, store)
        edited = _find_edited(last, read.content) if last else []
        checked_ns = files.now_ns()
        stamps = check_outputs(last.outputs, state.request.output_folder, store) if last and edited else None
        if last is None or stamps is None:
            return None
        store.page_inputs.check()
    setup = WorkerSetup.of(read.config, read.theme, state.request.output_folder)
    worker, keys = Worker(setup), ParsedKeys(setup.parse)
    with state.timed("parse"):
        rows = _parse_edited(edited, last, read.content, keys, worker, store)
    if rows is None:
        return None
    with state.timed("render"):
        pages, outcomes = _write_pages(rows, read.content, keys, worker, store)
        written = [outcome for outcome in outcomes if isinstance(outcome, Written)]
        if len(written) < len(outcomes):
            return None
        records = {w.path: record_output(w, pages[w.path].key, pages[w.path].inputs) for w in written}
        store.put_outputs(records)
        store.forget_parsed([keys.of("article", path, read.content.known[path].digest) for path in rows])
        store.put_parsed([(keys.of("article", path, read.content.digests[path]), row) for path, row in rows.items()])
        remember_build(state, read, last.result, store, update_snapshot(stamps, records, checked_ns))
        store.set_meta(outputs.UNFINISHED, "no")
    return replace(
        last.result,
        path="body_edit",
        rendered=tuple(sorted(records)),
        written=tuple(sorted(outcome.path for outcome in written if outcome.changed)),
        unchanged=last.result.pages - len(records),
        parsed=len(rows),
        seconds=state.seconds,
    )


def _find_edited(last: LastBuild, content: ContentFiles) -> list[files.Found]:
    """Return the files that differ from those of the last build, if they are a few articles; else none."""
    known = {path: record.digest for path, record in content.known.items()}
    has_same_files = [f.path for f in content.inputs] == sorted(known) and content.read_unknown(FEW)
    if not has_same_files or last.content != digest_files(known.items()):
        return []
    edited = [file for file in content.inputs if content.digests[file.path] != known[file.path]]
    return edited if all(content.kinds[file.path] == "article" for file in edited) else []


def _parse_edited(
    edited: list[files.Found], last: LastBuild, content: ContentFiles, keys: ParsedKeys, worker: Worker, store: Store
) -> dict[str, ParsedRow] | None:
    """Return the articles by path; None if more than a text was edited, or there is a diagnostic about one of them."""
    rows = {file.path: worker.parse(SourceJob("article", file.path, content.read(file)[1])) for file in edited}
    if any(d.location.path == f"{CONTENT}/{path}" for d in last.result.diagnostics for path in rows):
        return None
    for path, row in rows.items():
        before = store.parsed_row(keys.of("article", path, content.known[path].digest))
        if not row.record or before is None or (row.record, b"", row.diagnostics) != (before[0], before[2], b""):
            return None
    return rows


def _write_pages(
    rows: Mapping[str, ParsedRow], content: ContentFiles, keys: ParsedKeys, worker: Worker, store: Store
) -> tuple[dict[str, PageInputs], list[Written | Failed]]:
    """Render and write the pages that read the edited texts; return what they are made of now, and the outcomes."""

    def text(path: str) -> bytes:
        return rows[path].text if path in rows else store.text(keys.of("article", path, content.known[path].digest))

    new = {TEXT + path: row.text_digest for path, row in rows.items()}
    pages: dict[str, PageInputs] = {}
    for page in [page for path in rows for page in store.page_inputs.pages_with(path)]:
        inputs = msgspec.msgpack.decode(store.inputs(page), type=dict[str, str])
        inputs |= {name: digest for name, digest in new.items() if name in inputs}
        pages[page] = replace(load_inputs(page, store.page_inputs), inputs=inputs)
    batch = make_batch(pages.values(), BatchSource(text, store.page_inputs.card))
    store.set_meta(outputs.UNFINISHED, "yes")
    store.save()
    return pages, [worker.write(job, batch) for job in batch.jobs]
