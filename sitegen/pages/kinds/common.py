"""What several kinds of pages have in common: a page in the site's language, plain page information, path owners."""

from collections.abc import Mapping

from msgspec.structs import replace

from sitegen import urls
from sitegen.errors import Location
from sitegen.newsroom.cards import Picture
from sitegen.newsroom.site import Cards, Site
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.listings import SITE_FEED
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import CONTENT, SETTINGS, PathOwner
from sitegen.pages.values import Alternate, Page, PageInfo
from sitegen.source.direction import direction

DEFAULT = "x-default"
"""The hreflang of the version for readers of no listed language"""


def make_page(site: Site, kind: PageKind, path: str, template: str, subject: str = "") -> Page:
    """Return a page in the site's language; `path` is its URL path, decoded."""
    lang = site.config.language
    return Page(urls.output_path(path), site.root.url(path), kind.name, template, subject, 0, lang, direction(lang))


def make_page_info(lookup: Lookup, page: Page, title: str = "", description: str = "") -> PageInfo:
    """Return what is true of a page of any kind; its title is the site's if none is given."""
    return PageInfo(
        kind=page.kind,
        url=page.url,
        canonical=lookup.site.root.absolute(page.url),
        title=title or lookup.site.config.title,
        description=description,
        lang=page.lang,
        dir=page.dir,
        feeds=lookup.list_feeds(SITE_FEED),
        schema=lookup.kinds[page.kind].schema,
    )


def make_picture_absolute(site: Site, picture: Picture | None) -> Picture | None:
    return replace(picture, url=site.root.absolute(picture.url)) if picture else None


def make_alternates(urls: Mapping[str, str], default: str) -> tuple[Alternate, ...]:
    """Return the language versions of a page: of the language `default` for everybody else, then all by language."""
    return (Alternate(DEFAULT, urls[default]), *(Alternate(lang, url) for lang, url in sorted(urls.items())))


def find_sitegen_owner(site: Site, page: Page) -> PathOwner:
    """Return the owner of a page that every site has."""
    return PathOwner(f"sitegen's own page ({page.kind.replace('_', ' ')})", Location(SETTINGS))


def find_source_owner(site: Site, page: Page) -> PathOwner:
    """Return the owner of a page whose subject is a file of content/."""
    return PathOwner(CONTENT + page.subject, Location(CONTENT + page.subject))


def find_topic_owner(page: Page, source: str, cards: Cards, key: str) -> PathOwner:
    """Return the owner of the page of a category, tag, author, series or thread: its file, else the first of the
    stories that name it, in the field `key`."""
    place = Location(SETTINGS)
    if source:
        place = Location(CONTENT + source)
    elif cards:
        place = Location(CONTENT + cards[0].path, key=key)
    return PathOwner(f'the {page.kind} "{page.subject}"', place)
