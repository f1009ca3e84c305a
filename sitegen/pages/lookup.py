"""Lookup: what many views need of one Site, computed when it is first needed and kept for the whole build."""

from collections.abc import Mapping
from functools import cached_property
from typing import TypeVar

from sitegen.newsroom.ads import placements
from sitegen.newsroom.boxes.corrections import list_all_corrections
from sitegen.newsroom.boxes.more_in_category import get_inline_top_stories
from sitegen.newsroom.boxes.top_stories import choose_top_stories
from sitegen.newsroom.cards import Link
from sitegen.newsroom.links.page_links import find_link
from sitegen.newsroom.links.references import make_attributes
from sitegen.newsroom.pictures import make_picture
from sitegen.newsroom.related.selection import Related
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.values import CorrectionNote, Placement, TopStories
from sitegen.pages.feeds.entries import FILES
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.listings import CORRECTIONS, CORRECTIONS_FEED, SITE_FEED, Listing, list_category_path
from sitegen.pages.pagination import make_folder_url
from sitegen.pages.short_texts import fill_references, shorten
from sitegen.pages.sitemaps import sitemap_files
from sitegen.pages.values import AuthorBox, BodyRef, FeedLink, Page, Sitemap, SitemapEntry
from sitegen.source.article import Author, Byline, Image, StaticPage
from sitegen.theme.model import Theme

FEED_TYPES = {"rss": "application/rss+xml", "atom": "application/atom+xml", "json": "application/feed+json"}
FEED_NAMES = {"rss": "RSS", "atom": "Atom", "json": "JSON Feed"}

Value = TypeVar("Value")


class Lookup:
    """Tables over one Site for one theme. Nothing in it depends on the order in which it is asked."""

    def __init__(self, site: Site, theme: Theme, related: Related, kinds: Mapping[str, PageKind]) -> None:
        """`kinds` is the table of all kinds of pages."""
        self.site = site
        self.kinds = kinds
        self.theme = theme
        self.related = related
        self._words: dict[str, Mapping[str, str]] = {}
        self._authors: dict[tuple[str, str], AuthorBox] = {}
        self._feeds_around: dict[str, tuple[FeedLink, ...]] = {}
        self._top_stories: dict[str, TopStories] = {}
        self._inline_top_stories: dict[str, Cards] = {}
        self._trails: dict[str, tuple[Link, ...]] = {}
        self.house_slots: dict[tuple[str, str, bool], Mapping[str, tuple[Placement, ...]]] = {}
        """Kind of page, language and whether it takes advertising -> what its slots show if none is booked"""
        self._texts: dict[str, BodyRef] = {}
        """Article path -> its text without in-body slots, as feeds have it"""
        self.declared: dict[str, Mapping[str, Cards]] = {}
        """Name of a view that the theme declares -> the stories that it chooses from, by the value of one field"""

    def get_words(self, lang: str) -> Mapping[str, str]:
        """Return the theme's strings in a language."""
        if lang not in self._words:
            self._words[lang] = self.theme.words(lang)
        return self._words[lang]

    def get_top_stories(self, lang: str) -> TopStories:
        if lang not in self._top_stories:
            self._top_stories[lang] = choose_top_stories(self.site, lang)
        return self._top_stories[lang]

    def get_inline_top_stories(self, lang: str) -> Cards:
        """Return the stories that every article page of a language shows inline."""
        if lang not in self._inline_top_stories:
            self._inline_top_stories[lang] = get_inline_top_stories(self.site, self.get_top_stories(lang))
        return self._inline_top_stories[lang]

    @cached_property
    def listings(self) -> Mapping[str, Listing]:
        """By name ("category:politics"), in the order of their kinds"""
        return {listing.name: listing for listings in self._listings_by_kind.values() for listing in listings}

    @cached_property
    def _listings_by_kind(self) -> Mapping[str, tuple[Listing, ...]]:
        kinds = self.kinds.values()
        return {kind.name: tuple(kind.list_all(self.site, self.get_words)) for kind in kinds if kind.list_all}

    def get_listings(self, kind: str) -> tuple[Listing, ...]:
        """Return all listings of a kind of pages."""
        return self._listings_by_kind[kind]

    def get_listing(self, page: Page) -> Listing:
        """Return the listing that a page is one page of."""
        return self.listings[f"{page.kind}:{page.subject}"]

    def has_feeds(self, listing: Listing) -> bool:
        """Has the listing feeds? The site always; any other only if there is a story in it."""
        rules = self.kinds[listing.kind].feed
        return bool(self.site.config.feeds.formats) and rules is not None and bool(listing.cards or rules.if_empty)

    def compute_for_kind(self, view: str, page: Page, empty: Value) -> Value:
        """Return the value that a view has on pages of the page's kind, or `empty` if it has none there."""
        compute = self.kinds[page.kind].values.get(view)
        if compute is None:
            return empty
        value: Value = compute(self, page)
        return value

    @cached_property
    def schemas(self) -> Mapping[str, str]:
        """Article type -> schema.org type"""
        return {kind.id: kind.schema for kind in self.site.config.types}

    @cached_property
    def home(self) -> Link:
        """The way to the front, the first of all breadcrumbs"""
        return Link("", self.site.config.title, self.site.root.url("/"))

    def get_breadcrumbs(self, category: str) -> tuple[Link, ...]:
        """Return the links from the front down to a category."""
        if category not in self._trails:
            self._trails[category] = (self.home, *list_category_path(self.site, category))
        return self._trails[category]

    def get_author(self, byline: Byline) -> AuthorBox:
        """Return the box of an author with what they did for one story."""
        key = (byline.id, byline.role)
        if key not in self._authors:
            author = self.site.authors.get(byline.id) or Author(byline.id, byline.id)
            self._authors[key] = _make_author_box(self.site, author, byline.role)
        return self._authors[key]

    @cached_property
    def feeds(self) -> Mapping[str, tuple[FeedLink, ...]]:
        """Links to the feeds of the listings that have any, by name"""
        site = self.site
        made = {
            name: make_feed_links(site, listing.title, make_folder_url(listing.url))
            for name, listing in self.listings.items()
            if self.has_feeds(listing)
        }
        if self.corrections:
            title = self.get_words(site.config.language).get("corrections", "Corrections")
            made[CORRECTIONS_FEED] = make_feed_links(site, title, site.root.url(CORRECTIONS))
        return made

    def make_body_ref(self, path: str, placements: tuple[Placement, ...] = ()) -> BodyRef:
        """Return the text of an article with what goes into the slots within it."""
        source = self.site.articles[path]
        return BodyRef(path, make_attributes(self.site, source) if source.references else (), placements)

    def get_feed_text(self, path: str) -> BodyRef:
        """Return the text of an article as feeds have it: without slots."""
        known = self._texts.get(path)
        if known is None:
            known = self._texts[path] = self.make_body_ref(path)
        return known

    @cached_property
    def has_body_slots(self) -> bool:
        return any(slot.where == placements.BODY for slot in self.site.config.slots)

    @cached_property
    def booked_kinds(self) -> frozenset[str]:
        """Kinds of pages (article, front, category) of which a slot outside the text is booked now"""
        slots = (s for s in self.site.config.slots if s.where != placements.BODY and self.site.bookings.get(s.id))
        return frozenset(slot.where.partition(".")[0] for slot in slots)

    def list_feeds(self, name: str) -> tuple[FeedLink, ...]:
        """Return the links to the site's feeds and to those of the listing of that name."""
        if name not in self._feeds_around:
            own = self.feeds.get(name, ()) if name != SITE_FEED else ()
            self._feeds_around[name] = (*self.feeds.get(SITE_FEED, ()), *own)
        return self._feeds_around[name]

    @cached_property
    def static_pages(self) -> Mapping[str, StaticPage]:
        """By path"""
        return {page.path: page for page in self.site.pages}

    @cached_property
    def corrections(self) -> tuple[CorrectionNote, ...]:
        """All, newest first"""
        return list_all_corrections(self.site)

    @cached_property
    def sitemap_files(self) -> Mapping[str, Sitemap]:
        entries: list[SitemapEntry] = []
        for kind in self.kinds.values():
            if kind.list_sitemap_entries:
                entries += kind.list_sitemap_entries(kind, self)
        return sitemap_files.make_files(self.site, entries)

    @cached_property
    def news_files(self) -> Mapping[str, Sitemap]:
        return sitemap_files.make_news_files(self.site)


def make_feed_links(site: Site, title: str, base: str) -> tuple[FeedLink, ...]:
    """Return the links to one feed in all its formats."""
    return tuple(
        FeedLink(FEED_TYPES[form], f"{title} ({FEED_NAMES[form]})", base + FILES[form])
        for form in site.config.feeds.formats
    )


def _make_author_box(site: Site, author: Author, role: str) -> AuthorBox:
    photo = make_picture(Image(author.photo, author.name), author.path, site.media) if author.photo else None
    return AuthorBox(
        id=author.id,
        name=author.name,
        url=find_link(site, "author", author.id).url,
        title=author.title,
        photo=photo,
        email=author.email,
        site=author.url,
        social=author.social,
        bio=(bio := fill_references(site, author.bio, author)),
        line=shorten(bio),
        role=role,
        languages=author.languages,
        beats=author.beats,
        disclosures=author.disclosures,
        active=author.active,
    )
