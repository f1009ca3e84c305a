"""Top stories, More In This Category, the front, breaking news, corrections, series and the archive."""

from typing import Any

import pytest
from msgspec.structs import replace

from sitegen.config.model import Block, Lists
from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.boxes.corrections import list_all_corrections, list_corrections
from sitegen.newsroom.boxes.front import find_breaking, make_front
from sitegen.newsroom.boxes.more_in_category import choose_more_in_category, get_inline_top_stories
from sitegen.newsroom.boxes.series import find_thread_link, make_series_box
from sitegen.newsroom.boxes.top_stories import choose_top_stories
from sitegen.newsroom.related.selection import Related
from sitegen.newsroom.site import Site
from sitegen.newsroom.values import Front
from sitegen.pages.sitemaps.sitemap_files import make_news_files, make_story_files
from sitegen.source.article import Breaking, Correction, MostRead, Prominence, SeriesPart, Topic
from tests.newsroom.kit import DAY, HOUR, NOW, acme, article, campaign, config, make, problems, slugs

DAYS = 24
STORIES = [article(f"s{n}", n * DAYS) for n in range(1, 9)]
PAID = {"sponsors": (acme(campaign("c", relation="hosted")),)}


def figures(*views: tuple[str, int], days: int = 1) -> MostRead:
    return MostRead(views, NOW - days * DAY, "data/most-read.csv")


def top(*articles: Any, **sources: Any) -> str:
    return slugs(choose_top_stories(make(*articles, **sources)).cards)


def test_without_figures_the_newest_are_the_top_stories_and_nothing_is_said_of_figures() -> None:
    found = choose_top_stories(make(*STORIES))
    assert (slugs(found.cards), found.as_of) == ("s1 s2 s3 s4 s5", None)


def test_fresh_figures_decide_and_are_filled_up_with_the_newest() -> None:
    found = choose_top_stories(
        make(*STORIES, most_read=figures(("/world/s7/", 9), ("/world/s3/", 20), ("/about/", 99)))
    )
    assert (slugs(found.cards), found.as_of) == ("s3 s7 s1 s2 s4", NOW - DAY)


def test_old_figures_decide_nothing() -> None:
    found = choose_top_stories(make(*STORIES, most_read=figures(("/world/s7/", 9), days=7)))
    assert (slugs(found.cards), found.as_of) == ("s1 s2 s3 s4 s5", None)
    undated = replace(figures(("/world/s7/", 9)), as_of=None)
    assert top(*STORIES, most_read=undated) == "s7 s1 s2 s3 s4"


@pytest.mark.parametrize(
    "address",
    [
        "/world/s7/",
        "/world/s7",
        "world/s7",
        "/World/S7/index.html",
        "/world/s7/?utm_source=x#y",
        "https://news.example.org/world/s7/",
        "//news.example.org/world/s7/",
        "news.example.org/world/s7/",
        "https://old.example.net/world/s7",
        "/2014/old-s7.html",
        "https://news.example.org/%77orld/s7/",
    ],
)
def test_a_page_is_recognised_by_whatever_address_the_figures_give(address: str) -> None:
    stories = [*STORIES[:6], article("s7", 7 * DAYS, aliases=("/2014/old-s7.html",))]
    assert top(*stories, most_read=figures((address, 1))) == "s7 s1 s2 s3 s4"


def test_figures_of_a_site_below_a_folder_are_recognised_with_and_without_it() -> None:
    settings = config(base_url="https://example.org/news")
    for address in ("/news/world/s7/", "/world/s7/", "https://example.org/news/world/s7/"):
        assert top(*STORIES, settings=settings, most_read=figures((address, 1))) == "s7 s1 s2 s3 s4"


def test_views_of_an_encoded_old_address_count_for_the_story() -> None:
    settings = config(base_url="https://example.org/paper")
    stories = [*STORIES[:6], article("s7", 7 * DAYS, aliases=("/old/caf%C3%A9/",))]
    views = figures(("/paper/old/caf%C3%A9/", 900))
    assert top(*stories, settings=settings, most_read=views) == "s7 s1 s2 s3 s4"


def test_views_of_all_addresses_of_a_story_are_added_up_and_the_newer_wins_a_tie() -> None:
    views = figures(("/world/s7/", 6), ("/world/s8/", 5), ("/world/s8", 5), ("/world/s6/", 6))
    assert top(*STORIES, most_read=views) == "s8 s6 s7 s1 s2"


def test_pinned_stories_come_before_all_figures_while_the_pin_lasts() -> None:
    pinned = article("pin", 2 * DAYS, prominence=Prominence(front=1))
    lasting = article("until", 30 * DAYS, prominence=Prominence(front=5, until=NOW + HOUR))
    over = article("over", 3 * DAYS, prominence=Prominence(front=9, until=NOW))
    forgotten = article("forgotten", 8 * DAYS, prominence=Prominence(front=9))
    stories = [pinned, lasting, over, forgotten, STORIES[0]]
    assert top(*stories) == "until pin s1 over forgotten"
    assert top(*stories, most_read=figures(("/world/over/", 1))) == "until pin over s1 forgotten"


def test_nothing_paid_is_a_top_story_however_much_it_is_read_or_pinned() -> None:
    paid = article("paid", campaign="c", prominence=Prominence(front=9))
    assert top(paid, STORIES[0], most_read=figures(("/world/paid/", 99)), **PAID) == "s1"


def test_each_language_has_its_own_top_stories() -> None:
    site = make(article("en"), article("fr", lang="fr"), article("de", lang="de", unlisted=True))
    assert (slugs(choose_top_stories(site).cards), slugs(choose_top_stories(site, "fr").cards)) == ("en", "fr")
    assert choose_top_stories(site, "de").cards == ()


def more(site: Site, name: str, **given: Any) -> str:
    return slugs(choose_more_in_category(site, path := f"articles/{name}.md", Related(site)[path], **given))


def test_more_in_the_category_is_its_newest_that_the_page_does_not_show_already() -> None:
    stories = [article(f"s{n:02}", n * DAYS) for n in range(1, 16)]
    apart = config(blocks=(Block("top_stories", "include"),))
    site = make(*stories, article("sport", category="sport"), settings=apart)
    assert slugs(Related(site)["articles/s03.md"]) == "s01 s02 s04 s05"
    assert more(site, "s03") == "s06 s07 s08 s09 s10 s11"
    assert more(site, "s03", beside=site.listed[:8]) == "s08 s09 s10 s11 s12 s13"


def test_more_of_a_subcategory_is_filled_up_from_the_category_above_and_no_further() -> None:
    settings = config(lists=Lists(related=1))
    site = make(
        article("a", 1, category="space"),
        article("b", 2, category="space"),
        article("c", 90, category="space"),
        article("d", 3, category="science"),
        article("e", 1, category="world"),
        article("paid", 1, category="space", campaign="c"),
        article("fr", 1, category="space", lang="fr"),
        settings=settings,
        **PAID,
    )
    assert (slugs(Related(site)["articles/a.md"]), more(site, "a")) == ("b", "c d")
    assert more(site, "fr") == ""


def test_only_top_stories_that_are_part_of_the_page_count_as_shown() -> None:
    inline, include = (config(blocks=(Block("top_stories", delivery),)) for delivery in ("inline", "include"))
    site = make(*STORIES)
    chosen = choose_top_stories(site)
    assert get_inline_top_stories(site, chosen) == chosen.cards
    assert get_inline_top_stories(make(*STORIES, settings=inline), chosen) == chosen.cards
    assert get_inline_top_stories(make(*STORIES, settings=include), chosen) == ()


def shape(page: Front) -> dict[str, str]:
    head = {"lead": slugs([page.lead] if page.lead else []), "top": slugs(page.top)}
    return head | {row.category.id: slugs(row.cards) for row in page.rows}


def test_the_front_has_a_lead_top_stories_and_a_row_for_each_category_and_no_story_twice() -> None:
    world = [article(f"w{n}", n) for n in range(1, 9)]
    sport = [article(f"s{n}", 20 + n, category="sport") for n in range(1, 4)]
    space = [article("moon", 50, category="space")]
    settings = config(lists=Lists(front=11))
    site = make(*world, *sport, *space, settings=settings)
    rows = {"world": "w6 w7 w8", "science": "moon", "sport": "s1 s2"}
    assert shape(make_front(site)) == {"lead": "w1", "top": "w2 w3 w4 w5"} | rows
    assert [row.colour for row in make_front(site).rows] == ["", "#005500", ""]
    assert [row.category.url for row in make_front(site).rows] == ["/world/", "/science/", "/sport/"]


def test_pins_lead_the_front_and_the_rows_and_nothing_paid_leads() -> None:
    site = make(
        article("paid", 1, campaign="c", prominence=Prominence(front=9)),
        *(article(f"w{n}", 1 + n) for n in range(1, 7)),
        article("second", 70, prominence=Prominence(front=1)),
        article("first", 80, prominence=Prominence(front=2)),
        article("over", 60, prominence=Prominence(front=3, until=NOW)),
        article("row", 90, prominence=Prominence(category=1)),
        **PAID,
    )
    assert shape(make_front(site)) == {"lead": "first", "top": "second w1 w2 w3", "world": "row paid w4 w5 w6 over"}


def test_an_empty_or_tiny_front_is_no_trouble() -> None:
    assert make_front(make()) == Front(None, (), ())
    tiny = config(lists=Lists(front=1))
    assert shape(make_front(make(article("a"), article("b"), settings=tiny))) == {"lead": "a", "top": ""}
    assert shape(make_front(make(article("a"), article("fr", lang="fr")), "fr")) == {"lead": "fr", "top": ""}


def test_what_is_breaking_now() -> None:
    site = make(
        article("a", 2, breaking=Breaking("Live", NOW + HOUR)),
        article("b", 1, breaking=Breaking()),
        article("c", 1, breaking=Breaking(until=NOW)),
        article("d", 1, lang="fr", breaking=Breaking()),
    )
    assert [(slugs([card]), card.breaking) for card in find_breaking(site)] == [("b", "Breaking"), ("a", "Live")]
    assert slugs(find_breaking(site, "fr")) == "d"


def test_corrections_are_newest_first_and_those_of_all_stories_name_them() -> None:
    early, late = (Correction(NOW - n * DAY, "correction", f"n{n}", "high") for n in (9, 2))
    middle = Correction(NOW - 5 * DAY, "clarification", "n5")
    site = make(article("a", corrections=(early, late)), article("b", corrections=(middle,)), article("c"))
    own = list_corrections(site, site.articles["articles/a.md"])
    assert [(note.text, note.priority, note.card) for note in own] == [("n2", "high", None), ("n9", "high", None)]
    found = [(note.text, note.card.title if note.card else "") for note in list_all_corrections(site)]
    assert found == [("n2", "A"), ("n5", "B"), ("n9", "A")]


def test_corrections_of_what_no_list_shows_are_listed_nowhere() -> None:
    hidden = article("a", unlisted=True, corrections=(Correction(NOW, "correction", "x"),))
    assert list_all_corrections(make(hidden)) == ()


def test_a_story_of_a_series_has_a_box_with_all_its_parts() -> None:
    topic = Topic("s", "Measures", "How we measure", path="series/s.md")
    site = make(
        article("two", 1, series=SeriesPart("s", 2)),
        article("one", 2, series=SeriesPart("s", 1)),
        article("un", 2, series=SeriesPart("s", 1), lang="fr", translation_of="one"),
        article("other"),
        series=(topic,),
    )
    box = make_series_box(site, site.articles["articles/two.md"])
    assert box is not None
    assert (box.link.title, box.link.url, box.description, box.part) == ("Measures", "/series/s/", "How we measure", 2)
    assert slugs(box.cards) == "one two"
    assert make_series_box(site, site.articles["articles/other.md"]) is None
    french = make_series_box(site, site.articles["articles/un.md"])
    assert french is not None
    assert slugs(french.cards) == "un"


def test_a_thread_of_one_has_no_link_yet() -> None:
    one = make(article("a", thread="t"))
    two = make(article("a", thread="t"), article("b", thread="t"))
    assert find_thread_link(one, one.articles["articles/a.md"]) is None
    link = find_thread_link(two, two.articles["articles/a.md"])
    assert link is not None
    assert (link.title, link.url) == ("T", "/threads/t/")


def test_underwritten_journalism_stands_everywhere_with_its_label_and_paid_stories_do_not() -> None:
    """A sponsor that only supports a story has no say in it: the story is the newsroom's own."""
    found = campaign("found", relation="underwritten", slots=())
    sponsors = (acme(found, campaign("kiln", relation="sponsored", slots=())),)
    stories = (
        article("und", 3, campaign="found", prominence=Prominence(front=5)),
        article("riv", 27, related=("und", "kiln")),
        article("kiln", 51, campaign="kiln", prominence=Prominence(front=9)),
    )
    site = make(*stories, sponsors=sponsors)
    und, kiln = site.cards["articles/und.md"], site.cards["articles/kiln.md"]
    assert (und.paid_label, und.sponsor, is_paid(und), is_paid(kiln)) == ("Supported by", "Acme", False, True)
    front = make_front(site)
    assert front.lead == und
    assert slugs(front.top) == "riv"
    assert slugs(choose_top_stories(site).cards) == "und riv"
    assert slugs(Related(site)["articles/riv.md"]) == "und"
    assert slugs(make_news_files(site)["sitemap-news.xml"].cards) == "riv und"
    assert problems(*stories, sponsors=sponsors) == [
        "content/articles/kiln.md prominence warning pin-without-effect",
        "content/articles/riv.md related.1 warning paid-related",
    ]


def test_noindex_concerns_search_engines_and_no_list_of_the_site() -> None:
    fields = {"prominence": Prominence(front=5), "breaking": Breaking(), "tags": ("Courts",), "thread": "t"}
    site = make(article("n", 3, noindex=True, **fields), article("o", 51, thread="t", related=("n",)))
    n = site.cards["articles/n.md"]
    assert make_front(site).lead == n
    assert find_breaking(site) == (n,)
    assert slugs(choose_top_stories(site).cards) == "n o"
    assert slugs(Related(site)["articles/o.md"]) == "n"
    for index in (site.by_category["world"], site.by_author["ada"], site.by_thread["t"], site.by_month["2026-11"]):
        assert index[0] == n
    assert slugs(site.by_tag["courts"]) == "n"
    assert n.tags[0].url == "/tags/courts/"
    assert make_news_files(site) == {}
    assert [slugs(sitemap.cards) for sitemap in make_story_files(site).values()] == ["o"]


def test_corrections_of_translations_noindex_and_paid_stories_are_listed_with_all_others() -> None:
    def corrected(text: str, days: int) -> tuple[Correction, ...]:
        return (Correction(NOW - days * DAY, "correction", text),)

    site = make(
        article("en", 200, translation_key="k", corrections=corrected("Six and not five.", 3)),
        article("fr", 200, lang="fr", translation_key="k", corrections=corrected("Six et non cinq.", 1)),
        article("n", 200, noindex=True, corrections=corrected("Seven.", 2)),
        article("p", 200, campaign="c", corrections=corrected("Eight.", 4)),
        **PAID,
    )
    found = [(note.text, note.card.lang if note.card else "") for note in list_all_corrections(site)]
    assert found == [("Six et non cinq.", "fr"), ("Seven.", "en"), ("Six and not five.", "en"), ("Eight.", "en")]
