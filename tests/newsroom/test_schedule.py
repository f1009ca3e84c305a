"""What time does to a newsroom."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from sitegen.config.model import Config, Urls
from sitegen.newsroom import schedule
from sitegen.newsroom.assemble import assemble
from sitegen.newsroom.boxes.corrections import list_all_corrections
from sitegen.newsroom.boxes.top_stories import choose_top_stories
from sitegen.newsroom.site import Show, Site, Sources
from sitegen.source.article import ArticleMeta, Breaking, Campaign, Correction, MostRead, Prominence, StaticPage
from tests.newsroom.kit import ADA, DAY, HOUR, NOW, article, campaign, config, make, problems, slugs

PARIS = dt.timezone(dt.timedelta(hours=1))
NEW_YEAR = dt.datetime(2027, 1, 1, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, "published"),
        ({"date": NOW}, "published"),
        ({"date": NOW + HOUR}, "future"),
        ({"embargo": NOW + HOUR}, "embargoed"),
        ({"embargo": NOW}, "published"),
        ({"expires": NOW}, "expired"),
        ({"expires": NOW + HOUR}, "published"),
        ({"draft": True, "expires": NOW}, "draft"),
        ({"date": NOW + HOUR, "embargo": NOW + DAY}, "embargoed"),
    ],
)
def test_an_article_is_in_one_state(changes: dict[str, object], expected: str) -> None:
    assert schedule.get_state(article("a", **changes), NOW) == expected


def test_only_what_is_published_is_on_the_site() -> None:
    site = make(
        article("out"),
        article("draft", draft=True),
        article("future", date=NOW + HOUR),
        article("embargoed", embargo=NOW + HOUR),
        article("expired", expires=NOW - HOUR),
    )
    assert slugs(site.listed) == "out"
    assert site.unpublished == {
        "articles/draft.md": "draft",
        "articles/embargoed.md": "embargoed",
        "articles/expired.md": "expired",
        "articles/future.md": "future",
    }


def test_drafts_and_future_are_shown_on_demand_and_the_expired_never() -> None:
    stories = (
        article("draft", draft=True),
        article("draft-to-come", draft=True, date=NOW + HOUR),
        article("embargoed", 2, embargo=NOW + HOUR),
        article("expired", expires=NOW - HOUR),
    )
    assert slugs(make(*stories, show=Show(drafts=True)).listed) == "draft"
    assert slugs(make(*stories, show=Show(future=True)).listed) == "embargoed"
    assert slugs(make(*stories, show=Show(drafts=True, future=True)).listed) == "draft-to-come embargoed draft"


def test_breaking_news_without_an_end_breaks_for_a_day() -> None:
    fresh = article("fresh", 23, breaking=Breaking("Breaking"))
    stale = article("stale", 24, breaking=Breaking("Breaking"))
    kept = article("kept", 48, breaking=Breaking("Live", NOW + HOUR))
    assert [schedule.get_breaking_label(a, NOW) for a in (fresh, stale, kept)] == ["Breaking", "", "Live"]


def test_a_pin_that_names_no_end_is_a_top_story_for_a_week_and_stays_on_the_front() -> None:
    pinned = article("pinned", 24 * 7, prominence=Prominence(front=2))
    assert (schedule.get_top_pin(pinned, NOW), schedule.get_front_pin(pinned, NOW)) == (0, 2)
    assert schedule.get_top_pin(pinned, NOW - HOUR) == 2
    until = replace(pinned, prominence=Prominence(front=2, until=NOW + HOUR))
    assert (schedule.get_top_pin(until, NOW), schedule.get_front_pin(until, NOW + HOUR)) == (2, 0)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"date": NOW - 3 * DAY}, NEW_YEAR),
        ({"date": NOW + HOUR}, NOW + HOUR),
        ({"date": NOW + HOUR, "draft": True}, NEW_YEAR),
        ({"date": NOW - HOUR}, NOW + 47 * HOUR),
        ({"date": NOW - HOUR, "noindex": True}, NEW_YEAR),
        ({"date": NOW - HOUR, "campaign": "acme"}, NEW_YEAR),
        ({"date": NOW - HOUR, "canonical": "https://elsewhere.example/a"}, NEW_YEAR),
        ({"date": NOW - 3 * DAY, "embargo": NOW + 2 * HOUR}, NOW + 2 * HOUR),
        ({"date": NOW - 3 * DAY, "embargo": NOW + 2 * HOUR, "expires": NOW + HOUR}, NEW_YEAR),
        ({"date": NOW - 3 * DAY, "expires": NOW + HOUR}, NOW + HOUR),
        ({"date": NOW - 3 * DAY, "breaking": Breaking(until=NOW + HOUR)}, NOW + HOUR),
        ({"date": NOW - 3 * DAY, "prominence": Prominence(category=1, until=NOW + HOUR)}, NOW + HOUR),
        ({"date": NOW - 3 * DAY, "prominence": Prominence(front=1)}, NOW + 4 * DAY),
        ({"date": NOW - 3 * DAY, "prominence": Prominence(category=1)}, NEW_YEAR),
    ],
)
def test_the_next_change_is_the_first_boundary_after_now(changes: dict[str, object], expected: dt.datetime) -> None:
    assert schedule.find_next_change([article("a", **changes)], [], None, NOW, Show(), dt.UTC) == expected


def test_campaigns_figures_and_new_year_change_the_site_too() -> None:
    old = [article("a", 24 * 30)]
    coming = campaign("coming", start=NOW + HOUR, end=NOW + DAY)
    running = campaign("running", start=NOW - DAY, end=NOW + 2 * HOUR)
    figures = MostRead((), NOW - 6 * DAY)
    assert schedule.find_next_change(old, [coming, running], None, NOW, Show(), dt.UTC) == NOW + HOUR
    assert schedule.find_next_change(old, [running], None, NOW, Show(), dt.UTC) == NOW + 2 * HOUR
    assert schedule.find_next_change(old, [], figures, NOW, Show(), dt.UTC) == NOW + DAY
    midnight = schedule.find_next_change(old, [], None, NOW, Show(), PARIS)
    assert midnight == dt.datetime(2027, 1, 1, tzinfo=PARIS)


def test_dates_at_the_ends_of_the_calendar_are_no_trouble() -> None:
    first = dt.datetime(1, 1, 1, tzinfo=dt.timezone(dt.timedelta(hours=14)))
    last = dt.datetime(9999, 12, 31, 23, 59, tzinfo=dt.timezone(dt.timedelta(hours=-12)))
    site = make(article("first", date=first), article("last", date=last, prominence=Prominence(front=1)))
    assert (slugs(site.listed), site.next_change_at) == ("first", NEW_YEAR)
    assert schedule.find_next_change([], [], None, last, Show(), dt.UTC) is None


HOURS = st.integers(-24 * 9, 24 * 9).map(lambda hours: NOW + hours * HOUR)
SOMETIME = st.none() | HOURS


@st.composite
def articles(draw: st.DrawFn) -> ArticleMeta:
    rank = st.integers(0, 2)
    return article(
        "a",
        date=draw(HOURS),
        embargo=draw(SOMETIME),
        expires=draw(SOMETIME),
        draft=draw(st.booleans()),
        noindex=draw(st.booleans()),
        breaking=draw(st.none() | st.builds(Breaking, until=SOMETIME)),
        prominence=draw(st.none() | st.builds(Prominence, front=rank, category=rank, until=SOMETIME)),
    )


@st.composite
def campaigns(draw: st.DrawFn) -> Campaign:
    return campaign("c", start=draw(HOURS), end=draw(HOURS))


@st.composite
def newsrooms(draw: st.DrawFn) -> tuple[list[ArticleMeta], list[Campaign], MostRead | None, Show]:
    figures = st.none() | st.builds(MostRead, st.just(()), SOMETIME)
    show = st.builds(Show, st.booleans(), st.booleans())
    return draw(st.lists(articles(), max_size=4)), draw(st.lists(campaigns(), max_size=2)), draw(figures), draw(show)


def appearance(newsroom: tuple[list[ArticleMeta], list[Campaign], MostRead | None, Show], now: dt.datetime) -> object:
    """Return all that a page could show of a newsroom at an instant."""
    stories, booked, figures, show = newsroom
    shown = [a for a in stories if schedule.is_shown(a, now, show)]
    return (
        now.year,
        [
            (
                id(a),
                schedule.get_breaking_label(a, now),
                schedule.get_front_pin(a, now),
                schedule.get_category_pin(a, now),
                schedule.get_top_pin(a, now),
                not a.noindex and schedule.is_news(a.date, now),
            )
            for a in shown
        ],
        [schedule.is_live(c, now) for c in booked],
        schedule.is_fresh(figures, now),
    )


@pytest.mark.slow
@settings(max_examples=150, deadline=None)
@given(newsrooms(), HOURS)
def test_nothing_changes_before_the_next_change_and_something_does_at_it(
    newsroom: tuple[list[ArticleMeta], list[Campaign], MostRead | None, Show], now: dt.datetime
) -> None:
    stories, booked, figures, show = newsroom
    change = schedule.find_next_change(stories, booked, figures, now, show, dt.UTC)
    assert change is not None
    assert change > now
    before = appearance(newsroom, now)
    moment = now
    while moment + HOUR < min(change, now + 10 * DAY):
        moment += HOUR
        assert appearance(newsroom, moment) == before
    just_before = change - dt.timedelta(microseconds=1)
    assert appearance(newsroom, just_before) == before
    assert appearance(newsroom, change) != before


def test_a_story_comes_out_at_the_end_of_its_embargo_and_everything_says_so() -> None:
    """`date` is when it was written; the embargo, where it is later, is when it came out."""
    site = make(
        article("deal", 72, embargo=NOW - HOUR, breaking=Breaking(), prominence=Prominence(front=1)),
        article("yesterday", 24),
        settings=config(urls=Urls("/{year}/{month}/{day}/{slug}/")),
    )
    assert slugs(site.listed) == "deal yesterday"
    deal = site.cards["articles/deal.md"]
    assert (deal.date, deal.breaking) == (NOW - HOUR, "Breaking")
    assert deal.url == "/2026/11/22/deal/"
    assert site.articles["articles/deal.md"].date == NOW - HOUR
    assert schedule.is_news(deal.date, NOW)
    assert site.next_change_at == NOW - HOUR + DAY  # no longer breaking


def test_an_embargo_before_the_date_changes_nothing() -> None:
    site = make(article("deal", 1, embargo=NOW - DAY))
    assert site.cards["articles/deal.md"].date == NOW - HOUR


@pytest.mark.parametrize(
    ("fields", "updated"),
    [
        ({"updated": NOW - HOUR - 10 * HOUR}, None),  # midnight of the day of publication
        ({"updated": NOW - HOUR}, None),
        ({"updated": NOW - HOUR / 2}, NOW - HOUR / 2),
        ({"date": NOW - DAY, "embargo": NOW - HOUR, "updated": NOW - 2 * HOUR}, None),
        ({"date": NOW - DAY, "embargo": NOW - HOUR, "updated": NOW}, NOW),
    ],
)
def test_a_story_was_updated_only_if_that_was_after_it_came_out(
    fields: dict[str, dt.datetime], updated: dt.datetime | None
) -> None:
    site = make(article("a", **fields, update_note="New figures"))
    assert site.cards["articles/a.md"].updated == updated
    assert site.articles["articles/a.md"].updated == updated
    assert site.articles["articles/a.md"].update_note == ("New figures" if updated else "")


BERLIN = ZoneInfo("Europe/Berlin")


@pytest.mark.parametrize(
    ("written", "last_hour", "end"),
    [  # the clocks went back on 25 October 2026 and forward on 29 March 2026
        ("2026-10-24T12:00+02:00", "2026-10-26T10:59+01:00", "2026-10-26T11:00+01:00"),
        ("2026-03-28T12:00+01:00", "2026-03-30T12:59+02:00", "2026-03-30T13:00+02:00"),
    ],
)
def test_the_news_sitemap_counts_real_hours_when_the_clocks_change(written: str, last_hour: str, end: str) -> None:
    date, before, after = map(dt.datetime.fromisoformat, (written, last_hour, end))
    site = _assemble_at(before, article("x", date=date), settings=config(timezone="Europe/Berlin"))
    card = site.cards["articles/x.md"]
    assert schedule.is_news(card.date, before)
    assert not schedule.is_news(card.date, after)
    assert site.next_change_at == after
    assert site.next_change_at.isoformat(timespec="minutes") == end


def test_breaking_news_and_figures_count_real_hours_when_the_clocks_change() -> None:
    noon = dt.datetime(2026, 10, 24, 12, tzinfo=BERLIN)
    story = article("x", date=noon, breaking=Breaking())
    ends = dt.datetime.fromisoformat("2026-10-25T11:00+01:00")
    assert schedule.get_breaking_label(story, ends - HOUR / 60) == "Breaking"
    assert schedule.get_breaking_label(story, ends) == ""
    stale = dt.datetime.fromisoformat("2026-10-31T11:00+01:00")
    assert schedule.is_fresh(MostRead((), noon), stale - HOUR / 60)
    assert not schedule.is_fresh(MostRead((), noon), stale)


def test_of_two_stories_in_the_hour_that_comes_twice_the_later_is_the_newer() -> None:
    first, second = map(dt.datetime.fromisoformat, ("2026-10-25T02:50+02:00", "2026-10-25T02:10+01:00"))
    site = make(article("first", date=first), article("second", date=second), settings=config(timezone="Europe/Berlin"))
    assert slugs(site.listed) == "second first"


def _assemble_at(now: dt.datetime, *articles: ArticleMeta, settings: Config) -> Site:
    return assemble(Sources(articles, authors=(ADA,)), settings, now, Show())[0]


def test_updates_and_corrections_are_not_shown_before_their_date_and_are_told() -> None:
    """2027 is mostly a typing mistake for 2026."""
    past, first, second = NOW - HOUR, NOW + DAY, NOW + 2 * DAY
    corrections = (Correction(second, "correction", "To come."), Correction(past, "correction", "Made."))
    stories = (
        article("x", 72, updated=first, update_note="New", corrections=corrections),
        article("scheduled", date=NOW + HOUR / 2, updated=first),
    )
    about = StaticPage("pages/about.md", "about", "About", updated=second)
    site = make(*stories, pages=(about,))
    shown = site.articles["articles/x.md"]
    assert site.cards["articles/x.md"].updated == past, "when the correction was made that is not to come"
    assert (shown.updated, shown.update_note) == (None, "")
    assert [note.text for note in list_all_corrections(site)] == ["Made."]
    assert site.pages[0].updated is None
    assert problems(*stories, pages=(about,)) == [
        "content/articles/x.md corrections.0.date warning future-date",
        "content/articles/x.md updated warning future-date",
        "content/pages/about.md updated warning future-date",
    ]
    assert make(stories[0], pages=(about,)).next_change_at == first
    assert make(article("y", 72, corrections=corrections)).next_change_at == second
    assert make(article("y", 72), pages=(about,)).next_change_at == second


def test_an_update_to_come_is_shown_in_a_preview_of_the_future() -> None:
    site = make(article("x", updated=NOW + DAY), show=Show(future=True))
    assert site.cards["articles/x.md"].updated == NOW + DAY
    assert problems(article("x", updated=NOW + DAY), show=Show(future=True)) == []


def test_figures_dated_in_the_future_are_not_used_before_and_are_told() -> None:
    figures = MostRead((("/world/b/", 9),), NOW + DAY, "data/most-read.csv")
    site = make(article("a", 72), article("b", 96), most_read=figures)
    top = choose_top_stories(site)
    assert (slugs(top.cards), top.as_of) == ("a b", None)
    assert problems(article("a"), article("b"), most_read=figures) == [
        "content/data/most-read.csv warning future-date",
    ]
    assert site.next_change_at == NOW + DAY
