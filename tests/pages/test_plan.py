"""The plan: exactly the outputs that should exist."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.config.model import FeedRules, Lists, Urls
from sitegen.newsroom.site import MediaFile
from sitegen.pages.output_paths import fold_path
from sitegen.pages.values import Copy, Page
from sitegen.pages.views.registry import make_views
from sitegen.source.article import Author, Correction, Image, SeriesPart, StaticPage, Topic
from sitegen.theme.model import Asset
from sitegen.urls import is_safe_segment, output_path
from tests.pages.rooms import (
    CONFIG,
    FIRST,
    NOW,
    PLAIN,
    find_page,
    list_paths,
    make_lookup,
    make_plan,
    make_site,
    make_story,
    make_theme,
    plan_site,
)

NO_FEEDS = replace(CONFIG, feeds=FeedRules(formats=()))
FIVE = replace(CONFIG, lists=Lists(page=5), feeds=FeedRules(formats=()))


def test_one_story_makes_exactly_these_pages() -> None:
    site = make_site(make_story("moon-landing", tags=("Moon",)))
    assert list_paths(make_plan(site).pages) == [
        "404.html",
        "archive/2026/09/index.html",
        "archive/2026/index.html",
        "archive/index.html",
        "atom.xml",
        "authors/ada/atom.xml",
        "authors/ada/feed.json",
        "authors/ada/feed.xml",
        "authors/ada/index.html",
        "corrections/index.html",
        "feed.json",
        "feed.xml",
        "index.html",
        "robots.txt",
        "sitemap-2026-09.xml",
        "sitemap-pages.xml",
        "sitemap.xml",
        "sport/index.html",
        "tags/moon/atom.xml",
        "tags/moon/feed.json",
        "tags/moon/feed.xml",
        "tags/moon/index.html",
        "world/atom.xml",
        "world/europe/index.html",
        "world/feed.json",
        "world/feed.xml",
        "world/index.html",
        "world/moon-landing/index.html",
    ]


def test_an_empty_newsroom_has_a_front_and_what_every_site_has() -> None:
    site = make_site(config=NO_FEEDS)
    assert list_paths(make_plan(site).pages) == [
        "404.html",
        "authors/ada/index.html",
        "corrections/index.html",
        "index.html",
        "robots.txt",
        "sitemap-pages.xml",
        "sitemap.xml",
        "sport/index.html",
        "world/europe/index.html",
        "world/index.html",
    ]


def test_a_page_says_what_it_is() -> None:
    site = make_site(make_story("moon-landing", tags=("Moon",)))
    assert find_page(site, "world/moon-landing/index.html") == Page(
        "world/moon-landing/index.html", "/world/moon-landing/", "article", "article.html", "articles/moon-landing.md"
    )
    tag = find_page(site, "tags/moon/index.html")
    assert tag == Page("tags/moon/index.html", "/tags/moon/", "tag", "list.html", "moon")
    assert find_page(site, "archive/2026/09/index.html").subject == "2026-09"
    assert find_page(site, "world/feed.json") == Page(
        "world/feed.json", "/world/feed.json", "feed", "machine/feed.json", "category:world"
    )
    assert find_page(site, "atom.xml") == Page("atom.xml", "/atom.xml", "feed", "machine/atom.xml", "front:")


def test_pages_lie_below_the_path_of_the_base_url_but_output_does_not() -> None:
    site = make_site(make_story(), config=replace(CONFIG, base_url="https://example.org/news"))
    assert find_page(site, "world/one/index.html").url == "/news/world/one/"
    assert find_page(site, "world/feed.xml").url == "/news/world/feed.xml"
    assert find_page(site, "index.html").url == "/news/"


def test_other_scripts_are_plain_in_paths_and_encoded_in_urls() -> None:
    site = make_site(make_story("луна"), tags=(Topic("月", "月"),))
    page = find_page(site, "world/луна/index.html")
    assert page.url == "/world/%D0%BB%D1%83%D0%BD%D0%B0/"


def test_a_list_longer_than_two_pages_has_numbered_pages() -> None:
    site = make_site(*(make_story(f"s{day}", day) for day in range(17)), config=FIVE)
    assert list_paths(make_plan(site).pages, "category") == [
        "sport/index.html",
        "world/europe/index.html",
        "world/index.html",
        "world/page/1/index.html",
        "world/page/2/index.html",
    ]
    pages = [page for page in make_plan(site).pages if page.path.startswith("world/")]
    assert [page.number for page in pages if page.kind == "category"] == [0, 0, 1, 2]


def test_series_and_threads_have_pages_while_they_have_stories() -> None:
    stories = [make_story(f"part-{n}", n, series=SeriesPart("measures", n), thread="metre") for n in range(1, 8)]
    site = make_site(*stories, config=FIVE, series=(Topic("measures", "Measures"), Topic("unused", "Unused")))
    assert list_paths(make_plan(site).pages, "series", "thread") == [
        "series/measures/index.html",
        "series/measures/page/2/index.html",
        "threads/metre/index.html",
    ]


def test_an_author_who_has_not_written_yet_has_a_page_but_no_feed() -> None:
    site = make_site(make_story(), authors=(Author("ada", "Ada Byron"), Author("bo", "Bo")))
    pages = make_plan(site).pages
    assert "authors/bo/index.html" in list_paths(pages)
    assert [path for path in list_paths(pages, "feed") if path.startswith("authors/")] == [
        "authors/ada/atom.xml", "authors/ada/feed.json", "authors/ada/feed.xml"
    ]  # fmt: skip


def test_stories_in_other_languages_make_a_front_of_their_own() -> None:
    site = make_site(
        make_story(), make_story("un", 1, lang="fr", category="sport"), make_story("واحد", 2, lang="ar", dir="rtl")
    )
    pages = {page.path: page for page in make_plan(site).pages}
    assert {path for path in pages if path.startswith(("fr/", "ar/"))} == {
        "ar/atom.xml", "ar/feed.json", "ar/feed.xml", "ar/index.html", "ar/world/واحد/index.html",
        "fr/atom.xml", "fr/feed.json", "fr/feed.xml", "fr/index.html", "fr/sport/un/index.html",
    }  # fmt: skip
    front = pages["fr/index.html"]
    assert (front.kind, front.subject, front.lang, front.dir) == ("language", "fr", "fr", "ltr")
    assert (pages["ar/index.html"].dir, pages["ar/world/واحد/index.html"].dir) == ("rtl", "rtl")


def test_the_main_feed_has_only_the_formats_asked_for() -> None:
    site = make_site(make_story(), config=replace(CONFIG, feeds=FeedRules(formats=("rss",))))
    assert list_paths(make_plan(site).pages, "feed") == ["authors/ada/feed.xml", "feed.xml", "world/feed.xml"]


def test_corrections_have_a_feed_once_there_is_one() -> None:
    corrected = make_story(corrections=(Correction(FIRST, "correction", "It was three."),))
    assert [path for path in list_paths(make_plan(make_site(corrected)).pages) if path.startswith("corrections/")] == [
        "corrections/atom.xml", "corrections/feed.json", "corrections/feed.xml", "corrections/index.html"
    ]  # fmt: skip


def test_paid_stories_have_an_index_and_a_feed() -> None:
    site = make_site(make_story(), make_story("anvils", 1, campaign="acme-spring"))
    assert [path for path in list_paths(make_plan(site).pages) if path.startswith("sponsored/")] == [
        "sponsored/atom.xml", "sponsored/feed.json", "sponsored/feed.xml", "sponsored/index.html"
    ]  # fmt: skip


def test_an_alias_is_a_page_that_leads_on_and_a_line_for_the_server() -> None:
    site = make_site(make_story(aliases=("/old/one/", "/one.html")), config=NO_FEEDS)
    redirects = [page for page in make_plan(site).pages if page.kind.startswith("redirect")]
    assert [(page.path, page.url, page.kind, page.template) for page in redirects] == [
        ("_redirects", "/_redirects", "redirects", "machine/redirects.txt"),
        ("old/one/index.html", "/old/one/", "redirect", "machine/redirect.html"),
        ("one.html", "/one.html", "redirect", "machine/redirect.html"),
    ]


def test_static_pages_are_at_their_slugs_with_the_template_they_ask_for() -> None:
    ads = StaticPage("pages/ads.md", "ads", "Ads", template="wide")
    site = make_site(pages=(StaticPage("pages/about.md", "about", "About us"), ads), config=NO_FEEDS)
    found = {page.path: page.template for page in make_plan(site, make_theme("wide.html")).pages if page.kind == "page"}
    assert found == {"about/index.html": "page.html", "ads/index.html": "wide.html"}


def test_a_list_has_the_theme_s_own_template_for_its_kind() -> None:
    site = make_site(make_story(tags=("Moon",)), config=NO_FEEDS)
    found = {
        page.kind: page.template for page in make_plan(site, make_theme("tag.html", "year.html", "redirect.html")).pages
    }
    assert (found["tag"], found["category"], found["year"], found["archive"]) == (
        "tag.html", "list.html", "year.html", "archive.html"
    )  # fmt: skip


def test_files_are_copied_if_something_shows_them() -> None:
    hidden = MediaFile("articles/moon/draft.png", "/media/moon/draft.2b.png", "media/moon/draft.2b.png", "2b")
    media = MediaFile("articles/moon/descent.png", "/media/moon/descent.1a.png", "media/moon/descent.1a.png", "1a2b")
    asset = Asset("main.css", "/assets/main.3f.css", "assets/main.3f.css", "/themes/x/assets/main.css", "3f")
    moon = make_story("moon", path="articles/moon/index.md", image=Image("descent.png"))
    site = make_site(moon, media={media.path: media, hidden.path: hidden})
    planned = make_plan(site, replace(PLAIN, assets={asset.name: asset}))
    assert planned.copies == (
        Copy("assets/main.3f.css", "/themes/x/assets/main.css", "3f"),
        Copy("media/moon/descent.1a.png", "content/articles/moon/descent.png", "1a2b"),
    )


def static(name: str) -> dict[str, MediaFile]:
    return {f"static/{name}": MediaFile(f"static/{name}", f"/{name}", name, "00")}


@pytest.mark.parametrize("name", ["robots.txt", "_redirects", "404.html"])
def test_a_file_of_the_newsroom_s_own_takes_the_place_of_what_sitegen_would_make(name: str) -> None:
    planned = make_plan(make_site(make_story(aliases=("/old/",)), media=static(name)))
    assert name not in list_paths(planned.pages)
    assert [copy.path for copy in planned.copies] == [name]


# -- what is wrong


def test_a_page_and_a_category_of_one_address_are_reported_at_both_places() -> None:
    site = make_site(pages=(StaticPage("pages/sport.md", "sport", "Sport"),), config=NO_FEEDS)
    assert [(str(d.location), d.location.key, d.message) for d in plan_site(site, PLAIN).diagnostics] == [
        ("site.toml", "categories.2.id", "This and content/pages/sport.md are both published at /sport/."),
        ("content/pages/sport.md", "", 'This and the category "sport" are both published at /sport/.'),
    ]


def test_a_file_of_content_static_may_not_hide_a_story() -> None:
    site = make_site(make_story(), media=static("world/one/index.html"))
    assert [(str(d.location), d.message) for d in plan_site(site, PLAIN).diagnostics] == [
        (
            "content/articles/one.md",
            "This and content/static/world/one/index.html are both published at /world/one/.",
        ),
        (
            "content/static/world/one/index.html",
            "This and content/articles/one.md are both published at /world/one/.",
        ),
    ]


def test_addresses_that_windows_takes_for_one_are_reported() -> None:
    site = make_site(media=static("World/index.html"))
    assert {d.code for d in plan_site(site, PLAIN).diagnostics} == {"same-output"}


def test_a_tag_that_is_a_device_of_windows_is_reported_at_the_story_that_has_it() -> None:
    site = make_site(make_story(tags=("CON",)), config=NO_FEEDS)
    assert [(str(d.location), d.location.key, d.code) for d in plan_site(site, PLAIN).diagnostics] == [
        ("content/articles/one.md", "tags", "unsafe-path")
    ]


def test_an_address_may_not_be_a_file_where_others_need_a_folder() -> None:
    site = make_site(make_story(), config=replace(NO_FEEDS, urls=Urls(category="/{category}")))
    found = [(d.location.key, d.code) for d in plan_site(site, PLAIN).diagnostics]
    assert ("categories.0.id", "file-and-folder") in found


def test_a_theme_without_a_template_makes_the_other_pages_and_says_so() -> None:
    lean = {name: source for name, source in PLAIN.templates.items() if name not in {"archive.html", "list.html"}}
    planned = plan_site(make_site(make_story(), config=NO_FEEDS), replace(PLAIN, templates=lean))
    assert list_paths(planned.pages) == [
        "404.html", "corrections/index.html", "index.html", "robots.txt", "sitemap-2026-09.xml", "sitemap-pages.xml",
        "sitemap.xml", "world/one/index.html",
    ]  # fmt: skip
    assert [(d.severity, d.code, d.message) for d in planned.diagnostics] == [
        ("warning", "missing-template",
         f'The theme "x" has no template "{name}", so the pages that need it are not built.')
        for name in ("list.html", "archive.html")
    ]  # fmt: skip


def test_a_theme_that_cannot_show_a_story_is_an_error() -> None:
    planned = plan_site(make_site(make_story()), replace(PLAIN, templates={}))
    assert ("error", 'The theme "x" has no template "article.html", so the pages that need it are not built.') in [
        (d.severity, d.message) for d in planned.diagnostics
    ]


def test_a_static_page_that_asks_for_an_unknown_template_is_reported() -> None:
    site = make_site(pages=(StaticPage("pages/ads.md", "ads", "Ads", template="wide"),))
    assert [(str(d.location), d.location.key, d.message) for d in plan_site(site, PLAIN).diagnostics] == [
        ("content/pages/ads.md", "template", 'The theme "x" has no template "wide".')
    ]


# -- promises


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.text(min_size=1, max_size=20), max_size=6), st.integers(1, 4))
def test_every_planned_path_is_unique_and_safe_or_there_is_a_diagnostic(names: list[str], size: int) -> None:
    stories = [make_story(f"s{n}", n, tags=(name,), thread=name) for n, name in enumerate(names)]
    planned = plan_site(make_site(*stories, config=replace(CONFIG, lists=Lists(page=size))), PLAIN)
    if planned.diagnostics:
        assert {d.code for d in planned.diagnostics} <= {"unsafe-path", "same-output", "file-and-folder"}
        return
    found = [page.path for page in planned.pages]
    assert found == sorted(found)
    assert len({fold_path(path) for path in found}) == len(found)
    assert all(is_safe_segment(segment) for path in found for segment in path.split("/"))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 23), st.integers(1, 5))
def test_a_new_story_leaves_old_pages_of_lists_as_they_are(count: int, size: int) -> None:
    config = replace(NO_FEEDS, lists=Lists(page=size))
    stories = [make_story(f"s{n}", n) for n in range(count)]
    before = _lists(make_site(*stories, config=config))
    after = _lists(make_site(*stories, make_story("newest", 80), config=config))
    same_list = [key for key in before if key[1] == 0]
    assert {key for key in before if before[key] != after[key]} <= set(same_list)
    new = set(after) - set(before) - {(output_path("/archive/2026/11/"), 0)}
    assert all(number for _, number in new)
    assert len(new) <= 3  # of the category, the author and the month before


def _lists(site: object) -> dict[tuple[str, int], object]:
    from sitegen.newsroom.site import Site

    assert isinstance(site, Site)
    cards, lookup = make_views(PLAIN)["cards"], make_lookup(site)
    pages = [page for page in make_plan(site).pages if page.kind in {"category", "author", "month"}]
    return {(page.path, page.number): cards.compute(lookup, page) for page in pages}


def test_the_plan_is_the_same_in_whatever_order_the_articles_come() -> None:
    stories = [make_story(f"s{n}", n % 3, tags=("A", "b"), category="sport" if n % 2 else "world") for n in range(9)]
    assert make_plan(make_site(*stories)).pages == make_plan(make_site(*reversed(stories))).pages


def test_what_is_not_published_has_no_page() -> None:
    site = make_site(make_story("draft", draft=True), make_story("later", 200), make_story("out", 1), now=NOW)
    assert list_paths(make_plan(site).pages, "article") == ["world/out/index.html"]
