"""What machines read of small newsrooms: which stories each feed and each file of the sitemap has."""

import datetime as dt
import re
from typing import Any

import pytest
from msgspec.structs import replace

from sitegen.config.model import FeedRules, Lists
from sitegen.newsroom.cards import Card
from sitegen.pages.feeds.rss import write_rss
from sitegen.pages.sitemaps import sitemap_files
from sitegen.pages.text_files import write_redirects_txt, write_robots_txt
from sitegen.pages.values import BodyRef, Redirect, Robots, SitemapEntry
from sitegen.source.article import Author, Correction, Reference, SeriesPart, StaticPage, Topic
from tests.pages.rooms import CONFIG, FIRST, PLAIN, get_value, list_paths, make_plan, make_site, make_story

BASE = "https://news.example.org"


def slugs(cards: tuple[Card, ...]) -> list[str]:
    return [card.path[9:-3] for card in cards]


# -- feeds


def test_a_feed_has_the_newest_stories_with_their_text() -> None:
    stories = [make_story(f"s{n}", n, references=(Reference("slug", "s0"),)) for n in range(5)]
    site = make_site(*stories, config=replace(CONFIG, lists=Lists(feed=3)))
    feed = get_value(site, "world/feed.xml", "feed")
    assert (feed.title, feed.description) == ("The Daily Example: World", "All that is the case")
    assert (feed.folder, feed.home, feed.lang) == (f"{BASE}/world/", f"{BASE}/world/", "en")
    assert slugs(feed.cards) == ["s4", "s3", "s2"]
    assert feed.bodies == tuple(BodyRef(f"articles/{slug}.md", ('href="/world/s0/"',)) for slug in ("s4", "s3", "s2"))


def test_the_formats_of_a_feed_share_one_value() -> None:
    site = make_site(make_story())
    assert (
        get_value(site, "feed.xml", "feed")
        == get_value(site, "atom.xml", "feed")
        == get_value(site, "feed.json", "feed")
    )
    assert get_value(site, "feed.xml", "feed").title == "The Daily Example"


def test_feeds_of_tags_have_summaries_and_so_has_every_feed_if_the_site_says_so() -> None:
    tagged = make_story(tags=("Moon",))
    assert get_value(make_site(tagged), "tags/moon/feed.xml", "feed").bodies == ()
    brief = make_site(tagged, config=replace(CONFIG, feeds=FeedRules(full_text=False)))
    assert get_value(brief, "feed.xml", "feed").bodies == ()


def test_paid_stories_are_not_in_the_main_feed() -> None:
    site = make_site(make_story(), make_story("anvils", 1, campaign="acme"))
    assert slugs(get_value(site, "feed.xml", "feed").cards) == ["one"]
    assert slugs(get_value(site, "world/feed.xml", "feed").cards) == ["anvils", "one"]
    assert slugs(get_value(site, "sponsored/feed.xml", "feed").cards) == ["anvils"]


def test_the_feed_of_a_series_is_newest_first_while_its_page_is_in_order() -> None:
    site = make_site(*(make_story(f"p{n}", n, series=SeriesPart("measures", n)) for n in (1, 2, 3)))
    assert slugs(get_value(site, "series/measures/index.html", "cards")) == ["p1", "p2", "p3"]
    assert slugs(get_value(site, "series/measures/feed.xml", "feed").cards) == ["p3", "p2", "p1"]


def test_an_alias_or_another_url_does_not_change_the_id_in_feeds() -> None:
    brief = replace(CONFIG, feeds=FeedRules(full_text=False))
    moved = {"slug": "two", "category": "sport", "aliases": ("/world/one/",)}
    versions: tuple[dict[str, Any], ...] = ({}, {"aliases": ("/qr/one/",)}, moved)
    guids = set()
    for fields in versions:
        site = make_site(make_story(**fields, path="articles/one.md"), config=brief)
        rss = write_rss(get_value(site, "feed.xml", "feed"), get_value(site, "feed.xml", "site"))
        guids.add(re.findall("<guid.*</guid>", rss)[0])
    assert guids == {'<guid isPermaLink="false">urn:uuid:c4f01316-0523-5d66-8d89-f7ea205bf7eb</guid>'}


def test_the_feed_of_corrections_has_the_newest_first() -> None:
    notes = (Correction(FIRST, "correction", "Old."), Correction(FIRST.replace(month=10), "update", "New."))
    feed = get_value(make_site(make_story(corrections=notes)), "corrections/feed.xml", "feed")
    assert [(note.text, note.card.title) for note in feed.notes] == [("New.", "One"), ("Old.", "One")]
    assert feed.folder == f"{BASE}/corrections/"


def test_a_feed_in_another_language_has_the_stories_of_that_language() -> None:
    site = make_site(make_story(), make_story("un", 1, lang="fr", translation_of="one"))
    feed = get_value(site, "fr/feed.xml", "feed")
    assert (feed.lang, slugs(feed.cards)) == ("fr", ["un"])
    assert slugs(get_value(site, "feed.xml", "feed").cards) == ["one"]


# -- sitemaps


def test_stories_are_in_the_file_of_their_month_oldest_first() -> None:
    site = make_site(make_story("b", 1), make_story("a", 0), make_story("c", 40), make_story("x", 2, noindex=True))
    assert list_paths(make_plan(site).pages, "sitemap") == [
        "sitemap-2026-09.xml",
        "sitemap-2026-10.xml",
        "sitemap-pages.xml",
    ]
    assert slugs(get_value(site, "sitemap-2026-09.xml", "sitemap").cards) == ["a", "b"]
    assert slugs(get_value(site, "sitemap-2026-10.xml", "sitemap").cards) == ["c"]


def test_what_appeared_elsewhere_first_is_in_no_sitemap() -> None:
    site = make_site(make_story(canonical="https://agency.example/one"))
    assert list_paths(make_plan(site).pages, "sitemap") == ["sitemap-pages.xml"]


def test_a_canonical_that_is_the_story_s_own_url_changes_nothing() -> None:
    site = make_site(make_story(canonical=f"{BASE}/world/one/"))
    assert slugs(get_value(site, "sitemap-2026-09.xml", "sitemap").cards) == ["one"]
    assert site.articles["articles/one.md"].canonical == ""


def test_translations_are_in_the_sitemap_too() -> None:
    site = make_site(make_story(), make_story("un", 1, lang="fr", translation_of="one"))
    assert slugs(get_value(site, "sitemap-2026-09.xml", "sitemap").cards) == ["one", "un"]


def test_a_correction_is_a_change_of_its_story() -> None:
    late = Correction(FIRST.replace(month=10), "correction", "It was three.")
    site = make_site(make_story(corrections=(late,)), make_story("two", 1))
    sitemap = get_value(site, "sitemap-2026-09.xml", "sitemap")
    assert [(card.path, card.updated) for card in sitemap.cards] == [
        ("articles/one.md", late.date),
        ("articles/two.md", None),
    ]
    story = get_value(site, "world/one/index.html", "article")
    assert story.card.updated == get_value(site, "feed.xml", "feed").cards[1].updated == late.date


def test_the_later_of_update_and_corrections_is_the_last_change_and_none_before_publication() -> None:
    early = Correction(FIRST - dt.timedelta(days=1), "correction", "It was three.")
    late = Correction(FIRST + dt.timedelta(days=2), "update", "More came in.")
    third = FIRST + dt.timedelta(days=3)
    site = make_site(
        make_story("a", corrections=(early,)),
        make_story("b", corrections=(early, late)),
        make_story("c", corrections=(early, late), updated=third),
    )
    assert [site.cards[f"articles/{slug}.md"].updated for slug in "abc"] == [None, late.date, third]


def test_the_text_of_a_corrected_story_begins_with_its_notices_in_feeds_and_a_retraction_leads_the_page() -> None:
    wrong = Correction(FIRST + dt.timedelta(days=1), "correction", "It was <3.", "low")
    withdrawn = Correction(FIRST + dt.timedelta(days=2), "retraction", "This story is withdrawn.", "low")
    site = make_site(make_story(corrections=(wrong, withdrawn)), make_story("two", 1))
    design = replace(PLAIN, strings={"en": {"note_correction": "Correction", "note_retraction": "Retraction"}})
    assert get_value(site, "feed.xml", "feed", design).notices == {
        "articles/one.md": '<p><strong>Retraction</strong> <time datetime="2026-09-03T09:00:00+02:00">2026-09-03</time>'
        ": This story is withdrawn.</p>\n"
        '<p><strong>Correction</strong> <time datetime="2026-09-02T09:00:00+02:00">2026-09-02</time>'
        ": It was &lt;3.</p>\n"
    }
    story = get_value(site, "world/one/index.html", "article")
    assert [(note.type, note.priority) for note in story.corrections] == [("retraction", "high"), ("correction", "low")]


def test_the_file_of_pages_has_lists_archive_and_static_pages() -> None:
    hidden = StaticPage("pages/thanks.md", "thanks", "Thanks", noindex=True)
    about = StaticPage("pages/about.md", "about", "About", updated=FIRST)
    site = make_site(make_story(tags=("Moon",)), pages=(about, hidden))
    assert [
        (e.url.removeprefix(BASE), e.modified) for e in get_value(site, "sitemap-pages.xml", "sitemap").entries
    ] == [
        ("/", FIRST),
        ("/world/", FIRST),
        ("/tags/moon/", FIRST),
        ("/authors/ada/", FIRST),
        ("/archive/2026/09/", FIRST),
        ("/archive/", None),
        ("/archive/2026/", None),
        ("/about/", FIRST),
    ]


def test_the_index_has_every_file_and_when_it_last_changed() -> None:
    site = make_site(make_story(), make_story("two", 40))
    late = site.cards["articles/two.md"].date
    assert get_value(site, "sitemap.xml", "sitemap").entries == (
        SitemapEntry(f"{BASE}/sitemap-pages.xml", late),
        SitemapEntry(f"{BASE}/sitemap-2026-10.xml", late),
        SitemapEntry(f"{BASE}/sitemap-2026-09.xml", FIRST),
    )


def test_a_new_story_changes_only_its_month_s_file() -> None:
    before = make_site(make_story("a", 0), make_story("b", 40))
    after = make_site(make_story("a", 0), make_story("b", 40), make_story("c", 41))
    for name, same in (("sitemap-2026-09.xml", True), ("sitemap-2026-10.xml", False)):
        assert (get_value(before, name, "sitemap") == get_value(after, name, "sitemap")) is same


def test_a_month_with_too_much_for_one_file_is_cut(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap_files, "MOST_URLS", 2)
    site = make_site(*(make_story(f"s{n}", n) for n in range(5)))
    files = {name: slugs(sitemap.cards) for name, sitemap in sitemap_files.make_story_files(site).items()}
    assert files == {
        "sitemap-2026-09.xml": ["s0", "s1"], "sitemap-2026-09-2.xml": ["s2", "s3"], "sitemap-2026-09-3.xml": ["s4"]
    }  # fmt: skip
    monkeypatch.setattr(sitemap_files, "MOST_URLS", 50_000)
    monkeypatch.setattr(sitemap_files, "MOST_BYTES", 700)
    assert [len(sitemap.cards) for sitemap in sitemap_files.make_story_files(site).values()] == [2, 2, 1]


def test_the_news_sitemap_has_the_newsroom_s_own_stories_of_two_days(monkeypatch: pytest.MonkeyPatch) -> None:
    site = make_site(
        make_story("old", 79),
        make_story("new", 81),
        make_story("newer", 82, updated=FIRST.replace(month=11, day=22, hour=11)),
        make_story("anvils", 82, campaign="acme"),
        make_story("hidden", 82, noindex=True),
        make_story("agency", 82, canonical="https://agency.example/"),
    )
    assert list_paths(make_plan(site).pages, "news_sitemap") == ["sitemap-news.xml"]
    assert slugs(get_value(site, "sitemap-news.xml", "sitemap").cards) == ["new", "newer"]
    monkeypatch.setattr(sitemap_files, "MOST_NEWS", 1)
    assert list(sitemap_files.make_news_files(site)) == ["sitemap-news.xml", "sitemap-news-2.xml"]


def test_a_quiet_newsroom_has_no_news_sitemap() -> None:
    assert list_paths(make_plan(make_site(make_story())).pages, "news_sitemap") == []


# -- robots and redirects


def test_robots_are_shown_the_sitemaps() -> None:
    site = make_site(make_story("new", 82), config=replace(CONFIG, base_url="https://e.org/news"))
    robots = get_value(site, "robots.txt", "robots")
    assert robots == Robots(("https://e.org/news/sitemap.xml", "https://e.org/news/sitemap-news.xml"))
    assert write_robots_txt(robots) == (
        "User-agent: *\nAllow: /\n\n"
        "Sitemap: https://e.org/news/sitemap.xml\nSitemap: https://e.org/news/sitemap-news.xml\n"
    )
    assert write_robots_txt(Robots((), ("/drafts/",))) == "User-agent: *\nDisallow: /drafts/\n\n"


def test_an_old_address_leads_to_the_new_one() -> None:
    site = make_site(
        make_story(aliases=("/old/one/", "/été/")),
        pages=(StaticPage("pages/about.md", "about", "About us", aliases=("/us/",)),),
        config=replace(CONFIG, base_url="https://e.org/news"),
    )
    one = Redirect("/news/old/one/", "/news/world/one/", "https://e.org/news/world/one/")
    assert get_value(site, "old/one/index.html", "redirect") == one
    assert get_value(site, "us/index.html", "redirect").target == "/news/about/"
    assert write_redirects_txt(get_value(site, "_redirects", "redirects")) == (
        "/news/old/one/ /news/world/one/ 301\n/news/us/ /news/about/ 301\n/news/%C3%A9t%C3%A9/ /news/world/one/ 301\n"
    )


def test_an_old_address_of_an_author_or_a_tag_leads_to_its_page_and_is_called_so() -> None:
    ada = Author("ada", "Ada Byron", path="authors/ada.md", aliases=("/staff/ada/",))
    war = Topic("war", "War & peace", path="tags/war.md", aliases=("/topics/war/",))
    site = make_site(make_story(tags=("war",)), authors=(ada,), tags=(war,))
    assert get_value(site, "staff/ada/index.html", "redirect").target == "/authors/ada/"
    assert get_value(site, "staff/ada/index.html", "page").title == "Ada Byron"
    assert get_value(site, "topics/war/index.html", "redirect").target == "/tags/war/"
    assert get_value(site, "topics/war/index.html", "page").title == "War & peace"


@pytest.mark.parametrize("path", ["index.html", "world/one/index.html"])
def test_pages_for_people_have_none_of_it(path: str) -> None:
    site = make_site(make_story())
    assert [get_value(site, path, name) for name in ("feed", "sitemap", "redirect", "redirects", "robots")] == [
        None, None, None, (), None
    ]  # fmt: skip
