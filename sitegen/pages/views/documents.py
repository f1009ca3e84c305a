"""Views of what machines read: feeds, sitemaps, redirects, robots.txt; and of static pages' text."""

from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Feed, Page, Redirect, ResolvedBody, Robots, Sitemap


def feed(lookup: Lookup, page: Page) -> Feed | None:
    """Return the feed that a file is of; the same for all its formats."""
    return lookup.value_of_kind("feed", page, None)


def sitemap(lookup: Lookup, page: Page) -> Sitemap | None:
    """Return what a file of the sitemap has."""
    return lookup.value_of_kind("sitemap", page, None)


def redirect(lookup: Lookup, page: Page) -> Redirect | None:
    return lookup.value_of_kind("redirect", page, None)


def redirects(lookup: Lookup, page: Page) -> tuple[Redirect, ...]:
    return lookup.value_of_kind("redirects", page, ())


def robots(lookup: Lookup, page: Page) -> Robots | None:
    return lookup.value_of_kind("robots", page, None)


def content(lookup: Lookup, page: Page) -> ResolvedBody | None:
    """Return a static page's text, in one section."""
    return lookup.value_of_kind("content", page, None)
