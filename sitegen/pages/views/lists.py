"""Views of lists: their cards, the way to their other pages, what they are about; the front, the archive."""

from sitegen.newsroom import calendar
from sitegen.newsroom.boxes import front as fronts
from sitegen.newsroom.cards import Link
from sitegen.newsroom.links.page_links import find_link
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.terms.categories import find_children
from sitegen.newsroom.values import CorrectionNote, Front, SeriesBox
from sitegen.pages import pagination as paging
from sitegen.pages.listings import Listing, period_start, period_url
from sitegen.pages.lookup import Lookup
from sitegen.pages.short_texts import filled
from sitegen.pages.values import Alternate, CategoryInfo, Page, Pagination, Period, TagInfo
from sitegen.source.article import Byline, Topic


def listing_of(lookup: Lookup, page: Page) -> Listing | None:
    """Return the listing that a page is one page of."""
    return lookup.listings.get(f"{page.kind}:{page.subject}")


def cards(lookup: Lookup, page: Page) -> Cards:
    """Return the stories that this page of a list shows."""
    listing = listing_of(lookup, page)
    if listing is None:
        return ()
    size = lookup.site.config.lists.page
    if listing.kind == "series":
        return listing.cards[paging.series_cut(size, page.number)]
    return listing.cards[paging.cut(len(listing.cards), size, page.number)]


def pagination(lookup: Lookup, page: Page) -> Pagination:
    listing = listing_of(lookup, page)
    if listing is None:
        return Pagination(0, 0)
    way = paging.series_pagination if listing.kind == "series" else paging.pagination
    return way(len(listing.cards), lookup.site.config.lists.page, page.number, listing.url)


def subject(lookup: Lookup, page: Page) -> object:
    """Return what the list is about; None for pages that are about no such thing."""
    site = lookup.site
    match page.kind:
        case "category":
            return _category(site, page.subject)
        case "tag":
            return _topic(site, find_link(site, "tag", page.subject), site.tags[page.subject])
        case "thread":
            return _topic(site, find_link(site, "thread", page.subject), site.threads[page.subject])
        case "series":
            return _series(site, page.subject)
        case "author":
            return lookup.author(Byline(page.subject))
        case "month" | "year":
            return period(lookup, page.subject)
        case "language":
            front = lookup.listings[f"language:{page.subject}"]
            return Alternate(front.lang, front.url, front.title)
        case _:
            return None


def _category(site: Site, id: str) -> CategoryInfo:
    category, links = site.categories[id], site.links["category"]
    below = tuple(links[child] for child in find_children(site.categories, id))
    return CategoryInfo(links[id], category.description, category.colour, links.get(category.parent), below)


def _topic(site: Site, own: Link, topic: Topic) -> TagInfo:
    text = filled(site, topic.body, topic)
    return TagInfo(own, topic.description, topic.kind, topic.same_as, text)


def _series(site: Site, id: str) -> SeriesBox:
    topic = site.series[id]
    text = filled(site, topic.body, topic)
    return SeriesBox(find_link(site, "series", id), topic.description, 0, (), text)


def period(lookup: Lookup, id: str, count: int = 0, months: tuple[Period, ...] = ()) -> Period:
    """Return a month ("2026-11") or a year ("2026") of the archive."""
    listing = lookup.listings.get(f"month:{id}")
    own = listing.link if listing else Link(id, id, period_url(lookup.site, id))
    return Period(own, period_start(lookup.site, id), count, months)


def archive(lookup: Lookup, page: Page) -> tuple[Period, ...]:
    """Return the years with their months and how many stories each has, newest first; on a year's page only it."""
    if page.kind not in {"archive", "year"}:
        return ()
    return tuple(
        period(lookup, year.id, year.count, tuple(period(lookup, month.id, month.count) for month in year.months))
        for year in calendar.list_years(lookup.site)
        if page.kind == "archive" or year.id == page.subject
    )


def front(lookup: Lookup, page: Page) -> Front | None:
    return fronts.make_front(lookup.site, page.lang) if page.kind == "front" else None


def corrections(lookup: Lookup, page: Page) -> tuple[CorrectionNote, ...]:
    """Return all corrections with the cards of their stories, newest first."""
    return lookup.corrections if page.kind == "corrections" else ()
