"""Curly quotes, dashes and ellipses, by language."""

import re
from unittest.mock import patch

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sitegen.source.markdown import MarkdownOptions, render_inline, typeset
from sitegen.source.markdown.syntax import quotes
from sitegen.source.markdown.syntax.languages import quote_marks_of

N = "\u202f"


def smart(text: str, lang: str) -> str:
    return render_inline(text, lang=lang, options=MarkdownOptions(html="keep")).replace("&quot;", '"')


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("en", "“a ‘b’ c”"),
        ("en-GB", "“a ‘b’ c”"),
        ("de", "„a ‚b‘ c“"),
        ("de-AT", "„a ‚b‘ c“"),
        ("de-CH", "«a ‹b› c»"),
        ("fr", f"«{N}a “b” c{N}»"),
        ("fr-CA", f"«{N}a “b” c{N}»"),
        ("fr-CH", f"«{N}a ‹{N}b{N}› c{N}»"),
        ("es", "«a “b” c»"),
        ("es-MX", "“a ‘b’ c”"),
        ("it", "«a “b” c»"),
        ("pt", "“a ‘b’ c”"),
        ("pt-BR", "“a ‘b’ c”"),
        ("pt-PT", "«a “b” c»"),
        ("ca", "«a “b” c»"),
        ("sv", "”a ’b’ c”"),
        ("fi", "”a ’b’ c”"),
        ("da", "“a ‘b’ c”"),
        ("nb", "«a ‘b’ c»"),
        ("nl", "“a ‘b’ c”"),
        ("pl", "„a «b» c”"),
        ("cs", "„a ‚b‘ c“"),
        ("hu", "„a »b« c”"),
        ("ro", "„a «b» c”"),
        ("bg", "„a „b“ c“"),
        ("ru", "«a „b“ c»"),
        ("uk", "«a „b“ c»"),
        ("el", "«a “b” c»"),
        ("tr", "“a ‘b’ c”"),
        ("he", "”a ’b’ c”"),
        ("ar", "”a ’b‘ c“"),
        ("fa", "«a ‹b› c»"),
        ("hi", "“a ‘b’ c”"),
        ("ko", "“a ‘b’ c”"),
        ("sr-Latn-RS", "„a ’b’ c”"),
        ("bs-Cyrl", "„a ‚b‘ c“"),
        ("ja", "\"a 'b' c\""),
        ("zh-Hant-TW", "\"a 'b' c\""),
        ("xx", "“a ‘b’ c”"),
        ("", "“a ‘b’ c”"),
        ("DE_de", "„a ‚b‘ c“"),
    ],
)
def test_each_language_has_its_own_quotes(lang: str, expected: str) -> None:
    assert smart("\"a 'b' c\"", lang) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It's the dogs' rock 'n' roll of the '90s.", "It’s the dogs’ rock ’n’ roll of the ’90s."),
        ("'Twas \"the '68 'spirit'\".", "’Twas “the ’68 ‘spirit’”."),
        ("'42' is a number.", "‘42’ is a number."),
        ('He is 6\'2" tall, the screen 21".', 'He is 6’2" tall, the screen 21".'),
        ('"Over two paragraphs', "“Over two paragraphs"),
        ('and its end," she said.', "and its end,” she said."),
        ("\"*'a'* b\"", "“<em>‘a’</em> b”"),
        ('"[a](/b)" (\'c\')', '“<a href="/b">a</a>” (‘c’)'),
        ("\"a\"-\"b\"", "“a”-“b”"),
        ("[sic]'s", "[sic]’s"),
        ("`\"a\"` <code>\"b\"</code> \"c\"", '<code>"a"</code> <code>"b"</code> “c”'),
        ("<https://x.org/a'b--c...>", '<a href="https://x.org/a\'b--c...">https://x.org/a\'b--c...</a>'),
        ('\\"a\\" \\-- \\...', '"a" -- ...'),
        ('a"b', 'a"b'),
    ],
)  # fmt: skip
def test_english_apostrophes_inches_and_code(text: str, expected: str) -> None:
    assert smart(text, "en") == expected


@pytest.mark.parametrize(
    ("lang", "text", "expected"),
    [
        ("en", "a -- b, c--d, e---f, 1990--95, --x, y ----", "a – b, c–d, e—f, 1990–95, --x, y ----"),
        ("ru", "а -- б, 1990--95, в---г", "а — б, 1990–95, в—г"),
        ("es", "a -- b", "a — b"),
        ("de", "a -- b", "a – b"),
        ("ja", "a -- b...", "a -- b..."),
        ("en", "wait... what.... a..b", "wait… what…. a..b"),
        ("en", "run it with --force", "run it with --force"),
    ],
)
def test_dashes_and_ellipses(lang: str, text: str, expected: str) -> None:
    assert smart(text, lang) == expected


def test_french_has_no_break_spaces_where_a_space_was_typed() -> None:
    assert smart("Quoi ? Non ! Oui ; bref : « voilà », 10:30, a?", "fr") == (
        f"Quoi{N}? Non{N}! Oui{N}; bref\u00a0: «{N}voilà{N}», 10:30, a?"
    )
    assert smart("l'homme d'\"État\"", "fr") == f"l’homme d’«{N}État{N}»"


def test_dutch_words_may_begin_with_an_apostrophe() -> None:
    assert smart("'s Avonds in 't huis, 'ja' zei 'n man", "nl") == "’s Avonds in ’t huis, ‘ja’ zei ’n man"


def test_italian_words_may_end_with_one() -> None:
    assert smart("un po' di 'ndrangheta, l'altro", "it") == "un po’ di ’ndrangheta, l’altro"
    assert smart("'Dai' un po' di 'tutto'", "it") == "“Dai” un po’ di “tutto”"


def test_hebrew_has_its_own_signs_inside_words() -> None:
    assert smart('צה"ל אמר "כן" לצ\'ק', "he") == "צה״ל אמר ”כן” לצ׳ק"


def test_smart_punctuation_can_be_switched_off() -> None:
    options = MarkdownOptions(smart=False)
    assert render_inline("\"a\" -- 'b'...", lang="en", options=options) == "&quot;a&quot; -- 'b'..."


def test_the_marks_of_a_language_are_made_once() -> None:
    assert quote_marks_of("de") is quote_marks_of("de")


NEVER = re.compile(r"(?!)(.)")


@settings(max_examples=500, deadline=None)
@given(st.text(alphabet=' """\'ab1.,!?()[]-–“é*\n', max_size=40), st.sampled_from(["en", "de", "fr", "it", "he"]))
@example('*a* "b" *c*', "en")
@example('*a*"b" c', "en")
@example('"a 21"" b', "en")
def test_the_short_cuts_curl_what_the_whole_rules_curl(text: str, lang: str) -> None:
    quick = smart(text, lang)
    always = re.compile("")
    with patch.multiple(quotes, _PAIR=NEVER, _PAIR_INSIDE=NEVER, _INSIDE_WORD=NEVER, _MAY_OPEN=always):
        assert smart(text, lang) == quick


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("They stayed 'cause the workers' union asked.", "They stayed ’cause the workers’ union asked."),
        ("It lay 'round the dogs' house.", "It lay ’round the dogs’ house."),
        ("'Cause it's the players' last game.", "’Cause it’s the players’ last game."),
        ("Get 'er done 'bout the girls' team.", "Get ’er done ’bout the girls’ team."),
        ("It lay 'neath it all.", "It lay ’neath it all."),
        ("He left 'cause 'no' means no.", "He left ’cause ‘no’ means no."),
        ("'Cause and effect', he said.", "‘Cause and effect’, he said."),
        ("The word 'round' and 'cause' again.", "The word ‘round’ and ‘cause’ again."),
        ("'Round one?' she asked.", "‘Round one?’ she asked."),
    ],
)
def test_elided_words_beside_possessives_have_an_apostrophe(typed: str, printed: str) -> None:
    assert render_inline(typed, lang="en", options=MarkdownOptions()) == printed
    assert typeset(typed, "en") == printed
