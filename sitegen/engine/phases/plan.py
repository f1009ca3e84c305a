"""The pure middle: from parsed sources to what every page is made of. Nothing is written here, nothing rendered."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from sitegen.config.model import Config
from sitegen.engine import fingerprint
from sitegen.engine.build_inputs import Desk, open_desk
from sitegen.engine.build_state import Run
from sitegen.engine.inputs.blocks import block_pages, included_blocks
from sitegen.engine.inputs.page_inputs import Contexts
from sitegen.engine.inputs.theme_analysis import Design, read_design
from sitegen.engine.phases.parse import Collected, collect
from sitegen.engine.phases.similarity import RememberedLikes
from sitegen.engine.state.store import Store
from sitegen.engine.workers.pool import Workers
from sitegen.engine.workers.renderer import RenderRules
from sitegen.engine.workers.worker import Setup
from sitegen.errors import Diagnostic
from sitegen.newsroom.assemble import assemble
from sitegen.newsroom.site import Show, Site, Sources
from sitegen.pages.plan import plan
from sitegen.pages.values import Copy, Page
from sitegen.source.rules import ParseRules
from sitegen.urls import Root


class Gathered(Struct, frozen=True):
    """All that comes from files: settings, theme and parsed sources, at one instant."""

    config: Config
    design: Design
    collected: Collected
    now: dt.datetime
    likes: RememberedLikes


class Draft(Struct, frozen=True):
    """What output/ should be."""

    pages: tuple[Page, ...]
    copies: tuple[Copy, ...]
    contexts: Contexts
    diagnostics: tuple[Diagnostic, ...] = ()


@contextmanager
def gathering(run: Run, store: Store, desk: Desk | None = None) -> Iterator[tuple[Gathered, Workers]]:
    """Read and parse; give the outcome, and the workers for as long as the block lasts."""
    desk = desk or open_desk(run, store)
    with run.timed("scan"):
        design = read_design(desk.theme, desk.config, store, run.diagnostics)
    setup = _setup(run, desk.config, design)
    mark = fingerprint.fingerprint()
    with Workers(setup, run.request.jobs) as workers:
        with run.timed("parse"):
            collected = collect(desk.content, desk.config, setup.parse, mark, store, workers, run.reporter)
        run.diagnostics += collected.diagnostics
        yield Gathered(desk.config, design, collected, desk.now, RememberedLikes(store, workers)), workers


def _setup(run: Run, config: Config, design: Design) -> Setup:
    root = Root.of(config.base_url)
    rules = RenderRules(design.theme.templates, design.asset_urls, included_blocks(config.blocks, root))
    return Setup(ParseRules.of(config), rules, str(run.request.output_folder))


def assembled(run: Run, gathered: Gathered, sources: Sources | None = None) -> Site:
    """Return the index of all that is published; of other sources than those gathered, if given."""
    show = Show(run.request.drafts, run.request.future)
    with run.timed("assemble"):
        site, problems = assemble(
            sources or gathered.collected.sources, gathered.config, gathered.now, show, gathered.likes
        )
    run.diagnostics += problems
    return site


def draft(run: Run, gathered: Gathered, site: Site) -> Draft:
    """Return every output that should exist, with what each page is made of."""
    design = gathered.design
    with run.timed("plan"):
        planned = plan(site, design.theme)
    run.diagnostics += planned.diagnostics
    views, closures = design.views, design.closures
    contexts = Contexts(site, views, closures, design.asset_urls, design.blocks, fingerprint.fingerprint())
    pages = (*planned.pages, *block_pages(design.blocks, planned.pages, contexts.scope))
    # Stories' pages show what is related: all others come first, while that is still looked for.
    pages = tuple(sorted(pages, key=lambda page: page.kind == "article"))
    return Draft(pages, planned.copies, contexts, planned.diagnostics)
