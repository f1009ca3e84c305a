"""The blocks that a newspaper's text is mostly made of, read by lines: paragraphs, headings, short bullet lists.

Only what can be nothing else is taken, and only outside of all other blocks; markdown-it's own rules read the rest.
"""

import re
from collections.abc import Sequence
from typing import Literal

from markdown_it.common.utils import mdTrim
from markdown_it.token import Token

TOP_PARAGRAPH = "top_paragraph"
"""Type of the one token that replaces paragraph_open, inline and paragraph_close where a paragraph is in no other
block. Its children are those of the inline token."""

STARTS_A_BLOCK = frozenset("#>*+-_`~=|:[<{0123456789\\&!\t ")
"""A line that begins with anything else is part of a paragraph, of a heading underlined, of a table or a term; the
last three take another line that begins with one of these."""
_STARTS_UNDEFINED = STARTS_A_BLOCK - {"["}

_HEADING = re.compile(r"(#{1,6})[ \t]+([^ \t#][^#]*)")
_ITEM = re.compile(rf"[-*+] [^{re.escape(''.join(STARTS_A_BLOCK))}]")


def read_blocks(lines: Sequence[str], start: int, tokens: list[Token], no_definitions: bool) -> int:
    """Append the tokens of the simple blocks that begin at a line, as many as follow one another.

    Returns the line where something else begins. `no_definitions`: a bracket begins no definition in this text.
    """
    special = _STARTS_UNDEFINED if no_definitions else STARTS_A_BLOCK
    line = start
    while line < len(lines):
        text = lines[line]
        after = line
        if not text:
            after += 1
        elif text[0] not in special:
            after = _paragraph(lines, line, tokens, special)
        elif text[0] == "#":
            after = _heading(lines, line, tokens)
        elif text[0] in "-*+":
            after = _list(lines, line, tokens)
        if after == line:
            break
        line = after
    return line


def _paragraph(lines: Sequence[str], start: int, tokens: list[Token], special: frozenset[str]) -> int:
    """Lines none of which begins as anything else could, with no line under them that makes them a term."""
    after = start + 1
    while after < len(lines) and lines[after]:
        if lines[after][0] in special:
            return start
        after += 1
    if after == start + 1:
        if _begins_with(lines, after + 1, (":", "~")):
            return start
        text = lines[start]
    else:
        text = "\n".join(lines[start:after])
    tokens.append(token_of(TOP_PARAGRAPH, "p", 0, mdTrim(text), lines=[start, after]))
    return after


def _heading(lines: Sequence[str], start: int, tokens: list[Token]) -> int:
    """A heading by number signs, with none at its end; it could be a table's first line."""
    match = _HEADING.fullmatch(lines[start])
    if not match or _begins_with(lines, start + 1, ("|", "-", ":")):
        return start
    tag, marks, place = f"h{len(match[1])}", match[1], [start, start + 1]
    tokens += (
        token_of("heading_open", tag, 1, lines=place, markup=marks),
        token_of("inline", "", 0, mdTrim(match[2]), 1, place),
        token_of("heading_close", tag, -1, markup=marks),
    )
    return start + 1


def _list(lines: Sequence[str], start: int, tokens: list[Token]) -> int:
    """A bullet list, each of its items one line of text, with a blank line after it."""
    bullet = lines[start][0]
    end = start
    while end < len(lines) and lines[end]:
        if lines[end][0] != bullet or not _ITEM.match(lines[end]):
            return start
        end += 1
    after = end
    while after < len(lines) and not lines[after]:
        after += 1
    if after < len(lines) and lines[after][0] in " \t-*+:~":  # the list may go on
        return start
    tokens.append(token_of("bullet_list_open", "ul", 1, lines=[start, after], markup=bullet))
    for line in range(start, end):
        tokens += _item(mdTrim(lines[line][2:]), bullet, line, line + 1 if line + 1 < end else after)
    tokens.append(token_of("bullet_list_close", "ul", -1, markup=bullet))
    return after


def _item(text: str, bullet: str, line: int, following: int) -> list[Token]:
    made = [
        token_of("list_item_open", "li", 1, "", 1, [line, following], bullet),
        token_of("paragraph_open", "p", 1, "", 2, [line, line + 1]),
        token_of("inline", "", 0, text, 3, [line, line + 1]),
        token_of("paragraph_close", "p", -1, "", 2),
        token_of("list_item_close", "li", -1, "", 1, markup=bullet),
    ]
    made[1].hidden = made[3].hidden = True
    return made


def _begins_with(lines: Sequence[str], line: int, characters: tuple[str, ...]) -> bool:
    return line < len(lines) and lines[line].lstrip(" \t").startswith(characters)


def token_of(
    kind: str,
    tag: str,
    nesting: Literal[-1, 0, 1],
    content: str = "",
    level: int = 0,
    lines: list[int] | None = None,
    markup: str = "",
) -> Token:
    """Return what Token(...) would, in half the time."""
    made = _new(Token)
    made.type, made.tag, made.nesting, made.content, made.level = kind, tag, nesting, content, level
    made.map, made.block, made.markup, made.info = lines, lines is not None, markup, ""
    made.attrs, made.meta, made.children, made.hidden = {}, {}, None, False
    return made


_new = Token.__new__
