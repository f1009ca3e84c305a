"""Equal digests mean equal values."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from msgspec import Struct

from sitegen import digest

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(scalars, lambda v: st.lists(v) | st.dictionaries(st.text(), v), max_leaves=12)


def canonical(value: object) -> object:
    """Return a form in which two values are equal only if they are the same value to a template."""
    if isinstance(value, dict):
        return ("dict", tuple((k, canonical(value[k])) for k in sorted(value)))
    if isinstance(value, list | tuple):
        return ("list", tuple(canonical(v) for v in value))
    if isinstance(value, float):
        return ("float", value.hex())
    return (type(value).__name__, value)


@given(values, values)
def test_two_values_have_one_digest_only_if_they_are_the_same(a: object, b: object) -> None:
    assert (digest.of(a) == digest.of(b)) == (canonical(a) == canonical(b))


@given(st.dictionaries(st.text(), st.integers()))
def test_the_order_of_a_mapping_does_not_count(value: dict[str, int]) -> None:
    assert digest.of(dict(reversed(value.items()))) == digest.of(value)


def test_a_list_is_not_the_concatenation_of_its_items() -> None:
    assert digest.of(["ab", "c"]) != digest.of(["a", "bc"])
    assert digest.of([["a"], "b"]) != digest.of([["a", "b"]])
    assert digest.of(True) != digest.of(1)
    assert digest.of("1") != digest.of(1)


def test_the_digest_of_known_values_never_changes() -> None:
    assert digest.of({"a": [1, None, "x"]}) == "973b2f8bdc20c47e43bcc191d67c3bbb"


@pytest.mark.parametrize("value", [{1, 2}, frozenset(), object(), len], ids=["set", "frozenset", "object", "function"])
def test_what_has_no_order_is_refused(value: object) -> None:
    with pytest.raises(TypeError):
        digest.of(value)


class Point(Struct, frozen=True):
    x: int
    y: int


class Other(Struct, frozen=True):
    x: int
    y: int


class Carrying(Struct, frozen=True):
    digest: str
    rest: object


def test_a_struct_is_digested_by_its_name_and_fields() -> None:
    assert digest.of(Point(1, 2)) == digest.of(Point(1, 2))
    assert digest.of(Point(1, 2)) != digest.of(Point(2, 1))
    assert digest.of(Point(1, 2)) != digest.of(Other(1, 2))


def test_values_that_carry_their_digest_are_taken_by_it() -> None:
    assert digest.of((Carrying("a", object()),)) == digest.of((Carrying("a", None),))
    assert digest.of((Carrying("a", None),)) != digest.of((Carrying("b", None),))


def test_markup_is_text() -> None:
    assert digest.of([Markup("<b>")]) == digest.of(["<b>"])


def test_values_beyond_64_bits_and_outside_unicode_have_a_digest_too() -> None:
    values = [2**70, 2**71, "\ud800", "\ud801", [2**70, dt.date(2026, 1, 1), b"x", Point(2**70, 1)]]
    assert len({digest.of(value) for value in values}) == len(values)


def test_one_instant_in_two_zones_is_two_values() -> None:
    noon = dt.datetime(2026, 1, 1, 12, tzinfo=dt.UTC)
    assert digest.of(noon) != digest.of(noon.astimezone(dt.timezone(dt.timedelta(hours=1))))
