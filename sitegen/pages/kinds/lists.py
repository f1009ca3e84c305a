"""What all kinds of lists have in common: first and numbered pages, page information, cards, the way between pages."""

from collections.abc import Iterator, Mapping

from sitegen.newsroom.cards import Link
from sitegen.newsroom.dates import last_changed
from sitegen.newsroom.site import Cards
from sitegen.pages.kinds.common import find_sitegen_owner, make_picture_absolute
from sitegen.pages.kinds.page_kind import FindOwner, ListAll, ListFeeds, MakeInfo, MakeValue, PageKind, PageSlots
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import find_output_path
from sitegen.pages.pagination import make_page_url
from sitegen.pages.templates import Templates
from sitegen.pages.values import Alternate, AuthorBox, Page, PageInfo, Pagination, SitemapEntry


def make_list_kind(
    name: str,
    list_all: ListAll,
    *,
    templates: tuple[str, ...] = (),
    make_info: MakeInfo | None = None,
    find_owner: FindOwner = find_sitegen_owner,
    schema: str = "CollectionPage",
    subject: MakeValue | None = None,
    feed: ListFeeds | None = None,
    slots: PageSlots | None = None,
    card_field: str = "",
) -> PageKind:
    """Return the row of a kind of list; `subject` gives what a page's list is about, the view of that name."""
    own: Mapping[str, MakeValue] = {"subject": subject} if subject else {}
    return PageKind(
        name=name,
        templates=templates or (f"{name}.html", "list.html"),
        plan=plan_list,
        make_info=make_info or make_list_info,
        find_owner=find_owner,
        schema=schema,
        values={"cards": list_cards, "pagination": make_pagination, **own},
        list_all=list_all,
        feed=feed,
        list_sitemap_entries=list_sitemap_entries,
        slots=slots,
        card_field=card_field,
    )


def plan_list(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    """Yield all pages of all lists of a kind: the first and the numbered ones."""
    root, size = lookup.site.root, lookup.site.config.lists.page
    for listing in lookup.get_listings(kind.name):
        template = templates.choose(*kind.templates)
        for number in (0, *listing.paging.list_numbers(len(listing.cards), size)):
            url = make_page_url(listing.url, number) if number else listing.url
            path = find_output_path(url, root)
            yield Page(path, url, kind.name, template, listing.id, number, listing.lang, listing.dir)


def make_list_info(
    lookup: Lookup,
    page: Page,
    *,
    breadcrumbs: tuple[Link, ...] = (),
    category: str = "",
    author: AuthorBox | None = None,
    alternates: tuple[Alternate, ...] = (),
) -> PageInfo:
    """Return what is true of a page of any list; without `breadcrumbs` it is one step from the front."""
    listing = lookup.get_listing(page)
    return PageInfo(
        kind=page.kind,
        url=page.url,
        canonical=lookup.site.root.absolute(page.url),
        title=f"{listing.title} ({page.number})" if page.number else listing.title,
        description=listing.description or (author.line if author else ""),
        lang=page.lang,
        dir=page.dir,
        image=make_picture_absolute(lookup.site, author.photo) if author else None,
        alternates=alternates,
        feeds=lookup.list_feeds(listing.name),
        breadcrumbs=breadcrumbs or (lookup.home, listing.link),
        category=category,
        schema=lookup.kinds[page.kind].schema,
    )


def list_cards(lookup: Lookup, page: Page) -> Cards:
    """Return the stories that a page of a list shows."""
    listing = lookup.get_listing(page)
    return listing.cards[listing.paging.cut(len(listing.cards), lookup.site.config.lists.page, page.number)]


def make_pagination(lookup: Lookup, page: Page) -> Pagination:
    listing = lookup.get_listing(page)
    return listing.paging.link(len(listing.cards), lookup.site.config.lists.page, page.number, listing.url)


def list_sitemap_entries(kind: PageKind, lookup: Lookup) -> Iterator[SitemapEntry]:
    """Yield the first pages of a kind's lists for the sitemap, without lists that are empty; but the front always."""
    site = lookup.site
    for listing in lookup.get_listings(kind.name):
        shown = listing.cards if listing.paging.in_reading_order else listing.cards[: site.config.lists.page]
        if shown or (kind.feed and kind.feed.if_empty):
            yield SitemapEntry(site.root.absolute(listing.url), max(map(last_changed, shown), default=None))
