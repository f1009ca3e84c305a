"""Proofs: one page made without the rest of the newsroom, to be shown while that is being built, and to tell the bar
which story a page is.

The same phases as in a build, over few sources: the story (or a handful of the newest), and all that is no story.
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
from sitegen.pages.values import Copy, Page
from sitegen.serve.http.includes import resolve
from sitegen.serve.http.site import Found
from sitegen.serve.pages.sources import few
from sitegen.source.article import ArticleMeta, ArticleText
from sitegen.urls import Root


class Proof(Struct, frozen=True):
    """One page of a site of few stories."""

    site: Site
    page: Page
    text: ArticleText | None = None
    """Of the story that the page is about"""

    @property
    def article(self) -> ArticleMeta | None:
        return self.site.articles.get(self.page.subject) if self.page.kind == "article" else None


class Proofs:
    """Makes proofs, one at a time, whatever thread asks; keeps what it parsed in a store of its own."""

    def __init__(self, request: Request) -> None:
        self._request = replace(request, jobs=1, strict=False)
        self._lock = threading.Lock()
        self._folder = TemporaryDirectory(prefix="sitegen-proof-", ignore_cleanup_errors=True)
        self._pages: dict[str, Found] = {}
        self._copies: dict[str, Copy] = {}

    def known(self, url_path: str) -> Found | None:
        """Return the provisional answer to a decoded URL path, if it was rendered before."""
        if page := self._pages.get(url_path):
            return page
        copy = self._copies.get(url_path)
        return Found(200, copy.path) if copy else None

    def file(self, path: str) -> bytes | None:
        """Return the bytes of a file that a provisional page needs and that is not in output/ yet."""
        copy = next((c for c in self._copies.values() if c.path == path), None)
        if copy is None or (self._request.output_folder / path).exists():
            return None
        try:
            return copy.data or (self._request.root / copy.source).read_bytes()
        except OSError:
            return None

    def render(self, url_path: str) -> None:
        """Render the page of a URL path from a site of few stories; then it is `known`, if there is such a page."""
        with self._lock:
            if not self.known(url_path):
                self._made(url_path, with_page=True)

    def proof(self, url_path: str) -> Proof | None:
        """Return what a page is about, None if that cannot be told: for the time being nothing of it can be parsed."""
        with self._lock:
            return self._made(url_path, with_page=False)

    def _made(self, url_path: str, with_page: bool) -> Proof | None:
        state = BuildState(self._request)
        try:
            with Store(Path(self._folder.name, "proofs.sqlite")) as store:
                return self._proved(state, store, url_path, with_page)
        except (BuildFailed, Unreadable, OSError):
            return None

    def _proved(self, state: BuildState, store: Store, url_path: str, with_page: bool) -> Proof | None:
        read = read_inputs(state, store)
        root = Root.of(read.config.base_url)
        content = read.content
        content.found = few(content.found, content.folder, read.config, url_path.removeprefix(root.prefix))
        with parse_inputs(state, store, read) as (parsed, _):
            plan = make_plan(state, parsed)
            page = _page_at(url_path, plan)
            if page is None:
                return None
            if with_page and (data := _Press(parsed, plan).printed(page)) is not None:
                self._pages[url_path] = Found(200, page.path, data)
                self._copies |= {unquote(root.url(f"/{copy.path}")): copy for copy in plan.copies}
            is_story = page.kind == "article" and page.subject in parsed.content.texts.keys
            return Proof(plan.site, page, parsed.content.texts.load(page.subject) if is_story else None)

    def forget(self) -> None:
        """The real pages are there: let go of the provisional ones."""
        self._pages.clear()
        self._copies.clear()

    def close(self) -> None:
        self._folder.cleanup()


class _Press:
    """Renders pages of one plan."""

    def __init__(self, parsed: ParsedInputs, plan: BuildPlan) -> None:
        self._worker, self._plan = Worker(parsed.setup), plan

    def printed(self, page: Page) -> bytes | None:
        """Return the page with its blocks put in, whose own files are not there yet; None if it fails."""
        data = self._bytes(page)
        return data if data is None else resolve(data, self._block)

    def _block(self, url_path: str) -> bytes | None:
        page = _page_at(url_path, self._plan)
        return self._bytes(page) if page else None

    def _bytes(self, page: Page) -> bytes | None:
        batch = make_batch([self._plan.inputs.make(page)], self._plan.source)
        data = self._worker.render(batch.jobs[0], batch)
        return data if isinstance(data, bytes) else None


def _page_at(url_path: str, plan: BuildPlan) -> Page | None:
    return next((page for page in plan.pages if unquote(page.url) == url_path), None)
