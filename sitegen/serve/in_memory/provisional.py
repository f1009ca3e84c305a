"""Single pages rendered from a small part of the newsroom: shown during the first build, and read by the bar.

The phases are those of a build, over few sources: the page's story or some of the newest, and all other content.
"""

import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from sitegen.engine.build_inputs import read_inputs
from sitegen.engine.build_state import BuildState
from sitegen.engine.inputs.page_inputs import make_batch
from sitegen.engine.phases.plan import BuildPlan, ParsedInputs, make_plan, parse_inputs
from sitegen.engine.request import Request
from sitegen.engine.state.checksums import Unreadable
from sitegen.engine.state.store import Store
from sitegen.engine.workers.worker import Worker
from sitegen.errors import BuildFailed
from sitegen.newsroom.site import Site
from sitegen.pages.kinds.table import KINDS
from sitegen.pages.values import Copy, Page
from sitegen.serve.host.includes import resolve_includes
from sitegen.serve.host.static_host import Answer
from sitegen.serve.in_memory.source_selection import select_sources
from sitegen.source.article import ArticleMeta, ArticleText
from sitegen.urls import Root


class ProvisionalPage(Struct, frozen=True):
    """One page of a site with few stories."""

    site: Site
    page: Page
    text: ArticleText | None = None
    """The text of the story that the page is about"""

    @property
    def article(self) -> ArticleMeta | None:
        return self.site.articles.get(self.page.subject) if KINDS[self.page.kind].has_article else None


class ProvisionalPages:
    """Plans and renders provisional pages, one at a time, for any thread. Has a store of its own for parsed sources."""

    def __init__(self, request: Request) -> None:
        self._request = replace(request, jobs=1, strict=False)
        self._lock = threading.Lock()
        self._folder = TemporaryDirectory(prefix="sitegen-provisional-", ignore_cleanup_errors=True)
        self._pages: dict[str, Answer] = {}
        self._copies: dict[str, Copy] = {}

    def get(self, url_path: str) -> Answer | None:
        """Return the provisional answer to a decoded URL path if it was rendered before."""
        if page := self._pages.get(url_path):
            return page
        copy = self._copies.get(url_path)
        return Answer(200, copy.path) if copy else None

    def read_file(self, path: str) -> bytes | None:
        """Return a file (a path below output/) that a provisional page needs and that is not in output/ yet."""
        copy = next((c for c in self._copies.values() if c.path == path), None)
        if copy is None or (self._request.output_folder / path).exists():
            return None
        try:
            return copy.read(self._request.root)
        except OSError:
            return None

    def render(self, url_path: str) -> None:
        """Render the page at a decoded URL path, if there is one; then `get` returns it."""
        with self._lock:
            if not self.get(url_path):
                self._plan(url_path, render=True)

    def plan(self, url_path: str) -> ProvisionalPage | None:
        """Return what the page at a decoded URL path is about; None if unknown, as when its story has errors."""
        with self._lock:
            return self._plan(url_path, render=False)

    def _plan(self, url_path: str, render: bool) -> ProvisionalPage | None:
        state = BuildState(self._request)
        try:
            with Store(Path(self._folder.name, "provisional.sqlite")) as store:
                return self._plan_with(state, store, url_path, render)
        except (BuildFailed, Unreadable, OSError):
            return None

    def _plan_with(self, state: BuildState, store: Store, url_path: str, render: bool) -> ProvisionalPage | None:
        inputs = read_inputs(state, store)
        root = Root.of(inputs.config.base_url)
        content = inputs.content
        path = url_path.removeprefix(root.prefix)
        content.found = select_sources(content.found, content.folder, inputs.config, path)
        with parse_inputs(state, store, inputs) as (parsed, _):
            plan = make_plan(state, parsed)
            page = _find_page(url_path, plan)
            if page is None:
                return None
            if render and (data := _PageRenderer(parsed, plan).render(page)) is not None:
                self._pages[url_path] = Answer(200, page.path, data)
                self._copies |= {unquote(root.url(f"/{copy.path}")): copy for copy in plan.copies}
            is_story = KINDS[page.kind].has_article and page.subject in parsed.content.texts.keys
            return ProvisionalPage(plan.site, page, parsed.content.texts.load(page.subject) if is_story else None)

    def clear(self) -> None:
        """Remove all provisional pages: a build has written the real ones."""
        self._pages.clear()
        self._copies.clear()

    def close(self) -> None:
        self._folder.cleanup()


class _PageRenderer:
    """Renders pages of one plan."""

    def __init__(self, parsed: ParsedInputs, plan: BuildPlan) -> None:
        self._worker, self._plan = Worker(parsed.setup), plan

    def render(self, page: Page) -> bytes | None:
        """Return the page with its blocks included, as their own files may not exist yet; None if rendering fails."""
        data = self._render(page)
        return data if data is None else resolve_includes(data, self._render_block)

    def _render_block(self, url_path: str) -> bytes | None:
        page = _find_page(url_path, self._plan)
        return self._render(page) if page else None

    def _render(self, page: Page) -> bytes | None:
        batch = make_batch([self._plan.inputs.make(page)], self._plan.source)
        data = self._worker.render(batch.jobs[0], batch)
        return data if isinstance(data, bytes) else None


def _find_page(url_path: str, plan: BuildPlan) -> Page | None:
    return next((page for page in plan.pages if unquote(page.url) == url_path), None)
