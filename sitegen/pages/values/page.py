"""The page itself: where it is, and what the document's head and frame need."""

from pathlib import Path

from msgspec import Struct

from sitegen.newsroom.cards import Link, Picture


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
    appended: bytes = b""
    """What follows these bytes, from a line of its own"""

    def read(self, root: Path) -> bytes:
        """Return the bytes of the output in a newsroom whose root is given."""
        data = self.data or (root / self.source).read_bytes()
        if self.appended and data and not data.endswith(b"\n"):
            data += b"\n"
        return data + self.appended


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
