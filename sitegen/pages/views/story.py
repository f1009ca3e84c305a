"""Views of a story's own page. On pages of any other kind they are empty."""

from collections.abc import Mapping

from sitegen.newsroom.ads import paid, placements
from sitegen.newsroom.boxes import corrections, series
from sitegen.newsroom.boxes import more_in_category as more
from sitegen.newsroom.cards import Card
from sitegen.newsroom.links import references
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.values import Placement
from sitegen.pages.lookup import Lookup
from sitegen.pages.values import BodyRef, Page, Story
from sitegen.source.article import ArticleMeta


def article(lookup: Lookup, page: Page) -> Story | None:
    site = lookup.site
    if page.kind != "article":
        return None
    source, card = site.articles[page.subject], site.cards[page.subject]
    return Story(
        card=card,
        update_note=source.update_note,
        dateline=_dateline(source) if source.dateline else "",
        authors=tuple(map(lookup.author, source.authors)),
        contributors=tuple(map(lookup.author, source.contributors)),
        image=card.image,
        corrections=corrections.list_corrections(site, source) if source.corrections else (),
        sources=tuple({"title": o.title, "url": o.url, "note": o.note} for o in source.sources),
        methodology=source.methodology,
        series=series.make_series_box(site, source),
        thread=series.find_thread_link(site, source) if source.thread else None,
        paid=paid.make_paid_notice(site, source) if source.campaign else None,
        schema=_schema(lookup, source, card),
        original=_original(site, source) if source.translation_of else "",
        extra=source.extra,
    )


def _dateline(source: ArticleMeta) -> str:
    """Return "Paris, France"."""
    line = source.dateline
    return ", ".join(part for part in (line.place, line.country) if part) if line else ""


def _schema(lookup: Lookup, source: ArticleMeta, card: Card) -> str:
    """Return the schema.org type: that of the story's type, but an advertiser's story is not news."""
    if paid.is_advertiser_content(card):
        return "AdvertiserContentArticle"
    return lookup.schemas.get(source.type, "NewsArticle")


def _original(site: Site, source: ArticleMeta) -> str:
    """Return the absolute URL of the version that no other one was translated from; "" if it is not published."""
    versions = (path for _, path in site.translations.get(source.path, ()))
    original = next((path for path in versions if not site.articles[path].translation_of), "")
    return site.root.absolute(site.cards[original].url) if original else ""


def body(lookup: Lookup, page: Page) -> BodyRef | None:
    """Return the story's text, with what goes into the slots within it."""
    if page.kind != "article":
        return None
    path = page.subject
    sold = lookup.has_body_slots and lookup.site.articles[path].body_slots
    return _text(lookup.site, path, placements.fill_body_slots(lookup.site, path) if sold else ())


def feed_text(lookup: Lookup, path: str) -> BodyRef:
    """Return the story's text as feeds have it: without slots."""
    known = lookup.texts.get(path)
    if known is None:
        known = lookup.texts[path] = _text(lookup.site, path, ())
    return known


def _text(site: Site, path: str, placements: tuple[Placement, ...]) -> BodyRef:
    source = site.articles[path]
    links = references.make_attributes(site, source) if source.references else ()
    return BodyRef(path, links, placements)


def related(lookup: Lookup, page: Page) -> Cards:
    return lookup.related.get(page.subject, ()) if page.kind == "article" else ()


def more_in_category(lookup: Lookup, page: Page) -> Cards:
    """Return more of a story's category; in a block of its own, which stands beside many stories, its newest."""
    if page.kind == "block":
        return more.choose_newest(lookup.site, page.subject, page.lang)
    if page.kind != "article":
        return ()
    return more.choose_more_in_category(
        lookup.site, page.subject, lookup.related[page.subject], lookup.beside(page.lang)
    )


def find_narrowest_category(site: Site, page: Page) -> str:
    """Return the narrowest category of a story's page, "" for any other page."""
    if page.kind != "article":
        return ""
    card = site.cards[page.subject]
    return card.subcategory.id if card.subcategory and card.subcategory.id in site.categories else card.category.id


def slots(lookup: Lookup, page: Page) -> Mapping[str, tuple[Placement, ...]]:
    """Return what the page's slots outside the text show, by `where`."""
    kind = _KINDS.get(page.kind)
    if kind is None:
        return {}
    if kind in lookup.booked_kinds:
        return _booked(lookup.site, page)
    # Where nobody has booked a slot, all pages of a kind and language show the same: the house's own.
    key = (kind, page.lang, kind == "article" and lookup.site.articles[page.subject].ads)
    known = lookup.house_slots.get(key)
    if known is None:
        known = lookup.house_slots[key] = _booked(lookup.site, page)
    return known


_KINDS = {"article": "article", "category": "category", "front": "front", "language": "front"}
"""Kind of a page -> first part of the `where` of its slots"""


def _booked(site: Site, page: Page) -> Mapping[str, tuple[Placement, ...]]:
    if page.kind == "article":
        return placements.fill_slots(site, placements.make_article_target(site, page.subject))
    if page.kind == "category":
        return placements.fill_slots(site, placements.make_category_target(site, page.subject))
    return placements.fill_slots(site, placements.make_front_target(site, page.lang))
