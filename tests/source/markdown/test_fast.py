"""The shortcuts for plain text give exactly what markdown-it's own rules give."""

from collections.abc import Iterator

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.rules_core import block, inline
from markdown_it.token import Token

from sitegen.source.markdown.fast.fast_blocks import TOP_PARAGRAPH
from sitegen.source.markdown.syntax import parser
from tests.shared import needs_shared
from tests.source.markdown.conformance import examples, fixtures

PIECES = [
    "word", "two words", "A.", "é", "中", "*a*", "**b c**", "*a b*", "**a *b* c**", "*", "**", "***", "_", "__", "a_b",
    "_a_", "x*y*z", "[a](b)", "[a b](https://x.org/y?z=1#q)", "[a](b 'c')", "[a](b&amp;c)", "[*a*](b)", "[a](<b>)",
    "[a][b]", "[b]", "![i](j)", "[a](javascript:x)", "[a](HTTP://X.org)", "[a](http://x.org)", "[a [b](c) d](e)",
    "[a](b%20c)", "[a](http://ü.org/)", "(", ")", "\n", "\n\n", "\n===\n", "\n---\n", "\n: def\n", "\n\n: def\n",
    "\n~ def\n", "- ", "> ", "1. ", "    ", "  ", "\t", "`c`", "\\", "!", ". ", ", ", " ", "  \n", "|", "\n|-|\n", "#",
    "\n\n[b]: /u\n\n", "~~s~~", "&amp;", "<b>", "\u00a0", "\u3000", "“", "’", "[", "]", "-", ":",
    "\n- a", "\n- b c", "* a\n* b\n\n", "\n+ [x] y\n", "\n- c\n- *d*\n\n", "\n\n- e", "  - f", "\n* ", "&", "AT&T",
    "# a", "\n## b *c*\n", "# a | b",
]  # fmt: skip


def plainly() -> MarkdownIt:
    """The same parser without the short cuts."""
    md = parser.build.__wrapped__(strict=True, linkify=False, foreign=True, references=True)
    md.disable(["fast_blocks", "nested_paragraph", "plain_markup", "intraword_underscore"])
    md.core.ruler.at("block", block)
    md.core.ruler.at("inline", inline)
    md.inline.terminator_re = MarkdownIt().inline.terminator_re
    return md


PLAIN = plainly()
FAST = parser.build(strict=True, linkify=False, foreign=True, references=True)


def whole(tokens: list[Token]) -> Iterator[Token]:
    """The tokens as markdown-it has them: three a paragraph, and a child for a text without markup."""
    for token in tokens:
        if token.type in {"inline", TOP_PARAGRAPH} and token.children is None and token.content:
            token = token.copy(children=[Token("text", "", 0, content=token.content)])
        if token.type == TOP_PARAGRAPH:
            yield token.copy(type="paragraph_open", nesting=1, children=None, content="")
            yield token.copy(type="inline", tag="", level=1, attrs={}, meta={})
            yield Token("paragraph_close", "p", -1)
        else:
            yield token


def shape(tokens: list[Token]) -> Iterator[tuple[object, ...]]:
    """Everything of the tokens that can be seen in HTML or in a diagnostic; texts side by side count as one."""
    text = ""
    for token in whole(tokens):
        if token.type in {"text", "text_special"}:
            text += token.content
            continue
        if text:
            yield "text", text
            text = ""
        children = list(shape(token.children or []))
        at = token.meta.get("at")
        yield token.type, token.tag, token.nesting, token.level, token.attrs, token.map, token.hidden, at, children
    if text:
        yield "text", text


@settings(max_examples=500, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20).map("".join))
@example("*foo **bar** baz*")
@example("**foo **bar** baz** x")
@example("*a **b* c**")
@example("[a *b](c) d*")
@example("[x [a](b) y](z)")
@example("term\n\n: definition")
@example("- term\n\n  : definition")
def test_the_short_cuts_change_no_token(text: str) -> None:
    assert list(shape(FAST.parse(text, {}))) == list(shape(PLAIN.parse(text, {})))


@needs_shared("commonmark")
@needs_shared("markdown-it-fixtures")
@pytest.mark.parametrize("suite", ["commonmark/spec-0.31.2.json", "gfm/gfm-spec-0.29.json", "commonmark_extras.txt"])
def test_the_short_cuts_change_no_token_of_a_suite(suite: str) -> None:
    texts = [e["markdown"] for e in examples(suite)] if "/" in suite else [f[2] for f in fixtures(suite)]
    different = [t for t in texts if list(shape(FAST.parse(t, {}))) != list(shape(PLAIN.parse(t, {})))]
    assert texts
    assert different == []
