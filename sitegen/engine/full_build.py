"""The algorithm, for inputs that have changed: parse, assemble, plan, key, render, write, delete.

The two ends are remembered, the middle is recomputed every time.
"""

from sitegen.engine import fingerprint
from sitegen.engine.build_inputs import BuildInputs
from sitegen.engine.build_state import STATE, BuildState
from sitegen.engine.inputs.saved_inputs import prune_inputs
from sitegen.engine.phases.plan import BuildPlan, ParsedInputs, assemble_site, make_plan, parse_inputs
from sitegen.engine.phases.write import Changes, copy_files, delete_files, render_pages
from sitegen.engine.request import Result
from sitegen.engine.state import outputs
from sitegen.engine.state.output_manifest import OutputManifest
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import WorkerPool
from sitegen.errors import has_errors
from sitegen.newsroom.site import Site


def build_fully(state: BuildState, read: BuildInputs, store: Store) -> Result:
    """Make output/ what the files and `now` say. Raises BuildFailed for errors in the sources."""
    with parse_inputs(state, store, read) as (parsed, workers):
        plan = make_plan(state, parsed)
        state.stop_on_errors()
        changes = _write_output(state, plan, store, workers)
        prune_inputs(plan.cards, plan.inputs.shared_digests(), store)
        parsed.similarity.save()
    return _result(state, plan, parsed, changes)


def survey_site(state: BuildState, store: Store) -> tuple[Site, int]:
    """Return what is published at `now`, and how many words it has. Raises BuildFailed if there are errors."""
    with parse_inputs(state, store) as (parsed, _):
        site = assemble_site(state, parsed)
    state.stop_on_errors()
    return site, sum(parsed.content.texts.load(path).words for path in site.articles)


def _write_output(state: BuildState, plan: BuildPlan, store: Store, workers: WorkerPool) -> Changes:
    """Bring output/ to what is planned; deletions come last, and only after no error."""
    root, folder = state.request.root, state.request.output_folder
    manifest = OutputManifest(root / STATE, root, folder)
    outputs.adopt(manifest.name, fingerprint.fingerprint(), store)
    changes = Changes()
    with state.timed("render"):
        found = outputs.read_outputs(folder, store)
        manifest.add(plan.paths)
        store.set_meta(outputs.UNFINISHED, "yes")
        store.save()
        render_pages(changes, plan, found, store, workers, state.reporter)
    with state.timed("write"):
        copy_files(changes, plan.copies, found, root, store)
        store.put_checked(found.checked)
        if not has_errors([*state.diagnostics, *changes.diagnostics]):
            delete_files(changes, plan.paths, manifest, found, store)
    state.diagnostics += changes.diagnostics
    store.set_meta(outputs.UNFINISHED, "no")
    return changes


def _result(state: BuildState, plan: BuildPlan, parsed: ParsedInputs, changes: Changes) -> Result:
    return Result(
        diagnostics=tuple(state.diagnostics),
        rendered=tuple(sorted(changes.rendered)),
        written=tuple(sorted(changes.written)),
        deleted=tuple(sorted(changes.deleted)),
        unchanged=changes.unchanged,
        copied=changes.copied,
        pages=len(plan.pages),
        articles=len(plan.site.articles),
        parsed=parsed.content.parsed,
        seconds=state.seconds,
        next_change_at=plan.site.next_change_at,
    )
