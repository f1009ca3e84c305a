"""Addresses: who gets which URL path, and what stands at old ones."""

import datetime as dt

import pytest
from msgspec.structs import replace

from sitegen.config.model import ContentRules, Urls
from sitegen.newsroom.boxes.corrections import list_corrections
from sitegen.newsroom.dates import last_changed
from sitegen.newsroom.links.url_paths import normalize_alias
from sitegen.pages.kinds.redirect import list_redirects
from sitegen.pages.markup import format_rfc3339
from sitegen.schema.dates import read_instant
from sitegen.source.article import Author, Correction, StaticPage, Topic
from sitegen.urls import Root
from tests.newsroom.kit import DAY, HOUR, NOW, article, config, diagnostics, make, problems

NUMBER = config(content=ContentRules(duplicate_slugs="number"))
ABOUT = StaticPage("pages/about.md", "about", "About us", lang="en")


def test_articles_and_pages_are_at_the_addresses_that_the_patterns_give() -> None:
    site = make(article("budget"), article("moon", category="space"), pages=(ABOUT,))
    assert site.url_paths == {
        "pages/about.md": "/about/",
        "articles/budget.md": "/world/budget/",
        "articles/moon.md": "/science/moon/",
    }


def test_what_is_in_another_language_is_below_its_name() -> None:
    french = StaticPage("pages/a-propos.md", "a-propos", "À propos", lang="fr")
    site = make(article("budget", lang="fr"), pages=(french,))
    assert [*site.url_paths.values()] == ["/fr/a-propos/", "/fr/world/budget/"]
    own = make(article("budget", lang="fr"), settings=config(urls=Urls(article="/{lang}/{slug}/")))
    assert [*own.url_paths.values()] == ["/fr/budget/"]


def test_a_category_may_have_a_pattern_of_its_own_and_its_subcategory_another() -> None:
    own = {"science": "/lab/{slug}/", "space": "/{year}/{slug}/"}
    site = make(
        article("a"),
        article("b", category="science"),
        article("c", category="space"),
        article("d", category="science", lang="fr"),
        settings=config(urls=Urls(categories=own)),
    )
    assert [*site.url_paths.values()] == ["/world/a/", "/lab/b/", "/2026/c/", "/fr/lab/d/"]


def test_a_language_is_called_in_addresses_what_the_settings_say() -> None:
    urls = Urls(languages={"zh-TW": "zh_tw"})
    page = StaticPage("pages/x.md", "x", "X", lang="zh-TW")
    site = make(article("a", lang="zh-TW"), pages=(page,), settings=config(urls=urls))
    assert [*site.url_paths.values()] == ["/zh_tw/x/", "/zh_tw/world/a/"]
    site = make(article("a", lang="zh-TW"), settings=config(urls=replace(urls, article="/{lang}/{slug}/")))
    assert [*site.url_paths.values()] == ["/zh_tw/a/"]


def test_two_articles_of_one_address_are_an_error_that_names_both() -> None:
    found = diagnostics(article("a", slug="same"), article("b", slug="Same", date=NOW - HOUR))
    assert len(found) == 1
    assert (str(found[0].location), found[0].location.key) == ("content/articles/b.md", "slug")
    assert found[0].code == "duplicate-slug"
    assert found[0].message == "This and content/articles/a.md would both be published at /world/Same/."


def test_the_same_slug_in_two_categories_is_no_clash() -> None:
    assert problems(article("a", slug="same"), article("b", slug="same", category="sport")) == []


def test_duplicates_are_numbered_by_path_if_the_settings_say_so_whatever_is_published() -> None:
    stories = [
        article("c", slug="same"),
        article("a", slug="same", draft=True),
        article("d", slug="same-2"),
        article("b", slug="same"),
        article("e", slug="same"),
    ]
    assert problems(*stories, settings=NUMBER) == []
    site = make(*stories, settings=NUMBER)
    assert site.url_paths == {
        "articles/b.md": "/world/same-2/",
        "articles/c.md": "/world/same-3/",
        "articles/d.md": "/world/same-2-2/",
        "articles/e.md": "/world/same-4/",
    }


def test_a_pattern_without_slug_is_numbered_at_its_end() -> None:
    settings = config(content=ContentRules(duplicate_slugs="number"), urls=Urls(article="/{category}/"))
    assert [*make(article("a"), article("b"), article("c"), settings=settings).url_paths.values()] == [
        "/world/",
        "/world-2/",
        "/world-3/",
    ]


def test_many_articles_of_one_slug_are_numbered_in_no_time() -> None:
    stories = [article(f"a{n:05}", slug="same") for n in range(3_000)]
    site = make(*stories, settings=NUMBER)
    assert site.url_paths["articles/a02999.md"] == "/world/same-3000/"


def test_an_expired_article_leaves_its_address_and_a_draft_only_warns() -> None:
    new = article("new", slug="same")
    assert problems(new, article("a-old", 2, slug="same", expires=NOW - HOUR)) == []
    assert make(new, article("a-old", 2, slug="same", expires=NOW - HOUR)).url_paths[new.path] == "/world/same/"
    draft = article("draft", slug="same", draft=True)
    assert problems(new, draft) == ["content/articles/draft.md slug warning duplicate-slug"]
    assert make(new, draft).url_paths == {new.path: "/world/same/"}
    coming = article("a-coming", slug="same", date=NOW + HOUR)
    assert problems(new, coming) == ["content/articles/a-coming.md slug error duplicate-slug"]


def test_an_article_may_not_take_a_pages_address() -> None:
    settings = config(urls=Urls(article="/{slug}/"))
    assert problems(article("about"), settings=settings, pages=(ABOUT,)) == [
        "content/articles/about.md slug error duplicate-slug"
    ]


@pytest.mark.parametrize(
    ("alias", "path"),
    [
        ("old", "/old/"),
        ("/old/page/", "/old/page/"),
        ("/old/page", "/old/page/"),
        ("/old/index.html", "/old/"),
        ("/2014/06/old.html", "/2014/06/old.html"),
        ("https://old.example.org/a/b?x=1#y", "/a/b/"),
        ("/", "/"),
        ("/.well-known", "/.well-known/"),
        ("/old/caf%C3%A9/", "/old/café/"),
        ("/old/100%/", "/old/100%/"),
        ("/old/caf%E9", "/old/caf%E9/"),
        ("/press//x/", "/press/x/"),
        ("//press/x", "/press/x/"),
        ("https://news.example.org/paper/very/old.html", "/very/old.html"),
        ("http://News.Example.org/paper", "/"),
        ("https://news.example.org/papers/", "/papers/"),
        ("https://old.example.org/paper/x/", "/paper/x/"),
        ("/paper/x/", "/paper/x/"),
    ],
)
def test_an_alias_is_a_decoded_path_below_the_site_and_a_folder_unless_it_has_an_extension(
    alias: str, path: str
) -> None:
    assert normalize_alias(alias, Root.of("https://news.example.org/paper")) == path


def test_aliases_as_they_are_copied_redirect_from_what_a_server_looks_for() -> None:
    settings = config(base_url="https://news.example.org/paper")
    copied = ("/old/caf%C3%A9/", "https://news.example.org/paper/very/old.html", "/press//x/")
    ada = Author("ada", "Ada Byron", path="authors/ada.md", aliases=("/staff/%C3%A4da/",))
    about = replace(ABOUT, aliases=("//impressum//",))
    site = make(article("x", aliases=copied), settings=settings, authors=(ada,), pages=(about,))
    assert [redirect.source for redirect in list_redirects(site)] == [
        "/paper/impressum/",
        "/paper/old/caf%C3%A9/",
        "/paper/press/x/",
        "/paper/staff/%C3%A4da/",
        "/paper/very/old.html",
    ]


def test_an_alias_with_a_query_is_told() -> None:
    stories = article("q", aliases=("/?p=123", "/old/?id=3#top"))
    found = diagnostics(stories)
    assert [(d.severity, d.code, d.location.key, d.message) for d in found] == [
        (
            "error", "alias-query", "aliases.0",
            "The alias /?p=123 has a query, but a redirect does not look at what follows the `?`, and the front page "
            "is not redirected.",
        ),
        (
            "warning", "alias-query", "aliases.1",
            "The alias /old/?id=3#top has a query, but a redirect does not look at what follows the `?`: /old/ "
            "redirects here with any query.",
        ),
    ]  # fmt: skip
    assert make(stories).aliases == {"/old/": "articles/q.md"}
    assert {d.severity for d in diagnostics(stories, settings=NUMBER)} == {"warning"}


def test_aliases_lead_to_the_article_and_one_that_says_its_own_address_is_left_out() -> None:
    site = make(article("budget", aliases=("/old", "/world/budget/", "2014/budget.html")), pages=(ABOUT,))
    assert site.aliases == {"/2014/budget.html": "articles/budget.md", "/old/": "articles/budget.md"}


def test_an_alias_that_is_taken_is_an_error_that_names_the_other() -> None:
    taken = article("c", aliases=("/world/a/",))
    stories = article("a", aliases=("/old/",)), article("b", aliases=("/x/", "/Old")), taken
    found = diagnostics(*stories)
    assert [(str(d.location), d.location.key, d.code, d.message) for d in found] == [
        (
            "content/articles/b.md", "aliases.1", "duplicate-alias",
            "The alias /Old/ is already an alias of content/articles/a.md.",
        ),
        (
            "content/articles/c.md", "aliases.0", "duplicate-alias",
            "The alias /world/a/ is already the URL of content/articles/a.md.",
        ),
    ]  # fmt: skip
    assert make(*stories).aliases == {"/old/": "articles/a.md", "/x/": "articles/b.md"}
    assert {d.severity for d in diagnostics(*stories, settings=NUMBER)} == {"warning"}


def test_the_address_of_an_expired_article_may_lead_to_the_new_one() -> None:
    old = article("old", 2, expires=NOW - HOUR)
    new = article("new", aliases=("/world/old/",))
    assert problems(old, new) == []
    assert make(old, new).aliases == {"/world/old/": "articles/new.md"}


def test_old_addresses_of_authors_and_tags_lead_to_their_pages_where_they_have_one() -> None:
    ada = Author("ada", "Ada Byron", path="authors/ada.md", aliases=("/staff/ada/", "/tags/war/"))
    tags = (
        Topic("war", "War", path="tags/war.md", aliases=("/topics/war/", "/staff/ada")),
        Topic("peace", "Peace", path="tags/peace.md", aliases=("/topics/peace/",)),
    )
    sources = {"authors": (ada,), "tags": tags}
    site = make(article("a", tags=("war",)), **sources)
    assert site.aliases == {"/staff/ada/": "authors/ada.md", "/topics/war/": "tags/war.md"}
    assert site.url_paths["tags/war.md"] == "/tags/war/"
    assert [redirect.target for redirect in list_redirects(site)] == ["/authors/ada/", "/tags/war/"]
    assert problems(article("a", tags=("war",)), **sources) == [
        "content/authors/ada.md aliases.1 error duplicate-alias",
        "content/tags/war.md aliases.1 error duplicate-alias",
    ]


def test_an_alias_that_is_the_address_of_a_list_is_told_and_leads_nowhere() -> None:
    stories = article("a", tags=("été",), aliases=("/world/", "/tags/été", "/tags/hiver/"))
    found = diagnostics(stories)
    assert [d.message for d in found] == [
        'The alias /world/ is already the URL of the category "World".',
        'The alias /tags/été/ is already the URL of the tag "été".',
    ]
    assert [d.severity for d in diagnostics(stories, settings=NUMBER)] == ["warning", "warning"]
    assert make(stories).aliases == {"/tags/hiver/": "articles/a.md"}


@pytest.mark.parametrize(
    ("timezone", "day"),
    [
        ("Europe/Dublin", "1916-04-24"),  # 25 minutes 21 seconds behind
        ("Europe/Dublin", "1916-01-01"),
        ("Europe/Amsterdam", "1937-06-30"),
        ("America/New_York", "1883-11-18"),  # the day on which standard time began
        ("Africa/Monrovia", "1972-01-06"),
        ("Asia/Kolkata", "1890-01-01"),
    ],
)
def test_a_date_before_standard_time_keeps_its_day_everywhere(timezone: str, day: str) -> None:
    settings = config(timezone=timezone, urls=Urls("/{year}/{month}/{day}/{slug}/"))
    next_day = (dt.date.fromisoformat(day) + DAY).isoformat()
    moment, later = read_instant(day, settings.zone), read_instant(next_day, settings.zone)
    assert moment is not None
    assert later is not None
    correction = Correction(later, "correction", "Fixed.")
    site = make(article("a", date=moment, updated=later, corrections=(correction,)), settings=settings)
    card, story = site.cards["articles/a.md"], site.articles["articles/a.md"]
    assert card.url == f"/{day.replace('-', '/')}/a/"
    assert list(site.by_month) == [day[:7]]
    assert [format_rfc3339(card.date)[:16], str(last_changed(card))[:10]] == [f"{day}T00:00", next_day]
    assert str(list_corrections(site, story)[0].date)[:10] == next_day
