"""Views of what machines read: feeds, sitemaps, redirects, robots.txt; and of static pages' text."""

from markupsafe import Markup

from sitegen.newsroom.links.url_paths import normalize_alias
from sitegen.newsroom.site import Cards, Site
from sitegen.pages import redirects as moves
from sitegen.pages.listings import CORRECTIONS, FULL_TEXT, Listing, unpaid
from sitegen.pages.lookup import Lookup
from sitegen.pages.pagination import folder
from sitegen.pages.short_texts import filled
from sitegen.pages.sitemaps import sitemap_files
from sitegen.pages.values import Feed, Page, Redirect, ResolvedBody, ResolvedSection, Robots, Sitemap
from sitegen.pages.views.story import feed_text


def feed(lookup: Lookup, page: Page) -> Feed | None:
    """Return the feed that a file of kind "feed" has; the same for all its formats."""
    if page.kind != "feed":
        return None
    listing = lookup.listings.get(page.subject)
    return _stories(lookup, listing) if listing else _corrections(lookup)


def _stories(lookup: Lookup, listing: Listing) -> Feed:
    site, config = lookup.site, lookup.site.config
    found = newest(listing)
    found = (unpaid(found) if listing.kind in {"site", "language"} else found)[: config.lists.feed]
    full = config.feeds.full_text and listing.kind in FULL_TEXT
    url = site.root.absolute(listing.url)
    return Feed(
        title=config.title if listing.title == config.title else f"{config.title}: {listing.title}",
        description=listing.description or config.description,
        folder=folder(url),
        home=url,
        lang=listing.lang,
        cards=found,
        bodies=tuple(feed_text(lookup, card.path) for card in found) if full else (),
        ids=first_addresses(site, found),
        hub=config.feeds.hub,
    )


def newest(listing: Listing) -> Cards:
    """Return the listing's stories newest first, which a series' own order is not."""
    if listing.kind != "series":
        return listing.cards
    return tuple(sorted(sorted(listing.cards, key=lambda card: card.path), key=lambda card: card.date, reverse=True))


def first_addresses(site: Site, cards: Cards) -> dict[str, str]:
    """Return the first address of each story that has moved: the first of its aliases, as new ones go to the end."""
    found = {}
    for card in cards:
        aliases = site.articles[card.path].aliases
        old = normalize_alias(aliases[0]) if aliases else ""
        if site.aliases.get(old) == card.path:
            found[card.path] = site.root.absolute(site.root.url(old))
    return found


def _corrections(lookup: Lookup) -> Feed:
    site, config = lookup.site, lookup.site.config
    title = lookup.words(config.language).get("corrections", "Corrections")
    url = site.root.absolute(site.root.url(CORRECTIONS))
    notes = lookup.corrections[: config.lists.feed]
    name = f"{config.title}: {title}"
    return Feed(name, config.description, url, url, config.language, notes=notes, hub=config.feeds.hub)


def sitemap(lookup: Lookup, page: Page) -> Sitemap | None:
    """Return what a file of the sitemap has."""
    match page.kind:
        case "sitemap":
            return lookup.sitemap_files[page.subject]
        case "news_sitemap":
            return lookup.news_files[page.subject]
        case "sitemap_index":
            return sitemap_files.index(lookup.site, lookup.sitemap_files)
        case _:
            return None


def redirect(lookup: Lookup, page: Page) -> Redirect | None:
    return moves.redirect(lookup.site, page.url, page.subject) if page.kind == "redirect" else None


def redirects(lookup: Lookup, page: Page) -> tuple[Redirect, ...]:
    return moves.redirects(lookup.site) if page.kind == "redirects" else ()


def robots(lookup: Lookup, page: Page) -> Robots | None:
    if page.kind != "robots":
        return None
    names = (sitemap_files.INDEX, *lookup.news_files)
    return Robots(tuple(sitemap_files.file_url(lookup.site, name) for name in names))


def content(lookup: Lookup, page: Page) -> ResolvedBody | None:
    """Return a static page's text, in one section."""
    if page.kind != "page":
        return None
    source = lookup.static_pages[page.subject]
    text = filled(lookup.site, source.html, source)
    return ResolvedBody((ResolvedSection("", "", Markup(""), "", Markup(text)),))
