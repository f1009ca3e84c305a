"""The values that go into and come out of the Markdown engine."""

from msgspec import Struct

from sitegen.errors import Diagnostic
from sitegen.source.article import Position, Reference


class MarkdownOptions(Struct, frozen=True):
    """[markdown] of site.toml."""

    html: str = "clean"
    """Raw HTML: "clean" (what is unsafe is taken out), "keep" (as written), "refuse" (an error; shown as text)."""
    smart: bool = True
    """Curly quotes, dashes and ellipses, by the rules of the text's language."""
    linkify: bool = False
    """Bare www.example.org, https://... and mail addresses become links (GitHub's rules)."""
    breaks: bool = False
    """A line break in the source is one on the page."""
    foreign: str = "warn"
    """Other generators' leftovers (`{{< x >}}`, `{% x %}`, `{{ x }}`): "warn" (shown as written, with a warning),
    "strip" (taken out, with a warning), "drop" (taken out), "keep" (shown as written)."""
    anchors: bool = True
    """Headings get an id."""
    links: tuple[tuple[str, str], ...] = ()
    """Label and address of what `[text][label]` may say without a definition in the text."""


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
    """Of the prose, headings and code apart"""
    list_only: bool
    """Has lists and nothing else."""


class Heading(Struct, frozen=True):
    """A line of a table of contents."""

    level: int
    """As shown: 2 to 6"""
    text: str
    anchor: str


class Rendered(Struct, frozen=True):
    """A text as HTML. `resolve` fills in what the markers in it stand for."""

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
