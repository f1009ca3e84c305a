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
    """The organisation behind the site."""

    name: str
    """Name of the organisation"""
    url: str
    """Its own site, absolute"""
    logo: Picture | None = None
    """Logo; its url is absolute or from the root of the host"""
    founded: str = ""
    """Year or date of its foundation, as site.toml has it"""
    email: str = ""
    """Address for readers"""
    policies: Mapping[str, str] = field(default_factory=dict)
    """Absolute URLs of the policies, by schema.org property: ethicsPolicy, correctionsPolicy..."""
    same_as: tuple[str, ...] = ()
    """Absolute URLs of its pages elsewhere"""


class SiteInfo(Struct, frozen=True, array_like=True):
    """What every page may say of the publication. Nothing here changes when a story is published."""

    title: str
    """Title of the site"""
    description: str
    """One sentence about the site"""
    url: str
    """URL of the front page"""
    base_url: str
    """Absolute URL of the site, without a slash at its end"""
    origin: str
    """Scheme and host: written before a URL from the root of the host, it makes that absolute"""
    language: str
    """BCP 47 code of the site's main language"""
    dir: str
    """Direction of its main language: ltr or rtl"""
    year: int
    """Year of the build"""
    publisher: PublisherInfo
    """The organisation behind the site"""
    copyright: str = ""
    """Line about the copyright, for the footer"""
    social: tuple[Link, ...] = ()
    """The site's pages in social networks"""
    policies: tuple[Link, ...] = ()
    """The publisher's policies, for the footer: id is the schema.org property, title that of the page, or ""."""
    feeds: tuple["FeedLink", ...] = ()
    """The site's own feeds"""
    languages: tuple["Alternate", ...] = ()
    """Fronts by language, the site's own first; empty if there is only one language"""
    archive: str = ""
    """URL of the archive, "" if there is none"""
    corrections: str = ""
    """URL of the page of corrections, "" if there is none"""
    sponsored: str = ""
    """URL of the list of paid articles, "" if there are none"""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """The table [extra] of site.toml"""


class CategoryNode(Struct, frozen=True, array_like=True):
    """One category in the tree of `categories`."""

    link: Link
    """Its name and page"""
    description: str = ""
    """One sentence about it"""
    colour: str = ""
    """CSS colour from site.toml, "" for none"""
    children: tuple["CategoryNode", ...] = ()
    """Its subcategories"""


class FeedLink(Struct, frozen=True, array_like=True):
    """A link to a feed in one format."""

    type: str
    """Media type: application/rss+xml, application/atom+xml, application/feed+json"""
    title: str
    """Title of the feed, with the format"""
    url: str
    """URL of the feed's file"""


class Alternate(Struct, frozen=True, array_like=True):
    """A page in another language: a version of an article, or the front page of a language."""

    lang: str
    """BCP 47 code, or x-default for all readers without a version of their own"""
    url: str
    """URL of the page: absolute in `page.alternates`"""
    title: str = ""
    """Title of the site in that language, if it is a front page"""


class PageInfo(Struct, frozen=True, array_like=True):
    """What the head and the frame of a page need, for pages of every kind."""

    kind: str
    """Kind of the page: article, front, language, category, tag, author, series, thread, month, archive, year, page,
    corrections, sponsored, not_found..."""
    url: str
    """URL of the page"""
    canonical: str
    """Absolute URL that search engines should keep for the page"""
    title: str
    """Title without the site's name"""
    description: str
    """One or two sentences about the page, or ""."""
    lang: str
    """BCP 47 code of the page's language"""
    dir: str
    """Direction of that language: ltr or rtl"""
    noindex: bool = False
    """Should search engines leave the page out?"""
    image: Picture | None = None
    """Picture for social cards; its url is absolute"""
    alternates: tuple[Alternate, ...] = ()
    """Versions in other languages, for hreflang: with absolute URLs, the page itself among them, x-default first; empty
    if there is only one language"""
    feeds: tuple[FeedLink, ...] = ()
    """Feeds of the site and of what the page is about"""
    breadcrumbs: tuple[Link, ...] = ()
    """The way from the front to the page itself"""
    category: str = ""
    """Id of the category that the page belongs to, for the navigation, or ""."""
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
    """A part of a text under one heading."""

    key: str
    """Key of the section: "" before the first heading, else what-to-know, what-happened..."""
    title: str
    """Heading as plain text"""
    heading: Markup
    """Heading as HTML"""
    anchor: str
    """Fragment that links to the section"""
    html: Markup
    """Text of the section, without the heading"""


class ResolvedBody(Struct, frozen=True, array_like=True):
    """A text, with its references and the slots within it filled in."""

    sections: tuple[ResolvedSection, ...]
    """Parts of the text under one heading each"""
    headings: tuple[Heading, ...] = ()
    """Lines of a table of contents"""
    features: tuple[str, ...] = ()
    """What the text contains and pages may need scripts or styles for: code, video, table..."""

    @property
    def content(self) -> Markup:
        """Return the whole text with its headings, HTML."""
        return Markup("".join([render_heading(s) + str(s.html) for s in self.sections]))

    def section(self, key: str) -> ResolvedSection | None:
        """Return the section of that key."""
        return next((s for s in self.sections if s.key == key), None)


def render_heading(section: ResolvedSection) -> str:
    if not section.title:
        return ""
    return f'<h2 id="{escape(section.anchor)}">{section.heading}</h2>\n'


class AuthorBox(Struct, frozen=True, array_like=True):
    """An author, on their own page or below an article."""

    id: str
    """Id of the author"""
    name: str
    """Name"""
    url: str
    """URL of their page here"""
    title: str = ""
    """Job title"""
    photo: Picture | None = None
    """Portrait"""
    email: str = ""
    """Address for readers"""
    site: str = ""
    """Absolute URL of their own site"""
    social: Mapping[str, str] = field(default_factory=dict)
    """URLs of their pages in social networks, by network"""
    bio: str = ""
    """Biography, HTML"""
    line: str = ""
    """First sentences of the biography, plain text"""
    role: str = ""
    """What they did for the article: photography, translation..."""
    languages: tuple[str, ...] = ()
    """Languages that they work in"""
    beats: tuple[str, ...] = ()
    """Subjects that they report on"""
    disclosures: str = ""
    """What readers should know about their interests"""
    active: bool = True
    """Do they still work here?"""


class CategoryInfo(Struct, frozen=True, array_like=True):
    """A category, on its own pages."""

    link: Link
    """Its name and page"""
    description: str = ""
    """One sentence about it"""
    colour: str = ""
    """CSS colour from site.toml, "" for none"""
    parent: Link | None = None
    """Category that it is a subcategory of"""
    children: tuple[Link, ...] = ()
    """Its subcategories"""


class TagInfo(Struct, frozen=True, array_like=True):
    """A tag or a thread, on its own pages."""

    link: Link
    """Its name and page"""
    description: str = ""
    """One sentence about it"""
    kind: str = ""
    """What it names: person, place, organisation, event, or ""."""
    same_as: tuple[str, ...] = ()
    """URLs of pages elsewhere about the same"""
    body: str = ""
    """Text of its file, HTML"""


class Period(Struct, frozen=True, array_like=True):
    """A month or a year, on its own pages and in the archive."""

    link: Link
    """Its name and page; the id is "2026-11" or "2026"."""
    start: dt.datetime
    """Its first midnight, in the site's time zone"""
    count: int = 0
    """Number of stories; 0 on the pages of the month or year itself, which would change with each story"""
    months: tuple["Period", ...] = ()
    """Months of a year, newest first"""


class Story(ReadsText, frozen=True, array_like=True):
    """What the page of an article shows besides its text."""

    card: Card
    """The article as lists show it"""
    update_note: str = ""
    """What the last update changed"""
    dateline: str = ""
    """Place and country: "Paris, France"."""
    authors: tuple[AuthorBox, ...] = ()
    """Who wrote it"""
    contributors: tuple[AuthorBox, ...] = ()
    """Who else worked on it"""
    image: Picture | None = None
    """Lead picture"""
    corrections: tuple[CorrectionNote, ...] = ()
    """Corrections, newest first"""
    sources: tuple[Mapping[str, str], ...] = ()
    """Sources, each with title, url and note"""
    methodology: str = ""
    """How the story was reported"""
    series: SeriesBox | None = None
    """The series that it is a part of"""
    thread: Link | None = None
    """The thread that it belongs to"""
    paid: Mapping[str, str] | None = None
    """For a paid article: label, disclosure, relation, sponsor, url, logo_light, logo_dark, logo_alt"""
    schema: str = "NewsArticle"
    """schema.org type of the article"""
    original: str = ""
    """Absolute URL of the story that this one translates, or ""."""
    words: int = 0
    """Number of words of the text"""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """The mapping `extra` of the front matter"""

    @property
    def text_paths(self) -> tuple[str, ...]:
        return (self.card.path,)

    def with_texts(self, reader: TextReader) -> Self:
        return replace(self, words=reader.text(self.card.path).words)


class Pagination(Struct, frozen=True, array_like=True):
    """The way from one page of a list to its other pages."""

    number: int
    """Number of the page, counted from the oldest; 0 is the list's first page, with the newest"""
    total: int
    """Number of numbered pages; only on the first page, as the others would all change when one is added"""
    newer: str = ""
    """URL of the page with newer stories, "" if there is none"""
    older: str = ""
    """URL of the page with older stories, "" if there is none"""


class Feed(ReadsText, frozen=True, array_like=True):
    """A feed, the same value for all its formats. URLs are absolute."""

    title: str
    """Title of the feed"""
    description: str
    """One sentence about it"""
    folder: str
    """Absolute URL of the feed's files, without their names"""
    home: str
    """Absolute URL of the page that the feed belongs to"""
    lang: str
    """BCP 47 code of its language"""
    cards: tuple[Card, ...] = ()
    """Stories, newest first"""
    bodies: tuple[BodyRef, ...] = ()
    """References to the texts of these stories; empty if the feed gives summaries only"""
    texts: tuple[ResolvedBody, ...] = ()
    """Texts of these stories, in their order; empty if the feed gives summaries only"""
    ids: Mapping[str, str] = field(default_factory=dict)
    """First absolute URL of stories that have moved, by article path: the id of a story in feeds never changes"""
    notes: tuple[CorrectionNote, ...] = ()
    """Corrections, in the feed of corrections instead of stories"""
    hub: str = ""
    """Absolute URL of the WebSub hub, or ""."""

    @property
    def text_paths(self) -> tuple[str, ...]:
        return tuple(ref.path for ref in self.bodies)

    def with_texts(self, reader: TextReader) -> Self:
        return replace(self, texts=tuple(map(reader.body, self.bodies))) if self.bodies else self


class SitemapEntry(Struct, frozen=True, array_like=True):
    """A page that search engines should know, or a file of the sitemap."""

    url: str
    """Absolute URL"""
    modified: dt.datetime | None = None
    """When the page last changed"""


class Sitemap(Struct, frozen=True, array_like=True):
    """A file of the sitemap, its index or a file of the news sitemap."""

    entries: tuple[SitemapEntry, ...] = ()
    """Pages, or in the index the files of the sitemap"""
    cards: tuple[Card, ...] = ()
    """Stories, oldest first"""


class Redirect(Struct, frozen=True, array_like=True):
    """An address that something once had, and its address now. URLs are percent-encoded."""

    source: str
    """Old URL"""
    target: str
    """New URL"""
    canonical: str
    """New URL, absolute"""


class Robots(Struct, frozen=True, array_like=True):
    """What robots.txt says."""

    sitemaps: tuple[str, ...]
    """Absolute URLs of the sitemaps"""
    disallow: tuple[str, ...] = ()
    """URL paths that robots should not visit"""
