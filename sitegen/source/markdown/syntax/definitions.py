"""Where `[text][label]` leads: where the text says, else where the site does; what neither knows leaves a token.

A definition that is refused ends with its line and is reported; those after it count.
"""

import re

from markdown_it import MarkdownIt
from markdown_it.common.utils import normalizeReference
from markdown_it.rules_block import StateBlock
from markdown_it.rules_core import StateCore
from markdown_it.rules_inline import StateInline

from sitegen.source.markdown.fast.fast_inline import AT
from sitegen.source.markdown.syntax.problems import TextProblem, add_problem

SITE = "definitions"
"""Key in the env: the site's own definitions, (label, address) each"""
_FULL = re.compile(r"\[(?!\^)[^\[\]]+\]\[([^\[\]^][^\[\]]*)\](?!\()")
_DEFINITION = re.compile(r"\[((?!\^)(?:[^\[\]\\]|\\.)+)\]:[ \t]*(<[^<>]*>|\S+)")
_ADDRESS = re.compile(r"[^/:]*[/:]")
UNDEFINED = "undefined_reference"


def install(md: MarkdownIt) -> None:
    md.core.ruler.after("block", "site_definitions", _add)
    md.block.ruler.after("reference", "refused_definition", _refused)
    md.inline.ruler.after("link", UNDEFINED, _undefined)


def _add(state: StateCore) -> None:
    """Add the site's definitions to those of the text, which go first."""
    known = state.env.get(SITE, ())
    if known:
        references = state.env.setdefault("references", {})
        for label, address in known:
            references.setdefault(normalizeReference(label), {"href": state.md.normalizeLink(address), "title": ""})


def _refused(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A line that looks like a definition and is none, as the rule before this one found."""
    match = None if state.is_code_block(start) else _DEFINITION.match(_line(state, start))
    if silent or not match or not _ADDRESS.match(match[2]):
        return False
    _report(state, start, match)
    if start + 1 >= end or not _DEFINITION.match(_line(state, start + 1)):
        return False
    state.line = start + 1
    state.push("paragraph_open", "p", 1).map = [start, state.line]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = _line(state, start).rstrip(), [start, state.line], []
    state.push("paragraph_close", "p", -1)
    return True


def _report(state: StateBlock, line: int, match: re.Match[str]) -> None:
    address = match[2].strip("<>")
    label = " ".join(match[1].split())
    if state.md.validateLink(state.md.normalizeLink(address)):
        reason, hint = "only a title in quotes may follow the address", f'write `[{label}]: {address} "Title"`'
    else:
        reason, hint = f"`{address.partition(':')[0]}:` is not allowed in a link", "save it as a file and link to that"
    message = f'The line that defines the label "{label}" has no effect: {reason}.'
    add_problem(state.env, TextProblem("warning", "bad-definition", line, message, hint))


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


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
