"""Leftovers of other generators: Hugo's `{{< x >}}` and `{{% x %}}`, Liquid's and Jinja's `{% x %}` and `{{ x }}`.

They are kept whole (no emphasis or curly quotes inside), so that the writer can report, show or drop them. Liquid's
`{% highlight %}` and Hugo's `{{< highlight >}}` on lines of their own hold code and are read as fences.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from sitegen.source.markdown.prose import AT

_ANY = r"\{\{<.{0,2000}?>\}\}|\{\{%.{0,2000}?%\}\}|\{\{.{0,2000}?\}\}|\{%.{0,2000}?%\}"
TAG = re.compile(_ANY, re.DOTALL)
_LINK = re.compile(rf"!?\[([^\[\]]{{0,1000}})\]\(\s*(?:{_ANY})[^()\n]*\)", re.DOTALL)
_FENCE = re.compile(r"(\{%-?|\{\{[<%]-?)\s*highlight\s+\"?([\w+#-]*)\"?[^\n]*?(?:%\}|[>%]\}\})\s*\Z")
_FENCE_END = re.compile(r"(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]-?\s*/\s*highlight\s*-?[>%]\}\})\s*\Z")


def install(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "foreign_link", _link)
    md.inline.ruler.before("link", "foreign", _tag)
    md.block.ruler.before("fence", "foreign_fence", _fence, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def name(tag: str) -> str:
    """Return what a leftover most likely is, for a message."""
    if tag.startswith(("{{<", "{{%")):
        return "a Hugo shortcode"
    return "a Liquid or Jinja tag" if tag.startswith("{%") else "a template expression"


def _tag(state: StateInline, silent: bool) -> bool:
    if not state.src.startswith(("{{", "{%"), state.pos):
        return False
    match = TAG.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent:
        _push(state, match[0])
    state.pos = match.end()
    return True


def _link(state: StateInline, silent: bool) -> bool:
    """A link or picture whose address is a leftover: its text stays readable whatever becomes of the rest."""
    if state.src[state.pos] not in "[!" or "{" not in state.src:
        return False
    match = _LINK.match(state.src, state.pos, state.posMax)
    if not match:
        return False
    if not silent and match[0].startswith("!"):
        _push(state, match[0])
    elif not silent:
        last = state.posMax
        _push(state, state.src[state.pos : match.start(1)])
        state.pos, state.posMax = match.span(1)
        state.md.inline.tokenize(state)
        state.posMax = last
        state.pos = match.end(1)
        _push(state, state.src[match.end(1) : match.end()])
    state.pos = match.end()
    return True


def _push(state: StateInline, content: str) -> None:
    token = state.push("foreign", "", 0)
    token.content = content
    token.meta = {AT: state.pos}


def _fence(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(("{%", "{{"), begin) or state.is_code_block(start):
        return False
    opening = _FENCE.match(state.src[begin : state.eMarks[start]])
    if not opening:
        return False
    last = next((n for n in range(start + 1, end) if _FENCE_END.match(_line(state, n))), -1)
    if last < 0:
        return False
    if not silent:
        token = state.push("fence", "code", 0)
        token.info, token.markup, token.map = opening[2], opening[1], [start, last + 1]
        token.content = state.getLines(start + 1, last, state.sCount[start], True)
        state.line = last + 1
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
