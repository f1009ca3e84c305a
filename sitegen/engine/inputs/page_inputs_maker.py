"""Puts together what each page is made of, before it is rendered."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen import digest
from sitegen.engine.inputs.blocks import SCOPED, BlockAddress
from sitegen.engine.inputs.encoding import EncodedValue, encode_value
from sitegen.engine.inputs.page_inputs import TEXT, PageInputs
from sitegen.engine.inputs.theme_analysis import LANG, ThemeAnalysis
from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Page
from sitegen.pages.views.registry import View


class _Common(Struct, frozen=True):
    """What all pages of one template and language have in common."""

    values: dict[str, EncodedValue]
    inputs: dict[str, str]
    texts: tuple[str, ...]
    """Paths of the articles whose texts these values read"""
    own: tuple[View, ...]
    """Views whose values differ"""
    blocks: tuple[str, ...]
    """Names of the blocks that are put in as includes"""


class PageInputsMaker:
    """Puts together what each page of one build is made of; a value that pages share is computed and encoded once."""

    def __init__(self, lookup: Lookup, theme: ThemeAnalysis, texts: Mapping[str, str], fingerprint: str) -> None:
        """`texts` gives the digest of each article's text by the article's path."""
        self._lookup = lookup
        self._theme = theme
        self._texts = texts
        self._fingerprint = fingerprint
        self._shared: dict[tuple[str, str, str], EncodedValue] = {}
        self._before: dict[str, tuple[object, EncodedValue]] = {}
        self._common: dict[tuple[str, str], _Common] = {}
        self._addresses: dict[tuple[str, str, str], tuple[str, str]] = {}

    def make(self, page: Page) -> PageInputs:
        """Return what a page is made of: the views that its template's closure mentions, and no other name."""
        common = self._common.get((page.template, page.lang)) or self._make_common(page)
        values, inputs = common.values.copy(), common.inputs.copy()
        texts = common.texts
        for view in common.own:
            if view.scope == "page":
                value = self._encode(view.name, view.compute(self._lookup, page))
            else:
                value = self._encode_shared(view, page, page.kind, page.subject)
            values[view.name] = value
            inputs[view.name] = value.digest
            texts += value.texts
        blocks = self._add_blocks(page, common, inputs) if common.blocks else ()
        for path in texts:
            inputs[TEXT + path] = self._texts[path]
        return PageInputs(page.path, page.template, page.lang, values, blocks, inputs)

    def scope(self, page: Page) -> str:
        """Return the category whose blocks a page shows: the narrowest of an article's page, "" for any other page."""
        if not self._lookup.kinds[page.kind].has_article:
            return ""
        card, categories = self._lookup.site.cards[page.subject], self._lookup.site.categories
        return card.subcategory.id if card.subcategory and card.subcategory.id in categories else card.category.id

    def shared_digests(self) -> set[str]:
        """Return the digests of all shared values that were asked for."""
        return {value.digest for value in self._shared.values()}

    def _encode(self, name: str, value: object) -> EncodedValue:
        """Return the value as bytes; many a page has the very same as the page before."""
        before = self._before.get(name)
        if before and before[0] is value:
            return before[1]
        encoded = encode_value(name, value)
        self._before[name] = value, encoded
        return encoded

    def _encode_shared(self, view: View, page: Page, first: str, second: str = "") -> EncodedValue:
        """Return the value that a view has for all pages of a scope, which has one name or two."""
        key = (view.name, first, second)
        known = self._shared.get(key)
        if known is None:
            known = self._shared[key] = encode_value(view.name, view.compute(self._lookup, page), True)
        return known

    def _make_common(self, page: Page) -> _Common:
        theme, closure = self._theme, self._theme.closures.of(page.template)
        inputs = {"engine": self._fingerprint, "templates": closure.digest, "template": closure.template}
        inputs[LANG] = page.lang
        inputs |= {f"asset:{name}": theme.asset_urls[name] for name in closure.assets}
        values: dict[str, EncodedValue] = {}
        own: list[View] = []
        for view in [theme.views[name] for name in closure.names if name != LANG]:
            if view.scope in ("site", "language"):
                value = self._encode_shared(view, page, page.lang if view.scope == "language" else "")
                values[view.name], inputs[view.name] = value, value.digest
            else:
                own.append(view)
        texts = tuple(path for value in values.values() for path in value.texts)
        blocks = tuple(name for name in closure.blocks if name in theme.blocks)
        common = self._common[page.template, page.lang] = _Common(values, inputs, texts, tuple(own), blocks)
        return common

    def _add_blocks(self, page: Page, common: _Common, inputs: dict[str, str]) -> tuple[tuple[str, str], ...]:
        """Return (name, URL) of the blocks that the page's templates place and that are not part of it; note them."""
        found = []
        for name in common.blocks:
            scope = self.scope(page) if name in SCOPED else ""
            known = self._addresses.get((name, page.lang, scope))
            if known is None:
                address: BlockAddress = self._theme.blocks[name]
                url = address.url(page.lang, scope)
                known = self._addresses[name, page.lang, scope] = url, digest.of([address, url])
            found.append((name, known[0]))
            inputs[f"block:{name}"] = known[1]
        return tuple(found)
