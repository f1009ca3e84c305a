"""Views that a theme declares in theme.toml."""

import re
from typing import Any

import pytest
from jinja2.defaults import DEFAULT_NAMESPACE
from msgspec.structs import replace

from sitegen.newsroom.site import Site
from sitegen.pages.views.declared_checks import CARDS, RESERVED
from sitegen.pages.views.registry import NAMES, make_views
from sitegen.source.article import Author, Breaking, Byline
from sitegen.theme.manifest import VIEW
from sitegen.theme.model import ARTICLES, DeclaredView
from tests.pages.rooms import ADA, NOW, get_value, make_site, make_story, make_theme, plan_site


def newsroom() -> Site:
    """Return seven stories of two desks, two authors, three tags and two types."""
    both = (Byline("ada"), Byline("bo"))
    return make_site(
        make_story("w1", 1, tags=("Moon",), type="opinion"),
        make_story("w2", 2, tags=("Moon", "Sun")),
        make_story("s3", 3, category="sport", tags=("Sun",), authors=both),
        make_story("w4", 4, authors=both),
        make_story("s5", 5, category="sport", type="opinion"),
        make_story("e6", 6, subcategory="europe", tags=("Mars",), sensitive=True),
        make_story("w7", 7, tags=("Moon",)),
        authors=(ADA, Author("bo", "Bo")),
    )


def stories(path: str, select: str = "articles", where: dict[str, str] | None = None, **rest: Any) -> list[str]:
    """Return the slugs of the stories that a page gets from a view with these parameters."""
    design = make_theme(views={"mine": DeclaredView("mine", select, where or {}, **rest)})
    return [card.path[9:-3] for card in get_value(newsroom(), path, "mine", design)]


def test_all_articles_newest_first() -> None:
    assert stories("index.html") == ["w7", "e6", "s5", "w4", "s3", "w2", "w1"]


@pytest.mark.parametrize(
    ("where", "expected"),
    [
        ({"type": "opinion"}, ["s5", "w1"]),
        ({"category": "sport"}, ["s5", "s3"]),
        ({"subcategory": "europe"}, ["e6"]),
        ({"tags": "moon"}, ["w7", "w2", "w1"]),
        ({"tags": "moon", "type": "opinion"}, ["w1"]),
        ({"authors": "bo"}, ["w4", "s3"]),
        ({"sensitive": "true"}, ["e6"]),
        ({"nothing": "x"}, []),
    ],
)
def test_articles_where_a_field_has_a_value(where: dict[str, str], expected: list[str]) -> None:
    assert stories("index.html", where=where) == expected


@pytest.mark.parametrize(
    ("path", "where", "expected"),
    [
        ("world/w2/index.html", {"category": "@page"}, ["w7", "e6", "w4", "w2", "w1"]),
        ("world/w2/index.html", {"tags": "@page"}, ["w7", "s3", "w2", "w1"]),
        ("world/w2/index.html", {"tags": "@page", "category": "@page"}, ["w7", "w2", "w1"]),
        ("world/w4/index.html", {"tags": "@page"}, []),
        ("sport/index.html", {"category": "@page"}, ["s5", "s3"]),
        ("sport/index.html", {"category": "@page", "type": "opinion"}, ["s5"]),
        ("tags/sun/index.html", {"tags": "@page"}, ["s3", "w2"]),
        ("authors/bo/index.html", {"authors": "@page"}, ["w4", "s3"]),
        ("index.html", {"category": "@page"}, []),
    ],
)
def test_articles_that_have_what_the_page_has(path: str, where: dict[str, str], expected: list[str]) -> None:
    assert stories(path, where=where) == expected


def test_the_page_s_own_story_can_be_left_out() -> None:
    assert stories("world/w2/index.html", where={"tags": "@page"}, exclude="@page") == ["w7", "s3", "w1"]
    assert stories("tags/sun/index.html", where={"tags": "@page"}, exclude="@page") == ["s3", "w2"]


def test_a_limit_counts_what_is_left() -> None:
    assert stories("world/w7/index.html", where={"category": "@page"}, exclude="@page", limit=2) == ["e6", "w4"]


def test_another_view_of_cards_can_be_narrowed() -> None:
    assert stories("index.html", select="top_stories", where={"category": "sport"}) == ["s5", "s3"]
    assert stories("index.html", select="front", limit=1) == ["w7"]
    assert stories("sport/index.html", select="cards", where={"type": "opinion"}) == ["s5"]
    assert stories("index.html", select="pagination") == []
    assert stories("index.html", select="unheard_of") == []


def test_a_view_without_anything_of_the_page_is_shared_by_all() -> None:
    shared = DeclaredView("shared", where={"type": "opinion"})
    own = DeclaredView("own", exclude="@page")
    table = make_views(make_theme(views={"shared": shared, "own": own}))
    assert table["shared"].scope == "site"
    assert table["own"].scope == "page"


def test_what_is_wrong_with_a_declared_view_is_reported_at_its_key() -> None:
    views = (DeclaredView("wrong", "artikles"), DeclaredView("range"), DeclaredView("site"))
    design = make_theme(views={view.name: replace(view, path="themes/x/theme.toml") for view in views})
    assert [(d.location.path, d.location.key, d.code, d.hint) for d in plan_site(newsroom(), design).diagnostics] == [
        ("themes/x/theme.toml", "views.range", "reserved-name", "give the view another name"),
        ("themes/x/theme.toml", "views.site", "reserved-name", "give the view another name"),
        ("themes/x/theme.toml", "views.wrong.select", "unknown-view", "did you mean `articles`?"),
    ]


def test_no_view_has_a_name_that_jinja_keeps_from_the_analysis() -> None:
    assert set(NAMES).isdisjoint(DEFAULT_NAMESPACE)
    assert set(DEFAULT_NAMESPACE) <= RESERVED


@pytest.mark.parametrize("select", CARDS)
def test_every_view_that_can_be_selected_from_has_cards(select: str) -> None:
    many = [make_story(f"s{n}", n, breaking=Breaking(until=NOW.replace(year=2027))) for n in range(20)]
    design = make_theme(views={"mine": DeclaredView("mine", select)})
    kinds = ("index.html", "world/index.html", "world/s0/index.html")
    assert any(get_value(make_site(*many), path, "mine", design) for path in kinds)


def test_the_reference_names_the_views_to_select_from() -> None:
    assert re.findall("`(.*?)`", VIEW.fields["select"].help) == [ARTICLES, *CARDS]


def test_a_theme_cannot_replace_a_built_in_view() -> None:
    design = make_theme(views={"site": DeclaredView("site")})
    assert get_value(newsroom(), "index.html", "site", design).title == "The Daily Example"
