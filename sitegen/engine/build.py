"""A build: what is known is told at once, new texts alone are rendered alone (`rewritten`), for all else see `make`.

Each is imported only when it is needed.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sitegen.engine.build_inputs import open_desk
from sitegen.engine.build_state import Run, with_store
from sitegen.engine.request import Reporter, Request, Result, Silent
from sitegen.engine.shortcuts import skip_build
from sitegen.engine.state.store import Store
from sitegen.errors import BuildFailed, Diagnostic

if TYPE_CHECKING:
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


def survey(request: Request, reporter: Reporter | None = None) -> tuple["Site", tuple[Diagnostic, ...]]:
    """Return what is published at `now`, and what there is to warn of; output/ is neither read nor written.

    Raises BuildFailed if there are errors.
    """
    from sitegen.engine.full_build import survey as surveyed

    run = Run(request, reporter or Silent())
    site = with_store(run, surveyed)
    return site, run.pinpointed(tuple(run.diagnostics))


def _build(run: Run, store: Store) -> Result:
    desk = open_desk(run, store)
    if known := skip_build.recall(run, desk, store):
        return known
    from sitegen.engine.shortcuts.body_edit import rewrite

    if known := rewrite(run, desk, store):
        return known
    from sitegen.engine.full_build import make

    result = make(run, desk, store)
    skip_build.remember(run, desk, result, store)
    return result
