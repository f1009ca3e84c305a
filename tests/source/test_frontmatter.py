"""Front matter: where it begins and ends, what it means, and what is said about each way to get it wrong."""

from pathlib import Path

import pytest

from sitegen.schema import Report
from sitegen.schema.decoding import decode
from sitegen.source.front_matter.content_file import find_front_matter, split_file
from tests.source.kit import BODY, HEAD, article, parsed, shown

CASES = Path(__file__).resolve().parents[1] / "cases" / "frontmatter"


TOML = 'title = "Council passes budget"\ncategory = "world"\n'
JSON = """{"title": "Council passes budget", "date": "2026-11-20T09:00:00+01:00",
 "category": "world", "author": "ada"}"""


def cases() -> list[tuple[str, str, str]]:
    """Return (name, input, expected) of all pairs: a file has inputs and what is printed about them, in turn."""
    found = []
    for file in sorted(CASES.glob("*.txt")):
        parts = file.read_text(encoding="utf-8").split("\n=====\n")
        for name, source, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=True):
            found.append((f"{file.stem}: {name.strip()}", source, expected.strip("\n")))
    return found


@pytest.mark.parametrize(("name", "source", "expected"), [pytest.param(*case, id=case[0]) for case in cases()])
def test_what_is_printed_about_a_broken_story(name: str, source: str, expected: str) -> None:
    assert shown(source.replace("<TAB>", "\t").replace("<BODY>", BODY)) == expected, name


@pytest.mark.parametrize(
    "text",
    [
        f"---\n{HEAD}---\n{BODY}",
        f"---  \n{HEAD}---\t\n{BODY}",
        f"\ufeff---\n{HEAD}---\n{BODY}",
        f"\n\n---\n{HEAD}---\n{BODY}",
        f"---\n{HEAD}...\n{BODY}",
        f"---\n{HEAD}---\n{BODY}".replace("\n", "\r\n"),
        f"---\n{HEAD}---\n{BODY}".replace("\n", "\r"),
        f'+++\n{TOML}date = 2026-11-20T09:00:00+01:00\nauthor = "ada"\n+++\n{BODY}',
        f' +++\n{TOML}date = "2026-11-20T09:00+01:00"\nauthor = ["ada"]\n+++\n{BODY}',
        f"{JSON}\n{BODY}",
    ],
)
def test_every_syntax_and_line_end_gives_the_same_article(text: str) -> None:
    from sitegen.source.parse import parse_article
    from tests.source.kit import PATH, rules

    outcome = parse_article(PATH, text.encode(), rules())
    assert outcome.diagnostics == ()
    assert outcome.meta is not None
    assert outcome.text is not None
    whole = article()
    assert outcome.meta.title == whole.title
    assert outcome.meta.date == whole.date
    assert outcome.meta.authors == whole.authors
    assert outcome.text.digest == parsed().text.digest  # type: ignore[union-attr]


def test_the_first_line_of_the_body_is_counted_in_the_file() -> None:
    report = Report("x")
    matter = split_file("\n---\ntitle: a\n---\n\nText\n", report)
    assert (matter.body_line, matter.body) == (5, "\nText\n")
    assert split_file('{"title": "a"}\nText', report).body_line == 2
    assert split_file("---\ntitle: a\n---", report).body == ""


def test_a_longer_line_of_dashes_is_no_fence() -> None:
    assert find_front_matter("----\ntitle: a\n----\n").syntax == ""
    assert find_front_matter("{{< shortcode >}}\n").syntax == ""
    assert find_front_matter("{% liquid %}\n").syntax == ""


def test_text_that_is_no_utf8_is_told_where_and_what_it_may_be() -> None:
    assert shown("---\ntitle: Café".encode("latin-1")) == (
        "content/articles/budget.md:2:11: error: "
        "The file is not UTF-8: byte 0xE9, which is é in Windows-1252. [bad-encoding]\n"
        "  1 | ---\n  2 | title: Caf\ufffd\n    |           ^\n  hint: save it as UTF-8"
    )
    report = Report("x")
    assert decode("a".encode("utf-16"), 100, report) is None
    assert decode(b"\xef\xbb\xbfab\n\xc3\x28", 100, report) is None
    assert [(d.code, d.location.line, d.location.column) for d in report.diagnostics] == [
        ("bad-encoding", 1, 0),
        ("bad-encoding", 2, 1),
    ]


def test_nul_bytes_and_size_are_refused() -> None:
    report = Report("x")
    assert decode(b"ab\nc\0d", 100, report) is None
    assert decode(b"x" * 101, 100, report) is None
    assert [(d.code, d.location.line, d.location.column) for d in report.diagnostics] == [
        ("bad-character", 2, 2),
        ("too-large", 0, 0),
    ]


@pytest.mark.parametrize(
    ("yaml", "title"),
    [
        ("1984", "1984"),
        ("007", "007"),
        ("1.10", "1.10"),
        ("NO", "NO"),
        ("yes", "yes"),
        ("on", "on"),
        ("1:30", "1:30"),
        ("2024-02-30", "2024-02-30"),
        ("0x1F", "0x1F"),
        ("1e5", "1e5"),
        ("1_000", "1_000"),
        (".5", ".5"),
        ("true", "true"),
        ("'null'", "null"),
        ("!!str 5", "5"),
        ("! 5", "5"),
        (">\n  Two\n  lines\n", "Two lines"),
        ("Sentence with\u2028a line separator", "Sentence with a line separator"),
    ],
)
def test_a_title_keeps_the_letters_that_were_typed(yaml: str, title: str) -> None:
    head = f"title: {yaml}\ndate: 2026-11-20\ncategory: world\nauthor: ada\n"
    assert article(base=head).title == title


def test_a_country_called_no_stays_norway() -> None:
    dateline = article("dateline: {place: Oslo, country: NO}\n").dateline
    assert dateline is not None
    assert dateline.country == "NO"


@pytest.mark.parametrize("word", ["yes", "Yes", "on", "true", '"true"', "TRUE"])
def test_what_people_write_for_true_is_true(word: str) -> None:
    assert article(f"draft: {word}\n").draft is True


def test_merge_keys_and_anchors_work_within_bounds() -> None:
    extra = article("extra:\n  a: &a {x: 1, y: 2}\n  b:\n    <<: *a\n    y: 3\n  c: *a\n").extra
    assert extra == {"a": {"x": 1, "y": 2}, "b": {"y": 3, "x": 1}, "c": {"x": 1, "y": 2}}


def test_yaml_that_expands_without_end_is_refused_at_once() -> None:
    laughs = "".join(f"  l{n}: &l{n} [{', '.join([f'*l{n - 1}'] * 9)}]\n" for n in range(1, 30))
    outcome = parsed(f"extra:\n  l0: &l0 [lol]\n{laughs}")
    assert [d.code for d in outcome.diagnostics] == ["yaml-expands"]


def test_free_values_become_plain_ones() -> None:
    extra = article("extra: {n: 5, f: 1.5, t: true, d: 2026-01-02, y: yes, z: ~, l: [1, a], 7: x, zip: 01234}\n").extra
    expected = {"n": 5, "f": 1.5, "t": True, "d": "2026-01-02", "y": "yes", "l": [1, "a"], "7": "x"}
    assert extra == expected | {"zip": "01234"}


def test_a_key_written_twice_may_be_a_warning_and_the_last_one_counts() -> None:
    outcome = parsed("title: Second\n", site='[content]\nduplicate_keys = "warning"\n')
    assert outcome.meta is not None
    assert outcome.meta.title == "Second"
    assert [(d.severity, d.code, d.location.line) for d in outcome.diagnostics] == [("warning", "duplicate-key", 6)]


def test_pelican_headers_are_read_where_the_site_allows_them() -> None:
    text = (
        "Title: This Week\nDate: 2025-01-15 10:30\nCategory: Rust\nAuthors: Ada; Bo\nTags: a, b\n"
        "Summary: One\n    two\n\nText.\n"
    )
    site = "[types.report]\nsections = []\n[content]\nheaders = true\n"
    from sitegen.source.parse import parse_article
    from tests.source.kit import PATH, rules

    outcome = parse_article(PATH, text.encode(), rules(site))
    assert outcome.meta is not None, outcome.diagnostics
    assert outcome.meta.tags == ("a", "b")
    assert [byline.id for byline in outcome.meta.authors] == ["Ada", "Bo"]
    assert outcome.meta.summary == "One two"
    assert outcome.meta.date.isoformat() == "2025-01-15T10:30:00+01:00"
    assert "no-front-matter" in shown(text)
