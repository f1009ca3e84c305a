"""Attributes in braces: `{#id .class key="value"}` after a picture, link, code or `[span]`, at the end of a heading, or
alone on the line above a block. kramdown's `{: ...}` on the line below a block is understood as well."""

import re
from collections.abc import MutableMapping
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token

REFUSED = "refused"
"""Key in a token's meta: names of the attributes that were written and are not allowed."""

_ALLOWED = frozenset(
    "id class lang dir title translate caption credit alt decorative hreflang rel cite start width height".split()
)
"""None of them runs code, loads anything or styles inline (a style attribute would need an unsafe content policy)."""

_ITEM = re.compile(
    r"""\s*(?:
        \#(?P<id>[^\s{}#."'=<>]+)
      | \.(?P<class>[^\s{}#."'=<>]+)
      | (?P<key>[A-Za-z][\w:-]*)\s*=\s*
        (?:"(?P<quoted>(?:\\.|[^"\\])*)"|'(?P<apos>[^']*)'|“(?P<curly>[^”]*)”|(?P<bare>[\w:.%/-]+))
      | (?P<word>decorative)\b
    )""",
    re.VERBOSE,
)
_END = re.compile(r"\s*\}")
_AFTER = frozenset({"image", "code_inline", "link_close", "span_close"})


def parse_attributes(text: str, start: int) -> tuple[int, dict[str, str]] | None:
    """Read `{...}` at `start`; return the position after it and the attributes, None if it is something else."""
    position = start + 1 + text.startswith(":", start + 1)
    found: dict[str, str] = {}
    while match := _ITEM.match(text, position):
        position = match.end()
        if match["class"]:
            found["class"] = f"{found['class']} {match['class']}" if "class" in found else match["class"]
        elif match["id"]:
            found["id"] = match["id"]
        elif match["word"]:
            found[match["word"]] = ""
        else:
            found[match["key"].lower()] = _value(match)
    end = _END.match(text, position)
    return (end.end(), found) if end and found else None


def _value(match: re.Match[str]) -> str:
    if match["quoted"] is not None:
        return re.sub(r'\\(["\\])', r"\1", match["quoted"])
    return next((match[name] for name in ("apos", "curly", "bare") if match[name] is not None), "")


def install(md: MarkdownIt) -> None:
    md.inline.ruler.after("link", "span", _span)
    md.inline.ruler.push("attributes", _inline)
    md.block.ruler.before("fence", "attributes", _block, {"alt": ["paragraph", "reference"]})
    md.core.ruler.after("block", "attributes", _resolve)


def add(token: Token, attributes: MutableMapping[str, Any]) -> None:
    """Put the allowed ones on a token; classes add up, for the rest the last one counts."""
    for name, value in attributes.items():
        if name not in _ALLOWED:
            token.meta.setdefault(REFUSED, []).append(name)
        elif name == "class" and "class" in token.attrs:
            token.attrs["class"] = f"{token.attrs['class']} {value}"
        else:
            token.attrs[name] = value


def _inline(state: StateInline, silent: bool) -> bool:
    if state.src[state.pos] != "{" or silent or state.pending or not state.tokens:
        return False
    token = state.tokens[-1]
    if token.type not in _AFTER or not (parsed := parse_attributes(state.src[: state.posMax], state.pos)):
        return False
    state.pos, attributes = parsed
    add(_opening(state.tokens), attributes)
    return True


def _opening(tokens: list[Token]) -> Token:
    last = tokens[-1]
    if last.nesting != -1:
        return last
    return next(t for t in reversed(tokens) if t.nesting == 1 and t.level == last.level)


def _span(state: StateInline, silent: bool) -> bool:
    """`[text]{.class}`"""
    if state.src[state.pos] != "[" or "]{" not in state.src:
        return False
    start, end, last = state.pos + 1, state.md.helpers.parseLinkLabel(state, state.pos, False), state.posMax
    if end < 0 or not state.src.startswith("{", end + 1):
        return False
    parsed = parse_attributes(state.src[:last], end + 1)
    if not parsed:
        return False
    if not silent:
        state.pos, state.posMax = start, end
        add(state.push("span_open", "span", 1), parsed[1])
        state.md.inline.tokenize(state)
        state.push("span_close", "span", -1)
    state.pos, state.posMax = parsed[0], last
    return True


def _block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    begin, stop = state.bMarks[start] + state.tShift[start], state.eMarks[start]
    if not state.src.startswith("{", begin) or state.is_code_block(start):
        return False
    behind = state.src.startswith(":", begin + 1)
    if silent and not behind:
        return False
    line = state.src[begin:stop].rstrip()
    parsed = parse_attributes(line, 0)
    if not parsed or parsed[0] != len(line):
        return False
    if not silent:
        token = state.push("attributes", "", 0)
        token.map = [start, start + 1]
        token.meta = {"attributes": parsed[1], "behind": behind}
        token.hidden = True
        state.line = start + 1
    return True


def _resolve(state: StateCore) -> None:
    """Give the attributes found between blocks, and at the ends of headings, to their blocks."""
    if "{" not in state.src:
        return
    kept: list[Token] = []
    waiting: dict[str, Any] = {}
    for token in state.tokens:
        if token.type == "attributes":
            if token.meta["behind"]:
                _give_back(kept, token)
            else:
                waiting = _merged(waiting, token.meta["attributes"])
            continue
        if waiting and token.nesting >= 0:
            add(token, waiting)
        waiting = {}
        kept.append(token)
        if token.type == "inline" and token.content.endswith("}") and kept[-2].type == "heading_open":
            _trim_heading(kept[-2], token)
    state.tokens = kept


def _merged(first: dict[str, Any], second: dict[str, Any]) -> dict[str, Any]:
    merged = {**first, **second}
    if "class" in first and "class" in second:
        merged["class"] = f"{first['class']} {second['class']}"
    return merged


def _give_back(before: list[Token], token: Token) -> None:
    for block in reversed(before):
        if block.level == token.level and block.nesting >= 0 and block.type != "inline":
            add(block, token.meta["attributes"])
            return
        if block.level < token.level:
            return


def _trim_heading(heading: Token, inline: Token) -> None:
    start = inline.content.rfind("{")
    parsed = parse_attributes(inline.content, start) if start >= 0 else None
    if parsed and parsed[0] == len(inline.content) and (start == 0 or inline.content[start - 1] in " \t"):
        add(heading, parsed[1])
        inline.content = inline.content[:start].rstrip()
