"""Cards: what lists show of an article."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.config.model import ArticleType, Lists, Urls
from sitegen.newsroom.cards import Card, Link, Picture
from sitegen.newsroom.pictures import find_media, make_picture
from sitegen.newsroom.site import MediaFile
from sitegen.newsroom.teaser import make_teaser
from sitegen.source.article import ArticleMeta, Breaking, Byline, Image
from sitegen.source.parse import reading_minutes
from tests.newsroom.kit import HOUR, NOW, acme, article, campaign, config, make

PHOTO = MediaFile("articles/moon/landing one.png", "/media/moon/landing-one.3fa9.png", "", "", 1200, 800)
LOGO = MediaFile("static/logo.svg", "/logo.svg", "", "")
MEDIA = {file.path: file for file in (PHOTO, LOGO)}


def card(story: ArticleMeta, **given: Any) -> Card:
    return make(story, **given).cards[story.path]


def test_a_card_has_all_that_lists_show() -> None:
    settings = config(types=(ArticleType("opinion", label="Opinion"),), timezone="Europe/Paris")
    story = article(
        "moon", 2, category="science", subcategory="space", tags=("NASA",), type="opinion", minutes=5, kicker="Space",
        short_title="Moon!", updated=NOW - HOUR, breaking=Breaking("Live"), sensitive=True,
        image=Image("moon.png", "The Moon", "Seen from <em>Earth</em>", "Photo: ESA"),
    )  # fmt: skip
    moon = MediaFile("articles/moon.png", "/media/moon.1.png", "", "", 640, 480)
    paris = ZoneInfo("Europe/Paris")
    made = card(story, settings=settings, media={moon.path: moon})
    assert replace(made, digest="") == Card(
        path="articles/moon.md",
        url="/science/moon/",
        title="Moon",
        date=dt.datetime(2026, 11, 22, 11, tzinfo=paris),
        category=Link("science", "Science", "/science/"),
        short_title="Moon!",
        kicker="Space",
        type="opinion",
        label="Opinion",
        updated=dt.datetime(2026, 11, 22, 12, tzinfo=paris),
        subcategory=Link("space", "Space", "/science/space/"),
        tags=(Link("nasa", "NASA", "/tags/nasa/"),),
        authors=(Link("ada", "Ada Byron", "/authors/ada/"),),
        summary="Of moon.",
        teaser="Of moon.",
        image=Picture("/media/moon.1.png", 640, 480, "The Moon", "Seen from <em>Earth</em>", "Photo: ESA"),
        lang="en",
        minutes=5,
        breaking="Live",
        sensitive=True,
    )
    assert (made.date.isoformat(), made.digest) == ("2026-11-22T11:00:00+01:00", made.with_digest().digest)


def test_a_paid_articles_card_names_the_sponsor_and_how_it_paid() -> None:
    paid = campaign("book", relation="paid-content")
    made = card(article("a", campaign="book"), sponsors=(acme(paid),))
    assert (made.sponsor, made.paid_label, made.relation) == ("Acme", "Paid content", "paid-content")
    own = card(article("a", campaign="book"), sponsors=(acme(replace(paid, label="With Acme")),))
    assert own.paid_label == "With Acme"


def test_a_paid_article_whose_campaign_is_not_known_is_never_taken_for_the_newsrooms_own() -> None:
    made = card(article("a", campaign="gone"))
    assert (made.sponsor, made.paid_label, made.relation) == ("gone", "Sponsored", "sponsored")


def test_every_field_of_a_card_counts_for_its_digest() -> None:
    plain = card(article("a")).with_digest()
    other = {str: "other", int: 99, bool: True, tuple: (Link("x", "X"),)}
    changes = {name: other.get(type(getattr(plain, name)), Link("y", "Y")) for name in Card.__struct_fields__}
    changes |= {"date": plain.date + HOUR, "updated": NOW, "image": Picture("/x.png")}
    del changes["digest"]
    digests = {replace(plain, **{name: value}).with_digest().digest for name, value in changes.items()}
    assert len(digests) == len(changes)
    assert plain.digest not in digests


def test_a_cards_digest_does_not_hang_on_the_order_of_articles() -> None:
    stories = [article(name, tags=("A", "b")) for name in "cab"]
    assert make(*stories).cards == make(*reversed(stories)).cards
    assert [c.digest for c in make(*stories).cards.values()] == [c.digest for c in make(*stories[::-1]).cards.values()]


def test_a_lone_surrogate_in_a_title_is_no_trouble() -> None:
    assert len(card(article("a", title="\ud800")).digest) == 32


@pytest.mark.parametrize(
    ("src", "beside", "found"),
    [
        ("landing one.png", "articles/moon/index.md", PHOTO),
        ("./landing%20one.png", "articles/moon/index.md", PHOTO),
        ("../moon/landing one.png", "articles/mars/index.md", PHOTO),
        ("/logo.svg", "articles/moon/index.md", LOGO),
        ("logo.svg", "sponsors/acme.toml", LOGO),
        ("articles/moon/landing%20one.png", "articles/mars/index.md", PHOTO),
        ("landing one.png", "articles/mars/index.md", None),
        ("../../../../etc/passwd", "articles/mars/index.md", None),
    ],
)
def test_a_picture_is_found_beside_the_file_or_in_static(src: str, beside: str, found: MediaFile | None) -> None:
    assert find_media(src, beside, MEDIA) is found


def test_a_picture_on_another_host_has_no_known_size_and_a_missing_one_is_none() -> None:
    far = make_picture(Image("https://img.example/a.png", "A"), "articles/a.md", MEDIA)
    assert far == Picture("https://img.example/a.png", 0, 0, "A")
    assert make_picture(Image("nowhere.png"), "articles/a.md", MEDIA) is None
    assert make_picture(None, "articles/a.md", MEDIA) is None


def test_a_teaser_is_cut_at_a_word() -> None:
    assert make_teaser("One two three", 13) == "One two three"
    assert make_teaser("One two three", 12) == "One two…"
    assert make_teaser("One two, three", 9) == "One two…"
    assert make_teaser("Two\n  lines", 20) == "Two lines"
    assert make_teaser("新聞記事の要約文", 5) == "新聞記事…"
    assert card(article("a", summary="One two three"), settings=config(lists=Lists(teaser=8))).teaser == "One two…"


@given(st.text(max_size=60), st.integers(2, 40))
def test_a_teaser_is_never_too_long(text: str, length: int) -> None:
    assert len(make_teaser(text, length)) <= length


def test_reading_takes_at_least_a_minute() -> None:
    assert [reading_minutes(words) for words in (0, 230, 690)] == [1, 1, 3]


def test_patterns_of_urls_are_filled_in_with_the_date_in_the_sites_zone() -> None:
    urls = Urls(article="/{year}/{month}/{day}/{type}/{subcategory}/{slug}.html", tag="/t/{slug}/")
    settings = config(urls=urls, timezone="Asia/Tokyo", base_url="https://example.org/news")
    made = card(article("größe", 20, tags=("A B",), authors=(Byline("ada"),)), settings=settings)
    assert made.url == "/news/2026/11/22/report/gr%C3%B6%C3%9Fe.html"
    assert made.tags[0].url == "/news/t/a-b/"
