"""Articles' texts: named by the values that read them, filled in when the page is rendered."""

from typing import Protocol

from markupsafe import Markup, escape
from msgspec import Struct

from sitegen.newsroom.values import Placement
from sitegen.source.article import ArticleText, Heading


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
