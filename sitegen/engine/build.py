"""A build: unchanged inputs are skipped, edited texts alone are rendered alone, for all else see `full_build`.

Each is imported only when it is needed.
"""

from typing import TYPE_CHECKING

from msgspec.structs import replace

from sitegen.engine.build_inputs import read_inputs
from sitegen.engine.build_state import BuildState, with_store
from sitegen.engine.request import Reporter, Request, Result, Silent
from sitegen.engine.shortcuts.skip_build import remember_build, skip_build
from sitegen.engine.state.store import Store
from sitegen.errors import BuildFailed, Diagnostic

if TYPE_CHECKING:
    from sitegen.newsroom.site import Site


def build(request: Request, reporter: Reporter | None = None) -> Result:
    """Make output/ what the newsroom's files and `now` say, and return what was done.

    Never raises for what is wrong in the newsroom: that is in the result's diagnostics. With errors in the sources
    nothing is written or deleted; with errors in a template's rendering the other pages are written, none deleted.
    """
    state = BuildState(request, reporter or Silent())
    try:
        result = with_store(state, _build)
    except BuildFailed as failure:
        return Result(diagnostics=failure.diagnostics, seconds=state.seconds, stopped=True)
    return replace(result, diagnostics=state.pinpoint(result.diagnostics))


def survey(request: Request, reporter: Reporter | None = None) -> tuple["Site", int, tuple[Diagnostic, ...]]:
    """Return what is published at `now`, how many words it has, and the warnings; output/ is neither read nor written.

    Raises BuildFailed if there are errors.
    """
    from sitegen.engine.full_build import survey_site

    state = BuildState(request, reporter or Silent())
    site, words = with_store(state, survey_site)
    return site, words, state.pinpoint(tuple(state.diagnostics))


def _build(state: BuildState, store: Store) -> Result:
    read = read_inputs(state, store)
    if known := skip_build(state, read, store):
        return known
    from sitegen.engine.shortcuts.body_edit import build_edited_bodies

    if known := build_edited_bodies(state, read, store):
        return known
    from sitegen.engine.full_build import build_fully

    result = build_fully(state, read, store)
    remember_build(state, read, result, store)
    return result
