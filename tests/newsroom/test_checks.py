"""What is wrong between the sources: each wrong name at its key, with what to write instead."""

from msgspec.structs import replace

from sitegen.config.model import ContentRules, Publisher
from sitegen.newsroom.checks.context import MAX_SUGGESTIONS, Suggester
from sitegen.source.article import (
    Author,
    Breaking,
    Byline,
    Campaign,
    Creative,
    Image,
    MostRead,
    Prominence,
    SeriesPart,
    Topic,
)
from tests.newsroom.kit import (
    ADA,
    DAY,
    HOUR,
    NOW,
    TOP,
    acme,
    article,
    brief,
    campaign,
    config,
    diagnostics,
    make,
    problems,
)

BOOKED = config(slots=(TOP,))
LENIENT = config(content=ContentRules(unknown_authors="create", unknown_categories="create"))


def test_a_newsroom_in_order_has_nothing_wrong() -> None:
    story = article("a", related=("b",), exclude_related=("b",), tags=("X",), contributors=(Byline("Ada Byron"),))
    assert problems(story, article("b", subcategory="", category="space")) == []


def test_unknown_authors_are_errors_at_their_place_with_the_nearest_name() -> None:
    story = article("a", authors=(Byline("ada"), Byline("adda")), contributors=(Byline("Someone Else"),))
    found = diagnostics(story)
    assert [(d.location.path, d.location.key, d.code, d.message, d.hint) for d in found] == [
        (
            "content/articles/a.md", "authors.1", "unknown-author",
            'There is no author "adda": content/authors/adda.md does not exist, and no author has that name.',
            "did you mean `ada`?",
        ),
        (
            "content/articles/a.md", "contributors.0", "unknown-author",
            'There is no author "Someone Else": content/authors/someone-else.md does not exist,'
            " and no author has that name.",
            'add content/authors/someone-else.md, or set unknown_authors = "create" under [content] in site.toml',
        ),
    ]  # fmt: skip


def test_names_without_a_letter_cannot_be_made_into_anything() -> None:
    story = article("a", authors=(Byline("?!"),), category="...", tags=("***",))
    assert problems(story, settings=LENIENT) == [
        "content/articles/a.md authors.0 error bad-author",
        "content/articles/a.md category error bad-category",
        "content/articles/a.md tags.0 warning no-address",
    ]
    nameless = article("a", series=SeriesPart("!"), thread="?")
    assert problems(nameless) == [
        "content/articles/a.md series.id warning no-address",
        "content/articles/a.md thread warning no-address",
    ]
    assert (make(nameless).by_series, make(nameless).by_thread) == ({}, {})


def test_two_files_of_one_id_are_an_error_that_names_both() -> None:
    again = Author("ada", "Ada King", path="authors/desk/ada.md")
    tags = Topic("x", "X", path="tags/x.md"), Topic("x", "X", path="tags/y/x.md")
    found = diagnostics(authors=(again, ADA), tags=tags)
    assert [(str(d.location), d.code, d.message) for d in found] == [
        ("content/authors/desk/ada.md", "duplicate-id", "The author `ada` already has a file: content/authors/ada.md."),
        ("content/tags/y/x.md", "duplicate-id", "The tag `x` already has a file: content/tags/x.md."),
    ]


def test_categories_and_subcategories_must_be_known_and_belong_together() -> None:
    stories = (
        article("a", category="wrld"),
        article("b", category="science", subcategory="spaec"),
        article("c", category="sport", subcategory="space"),
        article("d", category="science", subcategory="sport"),
    )
    found = diagnostics(*stories)
    assert [(d.location.path[-4:], d.location.key, d.code, d.message, d.hint) for d in found] == [
        ("a.md", "category", "unknown-category", 'There is no category "wrld" in site.toml.', "did you mean `world`?"),
        (
            "b.md", "subcategory", "unknown-subcategory", 'There is no subcategory "spaec" in site.toml.',
            "did you mean `space`?",
        ),
        (
            "c.md", "subcategory", "wrong-subcategory", "`space` is not a subcategory of `sport` but of `science`.",
            'write science as the category, or set parent = "sport" for it in site.toml',
        ),
        (
            "d.md", "subcategory", "wrong-subcategory", "`sport` is not a subcategory of `science`.",
            'set parent = "science" for it in site.toml',
        ),
    ]  # fmt: skip
    assert problems(*stories, settings=LENIENT) == []


def test_slugs_of_stories_must_exist_but_need_not_be_published() -> None:
    story = article("a", related=("b", "c", "nope"), exclude_related=("gone",), translation_of="original")
    others = article("b", draft=True), article("c", date=NOW + HOUR)
    assert problems(story, *others) == [
        "content/articles/a.md exclude_related.0 error unknown-story",
        "content/articles/a.md related.2 error unknown-story",
        "content/articles/a.md translation_of error unknown-original",
    ]
    key = article("b", translation_of="key"), article("c", lang="fr", translation_of="key")
    assert problems(*key) == []


def test_what_is_wrong_in_a_draft_is_said_when_drafts_are_built() -> None:
    from sitegen.newsroom.site import Show

    draft = article("a", draft=True, category="nope")
    assert problems(draft) == []
    assert problems(draft, show=Show(drafts=True)) == ["content/articles/a.md category error unknown-category"]


def test_pictures_outside_of_texts_must_exist() -> None:
    story = article("a", image=Image("a.jpg"))
    author = Author("ada", "Ada", photo="ada.jpg", path="authors/ada.md")
    booked = campaign("c", creative=Creative(image="c.png", href="https://acme.example", alt="C"))
    sponsor = replace(acme(booked), logo={"light": "/logo.svg", "alt": "Acme"})
    settings = replace(BOOKED, publisher=Publisher(logo="paper.svg"))
    assert problems(story, settings=settings, authors=(author,), sponsors=(sponsor,)) == [
        "content/articles/a.md image.src error missing-image",
        "content/authors/ada.md photo error missing-image",
        "content/sponsors/acme.toml campaigns.0.creative.image error missing-image",
        "content/sponsors/acme.toml logo.light error missing-image",
        "site.toml publisher.logo error missing-image",
    ]
    assert problems(article("a", image=Image("https://img.example/a.jpg"))) == []


def test_a_campaign_must_book_what_exists() -> None:
    wrong = campaign(
        "c", slots=("tpo", "top"), categories=("wrld", "Science"), except_categories=("nope",), articles=("a", "b")
    )
    found = problems(article("a"), settings=BOOKED, sponsors=(acme(wrong),))
    assert found == [
        "content/sponsors/acme.toml campaigns.0.articles.1 error unknown-story",
        "content/sponsors/acme.toml campaigns.0.categories.0 error unknown-category",
        "content/sponsors/acme.toml campaigns.0.except.categories.0 error unknown-category",
        "content/sponsors/acme.toml campaigns.0.slots.0 error unknown-slot",
    ]


def test_a_creative_that_fits_none_of_the_slots_sizes_is_a_warning() -> None:
    wide = campaign("c", creative=Creative("Buy", href="https://acme.example", sizes=((970, 250),)))
    found = diagnostics(settings=BOOKED, sponsors=(acme(wide),))
    assert [(d.location.key, d.code, d.hint) for d in found] == [
        ("campaigns.0.creative.sizes", "creative-size", "use one of the slot's sizes: 728x90, 320x50")
    ]


def exclusive(id: str, **changes: object) -> Campaign:
    return campaign(id, exclusive=True, **changes)


def conflicts(*campaigns: Campaign) -> list[str]:
    stories = article("a"), article("b")
    return problems(*stories, settings=BOOKED, sponsors=(acme(*campaigns),))


def test_two_exclusive_campaigns_in_one_slot_at_one_time_are_a_conflict() -> None:
    found = ["content/sponsors/acme.toml campaigns.1.exclusive warning exclusive-conflict"]
    assert conflicts(exclusive("one"), exclusive("two")) == found
    assert conflicts(exclusive("one"), campaign("two")) == []
    assert conflicts(exclusive("one"), exclusive("two", start=NOW + DAY, end=NOW + 2 * DAY)) == []
    assert conflicts(exclusive("one", end=NOW), exclusive("two", start=NOW - DAY, end=NOW)) == []
    assert conflicts(exclusive("one", categories=("world",)), exclusive("two", categories=("sport",))) == []
    assert conflicts(exclusive("one", categories=("science",)), exclusive("two", categories=("space",))) == found
    assert conflicts(exclusive("one", articles=("a",)), exclusive("two", articles=("b",))) == []
    assert conflicts(exclusive("one", articles=("a",)), exclusive("two")) == found


def test_an_article_must_name_a_campaign_that_exists_and_is_warned_of_one_that_is_over() -> None:
    over = campaign("over", start=NOW - 2 * DAY, end=NOW)
    stories = article("a", campaign="ovre"), article("b", campaign="over")
    found = diagnostics(*stories, settings=BOOKED, sponsors=(acme(over),))
    assert [(d.location.path[-4:], d.location.key, d.severity, d.code) for d in found] == [
        ("a.md", "sponsor.campaign", "error", "unknown-campaign"),
        ("b.md", "sponsor.campaign", "warning", "campaign-over"),
    ]
    assert found[0].hint == "did you mean `over`?"


def test_figures_that_are_old_or_of_another_site_are_warned_of() -> None:
    fresh = MostRead((("/world/a/", 3),), NOW - DAY, "data/most-read.csv")
    assert problems(article("a"), most_read=fresh) == []
    assert problems(article("a"), most_read=replace(fresh, as_of=None)) == []
    old = replace(fresh, as_of=NOW - 7 * DAY)
    assert problems(article("a"), most_read=old) == ["content/data/most-read.csv warning old-figures"]
    strange = replace(fresh, views=(("/elsewhere/", 3),))
    assert problems(article("a"), most_read=strange) == ["content/data/most-read.csv warning strange-figures"]


def test_a_thousand_wrong_names_do_not_take_minutes() -> None:
    guess = Suggester(f"author-{n:04}" for n in range(1_000))
    hints = [guess.hint(f"autor-{n:04}", "none") for n in range(1_000)]
    assert hints[0] == "did you mean `author-0000`?"
    assert hints[MAX_SUGGESTIONS:] == ["none"] * (1_000 - MAX_SUGGESTIONS)


def test_everything_wrong_is_found_at_once_and_sorted() -> None:
    stories = [article(name, category="nope", authors=(Byline("nobody"),)) for name in ("b", "a")]
    assert problems(*stories, authors=(ADA,)) == [
        "content/articles/a.md authors.0 error unknown-author",
        "content/articles/a.md category error unknown-category",
        "content/articles/b.md authors.0 error unknown-author",
        "content/articles/b.md category error unknown-category",
    ]


def test_dates_that_leave_no_time_to_appear_are_warned_of() -> None:
    ends = NOW - HOUR
    found = diagnostics(
        article("at-date", 1, expires=ends),
        article("at-embargo", 9, embargo=NOW, expires=NOW),
        article("before", 1, expires=ends - DAY),
        article("breaking", 1, breaking=Breaking(until=ends)),
        article("draft", 1, expires=ends, draft=True),
        article("fine", 9, expires=ends, breaking=Breaking(until=ends), prominence=Prominence(1, until=ends)),
        article("pinned", 1, prominence=Prominence(1, until=ends)),
        article("scheduled", date=NOW + DAY, expires=NOW + HOUR),
    )
    assert [(brief(d), d.message) for d in found] == [
        ("content/articles/at-date.md expires warning never-shown",
         "`expires` is not after its `date`, so the article is never published."),
        ("content/articles/at-embargo.md expires warning never-shown",
         "`expires` is not after the end of its embargo, so the article is never published."),
        ("content/articles/before.md expires warning never-shown",
         "`expires` is not after its `date`, so the article is never published."),
        ("content/articles/breaking.md breaking.until warning never-shown",
         "`breaking.until` is not after its `date`, so the article is never breaking news."),
        ("content/articles/pinned.md prominence.until warning never-shown",
         "`prominence.until` is not after its `date`, so the article is never pinned."),
        ("content/articles/scheduled.md expires warning never-shown",
         "`expires` is not after its `date`, so the article is never published."),
    ]  # fmt: skip


def test_a_note_about_an_update_that_is_not_shown_is_warned_of() -> None:
    found = diagnostics(
        article("early", 1, updated=NOW - DAY, update_note="New figures"),
        article("fine", 9, updated=NOW - HOUR, update_note="New figures"),
        article("none", 1, update_note="New figures"),
    )
    assert [(brief(d), d.message) for d in found] == [
        ("content/articles/early.md update_note warning update-note",
         "`update_note` is not shown, because `updated` is not after the article came out."),
        ("content/articles/none.md update_note warning update-note",
         "`update_note` is not shown, because the article has no `updated`."),
    ]  # fmt: skip
