"""Where `[text][label]` leads: where the text says, else where the site does; what neither knows leaves a token."""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from sitegen.source.markdown.fast.fast_inline import AT

SITE = "definitions"
"""Key in the env: the site's own definitions, (label, address) each"""
_FULL = re.compile(r"\[(?!\^)[^\[\]]+\]\[([^\[\]^][^\[\]]*)\](?!\()")
UNDEFINED = "undefined_reference"


def install(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "site_definitions", _add)
    md.inline.ruler.after("link", UNDEFINED, _undefined)


def _add(state: StateCore) -> None:
    """Add the site's definitions to those of the text, which go first."""
    known = state.env.get(SITE, ())
    if known:
        references = state.env.setdefault("references", {})
        for label, address in known:
            references.setdefault(normalizeReference(label), {"href": state.md.normalizeLink(address), "title": ""})


def _undefined(state: StateInline, silent: bool) -> bool:
    """The bracket that opens `[text][label]` where no label is called so: it stays what it is, and leaves a token."""
    if state.src[state.pos] != "[" or "][" not in state.src:
        return False
    match = _FULL.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        state.push("text", "", 0).content = "["
        token = state.push(UNDEFINED, "", 0)
        token.content = match[1]
        token.meta = {AT: state.pos}
    state.pos += 1
    return True
