"""Write: from what is planned to what is in output/: pages rendered and written, files copied, leftovers deleted."""

import os
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct, field
from msgspec.structs import replace

from sitegen import digest, files
from sitegen.engine.inputs.page_inputs import PageInputs, make_batches
from sitegen.engine.inputs.saved_inputs import save_inputs
from sitegen.engine.request import Reporter
from sitegen.engine.state.output_manifest import OutputManifest
from sitegen.engine.state.outputs import Outputs
from sitegen.engine.state.store import FileRecord, OutputRecord, Store
from sitegen.engine.workers.pool import WorkerPool
from sitegen.engine.workers.worker import Failed, Written, cannot_write, write_output
from sitegen.errors import Diagnostic, Location, error

if TYPE_CHECKING:
    from sitegen.engine.phases.plan import BuildPlan
    from sitegen.pages.values import Copy

SAVE_EVERY = 3000
"""Pages after which what is known of them is saved: one transaction for an archive would be as large as the store."""


class Changes(Struct):
    """What was done to output/."""

    rendered: list[str] = field(default_factory=list)
    written: list[str] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    unchanged: int = 0
    copied: int = 0
    diagnostics: list[Diagnostic] = field(default_factory=list)


def render_pages(
    changes: Changes, plan: "BuildPlan", found: Outputs, store: Store, workers: WorkerPool, reporter: Reporter
) -> None:
    """Render and write the pages that are not fresh, while the inputs of the next ones are put together.

    A page that fails keeps its old file and its old key.
    """
    failed: dict[Diagnostic, list[str]] = {}
    sent: dict[str, tuple[PageInputs, str]] = {}

    def stale_pages() -> Iterator[PageInputs]:
        for page in map(plan.inputs.make, plan.pages):
            key = page.key
            if found.is_fresh(page.path, key):
                changes.unchanged += 1
                reporter.advance()
            else:
                sent[page.path] = page, key
                yield page

    reporter.phase("render", len(plan.pages))
    for outcomes in workers.map(
        "write", make_batches(stale_pages(), plan.source, workers.chunk_sizes(len(plan.pages)))
    ):
        records: dict[str, OutputRecord] = {}
        rendered: list[PageInputs] = []
        for outcome in outcomes:
            page, key = sent.pop(outcome.path)
            if isinstance(outcome, Failed):
                failed.setdefault(outcome.diagnostic, []).append(outcome.path)
                continue
            records[outcome.path] = record_output(outcome, key, page.inputs)
            rendered.append(page)
            changes.rendered.append(outcome.path)
            if outcome.changed:
                changes.written.append(outcome.path)
        store.put_outputs(records)
        save_inputs(rendered, store)
        if len(changes.rendered) // SAVE_EVERY > (len(changes.rendered) - len(rendered)) // SAVE_EVERY:
            store.save()
        reporter.advance(len(outcomes))
    reporter.done()
    store.save()
    changes.diagnostics += [_name_pages(diagnostic, paths) for diagnostic, paths in failed.items()]


def _name_pages(diagnostic: Diagnostic, paths: Sequence[str]) -> Diagnostic:
    """Return the diagnostic of one failure that many pages may share, naming the first page."""
    if diagnostic.location.path.endswith(paths[0]):
        return diagnostic
    others = f" and {len(paths) - 1:,} more" if len(paths) > 1 else ""
    return replace(diagnostic, message=f"{diagnostic.message} It fails for {paths[0]}{others}.")


def record_output(written: Written, key: str, inputs: Mapping[str, str] | None = None) -> OutputRecord:
    """Return what is remembered of an output that was written."""
    file = FileRecord(written.stamp, written.recorded_ns, written.digest)
    return OutputRecord(key, file, msgspec.msgpack.encode(inputs) if inputs else b"")


def copy_files(changes: Changes, copies: Sequence["Copy"], found: Outputs, root: Path, store: Store) -> None:
    """Bring files that are published as they are to output/."""
    stale = [copy for copy in copies if not found.is_fresh(copy.path, _copy_key(copy))]
    records: dict[str, OutputRecord] = {}
    for copy in stale:
        try:
            data = copy.read(root)
        except OSError as failure:
            changes.diagnostics.append(cannot_write(str(found.folder), copy.path, failure))
            continue
        outcome = write_output(str(found.folder), copy.path, data)
        if isinstance(outcome, Failed):
            changes.diagnostics.append(outcome.diagnostic)
            continue
        records[copy.path] = record_output(outcome, _copy_key(copy))
        changes.copied += 1
        if outcome.changed:
            changes.written.append(copy.path)
    store.put_outputs(records)
    store.save()


def _copy_key(copy: "Copy") -> str:
    return digest.of(["copy", copy.digest])


def delete_files(changes: Changes, planned: set[str], manifest: OutputManifest, found: Outputs, store: Store) -> None:
    """Delete what sitegen once wrote and no longer plans. Files that it did not write are left alone."""
    kept = set(planned)
    for path in sorted(manifest.paths.union(found.records) - planned):
        try:
            if os.path.lexists(found.folder / path):
                files.remove(found.folder / path, found.folder)
                changes.deleted.append(path)
        except OSError as failure:
            kept.add(path)
            changes.diagnostics.append(_cannot_delete(found.folder, path, failure))
    manifest.keep(kept)
    gone = [path for path in found.records if path not in planned]
    store.forget_outputs(gone)
    store.page_inputs.forget(gone)
    store.save()


def _cannot_delete(folder: Path, path: str, failure: OSError) -> Diagnostic:
    message = f"This output should no longer be there, but cannot be deleted: {failure.strerror or failure}."
    hint = "give the user who builds permission to delete it; then build again"
    return error("cannot-delete", message, Location(f"{folder.name}/{path}"), hint)
