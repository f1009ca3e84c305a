"""Small newsrooms, assembled from hand-made sources, and what is planned for them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from sitegen.config.model import Category, Config
from sitegen.newsroom.assemble import assemble
from sitegen.newsroom.related.selection import Related
from sitegen.newsroom.site import Show, Site, Sources
from sitegen.pages.kinds.table import KINDS
from sitegen.pages.lookup import Lookup
from sitegen.pages.plan import Plan, plan
from sitegen.pages.values import Page
from sitegen.pages.views.registry import make_views
from sitegen.source.article import ArticleMeta, Author, Byline
from sitegen.theme.model import TemplateSource, Theme

PARIS = ZoneInfo("Europe/Paris")
NOW = dt.datetime(2026, 11, 22, 12, tzinfo=PARIS)
FIRST = dt.datetime(2026, 9, 1, 9, tzinfo=PARIS)

TEMPLATES = (
    "archive.html", "article.html", "corrections.html", "front.html", "list.html", "not_found.html", "page.html",
)  # fmt: skip

WORLD = Category("world", "World")
EUROPE = Category("europe", "Europe", parent="world")
SPORT = Category("sport", "Sport", "Games and matches", colour="#aa0000")

CONFIG = Config(
    title="The Daily Example",
    base_url="https://news.example.org",
    description="All that is the case",
    timezone="Europe/Paris",
    categories=(WORLD, EUROPE, SPORT),
)
ADA = Author("ada", "Ada Byron", "Correspondent", path="authors/ada.md", bio="<p>Ada reports. She counts.</p>")


def make_story(slug: str = "one", day: int = 0, **fields: Any) -> ArticleMeta:
    """Return an article of the first of September plus that many days."""
    plain = ArticleMeta(
        path=f"articles/{slug}.md",
        slug=slug,
        title=slug.replace("-", " ").capitalize(),
        date=FIRST + dt.timedelta(days=day),
        category="world",
        lang="en",
        summary=f"What {slug} says.",
        authors=(Byline("ada"),),
    )
    return replace(plain, **fields)


def make_theme(*more: str, **fields: Any) -> Theme:
    """Return a theme with the least templates and those besides."""
    templates = {name: TemplateSource(name, "", f"x/templates/{name}", name) for name in (*TEMPLATES, *more)}
    return replace(Theme("x", ("x",), templates, {}, {"en": {}}, {}, {}), **fields)


PLAIN = make_theme()


def make_site(*articles: ArticleMeta, config: Config = CONFIG, now: dt.datetime = NOW, **sources: Any) -> Site:
    """Return the Site of a newsroom whose author is Ada; whatever is wrong in it is of no interest here."""
    given = Sources(**{"articles": articles, "authors": (ADA,), **sources})
    return assemble(given, config, now, Show())[0]


def make_lookup(site: Site, design: Theme = PLAIN) -> Lookup:
    return Lookup(site, design, Related(site), KINDS)


def plan_site(site: Site, design: Theme = PLAIN) -> Plan:
    return plan(make_lookup(site, design))


def make_plan(site: Site, design: Theme = PLAIN) -> Plan:
    """Return the plan, which has nothing wrong in it."""
    planned = plan_site(site, design)
    assert planned.diagnostics == ()
    return planned


def list_paths(pages: Iterable[Page], *kinds: str) -> list[str]:
    """Return the paths of the pages of these kinds, or of all, in their order."""
    return [page.path for page in pages if page.kind in kinds or not kinds]


def find_page(site: Site, path: str, design: Theme = PLAIN) -> Page:
    return next(page for page in plan_site(site, design).pages if page.path == path)


def get_value(site: Site, path: str, name: str, design: Theme = PLAIN) -> Any:
    """Return what the view of that name gives to the page of that path."""
    return make_views(design)[name].compute(make_lookup(site, design), find_page(site, path, design))
