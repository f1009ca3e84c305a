"""The archive: its own page, the pages of its years, and its months, which are lists."""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping

from msgspec.structs import replace

from sitegen.newsroom import calendar
from sitegen.newsroom.cards import Link
from sitegen.newsroom.site import Site
from sitegen.pages.kinds.common import find_sitegen_owner, make_page_info
from sitegen.pages.kinds.lists import make_list_info, make_list_kind
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.listings import Listing, Words, make_listing
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import find_output_path
from sitegen.pages.pagination import make_folder_url
from sitegen.pages.templates import Templates
from sitegen.pages.values import Page, PageInfo, Period, SitemapEntry
from sitegen.source.direction import direction


def plan_archive(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    return _plan(kind, lookup, templates, [""])


def plan_years(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    return _plan(kind, lookup, templates, _list_year_ids(lookup.site))


def _plan(kind: PageKind, lookup: Lookup, templates: Templates, ids: Iterable[str]) -> Iterator[Page]:
    site, lang = lookup.site, lookup.site.config.language
    for id in ids if site.by_month else ():
        url, template = make_period_url(site, id), templates.choose(*kind.templates)
        yield Page(find_output_path(url, site.root), url, kind.name, template, id, 0, lang, direction(lang))


def _list_year_ids(site: Site) -> list[str]:
    """Return the years of the archive, newest first."""
    return [year.id for year in calendar.list_years(site)]


def list_archive_entries(kind: PageKind, lookup: Lookup) -> Iterator[SitemapEntry]:
    return _list_entries(lookup.site, [""])


def list_year_entries(kind: PageKind, lookup: Lookup) -> Iterator[SitemapEntry]:
    return _list_entries(lookup.site, _list_year_ids(lookup.site))


def _list_entries(site: Site, ids: Iterable[str]) -> Iterator[SitemapEntry]:
    for id in ids if site.by_month else ():
        yield SitemapEntry(site.root.absolute(make_period_url(site, id)))


def make_archive_info(lookup: Lookup, page: Page) -> PageInfo:
    breadcrumbs = _make_breadcrumbs(lookup, page.subject)
    return replace(make_page_info(lookup, page, breadcrumbs[-1].title), breadcrumbs=breadcrumbs)


def make_month_info(lookup: Lookup, page: Page) -> PageInfo:
    breadcrumbs = (*_make_breadcrumbs(lookup, page.subject.partition("-")[0]), lookup.get_listing(page).link)
    return make_list_info(lookup, page, breadcrumbs=breadcrumbs)


def _make_breadcrumbs(lookup: Lookup, year: str) -> tuple[Link, ...]:
    title = lookup.get_words(lookup.site.config.language).get("kind_archive", "Archive")
    archive = (lookup.home, Link("", title, make_period_url(lookup.site, "")))
    return (*archive, make_period(lookup, year).link) if year else archive


def list_all_years(lookup: Lookup, page: Page) -> tuple[Period, ...]:
    """Return the years with their months and how many stories each has, newest first."""
    return tuple(_make_year(lookup, year) for year in calendar.list_years(lookup.site))


def list_one_year(lookup: Lookup, page: Page) -> tuple[Period, ...]:
    """Return the year of a year's page, in the same shape."""
    return tuple(_make_year(lookup, year) for year in calendar.list_years(lookup.site) if year.id == page.subject)


def _make_year(lookup: Lookup, year: calendar.Year) -> Period:
    months = tuple(make_period(lookup, month.id, month.count) for month in year.months)
    return make_period(lookup, year.id, year.count, months)


def make_period_subject(lookup: Lookup, page: Page) -> Period:
    return make_period(lookup, page.subject)


def make_period(lookup: Lookup, id: str, count: int = 0, months: tuple[Period, ...] = ()) -> Period:
    """Return a month ("2026-11") or a year ("2026") of the archive."""
    listing = lookup.listings.get(f"{MONTH.name}:{id}")
    own = listing.link if listing else Link(id, id, make_period_url(lookup.site, id))
    year, _, month = id.partition("-")
    start = dt.datetime(int(year), int(month or 1), 1, tzinfo=lookup.site.config.zone)
    return Period(own, start, count, months)


def make_period_url(site: Site, id: str) -> str:
    """Return the address of a month ("2026-11") or a year ("2026") of the archive; of "" the archive's own."""
    archive = make_folder_url(site.config.urls.archive)
    return site.root.url(archive + (id.replace("-", "/") + "/" if id else ""))


def _list_months(site: Site, words: Words) -> Iterator[Listing]:
    own_words = words(site.config.language)
    for id, cards in site.by_month.items():
        yield make_listing(site, MONTH.name, Link(id, _name_month(id, own_words), make_period_url(site, id)), cards)


def _name_month(id: str, words: Mapping[str, str]) -> str:
    """Return a month as the theme's strings say it: `months` has the twelve names with commas between them.

    Without them, as ISO 8601 has it: a template can always write it in words by `subject.start | date("month", lang)`.
    """
    year, _, month = id.partition("-")
    names = [name.strip() for name in words.get("months", "").split(",")]
    if len(names) != 12:
        return id
    pattern = words.get("month_and_year", "{month} {year}")
    return pattern.replace("{month}", names[int(month) - 1]).replace("{year}", year)


MONTH = make_list_kind("month", _list_months, make_info=make_month_info, subject=make_period_subject)

ARCHIVE = PageKind(
    name="archive",
    templates=("archive.html",),
    plan=plan_archive,
    make_info=make_archive_info,
    find_owner=find_sitegen_owner,
    schema="CollectionPage",
    values={"archive": list_all_years},
    list_sitemap_entries=list_archive_entries,
)

YEAR = PageKind(
    name="year",
    templates=("year.html", "archive.html"),
    plan=plan_years,
    make_info=make_archive_info,
    find_owner=find_sitegen_owner,
    schema="CollectionPage",
    values={"archive": list_one_year, "subject": make_period_subject},
    list_sitemap_entries=list_year_entries,
)
