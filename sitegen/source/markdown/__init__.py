"""The Markdown engine: an article's text as HTML in parts, with what only the whole site can resolve left as markers.

CommonMark 0.31.2 with tables, strikethrough, task lists, footnotes, definition lists, attributes, containers, embeds,
figures and smart punctuation by language. What is slow to import is imported at the first call.
"""

from sitegen.config.model import MarkdownOptions
from sitegen.source.markdown.model import Part, Rendered
from sitegen.source.markdown.resolve import resolve
from sitegen.source.markdown.text import count_words
from sitegen.source.markdown.text import strip_tags as plain

__all__ = [
    "MarkdownOptions",
    "Part",
    "Rendered",
    "code_styles",
    "count_words",
    "plain",
    "render_html",
    "render_inline",
    "render_parts",
    "resolve",
    "typeset",
]


def render_parts(text: str, *, path: str, first_line: int, lang: str, options: MarkdownOptions) -> Rendered:
    """Return an article's text as HTML in parts; see `pipeline.render_parts`."""
    from sitegen.source.markdown import pipeline

    return pipeline.render_parts(text, path=path, first_line=first_line, lang=lang, options=options)


def render_html(text: str, *, lang: str, options: MarkdownOptions) -> str:
    """Return a text as one piece of HTML (a biography, a description); see `pipeline.render_html`."""
    from sitegen.source.markdown import pipeline

    return pipeline.render_html(text, lang=lang, options=options)


def render_inline(text: str, *, lang: str, options: MarkdownOptions) -> str:
    """Return a caption, a title or another single line of Markdown as HTML."""
    from sitegen.source.markdown import pipeline

    return pipeline.render_inline(text, lang=lang, options=options)


def typeset(text: str, lang: str) -> str:
    """Return plain text (a headline) with the quotes, dashes and apostrophes of its language."""
    from sitegen.source.markdown.syntax import languages, quotes

    return quotes.smart_text(text, languages.quote_marks_of(lang))


def code_styles() -> dict[str, str]:
    """Return the style sheets for highlighted code: {"light": css, "dark": css}."""
    from sitegen.source.markdown.render import code_styles

    return code_styles.code_styles()
