"""CommonMark 0.31.2 and GFM, whole: the parser of the house with its extras off. Every exception has its reason, and
an exception that passes after all fails here."""

from typing import Any

import pytest

from sitegen.source.markdown import MarkdownOptions, render_html
from tests.shared import needs_shared
from tests.source.markdown.conformance import PLAIN, examples, html5

LINKED = MarkdownOptions(html="keep", smart=False, foreign="keep", linkify=True)

SINGLE_TILDE = "`~` alone strikes nothing: in news it says roughly (~5) or from-to (3~5)"
THREE_TILDES = "markdown-it takes the pair of tildes inside a longer run, cmark-gfm takes no run of more than two"
OLD_COMMENTS = "HTML comments as CommonMark 0.31 has them; GFM's text is of 0.29"
TAG_FILTER = 'not GFM\'s filter of nine tags: html = "clean" takes out more, "keep" nothing'
NO_OUTCOME = "the suite says no outcome but that nothing crashes"
LONE_BACKREF = "the way back from a note that ends in no paragraph is a paragraph, not bare text beside blocks"
SECOND_NOTE_REF = "a second reference to a note has an id and a way back of its own; cmark-gfm repeats the first's id"
FTP_BARE = "a bare ftp:// address is no link: browsers no longer open it"
PUNYCODE = "a host in Unicode becomes Punycode, as browsers want it, not percent-encoded"

EXCEPTIONS = {
    ("gfm/gfm-spec-0.29.json", 628): FTP_BARE,
    ("gfm/gfm-spec-0.29.json", 645): OLD_COMMENTS,
    ("gfm/gfm-spec-0.29.json", 646): OLD_COMMENTS,
    ("gfm/gfm-spec-0.29.json", 653): TAG_FILTER,
    ("gfm/gfm-extensions.json", 17): SINGLE_TILDE,
    ("gfm/gfm-extensions.json", 18): f"{SINGLE_TILDE}; {THREE_TILDES}",
    ("gfm/gfm-extensions.json", 19): PUNYCODE,
    ("gfm/gfm-extensions.json", 20): NO_OUTCOME,
    ("gfm/gfm-extensions.json", 22): TAG_FILTER,
    ("gfm/gfm-extensions.json", 23): LONE_BACKREF,
    ("gfm/cmark-gfm-regression.json", 10): SINGLE_TILDE,
    ("gfm/cmark-gfm-regression.json", 11): f"{SINGLE_TILDE}; {THREE_TILDES}",
    ("gfm/cmark-gfm-regression.json", 13): SECOND_NOTE_REF,
}

SUITES = {
    "commonmark/spec-0.31.2.json": 652,
    "gfm/gfm-spec-0.29.json": 673,
    "gfm/gfm-extensions.json": 28,
    "gfm/cmark-gfm-regression.json": 19,
}

LINKIFIED = {
    ("gfm/gfm-spec-0.29.json", "Autolinks (extension)"),
    ("gfm/gfm-extensions.json", "Autolinks"),
    ("gfm/gfm-extensions.json", "Interop"),
}


def _cases() -> list[Any]:
    return [
        pytest.param(suite, example, id=f"{suite.partition('/')[2].removesuffix('.json')}-{example['example']}")
        for suite in SUITES
        for example in examples(suite)
    ]


@needs_shared("commonmark")
@needs_shared("gfm")
@pytest.mark.parametrize("suite", SUITES)
def test_the_suites_are_whole(suite: str) -> None:
    assert len(examples(suite)) == SUITES[suite]


@needs_shared("commonmark")
@needs_shared("gfm")
@pytest.mark.parametrize(("suite", "example"), _cases())
def test_the_example_comes_out_as_the_suite_has_it(suite: str, example: dict[str, Any]) -> None:
    options = LINKED if (suite, example["section"]) in LINKIFIED else PLAIN
    got = html5(render_html(example["markdown"], lang="en", options=options))
    if reason := EXCEPTIONS.get((suite, example["example"])):
        assert got != html5(example["html"]), f"no exception any more: {reason}"
    else:
        assert got == html5(example["html"])
