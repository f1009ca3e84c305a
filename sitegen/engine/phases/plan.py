"""The pure middle: from parsed sources to what every page is made of. Nothing is written here, nothing rendered."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from sitegen.engine import fingerprint
from sitegen.engine.build_inputs import BuildInputs, read_inputs
from sitegen.engine.build_state import SETTINGS, BuildState
from sitegen.engine.inputs.blocks import plan_block_pages
from sitegen.engine.inputs.page_inputs import BatchSource, CardEncoder
from sitegen.engine.inputs.page_inputs_maker import PageInputsMaker
from sitegen.engine.inputs.theme_analysis import ThemeAnalysis, analyze_theme
from sitegen.engine.phases.parse import ParsedContent, parse_content
from sitegen.engine.phases.similarity import SimilarityCache
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import WorkerPool
from sitegen.engine.workers.worker import WorkerSetup
from sitegen.errors import BuildFailed
from sitegen.newsroom.assemble import assemble
from sitegen.newsroom.related.selection import Related
from sitegen.newsroom.site import Show, Site, Sources
from sitegen.pages.kinds.table import KINDS
from sitegen.pages.lookup import Lookup
from sitegen.pages.plan import plan
from sitegen.pages.values import Copy, Page
from sitegen.source.field_names import check_field_names


class ParsedInputs(Struct, frozen=True):
    """All that comes from files: settings, theme and parsed sources, at one instant."""

    read: BuildInputs
    theme: ThemeAnalysis
    content: ParsedContent
    similarity: SimilarityCache
    setup: WorkerSetup


class BuildPlan(Struct, frozen=True):
    """What output/ should be."""

    site: Site
    pages: tuple[Page, ...]
    copies: tuple[Copy, ...]
    inputs: PageInputsMaker
    cards: CardEncoder
    source: BatchSource

    @property
    def paths(self) -> set[str]:
        """Paths of all outputs"""
        return {page.path for page in self.pages} | {copy.path for copy in self.copies}


@contextmanager
def parse_inputs(
    state: BuildState, store: Store, read: BuildInputs | None = None
) -> Iterator[tuple[ParsedInputs, WorkerPool]]:
    """Read and parse everything; give the outcome, and the workers for as long as the block lasts.

    Raises BuildFailed for settings or a theme that cannot be used.
    """
    read = read or read_inputs(state, store)
    if problems := check_field_names(read.config.content, SETTINGS):
        raise BuildFailed([*state.diagnostics, *problems])
    with state.timed("scan"):
        theme = analyze_theme(read.theme, read.config, store, state.diagnostics)
    setup = WorkerSetup.of(read.config, read.theme, state.request.output_folder)
    with WorkerPool(setup, state.request.jobs) as workers:
        with state.timed("parse"):
            content = parse_content(read.content, read.config, setup.parse, store, workers, state.reporter)
        state.diagnostics += content.diagnostics
        yield ParsedInputs(read, theme, content, SimilarityCache(store, workers), setup), workers


def assemble_site(state: BuildState, parsed: ParsedInputs, sources: Sources | None = None) -> Site:
    """Return the index of all that is published; of other sources than those parsed, if given."""
    show = Show(state.request.drafts, state.request.future)
    with state.timed("assemble"):
        site, problems = assemble(sources or parsed.content.sources, parsed.read.config, parsed.read.now, show)
    state.diagnostics += problems
    return site


def make_plan(state: BuildState, parsed: ParsedInputs, sources: Sources | None = None) -> BuildPlan:
    """Return every output that should exist, with what each page is made of."""
    site = assemble_site(state, parsed, sources)
    theme, texts = parsed.theme, parsed.content.texts
    lookup = Lookup(site, theme.theme, Related(site, parsed.similarity), KINDS)
    with state.timed("plan"):
        planned = plan(lookup)
    state.diagnostics += planned.diagnostics
    inputs = PageInputsMaker(lookup, theme, texts.digests, fingerprint.fingerprint())
    pages = (*planned.pages, *plan_block_pages(theme.blocks, planned.pages, inputs.scope))
    # Stories' pages show what is related: all others come first, while that is still computed.
    pages = tuple(sorted(pages, key=lambda page: KINDS[page.kind].has_article))
    cards = CardEncoder(site.cards.values())
    return BuildPlan(site, pages, planned.copies, inputs, cards, BatchSource(texts.encoded, cards.encode))
