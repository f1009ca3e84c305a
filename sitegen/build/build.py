"""The algorithm: scan, parse, assemble, plan, key, render, write, delete.

The two ends are remembered, the middle is recomputed every time.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from sitegen.build import engine, outputs
from sitegen.build.blocks import block_pages, included_blocks
from sitegen.build.clock import build_time
from sitegen.build.collect import Collected, collect
from sitegen.build.hands import Setup
from sitegen.build.keys import Contexts
from sitegen.build.lock import only_build
from sitegen.build.produce import Produced, copy_files, delete_files, render_pages
from sitegen.build.render import RenderRules
from sitegen.build.report import pinpointed
from sitegen.build.request import Reporter, Request, Result, Silent
from sitegen.build.store import Store, Unreadable
from sitegen.build.themes import Design, read_design
from sitegen.build.workers import Workers
from sitegen.config.model import Config
from sitegen.config.read import parse_config
from sitegen.errors import BuildFailed, Diagnostic, Location, error, has_errors
from sitegen.newsroom.assemble import assemble
from sitegen.newsroom.site import Show, Site
from sitegen.pages.plan import Plan, plan
from sitegen.source.rules import ParseRules
from sitegen.urls import Root

T = TypeVar("T")

STATE = ".sitegen"
STORE = "store.sqlite"
SETTINGS = "site.toml"


@dataclass(slots=True)
class _Run:
    """One build under way: what it has found out so far."""

    request: Request
    reporter: Reporter
    diagnostics: list[Diagnostic] = field(default_factory=list)
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, phase: str) -> Iterator[None]:
        start = time.perf_counter()
        try:
            yield
        finally:
            self.seconds[phase] = self.seconds.get(phase, 0.0) + time.perf_counter() - start

    def stop_on_errors(self) -> None:
        """Raise BuildFailed once there is an error (or, with --strict, a warning): before anything is written."""
        if has_errors(self.diagnostics) or (self.request.strict and self.diagnostics):
            raise BuildFailed(self.diagnostics)


def build(request: Request, reporter: Reporter | None = None) -> Result:
    """Make output/ what the newsroom's files and `now` say, and tell what was done.

    Never raises for what is wrong in the newsroom: that is in the result's diagnostics. With errors in the sources
    nothing is written or deleted; with errors in a template's rendering the other pages are written, none deleted.
    """
    run = _Run(request, reporter or Silent())
    try:
        result = _with_state(run, _build)
    except BuildFailed as failure:
        result = Result(diagnostics=failure.diagnostics, seconds=run.seconds)
    return replace(result, diagnostics=pinpointed(result.diagnostics, request.root))


def survey(request: Request, reporter: Reporter | None = None) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return what is published at `now`, and what there is to warn of; output/ is neither read nor written.

    Raises BuildFailed if there are errors.
    """
    run = _Run(request, reporter or Silent())
    try:
        site = _with_state(run, _survey)
    except BuildFailed as failure:
        raise BuildFailed(pinpointed(failure.diagnostics, request.root)) from None
    return site, pinpointed(run.diagnostics, request.root)


def _with_state(run: _Run, work: Callable[[_Run, Path], T]) -> T:
    """Do the work while no other process touches the newsroom's state; unreadable state is no state: begin again."""
    state = run.request.root / STATE
    with only_build(state):
        try:
            return work(run, state)
        except Unreadable:
            Store.discard(state / STORE)
            run.diagnostics.clear()
            run.seconds.clear()
            return work(run, state)


def _survey(run: _Run, state: Path) -> Site:
    config = read_settings(run.request, run.diagnostics)
    with Store(state / STORE) as store:
        design = read_design(run.request.root, config, store, run.diagnostics)
        setup = _setup(run.request, config, design)
        with Workers(setup, run.request.jobs) as workers:
            _, site = _gather(run, config, setup, store, workers)
    run.stop_on_errors()
    return site


def _gather(run: _Run, config: Config, setup: Setup, store: Store, workers: Workers) -> tuple[Collected, Site]:
    """Scan, parse and assemble."""
    request = run.request
    now = build_time(request.now, config, request.environment)
    with run.timed("parse"):
        collected = collect(request.root, config, setup.parse, engine.fingerprint(), store, workers, run.reporter)
    run.diagnostics += collected.diagnostics
    with run.timed("assemble"):
        site, problems = assemble(collected.sources, config, now, Show(request.drafts, request.future))
    run.diagnostics += problems
    return collected, site


def _build(run: _Run, state: Path) -> Result:
    request = run.request
    config = read_settings(request, run.diagnostics)
    with Store(state / STORE) as store:
        design = read_design(request.root, config, store, run.diagnostics)
        setup = _setup(request, config, design)
        with Workers(setup, request.jobs) as workers:
            collected, site = _gather(run, config, setup, store, workers)
            with run.timed("plan"):
                planned = plan(site, design.theme)
            run.diagnostics += planned.diagnostics
            run.stop_on_errors()
            produced = _produce(run, site, planned, design, collected, store, workers)
    return _result(run, site, planned, collected, produced)


def read_settings(request: Request, diagnostics: list[Diagnostic]) -> Config:
    """Return what site.toml says. Raises BuildFailed where that cannot be known."""
    file = request.root / SETTINGS
    try:
        text = file.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        message = "There is no site.toml here, so this folder is no newsroom."
        hint = "go to the newsroom's folder, name it with --root, or make one with `sitegen new site DIR`"
        raise BuildFailed([error("no-site", message, Location(SETTINGS), hint)]) from None
    except (OSError, UnicodeDecodeError) as failure:
        message = f"site.toml cannot be read: {failure}."
        raise BuildFailed([error("bad-settings", message, Location(SETTINGS), "save it as UTF-8 text")]) from None
    config, problems = parse_config(text, SETTINGS)
    diagnostics += problems
    if config is None:
        raise BuildFailed(diagnostics)
    return replace(config, base_url=request.base_url.rstrip("/")) if request.base_url else config


def _setup(request: Request, config: Config, design: Design) -> Setup:
    root = Root.of(config.base_url)
    assets = {name: asset.url for name, asset in design.theme.assets.items()}
    rules = RenderRules(design.theme.templates, assets, included_blocks(config.blocks, root))
    return Setup(ParseRules.of(config), rules, str(request.output_folder))


def _produce(
    run: _Run, site: Site, planned: Plan, design: Design, collected: Collected, store: Store, workers: Workers
) -> Produced:
    """Bring output/ to what is planned; deletions come last, and only after no error."""
    request = run.request
    folder = request.output_folder
    if store.meta("output") != str(folder.resolve()):
        store.forget_outputs(list(store.outputs()))
        store.set_meta("output", str(folder.resolve()))
    produced = Produced()
    pages = (*planned.pages, *block_pages(design.blocks, {page.lang for page in planned.pages}))
    with run.timed("key"):
        there = outputs.look(folder, store)
        contexts = Contexts(site, design.views, design.closures, design.asset_urls, design.blocks, engine.fingerprint())
        stale = [c for c in map(contexts.of, pages) if not there.is_fresh(c.page.path, c.key)]
        produced.unchanged = len(pages) - len(stale)
    with run.timed("render"):
        store.intend_outputs(c.page.path for c in stale)
        render_pages(produced, stale, collected.body_keys, store, workers, run.reporter)
    with run.timed("write"):
        copy_files(produced, planned.copies, there, request.root, store)
        store.put_outputs(there.checked)
        run.diagnostics += produced.diagnostics
        if not has_errors(run.diagnostics):
            planned_paths = {p.path for p in pages} | {c.path for c in planned.copies}
            delete_files(produced, planned_paths, there, store)
    return produced


def _result(run: _Run, site: Site, planned: Plan, collected: Collected, produced: Produced) -> Result:
    return Result(
        diagnostics=tuple(run.diagnostics),
        rendered=tuple(sorted(produced.rendered)),
        written=tuple(sorted(produced.written)),
        deleted=tuple(sorted(produced.deleted)),
        unchanged=produced.unchanged,
        copied=produced.copied,
        pages=len(planned.pages),
        articles=len(site.articles),
        parsed=collected.parsed,
        seconds=run.seconds,
        next_change_at=site.next_change_at,
    )
