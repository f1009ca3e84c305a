"""Small newsrooms made by hand, and the Sites they make."""

import datetime as dt
from typing import Any

from msgspec.structs import replace

from sitegen.config.model import Category, Config, Slot
from sitegen.errors import Diagnostic
from sitegen.newsroom.assemble import assemble
from sitegen.newsroom.related.vectors import Document
from sitegen.newsroom.site import Show, Site, Sources
from sitegen.source.article import ArticleMeta, Author, Byline, Campaign, Creative, Sponsor
from sitegen.source.terms import damped

NOW = dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)

ADA = Author("ada", "Ada Byron", path="authors/ada.md")
CATEGORIES = (
    Category("world", "World"),
    Category("science", "Science", colour="#005500"),
    Category("space", "Space", parent="science"),
    Category("sport", "Sport"),
)
CONFIG = Config("The Daily Example", "https://news.example.org", categories=CATEGORIES)


def config(**changes: Any) -> Config:
    return replace(CONFIG, **changes)


def article(name: str, hours: float = 1, /, **changes: Any) -> ArticleMeta:
    """Return an article that was published so many hours before NOW; `changes` are its other fields."""
    fields: dict[str, Any] = {"path": f"articles/{name}.md", "category": "world", "lang": "en", "title": name.title()}
    fields |= {"authors": (Byline("ada"),), "date": NOW - hours * HOUR, "slug": name, "summary": f"Of {name}."}
    return ArticleMeta(**(fields | changes))


def campaign(id: str, **changes: Any) -> Campaign:
    """Return a campaign that runs from yesterday to tomorrow in the slot "top"."""
    fields: dict[str, Any] = {"sponsor": "acme", "relation": "advertising", "start": NOW - DAY, "end": NOW + DAY}
    fields |= {"creative": Creative(f"Buy {id}", href="https://acme.example/"), "slots": ("top",)}
    return Campaign(id, **(fields | changes))


def acme(*campaigns: Campaign) -> Sponsor:
    return Sponsor("acme", "Acme", "https://acme.example", campaigns=campaigns, path="sponsors/acme.toml")


TOP = Slot("top", "article.top", ((728, 90), (320, 50)))


def make(*articles: ArticleMeta, settings: Config = CONFIG, show: Show | None = None, **sources: Any) -> Site:
    """Return the Site of the articles, and whatever other sources are given, at NOW."""
    return _assembled(articles, settings, show, sources)[0]


def problems(*articles: ArticleMeta, settings: Config = CONFIG, show: Show | None = None, **sources: Any) -> list[str]:
    """Return what is wrong, each as "path[:line[:column]] [key] severity code"."""
    return [brief(diagnostic) for diagnostic in _assembled(articles, settings, show, sources)[1]]


def diagnostics(*articles: ArticleMeta, settings: Config = CONFIG, **sources: Any) -> tuple[Diagnostic, ...]:
    return _assembled(articles, settings, None, sources)[1]


def _assembled(
    articles: tuple[ArticleMeta, ...], settings: Config, show: Show | None, sources: dict[str, Any]
) -> tuple[Site, tuple[Diagnostic, ...]]:
    found = Sources(articles, **({"authors": (ADA,)} | sources))
    return assemble(found, settings, NOW, show or Show())


def brief(diagnostic: Diagnostic) -> str:
    key = f" {diagnostic.location.key}" if diagnostic.location.key else ""
    return f"{diagnostic.location}{key} {diagnostic.severity} {diagnostic.code}"


def slugs(cards: Any) -> str:
    """Return the slugs of the cards' articles, in their order, as one text."""
    return " ".join(card.path.rpartition("/")[2].removesuffix(".md") for card in cards)


def document(name: str, day: int, words: str, eligible: bool = True) -> Document:
    """Return a story of a day, counted from 1970, that says each word as often as it is written."""
    counts = {word: damped(words.split().count(word)) for word in words.split()}
    return Document(name, day * 86_400, tuple(sorted(counts.items())), eligible)
