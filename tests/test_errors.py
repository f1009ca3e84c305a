"""Diagnostics are data; their text has the place, the frame and the hint."""

from sitegen.errors import Diagnostic, Location, arrange, error, format_diagnostic, has_errors, warning

BUDGET = "---\ntitle: Council passes budget\nslug: b\ndate: 2026-13-02\n---\n"


def test_a_diagnostic_is_shown_with_its_line_and_a_caret() -> None:
    place = Location("content/articles/budget.md", 4, 7)
    found = error("bad-date", '`date` is "2026-13-02", which is not a valid date.', place, "write 2026-12-31")
    assert format_diagnostic(found, lambda path: BUDGET) == (
        'content/articles/budget.md:4:7: error: `date` is "2026-13-02", which is not a valid date. [bad-date]\n'
        "  3 | slug: b\n"
        "  4 | date: 2026-13-02\n"
        "    |       ^\n"
        "  hint: write 2026-12-31"
    )


def test_a_diagnostic_without_a_line_has_no_frame() -> None:
    text = format_diagnostic(warning("x", "Something.", Location("site.toml")), lambda path: BUDGET)
    assert text == "site.toml: warning: Something. [x]"


def test_control_characters_of_a_source_never_reach_the_terminal() -> None:
    text = format_diagnostic(error("x", "Bad.", Location("a", 1, 1)), lambda path: "\x1b[31mred\x07\ttab")
    assert not {"\x1b", "\x07", "\t"} & set(text)


def test_a_line_beyond_the_end_shows_the_last_one() -> None:
    text = format_diagnostic(error("x", "Bad.", Location("a", 99)), lambda path: "one\ntwo")
    assert text == "a:99: error: Bad. [x]\n  1 | one\n  2 | two"


def test_diagnostics_are_arranged_by_file_and_line_and_said_once() -> None:
    one = error("a", "One.", Location("b.md", 2))
    two = warning("b", "Two.", Location("a.md", 10))
    three = error("c", "Three.", Location("a.md", 9))
    assert arrange([one, two, three, one]) == [three, two, one]
    assert has_errors([two, one])
    assert not has_errors([two])
    assert isinstance(one, Diagnostic)
