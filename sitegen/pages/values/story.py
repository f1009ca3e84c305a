"""A story's page, and its authors."""

from collections.abc import Mapping
from typing import Any, Self

from msgspec import Struct, field
from msgspec.structs import replace

from sitegen.newsroom.cards import Card, Link, Picture
from sitegen.newsroom.values import CorrectionNote, SeriesBox
from sitegen.pages.values.text import ReadsText, TextReader


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
