"""Blocks that many pages show, rendered once to a file of their own and put in by whoever serves the page."""

from collections.abc import Callable, Iterable, Mapping
from urllib.parse import quote

from markupsafe import Markup
from msgspec import Struct

from sitegen.config.model import Block
from sitegen.pages.values import Page
from sitegen.theme.closure import block_template
from sitegen.urls import Root

FOLDER = "_blocks"

SCOPED = frozenset({"more_in_category"})
"""Blocks that each category has its own of"""

Scopes = Callable[[Page], str]
"""A page -> the category whose blocks it shows, "" for none"""


class BlockAddress(Struct, frozen=True):
    """Where the file of an included block is, and how a page asks for it."""

    name: str
    syntax: str
    """ssi | esi | script"""
    prefix: str
    """Path of base_url: "" or "/news"."""

    def url(self, lang: str, scope: str = "") -> str:
        return f"{self.prefix}/{quote(make_block_path(self.name, lang, scope))}"


def make_block_path(name: str, lang: str, scope: str = "") -> str:
    """Return the path below output/ of a block in the language of the pages that show it; `scope` is the category of
    one that differs between categories."""
    return f"{FOLDER}/{lang}/{name}/{scope}.html" if scope else f"{FOLDER}/{lang}/{name}.html"


def find_included_blocks(blocks: tuple[Block, ...], root: Root) -> dict[str, BlockAddress]:
    return {b.name: BlockAddress(b.name, b.syntax, root.prefix) for b in blocks if b.delivery == "include"}


def plan_block_pages(blocks: Mapping[str, BlockAddress], pages: Iterable[Page], scopes: Scopes) -> list[Page]:
    """Return the files of the included blocks: one for each language that pages are in, and for each scope."""
    from sitegen.pages.kinds.block import BLOCK  # workers, which only render, do without the views

    found = {(page.lang, scope) for page in pages for scope in ("", scopes(page))} if blocks else set()
    return [
        Page(
            make_block_path(name, lang, scope),
            blocks[name].url(lang, scope),
            BLOCK.name,
            block_template(name),
            scope,
            lang=lang,
        )
        for name in sorted(blocks)
        for lang, scope in sorted(found)
        if not scope or name in SCOPED
    ]


def make_include(address: BlockAddress, url: str, words: Mapping[str, str]) -> Markup:
    """Return what stands in the page for the block at a URL; `words` are the theme's strings, which may have its name.

    SSI: Apache's mod_include and nginx's ngx_http_ssi_module; ESI: the W3C note "ESI Language Specification 1.0";
    script: a plain link that the theme's script replaces by what it leads to.
    """
    if address.syntax == "ssi":
        return Markup('<!--#include virtual="{}" -->').format(url)
    if address.syntax == "esi":
        return Markup('<esi:include src="{}"/>').format(url)
    title = words.get(address.name) or address.name.replace("_", " ").capitalize()
    return Markup('<div data-include="{0}"><a href="{0}">{1}</a></div>').format(url, title)
