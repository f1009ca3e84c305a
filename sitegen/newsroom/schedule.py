"""What depends on the time: which articles are published at `now`, what still runs, and when the next change is.

Everything that depends on `now` is an interval, closed at its start and open at its end; `find_next_change` returns
the first boundary of any of them after `now`.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Literal

from sitegen.newsroom.ads.paid import INDEPENDENT
from sitegen.newsroom.dates import add_span, to_zone
from sitegen.newsroom.site import Show
from sitegen.source.article import ArticleMeta, Campaign, MostRead, StaticPage

State = Literal["published", "draft", "future", "embargoed", "expired"]

TOP_WINDOW = dt.timedelta(days=7)
"""Week's Top Stories: how far back the week goes, and how long most-read figures count as fresh."""
NEWS_WINDOW = dt.timedelta(hours=48)
"""Age of the stories in the news sitemap (Google's rules for news sitemaps: two days)."""
BREAKING_FOR = dt.timedelta(hours=24)
"""How long after its date an article is breaking if it does not say until when, so that no banner stays for ever."""


def get_state(article: ArticleMeta, now: dt.datetime) -> State:
    """Return what an article is at `now`; a draft is a draft whatever its dates say."""
    if article.draft:
        return "draft"
    if article.expires is not None and article.expires <= now:
        return "expired"
    if article.embargo is not None and article.embargo > now:
        return "embargoed"
    return "future" if article.date > now else "published"


def is_shown(article: ArticleMeta, now: dt.datetime, show: Show) -> bool:
    """Is the article part of this build? --drafts and --future (which shows embargoed articles too) add to what is
    published; expired articles are never shown.
    """
    if article.draft and not show.drafts:
        return False
    if article.expires is not None and article.expires <= now:
        return False
    return show.future or _find_start(article) <= now


def get_breaking_label(article: ArticleMeta, now: dt.datetime) -> str:
    """Return the label of an article that is breaking at `now`, else ""."""
    end = _find_breaking_end(article)
    return article.breaking.label if article.breaking and end and now < end else ""


def get_front_pin(article: ArticleMeta, now: dt.datetime) -> int:
    """Return how prominent the article is on the front at `now`; 0 = not pinned."""
    p = article.prominence
    return p.front if p and (p.until is None or now < p.until) else 0


def get_category_pin(article: ArticleMeta, now: dt.datetime) -> int:
    p = article.prominence
    return p.category if p and (p.until is None or now < p.until) else 0


def get_top_pin(article: ArticleMeta, now: dt.datetime) -> int:
    """Return how prominent the article is among Week's Top Stories: as on the front, but a pin without an end ends a
    week after the article's date."""
    pin = get_front_pin(article, now)
    return pin if pin and (_find_pin_end(article) or now < add_span(article.date, TOP_WINDOW)) else 0


def is_news(date: dt.datetime, now: dt.datetime) -> bool:
    """Is a story of that date young enough for the news sitemap?"""
    return now < add_span(date, NEWS_WINDOW)


def is_live(campaign: Campaign, now: dt.datetime) -> bool:
    return campaign.start <= now < campaign.end


def is_fresh(most_read: MostRead | None, now: dt.datetime) -> bool:
    """Are the most-read figures about this week? Figures without a date are taken as this week's; those dated in the
    future are not used before that date."""
    if most_read is None or most_read.as_of is None:
        return most_read is not None
    return most_read.as_of <= now < add_span(most_read.as_of, TOP_WINDOW)


def find_next_change(
    articles: Iterable[ArticleMeta],
    campaigns: Iterable[Campaign],
    most_read: MostRead | None,
    now: dt.datetime,
    show: Show,
    zone: dt.tzinfo,
    pages: Iterable[StaticPage] = (),
) -> dt.datetime | None:
    """Return the earliest instant after `now` at which the same sources would make another output.

    New Year in the site's zone counts too, as pages show the year. The result is in the site's zone; None only at the
    end of the calendar.
    """
    campaigns = tuple(campaigns)
    own = frozenset(campaign.id for campaign in campaigns if campaign.relation in INDEPENDENT)
    moments = [moment for a in articles if _may_change(a, now) for moment in _list_moments(a, now, show, own)]
    for campaign in campaigns:
        if campaign.start < campaign.end:
            moments += (campaign.start, campaign.end)
    if most_read and most_read.as_of:
        moments += (most_read.as_of, add_span(most_read.as_of, TOP_WINDOW))
    moments += (page.updated for page in pages if page.updated)
    year = to_zone(now, zone).year
    if year < dt.MAXYEAR:
        moments.append(dt.datetime(year + 1, 1, 1, tzinfo=zone))
    first = min((moment for moment in moments if moment > now), default=None)
    return to_zone(first, zone) if first else None


def _may_change(article: ArticleMeta, now: dt.datetime) -> bool:
    """May time still change something about the article? For most of an archive it cannot."""
    dated = article.expires or article.embargo or article.breaking or article.prominence or article.updated
    return dated is not None or bool(article.corrections) or now < add_span(article.date, NEWS_WINDOW)


def _list_moments(
    article: ArticleMeta, now: dt.datetime, show: Show, own: frozenset[str]
) -> Iterator[dt.datetime]:
    """Yield the instants at which something about an article changes, past ones too. `own` are the campaigns whose
    stories are the newsroom's own."""
    if article.draft and not show.drafts:
        return
    start, end = _find_start(article), article.expires
    if end is not None and (end <= now or (end <= start and not show.future)):
        return
    changes: list[dt.datetime] = list(_list_shown_moments(article, own))
    if not show.future:
        yield start
        changes += (correction.date for correction in article.corrections)
        if article.updated:
            changes.append(article.updated)
    if end is not None:
        yield end
    for moment in changes:
        if (show.future or start < moment) and (end is None or moment < end):
            yield moment


def _list_shown_moments(article: ArticleMeta, own: frozenset[str]) -> Iterator[dt.datetime]:
    """Yield the instants at which a published article begins to look different."""
    paid = article.campaign and article.campaign not in own
    if not (paid or article.noindex or article.canonical):  # these are never in the news sitemap
        yield add_span(article.date, NEWS_WINDOW)
    if end := _find_breaking_end(article):
        yield end
    p = article.prominence
    if p and (p.front or p.category):
        if p.until:
            yield p.until
        elif p.front:
            yield add_span(article.date, TOP_WINDOW)


def _find_start(article: ArticleMeta) -> dt.datetime:
    """Return when the article is first published: at its date, or at the end of its embargo if that is later."""
    embargo = article.embargo
    return article.date if embargo is None or embargo < article.date else embargo


def _find_breaking_end(article: ArticleMeta) -> dt.datetime | None:
    if article.breaking is None:
        return None
    return article.breaking.until or add_span(article.date, BREAKING_FOR)


def _find_pin_end(article: ArticleMeta) -> dt.datetime | None:
    return article.prominence.until if article.prominence else None
