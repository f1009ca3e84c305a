"""`::: name Title` ... `:::`: boxes around Markdown, and embeds, whose first lines are `key: value` fields.

Containers nest, with more colons outside or with the same number.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock
from msgspec import Struct

from sitegen.source.markdown.syntax.attributes import add, parse_attributes
from sitegen.source.markdown.syntax.problems import TextProblem, add_problem, did_you_mean

CALLOUTS = ("note", "info", "tip", "important", "warning", "box")
BOXES = (*CALLOUTS, "quote", "details", "gallery")
EMBEDS = ("video", "audio", "post", "map", "chart", "document")

_OPENING = re.compile(r"(:{3,})[ \t]*(?P<name>[^\s{:]*)[ \t]*(?P<rest>.*?)[ \t]*\Z")
_FENCE = re.compile(r"(`{3,}|~{3,})")
_FIELD = re.compile(r"([A-Za-z][\w-]*)[ \t]*:(?:[ \t]+(.*)|)\Z")


class Opening(Struct, frozen=True):
    colons: int
    name: str
    title: str
    attributes: dict[str, str]


def install(md: MarkdownIt) -> None:
    md.block.ruler.before("fence", "container", _container, {"alt": ["paragraph", "reference", "blockquote", "list"]})


def _container(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if not state.src.startswith(":::", state.bMarks[start] + state.tShift[start]) or state.is_code_block(start):
        return False
    opening = _opening(_line(state, start))
    if opening is None:
        if not silent:
            hint = "remove it, or write `::: note` above the text that it should close"
            add_problem(state.env, TextProblem("warning", "stray-container-end", start, "`:::` closes nothing.", hint))
        return False
    if silent:
        return True
    last, closed = _last_line(state, start, end, opening.colons)
    if opening.name not in BOXES and opening.name not in EMBEDS:
        known = did_you_mean(opening.name, [*BOXES, *EMBEDS])
        add_problem(
            state.env,
            TextProblem("error", "unknown-container", start, f"`::: {opening.name}` is not a container.", known),
        )
    if not closed:
        message, hint = f"`::: {opening.name}` is never closed.", "write a line `:::` after its last line"
        add_problem(state.env, TextProblem("error", "unclosed-container", start, message, hint))
    _push(state, opening, start, last)
    state.line = last + closed
    return True


def _push(state: StateBlock, opening: Opening, start: int, last: int) -> None:
    kind = "embed" if opening.name in EMBEDS else "container"
    parent, line_max = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    token = state.push(f"{kind}_open", "div", 1)
    token.info, token.content, token.map = opening.name, opening.title, [start, last]
    add(token, opening.attributes)
    body = start + 1
    if kind == "embed":
        token.meta["fields"], body = _fields(state, body, last)
    state.md.block.tokenize(state, body, last)
    closing = state.push(f"{kind}_close", "div", -1)
    closing.info = opening.name
    state.parentType, state.lineMax = parent, line_max


def _opening(line: str) -> Opening | None:
    """Read a line that starts with `:::`; None for one that has no name and so only closes."""
    match = _OPENING.match(line)
    if not match:
        return None
    name, title, attributes = match["name"].lower(), match["rest"], {}
    brace = title.rfind("{")
    parsed = parse_attributes(title, brace) if brace >= 0 else None
    if parsed and parsed[0] == len(title):
        title, attributes = title[:brace].rstrip(), parsed[1]
    if not name:
        name, _, others = attributes.pop("class", "").partition(" ")
        attributes |= {"class": others} if others else {}
    return Opening(len(match[1]), name, title, attributes) if name else None


def _last_line(state: StateBlock, start: int, end: int, colons: int) -> tuple[int, bool]:
    """Return the line that closes the container (or the line after it), and whether it is closed."""
    depth, fence = 1, ""
    for number in range(start + 1, end):
        line = _line(state, number)
        if line and state.sCount[number] < state.blkIndent:
            return number, False
        if match := _FENCE.match(line):
            fence = _toggled(fence, match[1], line)
        elif not fence and line.startswith(":::"):
            depth += _nesting(line, colons)
            if depth == 0:
                return number, True
    return end, False


def _nesting(line: str, colons: int) -> int:
    inner = _opening(line)
    if inner is not None:
        return int(inner.colons == colons)
    return -1 if line.strip().strip(":") == "" and len(line.strip()) >= colons else 0


def _toggled(fence: str, mark: str, line: str) -> str:
    if not fence:
        return mark
    closes = mark[0] == fence[0] and len(mark) >= len(fence) and line.strip() == mark
    return "" if closes else fence


def _fields(state: StateBlock, first: int, last: int) -> tuple[dict[str, tuple[str, int]], int]:
    """Return the fields with their lines, and the line where the embed's text begins."""
    fields: dict[str, tuple[str, int]] = {}
    for number in range(first, last):
        line = _line(state, number).rstrip()
        if not line and not fields:
            continue
        match = _FIELD.match(line)
        if not match:
            return fields, number
        fields[match[1].lower()] = ((match[2] or "").strip(), number)
    return fields, last


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]
