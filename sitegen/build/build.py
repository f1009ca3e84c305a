"""The algorithm: scan, parse, assemble, plan, key, render, write, delete.

The two ends are remembered, the middle is recomputed every time.
"""

from dataclasses import replace

from sitegen.build import outputs, unchanged
from sitegen.build.draft import Draft, Gathered, assembled, draft, gathering, open_desk
from sitegen.build.ledger import Ledger
from sitegen.build.produce import Produced, copy_files, delete_files, render_pages
from sitegen.build.request import Reporter, Request, Result, Silent
from sitegen.build.run import STATE, Run, many_objects, with_store
from sitegen.build.store import Store
from sitegen.build.workers import Workers
from sitegen.errors import BuildFailed, Diagnostic, has_errors
from sitegen.newsroom.site import Site


def build(request: Request, reporter: Reporter | None = None) -> Result:
    """Make output/ what the newsroom's files and `now` say, and tell what was done.

    Never raises for what is wrong in the newsroom: that is in the result's diagnostics. With errors in the sources
    nothing is written or deleted; with errors in a template's rendering the other pages are written, none deleted.
    """
    run = Run(request, reporter or Silent())
    try:
        result = with_store(run, _build)
    except BuildFailed as failure:
        return Result(diagnostics=failure.diagnostics, seconds=run.seconds, stopped=True)
    return replace(result, diagnostics=run.pinpointed(result.diagnostics))


def survey(request: Request, reporter: Reporter | None = None) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return what is published at `now`, and what there is to warn of; output/ is neither read nor written.

    Raises BuildFailed if there are errors.
    """
    run = Run(request, reporter or Silent())
    site = with_store(run, _survey)
    return site, run.pinpointed(tuple(run.diagnostics))


def _survey(run: Run, store: Store) -> Site:
    with gathering(run, store) as (gathered, _):
        site = assembled(run, gathered)
    run.stop_on_errors()
    return site


def _build(run: Run, store: Store) -> Result:
    desk = open_desk(run, store)
    if known := unchanged.recall(run, desk, store):
        return known
    with gathering(run, store, desk) as (gathered, workers):
        site = assembled(run, gathered)
        drafted = draft(run, gathered, site)
        run.stop_on_errors()
        produced = _produce(run, drafted, gathered, store, workers)
    result = _result(run, site, drafted, gathered, produced)
    unchanged.remember(run, desk, result, store)
    return result


def _produce(run: Run, drafted: Draft, gathered: Gathered, store: Store, workers: Workers) -> Produced:
    """Bring output/ to what is drafted; deletions come last, and only after no error."""
    root, folder = run.request.root, run.request.output_folder
    ledger = Ledger(root / STATE, root, folder)
    outputs.belong_to(ledger.name, store)
    planned = {page.path for page in drafted.pages} | {copy.path for copy in drafted.copies}
    produced = Produced()
    with run.timed("render"), many_objects():
        there = outputs.look(folder, store)
        ledger.add(planned)
        store.set_meta(outputs.UNFINISHED, "yes")
        store.save()
        run.reporter.phase("render", len(drafted.pages))
        contexts = map(drafted.contexts.of, drafted.pages)
        texts = gathered.collected.text_in(store)
        render_pages(produced, contexts, there.has, texts, store, workers, run.reporter)
    with run.timed("write"):
        copy_files(produced, drafted.copies, there, root, store)
        store.put_outputs(there.checked)
        if not has_errors([*run.diagnostics, *produced.diagnostics]):
            delete_files(produced, planned, ledger, there, store)
    run.diagnostics += produced.diagnostics
    store.set_meta(outputs.UNFINISHED, "no")
    return produced


def _result(run: Run, site: Site, drafted: Draft, gathered: Gathered, produced: Produced) -> Result:
    return Result(
        diagnostics=tuple(run.diagnostics),
        rendered=tuple(sorted(produced.rendered)),
        written=tuple(sorted(produced.written)),
        deleted=tuple(sorted(produced.deleted)),
        unchanged=produced.unchanged,
        copied=produced.copied,
        pages=len(drafted.pages),
        articles=len(site.articles),
        parsed=gathered.collected.parsed,
        seconds=run.seconds,
        next_change_at=site.next_change_at,
    )
