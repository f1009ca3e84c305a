"""Views of what machines read: feeds, sitemaps, redirects, robots.txt; and of static pages' text."""

from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Feed, Page, Redirect, ResolvedBody, Robots, Sitemap


def get_feed(lookup: Lookup, page: Page) -> Feed | None:
    """Return the feed of the file, the same for all formats."""
    return lookup.compute_for_kind("feed", page, None)


def get_sitemap(lookup: Lookup, page: Page) -> Sitemap | None:
    """Return the content of a file of the sitemap."""
    return lookup.compute_for_kind("sitemap", page, None)


def get_redirect(lookup: Lookup, page: Page) -> Redirect | None:
    """Return the old and the new address."""
    return lookup.compute_for_kind("redirect", page, None)


def get_redirects(lookup: Lookup, page: Page) -> tuple[Redirect, ...]:
    """Return all redirects, by old address."""
    return lookup.compute_for_kind("redirects", page, ())


def get_robots(lookup: Lookup, page: Page) -> Robots | None:
    """Return the rules of robots.txt."""
    return lookup.compute_for_kind("robots", page, None)


def get_content(lookup: Lookup, page: Page) -> ResolvedBody | None:
    """Return the text of a static page, in one section."""
    return lookup.compute_for_kind("content", page, None)
