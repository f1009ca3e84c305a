"""The theme as a build needs it: loaded, checked, and with the closures of its templates."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from sitegen import digest
from sitegen.config.model import Config
from sitegen.engine import fingerprint
from sitegen.engine.inputs.blocks import BlockAddress, find_included_blocks
from sitegen.engine.state.store import Store
from sitegen.errors import Diagnostic
from sitegen.pages.views.registry import View, make_views
from sitegen.theme.closure import CALLS, Closures, Facts, check, read_facts
from sitegen.theme.model import Theme
from sitegen.urls import Root

if TYPE_CHECKING:
    from jinja2 import Environment

LANG = "lang"
"""The page's language: in every page's context, for filters"""

_FACTS = msgspec.msgpack.Decoder(dict[str, Facts])


class ThemeAnalysis(Struct, frozen=True):
    """A theme with all that is known of it before any page is."""

    theme: Theme
    views: Mapping[str, View]
    closures: Closures
    asset_urls: Mapping[str, str]
    blocks: Mapping[str, BlockAddress]
    """Those delivered by include"""


def analyze_theme(theme: Theme, config: Config, store: Store, diagnostics: list[Diagnostic]) -> ThemeAnalysis:
    """Return the theme with what its templates ask for; add what is wrong with them to the diagnostics."""
    table = make_views(theme)
    facts = _facts(theme, store)
    names = [*table, LANG]
    diagnostics += check(theme.templates, facts, names, theme.assets)
    blocks = find_included_blocks(config.blocks, Root.of(config.base_url))
    closures = Closures(theme.templates, facts, names, blocks)
    urls = {name: asset.url for name, asset in theme.assets.items()}
    return ThemeAnalysis(theme, table, closures, urls, blocks)


def _facts(theme: Theme, store: Store) -> dict[str, Facts]:
    """Return what each template mentions: a pure function of the sources, remembered as a whole."""
    sources = [[t.name, t.origin, t.digest] for t in theme.templates.values()]
    key = "facts:" + digest.of([fingerprint.fingerprint(), sources])
    known = store.fact(key)
    if known:
        return _FACTS.decode(known)
    environment = _environment(theme)
    facts = {name: read_facts(environment, source) for name, source in theme.templates.items()}
    store.set_fact(key, msgspec.msgpack.encode(facts))
    return facts


def _environment(theme: Theme) -> "Environment":
    from sitegen.pages.filters import FILTERS as MACHINE_FILTERS
    from sitegen.theme.environment import make_environment
    from sitegen.theme.filters import FILTERS

    functions = dict.fromkeys(CALLS, str)
    return make_environment(theme.templates, {**FILTERS, **MACHINE_FILTERS}, functions)
