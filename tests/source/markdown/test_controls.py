"""Control characters, which no page may hold (HTML Living Standard 13.1.4)."""

import pytest

from sitegen.source.markdown import MarkdownOptions, render_html, render_inline, render_parts
from sitegen.source.markdown.text import CONTROL


@pytest.mark.parametrize("control", ["\x01", "\x07", "\x0b", "\x1b", "\x7f", "\x85", "\x9f"])
@pytest.mark.parametrize(
    ("around", "expected"),
    [
        ("Bell {}.", "<p>Bell .</p>\n"),
        ("`a{}b`", "<p><code>ab</code></p>\n"),
        ("<div>a{}b</div>\n", "<div>ab</div>\n"),
        ("[a](/b{}c)", '<p><a href="/bc">a</a></p>\n'),
    ],
)
def test_control_characters_are_taken_out_and_reported(control: str, around: str, expected: str) -> None:
    text = f"Line\n\n{around.format(control)}"
    outcome = render_parts(text, path="a.md", first_line=5, lang="en", options=MarkdownOptions())
    assert outcome.parts[0].html == f"<p>Line</p>\n{expected}"
    (problem,) = outcome.diagnostics
    assert (problem.code, problem.severity) == ("control-character", "warning")
    assert (problem.location.line, problem.location.column) == (7, around.index("{") + 1)
    assert problem.message == f"The control character U+{ord(control):04X} is removed: it cannot stand in a page."


def test_tabs_and_line_ends_stay_without_a_word() -> None:
    outcome = render_parts("a\tb\r\nc\r\n", path="a.md", first_line=1, lang="en", options=MarkdownOptions())
    assert (outcome.parts[0].html, outcome.diagnostics) == ("<p>a\tb\nc</p>\n", ())


@pytest.mark.parametrize("html", ["clean", "keep", "refuse"])
@pytest.mark.parametrize("reference", ["&#7;", "&#x1F;", "&#127;", "&#x0b;", "&#00007;", "&#x9f;", "&#14;"])
def test_references_to_control_characters_put_none_into_a_page(html: str, reference: str) -> None:
    options = MarkdownOptions(html=html)
    text = f"a {reference} <b title='{reference}'>b</b>\n\n<div>{reference}</div>\n"
    outcome = render_parts(text, path="a.md", first_line=1, lang="en", options=options)
    page = outcome.parts[0].html + outcome.text
    assert not CONTROL.search(page)
    assert reference not in page


def test_captions_and_biographies_hold_no_control_characters() -> None:
    assert render_inline("a\x07b", lang="en", options=MarkdownOptions()) == "ab"
    assert render_html("a\x07b", lang="en", options=MarkdownOptions()) == "<p>ab</p>\n"
