"""The values that templates are given: plain frozen data, made by views. Together they are the theme's API."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup, escape

from sitegen.newsroom.cards import Card, Link, Picture
from sitegen.newsroom.values import CorrectionNote, Placement, SeriesBox
from sitegen.source.article import Heading


@dataclass(frozen=True, slots=True)
class Page:
    """An output that should exist."""

    path: str
    """Below output/: "politics/budget/index.html". Its identity."""
    url: str
    """Link from the root of the host, percent-encoded"""
    kind: str
    """article front language category tag author series thread archive year month page corrections sponsored not_found
    feed sitemap news_sitemap robots redirect ..."""
    template: str
    """"article.html": a name in the theme"""
    subject: str = ""
    """What it is about: an article's path, a category's id, a tag's slug, a feed's "category:politics"..."""
    number: int = 0
    """Of a page of a list, counted from the oldest: 1, 2, ...; 0 is the list's first page, with the newest."""
    lang: str = "en"
    dir: str = "ltr"


@dataclass(frozen=True, slots=True)
class Copy:
    """An output that is an input's bytes: a picture, an asset, a file of content/static/."""

    path: str
    source: str
    """Below the root of the newsroom, or absolute for a theme's asset"""
    digest: str
    data: bytes = b""
    """The bytes where they are not those of `source`"""


@dataclass(frozen=True, slots=True)
class PublisherInfo:
    """The organisation behind the site; every URL is absolute."""

    name: str
    url: str
    logo: Picture | None = None
    founded: str = ""
    email: str = ""
    policies: Mapping[str, str] = field(default_factory=dict)
    """schema.org property (publishingPrinciples, ethicsPolicy, correctionsPolicy...) -> URL"""
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SiteInfo:
    """`site`: what every page may say of the publication. Nothing here changes when a story is published."""

    title: str
    description: str
    url: str
    """Of the front, from the root of the host"""
    base_url: str
    """Absolute, without a slash at its end"""
    origin: str
    """Scheme and host: what makes a link from the root of the host absolute"""
    language: str
    dir: str
    year: int
    """Of `now`"""
    publisher: PublisherInfo
    copyright: str = ""
    social: tuple[Link, ...] = ()
    policies: tuple[Link, ...] = ()
    """Links to the publisher's policies, for the footer; id = the schema.org property, title = the page's, or ""."""
    feeds: tuple["FeedLink", ...] = ()
    """The site's own feeds"""
    languages: tuple["Alternate", ...] = ()
    """Fronts by language, the site's own first; empty if there is one; URLs from the root of the host"""
    archive: str = ""
    """URL of the archive, "" if the theme makes none; likewise:"""
    corrections: str = ""
    sponsored: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """[extra] of site.toml"""


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """One category in the tree of `categories`."""

    link: Link
    description: str = ""
    colour: str = ""
    children: tuple["CategoryNode", ...] = ()


@dataclass(frozen=True, slots=True)
class FeedLink:
    type: str
    """application/rss+xml, application/atom+xml, application/feed+json"""
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Alternate:
    lang: str
    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """`page`: what the document's head and frame need, for pages of every kind."""

    kind: str
    url: str
    canonical: str
    """Absolute"""
    title: str
    """Without the site's name"""
    description: str
    lang: str
    dir: str
    noindex: bool = False
    image: Picture | None = None
    """For social cards; its url is absolute."""
    alternates: tuple[Alternate, ...] = ()
    """hreflang; absolute URLs, itself among them; x-default first; empty if there is one language"""
    feeds: tuple[FeedLink, ...] = ()
    breadcrumbs: tuple[Link, ...] = ()
    """From the front to the page itself"""
    category: str = ""
    """Id of the category it belongs to, for the navigation"""
    schema: str = "WebPage"
    """schema.org type of the page"""


@dataclass(frozen=True, slots=True)
class BodyRef:
    """A text, named by digest: loaded when the page is rendered, and given to the template as a `ResolvedBody`.

    None of its fields is called `digest`: its own digest must cover the references and the placements too.
    """

    path: str
    """The article's path"""
    body_digest: str
    """Of the stored Body"""
    references: tuple[str, ...] = ()
    """What each reference of the text becomes: a whole attribute ('href="/x/"')"""
    placements: tuple[Placement, ...] = ()
    """What goes into the in-body slots, by position"""


@dataclass(frozen=True, slots=True)
class ResolvedSection:
    """A section as a template sees it."""

    key: str
    title: str
    heading: Markup
    anchor: str
    html: Markup
    """Without the heading"""


@dataclass(frozen=True, slots=True)
class ResolvedBody:
    """A text as a template sees it: references and in-body slots are filled in."""

    sections: tuple[ResolvedSection, ...]
    headings: tuple[Heading, ...] = ()
    features: tuple[str, ...] = ()

    @property
    def content(self) -> Markup:
        """The whole text, headings included."""
        return Markup("".join([heading_html(s) + str(s.html) for s in self.sections]))

    def section(self, key: str) -> ResolvedSection | None:
        return next((s for s in self.sections if s.key == key), None)


def heading_html(section: ResolvedSection) -> str:
    if not section.title:
        return ""
    return f'<h2 id="{escape(section.anchor)}">{section.heading}</h2>\n'


@dataclass(frozen=True, slots=True)
class AuthorBox:
    id: str
    name: str
    url: str
    """Their page"""
    title: str = ""
    photo: Picture | None = None
    email: str = ""
    site: str = ""
    """Their own site"""
    social: Mapping[str, str] = field(default_factory=dict)
    bio: str = ""
    """HTML"""
    line: str = ""
    """One-line biography, plain"""
    role: str = ""
    languages: tuple[str, ...] = ()
    beats: tuple[str, ...] = ()
    disclosures: str = ""
    active: bool = True


@dataclass(frozen=True, slots=True)
class CategoryInfo:
    """`subject` of a category's pages."""

    link: Link
    description: str = ""
    colour: str = ""
    parent: Link | None = None
    children: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class TagInfo:
    """`subject` of the pages of a tag or a thread."""

    link: Link
    description: str = ""
    kind: str = ""
    """person | place | organisation | event | \"\""""
    same_as: tuple[str, ...] = ()
    body: str = ""
    """HTML"""


@dataclass(frozen=True, slots=True)
class Period:
    """A month or a year: `subject` of its pages, and a line of `archive`. Its link's id is "2026-11" or "2026"."""

    link: Link
    start: dt.datetime
    """Its first midnight, in the site's zone"""
    count: int = 0
    """How many stories; 0 on its own pages, which would change with each story"""
    months: tuple["Period", ...] = ()
    """Of a year, newest first"""


@dataclass(frozen=True, slots=True)
class Story:
    """`article`: what the story page shows besides its card and its body."""

    card: Card
    update_note: str = ""
    dateline: str = ""
    authors: tuple[AuthorBox, ...] = ()
    contributors: tuple[AuthorBox, ...] = ()
    image: Picture | None = None
    corrections: tuple[CorrectionNote, ...] = ()
    """Newest first"""
    sources: tuple[Mapping[str, str], ...] = ()
    methodology: str = ""
    series: SeriesBox | None = None
    thread: Link | None = None
    paid: Mapping[str, str] | None = None
    """label, disclosure, sponsor, url, logo_light, logo_dark, logo_alt of a paid article"""
    schema: str = "NewsArticle"
    original: str = ""
    """Absolute URL of the story that this one translates"""
    words: int = 0
    extra: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pagination:
    number: int
    """0 = first page (newest)"""
    total: int
    """Number of numbered pages; 0 on these pages themselves, which otherwise would all change when one is added"""
    newer: str = ""
    older: str = ""
    """Links; "" at the ends"""


@dataclass(frozen=True, slots=True)
class Feed:
    """`feed`: one feed, the same value for all its formats. URLs are absolute."""

    title: str
    description: str
    folder: str
    """URL that the feed's files lie under, with a slash at its end"""
    home: str
    """URL of the page it is the feed of"""
    lang: str
    cards: tuple[Card, ...] = ()
    bodies: tuple[BodyRef, ...] = ()
    """Text of each card's story, in their order; empty where the feed gives summaries only"""
    texts: tuple[ResolvedBody, ...] = ()
    """The same, as a template is given them"""
    ids: Mapping[str, str] = field(default_factory=dict)
    """Article path -> the URL that was the story's first, where it has moved: a story's id in feeds stays for ever."""
    notes: tuple[CorrectionNote, ...] = ()
    """In the feed of corrections, instead of cards"""
    hub: str = ""


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """A page that search engines should know, or a file of the sitemap."""

    url: str
    """Absolute"""
    modified: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`sitemap`: one file of the sitemap, its index or the news sitemap, by the page's kind."""

    entries: tuple[SitemapEntry, ...] = ()
    """Pages; in the index: the sitemap's files"""
    cards: tuple[Card, ...] = ()
    """Stories, oldest first"""


@dataclass(frozen=True, slots=True)
class Redirect:
    """`redirect`: an address that was, and what stands for it."""

    source: str
    """URL path, percent-encoded"""
    target: str
    """Link from the root of the host, percent-encoded"""
    canonical: str
    """The target, absolute"""


@dataclass(frozen=True, slots=True)
class Robots:
    """`robots`: what robots.txt says."""

    sitemaps: tuple[str, ...]
    """Absolute URLs"""
    disallow: tuple[str, ...] = ()
    """URL paths"""
