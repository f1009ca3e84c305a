"""Words in many scripts, and text without its tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sitegen.source.markdown import count_words
from sitegen.source.markdown.text import encoded, strip_tags


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("One two  three\nfour", 4),
        ("It’s “so” – well-known", 4),
        ("Привет, мир", 2),
        ("مرحبا بالعالم", 2),
        ("한국어 문장입니다", 2),
        ("नमस्ते दुनिया", 2),
        ("你好世界", 2),
        ("你好世界。", 2),
        ("你好世", 2),
        ("カタカナとひらがな", 5),
        ("今天 GDP 增长 5%", 4),
        ("สวัสดีชาวโลก", 3),
        ("Emoji 🙂 here", 3),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert count_words(text) == words


@given(st.text(alphabet=" \n\tab,.é–", max_size=60))
def test_between_spaces_the_short_cut_counts_what_splitting_counts(text: str) -> None:
    assert count_words(text) == len(text.split())


@pytest.mark.parametrize(
    ("fragment", "text"),
    [
        ("plain", "plain"),
        ("<p>a</p><p>b &lt; c</p>", "a b < c"),
        ("a<!-- b <i>c</i> -->d", "a d"),
        ("<style>x</style>a<SCRIPT>y</script >b<script>z", "a b"),
        ("a < b", "a < b"),
    ],
)
def test_tags_are_taken_out(fragment: str, text: str) -> None:
    assert strip_tags(fragment) == text


@given(st.text(alphabet=" \t\n\r\f\vab\u00a0\u2003é"))
def test_words_between_spaces_are_those_that_split_makes(text: str) -> None:
    assert count_words(text) == len(text.encode().split())


def test_a_lone_surrogate_and_a_nul_become_replacement_characters() -> None:
    assert encoded("a\ud800b") == ("a\ufffdb", b"a\xef\xbf\xbdb")
    assert encoded("a\0b") == ("a\ufffdb", b"a\xef\xbf\xbdb")
    assert encoded("aé") == ("aé", b"a\xc3\xa9")
