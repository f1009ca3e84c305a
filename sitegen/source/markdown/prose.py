"""Short cuts for what most of a newspaper's text is: paragraphs with little markup in them."""

import re
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

AT = "at"
"""Key in a token's meta: where it begins in the content of its inline token."""

PROSE = "prose"
"""Type of the one token that stands for paragraph_open, inline and paragraph_close where a paragraph is in no other
block. Its children are those of the inline token."""

NO_DEFINITIONS = "no-definitions"
"""Key in `env`: the text defines no link and no footnote."""

_STARTS_A_BLOCK = frozenset("#>*+-_`~=|:[<{0123456789\\&!\t ")
"""A line that begins with anything else is part of a paragraph, of a heading underlined, of a table or a term; the
last three take another line that begins with one of these."""
_MEANT = "\n\\`*_[]!<&~{"
"""Where an inline rule may begin (or a link's text end): markdown-it's text rule stops at many more."""
_MARKUP = re.compile(r"[\n\\`*_\[<&~{]")
"""Where markup may begin, if bare addresses are no links."""
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
    md.inline.ruler.before("emphasis", "snake", _snake)
    if not linkify:
        md.inline.ruler.before("escape", "plain_markup", _plain_markup)
    first = md.block.ruler.get_active_rules()[0]
    md.block.ruler.before(first, PROSE, _prose)
    md.block.ruler.before(first, "plain_list", _list)
    md.block.ruler.before(first, "plain_heading", _heading)


def _normalize(state: StateCore) -> None:
    """Line ends as CommonMark wants them (NUL is gone, see `text.encoded`); a look for definitions on the way."""
    if "\r" in state.src:
        state.src = state.src.replace("\r\n", "\n").replace("\r", "\n")
    if not any(rest[:1] == ":" for rest in state.src.split("]")[1:]):  # many times as fast as a search for "]:"
        state.env[NO_DEFINITIONS] = True


def _inline(state: StateCore) -> None:
    """Give the texts their tokens: None to one without markup, which spares most paragraphs a token."""
    for token in state.tokens:
        if token.type in _TEXTS:
            text = token.content
            token.children = None if _is_plain(text) else _simple(text) or _parsed(state, text)


def _inline_linkified(state: StateCore) -> None:
    for token in state.tokens:
        if token.type in _TEXTS:
            text = token.content
            token.children = _parsed(state, text) if state.md.inline.terminator_re.search(text) else None


_TEXTS = frozenset({"inline", PROSE})


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


def _parsed(state: StateCore, content: str) -> list[Token]:
    return state.md.inline.parse(content, state.md, state.env, [])


def _simple(content: str) -> list[Token] | None:
    """Return the tokens of a text with no other markup than simple links, emphasis and line breaks; None for others."""
    children: list[Token] = []
    done = 0
    while found := _MARKUP.search(content, done):
        at = found.start()
        before = content[at - 1] if at else "\n"
        if found[0] == "*" and before in " \n" and (match := _EMPHASIS.match(content, at)):
            made = _wrapped(*_EMPHASES[match[1]], match[2])
        elif found[0] == "[" and before != "!" and (match := _LINK.match(content, at)):
            made = _wrapped("link_open", "a", "link_close", match[1])
            made[0].attrs["href"], made[0].meta[AT] = match[2], at
        elif found[0] == "\n" and before != " " and (match := _BREAK.match(content, at)):
            made = [_token("softbreak", "br", 0)]
        else:
            return None
        if at > done:
            children.append(_token("text", "", 0, content=content[done:at]))
        children += made
        done = match.end()
    if done < len(content):
        children.append(_token("text", "", 0, content=content[done:]))
    return children


_BREAK = re.compile(r"\n(?![ \t])")
_EMPHASES = {"*": ("em_open", "em", "em_close"), "**": ("strong_open", "strong", "strong_close")}


def _wrapped(opening: str, tag: str, closing: str, text: str) -> list[Token]:
    return [_token(opening, tag, 1), _token("text", "", 0, content=text, level=1), _token(closing, tag, -1)]


def _token(
    kind: str,
    tag: str,
    nesting: Literal[-1, 0, 1],
    content: str = "",
    level: int = 0,
    lines: list[int] | None = None,
    markup: str = "",
) -> Token:
    """Return what Token(...) would, in half the time; with `lines` it is a block."""
    token = _bare(Token)
    token.type, token.tag, token.nesting, token.content, token.level = kind, tag, nesting, content, level
    token.map, token.block, token.markup, token.info = lines, lines is not None, markup, ""
    token.attrs, token.meta, token.children, token.hidden = {}, {}, None, False
    return token


_bare = Token.__new__


def _prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Paragraphs, as many as follow one another; inside another block one, for there blank lines between can count."""
    if silent:
        return False
    line = start
    while line < end and (following := _end_of_paragraph(state, line)):
        _push_paragraph(state, line, following)
        state.line = following
        if state.level:
            break
        line = state.skipEmptyLines(following)
    return state.line > start


def _end_of_paragraph(state: StateBlock, start: int) -> int:
    """Return the line behind a paragraph none of whose lines begins as anything else could, with no line under it that
    makes it a term; 0 if there is none."""
    if not _is_ordinary(state, start):
        return 0
    following = start + 1
    while following < state.lineMax and not state.isEmpty(following):
        if state.sCount[following] < state.blkIndent or not _is_ordinary(state, following):
            return 0
        following += 1
    return 0 if following == start + 1 and _begins_with(state, following + 1, ":~") else following


def _push_paragraph(state: StateBlock, start: int, following: int) -> None:
    if following == start + 1:
        text = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    else:
        text = state.getLines(start, following, state.blkIndent, False)
    place = [start, following]
    if state.level == 0:
        state.tokens.append(_token(PROSE, "p", 0, mdTrim(text), lines=place))
    else:
        state.push("paragraph_open", "p", 1).map = place
        inline = state.push("inline", "", 0)
        inline.content, inline.map = mdTrim(text), place
        state.push("paragraph_close", "p", -1)


def _list(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A bullet list in no other block, each of its items one line of text, with a blank line behind it."""
    src, begins = state.src, state.bMarks
    bullet = src[begins[start]]
    if silent or state.level or bullet not in "-*+":
        return False
    line = start
    while not state.isEmpty(line):
        if src[begins[line]] != bullet or not _ITEM.match(src, begins[line]):
            return False
        line += 1
    after = state.skipEmptyLines(line)
    if after < end and (state.sCount[after] or src[begins[after]] in "-*+:~"):  # the list may go on
        return False
    state.line = after
    state.tokens.append(_token("bullet_list_open", "ul", 1, lines=[start, after], markup=bullet))
    for item in range(start, line):
        text = mdTrim(src[begins[item] + 2 : state.eMarks[item]])
        state.tokens += _item(text, bullet, item, item + 1 if item + 1 < line else after)
    state.tokens.append(_token("bullet_list_close", "ul", -1, markup=bullet))
    return True


_ITEM = re.compile(rf"[-*+] [^{re.escape(''.join(_STARTS_A_BLOCK))}\n]")


def _item(text: str, bullet: str, line: int, following: int) -> list[Token]:
    tokens = [
        _token("list_item_open", "li", 1, "", 1, [line, following], bullet),
        _token("paragraph_open", "p", 1, "", 2, [line, line + 1]),
        _token("inline", "", 0, text, 3, [line, line + 1]),
        _token("paragraph_close", "p", -1, "", 2),
        _token("list_item_close", "li", -1, "", 1, markup=bullet),
    ]
    tokens[1].hidden = tokens[3].hidden = True
    return tokens


def _heading(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A heading by number signs in no other block, with none at its end; such a line can be a table's first."""
    match = _HEADING.match(state.src, state.bMarks[start])
    if silent or state.level or not match or _begins_with(state, start + 1, "|-:"):
        return False
    state.line = start + 1
    tag, marks, lines = f"h{len(match[1])}", match[1], [start, start + 1]
    state.tokens += (
        _token("heading_open", tag, 1, lines=lines, markup=marks),
        _token("inline", "", 0, mdTrim(match[2]), 1, lines),
        _token("heading_close", tag, -1, markup=marks),
    )
    return True


_HEADING = re.compile(r"(#{1,6})[ \t]+([^ \t\n#][^\n#]*)(?:\n|\Z)")


def _is_ordinary(state: StateBlock, line: int) -> bool:
    first = state.src[state.bMarks[line] + state.tShift[line]]
    if first in _STARTS_A_BLOCK and not (first == "[" and NO_DEFINITIONS in state.env):
        return False
    return state.sCount[line] - state.blkIndent <= 3


def _begins_with(state: StateBlock, line: int, characters: str) -> bool:
    if line >= state.lineMax or state.isEmpty(line):
        return False
    return state.src[state.bMarks[line] + state.tShift[line]] in characters


def _snake(state: StateInline, silent: bool) -> bool:
    """An underscore between two letters or digits is no emphasis; kept in one piece the word can be a mail address."""
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
