"""The table of page kinds, which the rest of sitegen asks."""

import re
from pathlib import Path

from sitegen.pages.kinds.table import KINDS
from sitegen.pages.plan import plan
from sitegen.pages.templates import Templates
from tests.pages.rooms import PLAIN, make_lookup, make_site, make_story

SITEGEN = Path(__file__).resolve().parents[2] / "sitegen"
NAMED = re.compile(r"\bkind (==|!=|in|not in) [\"{(]|match \w+\.kind\b")


def test_nothing_outside_the_table_tests_the_name_of_a_kind_of_page() -> None:
    found = [
        f"{path.relative_to(SITEGEN).as_posix()}:{number}"
        for folder in ("pages", "engine", "serve")
        for path in sorted((SITEGEN / folder).rglob("*.py"))
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if NAMED.search(line)
    ]
    assert found == []


def test_a_page_is_of_the_kind_whose_row_planned_it() -> None:
    lookup = make_lookup(make_site(make_story(tags=("Moon",), aliases=("/old/",))))
    names = {page.kind for page in plan(lookup).pages}
    assert names <= KINDS.keys()
    for name, kind in KINDS.items():
        assert kind.name == name
        assert {page.kind for page in kind.plan(kind, lookup, Templates(PLAIN))} <= {name}


def test_the_sitemap_has_the_first_pages_of_all_that_readers_look_for() -> None:
    listed = [name for name, kind in KINDS.items() if kind.list_sitemap_entries]
    assert listed == [
        "front", "language", "category", "tag", "author", "series", "thread", "month", "sponsored", "archive", "year",
        "page",
    ]  # fmt: skip


def test_some_lists_have_feeds_and_some_of_these_have_whole_texts() -> None:
    feeds = {name: kind.feed.full_text for name, kind in KINDS.items() if kind.feed}
    assert feeds == {
        "front": True, "language": True, "category": True, "tag": False, "author": True, "series": False,
        "sponsored": False,
    }  # fmt: skip


def test_a_list_without_stories_has_no_feed_but_the_site_has_one() -> None:
    lookup = make_lookup(make_site())
    assert [name for name, listing in lookup.listings.items() if lookup.has_feeds(listing)] == ["front:"]
