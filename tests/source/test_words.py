"""Summaries and terms, in several scripts."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.source.summary import LIMIT, cut, summary_of
from sitegen.source.terms import READ, TERMS, stop_words, terms_of, words
from tests.source.kit import LOOSE, article

LONG = "The council of the town passed its budget for the coming year after a long night of talks. "


@pytest.mark.parametrize(
    ("lead", "summary"),
    [
        ("", ""),
        ("One sentence.", "One sentence."),
        (LONG * 4, (LONG * 2).strip()),
        (LONG + "Dr. " + "J. Smith of the U.S. said so at length " * 10, LONG.strip()),
        ("word " * 100, "word " * 47 + "word…"),
        ("One item\nAnother item\nLast", "One item. Another item. Last"),
        ("漢" * 100 + "。" + "字" * 200, "漢" * 100 + "。"),
        ("字" * 300, "字" * (LIMIT - 1) + "…"),
        ("كلمة " * 40 + "؟ " + "كلمة " * 40, "كلمة " * 40 + "؟"),
        ("He said: “It passed.” " * 3 + "word " * 80, ("He said: “It passed.” " * 3).strip()),
    ],
)
def test_a_summary_is_the_first_sentences(lead: str, summary: str) -> None:
    assert summary_of(lead) == summary


@settings(deadline=None)
@given(st.text(max_size=600))
def test_no_summary_is_longer_than_the_limit(lead: str) -> None:
    assert len(summary_of(lead)) <= LIMIT


def test_a_cut_never_tears_a_letter_from_its_marks() -> None:
    assert cut("e\u0301" * 10, 6) == "e\u0301e\u0301…"
    assert cut("👩‍👩‍👧" * 5, 6) == "👩‍👩‍👧…"
    assert cut("short", 10) == "short"


def test_the_summary_comes_from_what_to_know_even_if_that_is_a_list() -> None:
    body = "Intro.\n\n## What to Know\n\n- The *council* voted\n- It passed\n"
    body += "\n## What Happened\n\nx\n\n## Why it Matters\n\ny\n"
    assert article(body=body).summary == "The council voted. It passed"
    assert article(body="Intro.\n\n## What to Know\n\nText.\n", site=LOOSE).summary == "Intro."


def test_terms_weigh_title_summary_and_tags_more_and_leave_stop_words_out() -> None:
    terms = dict(terms_of("the budget and the school the school", "Budget passes", "Night talks", ["City hall"], "en"))
    assert terms == {"budget": 5, "city": 5, "hall": 5, "night": 2, "passes": 4, "school": 2, "talks": 2}


def test_terms_are_the_heaviest_and_sorted_and_ties_go_by_the_alphabet() -> None:
    body = " ".join(f"word{n:03} " * (2 + n % 2) for n in range(60))
    terms = terms_of(body, "", "", (), "en")
    assert len(terms) == TERMS
    assert terms == tuple((f"word{n:03}", 3) for n in range(1, 2 * TERMS, 2))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Well-known O’Brien’s l'été 2024", ["well", "known", "o", "brien", "s", "l", "été", "2024"]),
        ("北京大学", ["北京", "京大", "大学"]),
        ("中", ["中"]),
        ("カメラ NEWS", ["news", "カメ", "メラ"]),
        ("ШКОЛА, «Школа»!", ["школа", "школа"]),
        ("مدرسة، مدرسة؟", ["مدرسة", "مدرسة"]),
        ("हिन्दी भाषा।", ["हिन्दी", "भाषा"]),
        ("e\u0301te\u0301", ["été"]),
        ("", []),
    ],
)
def test_words_are_found_in_every_script(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_numbers_signs_and_single_letters_are_no_terms() -> None:
    assert terms_of("2024 2024 $$ $$ 🔥🔥 🔥🔥 x x ab ab covid19 covid19 中国 中国", "", "", (), "xx") == (
        ("covid19", 2),
        ("中国", 2),
    )


@pytest.mark.parametrize(
    ("lang", "word"), [("en", "the"), ("de", "und"), ("fr", "les"), ("fa", "برای"), ("zh", "我们")]
)
def test_stop_words_are_those_of_the_language(lang: str, word: str) -> None:
    assert word in stop_words(lang)
    assert word not in stop_words("xx")


def test_what_a_story_is_about_is_read_from_its_beginning() -> None:
    body = "moon rocket " * (READ // 12 + 1) + "harvest " * 500
    assert [word for word, _ in terms_of(body, "", "", (), "en")] == ["moon", "rocket"]
    assert [word for word, _ in terms_of("月" * (READ + 500), "", "", (), "zh")] == ["月月"]
