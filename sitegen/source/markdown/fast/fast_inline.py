"""Short cuts for what most of a newspaper's text is: paragraphs with little markup in them."""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

from sitegen.source.markdown.fast.fast_blocks import STARTS_A_BLOCK, TOP_PARAGRAPH, read_blocks, token_of

AT = "at"
"""Key in a token's meta: where it begins in the content of its inline token."""

NO_DEFINITIONS = "no-definitions"
"""Key in `env`: the text defines no link and no footnote."""

LINES = "lines"
"""Key in `env`: the text's lines"""

_MEANT = "\n\\`*_[]!<&~{"
"""Where an inline rule may begin (or a link's text end): markdown-it's text rule stops at many more."""
_MARKUP = re.compile(r"[\n\\`*_\[<&~{]")
"""Where markup may begin, unless bare addresses are links."""
_LINKIFIED = ":@w"

_LINK = re.compile(
    r"\[([^\[\]`<\\!*_~&{\n]+)\]"
    r"\(((?:https?://[a-z0-9.-]+(?::\d+)?(?=[/?#)]))?[A-Za-z0-9/._~=+@,;-]*(?:\?[A-Za-z0-9/._~=+@,;-]*)?(?:#[A-Za-z0-9/._~=-]*)?)\)"
)
"""A link whose text has no markup and whose address is as it has to be written."""
_EMPHASIS = re.compile(r"(\*\*?)([^\W_](?:[^*_\[\]`<\\!~&{\n]*[^\W_])?)\1(?=[ \n.,;:!?)]|\Z)")
"""Emphasis that begins and ends with a letter or digit, has no markup in it, and stands between spaces: CommonMark can
read it in one way only."""


def install(md: MarkdownIt, linkify: bool) -> None:
    """`linkify`: bare addresses are links, wherever they stand."""
    md.inline.terminator_re = re.compile(f"[{re.escape(_MEANT + (_LINKIFIED if linkify else ''))}]")
    md.core.ruler.at("normalize", _normalize)
    md.core.ruler.at("inline", _inline_linkified if linkify else _inline)
    md.inline.ruler.before("emphasis", "intraword_underscore", _intraword_underscore)
    if not linkify:
        md.inline.ruler.before("escape", "plain_markup", _plain_markup)
    first = md.block.ruler.get_active_rules()[0]
    md.core.ruler.at("block", _block)
    md.block.ruler.before(first, "fast_blocks", _read_fast_blocks)
    md.block.ruler.before(first, "nested_paragraph", _paragraph)


def _normalize(state: StateCore) -> None:
    """Line ends as CommonMark has them (NUL is gone, see `text.encoded`); a look for definitions on the way."""
    if "\r" in state.src:
        state.src = state.src.replace("\r\n", "\n").replace("\r", "\n")
    if not any(rest[:1] == ":" for rest in state.src.split("]")[1:]):  # many times as fast as a search for "]:"
        state.env[NO_DEFINITIONS] = True


def _inline(state: StateCore) -> None:
    """Give the texts their tokens: None to one without markup, which spares most paragraphs a token."""
    for token in state.tokens:
        if token.type in _TEXTS:
            text = token.content
            token.children = None if _is_plain(text) else _simple_markup(text) or _parse_inline(state, text)


def _inline_linkified(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in _TEXTS:
            text = token.content
            token.children = _parse_inline(state, text) if state.md.inline.terminator_re.search(text) else None


_TEXTS = frozenset({"inline", TOP_PARAGRAPH})


def _is_plain(text: str) -> bool:
    """Return `not _MARKUP.search(text)`, many times as fast."""
    return not (
        "*" in text
        or "[" in text
        or "\n" in text
        or "_" in text
        or "&" in text
        or "<" in text
        or "`" in text
        or "\\" in text
        or "~" in text
        or "{" in text
    )


def _parse_inline(state: StateCore, content: str) -> list[Token]:
    return state.md.inline.parse(content, state.md, state.env, [])


def _simple_markup(content: str) -> list[Token] | None:
    """Return the tokens of a text with no other markup than simple links, emphasis and line breaks; None for others."""
    children: list[Token] = []
    done = 0
    while found := _MARKUP.search(content, done):
        at = found.start()
        before = content[at - 1] if at else "\n"
        if found[0] == "*" and before in " \n" and (match := _EMPHASIS.match(content, at)):
            made = _wrap_text(*_EMPHASES[match[1]], match[2])
        elif found[0] == "[" and before != "!" and (match := _LINK.match(content, at)):
            made = _wrap_text("link_open", "a", "link_close", match[1])
            made[0].attrs["href"], made[0].meta[AT] = match[2], at
        elif found[0] == "\n" and before != " " and (match := _BREAK.match(content, at)):
            made = [token_of("softbreak", "br", 0)]
        else:
            return None
        if at > done:
            children.append(token_of("text", "", 0, content=content[done:at]))
        children += made
        done = match.end()
    if done < len(content):
        children.append(token_of("text", "", 0, content=content[done:]))
    return children


_BREAK = re.compile(r"\n(?![ \t])")
_EMPHASES = {"*": ("em_open", "em", "em_close"), "**": ("strong_open", "strong", "strong_close")}


def _wrap_text(opening: str, tag: str, closing: str, text: str) -> list[Token]:
    return [token_of(opening, tag, 1), token_of("text", "", 0, content=text, level=1), token_of(closing, tag, -1)]


def _block(state: StateCore) -> None:
    """The blocks; where all are simple, as they most often are, markdown-it reads no line."""
    lines = state.src.split("\n")
    if not lines[-1].strip(" \t"):
        lines.pop()
    state.env[LINES] = lines
    start = read_blocks(lines, 0, state.tokens, NO_DEFINITIONS in state.env)
    if start < len(lines):
        blocks = StateBlock(state.src, state.md, state.env, state.tokens)
        state.md.block.tokenize(blocks, start, blocks.lineMax)


def _read_fast_blocks(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if silent or state.level:
        return False
    state.line = read_blocks(state.env[LINES], start, state.tokens, NO_DEFINITIONS in state.env)
    return state.line > start


def _paragraph(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph, most often within another block, that no other rule could take."""
    following = 0 if silent else _end_of_paragraph(state, start)
    if following:
        state.line = following
        state.push("paragraph_open", "p", 1).map = [start, following]
        inline = state.push("inline", "", 0)
        inline.content = mdTrim(state.getLines(start, following, state.blkIndent, False))
        inline.map = [start, following]
        state.push("paragraph_close", "p", -1)
    return following > 0


def _end_of_paragraph(state: StateBlock, start: int) -> int:
    """Return the line after a paragraph none of whose lines begins as anything else could, with no line under it that
    makes it a term; 0 if there is no such paragraph."""
    if not _is_paragraph_line(state, start):
        return 0
    following = start + 1
    while following < state.lineMax and not state.isEmpty(following):
        if state.sCount[following] < state.blkIndent or not _is_paragraph_line(state, following):
            return 0
        following += 1
    return 0 if following == start + 1 and _begins_with(state, following + 1, ":~") else following


def _is_paragraph_line(state: StateBlock, line: int) -> bool:
    first = state.src[state.bMarks[line] + state.tShift[line]]
    if first in STARTS_A_BLOCK and not (first == "[" and NO_DEFINITIONS in state.env):
        return False
    return state.sCount[line] - state.blkIndent <= 3


def _begins_with(state: StateBlock, line: int, characters: str) -> bool:
    if line >= state.lineMax or state.isEmpty(line):
        return False
    return state.src[state.bMarks[line] + state.tShift[line]] in characters


def _intraword_underscore(state: StateInline, silent: bool) -> bool:
    """An underscore between two letters or digits is not emphasis; kept in one piece the word can be a mail address."""
    at, src = state.pos, state.src
    if src[at] != "_" or at == 0 or at + 1 >= state.posMax or not (src[at - 1].isalnum() and src[at + 1].isalnum()):
        return False
    if not silent:
        state.append_pending("_")
    state.pos += 1
    return True


def _plain_markup(state: StateInline, silent: bool) -> bool:
    """A simple link or emphasis in one step, with the tokens that markdown-it's own rules would make of it."""
    at, src = state.pos, state.src
    if src[at] == "[":
        match = _LINK.match(src, at, state.posMax)
        if match and not silent:
            _wrap(state, "link", "a", match[1])
            state.tokens[-3].attrs = {"href": match[2]}
            state.tokens[-3].meta = {AT: at}
    elif src[at] == "*" and not silent and (at == 0 or src[at - 1] in " \n"):
        match = _EMPHASIS.match(src, at, state.posMax)
        if match:
            _wrap(state, *(("strong", "strong") if len(match[1]) == 2 else ("em", "em")), match[2])
    else:
        return False
    if match:
        state.pos = match.end()
    return match is not None


def _wrap(state: StateInline, kind: str, tag: str, text: str) -> None:
    state.push(f"{kind}_open", tag, 1)
    state.push("text", "", 0).content = text
    state.push(f"{kind}_close", tag, -1)
