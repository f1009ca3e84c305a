"""A page's context, put together before it is rendered, and its key: the digest of exactly what the context holds."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen import digest
from sitegen.engine.inputs import encoding
from sitegen.engine.inputs.blocks import SCOPED, BlockAddress
from sitegen.engine.inputs.encoding import Packed
from sitegen.newsroom.site import Site
from sitegen.pages.values import Page
from sitegen.pages.views.registry import View
from sitegen.pages.views.story import desk_of
from sitegen.theme.closure import Closures

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


class _Common(Struct, frozen=True):
    """What all pages of one template and language have in common."""

    values: dict[str, Packed]
    inputs: dict[str, str]
    own: tuple[View, ...]
    """Views whose values differ"""
    blocks: tuple[str, ...]
    """Names of the blocks that are put in as includes"""


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
        self._shared: dict[tuple[str, str, str], Packed] = {}
        self._before: dict[str, tuple[object, Packed]] = {}
        self._common: dict[tuple[str, str], _Common] = {}
        self._addresses: dict[tuple[str, str, str], tuple[str, str]] = {}

    def of(self, page: Page) -> Context:
        """Return the context of a page: the views that its template's closure mentions, and no other name."""
        common = self._common.get((page.template, page.lang)) or self._made_common(page)
        values, inputs = common.values.copy(), common.inputs.copy()
        for view in common.own:
            if view.scope == "page":
                value = self._packed(view.name, view.compute(self._site, page))
            else:
                value = self._once(view, page, page.kind, page.subject)
            values[view.name] = value
            inputs[view.name] = value.mark
        blocks = self._blocks_of(page, common, inputs) if common.blocks else ()
        return Context(page, values, blocks, inputs, encoding.key_of(inputs))

    def scope(self, page: Page) -> str:
        """Return the category whose blocks a page shows, "" for none."""
        return desk_of(self._site, page)

    def shared_marks(self) -> set[str]:
        """Return the marks of all shared values that were asked for."""
        return {value.mark for value in self._shared.values()}

    def _packed(self, name: str, value: object) -> Packed:
        """Return the value as bytes; many a page has the very same as the page before."""
        before = self._before.get(name)
        if before and before[0] is value:
            return before[1]
        packed = encoding.pack(name, value)
        self._before[name] = value, packed
        return packed

    def _once(self, view: View, page: Page, first: str, second: str = "") -> Packed:
        """Return the value that a view has for all pages of a scope, which has one name or two."""
        key = (view.name, first, second)
        known = self._shared.get(key)
        if known is None:
            known = self._shared[key] = encoding.pack(view.name, view.compute(self._site, page), True)
        return known

    def _made_common(self, page: Page) -> _Common:
        closure = self._closures.of(page.template)
        inputs = {"engine": self._engine, "templates": closure.digest, "template": closure.template, LANG: page.lang}
        inputs |= {f"asset:{name}": self._assets[name] for name in closure.assets}
        values: dict[str, Packed] = {}
        own: list[View] = []
        for view in [self._views[name] for name in closure.names if name != LANG]:
            if view.scope in ("site", "language"):
                value = self._once(view, page, page.lang if view.scope == "language" else "")
                values[view.name], inputs[view.name] = value, value.mark
            else:
                own.append(view)
        blocks = tuple(name for name in closure.blocks if name in self._blocks)
        common = self._common[page.template, page.lang] = _Common(values, inputs, tuple(own), blocks)
        return common

    def _blocks_of(self, page: Page, common: _Common, inputs: dict[str, str]) -> tuple[tuple[str, str], ...]:
        """Return (name, URL) of the blocks that the page's templates place and that are no part of it; note them."""
        found = []
        for name in common.blocks:
            scope = self.scope(page) if name in SCOPED else ""
            known = self._addresses.get((name, page.lang, scope))
            if known is None:
                url = self._blocks[name].url(page.lang, scope)
                known = self._addresses[name, page.lang, scope] = url, digest.of([self._blocks[name], url])
            found.append((name, known[0]))
            inputs[f"block:{name}"] = known[1]
        return tuple(found)
