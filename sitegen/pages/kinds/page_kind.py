"""PageKind: what all pages of a kind have in common. The rest of sitegen asks it and never tests a kind's name."""

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any, Literal

from msgspec import Struct

from sitegen.newsroom.ads.placements import AdTarget
from sitegen.newsroom.site import Site
from sitegen.pages.listings import Listing, Words
from sitegen.pages.output_paths import PathOwner
from sitegen.pages.values import Page, PageInfo, SitemapEntry

if TYPE_CHECKING:
    from sitegen.pages.lookup import Lookup
    from sitegen.pages.templates import Templates

MakeValue = Callable[["Lookup", Page], Any]
MakeInfo = Callable[["Lookup", Page], PageInfo]
FindOwner = Callable[[Site, Page], PathOwner]
ListAll = Callable[[Site, Words], Iterable[Listing]]


class ListFeeds(Struct, frozen=True):
    """How the feeds of a kind's lists are made."""

    full_text: bool = False
    """Do they have the stories' whole text? Those of tags and series, of which an archive has thousands, have
    summaries: with texts they would hold the archive many times over."""
    with_paid: bool = True
    """Do they have articles that are paid for?"""
    if_empty: bool = False
    """Is there a feed even if the list has no stories?"""


class PageSlots(Struct, frozen=True):
    """Which slots a kind's pages have outside the text."""

    prefix: Literal["article", "front", "category"]
    """First part of the `where` of these slots"""
    make_target: Callable[[Site, Page], AdTarget]
    takes_ads: Callable[[Site, Page], bool] = lambda site, page: True


class PageKind(Struct, frozen=True, kw_only=True):
    """A row of the table of kinds."""

    name: str
    templates: tuple[str, ...]
    """Names in the theme; a page has the first of them that the theme has."""
    plan: Callable[["PageKind", "Lookup", "Templates"], Iterable[Page]]
    """Gives all pages of the kind."""
    make_info: MakeInfo
    """Gives a page's value of the view `page`: title, breadcrumbs, feeds, language versions..."""
    find_owner: FindOwner
    """Says what a page is and where its path can be changed, for diagnostics."""
    schema: str = "WebPage"
    """schema.org type of the page"""
    values: Mapping[str, MakeValue] = {}
    """Name of a view that only some kinds have (`subject`, `cards`, `article`...) -> what gives its value"""
    list_all: ListAll | None = None
    """Gives all lists that have pages or feeds of this kind, None for kinds that are not lists."""
    feed: ListFeeds | None = None
    """How these lists' feeds are made, None if they have none"""
    list_sitemap_entries: Callable[["PageKind", "Lookup"], Iterable[SitemapEntry]] | None = None
    """Gives the kind's entries in the sitemap of pages. None: not there; articles are in files of their own."""
    slots: PageSlots | None = None
    card_field: str = ""
    """Field of a card in which a list's subject is the same for all its stories: `tags` for a tag"""
    has_article: bool = False
    """Is the subject of a page the path of an article, and the page that article's own?"""
    is_replaceable: bool = False
    """May a file of content/static/ take the place of the page?"""
    make_appended: Callable[["Lookup"], str] | None = None
    """Gives what is appended to such a file"""
