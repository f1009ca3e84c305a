"""Proofs: one page made without the rest of the newsroom, to be shown while that is being built, and to tell the bar
which story a page is.

The same phases as in a build, over few sources: the story (or a handful of the newest), and all that is no story.
"""

import threading
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from sitegen.engine.build_inputs import open_desk
from sitegen.engine.build_state import Run
from sitegen.engine.phases.plan import Draft, Gathered, assembled, draft, gathering
from sitegen.engine.phases.write import Stock, parcels
from sitegen.engine.request import Request
from sitegen.engine.state.checksums import Unreadable
from sitegen.engine.state.store import Store
from sitegen.engine.workers.renderer import Renderer, RenderFailed, RenderRules
from sitegen.errors import BuildFailed
from sitegen.newsroom.site import Site
from sitegen.pages.values import Copy, Page
from sitegen.serve.http.includes import resolve
from sitegen.serve.http.site import Found
from sitegen.serve.pages.sources import few
from sitegen.source.article import Article, Body
from sitegen.urls import Root

_BODY = msgspec.json.Decoder(Body)


class Proof(Struct, frozen=True):
    """One page of a site of few stories."""

    site: Site
    page: Page
    body: Body | None = None
    """The text of the story that the page is about"""

    @property
    def article(self) -> Article | None:
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
        run = Run(self._request)
        try:
            with Store(Path(self._folder.name, "proofs.sqlite")) as store:
                return self._proved(run, store, url_path, with_page)
        except (BuildFailed, Unreadable, OSError):
            return None

    def _proved(self, run: Run, store: Store, url_path: str, with_page: bool) -> Proof | None:
        desk = open_desk(run, store)
        root = Root.of(desk.config.base_url)
        content = desk.content
        content.found = few(content.found, content.folder, desk.config, url_path.removeprefix(root.prefix))
        with gathering(run, store, desk) as (gathered, _):
            site = assembled(run, gathered)
            drafted = draft(run, gathered, site)
            page = _page_at(url_path, drafted)
            if page is None:
                return None
            press = _Press(gathered, drafted, store)
            if with_page and (data := press.printed(page)) is not None:
                self._pages[url_path] = Found(200, page.path, data)
                self._copies |= {unquote(root.url(f"/{copy.path}")): copy for copy in drafted.copies}
            return Proof(site, page, press.body(page))

    def forget(self) -> None:
        """The real pages are there: let go of the provisional ones."""
        self._pages.clear()
        self._copies.clear()

    def close(self) -> None:
        self._folder.cleanup()


class _Press:
    """Renders pages of one draft."""

    def __init__(self, gathered: Gathered, drafted: Draft, store: Store) -> None:
        design = gathered.design
        self._renderer = Renderer(RenderRules(design.theme.templates, design.asset_urls, design.blocks))
        self._drafted, self._body_keys = drafted, gathered.collected.body_keys
        self._text = gathered.collected.text_in(store)

    def printed(self, page: Page) -> bytes | None:
        """Return the page with its blocks put in, whose own files are not there yet; None if it fails."""
        data = self._bytes(page)
        return data if data is None else resolve(data, self._block)

    def body(self, page: Page) -> Body | None:
        is_story = page.kind == "article" and page.subject in self._body_keys
        return _BODY.decode(self._text(page.subject)) if is_story else None

    def _block(self, url_path: str) -> bytes | None:
        page = _page_at(url_path, self._drafted)
        return self._bytes(page) if page else None

    def _bytes(self, page: Page) -> bytes | None:
        parcel = next(parcels([self._drafted.contexts.of(page)], Stock(self._text)))
        try:
            return self._renderer.render(parcel.sheets[0], parcel)
        except RenderFailed:
            return None


def _page_at(url_path: str, drafted: Draft) -> Page | None:
    return next((page for page in drafted.pages if unquote(page.url) == url_path), None)
