"""Link definitions that cannot be used: each is reported alone, and the others count."""

import pytest

from sitegen.source.markdown import MarkdownOptions, Rendered, render_parts


def rendered(text: str) -> Rendered:
    return render_parts(text, path="a.md", first_line=1, lang="en", options=MarkdownOptions())


@pytest.mark.parametrize(
    ("refused", "reason"),
    [
        ("data:image/gif;base64,R0lGOD", "`data:` is not allowed in a link"),
        ("javascript:alert(1)", "`javascript:` is not allowed in a link"),
        ("vbscript:x", "`vbscript:` is not allowed in a link"),
        ("https://example.org/2 (the report (2018) here)", "only a title in quotes may follow the address"),
        ("https://example.org/2 and more", "only a title in quotes may follow the address"),
        ("<https://example.org/2> and more", "only a title in quotes may follow the address"),
    ],
)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_refused_definition_leaves_the_others(refused: str, reason: str, place: int) -> None:
    lines = ["[1]: https://example.org/1", "[3]: https://example.org/3", "[^n]: Note."]
    lines.insert(place, f"[2]: {refused}")
    outcome = rendered("Read [one][1], [three][3][^n].\n\n" + "\n".join(lines) + "\n")
    assert outcome.parts[0].html.startswith(
        '<p>Read <a href="https://example.org/1">one</a>, <a href="https://example.org/3">three</a><sup'
    )
    assert [(d.code, d.location.line, d.message) for d in outcome.diagnostics] == [
        ("bad-definition", 3 + place, f'The line that defines the label "2" has no effect: {reason}.')
    ]


def test_words_in_brackets_before_a_colon_are_no_definition() -> None:
    outcome = rendered("[Laughter]: nobody spoke for a while.\n")
    assert outcome.parts[0].html == "<p>[Laughter]: nobody spoke for a while.</p>\n"
    assert outcome.diagnostics == ()
