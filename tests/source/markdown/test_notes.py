"""Footnotes beside brackets, and beside links by slug."""

import re

import pytest

from sitegen.source.markdown import MarkdownOptions, Rendered, render_parts

NOTES = "\n\n[^1]: One.\n[^b]: Two.\n"
_REFERENCE = re.compile(r'<sup class="footnote-ref">.*?>(\d)</a></sup>')


def rendered(text: str) -> Rendered:
    return render_parts(text, path="a.md", first_line=1, lang="en", options=MarkdownOptions())


def first_line(text: str) -> str:
    """Return the first line of the HTML, with each footnote's number as ^1."""
    return _REFERENCE.sub(r"^\1", rendered(text).parts[0].html.partition("\n")[0])


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("Agreed [[^1]].", "<p>Agreed [^1].</p>"),
        ("Agreed [[^b]].", "<p>Agreed [^1].</p>"),
        ("Agreed [[^1][^b]] and [[^1], [^b]].", "<p>Agreed [^1^2] and [^1, ^2].</p>"),
        ("Agreed ([^1]) and ([[^b]]).", "<p>Agreed (^1) and ([^2]).</p>"),
        ("*Agreed [[^1]]*", "<p><em>Agreed [^1]</em></p>"),
    ],
)
def test_brackets_around_a_footnote_are_brackets(written: str, shown: str) -> None:
    outcome = rendered(written + NOTES)
    assert first_line(written + NOTES) == shown
    assert outcome.references == ()
    assert [d.code for d in outcome.diagnostics if d.code != "unused-footnote"] == []


def test_a_missing_footnote_in_brackets_is_reported_as_one() -> None:
    (problem,) = rendered("Agreed [[^1]].").diagnostics
    assert (problem.code, problem.location.line, problem.location.column) == ("missing-footnote", 1, 9)


@pytest.mark.parametrize("link", ["[[budget]]", "[[budget#vote]]", "[[budget|the budget]]"])
def test_a_footnote_may_follow_a_link_by_slug(link: str) -> None:
    outcome = rendered(f"See {link}[^1].{NOTES}")
    assert [(r.kind, r.target) for r in outcome.references] == [("slug", "budget")]
    assert re.search(r"</a>\^1\.</p>$", first_line(f"See {link}[^1].{NOTES}"))


def test_a_link_in_brackets_stays_a_link() -> None:
    assert first_line("[[text]](https://example.org/)") == '<p><a href="https://example.org/">[text]</a></p>'
    assert first_line("[[text]][a]\n\n[a]: https://example.org/") == '<p><a href="https://example.org/">[text]</a></p>'


@pytest.mark.parametrize("notes", ["[[^1]]", "([^1])", "[[^1], [^b]]", "[[^1][^b]]"])
def test_plain_text_has_no_brackets_around_footnotes(notes: str) -> None:
    assert rendered(f"They agreed {notes}.{NOTES}").lead[0] == "They agreed."
