"""`<!-- more -->` and the like at the start of a line: the text after it on the line is Markdown, not HTML."""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

_MARKER = re.compile(
    r"<!--\s*(?:more|read[ -]?more|excerpt|truncate|teaser_end|end_teaser|pelican_end_summary)\s*-->(?=[ \t]*[^\s])",
    re.IGNORECASE,
)


def install(md: MarkdownIt) -> None:
    md.block.ruler.before("html_block", "summary_marker", _marker)


def _marker(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if silent or state.is_code_block(start) or not (match := _MARKER.match(state.src, begin, stop)):
        return False
    token = state.push("html_block", "", 0)
    token.map, token.content = [start, start + 1], match[0] + "\n"
    text = state.src[match.end() : stop].lstrip(" \t")
    state.bMarks[start], state.tShift[start] = stop - len(text), 0
    state.sCount[start] = state.blkIndent
    state.md.block.tokenize(state, start, end)
    return True
