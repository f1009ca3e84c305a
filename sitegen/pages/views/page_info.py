"""The view `page`: what the document's head and frame need, for pages of every kind."""

from collections.abc import Callable, Mapping

from msgspec.structs import replace

from sitegen.newsroom.cards import Link, Picture
from sitegen.newsroom.links.references import find_file_page
from sitegen.newsroom.site import Site
from sitegen.pages.listings import Listing, period_url
from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Alternate, Page, PageInfo
from sitegen.pages.views.lists import listing_of, period
from sitegen.source.article import Byline, StaticPage

DEFAULT = "x-default"
"""The hreflang of the version for readers of no listed language"""

LISTS = frozenset({"language", "category", "tag", "author", "series", "thread", "month", "sponsored"})


def page_info(lookup: Lookup, page: Page) -> PageInfo:
    if page.kind == "article":
        return _article(lookup, page)
    if page.kind in LISTS:
        return _list(lookup, page)
    return _OTHERS.get(page.kind, _plain)(lookup, page)


def _article(lookup: Lookup, page: Page) -> PageInfo:
    site = lookup.site
    card, source = site.cards[page.subject], site.articles[page.subject]
    desk = source.subcategory if source.subcategory in site.categories else source.category
    return PageInfo(
        kind=page.kind,
        url=page.url,
        canonical=source.canonical or site.root.absolute(page.url),
        title=card.title,
        description=card.summary,
        lang=page.lang,
        dir=page.dir,
        noindex=source.noindex,
        image=absolute_picture(site, card.image),
        alternates=_versions(site, page.subject) if page.subject in site.translations else (),
        feeds=lookup.feeds_around(f"category:{source.category}"),
        breadcrumbs=(*lookup.trail(desk), Link("", card.short_title or card.title, page.url)),
        category=source.category,
    )


def absolute_picture(site: Site, picture: Picture | None) -> Picture | None:
    return replace(picture, url=site.root.absolute(picture.url)) if picture else None


def _versions(site: Site, path: str) -> tuple[Alternate, ...]:
    """Return the story's versions; first the one for everybody else: that in the site's language, or the original."""
    versions = site.translations[path]
    urls = {lang: site.root.absolute(site.cards[version].url) for lang, version in versions}
    originals = [lang for lang, version in versions if not site.articles[version].translation_of]
    default = next(lang for lang in (site.config.language, *originals, *urls) if lang in urls)
    return _alternates(urls, default)


def _alternates(urls: Mapping[str, str], default: str) -> tuple[Alternate, ...]:
    return (Alternate(DEFAULT, urls[default]), *(Alternate(lang, url) for lang, url in sorted(urls.items())))


def _list(lookup: Lookup, page: Page) -> PageInfo:
    listing = listing_of(lookup, page)
    assert listing, f"a page of a list has its listing: {page}"
    author = lookup.author(Byline(page.subject)) if page.kind == "author" else None
    described = listing.description or (author.line if author else "")
    return PageInfo(
        kind=page.kind,
        url=page.url,
        canonical=lookup.site.root.absolute(page.url),
        title=f"{listing.title} ({page.number})" if page.number else listing.title,
        description=described,
        lang=page.lang,
        dir=page.dir,
        image=absolute_picture(lookup.site, author.photo) if author else None,
        alternates=_fronts(lookup) if page.kind == "language" and not page.number else (),
        feeds=lookup.feeds_around(listing.name),
        breadcrumbs=_way(lookup, listing),
        category=page.subject if page.kind == "category" else "",
        schema="ProfilePage" if page.kind == "author" else "CollectionPage",
    )


def _way(lookup: Lookup, listing: Listing) -> tuple[Link, ...]:
    """Return the breadcrumbs of a list."""
    if listing.kind == "category":
        return lookup.trail(listing.id)
    if listing.kind == "month":
        return (*_archive_way(lookup, listing.id.partition("-")[0]), listing.link)
    return (lookup.home, listing.link)


def _archive_way(lookup: Lookup, year: str) -> tuple[Link, ...]:
    title = lookup.words(lookup.site.config.language).get("kind_archive", "Archive")
    way = (lookup.home, Link("", title, period_url(lookup.site, "")))
    return (*way, period(lookup, year).link) if year else way


def _fronts(lookup: Lookup) -> tuple[Alternate, ...]:
    """Return the fronts by language."""
    site = lookup.site
    others = {item.id: site.root.absolute(item.url) for item in lookup.listings.values() if item.kind == "language"}
    own = site.config.language
    return _alternates({own: site.root.absolute(lookup.home.url), **others}, own) if others else ()


def _plain(lookup: Lookup, page: Page, title: str = "", description: str = "") -> PageInfo:
    """Return what is true of a page of any kind."""
    return PageInfo(
        kind=page.kind,
        url=page.url,
        canonical=lookup.site.root.absolute(page.url),
        title=title or lookup.site.config.title,
        description=description,
        lang=page.lang,
        dir=page.dir,
        feeds=lookup.feeds_around("site:"),
    )


def _front(lookup: Lookup, page: Page) -> PageInfo:
    info = _plain(lookup, page, description=lookup.site.config.description)
    return replace(info, alternates=_fronts(lookup), schema="CollectionPage")


def _archive(lookup: Lookup, page: Page) -> PageInfo:
    way = _archive_way(lookup, page.subject)
    return replace(_plain(lookup, page, way[-1].title), breadcrumbs=way, schema="CollectionPage")


def _static_page(lookup: Lookup, page: Page) -> PageInfo:
    source = lookup.static_pages[page.subject]
    info = _plain(lookup, page, source.title, source.summary)
    way = (lookup.home, Link("", source.title, page.url))
    return replace(info, noindex=source.noindex, breadcrumbs=way, schema=_page_schema(source))


def _page_schema(source: StaticPage) -> str:
    return {"about": "AboutPage", "contact": "ContactPage"}.get(source.slug, "WebPage")


def _corrections(lookup: Lookup, page: Page) -> PageInfo:
    title = lookup.words(page.lang).get("corrections", "Corrections")
    info = _plain(lookup, page, title)
    feeds = lookup.feeds_around("corrections:")
    return replace(info, feeds=feeds, breadcrumbs=(lookup.home, Link("", title, page.url)), schema="CollectionPage")


def _not_found(lookup: Lookup, page: Page) -> PageInfo:
    title = lookup.words(page.lang).get("not_found", "Page not found")
    return replace(_plain(lookup, page, title), noindex=True)


def _redirect(lookup: Lookup, page: Page) -> PageInfo:
    target = find_file_page(lookup.site, page.subject)
    return replace(_plain(lookup, page, target.title if target else ""), noindex=True)


_OTHERS: Mapping[str, Callable[[Lookup, Page], PageInfo]] = {
    "front": _front,
    "archive": _archive,
    "year": _archive,
    "page": _static_page,
    "corrections": _corrections,
    "not_found": _not_found,
    "redirect": _redirect,
}
