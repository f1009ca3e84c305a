"""Is output/ what a clean build would make? Everything is parsed and rendered anew, nothing remembered is trusted.

Nothing is written: neither output/ nor the state changes.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from sitegen.engine.build_state import STATE, STORE, Run, many_objects
from sitegen.engine.phases.plan import Draft, Gathered, assembled, draft, gathering
from sitegen.engine.phases.write import Stock, parcels
from sitegen.engine.request import Reporter, Request, Result, Silent
from sitegen.engine.state.lock import only_build
from sitegen.engine.state.output_manifest import Ledger
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import Workers
from sitegen.engine.workers.worker import Failed, verdict
from sitegen.errors import BuildFailed, Diagnostic, Location, error
from sitegen.pages.values import Copy

HINT = "build again; if that does not mend it, this is a defect of sitegen: please report it"
_MESSAGES = {
    "different": "This output is not what a clean build makes.",
    "missing": "This output is missing: a clean build makes it.",
    "left": "This output is left over: sitegen wrote it, but a clean build does not make it.",
}


def verify(request: Request, reporter: Reporter | None = None) -> Result:
    """Return, as diagnostics, each output that differs from a clean build's. Files that sitegen did not write are no
    outputs. Never raises for what is wrong in the newsroom.
    """
    run = Run(request, reporter or Silent())
    try:
        with (
            only_build(request.root / STATE),
            TemporaryDirectory() as folder,
            Store(Path(folder, STORE)) as store,
            many_objects(),
        ):
            result = _verify(run, store)
    except BuildFailed as failure:
        result = Result(diagnostics=tuple(failure.diagnostics), seconds=run.seconds)
    return replace(result, diagnostics=run.pinpointed(result.diagnostics))


def _verify(run: Run, store: Store) -> Result:
    with gathering(run, store) as (gathered, workers):
        site = assembled(run, gathered)
        drafted = draft(run, gathered, site)
        run.stop_on_errors()
        with run.timed("compare"):
            run.diagnostics += _pages(run, drafted, gathered, store, workers)
            run.diagnostics += _copies(run.request, drafted.copies)
            run.diagnostics += _leftovers(run.request, drafted)
    return Result(
        diagnostics=tuple(run.diagnostics),
        pages=len(drafted.pages),
        articles=len(site.articles),
        parsed=gathered.collected.parsed,
        seconds=run.seconds,
        next_change_at=site.next_change_at,
    )


def _pages(run: Run, drafted: Draft, gathered: Gathered, store: Store, workers: Workers) -> Iterator[Diagnostic]:
    """Render all pages; yield what is wrong with those that lie there."""
    count = len(drafted.pages)
    stock = Stock(gathered.collected.text_in(store), workers.portions(count))
    sent = parcels(map(drafted.contexts.of, drafted.pages), stock)
    run.reporter.phase("render", count)
    for outcomes in workers.map("compare", sent):
        for outcome in outcomes:
            if isinstance(outcome, Failed):
                yield outcome.diagnostic
            elif outcome.verdict != "same":
                yield _differs(run.request, outcome.path, outcome.verdict)
        run.reporter.advance(len(outcomes))
    run.reporter.done()


def _copies(request: Request, copies: tuple[Copy, ...]) -> Iterator[Diagnostic]:
    for copy in copies:
        data = copy.data or (request.root / copy.source).read_bytes()
        state = verdict(str(request.output_folder), copy.path, data)
        if state != "same":
            yield _differs(request, copy.path, state)


def _leftovers(request: Request, drafted: Draft) -> Iterator[Diagnostic]:
    planned = {page.path for page in drafted.pages} | {copy.path for copy in drafted.copies}
    written = Ledger(request.root / STATE, request.root, request.output_folder).paths
    for path in sorted(written - planned):
        if (request.output_folder / path).exists():
            yield _differs(request, path, "left")


def _differs(request: Request, path: str, state: str) -> Diagnostic:
    return error(f"output-{state}", _MESSAGES[state], Location(f"{request.output_folder.name}/{path}"), HINT)
