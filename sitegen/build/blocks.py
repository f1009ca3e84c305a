"""Blocks that many pages show, rendered once to a file of their own and put in by whoever serves the page."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from sitegen.config.model import Block
from sitegen.pages.values import Page
from sitegen.theme.closure import block_template
from sitegen.urls import Root

FOLDER = "_blocks"


@dataclass(frozen=True, slots=True)
class BlockAddress:
    """Where an included block lies, and how a page asks for it."""

    name: str
    syntax: str
    """ssi | esi | script"""
    prefix: str
    """Path of base_url: "" or "/news"."""

    def url(self, lang: str) -> str:
        return f"{self.prefix}/{block_path(self.name, lang)}"


def block_path(name: str, lang: str) -> str:
    """Return the path below output/ of a block in the language of the pages that show it."""
    return f"{FOLDER}/{lang}/{name}.html"


def included_blocks(blocks: tuple[Block, ...], root: Root) -> dict[str, BlockAddress]:
    return {b.name: BlockAddress(b.name, b.syntax, root.prefix) for b in blocks if b.delivery == "include"}


def block_pages(blocks: Mapping[str, BlockAddress], langs: Iterable[str]) -> list[Page]:
    """Return the files of the included blocks: one for each language that pages are in."""
    return [
        Page(block_path(name, lang), blocks[name].url(lang), "block", block_template(name), lang=lang)
        for name in sorted(blocks)
        for lang in sorted(langs)
    ]


def include_markup(address: BlockAddress, lang: str, words: Mapping[str, str]) -> Markup:
    """Return what stands in the page for the block; `words` are the theme's strings, which may have its name.

    SSI: Apache's mod_include and nginx's ngx_http_ssi_module; ESI: the W3C note "ESI Language Specification 1.0";
    script: a plain link that the theme's script replaces by what it leads to.
    """
    url = address.url(lang)
    if address.syntax == "ssi":
        return Markup('<!--#include virtual="{}" -->').format(url)
    if address.syntax == "esi":
        return Markup('<esi:include src="{}"/>').format(url)
    title = words.get(address.name) or address.name.replace("_", " ").capitalize()
    return Markup('<div data-include="{0}"><a href="{0}">{1}</a></div>').format(url, title)
