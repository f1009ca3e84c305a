"""Is output/ what a clean build would make? Everything is parsed and rendered anew, nothing remembered is trusted.

Nothing is written: neither output/ nor the state changes.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace

from sitegen.engine.build_state import STATE, STORE, BuildState, pause_garbage_collection
from sitegen.engine.inputs.page_inputs import make_batches
from sitegen.engine.phases.plan import BuildPlan, make_plan, parse_inputs
from sitegen.engine.request import Reporter, Request, Result, Silent
from sitegen.engine.state.lock import lock_newsroom
from sitegen.engine.state.output_manifest import OutputManifest
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import WorkerPool
from sitegen.engine.workers.worker import Failed, compare_output
from sitegen.errors import BuildFailed, Diagnostic, Location, error
from sitegen.pages.values import Copy

HINT = "build again; if that does not fix it, this is a defect of sitegen: please report it"
_MESSAGES = {
    "different": "This output is not what a clean build makes.",
    "missing": "This output is missing: a clean build makes it.",
    "left": "This output is left over: sitegen wrote it, but a clean build does not make it.",
}


def verify(request: Request, reporter: Reporter | None = None) -> Result:
    """Return, as diagnostics, each output that differs from a clean build's. Files that sitegen did not write are no
    outputs. Never raises for what is wrong in the newsroom.
    """
    state = BuildState(request, reporter or Silent())
    try:
        with (
            lock_newsroom(request.root / STATE),
            TemporaryDirectory() as folder,
            Store(Path(folder, STORE)) as store,
            pause_garbage_collection(),
        ):
            result = _verify(state, store)
    except BuildFailed as failure:
        result = Result(diagnostics=tuple(failure.diagnostics), seconds=state.seconds)
    return replace(result, diagnostics=state.pinpoint(result.diagnostics))


def _verify(state: BuildState, store: Store) -> Result:
    with parse_inputs(state, store) as (parsed, workers):
        plan = make_plan(state, parsed)
        state.stop_on_errors()
        with state.timed("compare"):
            state.diagnostics += _compare_pages(state, plan, workers)
            state.diagnostics += _compare_copies(state.request, plan.copies)
            state.diagnostics += _find_leftovers(state.request, plan)
    return Result(
        diagnostics=tuple(state.diagnostics),
        pages=len(plan.pages),
        articles=len(plan.site.articles),
        parsed=parsed.content.parsed,
        seconds=state.seconds,
        next_change_at=plan.site.next_change_at,
    )


def _compare_pages(state: BuildState, plan: BuildPlan, workers: WorkerPool) -> Iterator[Diagnostic]:
    """Render all pages; yield what is wrong with their files."""
    count = len(plan.pages)
    batches = make_batches(map(plan.inputs.make, plan.pages), plan.source, workers.chunk_sizes(count))
    state.reporter.phase("render", count)
    for outcomes in workers.map("compare", batches):
        for outcome in outcomes:
            if isinstance(outcome, Failed):
                yield outcome.diagnostic
            elif outcome.verdict != "same":
                yield _differs(state.request, outcome.path, outcome.verdict)
        state.reporter.advance(len(outcomes))
    state.reporter.done()


def _compare_copies(request: Request, copies: tuple[Copy, ...]) -> Iterator[Diagnostic]:
    for copy in copies:
        data = copy.read(request.root)
        verdict = compare_output(str(request.output_folder), copy.path, data)
        if verdict != "same":
            yield _differs(request, copy.path, verdict)


def _find_leftovers(request: Request, plan: BuildPlan) -> Iterator[Diagnostic]:
    written = OutputManifest(request.root / STATE, request.root, request.output_folder).paths
    for path in sorted(written - plan.paths):
        if (request.output_folder / path).exists():
            yield _differs(request, path, "left")


def _differs(request: Request, path: str, verdict: str) -> Diagnostic:
    return error(f"output-{verdict}", _MESSAGES[verdict], Location(f"{request.output_folder.name}/{path}"), HINT)
