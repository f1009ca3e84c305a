"""Values to make documents of, as views would give them."""

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from markupsafe import Markup
from msgspec.structs import replace

from sitegen.newsroom.cards import Card, Link, Picture
from sitegen.pages.values import Feed, PageInfo, PublisherInfo, ResolvedBody, ResolvedSection, SiteInfo

PARIS = ZoneInfo("Europe/Paris")
DAY = dt.datetime(2026, 11, 20, 9, 30, tzinfo=PARIS)

LOGO = Picture("/logo.png", 120, 60, "The Daily Example")
PUBLISHER = PublisherInfo(
    "The Daily Example", "https://news.example.org/", LOGO, "1851", "desk@news.example.org",
    {"correctionsPolicy": "https://news.example.org/corrections-policy/"}, ("https://social.example/@daily",),
)  # fmt: skip
SITE = SiteInfo(
    "The Daily Example", "All that is the case", "/", "https://news.example.org", "https://news.example.org", "en",
    "ltr", 2026, PUBLISHER, "© 2026 The Daily Example",
)  # fmt: skip


def make_card(number: int = 1, **changes: Any) -> Card:
    """Return the card of a story; `changes` are its other fields."""
    plain = Card(
        path=f"articles/story-{number}.md",
        url=f"/world/story-{number}/",
        title=f"Story {number}",
        date=DAY + dt.timedelta(hours=number),
        category=Link("world", "World", "/world/"),
        tags=(Link("treaties", "Treaties", "/tags/treaties/"),),
        authors=(Link("ada", "Ada Byron", "/authors/ada/"),),
        summary=f"What story {number} says.",
        lang="en",
    )
    return replace(plain, **changes).with_digest()


def make_text(html: str) -> ResolvedBody:
    """Return a story's text of one section."""
    return ResolvedBody((ResolvedSection("", "", Markup(""), "", Markup(html)),))


def make_feed(*cards: Card, **changes: Any) -> Feed:
    """Return the feed of a category."""
    home = "https://news.example.org/world/"
    return replace(Feed("The Daily Example: World", "Of the world", home, home, "en", cards), **changes)


def make_page(**changes: Any) -> PageInfo:
    """Return the frame of a story's page."""
    url = "/world/story-1/"
    trail = (Link("", SITE.title, "/"), Link("world", "World", "/world/"), Link("", "Story 1", url))
    info = PageInfo("article", url, SITE.origin + url, "Story 1", "What story 1 says.", "en", "ltr", breadcrumbs=trail)
    return replace(info, **changes)
