"""Stable pagination: an old page of a list never shifts."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.pages.pagination import (
    count_numbered_pages,
    cut_page,
    cut_series,
    list_series_numbers,
    make_page_url,
    make_pagination,
    make_series_pagination,
)
from sitegen.pages.values import Pagination

COUNTS = st.integers(0, 200)
SIZES = st.integers(1, 30)
URL = "/politics/"


def pages(count: int, size: int) -> dict[int, list[int]]:
    """Return page -> the stories on it; a story is its age rank: 1 = the oldest."""
    stories = list(range(count, 0, -1))
    return {number: stories[cut_page(count, size, number)] for number in range(count_numbered_pages(count, size) + 1)}


@settings(deadline=None)
@given(COUNTS, SIZES)
def test_every_story_is_on_one_page_and_old_pages_are_full(count: int, size: int) -> None:
    made = pages(count, size)
    order = [0, *range(len(made) - 1, 0, -1)]
    assert [story for number in order for story in made[number]] == list(range(count, 0, -1))
    assert all(len(stories) == size for number, stories in made.items() if number)
    assert len(made[0]) == count or size <= len(made[0]) < 2 * size


@settings(deadline=None)
@given(COUNTS, SIZES)
def test_a_new_story_changes_the_first_page_and_makes_at_most_one_other(count: int, size: int) -> None:
    before, after = pages(count, size), pages(count + 1, size)
    assert {number for number in after if before.get(number) != after[number]} - {0} == set(after) - set(before)
    assert len(set(after) - set(before)) <= 1


@settings(deadline=None)
@given(COUNTS, SIZES)
def test_a_new_story_changes_the_links_of_no_old_page_but_of_the_one_before_a_new_page(count: int, size: int) -> None:
    before = {number: make_pagination(count, size, number, URL) for number in pages(count, size)}
    after = {number: make_pagination(count + 1, size, number, URL) for number in pages(count + 1, size)}
    changed = {number for number in before if number and before[number] != after[number]}
    assert changed == ({max(before)} - {0} if len(after) > len(before) else set())


@settings(deadline=None)
@given(COUNTS, SIZES)
def test_the_links_lead_through_all_pages_and_back(count: int, size: int) -> None:
    made = {make_page_url(URL, n) if n else URL: make_pagination(count, size, n, URL) for n in pages(count, size)}
    way = [URL]
    while older := made[way[-1]].older:
        way.append(older)
    assert sorted(way) == sorted(made)
    assert [made[url].newer for url in way] == ["", *way[:-1]]


def test_forty_five_stories_by_twenty() -> None:
    assert {number: len(stories) for number, stories in pages(45, 20).items()} == {0: 25, 1: 20}
    assert make_pagination(45, 20, 0, URL) == Pagination(0, 1, "", "/politics/page/1/")
    assert make_pagination(45, 20, 1, URL) == Pagination(1, 0, "/politics/", "")


@settings(deadline=None)
@given(COUNTS, SIZES)
def test_a_series_is_read_from_its_first_part_and_grows_at_its_end(count: int, size: int) -> None:
    parts = list(range(1, count + 1))
    made = [parts[cut_series(size, number)] for number in (0, *list_series_numbers(count, size))]
    assert [part for page in made for part in page] == parts
    longer = [*parts, count + 1]
    grown = [longer[cut_series(size, number)] for number in (0, *list_series_numbers(count + 1, size))]
    assert grown[: len(made) - 1] == made[:-1]


def test_the_pages_of_a_series_are_linked_in_reading_order() -> None:
    assert make_series_pagination(45, 20, 0, "/series/x/") == Pagination(0, 2, "/series/x/page/2/", "")
    assert make_series_pagination(45, 20, 2, "/series/x/") == Pagination(2, 0, "/series/x/page/3/", "/series/x/")
    assert make_series_pagination(45, 20, 3, "/series/x/") == Pagination(3, 0, "", "/series/x/page/2/")
    assert make_series_pagination(3, 20, 0, "/series/x/") == Pagination(0, 0, "", "")


def test_the_pages_of_a_list_that_is_a_file_lie_beside_it() -> None:
    assert make_page_url("/tags/moon.html", 3) == "/tags/moon/page/3/"
