"""markdown-it's own fixtures, run as markdown-it runs them: typographer and links on. Every exception has its reason,
and an exception that passes after all fails here."""

from typing import Any

import pytest

from sitegen.source.markdown import MarkdownOptions, render_html
from tests.shared import needs_shared
from tests.source.markdown.conformance import examples, fixtures, html5

OPTIONS = MarkdownOptions(html="keep", foreign="keep", linkify=True)
CLEAN = MarkdownOptions(html="clean", foreign="keep", linkify=True)

UNPAIRED = "a quote without a partner is curled too (a quotation over several paragraphs opens each of them)"
NO_SYMBOLS = "only quotes, dashes and ellipses: `501(c)(3)` is a law, not a copyright"
TWO_DOTS = "two dots are no ellipsis, and no dot is taken away"
GFM_LINKS = "bare addresses are links by GitHub's rules, not by linkify-it's"
NO_DATA = "no data: address at all in clean HTML"
NEWER = "of a markdown-it newer than markdown-it-py 4.3"

EXCEPTIONS = {
    ("smartquotes.txt", 12): UNPAIRED,
    ("smartquotes.txt", 40): UNPAIRED,
    ("smartquotes.txt", 53): UNPAIRED,
    ("smartquotes.txt", 61): UNPAIRED,
    ("smartquotes.txt", 69): UNPAIRED,
    ("smartquotes.txt", 168): UNPAIRED,
    ("smartquotes.txt", 181): UNPAIRED,
    ("typographer.txt", 8): NO_SYMBOLS,
    ("typographer.txt", 16): NO_SYMBOLS,
    ("typographer.txt", 24): NO_SYMBOLS,
    ("typographer.txt", 32): NO_SYMBOLS,
    ("typographer.txt", 40): TWO_DOTS,
    ("typographer.txt", 48): NO_SYMBOLS,
    ("typographer.txt", 62): NO_SYMBOLS,
    ("commonmark_extras.txt", 52): UNPAIRED,
    ("commonmark_extras.txt", 444): UNPAIRED,
    ("commonmark_extras.txt", 767): NEWER,
    ("commonmark_extras.txt", 847): NEWER,
    ("commonmark_extras.txt", 857): NEWER,
    ("commonmark_extras.txt", 864): NEWER,
    ("normalize.txt", 84): GFM_LINKS,
    ("normalize.txt", 90): GFM_LINKS,
    ("linkify.txt", 132): GFM_LINKS,
    ("xss.txt", 56): NO_DATA,
}

FILES = {
    "smartquotes.txt": 19,
    "typographer.txt": 12,
    "tables.txt": 38,
    "strikethrough.txt": 15,
    "commonmark_extras.txt": 67,
    "normalize.txt": 13,
    "fatal.txt": 5,
    "proto.txt": 2,
    "linkify.txt": 19,
    "xss.txt": 13,
}


def _cases() -> list[Any]:
    return [
        pytest.param(name, line, markdown, html, id=f"{name.removesuffix('.txt')}-{line}")
        for name in FILES
        for line, _, markdown, html in fixtures(name)
    ]


@needs_shared("markdown-it-fixtures")
@pytest.mark.parametrize("name", FILES)
def test_the_files_are_whole(name: str) -> None:
    assert len(fixtures(name)) == FILES[name]


@needs_shared("markdown-it-fixtures")
@pytest.mark.parametrize(("name", "line", "markdown", "html"), _cases())
def test_the_fixture_comes_out_as_markdown_it_has_it(name: str, line: int, markdown: str, html: str) -> None:
    options = CLEAN if name == "xss.txt" else OPTIONS
    got = _same(render_html(markdown, lang="en", options=options))
    if reason := EXCEPTIONS.get((name, line)):
        assert got != _same(html), f"no exception any more: {reason}"
    else:
        assert got == _same(html)


def _same(html: str) -> str:
    """markdown-it's tests run without the prefix of a code's language; an empty blockquote there has no line break."""
    html = html5(html).replace('class="language-', 'class="')
    return html.replace("<blockquote>\n</blockquote>", "<blockquote></blockquote>")


SMART_EXCEPTIONS = {13: "a run of four hyphens or more is a line that somebody drew, as in markdown-it"}


@needs_shared("gfm")
@pytest.mark.parametrize("example", examples("gfm/smart-punctuation.json"), ids=lambda e: str(e["example"]))
def test_punctuation_comes_out_as_cmark_has_it(example: dict[str, Any]) -> None:
    got = html5(render_html(example["markdown"], lang="en", options=MarkdownOptions(html="keep", foreign="keep")))
    if reason := SMART_EXCEPTIONS.get(example["example"]):
        assert got != html5(example["html"]), f"no exception any more: {reason}"
    else:
        assert got == html5(example["html"])
