"""Related: what stands beside a story."""

import random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.config.model import Block, Config, Lists
from sitegen.newsroom.related.scores import Similar
from sitegen.newsroom.related.selection import Related
from sitegen.newsroom.site import Site
from sitegen.source.article import ArticleMeta, Prominence, SeriesPart
from tests.newsroom.kit import CONFIG, HOUR, NOW, acme, article, campaign, config, slugs
from tests.newsroom.kit import make as assembled

MOON = (("crew", 3), ("moon", 6), ("orbit", 3), ("rocket", 4))
MARS = (("crew", 2), ("mars", 6), ("orbit", 3), ("rocket", 4))
BANK = (("bank", 5), ("money", 3), ("rates", 4))

APART = (Block("top_stories", "include"),)
"""Then the top stories are no part of the page, and Related is chosen without regard to them."""


def make(*articles: ArticleMeta, settings: Config | None = None, **sources: Any) -> Site:
    return assembled(*articles, settings=settings or config(blocks=APART), **sources)


def beside(site: Site, name: str) -> str:
    return slugs(Related(site)[f"articles/{name}.md"])


def test_hand_picked_ones_come_first_then_the_thread_the_series_and_the_most_similar() -> None:
    site = make(
        article("a", 1, related=("picked",), thread="t", series=SeriesPart("s", 2), terms=MOON),
        article("picked", 9, category="sport"),
        article("thread", 8, thread="t", category="sport"),
        article("part", 7, series=SeriesPart("s", 1), category="sport"),
        article("alike", 6, terms=MARS, category="sport"),
        article("newest", 1, category="world"),
    )
    assert beside(site, "a") == "picked thread part alike"


def test_what_is_missing_is_the_newest_of_the_category_then_of_all() -> None:
    site = make(
        article("a", 1),
        article("sport-new", 2, category="sport"),
        article("sport-old", 9, category="sport"),
        article("world-old", 8),
        article("world-older", 10),
        article("fr", 1, lang="fr"),
    )
    assert beside(site, "a") == "world-old world-older sport-new sport-old"
    assert beside(site, "fr") == ""


def test_as_many_as_the_settings_say() -> None:
    stories = [article(f"s{n}", n) for n in range(1, 9)]
    site = make(*stories, settings=config(lists=Lists(related=6), blocks=APART))
    assert beside(site, "s3") == "s1 s2 s4 s5 s6 s7"


def test_paid_unlisted_excluded_and_unpublished_stories_never_stand_there() -> None:
    site = make(
        article("a", 1, related=("paid", "hidden", "draft", "fr"), exclude_related=("no",), thread="t", terms=MOON),
        article("paid", 2, campaign="c", thread="t", terms=MARS),
        article("hidden", 2, unlisted=True, thread="t", terms=MOON),
        article("no", 2, thread="t", terms=BANK),
        article("draft", 2, draft=True, thread="t", terms=MOON),
        article("expired", 2, expires=NOW, thread="t", terms=MOON),
        article("fr", 2, lang="fr", translation_of="a", terms=MOON),
        article("ok", 90, category="sport"),
        sponsors=(acme(campaign("c", relation="hosted")),),
    )
    assert beside(site, "a") == "ok"
    assert beside(site, "paid") == "a no ok"


def test_another_language_only_by_hand() -> None:
    french = article("fr", lang="fr", terms=MOON), article("b", lang="fr")
    site = make(article("a", related=("fr",), terms=MOON), *french)
    assert (beside(site, "a"), beside(site, "fr")) == ("fr", "b")


def test_a_hand_picked_slug_means_the_version_in_the_storys_language() -> None:
    site = make(
        article("fr/a", lang="fr", related=("budget",)),
        article("budget"),
        article("fr/budget", slug="budget", lang="fr"),
    )
    assert [card.path for card in Related(site)["articles/fr/a.md"]] == ["articles/fr/budget.md"]


def test_the_same_event_told_twice_is_shown_once_while_there_is_anything_else() -> None:
    stories = [
        article("a", 1, terms=MARS),
        article("moon", 5, terms=MOON, category="sport"),
        article("moon-again", 6, terms=(*MOON, ("z", 1)), category="sport"),
        article("bank", 7, terms=BANK, category="sport"),
        article("x", 20, category="sport"),
        article("y", 21, category="sport"),
    ]
    site = make(*stories)
    assert beside(site, "a") == "moon bank x y"
    assert beside(site, "moon") == "a bank x y"
    few = make(*stories[:3])
    assert beside(few, "a") == "moon moon-again"
    assert beside(few, "moon") == "a moon-again"


def test_hand_picked_near_duplicates_stay() -> None:
    site = make(article("a", related=("b", "c")), article("b", terms=MOON), article("c", terms=MOON))
    assert beside(site, "a") == "b c"


def test_the_nearest_parts_of_a_series_come_first() -> None:
    parts = [article(f"p{n}", 50 - n, series=SeriesPart("s", n)) for n in range(1, 7)]
    site = make(*parts)
    assert beside(site, "p3") == "p4 p2 p5 p1"
    assert beside(site, "p6") == "p5 p4 p3 p2"


def test_a_shared_tag_brings_stories_together_without_a_common_word() -> None:
    site = make(
        article("a", 1, tags=("Tea",)),
        article("b", 900, tags=("tea",), category="sport"),
        *(article(f"n{n}", n) for n in range(2, 6)),
    )
    assert beside(site, "a") == "b n2 n3 n4"


def test_what_is_similar_can_be_given_by_whoever_remembers_it() -> None:
    stories = [article(name, n) for n, name in enumerate("abcdef", 1)]
    site = make(*stories)
    remembered = {card.path: Similar(("articles/f.md", "articles/e.md"), (2, 1)) for card in site.listed}
    found = Related(site, lambda documents: lambda: remembered)
    assert slugs(found["articles/a.md"]) == "f e b c"


PART = st.none() | st.builds(SeriesPart, st.just("s"), st.integers(0, 3))
TERMS = st.lists(st.tuples(st.sampled_from("uvwxyz"), st.integers(1, 9)), unique_by=lambda t: t[0]).map(
    lambda terms: tuple(sorted(terms))
)


@st.composite
def archives(draw: st.DrawFn) -> list[ArticleMeta]:
    count = draw(st.integers(1, 14))
    return [
        article(
            f"s{n}",
            draw(st.integers(1, 200)),
            lang=draw(st.sampled_from(["en", "en", "fr"])),
            category=draw(st.sampled_from(["world", "sport"])),
            thread=draw(st.sampled_from(["", "", "t"])),
            series=draw(PART),
            terms=draw(TERMS),
            unlisted=draw(st.sampled_from([False, False, True])),
            prominence=draw(st.none() | st.just(Prominence(1))),
        )
        for n in range(count)
    ]


@pytest.mark.slow
@settings(max_examples=40, deadline=None)
@given(archives(), st.randoms(use_true_random=False))
def test_the_order_of_articles_does_not_count_and_no_list_is_short(
    stories: list[ArticleMeta], rng: random.Random
) -> None:
    shuffled = stories[:]
    rng.shuffle(shuffled)
    site = make(*stories)
    related = Related(site)
    assert related == Related(make(*shuffled))
    for path, cards in related.items():
        lang = site.cards[path].lang
        others = [other for other in site.stories.get(lang, ()) if other.path != path]
        assert len({card.path for card in cards}) == len(cards) == min(CONFIG.lists.related, len(others))


def test_a_story_published_now_is_found_by_the_ones_before() -> None:
    before = [article("old", 30, terms=MARS), *(article(f"n{n}", n) for n in range(2, 7))]
    assert beside(make(*before), "old") == "n2 n3 n4 n5"
    assert beside(make(*before, article("new", date=NOW - HOUR, terms=MOON)), "old") == "new n2 n3 n4"


def test_what_the_page_shows_as_a_top_story_comes_only_if_nothing_else_is_left() -> None:
    stories = [article("a", 40), *(article(f"n{n}", n) for n in range(1, 12))]
    site = assembled(*stories)
    assert beside(site, "a") == "n6 n7 n8 n9"
    crowded = assembled(*stories, settings=config(lists=Lists(top_stories=10)))
    assert beside(crowded, "a") == "n11 n1 n2 n3"
