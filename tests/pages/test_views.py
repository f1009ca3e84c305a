"""Views of small newsrooms: what templates are given, name by name."""

import datetime as dt
import inspect
import subprocess
import sys
import typing
from collections.abc import Mapping
from typing import Any

import pytest
from msgspec import Struct
from msgspec.structs import replace

from sitegen import digest
from sitegen.config.model import ArticleType, Block, Config, Lists, MenuItem, Publisher, Slot
from sitegen.newsroom.cards import Card, Link
from sitegen.newsroom.site import MediaFile, Site
from sitegen.pages.kinds.table import KINDS
from sitegen.pages.values import (
    Alternate,
    BodyRef,
    CategoryInfo,
    FeedLink,
    Pagination,
    PublisherInfo,
    ReadsText,
    TagInfo,
)
from sitegen.pages.views import documents, lists, page_info, site_wide, story
from sitegen.pages.views.registry import NAMES, make_views
from sitegen.pages.views.types import VALUE_TYPES
from sitegen.source.article import (
    Author,
    Byline,
    Correction,
    Dateline,
    Image,
    Origin,
    Reference,
    SeriesPart,
    StaticPage,
    Topic,
)
from sitegen.theme.model import DeclaredView
from tests.pages.rooms import (
    ADA,
    CONFIG,
    FIRST,
    PARIS,
    PLAIN,
    get_value,
    make_lookup,
    make_plan,
    make_site,
    make_story,
    make_theme,
)

ONE = "world/one/index.html"


def titles(cards: tuple[Card, ...]) -> list[str]:
    return [card.title for card in cards]


def every_kind(config: Config = CONFIG) -> Site:
    """Return a newsroom that has pages of every kind."""
    sources: dict[str, Any] = {
        "series": (Topic("measures", "Measures", body="<p>On <a REF>it</a>.</p>"),),
        "pages": (StaticPage("pages/about.md", "about", "About us", html="<p>We.</p>"),),
        "tags": (Topic("moon", "The Moon", "Our neighbour", "place"),),
    }
    stories = (
        make_story(tags=("Moon",), series=SeriesPart("measures", 1), thread="metre", aliases=("/old/",)),
        make_story("un", 1, lang="fr", translation_of="one"),
        make_story("deux", 1, lang="fr"),
        make_story("trois", 1, lang="fr"),
        make_story("two", 1, tags=("Moon",), series=SeriesPart("measures", 2)),
        make_story("anvils", 2, campaign="acme-spring", category="sport"),
        make_story("wrong", 82, corrections=(Correction(FIRST, "correction", "It was three."),)),
    )
    return make_site(*stories, config=config, **sources)


def test_every_view_answers_pages_of_every_kind_with_a_plain_value() -> None:
    site = every_kind()
    lookup = make_lookup(site)
    pages = {page.kind: page for page in make_plan(site).pages}
    assert len(pages) == 22
    for page in [*pages.values(), replace(pages["front"], kind="block", path="_blocks/en/latest.html")]:
        for view in make_views(PLAIN).values():
            assert len(digest.of(view.compute(lookup, page))) == 2 * digest.SIZE


def test_the_table_has_the_names_that_themes_are_promised() -> None:
    promised = """
        page site menus categories t theme data breaking latest top_stories article body related more_in_category slots
        cards pagination subject front archive corrections content feed sitemap redirect redirects robots
    """
    assert sorted(NAMES) == sorted(promised.split())


def test_the_table_of_types_has_what_each_function_says_that_it_returns() -> None:
    table = make_views(make_theme(views={"mine": DeclaredView("mine")}))
    returned = {name: typing.get_type_hints(view.compute)["return"] for name, view in table.items()}
    assert returned == {name: view.value_type for name, view in table.items()}
    assert list(VALUE_TYPES) == list(NAMES)


def test_every_view_s_function_is_in_the_table() -> None:
    modules = (documents, lists, page_info, site_wide, story)
    functions = [function for module in modules for function in vars(module).values() if inspect.isfunction(function)]
    views = {function for function in functions if [*inspect.signature(function).parameters] == ["lookup", "page"]}
    assert views == {view.compute for view in make_views(PLAIN).values()}


def test_every_value_of_a_kind_is_a_view() -> None:
    assert {name for kind in KINDS.values() for name in kind.values} <= set(NAMES)


def test_a_process_that_only_renders_does_not_import_the_views() -> None:
    code = "import sys, sitegen.engine.workers.worker; print('sitegen.pages.lookup' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.strip() == b"False"


def test_pages_that_share_a_view_would_each_get_the_same() -> None:
    site = every_kind(replace(CONFIG, lists=Lists(page=1)))
    lookup = make_lookup(site)
    assert {"category", "tag", "language", "series", "month"} <= {
        page.kind for page in make_plan(site).pages if page.number
    }
    for view in make_views(PLAIN).values():
        if view.scope != "page":
            shared: dict[tuple[str, ...], str] = {}
            for page in make_plan(site).pages:
                scope = {"site": (), "language": (page.lang,), "subject": (page.kind, page.subject)}[view.scope]
                own = digest.of(view.compute(lookup, page))
                assert shared.setdefault(scope, own) == own, (view.name, page)


# -- the frame of every page


def test_a_story_s_page_says_where_it_is_and_what_it_is() -> None:
    site = make_site(
        make_story(subcategory="europe", short_title="One"), config=replace(CONFIG, base_url="https://e.org/news")
    )
    info = get_value(site, "world/one/index.html", "page")
    assert info.url == "/news/world/one/"
    assert info.canonical == "https://e.org/news/world/one/"
    assert (info.title, info.description, info.lang, info.noindex) == ("One", "What one says.", "en", False)
    assert info.breadcrumbs == (
        Link("", "The Daily Example", "/news/"),
        Link("world", "World", "/news/world/"),
        Link("europe", "Europe", "/news/world/europe/"),
        Link("", "One", "/news/world/one/"),
    )
    assert info.feeds[0] == FeedLink("application/rss+xml", "The Daily Example (RSS)", "/news/feed.xml")
    assert [link.url for link in info.feeds[3:]] == [
        "/news/world/feed.xml", "/news/world/atom.xml", "/news/world/feed.json"
    ]  # fmt: skip


def test_a_story_may_have_its_original_elsewhere_and_stay_out_of_search() -> None:
    site = make_site(make_story(canonical="https://agency.example/one", noindex=True))
    info = get_value(site, ONE, "page")
    assert (info.canonical, info.noindex) == ("https://agency.example/one", True)


def test_versions_of_a_story_name_each_other() -> None:
    site = make_site(make_story(), make_story("un", 1, lang="fr", translation_of="one"))
    assert (
        get_value(site, ONE, "page").alternates
        == get_value(site, "fr/world/un/index.html", "page").alternates
        == (
            Alternate("x-default", "https://news.example.org/world/one/"),
            Alternate("en", "https://news.example.org/world/one/"),
            Alternate("fr", "https://news.example.org/fr/world/un/"),
        )
    )
    assert get_value(site, "fr/world/un/index.html", "article").original == "https://news.example.org/world/one/"
    assert get_value(site, ONE, "article").original == ""


def test_fronts_in_several_languages_name_each_other() -> None:
    site = make_site(make_story(), make_story("un", 1, lang="fr"))
    expected = (
        Alternate("x-default", "https://news.example.org/"),
        Alternate("en", "https://news.example.org/"),
        Alternate("fr", "https://news.example.org/fr/"),
    )
    assert (
        get_value(site, "index.html", "page").alternates
        == get_value(site, "fr/index.html", "page").alternates
        == expected
    )
    assert get_value(site, "index.html", "site").languages == (
        Alternate("en", "/", "The Daily Example"), Alternate("fr", "/fr/", "The Daily Example")
    )  # fmt: skip


@pytest.mark.parametrize(
    ("path", "title", "trail"),
    [
        ("index.html", "The Daily Example", []),
        ("404.html", "Page not found", []),
        ("world/europe/index.html", "Europe", ["The Daily Example", "World", "Europe"]),
        ("archive/index.html", "Archive", ["The Daily Example", "Archive"]),
        ("archive/2026/index.html", "2026", ["The Daily Example", "Archive", "2026"]),
        ("archive/2026/09/index.html", "2026-09", ["The Daily Example", "Archive", "2026", "2026-09"]),
        ("authors/ada/index.html", "Ada Byron", ["The Daily Example", "Ada Byron"]),
        ("about/index.html", "About us", ["The Daily Example", "About us"]),
        ("corrections/index.html", "Corrections", ["The Daily Example", "Corrections"]),
        ("old/index.html", "One", []),
    ],
)
def test_every_page_has_a_title_and_a_way_to_it(path: str, title: str, trail: list[str]) -> None:
    info = get_value(every_kind(), path, "page")
    assert (info.title, [link.title for link in info.breadcrumbs]) == (title, trail)


def test_titles_are_in_the_theme_s_words() -> None:
    own = make_theme(
        strings={"en": {"months": ",".join("abcdefghijkl"), "corrections": "Mistakes", "kind_archive": "Old"}}
    )
    site = every_kind()
    assert get_value(site, "archive/2026/09/index.html", "page", own).title == "i 2026"
    assert get_value(site, "archive/index.html", "page", own).title == "Old"
    assert get_value(site, "corrections/index.html", "page", own).title == "Mistakes"


def test_what_must_not_be_found_says_so() -> None:
    site = every_kind()
    found = [page.kind for page in make_plan(site).pages if get_value(site, page.path, "page").noindex]
    assert sorted(found) == ["not_found", "redirect"]


def test_the_site_says_who_publishes_it() -> None:
    logo = MediaFile("static/logo.png", "/logo.png", "logo.png", "00", 120, 60)
    publisher = Publisher(
        "Example Press", logo="logo.png", policies={"ethicsPolicy": "/ethics/", "masthead": "https://press.example/who"}
    )
    site = make_site(
        make_story(),
        config=replace(CONFIG, publisher=publisher, social=(MenuItem("Mastodon", "https://social.example/@daily"),)),
        pages=(StaticPage("pages/ethics.md", "ethics", "Our ethics"),),
        media={logo.path: logo},
    )
    info = get_value(site, ONE, "site")
    assert info.publisher == PublisherInfo(
        "Example Press",
        "https://news.example.org/",
        info.publisher.logo,
        policies={"ethicsPolicy": "https://news.example.org/ethics/", "masthead": "https://press.example/who"},
    )
    assert (info.publisher.logo.url, info.publisher.logo.width) == ("/logo.png", 120)
    assert info.policies == (
        Link("ethicsPolicy", "Our ethics", "/ethics/"), Link("masthead", "", "https://press.example/who")
    )  # fmt: skip
    assert info.social == (Link("", "Mastodon", "https://social.example/@daily"),)
    assert (info.year, info.copyright) == (2026, "© 2026 Example Press")
    assert (info.archive, info.corrections, info.sponsored) == ("/archive/", "/corrections/", "")


def test_publishing_a_story_does_not_change_what_the_site_says_of_itself() -> None:
    before, after = make_site(make_story()), make_site(make_story(), make_story("two", 81))
    for name in ("site", "menus", "categories", "t", "theme", "data"):
        assert digest.of(get_value(before, ONE, name)) == digest.of(get_value(after, ONE, name))


def test_the_main_menu_is_the_top_categories_unless_the_site_says_otherwise() -> None:
    assert get_value(make_site(), "index.html", "menus") == {
        "main": (Link("world", "World", "/world/"), Link("sport", "Sport", "/sport/"))
    }
    items = (
        MenuItem("Games", "/sport/"),
        MenuItem("Über uns", "/über/?a=1#b"),
        MenuItem("Shop", "https://shop.example"),
    )
    site = make_site(config=replace(CONFIG, base_url="https://e.org/news", menus={"main": items}))
    assert get_value(site, "index.html", "menus") == {
        "main": (
            Link("sport", "Games", "/news/sport/"),
            Link("", "Über uns", "/news/%C3%BCber/?a=1#b"),
            Link("", "Shop", "https://shop.example"),
        )
    }


def test_categories_are_a_tree() -> None:
    tree = get_value(make_site(), "index.html", "categories")
    assert [(node.link.id, node.colour, [child.link.id for child in node.children]) for node in tree] == [
        ("world", "", ["europe"]), ("sport", "#aa0000", [])
    ]  # fmt: skip


def test_the_theme_s_parameters_are_the_site_s_where_it_sets_them() -> None:
    design = make_theme(params={"pictures": True, "share": ["email"]})
    site = make_site(config=replace(CONFIG, theme_params={"pictures": False}))
    assert get_value(site, "index.html", "theme", design) == {"pictures": False, "share": ["email"]}


def test_latest_are_the_newest_of_the_page_s_language_none_paid_for() -> None:
    stories = [make_story(f"s{n}", n) for n in range(12)]
    site = make_site(*stories, make_story("un", 13, lang="fr"), make_story("ad", 14, campaign="acme"))
    assert titles(get_value(site, "index.html", "latest")) == [f"S{n}" for n in range(11, 1, -1)]
    assert titles(get_value(site, "fr/index.html", "latest")) == ["Un"]


# -- a story


def test_a_story_has_everything_that_its_page_shows() -> None:
    article = make_story(
        update_note="Figures added.",
        dateline=Dateline("Paris", "France"),
        contributors=(Byline("ada", "figures"),),
        corrections=(
            Correction(FIRST, "correction", "It was three.", "high"),
            Correction(FIRST + dt.timedelta(days=1), "update", "More."),
        ),
        sources=(Origin("The report", "https://example.org/r", "page 3"),),
        methodology="We counted.",
        series=SeriesPart("measures", 2),
        extra={"mood": 3},
        type="opinion",
    )
    config = replace(CONFIG, types=(ArticleType("opinion", schema="OpinionNewsArticle"),))
    site = make_site(article, make_story("first", series=SeriesPart("measures", 1)), config=config)
    found = get_value(site, ONE, "article")
    assert found.card == site.cards["articles/one.md"]
    assert (found.update_note, found.dateline, found.methodology) == ("Figures added.", "Paris, France", "We counted.")
    assert [(a.id, a.name, a.url, a.role, a.line) for a in (*found.authors, *found.contributors)] == [
        ("ada", "Ada Byron", "/authors/ada/", "figures", "Ada reports. She counts."),
    ]
    assert [note.text for note in found.corrections] == ["More.", "It was three."]
    assert found.sources == ({"title": "The report", "url": "https://example.org/r", "note": "page 3"},)
    assert (found.series.part, titles(found.series.cards)) == (2, ["First", "One"])
    assert (found.schema, found.extra, found.paid) == ("OpinionNewsArticle", {"mood": 3}, None)


def test_a_paid_story_is_no_news_for_machines() -> None:
    found = get_value(make_site(make_story(campaign="acme")), ONE, "article")
    assert (found.schema, found.paid["label"]) == ("AdvertiserContentArticle", "Sponsored")


def test_the_text_of_a_story_is_named_with_what_its_links_lead_to() -> None:
    links = (Reference("slug", "two"), Reference("file", "nowhere.md"))
    site = make_site(make_story(references=links), make_story("two", 1))
    assert get_value(site, ONE, "body") == BodyRef("articles/one.md", ('href="/world/two/"', ""))


def test_the_key_of_a_text_changes_when_a_link_in_it_leads_elsewhere() -> None:
    one, links = make_story(), (Reference("slug", "two"),)
    before = make_site(replace(one, references=links), make_story("two", 1))
    after = make_site(replace(one, references=links), make_story("two", 1, category="sport"))
    assert digest.of(get_value(before, ONE, "body")) != digest.of(get_value(after, ONE, "body"))


def test_slots_within_the_text_and_beside_it_show_the_house_s_own_where_nobody_booked_them() -> None:
    slots = (Slot("text", "article.body", ((300, 250),), max=2), Slot("side", "article.sidebar", ((300, 600),)))
    site = make_site(
        make_story(body_slots=3), make_story("two", 1, ads=False, body_slots=3), config=replace(CONFIG, slots=slots)
    )
    assert [placement.slot for placement in get_value(site, ONE, "body").placements] == ["text", "text"]
    beside = get_value(site, ONE, "slots")["article.sidebar"]
    assert [(placement.slot, placement.relation, placement.width) for placement in beside] == [("side", "house", 300)]
    assert get_value(site, "world/two/index.html", "body").placements == ()
    assert get_value(site, "world/two/index.html", "slots") == {"article.sidebar": ()}
    assert get_value(site, "index.html", "slots") == {}


def test_more_in_category_has_no_story_that_the_page_shows_already() -> None:
    site = make_site(*(make_story(f"s{n}", n) for n in range(30)))
    path = "world/s0/index.html"
    shown = {"articles/s0.md", *(card.path for card in get_value(site, path, "related"))}
    shown |= {card.path for card in get_value(site, path, "top_stories").cards}
    more = {card.path for card in get_value(site, path, "more_in_category")}
    assert len(more) == 6
    assert not more & shown


def test_top_stories_that_are_included_do_not_change_what_stands_beside_a_story() -> None:
    config = replace(CONFIG, blocks=(Block("top_stories", "include"),))
    before = make_site(*(make_story(f"s{n}", n) for n in range(30)), config=config)
    pinned = make_site(
        *(make_story(f"s{n}", n) for n in range(30)), make_story("new", 81, category="sport"), config=config
    )
    path = "world/s3/index.html"
    assert get_value(before, path, "top_stories") != get_value(pinned, path, "top_stories")
    assert get_value(before, path, "more_in_category") == get_value(pinned, path, "more_in_category")


# -- lists


def test_the_pages_of_a_category_show_its_stories_and_lead_on() -> None:
    site = make_site(*(make_story(f"s{n}", n) for n in range(1, 8)), config=replace(CONFIG, lists=Lists(page=2)))
    assert titles(get_value(site, "world/index.html", "cards")) == ["S7", "S6", "S5"]
    assert titles(get_value(site, "world/page/2/index.html", "cards")) == ["S4", "S3"]
    assert titles(get_value(site, "world/page/1/index.html", "cards")) == ["S2", "S1"]
    assert get_value(site, "world/index.html", "pagination") == Pagination(0, 2, "", "/world/page/2/")
    assert get_value(site, "world/page/2/index.html", "pagination") == Pagination(2, 0, "/world/", "/world/page/1/")
    assert get_value(site, "world/page/2/index.html", "page").title == "World (2)"
    assert get_value(site, "index.html", "pagination") == Pagination(0, 0)


def test_a_list_says_what_it_is_about() -> None:
    site = every_kind()
    world = get_value(site, "world/index.html", "subject")
    assert world == CategoryInfo(
        Link("world", "World", "/world/"), children=(Link("europe", "Europe", "/world/europe/"),)
    )  # fmt: skip
    assert get_value(site, "world/europe/index.html", "subject").parent == Link("world", "World", "/world/")
    moon = get_value(site, "tags/moon/index.html", "subject")
    assert moon == TagInfo(Link("moon", "The Moon", "/tags/moon/"), "Our neighbour", "place")
    assert get_value(site, "authors/ada/index.html", "subject").title == "Correspondent"
    assert get_value(site, "series/measures/index.html", "subject").link.title == "Measures"
    assert get_value(site, "threads/metre/index.html", "subject").link.title == "Metre"
    month = get_value(site, "archive/2026/09/index.html", "subject")
    assert (month.link.id, month.start) == ("2026-09", dt.datetime(2026, 9, 1, tzinfo=PARIS))
    assert get_value(site, "index.html", "subject") is None


def test_biographies_and_descriptions_have_working_links() -> None:
    reference = (Reference("slug", "one"),)
    bo = Author("bo", "Bo", bio="<p>See <a ~0~>it</a>.</p>", path="authors/bo.md", references=reference, marker="~")
    from sitegen.source.markdown.resolve import resolve

    expected = resolve(bo.bio, "~", ('href="/world/one/"',), ())
    site = make_site(make_story(), authors=(ADA, bo))
    assert get_value(site, "authors/bo/index.html", "subject").bio == expected


def test_the_archive_counts_the_stories_of_every_month() -> None:
    site = make_site(make_story("a", -300), make_story("b", -31), make_story("c", 0), make_story("d", 1))
    years = get_value(site, "archive/index.html", "archive")
    assert [(year.link.id, year.count, [(m.link.url, m.count) for m in year.months]) for year in years] == [
        ("2026", 3, [("/archive/2026/09/", 2), ("/archive/2026/08/", 1)]),
        ("2025", 1, [("/archive/2025/11/", 1)]),
    ]
    assert [year.link.id for year in get_value(site, "archive/2025/index.html", "archive")] == ["2025"]


def test_the_front_and_the_corrections_are_what_the_newsroom_says() -> None:
    site = every_kind()
    assert get_value(site, "index.html", "front").lead.title == "Wrong"
    notes = get_value(site, "corrections/index.html", "corrections")
    assert [(note.text, note.card.title) for note in notes] == [("It was three.", "Wrong")]


def test_a_static_page_has_its_text_with_its_links() -> None:
    site = make_site(
        make_story(), pages=(StaticPage("pages/about.md", "about", "About", html="<h2>We</h2>\n<p>Hello.</p>"),)
    )
    assert get_value(site, "about/index.html", "content").content == "<h2>We</h2>\n<p>Hello.</p>"
    assert get_value(site, "about/index.html", "page").schema == "AboutPage"


def test_pictures_for_sharing_are_absolute() -> None:
    picture = MediaFile("articles/moon.png", "/media/moon.1a.png", "media/moon.1a.png", "00", 1200, 800)
    site = make_site(make_story(image=Image("moon.png", "The Moon")), media={picture.path: picture})
    assert get_value(site, ONE, "page").image.url == "https://news.example.org/media/moon.1a.png"
    assert get_value(site, ONE, "article").image.url == "/media/moon.1a.png"


def test_a_value_that_reads_texts_is_a_view_s_own_or_within_another_that_does() -> None:
    """Texts are filled in at the top of a value; one that is further down would be shown without its text."""

    def find_hidden(kind: object, above: tuple[type, ...]) -> list[str]:
        if not (isinstance(kind, type) and issubclass(kind, Struct)):
            is_container = typing.get_origin(kind) in (tuple, Mapping)
            above = (object,) if is_container and not above else above
            return [name for part in typing.get_args(kind) for name in find_hidden(part, above)]
        if kind in above:
            return []
        reads = issubclass(kind, ReadsText)
        hidden = [kind.__name__] if reads and above and not issubclass(above[-1], ReadsText) else []
        return hidden + [
            name for field in typing.get_type_hints(kind).values() for name in find_hidden(field, (*above, kind))
        ]

    assert [name for kind in VALUE_TYPES.values() for name in find_hidden(kind, ())] == []
