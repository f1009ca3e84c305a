"""The algorithm, for inputs that have changed: parse, assemble, plan, key, render, write, delete.

The two ends are remembered, the middle is recomputed every time.
"""

from msgspec.structs import replace

from sitegen.engine import fingerprint
from sitegen.engine.build_inputs import Desk
from sitegen.engine.build_state import STATE, Run
from sitegen.engine.inputs.saved_inputs import keep_cards
from sitegen.engine.phases.plan import Draft, Gathered, assembled, draft, gathering
from sitegen.engine.phases.similarity import RememberedLikes
from sitegen.engine.phases.write import Produced, Stock, copy_files, delete_files, render_pages
from sitegen.engine.request import Result
from sitegen.engine.state import outputs
from sitegen.engine.state.output_manifest import Ledger
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import Workers
from sitegen.errors import has_errors
from sitegen.newsroom.site import Site


def make(run: Run, desk: Desk, store: Store) -> Result:
    """Make output/ what the files and `now` say. Raises BuildFailed for errors in the sources."""
    with gathering(run, store, desk) as (gathered, workers):
        site = assembled(run, gathered)
        drafted = draft(run, gathered, site)
        run.stop_on_errors()
        stock = Stock(gathered.collected.text_in(store), workers.portions(len(drafted.pages)))
        produced = _produce(run, drafted, stock, store, workers)
        keep_cards(site.cards.values(), drafted.contexts.shared_marks(), stock.cards, store)
        gathered.likes.keep()
    return _result(run, site, drafted, gathered, produced)


def survey(run: Run, store: Store) -> Site:
    """Return what is published at `now`. Raises BuildFailed if there are errors."""
    with gathering(run, store) as (gathered, _):
        site = assembled(run, replace(gathered, likes=RememberedLikes(store)))
    run.stop_on_errors()
    return site


def _produce(run: Run, drafted: Draft, stock: Stock, store: Store, workers: Workers) -> Produced:
    """Bring output/ to what is drafted; deletions come last, and only after no error."""
    root, folder = run.request.root, run.request.output_folder
    ledger = Ledger(root / STATE, root, folder)
    outputs.belong_to(ledger.name, fingerprint.fingerprint(), store)
    planned = {page.path for page in drafted.pages} | {copy.path for copy in drafted.copies}
    produced = Produced()
    with run.timed("render"):
        there = outputs.look(folder, store)
        ledger.add(planned)
        store.set_meta(outputs.UNFINISHED, "yes")
        store.save()
        run.reporter.phase("render", len(drafted.pages))
        contexts = map(drafted.contexts.of, drafted.pages)
        render_pages(produced, contexts, there.has, stock, store, workers, run.reporter)
    with run.timed("write"):
        copy_files(produced, drafted.copies, there, root, store)
        store.put_checked(there.checked)
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
