"""What readers are told in words: dates, numbers, names, in each language's own way."""

import datetime as dt

import pytest
from jinja2 import Environment
from markupsafe import Markup

from sitegen.theme import filters

PARIS = dt.timezone(dt.timedelta(hours=1))
EVENING = dt.datetime(2026, 11, 22, 18, 5, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("en", "November 22, 2026"),
        ("en-GB", "22 November 2026"),
        ("fr", "22 novembre 2026"),
        ("de", "22. November 2026"),
        ("pt-BR", "22 de novembro de 2026"),
        ("ru", "22 ноября 2026 г."),
        ("ar", "22 نوفمبر 2026"),
        ("he", "22 בנובמבר 2026"),
        ("zh-Hant", "2026年11月22日"),
        ("ja", "2026年11月22日"),
    ],
)
def test_a_date_is_said_as_the_language_says_it(lang: str, words: str) -> None:
    assert filters.date(EVENING, "long", lang).replace("\xa0", " ").replace("\u202f", " ") == words


def test_a_language_that_cldr_does_not_know_has_english_dates() -> None:
    assert filters.date(EVENING, "long", "xx-Nowhere") == "November 22, 2026"


def test_an_unknown_region_falls_back_to_its_language() -> None:
    assert filters.date(EVENING, "long", "fr-ZZ") == "22 novembre 2026"


@pytest.mark.parametrize(
    ("style", "words"),
    [
        ("medium", "Nov 22, 2026"),
        ("month", "November 2026"),
        ("month-name", "November"),
        ("year", "2026"),
        ("day", "November 22"),
    ],
)
def test_a_date_can_be_said_in_part(style: str, words: str) -> None:
    assert filters.date(EVENING, style, "en") == words


def test_an_unknown_style_is_refused_by_name() -> None:
    with pytest.raises(ValueError, match="no style of dates: 'lnog'; write one of full, long"):
        filters.date(EVENING, "lnog", "en")


def test_the_day_is_the_one_of_the_value_s_own_zone() -> None:
    late = dt.datetime(2026, 11, 22, 23, 30, tzinfo=dt.timezone(dt.timedelta(hours=-5)))
    assert filters.date(late, "long", "en") == "November 22, 2026"
    assert filters.date(late.astimezone(dt.UTC), "long", "en") == "November 23, 2026"


def test_equal_instants_in_two_zones_are_not_taken_for_each_other() -> None:
    """They are equal and hash alike, so a memory of answers by the instant would mix them up."""
    other = EVENING.astimezone(dt.UTC)
    assert other == EVENING
    assert filters.clock(EVENING, "en-GB") == "18:05 GMT+1"
    assert filters.clock(other, "en-GB") == "17:05 GMT"
    assert filters.clock(EVENING, "en-GB") == "18:05 GMT+1"


@pytest.mark.parametrize(
    ("offset", "words"),
    [(dt.timedelta(hours=-3, minutes=-30), "18:05 GMT-3:30"), (dt.timedelta(hours=5, minutes=45), "18:05 GMT+5:45")],
)
def test_the_clock_says_its_offset_from_greenwich(offset: dt.timedelta, words: str) -> None:
    assert filters.clock(EVENING.replace(tzinfo=dt.timezone(offset)), "en-GB") == words


def test_a_date_without_a_time_has_no_clock() -> None:
    assert filters.clock(dt.datetime(2026, 11, 22, tzinfo=PARIS), "en") == ""


def test_a_naive_time_has_a_clock_without_offset() -> None:
    assert filters.clock(EVENING.replace(tzinfo=None), "en-GB") == "18:05"


def test_machines_get_iso_8601_to_the_second_with_offset() -> None:
    assert filters.iso(EVENING.replace(microsecond=7)) == "2026-11-22T18:05:00+01:00"
    assert filters.iso(dt.date(2026, 11, 22)) == "2026-11-22"


@pytest.mark.parametrize(("lang", "words"), [("en", "12,345"), ("de", "12.345"), ("fr", "12\u202f345")])
def test_a_number_has_the_language_s_separators(lang: str, words: str) -> None:
    assert filters.number(12345, lang) == words


@pytest.mark.parametrize(
    ("names", "lang", "words"),
    [
        ([], "en", ""),
        (["Ada"], "en", "Ada"),
        (["Ada", "Bo"], "en", "Ada and Bo"),
        (["Ada", "Bo", "Cy"], "en-GB", "Ada, Bo and Cy"),
        (["Ada", "Bo", "Cy"], "fr", "Ada, Bo et Cy"),
        (["Ada", "Bo"], "zh", "Ada和Bo"),
    ],
)
def test_names_are_joined_as_the_language_joins_them(names: list[str], lang: str, words: str) -> None:
    assert filters.listing(names, lang) == words


def test_a_list_of_names_escapes_text_and_keeps_markup() -> None:
    made = filters.listing([Markup("<a>Ada</a>"), "<script>"], "en")
    assert made == Markup("<a>Ada</a> and &lt;script&gt;")


def test_a_list_of_twelve_names_keeps_them_apart() -> None:
    names = [f"n{number}" for number in range(12)]
    assert filters.listing(names, "en") == ", ".join(names[:-1]) + ", and n11"


def test_a_text_is_filled_in_by_name_and_escaped() -> None:
    assert filters.fill("By {names} & co", names=Markup("<b>Ada</b>")) == Markup("By <b>Ada</b> &amp; co")
    assert filters.fill("{count} min", count="<4>") == Markup("&lt;4&gt; min")


def test_a_place_that_nobody_fills_stays_as_it_is() -> None:
    assert filters.fill("{count} of {total}", count=4) == "4 of {total}"


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert filters.fill("{a} {b}", a="{b}", b="x") == "{b} x"


def test_a_summary_taken_from_the_text_is_known_again_in_other_quotes() -> None:
    html = '<h2 id="k">What to Know</h2>\n<p>It was “the day” – <em>at last</em>. More.</p>'
    assert filters.repeats('It was "the day" -- at last.', html)


def test_a_summary_of_its_own_is_not_taken_for_the_text() -> None:
    assert not filters.repeats("Another matter.", "<p>It was the day.</p>")
    assert not filters.repeats("", "<p>It was the day.</p>")


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.example.org/about", "example.org"),
        ("https://ada@news.example.org:8080/", "news.example.org"),
        ("/about/", ""),
    ],
)
def test_a_site_is_called_by_its_host(url: str, name: str) -> None:
    assert filters.host(url) == name


def test_a_value_of_a_query_holds_nothing_that_ends_it() -> None:
    assert filters.encoded("a&b=c d/é") == "a%26b%3Dc%20d%2F%C3%A9"


def test_a_link_becomes_absolute_below_the_host() -> None:
    assert filters.absolute("/news/a/", "https://example.org/news") == "https://example.org/news/a/"
    assert filters.absolute("https://other.example/", "https://example.org") == "https://other.example/"


@pytest.mark.parametrize(
    ("name", "letters"), [("Ada King Byron", "AB"), ("plato", "P"), ("", ""), ("布 文", "布文"), ("(Ada) Byron", "B")]
)
def test_a_name_without_a_portrait_has_its_initials(name: str, letters: str) -> None:
    assert filters.initials(name) == letters


@pytest.mark.parametrize(
    ("focal", "name"),
    [((0.5, 0.5), ""), ((0.1, 0.5), "focal-left"), ((0.9, 0.9), "focal-bottom-right"), ((0.5, 0.0), "focal-top")],
)
def test_a_focal_point_is_a_class(focal: tuple[float, float], name: str) -> None:
    assert filters.focal_class(focal) == name


@pytest.mark.parametrize(("lang", "name"), [("fr", "français"), ("ar", "العربية"), ("zh", "中文"), ("xx", "xx")])
def test_a_language_is_called_what_its_speakers_call_it(lang: str, name: str) -> None:
    assert filters.language_name(lang) == name


@pytest.mark.parametrize(
    ("lang", "tag"), [("en", "en_US"), ("en-GB", "en_GB"), ("fr", "fr_FR"), ("zh-Hant", "zh_TW"), ("sr-Latn", "sr_RS")]
)
def test_open_graph_gets_a_territory(lang: str, tag: str) -> None:
    assert filters.og_locale(lang) == tag


def test_filters_need_nothing_but_their_arguments() -> None:
    environment = Environment(autoescape=True)
    environment.filters.update(filters.FILTERS)
    template = environment.from_string('{{ day | date("long", "fr") }} {{ "{n} min" | fill(n=4 | number("fr")) }}')
    assert template.render(day=EVENING) == "22 novembre 2026 4 min"
