"""The values that come out of the Markdown engine."""

from msgspec import Struct

from sitegen.errors import Diagnostic
from sitegen.source.article import Heading, Position, Reference


class Part(Struct, frozen=True):
    """The text under one top-level `##` (or `#`) heading. The first part is what stands before any: title, heading and
    anchor are "" there."""

    title: str
    """Plain text of the heading"""
    heading: str
    """HTML inside the heading; may hold markers"""
    anchor: str
    line: int
    """Of the heading, in the file; of the first line of the text for the first part."""
    html: str
    """Without the heading"""
    words: int
    """Without headings and code"""
    list_only: bool
    """Has lists and nothing else."""


class Rendered(Struct, frozen=True):
    """A text as HTML. `resolve` replaces the markers in it."""

    parts: tuple[Part, ...]
    marker: str
    """Prefix of every marker; made from a digest of the text, so that no text can hold its own."""
    references: tuple[Reference, ...]
    """In the order in which the markers number them"""
    positions: tuple[Position, ...]
    """Of each reference, in the file"""
    slots: int
    """How many places for advertising the text has."""
    text: str
    """Plain text, one line a block"""
    lead: tuple[str, ...]
    """For each part, the plain text of its first paragraphs (some 1,000 characters of whole paragraphs), one a line."""
    words: int
    headings: tuple[Heading, ...]
    features: tuple[str, ...]
    """What the text holds that a page may need a style or a script for, sorted: audio, callout, chart, code, details,
    document, figure, footnotes, gallery, map, post, quote, table, tasks, video."""
    diagnostics: tuple[Diagnostic, ...]
