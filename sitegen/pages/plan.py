"""The plan: every output that should exist. It is total, as what is not in it is deleted, and made anew each build."""

from collections.abc import Iterator

from msgspec import Struct

from sitegen import urls
from sitegen.errors import Diagnostic
from sitegen.newsroom.published_media import find_published_media
from sitegen.newsroom.site import Site
from sitegen.pages.feeds.entries import FILES
from sitegen.pages.listings import CORRECTIONS, Listing, feeds_of, period_url
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import Output, check_outputs, output_of
from sitegen.pages.pagination import folder, numbered, page_url, series_numbers
from sitegen.pages.path_owners import claim_of
from sitegen.pages.redirects import redirect_pages
from sitegen.pages.sitemaps import sitemap_files
from sitegen.pages.templates import Templates
from sitegen.pages.values import Copy, Page
from sitegen.pages.views.declared_checks import check_declared
from sitegen.pages.views.registry import NAMES
from sitegen.source.direction import direction
from sitegen.theme.model import Theme


class Plan(Struct, frozen=True):
    """All outputs, sorted by path."""

    pages: tuple[Page, ...]
    copies: tuple[Copy, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def plan(lookup: Lookup) -> Plan:
    """Return everything that output/ should hold, and what is wrong with it."""
    site, theme = lookup.site, lookup.theme
    templates = Templates(theme)
    listings = tuple(lookup.listings.values())
    copies = _copies(site, theme)
    made = [
        *_stories(site, templates),
        *_fronts(site, templates),
        *_lists(site, listings, templates),
        *_archive(site, templates),
        *_static_pages(site, templates),
        *_single_pages(site, templates),
        *_feeds(site, listings),
        *redirect_pages(site, theme),
        *_for_robots(lookup),
    ]
    given = {copy.path for copy in copies}
    pages = [page for page in made if page.template and not (page.path in given and page.kind in REPLACEABLE)]
    outputs: list[Output] = [*pages, *copies]
    problems = (
        *templates.problems(),
        *check_declared(theme, NAMES),
        *check_outputs(outputs, lambda output: claim_of(output, site)),
    )
    pages.sort(key=lambda page: page.path)
    return Plan(tuple(pages), copies, problems)


FEED_TEMPLATES = {"rss": "machine/rss.xml", "atom": "machine/atom.xml", "json": "machine/feed.json"}

REPLACEABLE = frozenset({"robots", "redirects", "not_found"})
"""Pages that a newsroom may have its own file for, in content/static/."""


def _stories(site: Site, templates: Templates) -> Iterator[Page]:
    template = templates.need("article.html") if site.cards else ""
    for path, card in site.cards.items():
        output = urls.output_path(site.url_paths[path])
        yield Page(output, card.url, "article", template, path, 0, card.lang, card.dir)


def _own(site: Site, path: str, kind: str, template: str, subject: str = "") -> Page:
    """Return a page in the site's language."""
    lang = site.config.language
    return Page(urls.output_path(path), site.root.url(path), kind, template, subject, 0, lang, direction(lang))


def _fronts(site: Site, templates: Templates) -> Iterator[Page]:
    yield _own(site, "/", "front", templates.need("front.html"))


def _lists(site: Site, listings: tuple[Listing, ...], templates: Templates) -> Iterator[Page]:
    """Yield all pages of all lists: the first and the numbered ones."""
    for listing in listings:
        if listing.kind != "site":
            kind, id, lang, dir = listing.kind, listing.id, listing.lang, listing.dir
            template = templates.first(f"{kind}.html", "list.html")
            for number in (0, *_numbers(listing, site.config.lists.page)):
                url = page_url(listing.url, number) if number else listing.url
                yield Page(output_of(url, site.root), url, kind, template, id, number, lang, dir)


def _numbers(listing: Listing, size: int) -> range:
    count = len(listing.cards)
    return series_numbers(count, size) if listing.kind == "series" else range(1, numbered(count, size) + 1)


def _archive(site: Site, templates: Templates) -> Iterator[Page]:
    """Yield the archive and its years; its months are lists."""
    if not site.by_month:
        return
    archive = templates.need("archive.html")
    lang = site.config.language
    for id in ("", *sitemap_files.years(site)):
        url = period_url(site, id)
        kind, template = ("year", templates.first("year.html", "archive.html")) if id else ("archive", archive)
        yield Page(output_of(url, site.root), url, kind, template, id, 0, lang, direction(lang))


def _static_pages(site: Site, templates: Templates) -> Iterator[Page]:
    for page in site.pages:
        template = templates.chosen(page) if page.template else templates.need("page.html")
        lang = page.lang or site.config.language
        url_path = site.url_paths[page.path]
        output = urls.output_path(url_path)
        yield Page(output, site.root.url(url_path), "page", template, page.path, 0, lang, page.dir)


def _single_pages(site: Site, templates: Templates) -> Iterator[Page]:
    yield _own(site, CORRECTIONS, "corrections", templates.need("corrections.html"))
    yield _own(site, "/404.html", "not_found", templates.need("not_found.html"))


def _feeds(site: Site, listings: tuple[Listing, ...]) -> Iterator[Page]:
    """Yield the files of all feeds, one for each format."""
    for listing in listings:
        if feeds_of(listing, site):
            yield from _feed_files(site, folder(listing.url), listing.name, listing.lang, listing.dir)
    if any(site.articles[card.path].corrections for card in site.listed):
        lang = site.config.language
        yield from _feed_files(site, site.root.url(CORRECTIONS), "corrections:", lang, direction(lang))


def _feed_files(site: Site, base: str, subject: str, lang: str, dir: str) -> Iterator[Page]:
    """Yield the files of one feed, whose addresses begin with `base`."""
    path = output_of(base, site.root).removesuffix("index.html")
    for form in site.config.feeds.formats:
        yield Page(path + FILES[form], base + FILES[form], "feed", FEED_TEMPLATES[form], subject, 0, lang, dir)


def _for_robots(lookup: Lookup) -> Iterator[Page]:
    """Yield robots.txt and the files of the sitemap."""
    site = lookup.site
    yield _own(site, "/robots.txt", "robots", "machine/robots.txt")
    yield _own(site, f"/{sitemap_files.INDEX}", "sitemap_index", "machine/sitemap_index.xml")
    for name in lookup.sitemap_files:
        yield _own(site, f"/{name}", "sitemap", "machine/sitemap.xml", name)
    for name in lookup.news_files:
        yield _own(site, f"/{name}", "news_sitemap", "machine/news_sitemap.xml", name)


def _copies(site: Site, theme: Theme) -> tuple[Copy, ...]:
    """Return the files that are published as they are, by path."""
    media = [Copy(file.output, f"content/{file.path}", file.digest) for file in find_published_media(site)]
    assets = [Copy(asset.output, asset.source, asset.digest, asset.data) for asset in theme.assets.values()]
    return tuple(sorted([*media, *assets], key=lambda copy: copy.path))
