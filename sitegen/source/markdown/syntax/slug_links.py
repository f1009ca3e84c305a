"""`[[slug]]`, `[[slug#anchor]]` and `[[slug|text]]`: a link to an article by its slug, which has no spaces.

No slug begins with "^": `[[^1]]` is a footnote's reference in brackets, and one may follow a link: `[[slug]][^1]`.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_inline import StateInline

from sitegen.source.markdown.fast.fast_inline import AT

_LINK = re.compile(r"\[\[(?!\^)([^\s\[\]|\\#]+(?:#[^\W\d][^\s\[\]|\\#]*)?)(?:\|([^\[\]\n]*))?\]\](?!\(|\[(?!\^))")
SLUG = "slug"
"""Key in a link_open token's meta: the slug as written."""


def install(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "slug", _slug)


def _slug(state: StateInline, silent: bool) -> bool:
    """Leaves alone what CommonMark reads as a reference: `[[label]]` where the label is defined."""
    if not state.src.startswith("[[", state.pos) or state.linkLevel:
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    if not match or normalizeReference(match[1]) in state.env.get("references", ()):
        return False
    if not silent:
        start, last = state.pos, state.posMax
        token = state.push("link_open", "a", 1)
        bare = not (match[2] or "").strip()
        token.meta = {SLUG: match[1], "bare": bare, AT: start}
        if not bare:
            state.pos, state.posMax = match.span(2)
            state.linkLevel += 1
            state.md.inline.tokenize(state)
            state.linkLevel -= 1
            state.posMax = last
        state.push("link_close", "a", -1)
    state.pos = match.end()
    return True
