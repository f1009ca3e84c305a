"""Feeds: the files of each list that has a feed, and of the corrections, one for each format."""

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from sitegen.newsroom.boxes.corrections import list_corrections
from sitegen.newsroom.cards import Card
from sitegen.newsroom.site import Cards, Site
from sitegen.pages.feeds.entries import FILES
from sitegen.pages.kinds.common import find_sitegen_owner, make_page_info
from sitegen.pages.kinds.page_kind import ListFeeds, PageKind
from sitegen.pages.listings import CORRECTIONS, CORRECTIONS_FEED, Listing, drop_paid
from sitegen.pages.lookup import Lookup
from sitegen.pages.markup import format_rfc3339
from sitegen.pages.output_paths import find_output_path
from sitegen.pages.pagination import make_folder_url
from sitegen.pages.templates import Templates
from sitegen.pages.values import Feed, Page
from sitegen.source.direction import direction

TEMPLATES: Mapping[str, str] = {"rss": "machine/rss.xml", "atom": "machine/atom.xml", "json": "machine/feed.json"}
"""By format"""


def plan_feeds(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    site = lookup.site
    for listing in lookup.listings.values():
        if lookup.has_feeds(listing):
            yield from _plan_files(kind, site, make_folder_url(listing.url), listing.name, listing.lang, listing.dir)
    if lookup.corrections:
        lang = site.config.language
        yield from _plan_files(kind, site, site.root.url(CORRECTIONS), CORRECTIONS_FEED, lang, direction(lang))


def _plan_files(kind: PageKind, site: Site, base: str, subject: str, lang: str, dir: str) -> Iterator[Page]:
    """Yield the files of one feed, whose addresses begin with `base`."""
    path = find_output_path(base, site.root).removesuffix("index.html")
    for form in site.config.feeds.formats:
        yield Page(path + FILES[form], base + FILES[form], kind.name, TEMPLATES[form], subject, 0, lang, dir)


def make_feed(lookup: Lookup, page: Page) -> Feed:
    """Return the feed that a file is of; the same for all its formats."""
    listing = lookup.listings.get(page.subject)
    return _make_feed_of_stories(lookup, listing) if listing else _make_feed_of_corrections(lookup)


def _make_feed_of_stories(lookup: Lookup, listing: Listing) -> Feed:
    site, config = lookup.site, lookup.site.config
    rules = lookup.kinds[listing.kind].feed or ListFeeds()
    found = _sort_by_date(listing)
    found = (found if rules.with_paid else drop_paid(found))[: config.lists.feed]
    url = site.root.absolute(listing.url)
    full = config.feeds.full_text and rules.full_text
    return Feed(
        title=config.title if listing.title == config.title else f"{config.title}: {listing.title}",
        description=listing.description or config.description,
        folder=make_folder_url(url),
        home=url,
        lang=listing.lang,
        cards=found,
        bodies=tuple(lookup.get_feed_text(card.path) for card in found) if full else (),
        notices=_make_notices(lookup, found) if full else {},
        hub=config.feeds.hub,
    )


def _make_notices(lookup: Lookup, cards: Cards) -> dict[str, Markup]:
    return {card.path: _make_notice(lookup, card) for card in cards if lookup.site.articles[card.path].corrections}


def _make_notice(lookup: Lookup, card: Card) -> Markup:
    """Return the corrections of a story as HTML, newest first, in the story's language."""
    words = lookup.get_words(card.lang)
    line = Markup('<p><strong>{}</strong> <time datetime="{}">{}</time>: {}</p>\n')
    notes = list_corrections(lookup.site, lookup.site.articles[card.path])
    label = {note.type: words.get(f"note_{note.type}", note.type) for note in notes}
    return Markup().join(
        line.format(label[note.type], format_rfc3339(note.date), note.date.date().isoformat(), note.text)
        for note in notes
    )


def _sort_by_date(listing: Listing) -> Cards:
    """Return the list's stories newest first, which a series' own order is not."""
    if not listing.paging.in_reading_order:
        return listing.cards
    return tuple(sorted(sorted(listing.cards, key=lambda card: card.path), key=lambda card: card.date, reverse=True))


def _make_feed_of_corrections(lookup: Lookup) -> Feed:
    site, config = lookup.site, lookup.site.config
    title = lookup.get_words(config.language).get("corrections", "Corrections")
    url = site.root.absolute(site.root.url(CORRECTIONS))
    notes = lookup.corrections[: config.lists.feed]
    name = f"{config.title}: {title}"
    return Feed(name, config.description, url, url, config.language, notes=notes, hub=config.feeds.hub)


FEED = PageKind(
    name="feed",
    templates=tuple(TEMPLATES.values()),
    plan=plan_feeds,
    make_info=make_page_info,
    find_owner=find_sitegen_owner,
    values={"feed": make_feed},
)
