"""Leftovers of other generators: Hugo's `{{< x >}}` and `{{% x %}}`, Liquid's and Jinja's `{% x %}` and `{{ x }}`.

They are kept whole (no emphasis or curly quotes inside), so that the renderer can report, show or drop them. Liquid's
`{% highlight %}` and Hugo's `{{< highlight >}}` on lines of their own hold code and are read as fences. A link by
Hugo's `ref` or `relref`, or by Jekyll's `link` or `post_url`, is a link to a file of the newspaper.
"""

import re
from collections.abc import Callable

from markdown_it import MarkdownIt
from markdown_it.ruler import RuleOptionsType
from markdown_it.rules_block import StateBlock
from markdown_it.rules_inline import StateInline

from sitegen.source.markdown.fast.fast_inline import AT

_ANY = "|".join(
    rf"{start}(?:(?!{end}).){{0,2000}}{end}"
    for start, end in ((r"\{\{<", r">\}\}"), (r"\{\{%", r"%\}\}"), (r"\{\{", r"\}\}"), (r"\{%", r"%\}"))
)
"""None goes on over its own end, whatever an expression around it needs."""
TAG = re.compile(_ANY, re.DOTALL)
_BASE = r"\{\{-?\s*site\.(?:baseurl|url)\s*-?\}\}"
_LABEL = r"(?:[^\[\]]|\[[^\[\]]{0,300}\]){0,1000}"
_LINK = re.compile(rf"!?\[({_LABEL})\]\(\s*(?:{_BASE})?({_ANY})([^()\n]*)\)", re.DOTALL)
_REST = r"([?#][^\s\"'<>{}]+)?"
_ANCHOR = re.compile(rf"<a\s[^<>{{}}]*?\bhref=[\"']?(?:{_BASE})?({_ANY}){_REST}[\"']?[^<>{{}}]*>", re.DOTALL)
_BARE = re.compile(rf"<(?:{_ANY})[^\s<>]*>", re.DOTALL)
_ATTRIBUTE = re.compile(rf"\s(href|src)=([\"'])(?:{_BASE})?({_ANY}){_REST}\2", re.IGNORECASE | re.DOTALL)
_HUGO = re.compile(r"\{\{[<%]\s*(?:rel)?ref\s+(?:path=)?[\"`]?([^\s\"`<>%]+)[^{}]*[>%]\}\}")
_JEKYLL = re.compile(r"\{%-?\s*(link|post_url)\s+(\S+?)\s*-?%\}")
DOCUMENT = "document"
"""Key in a link_open token's meta: the file that is linked to, perhaps with a query and a fragment"""
_TAGS = re.compile(rf"(?:(?:{_ANY})[ \t]*)+(?:\n|\Z)", re.DOTALL)
"""Tags that have the rest of their lines to themselves"""
_FENCE = re.compile(r"(\{%-?|\{\{[<%]-?)\s*highlight\s+\"?([\w+#-]*)\"?[^\n]*?(?:%\}|[>%]\}\})\s*\Z")
_FENCE_END = re.compile(r"(?:\{%-?\s*endhighlight\s*-?%\}|\{\{[<%]-?\s*/\s*highlight\s*-?[>%]\}\})\s*\Z")


def install(md: MarkdownIt) -> None:
    md.inline.ruler.before("link", "foreign_link", _link)
    md.inline.ruler.before("link", "foreign", _tag)
    md.inline.ruler.before("html_inline", "foreign_anchor", _anchor)
    everywhere: RuleOptionsType = {"alt": ["paragraph", "reference", "blockquote", "list"]}
    md.block.ruler.before("fence", "foreign_fence", _fence, everywhere)
    md.block.ruler.before("fence", "foreign_tags", _tags, everywhere)


def name(tag: str) -> str:
    """Return what a leftover most likely is, for a message."""
    if tag.startswith(("{{<", "{{%")):
        return "a Hugo shortcode"
    return "a Liquid or Jinja tag" if tag.startswith("{%") else "a template expression"


def document(leftover: str) -> str:
    """Return the file that a leftover in an address names, with a leading "/" from content/; "" if it names none."""
    hugo = _HUGO.fullmatch(leftover)
    if hugo:
        return "" if "://" in hugo[1] else hugo[1]
    jekyll = _JEKYLL.fullmatch(leftover)
    return "" if not jekyll else f"/{jekyll[2].lstrip('/')}" if jekyll[1] == "link" else jekyll[2]


def attributes(html: str, reference: Callable[[str], str]) -> str:
    """Return raw HTML with what `reference` gives for each document that an attribute in it leads to."""

    def known(match: "re.Match[str]") -> str:
        target = document(match[3]) if match[1].lower() == "href" else ""
        return f' href="{reference(target + (match[4] or ""))}"' if target else match[0]

    return _ATTRIBUTE.sub(known, html)


def without(html: str) -> str:
    """Return raw HTML without leftovers; an attribute that is nothing else goes too."""
    return TAG.sub("", _ATTRIBUTE.sub("", html))


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
    elif not silent and (target := document(match[2])):
        _push_link(state, target + _fragment(match[3]))
        _inside(state, match)
        state.push("link_close", "a", -1)
    elif not silent:
        _push(state, state.src[state.pos : match.start(1)])
        _inside(state, match)
        state.pos = match.end(1)
        _push(state, state.src[match.end(1) : match.end()])
    state.pos = match.end()
    return True


def _inside(state: StateInline, match: "re.Match[str]") -> None:
    """Read the text of a link."""
    last = state.posMax
    state.pos, state.posMax = match.span(1)
    state.linkLevel += 1
    state.md.inline.tokenize(state)
    state.linkLevel -= 1
    state.posMax = last


def _fragment(rest: str) -> str:
    """Return the "?query#anchor" after a leftover in a link's address."""
    return rest.split()[0] if rest.startswith(("?", "#")) else ""


def _anchor(state: StateInline, silent: bool) -> bool:
    """The start tag of a link in raw HTML whose address is a leftover: quotes in quotes make it no HTML. Or a bare link
    to one, `<{{ x }}>`."""
    if not state.src.startswith(("<a", "<{"), state.pos):
        return False
    if bare := _BARE.match(state.src, state.pos, state.posMax):
        if not silent:
            _push(state, bare[0])
        state.pos = bare.end()
        return True
    match = _ANCHOR.match(state.src, state.pos, state.posMax)
    target = document(match[1]) if match else ""
    if not match or not (target or '"' in match[1]):
        return False
    if not silent and target:
        _push_link(state, target + (match[2] or ""))
    elif not silent:
        _push(state, match[0])
    state.pos = match.end()
    return True


def _push_link(state: StateInline, target: str) -> None:
    token = state.push("link_open", "a", 1)
    token.meta = {DOCUMENT: target, AT: state.pos}


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


def _tags(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Tags alone on their lines, blank ones inside them too: a block that ends with the last of them."""
    begin = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(("{%", "{{<", "{{%"), begin) or state.is_code_block(start):
        return False
    match = _TAGS.match(state.src, begin)
    last = start + state.src.count("\n", begin, match.end() - 1) if match else end
    if not match or last >= end:
        return False
    if not silent:
        state.line = last + 1
        state.push("paragraph_open", "p", 1).map = [start, state.line]
        inline = state.push("inline", "", 0)
        inline.content, inline.map, inline.children = match[0].rstrip(), [start, state.line], []
        state.push("paragraph_close", "p", -1)
    return True


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
