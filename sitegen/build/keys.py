"""A page's context, put together before it is rendered, and its key: the digest of exactly what the context holds."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen import digest
from sitegen.build import wire
from sitegen.build.blocks import SCOPED, BlockAddress
from sitegen.build.wire import Packed
from sitegen.newsroom.site import Site
from sitegen.pages.story import desk_of
from sitegen.pages.values import Page
from sitegen.pages.views import View
from sitegen.theme.closure import Closure, Closures

LANG = "lang"
"""The page's language: in every context, for filters."""


class Context(Struct, frozen=True):
    """All that a page is made of."""

    page: Page
    values: Mapping[str, Packed]
    blocks: tuple[tuple[str, str], ...]
    """(name, URL) of the blocks that are put in as includes"""
    inputs: Mapping[str, str]
    """Name of each view, asset, block and of the templates -> digest: the record behind the key"""
    key: str


class Contexts:
    """Makes the contexts of all pages of one build; a view that pages share is computed and digested once."""

    def __init__(
        self,
        site: Site,
        views: Mapping[str, View],
        closures: Closures,
        assets: Mapping[str, str],
        blocks: Mapping[str, BlockAddress],
        engine: str,
    ) -> None:
        self._site = site
        self._views = views
        self._closures = closures
        self._assets = assets
        self._blocks = blocks
        self._engine = engine
        self._shared: dict[tuple[str, str], Packed] = {}
        self._fixed: dict[str, dict[str, str]] = {}

    def of(self, page: Page) -> Context:
        """Return the context of a page: the views that its template's closure mentions, and no other name."""
        closure = self._closures.of(page.template)
        values: dict[str, Packed] = {}
        inputs = dict(self._fixed_inputs(closure))
        inputs[LANG] = page.lang
        for name in closure.names:
            if name != LANG:
                value = values[name] = self._value(self._views[name], page)
                inputs[name] = value.mark
        blocks = self._blocks_of(page, closure)
        inputs |= {f"block:{name}": digest.of([self._blocks[name], url]) for name, url in blocks}
        return Context(page, values, blocks, inputs, digest.of(inputs))

    def _blocks_of(self, page: Page, closure: Closure) -> tuple[tuple[str, str], ...]:
        """Return (name, URL) of the blocks that the page's templates place and that are no part of it."""
        return tuple(
            (name, self._blocks[name].url(page.lang, self.scope(page) if name in SCOPED else ""))
            for name in closure.blocks
            if name in self._blocks
        )

    def scope(self, page: Page) -> str:
        """Return the category whose blocks a page shows, "" for none."""
        return desk_of(self._site, page)

    def shared_marks(self) -> set[str]:
        """Return the marks of all shared values that were asked for."""
        return {value.mark for value in self._shared.values()}

    def _value(self, view: View, page: Page) -> Packed:
        if view.share is None:
            return wire.pack(view.name, view.compute(self._site, page))
        scope = (view.name, view.share(page))
        known = self._shared.get(scope)
        if known is None:
            known = self._shared[scope] = wire.pack(view.name, view.compute(self._site, page), True)
        return known

    def _fixed_inputs(self, closure: Closure) -> dict[str, str]:
        """Return the inputs that all pages of a template have in common."""
        known = self._fixed.get(closure.template)
        if known is None:
            known = {"engine": self._engine, "templates": closure.digest, "template": closure.template}
            known |= {f"asset:{name}": self._assets[name] for name in closure.assets}
            self._fixed[closure.template] = known
        return known
