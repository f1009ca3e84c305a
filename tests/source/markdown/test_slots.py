"""Where advertising may stand: between two blocks of which the first is a paragraph, and by count and distance."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from sitegen.source.markdown import MarkdownOptions, render_parts
from sitegen.source.markdown.syntax.slots import Block, choose_slots

KINDS = {"p": "paragraph", "h": "heading", "f": "figure", "o": "other"}


def chosen(kinds: str, words: int = 5000) -> list[int]:
    return choose_slots([Block(KINDS[kind]) for kind in kinds], words)


def test_the_first_place_is_behind_the_fourth_block_and_the_next_six_blocks_on() -> None:
    assert chosen("p" * 20) == [3, 9, 15]


def test_there_is_none_behind_the_last_block() -> None:
    assert chosen("pppp") == []
    assert chosen("ppppp") == [3]


def test_there_is_none_behind_anything_but_a_paragraph() -> None:
    assert chosen("pppohfpp") == [6]


def test_there_is_none_before_a_figure() -> None:
    assert chosen("ppppfpp") == [5]


def test_there_is_none_inside_raw_html_that_is_open() -> None:
    blocks = [Block("paragraph")] * 3 + [Block("paragraph", closed=False)] * 2 + [Block("paragraph")] * 2
    assert choose_slots(blocks, 5000) == [5]


def test_there_is_one_for_350_words_and_none_under_300() -> None:
    assert [len(chosen("p" * 60, words)) for words in (0, 299, 300, 349, 350, 699, 700, 1750, 9999)] == [
        0, 0, 0, 0, 1, 1, 2, 5, 5
    ]  # fmt: skip


@given(st.text("phfo", max_size=80), st.integers(0, 4000))
def test_no_place_breaks_a_rule(kinds: str, words: int) -> None:
    places = chosen(kinds, words)
    assert len(places) <= min(5, words // 350)
    assert not places or words >= 300
    assert all(kinds[i] == "p" and kinds[i + 1] != "f" and i >= 3 for i in places)
    assert all(b - a >= 6 for a, b in pairwise(places))


def test_the_text_holds_a_numbered_comment_at_each_place() -> None:
    paragraph = "word " * 90 + "\n\n"
    text = paragraph * 5 + "## Part\n\n![A](a.jpg)\n\n" + paragraph * 5 + "[^1]\n\n[^1]: Note.\n"
    result = render_parts(text, path="a.md", first_line=1, lang="en", options=MarkdownOptions())
    assert result.words == 901
    assert result.slots == 2
    html = [part.html for part in result.parts]
    first, second = (f"<!--{result.marker}slot:{n}-->" for n in (0, 1))
    assert html[0].split(first)[0].count("</p>") == 4
    assert html[1].split(second)[0].count("</p>") == 3
    assert all(part.count("slot:") == 1 for part in html)


def test_the_sanitizer_leaves_the_places_and_their_numbers() -> None:
    paragraph = "word " * 90 + "<b>x</b>\n\n"
    result = render_parts(paragraph * 20, path="a.md", first_line=1, lang="en", options=MarkdownOptions())
    assert result.slots == 3
    assert [result.parts[0].html.count(f"<!--{result.marker}slot:{n}-->") for n in range(4)] == [1, 1, 1, 0]


def test_what_the_sanitizer_takes_out_takes_its_place_along() -> None:
    paragraph = "word " * 90 + "\n\n"
    text = paragraph * 2 + "Oh <style>\n\n" + paragraph * 20
    result = render_parts(text, path="a.md", first_line=1, lang="en", options=MarkdownOptions())
    assert result.slots == result.parts[0].html.count("slot:")
