"""The values that templates are given: plain frozen data, made by views. Together they are the theme's API."""

import datetime as dt
from collections.abc import Mapping
from typing import Any, Protocol, Self

from markupsafe import Markup, escape
from msgspec import Struct, field
from msgspec.structs import replace

from sitegen.newsroom.cards import Card, Link, Picture
from sitegen.newsroom.values import CorrectionNote, Placement, SeriesBox
from sitegen.source.article import ArticleText, Heading


class Page(Struct, frozen=True, array_like=True):
    """An output that should exist."""

    path: str
    """Below output/: "politics/budget/index.html". Its identity."""
    url: str
    """Link from the root of the host, percent-encoded"""
    kind: str
    """Name of its row in the table of kinds: article, front, category, tag..."""
    template: str
    """"article.html": a name in the theme"""
    subject: str = ""
    """What it is about: an article's path, a category's id, a tag's slug, a feed's "category:politics"..."""
    number: int = 0
    """Of a page of a list, counted from the oldest: 1, 2, ...; 0 is the list's first page, with the newest."""
    lang: str = "en"
    dir: str = "ltr"


class Copy(Struct, frozen=True, array_like=True):
    """An output that is an input's bytes: a picture, an asset, a file of content/static/."""

    path: str
    source: str
    """Below the root of the newsroom, or absolute for a theme's asset"""
    digest: str
    data: bytes = b""
    """The bytes where they are not those of `source`"""


class PublisherInfo(Struct, frozen=True, array_like=True):
    """The organisation behind the site; every URL is absolute."""

    name: str
    url: str
    logo: Picture | None = None
    founded: str = ""
    email: str = ""
    policies: Mapping[str, str] = field(default_factory=dict)
    """schema.org property (publishingPrinciples, ethicsPolicy, correctionsPolicy...) -> URL"""
    same_as: tuple[str, ...] = ()


class SiteInfo(Struct, frozen=True, array_like=True):
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


class CategoryNode(Struct, frozen=True, array_like=True):
    """One category in the tree of `categories`."""

    link: Link
    description: str = ""
    colour: str = ""
    children: tuple["CategoryNode", ...] = ()


class FeedLink(Struct, frozen=True, array_like=True):
    type: str
    """application/rss+xml, application/atom+xml, application/feed+json"""
    title: str
    url: str


class Alternate(Struct, frozen=True, array_like=True):
    lang: str
    url: str
    title: str = ""


class PageInfo(Struct, frozen=True, array_like=True):
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


class TextReader(Protocol):
    """Gives articles' texts to the values that read them."""

    def text(self, path: str) -> ArticleText:
        """Return the text of the article at a path."""

    def body(self, ref: "BodyRef") -> "ResolvedBody":
        """Return a text with its references and in-body slots filled in."""


class ReadsText(Struct, frozen=True, array_like=True):
    """A value that shows something of articles' texts. Its type is the one declaration of that.

    The value itself names the articles only. The digests of their texts stand among the page's inputs, and the texts
    are filled in when the page is rendered: an edit of a text that leaves its ArticleMeta equal changes these pages
    alone.
    """

    @property
    def text_paths(self) -> tuple[str, ...]:
        """Paths of the articles whose text is read"""
        return ()

    def with_texts(self, reader: TextReader) -> object:
        """Return what the template is given: the value with what it shows of the texts."""
        return self


class BodyRef(ReadsText, frozen=True, array_like=True):
    """An article's text, given to the template as a `ResolvedBody`."""

    path: str
    """The article's path"""
    references: tuple[str, ...] = ()
    """What each reference of the text becomes: a whole attribute ('href="/x/"')"""
    placements: tuple[Placement, ...] = ()
    """What goes into the in-body slots, by position"""

    @property
    def text_paths(self) -> tuple[str, ...]:
        return (self.path,)

    def with_texts(self, reader: TextReader) -> "ResolvedBody":
        return reader.body(self)


class ResolvedSection(Struct, frozen=True, array_like=True):
    """A section as a template sees it."""

    key: str
    title: str
    heading: Markup
    anchor: str
    html: Markup
    """Without the heading"""


class ResolvedBody(Struct, frozen=True, array_like=True):
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


class AuthorBox(Struct, frozen=True, array_like=True):
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


class CategoryInfo(Struct, frozen=True, array_like=True):
    """`subject` of a category's pages."""

    link: Link
    description: str = ""
    colour: str = ""
    parent: Link | None = None
    children: tuple[Link, ...] = ()


class TagInfo(Struct, frozen=True, array_like=True):
    """`subject` of the pages of a tag or a thread."""

    link: Link
    description: str = ""
    kind: str = ""
    """person | place | organisation | event | \"\""""
    same_as: tuple[str, ...] = ()
    body: str = ""
    """HTML"""


class Period(Struct, frozen=True, array_like=True):
    """A month or a year: `subject` of its pages, and a line of `archive`. Its link's id is "2026-11" or "2026"."""

    link: Link
    start: dt.datetime
    """Its first midnight, in the site's zone"""
    count: int = 0
    """How many stories; 0 on its own pages, which would change with each story"""
    months: tuple["Period", ...] = ()
    """Of a year, newest first"""


class Story(ReadsText, frozen=True, array_like=True):
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
    """Of the text; filled in when the page is rendered"""
    extra: Mapping[str, Any] = field(default_factory=dict)

    @property
    def text_paths(self) -> tuple[str, ...]:
        return (self.card.path,)

    def with_texts(self, reader: TextReader) -> Self:
        return replace(self, words=reader.text(self.card.path).words)


class Pagination(Struct, frozen=True, array_like=True):
    number: int
    """0 = first page (newest)"""
    total: int
    """Number of numbered pages; 0 on these pages themselves, which otherwise would all change when one is added"""
    newer: str = ""
    older: str = ""
    """Links; "" at the ends"""


class Feed(ReadsText, frozen=True, array_like=True):
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
    """The same, filled in when the page is rendered"""
    ids: Mapping[str, str] = field(default_factory=dict)
    """Article path -> the URL that was the story's first, where it has moved: a story's id in feeds stays for ever."""
    notes: tuple[CorrectionNote, ...] = ()
    """In the feed of corrections, instead of cards"""
    hub: str = ""

    @property
    def text_paths(self) -> tuple[str, ...]:
        return tuple(ref.path for ref in self.bodies)

    def with_texts(self, reader: TextReader) -> Self:
        return replace(self, texts=tuple(map(reader.body, self.bodies))) if self.bodies else self


class SitemapEntry(Struct, frozen=True, array_like=True):
    """A page that search engines should know, or a file of the sitemap."""

    url: str
    """Absolute"""
    modified: dt.datetime | None = None


class Sitemap(Struct, frozen=True, array_like=True):
    """`sitemap`: one file of the sitemap, its index or the news sitemap, by the page's kind."""

    entries: tuple[SitemapEntry, ...] = ()
    """Pages; in the index: the sitemap's files"""
    cards: tuple[Card, ...] = ()
    """Stories, oldest first"""


class Redirect(Struct, frozen=True, array_like=True):
    """`redirect`: an address that was, and what stands for it."""

    source: str
    """URL path, percent-encoded"""
    target: str
    """Link from the root of the host, percent-encoded"""
    canonical: str
    """The target, absolute"""


class Robots(Struct, frozen=True, array_like=True):
    """`robots`: what robots.txt says."""

    sitemaps: tuple[str, ...]
    """Absolute URLs"""
    disallow: tuple[str, ...] = ()
    """URL paths"""
