"""An article: one Markdown file, parsed into two kinds of data, told apart by type.

ArticleMeta is all that lists, checks and other pages may see; ArticleText is what only readers of the text see. While
its ArticleMeta is equal, an edit of an article changes nothing but the pages whose values read its text.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from msgspec import Struct, field

from sitegen.errors import Diagnostic


class Image(Struct, frozen=True, array_like=True):
    """A picture as an article names it."""

    src: str
    """URL, or path: relative to the article's file, or from content/static/ with a leading "/"."""
    alt: str = ""
    caption: str = ""
    """Inline Markdown in the file, HTML once parsed"""
    credit: str = ""
    license: str = ""
    focal: tuple[float, float] = (0.5, 0.5)
    """The point that crops keep: x and y from 0 to 1 from the top left."""
    decorative: bool = False


class Byline(Struct, frozen=True, array_like=True):
    """An author (or contributor) of one article, by id, with what they did ("reporting")."""

    id: str
    """As it was written: an id ("ada-byron") or a name ("Ada Byron")."""
    role: str = ""


class Correction(Struct, frozen=True, array_like=True):
    date: dt.datetime
    type: str
    """correction | clarification | update | retraction | editors-note"""
    text: str
    priority: str = "low"
    """high (shown at the top of the story) | low (at its end)"""


class Dateline(Struct, frozen=True, array_like=True):
    place: str
    country: str = ""


class SeriesPart(Struct, frozen=True, array_like=True):
    id: str
    """As it was written"""
    part: int = 0


class Prominence(Struct, frozen=True, array_like=True):
    front: int = 0
    """The higher, the nearer to the top of the front; 0 = not pinned."""
    category: int = 0
    until: dt.datetime | None = None


class Breaking(Struct, frozen=True, array_like=True):
    label: str = "Breaking"
    until: dt.datetime | None = None


class Origin(Struct, frozen=True, array_like=True):
    """A source that the story rests on."""

    title: str
    url: str = ""
    note: str = ""


class Reference(Struct, frozen=True, array_like=True):
    """Something in a text that only the whole site can resolve: a link to another file, or a picture."""

    kind: str
    """file (a link to a .md or .markdown file) | document (a link by Hugo's `ref`, Jekyll's `link` or `post_url`) |
    slug (`[[slug]]`) | image (a picture that is not a URL)"""
    target: str
    """As written, percent-decoded, without query and fragment"""
    fragment: str = ""
    """"?...#..." of a link, its query and fragment as written"""
    bare: bool = False
    """The link has no text of its own: the target's title is put in."""


Position = tuple[int, int]
"""Line and column in a file, from 1; column 0 where it is not known"""


class ArticleMeta(Struct, frozen=True, array_like=True):
    """Everything that others see of an article. Dates are aware: a date without offset is in the site's zone."""

    path: str
    """Below content/, with "/": "articles/2026/budget.md". Its identity."""
    slug: str
    title: str
    date: dt.datetime
    category: str
    """As it was written: an id or a title"""
    type: str = "report"
    lang: str = ""
    """BCP 47; never empty once parsed."""
    dir: str = "ltr"
    short_title: str = ""
    kicker: str = ""
    summary: str = ""
    """Given; or the first sentences of its first section, then never longer than `source.summary.LIMIT` characters."""
    aliases: tuple[str, ...] = ()
    updated: dt.datetime | None = None
    update_note: str = ""
    expires: dt.datetime | None = None
    embargo: dt.datetime | None = None
    draft: bool = False
    subcategory: str = ""
    tags: tuple[str, ...] = ()
    """As they were written"""
    series: SeriesPart | None = None
    thread: str = ""
    authors: tuple[Byline, ...] = ()
    contributors: tuple[Byline, ...] = ()
    dateline: Dateline | None = None
    image: Image | None = None
    prominence: Prominence | None = None
    breaking: Breaking | None = None
    related: tuple[str, ...] = ()
    exclude_related: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()
    sources: tuple[Origin, ...] = ()
    methodology: str = ""
    campaign: str = ""
    """Id of the campaign that paid for the article itself (`sponsor: {campaign: ...}`)."""
    ads: bool = True
    sensitive: bool = False
    canonical: str = ""
    noindex: bool = False
    """For search engines only"""
    unlisted: bool = False
    """No list, feed or box shows it."""
    translation_of: str = ""
    translation_key: str = ""
    """Any text that all versions of a story have in common, and no other story."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    minutes: int = 1
    """Reading time of the text"""
    body_slots: int = 0
    """How many in-body slot positions the text has."""
    references: tuple[Reference, ...] = ()
    """Of the text, in its order; where they stand is in ArticleText."""
    terms: tuple[tuple[str, int], ...] = ()
    """The words that say what the story is about, with their damped weight, sorted: what Related compares."""


class Section(Struct, frozen=True, array_like=True):
    """A part of an article's body under one `##` heading."""

    key: str
    """"what-to-know" for a section of the article's type, the anchor for any other heading, "" for the text before."""
    title: str
    heading: str
    """HTML inside the heading"""
    anchor: str
    html: str


class Heading(Struct, frozen=True, array_like=True):
    """A line of a table of contents."""

    level: int
    """As shown: 2 to 6"""
    title: str
    """Text of the heading, plain"""
    anchor: str
    """Fragment that links to the heading"""


class ArticleText(Struct, frozen=True, array_like=True):
    """An article's text, and what an edit of it may change without changing its ArticleMeta."""

    digest: str
    """Of all that a page can show of the text, which is all but `positions`"""
    words: int
    sections: tuple[Section, ...]
    """References and slots are markers in their HTML."""
    marker: str
    """Prefix of every marker"""
    headings: tuple[Heading, ...]
    features: tuple[str, ...]
    positions: tuple[Position, ...] = ()
    """Of each reference, in the file"""


class Parsed(Struct, frozen=True, array_like=True):
    """The outcome of parsing one file: an article's two parts, or only diagnostics."""

    meta: ArticleMeta | None
    text: ArticleText | None
    diagnostics: tuple[Diagnostic, ...] = ()


class Author(Struct, frozen=True, array_like=True):
    id: str
    name: str
    title: str = ""
    photo: str = ""
    email: str = ""
    url: str = ""
    social: Mapping[str, str] = field(default_factory=dict)
    languages: tuple[str, ...] = ()
    beats: tuple[str, ...] = ()
    disclosures: str = ""
    active: bool = True
    bio: str = ""
    """Biography as HTML; references are still markers."""
    path: str = ""
    """"" for one that has no file (unknown_authors = "create")."""
    aliases: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    positions: tuple[Position, ...] = ()
    """Of the references, in the file"""
    marker: str = ""


class Topic(Struct, frozen=True, array_like=True):
    """What a file in tags/, series/ or threads/ adds to a bare name."""

    id: str
    """Slug"""
    title: str
    description: str = ""
    kind: str = ""
    """person | place | organisation | event | ""; only for tags"""
    same_as: tuple[str, ...] = ()
    body: str = ""
    """HTML; references are still markers."""
    path: str = ""
    aliases: tuple[str, ...] = ()
    references: tuple[Reference, ...] = ()
    positions: tuple[Position, ...] = ()
    """Of the references, in the file"""
    marker: str = ""


class StaticPage(Struct, frozen=True, array_like=True):
    """A file of pages/: about, contact, ethics."""

    path: str
    slug: str
    title: str
    summary: str = ""
    lang: str = ""
    dir: str = "ltr"
    updated: dt.datetime | None = None
    noindex: bool = False
    aliases: tuple[str, ...] = ()
    template: str = ""
    extra: Mapping[str, Any] = field(default_factory=dict)
    references: tuple[Reference, ...] = ()
    positions: tuple[Position, ...] = ()
    """Of the references, in the file"""
    html: str = ""
    """References are still markers."""
    marker: str = ""


class Creative(Struct, frozen=True, array_like=True):
    text: str = ""
    image: str = ""
    """Path below content/static/, or next to the sponsor's file"""
    html: str = ""
    """Sanitized"""
    href: str = ""
    alt: str = ""
    sizes: tuple[tuple[int, int], ...] = ()


class Campaign(Struct, frozen=True, array_like=True):
    id: str
    sponsor: str
    """Id of the sponsor"""
    relation: str
    """advertising | underwritten | sponsored | paid-content | hosted"""
    start: dt.datetime
    end: dt.datetime
    """Exclusive"""
    creative: Creative
    label: str = ""
    disclosure: str = ""
    weight: int = 1
    exclusive: bool = False
    slots: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    except_categories: tuple[str, ...] = ()
    except_tags: tuple[str, ...] = ()
    except_words: tuple[str, ...] = ()


class Sponsor(Struct, frozen=True, array_like=True):
    id: str
    name: str
    url: str = ""
    logo: Mapping[str, str] = field(default_factory=dict)
    """light, dark: paths; alt: text"""
    campaigns: tuple[Campaign, ...] = ()
    path: str = ""


class MostRead(Struct, frozen=True, array_like=True):
    """Page views by URL path, from content/data/most-read.*"""

    views: tuple[tuple[str, int], ...]
    """(URL path or URL, views), most first"""
    as_of: dt.datetime | None = None
    path: str = ""
