"""The engine of typed tables: values, every problem, and where it stands."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from sitegen.schema import (
    Colour,
    Field,
    Flag,
    Free,
    Integer,
    Kind,
    Language,
    ListOf,
    MapOf,
    Number,
    OneOf,
    PlainScalar,
    Record,
    Report,
    Slug,
    Table,
    Text,
    Url,
    did_you_mean,
    free_value,
    read,
    table_schema,
)
from sitegen.schema.dates import read_instant
from sitegen.schema.positions import json_positions
from sitegen.schema.report import name_key
from sitegen.schema.toml_positions import toml_positions
from sitegen.schema.values import read_plain_scalar, resolve

PLACE = Table("a place", {"town": Field(Text(), required=True, example='"Paris"'), "country": Field(Text())})
TABLE = Table(
    "a thing",
    {
        "name": Field(Text(), required=True, example='"Ada"'),
        "count": Field(Integer(0, 10)),
        "active": Field(Flag()),
        "place": Field(Record(PLACE, "town")),
        "tags": Field(ListOf(Text(), "list of texts", "[a, b]", single=True)),
        "free": Field(MapOf(Free())),
    },
    free="free",
)


def problems(raw: dict[str, Any], unknown: str = "error") -> list[str]:
    report = Report("x.md")
    read(TABLE, raw, report, unknown=unknown)
    return [f"{d.severity} {d.code} {d.location.key}: {d.message} | {d.hint}" for d in report.diagnostics]


def value_of(kind: Kind, raw: Any) -> Any:
    """Return what the kind makes of a raw value, or the code of what is wrong with it."""
    report = Report("x.md")
    value = kind.read(raw, "k", report)
    return report.diagnostics[0].code if report.diagnostics else value


def test_values_are_given_by_name_and_empty_ones_not_at_all() -> None:
    report = Report("x.md")
    raw = {
        "name": " Ada  Byron ",
        "count": PlainScalar("3"),
        "active": "yes",
        "place": "Paris",
        "tags": "a",
        "free": None,
    }
    values, rest = read(TABLE, raw, report)
    assert report.diagnostics == []
    assert rest == {}
    assert values == {"name": "Ada Byron", "count": 3, "active": True, "place": {"town": "Paris"}, "tags": ("a",)}


def test_every_problem_is_reported_with_its_key_and_a_hint() -> None:
    assert problems({"nane": 1, "count": "many", "place": {"twon": 2}, "tags": {"a": 1}, "active": "perhaps"}) == [
        'error bad-type count: `count` is "many", which is not a whole number. | write a number from 0 to 10',
        'error missing-key place.town: `place.town` is missing: a place needs it. | give it a value such as "Paris"',
        "error unknown-key place.twon: `place.twon` is not a known key of a place. | did you mean `town`?",
        "error bad-type tags: `tags` is a mapping, which is not a list of texts. | write [a, b]",
        'error bad-type active: `active` is "perhaps", which is neither true nor false. | write true or false',
        'error missing-key name: `name` is missing: a thing needs it. | give it a value such as "Ada"',
        "error unknown-key nane: `nane` is not a known key of a thing. | did you mean `name`?",
    ]


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("title", "`title`"),
        ("image.alt", "`image.alt`"),
        ("tags.1", "the second tag"),
        ("corrections.0.type", "the first correction's `type`"),
        ("related.10", "the 11th item of `related`"),
        ("related.20", "the 21st item of `related`"),
        ("menus.main.1.url", "`url` of the second item of `menus.main`"),
        ("campaigns.0.creative.sizes.1", "the second item of the first campaign's `creative.sizes`"),
    ],
)
def test_a_key_is_named_in_words(key: str, name: str) -> None:
    assert name_key(key) == name


def test_unknown_keys_are_errors_warnings_or_nothing() -> None:
    assert problems({"name": "x", "zzz": 1}) == [
        "error unknown-key zzz: `zzz` is not a known key of a thing. | free values go under `free`"
    ]
    assert problems({"name": "x", "zzz": 1}, "warning")[0].startswith("warning unknown-key zzz")
    assert problems({"name": "x", "zzz": 1}, "ignore") == []


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("titel", "title"),
        ("Author", "author"),
        ("short-title", "short_title"),
        ("corections", "corrections"),
        ("zzz", ""),
    ],
)
def test_the_nearest_name_is_suggested(word: str, near: str) -> None:
    hint = did_you_mean(word, ["title", "short_title", "author", "authors", "corrections"], "none")
    assert hint == (f"did you mean `{near}`?" if near else "none")


@pytest.mark.parametrize(
    ("kind", "raw", "value"),
    [
        (Text(), 1984, "1984"),
        (Text(), "\xa0«\xa0Budget\u202f!\xa0»  \n oui\xa0", "«\xa0Budget\u202f!\xa0» oui"),
        (Text(), dt.date(2026, 1, 2), "2026-01-02"),
        (Text(), True, "bad-type"),
        (Text(), [1], "bad-type"),
        (Text(), "a\x00b", "bad-character"),
        (Text(), "\ud800", "bad-character"),
        (Text(lines=True), " a\n b ", "a\n b"),
        (Flag(), "off", False),
        (Flag(), 1, "bad-type"),
        (Integer(), "12", 12),
        (Integer(), PlainScalar("1.0"), 1),
        (Integer(), PlainScalar("1.5"), "bad-type"),
        (Integer(), True, "bad-type"),
        (Integer(0, 5), 6, "bad-number"),
        (Integer(), 2**63, "bad-number"),
        (Number(0, 1), PlainScalar("0.5"), 0.5),
        (Number(0, 1), float("nan"), "bad-type"),
        (OneOf(("paid-content", "hosted")), "Paid_Content", "paid-content"),
        (OneOf(("a",)), "b", "unknown-value"),
        (Slug(), "Müller & Söhne", "müller-söhne"),
        (Slug(), "../../etc", "bad-slug"),
        (Slug(), "a/b", "bad-slug"),
        (Slug(), "a\\b", "bad-slug"),
        (Slug(), "...", "bad-slug"),
        (Slug(), "CON", "bad-slug"),
        (Slug(), "a\x07b", "bad-slug"),
        (Slug(), "", "bad-slug"),
        (Slug(), "北京", "北京"),
        (Url(), "https://example.org/ä?x=1#y", "https://example.org/ä?x=1#y"),
        (Url(), "javascript:alert(1)", "bad-url"),
        (Url(), "example.org", "bad-url"),
        (Url(), "https://", "bad-url"),
        (Url(), "https://[bad", "bad-url"),
        (Url(local=True), "/a/b/", "/a/b/"),
        (Url(local=True), "//evil.example", "bad-url"),
        (Url(local=True), "/a/../b", "bad-url"),
        (Colour(), "#1Af", "#11aaff"),
        (Colour(), "blue", "bad-colour"),
        (Language(), "zh_cn", "zh-CN"),
        (Language(), "sr-latn-rs", "sr-Latn-RS"),
        (Language(), "english", "bad-language"),
    ],
)
def test_kinds_take_what_people_mean_and_refuse_the_rest(kind: Kind, raw: Any, value: Any) -> None:
    assert value_of(kind, raw) == value


def test_free_values_are_what_json_can_hold() -> None:
    report = Report("x.md")
    value = free_value({"a": [PlainScalar("1"), dt.date(2026, 1, 2), None, (1.5,)], "b": {"c": "x"}}, "", report)
    assert value == {"a": [1, "2026-01-02", None, [1.5]], "b": {"c": "x"}}
    assert report.diagnostics == []
    for wrong in (float("inf"), 2**64, "\x00", object()):
        free_value({"a": [wrong]}, "", report)
    assert [d.location.key for d in report.diagnostics] == ["a.0"] * 4


def test_a_nest_without_end_is_cut_off() -> None:
    value: Any = 1
    for _ in range(200):
        value = [value]
    report = Report("x.md")
    free_value(value, "deep", report)
    assert [d.code for d in report.diagnostics] == ["too-deep"]


PARIS = ZoneInfo("Europe/Paris")


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-11-20", "2026-11-20T00:00:00+01:00"),
        ("2026-7-1", "2026-07-01T00:00:00+02:00"),
        ("2026-11-20T09:00", "2026-11-20T09:00:00+01:00"),
        ("2026-11-20 09:00:05", "2026-11-20T09:00:05+01:00"),
        ("2026-11-20t09:00:05.25z", "2026-11-20T09:00:05.250000+00:00"),
        ("2019-01-03T14:00:04.407Z", "2019-01-03T14:00:04.407000+00:00"),
        ("2014-06-30 10:00:10 -0400", "2014-06-30T10:00:10-04:00"),
        ("2014-02-24 12:00:00 +0000", "2014-02-24T12:00:00+00:00"),
        ("2001-12-14 21:59:43.10 -5", "2001-12-14T21:59:43.100000-05:00"),
        ("2020-03-19T13:13:34+06:00", "2020-03-19T13:13:34+06:00"),
        ("2026-11-20 09:00 UTC", "2026-11-20T09:00:00+00:00"),
        ("2026-03-29 02:30", "2026-03-29T03:30:00+02:00"),
        ("2026-10-25 02:30", "2026-10-25T02:30:00+02:00"),
        ("1900-01-01", "1900-01-01T00:00:00+00:09"),
    ],
)
def test_dates_are_read_as_people_write_them(text: str, instant: str) -> None:
    moment = read_instant(text, PARIS)
    assert moment is not None
    assert moment.isoformat() == instant


@pytest.mark.parametrize(
    "text",
    [
        *("", "2026-13-02", "2024-02-30", "2026-02-29", "0000-01-01", "99999-01-01", "2026", "20261120", "yesterday"),
        *("1:30", "2026-11-20 09", "2026-11-20T25:00", "2026-11-20T09:60", "2026-11-20T09:00+25:00"),
        *("2026-11-20T09:00+01:75", "9999-12-31T23:59:59-12:00"),
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert read_instant(text, PARIS) is None


def test_native_dates_and_own_formats_are_read() -> None:
    assert read_instant(dt.date(2026, 7, 1), PARIS) == dt.datetime(2026, 7, 1, tzinfo=PARIS)
    aware = dt.datetime(2026, 7, 1, 12, tzinfo=dt.timezone(dt.timedelta(hours=-4)))
    assert read_instant(aware, PARIS) is not None
    assert read_instant("1 July 2026", PARIS) is None
    assert read_instant("1 July 2026", PARIS, ("%d/%m/%Y", "%d %B %Y")) == dt.datetime(2026, 7, 1, tzinfo=PARIS)
    assert read_instant(dt.time(1, 2), PARIS) is None


@settings(deadline=None)
@given(
    st.text(max_size=30) | st.from_regex(r"\d{4}-\d\d?-\d\d?([T ]\d\d?:\d\d(:\d\d)?)? ?([+-]\d{1,4})?", fullmatch=True)
)
def test_no_text_makes_the_reader_of_dates_fail(text: str) -> None:
    moment = read_instant(text, PARIS)
    assert moment is None or moment.utcoffset() is not None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1", 1),
        ("-5", -5),
        ("007", "007"),
        ("1.10", 1.1),
        (".5", 0.5),
        ("1e5", 1e5),
        ("true", True),
        ("yes", "yes"),
        ("1:30", "1:30"),
    ],
)
def test_the_core_schema_of_yaml_and_no_more(text: str, value: Any) -> None:
    assert resolve(text) == value
    assert isinstance(read_plain_scalar(text), PlainScalar) == (type(value) is not str)


def test_a_table_is_a_json_schema_that_takes_what_the_table_takes() -> None:
    schema = table_schema(TABLE)
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    assert validator.is_valid({"name": "Ada", "place": "Paris", "tags": ["a"], "free": {"x": [1]}})
    assert not validator.is_valid({"name": "Ada", "nane": 1})
    assert not validator.is_valid({})


NAMES = st.text("abcxyz_-", min_size=1, max_size=5)
SCALARS = st.integers(-99, 99) | st.booleans() | st.text("ab \"'#[]{},=\\é", max_size=8)
TREES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3), max_leaves=12
)


def leaves(value: Any, path: str = "") -> dict[str, Any]:
    """Return dotted key -> scalar of a tree."""
    found: dict[str, Any] = {}
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, inner in items:
        found |= leaves(inner, f"{path}.{name}" if path else str(name))
    return found if isinstance(value, dict | list) else {path: value}


@settings(deadline=None)
@given(st.dictionaries(NAMES, TREES, max_size=4), st.integers(0, 3))
def test_the_marks_of_json_lead_to_each_value(tree: dict[str, Any], indent: int) -> None:
    import json

    text = json.dumps(tree, indent=indent or None, ensure_ascii=False)
    positions = json_positions(text)
    decoder = json.JSONDecoder()
    for key, value in leaves(tree).items():
        assert decoder.raw_decode(text, positions[key][1])[0] == value


def toml_value(value: Any) -> str:
    import json

    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(k)} = {toml_value(v)}" for k, v in value.items()) + "}"
    if isinstance(value, list):
        return "[\n" + ",\n# a ] comment\n".join(toml_value(v) for v in value) + "\n]"
    return json.dumps(value, ensure_ascii=False)


@settings(deadline=None)
@given(
    st.dictionaries(NAMES.filter(lambda name: name != "zz"), TREES, max_size=4),
    st.lists(st.dictionaries(NAMES, TREES, max_size=3), max_size=3),
)
def test_the_marks_of_toml_lead_to_each_value(table: dict[str, Any], tables: list[dict[str, Any]]) -> None:
    import json
    import tomllib

    text = "".join(f"{name} = {toml_value(value)} # c\n" for name, value in table.items())
    for item in tables:
        text += "[[zz.items]]\n" + "".join(f"'{name}' = {toml_value(value)}\n" for name, value in item.items())
    whole = tomllib.loads(text)
    positions = toml_positions(text)
    for key, value in leaves(whole).items():
        assert text.startswith(
            toml_value(value) if not isinstance(value, str) else json.dumps(value, ensure_ascii=False),
            positions[key][1],
        )


def test_toml_in_all_its_forms_is_found() -> None:
    text = (
        'a."b.c" = 1\n[t]\nx = """\ny = 2\n"""\nz = \'\'\'\n\'\'\'\n'
        "[[t.l]]\nk.m = [{ n = 1 }]\n[[t.l]]\nk = 2\n[t.l.sub]\nq = 3\n"
    )
    positions = {
        key: (text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        for key, (_, at) in toml_positions(text).items()
    }
    assert positions["a.b.c"] == (1, 11)
    assert positions["t.x"] == (3, 5)
    assert positions["t.z"] == (6, 5)
    assert positions["t.l.0.k.m.0.n"] == (9, 14)
    assert positions["t.l.1.k"] == (11, 5)
    assert positions["t.l.1.sub.q"] == (13, 5)


@settings(deadline=None)
@given(st.text("ab=\"'[]{}#\n ,.\\1", max_size=60))
@example('"\\1"')
@example('{"\\1"')
def test_no_text_makes_the_scanners_fail(text: str) -> None:
    toml_positions(text)
    json_positions(text)
