"""Sponsors: which creative stands in which slot of which page, and how pages are shared out."""

import datetime as dt
from collections import Counter
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.config.model import Slot
from sitegen.newsroom.ads.paid import make_paid_notice
from sitegen.newsroom.ads.placements import (
    fill_body_slots,
    fill_slots,
    make_article_target,
    make_category_target,
    make_front_target,
)
from sitegen.newsroom.ads.rendezvous import choose
from sitegen.newsroom.site import MediaFile, Site
from sitegen.newsroom.values import Placement
from sitegen.source.article import ArticleMeta, Campaign, Creative, Sponsor, StaticPage
from tests.newsroom.kit import DAY, NOW, TOP, acme, article, campaign, config, make

SIDE = Slot("side", "article.sidebar", ((300, 250),), "Partner", fallback="none")
BODY = Slot("body", "article.body", ((300, 250),), max=2)
ROW = Slot("row", "front.row")
CATEGORY_ROW = Slot("category", "category.row")
SLOTS = config(slots=(TOP, SIDE, BODY, ROW, CATEGORY_ROW))


def room(*campaigns: Campaign, story: ArticleMeta | None = None, **sources: Any) -> Site:
    return make(story or article("a"), settings=SLOTS, sponsors=(acme(*campaigns),), **sources)


def shown(site: Site, name: str = "a", slot: str = "article.top") -> str:
    """Return the campaign in a slot of an article: "house" for the house creative, "" for nothing."""
    placements = fill_slots(site, make_article_target(site, f"articles/{name}.md"))[slot]
    return " ".join(p.campaign or "house" for p in placements)


def fits(changes: dict[str, Any], story: ArticleMeta) -> bool:
    return shown(room(campaign("c", **changes), story=story)) == "c"


def test_a_live_campaign_is_shown_with_its_label_link_box_and_end() -> None:
    booked = campaign("spring", label="Advertisement", creative=Creative("Buy", href="https://acme.example/x"))
    site = room(booked)
    assert fill_slots(site, make_article_target(site, "articles/a.md")) == {
        "article.top": (
            Placement(
                "top", "article.top", "Advertisement", "spring", "advertising", "Acme", "Buy", "", None,
                "https://acme.example/x", 728, 90, NOW + DAY, "This is an advertisement by Acme.",
            ),
        ),
        "article.sidebar": (),
    }  # fmt: skip


def test_a_campaign_is_shown_from_its_start_to_before_its_end() -> None:
    story = article("a")
    assert fits({"start": NOW}, story)
    assert not fits({"end": NOW}, story)
    assert not fits({"start": NOW + dt.timedelta(seconds=1)}, story)
    assert not fits({"slots": ("side",)}, story)


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ({}, True),
        ({"categories": ("science",)}, True),
        ({"categories": ("Space",)}, True),
        ({"categories": ("world",)}, False),
        ({"tags": ("NASA",)}, True),
        ({"tags": ("esa",)}, False),
        ({"categories": ("science",), "tags": ("nasa",)}, True),
        ({"categories": ("science",), "tags": ("esa",)}, False),
        ({"articles": ("moon",)}, True),
        ({"articles": ("mars",)}, False),
        ({"articles": ("mars",), "categories": ("science",)}, True),
        ({"except_categories": ("science",)}, False),
        ({"except_tags": ("Nasa",)}, False),
        ({"articles": ("moon",), "except_tags": ("nasa",)}, False),
        ({"except_words": ("crash",)}, False),
        ({"except_words": ("CRASH  landing",)}, False),
        ({"except_words": ("land", "rash", "(")}, True),
        ({"except_words": (" ",)}, True),
    ],
)
def test_a_campaign_wants_pages_and_excludes_others(wanted: dict[str, Any], expected: bool) -> None:
    story = article("moon", category="space", tags=("nasa",), title="A crash landing", summary="On the Moon")
    site = room(campaign("c", **wanted), story=story)
    assert (shown(site, "moon") == "c") is expected


def test_an_exclusive_campaign_has_the_slot_for_itself_where_it_wants_the_page() -> None:
    others = [campaign(f"c{n}", weight=100) for n in range(5)]
    only = campaign("only", exclusive=True, categories=("world",))
    assert shown(room(*others, only)) == "only"
    assert shown(room(*others, only, story=article("a", category="sport"))) != "only"


def test_a_slot_that_nobody_has_booked_shows_the_house_creative_or_nothing() -> None:
    site = room()
    assert (shown(site), shown(site, slot="article.sidebar")) == ("house", "")
    (house,) = fill_slots(site, make_article_target(site, "articles/a.md"))["article.top"]
    assert house == Placement("top", "article.top", "Sponsor", text="The Daily Example", href="/", width=728, height=90)


def test_the_house_calls_attention_to_its_own_pages_in_the_pages_language() -> None:
    pages = (
        StaticPage("pages/about.md", "about", "About", lang="en"),
        StaticPage("pages/newsletter.md", "newsletter", "The morning letter", lang="en"),
        StaticPage("pages/about-fr.md", "about", "Qui sommes-nous", lang="fr"),
    )
    site = make(article("a"), article("b", lang="fr"), settings=SLOTS, pages=pages)
    house = [
        fill_slots(site, make_article_target(site, path))["article.top"][0]
        for path in ("articles/a.md", "articles/b.md")
    ]
    assert [(p.text, p.href) for p in house] == [
        ("The Daily Example: The morning letter", "/newsletter/"),
        ("The Daily Example: Qui sommes-nous", "/fr/about/"),
    ]


def test_the_house_creative_can_be_given_in_the_settings() -> None:
    banner = MediaFile("static/house.png", "/house.png", "house.png", "", 728, 90)
    own = {"house": {"text": "Join us", "href": "/join/", "image": "house.png", "alt": "Join"}}
    settings = replace(SLOTS, extra=own, base_url="https://example.org/news")
    site = make(article("a"), settings=settings, media={banner.path: banner})
    (house,) = fill_slots(site, make_article_target(site, "articles/a.md"))["article.top"]
    assert (house.text, house.href, house.image and house.image.url) == ("Join us", "/news/join/", "/house.png")


def test_an_article_without_ads_has_none_at_all() -> None:
    site = room(campaign("c"), story=article("a", ads=False, body_slots=3))
    assert fill_slots(site, make_article_target(site, "articles/a.md")) == {"article.top": (), "article.sidebar": ()}
    assert fill_body_slots(site, "articles/a.md") == ()


def test_in_the_text_there_are_as_many_as_it_has_places_and_the_slot_allows() -> None:
    for places, expected in ((0, 0), (1, 1), (5, 2)):
        site = room(campaign("c", slots=("body",)), story=article("a", body_slots=places))
        assert [p.campaign for p in fill_body_slots(site, "articles/a.md")] == ["c"] * expected
    sensitive = room(campaign("c", slots=("body",)), story=article("a", body_slots=5, sensitive=True))
    assert fill_body_slots(sensitive, "articles/a.md") == ()


def test_fronts_and_categories_have_slots_of_their_own() -> None:
    booked = [
        campaign("science", slots=("category", "row"), categories=("science",)),
        campaign("everywhere", slots=("row",)),
    ]
    site = room(*booked)
    assert [p.campaign for p in fill_slots(site, make_category_target(site, "space"))["category.row"]] == ["science"]
    assert [p.campaign for p in fill_slots(site, make_category_target(site, "sport"))["category.row"]] == [""]
    assert [p.campaign for p in fill_slots(site, make_front_target(site))["front.row"]] == ["everywhere"]


def test_a_creatives_picture_lies_beside_its_sponsors_file_or_in_static() -> None:
    beside = MediaFile("sponsors/a.png", "/media/sponsors/a.1.png", "", "", 300, 250)
    static = MediaFile("static/b.png", "/b.png", "", "", 300, 250)
    media = {file.path: file for file in (beside, static)}
    for name, url in (("a.png", beside.url), ("b.png", static.url), ("/b.png", static.url)):
        creative = Creative(image=name, alt="Anvils", href="https://acme.example", sizes=((320, 50),))
        site = room(campaign("c", creative=creative), media=media)
        (placement,) = fill_slots(site, make_article_target(site, "articles/a.md"))["article.top"]
        assert placement.image is not None
        assert (placement.image.url, placement.image.alt) == (url, "Anvils")
        assert (placement.width, placement.height) == (320, 50)


def test_what_a_paid_article_says_above_its_headline() -> None:
    logo = MediaFile("static/acme.svg", "/acme.svg", "", "")
    sponsor = replace(acme(campaign("c", relation="hosted")), logo={"light": "acme.svg"})
    site = make(article("a", campaign="c"), article("b"), sponsors=(sponsor,), media={logo.path: logo})
    assert make_paid_notice(site, site.articles["articles/a.md"]) == {
        "label": "Hosted content",
        "disclosure": "Acme wrote this content and paid for its place; the newsroom had no part.",
        "relation": "hosted",
        "sponsor": "Acme",
        "url": "https://acme.example",
        "logo_light": "/acme.svg",
        "logo_dark": "",
        "logo_alt": "Acme",
    }
    assert make_paid_notice(site, site.articles["articles/b.md"]) is None


def test_an_article_of_an_unknown_campaign_is_labelled_all_the_same() -> None:
    site = make(article("a", campaign="gone"))
    said = make_paid_notice(site, site.articles["articles/a.md"])
    assert said is not None
    assert (said["label"], said["sponsor"], said["logo_light"]) == ("Sponsored", "gone", "")


@pytest.mark.parametrize("relation", ["advertising", "underwritten", "sponsored", "paid-content", "hosted"])
def test_every_relation_has_a_label_and_a_disclosure_that_names_the_sponsor(relation: str) -> None:
    booked = campaign("c", relation=relation)
    site = make(article("a", campaign="c"), sponsors=(acme(booked),))
    said = make_paid_notice(site, site.articles["articles/a.md"])
    assert said is not None
    assert said["label"]
    assert "Acme" in said["disclosure"]
    own = make(article("a", campaign="c"), sponsors=(acme(replace(booked, disclosure="As agreed.")),))
    assert (make_paid_notice(own, own.articles["articles/a.md"]) or {})["disclosure"] == "As agreed."


def test_campaigns_are_known_by_id_with_what_they_name_resolved() -> None:
    booked = campaign("c", categories=("Science",), tags=("Deep Space",), except_categories=("SPORT",))
    twice = Sponsor("other", "Other", campaigns=(campaign("c", sponsor="other"),), path="sponsors/other.toml")
    site = make(article("a"), settings=SLOTS, sponsors=(twice, acme(booked)))
    assert [*site.campaigns] == ["c"]
    found = site.campaigns["c"]
    assert (found.sponsor, found.categories, found.tags, found.except_categories) == (
        "acme", ("science",), ("deep-space",), ("sport",)
    )  # fmt: skip
    assert site.bookings == {"top": (found,)}


PAGES = [f"articles/{n}.md" for n in range(2_000)]


def shares(weights: dict[str, int]) -> Counter[str]:
    return Counter(choose(page, [*weights.items()]) for page in PAGES)


@pytest.mark.parametrize("weights", [{"a": 1, "b": 1}, {"a": 1, "b": 3}, {"a": 2, "b": 3, "c": 5}, {"a": 1, "b": 1000}])
def test_pages_are_shared_out_by_weight(weights: dict[str, int]) -> None:
    got, total = shares(weights), sum(weights.values())
    for name, weight in weights.items():
        share = weight / total
        spread = (len(PAGES) * share * (1 - share)) ** 0.5
        assert abs(got[name] - len(PAGES) * share) <= 3.5 * spread


WEIGHTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 1000), max_size=6)


@settings(max_examples=60, deadline=None)
@given(WEIGHTS, st.integers(1, 1000))
def test_a_campaign_that_starts_moves_only_the_pages_that_it_wins(weights: dict[str, int], weight: int) -> None:
    more = weights | {"new": weight}
    for page in PAGES[:60]:
        before, after = choose(page, [*weights.items()]), choose(page, [*more.items()])
        assert after in {before, "new"}


@settings(max_examples=60, deadline=None)
@given(WEIGHTS, st.randoms(use_true_random=False))
def test_the_order_of_campaigns_does_not_count_and_none_without_weight_wins(weights: dict[str, int], rng: Any) -> None:
    pairs = [*weights.items()]
    rng.shuffle(pairs)
    for page in PAGES[:20]:
        winner = choose(page, pairs)
        assert winner == choose(page, [*weights.items()])
        assert weights[winner] > 0 if winner else not any(weights.values())


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=20), st.integers(1, 500), st.integers(1, 500))
def test_only_the_ratio_of_weights_counts(page: str, one: int, other: int) -> None:
    pairs = [("a", one), ("b", other)]
    assert choose(page, pairs) == choose(page, [(name, weight * 2) for name, weight in pairs])


def test_the_choice_is_the_same_on_every_machine() -> None:
    assert [choose(f"page-{n}", [("a", 1), ("b", 2), ("c", 3)]) for n in range(12)] == [*"cbbccccabcab"]
    assert choose("page", []) == ""
