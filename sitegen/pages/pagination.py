"""Stable pagination: pages are numbered from the oldest, so that an old page never shifts when a story is added.

A list's first page (number 0, at the list's own URL) shows its newest `size` to 2 * size - 1 cards; page/N/ shows the
N-th `size` counted from the oldest. A new story changes the first page; every `size` stories it also makes one new
numbered page, and the page before it gets a link to that. Series are in reading order: see `series_cut`.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from sitegen.pages.values import Pagination


def count_numbered_pages(count: int, size: int) -> int:
    """Return how many numbered pages a list of `count` cards has."""
    return max(0, count // size - 1)


def cut_page(count: int, size: int, number: int) -> slice:
    """Return which of `count` cards, newest first, the page of that number shows."""
    if number == 0:
        return slice(0, count - count_numbered_pages(count, size) * size)
    end = count - (number - 1) * size
    return slice(end - size, end)


def make_pagination(count: int, size: int, number: int, url: str) -> Pagination:
    """Return the way from one page of a list to its neighbours; `url` is the list's own."""
    total = count_numbered_pages(count, size)
    if number == 0:
        return Pagination(0, total, older=make_page_url(url, total) if total else "")
    newer = make_page_url(url, number + 1) if number < total else url
    return Pagination(number, 0, newer, make_page_url(url, number - 1) if number > 1 else "")


def list_series_numbers(count: int, size: int) -> range:
    """Return the numbers of a series' pages after its first: 2, 3, ... in reading order; only the last ever changes."""
    return range(2, -(-count // size) + 1)


def cut_series(size: int, number: int) -> slice:
    """Return which parts of a series, the first one first, the page of that number shows."""
    start = max(0, number - 1) * size
    return slice(start, start + size)


def make_series_pagination(count: int, size: int, number: int, url: str) -> Pagination:
    """Return the way to earlier parts (`older`) and to later ones (`newer`)."""
    numbers = list_series_numbers(count, size)
    here = number or 1
    earlier = "" if here == 1 else url if here == 2 else make_page_url(url, here - 1)
    later = make_page_url(url, here + 1) if here + 1 in numbers else ""
    return Pagination(number, len(numbers) if number == 0 else 0, later, earlier)


def make_page_url(url: str, number: int) -> str:
    """Return the address of a numbered page: "/politics/" -> "/politics/page/3/", "/politics.html" likewise."""
    return f"{make_folder_url(url)}page/{number}/"


def make_folder_url(url: str) -> str:
    """Return the address below which a list's other pages and feeds are: "/politics/" for "/politics.html", too."""
    return url if url.endswith("/") else f"{url.removesuffix('.html')}/"


class Paging(Struct, frozen=True):
    """How a list is cut into pages; `count` is how many cards it has, `size` how many a page has."""

    list_numbers: Callable[[int, int], Sequence[int]]
    """(count, size) -> numbers of the pages besides the first"""
    cut: Callable[[int, int, int], slice]
    """(count, size, number) -> which cards a page shows"""
    link: Callable[[int, int, int, str], Pagination]
    """(count, size, number, URL of the list) -> the way to its neighbours"""
    in_reading_order: bool = False
    """Is the first part first, rather than the newest story?"""


NEWEST_FIRST = Paging(lambda count, size: range(1, count_numbered_pages(count, size) + 1), cut_page, make_pagination)
READING_ORDER = Paging(
    list_series_numbers,
    lambda count, size, number: cut_series(size, number),
    make_series_pagination,
    in_reading_order=True,
)
