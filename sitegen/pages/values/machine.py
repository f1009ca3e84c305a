"""What machines read: feeds, sitemaps, redirects, robots.txt."""

import datetime as dt
from collections.abc import Mapping
from typing import Self

from markupsafe import Markup
from msgspec import Struct, field
from msgspec.structs import replace

from sitegen.newsroom.cards import Card
from sitegen.newsroom.values import CorrectionNote
from sitegen.pages.values.text import BodyRef, ReadsText, ResolvedBody, TextReader


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
    notices: Mapping[str, Markup] = field(default_factory=dict)
    """Corrections of these stories as HTML, by article path: what their texts begin with"""
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
