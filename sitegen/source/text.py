"""What all files with a Markdown text share: the engine's references, its first words."""

import html
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sitegen import digest
from sitegen.config.model import MarkdownOptions
from sitegen.errors import Severity
from sitegen.schema import collapse_spaces

if TYPE_CHECKING:
    from sitegen.source.markdown import Rendered


CONTENT = "content/"
"""What a path below content/ gets in front of it in diagnostics."""


def render(text: str, *, path: str, first_line: int, lang: str, options: MarkdownOptions) -> "Rendered":
    """`source.markdown.render_parts`, imported when the first text comes: starting sitegen must not wait for it."""
    from sitegen.source.markdown import render_parts as run

    return run(text, path=path, first_line=first_line, lang=lang, options=options)


@lru_cache(maxsize=16)
def digest_of_options(options: MarkdownOptions) -> str:
    """Return the digest of all that a text's HTML depends on besides the text and its language."""
    return digest.of(options)


_MARKUP = re.compile(r"[*_`~\[\]<>\\{]")
_TAG = re.compile(r"<[^<>]*>")


def plain_line(text: str, markup: bool, entities: bool) -> str:
    """Return a title or another single line without what is `markup` (Markdown, HTML, shortcodes) and with HTML's
    `entities` as characters."""
    if markup and _MARKUP.search(text):
        from sitegen.source.markdown import render_inline

        rendered = render_inline(text, lang="", options=MarkdownOptions(smart=False, foreign="drop"))
        text = html.unescape(_TAG.sub("", rendered))
    elif entities and "&" in text:
        text = html.unescape(text)
    else:
        return text
    return collapse_spaces(text)


NAMES = frozenset(
    "author authors contributors tags series thread category subcategory dateline update_note name credit "
    "alt".split()
)
"""Fields, and fields of their records, that are plain text and no `plain_line`"""


def decode_entities(values: Mapping[str, Any]) -> dict[str, Any]:
    """Return front matter whose NAMES have HTML's entities as characters."""
    return {key: _decoded(value, key in NAMES) for key, value in values.items()}


def _decoded(value: Any, is_name: bool) -> Any:
    if isinstance(value, str):
        return html.unescape(value) if is_name and "&" in value else value
    if isinstance(value, Mapping):
        return {key: _decoded(part, is_name or key in NAMES) for key, part in value.items()}
    return [_decoded(part, is_name) for part in value] if isinstance(value, list) else value


def severity_of(strictness: str) -> Severity | None:
    """Return the severity of a finding under "error", "warning" or "ignore"."""
    return None if strictness == "ignore" else "error" if strictness == "error" else "warning"


def lead_of(rendered: "Rendered", keys: Sequence[str], first: str) -> str:
    """Return the plain text that a summary is made from: that of the section with the key `first` (What to Know), else
    the first text there is."""
    for lead, key, part in zip(rendered.lead, keys, rendered.parts, strict=False):
        if first and key == first and part.html:
            return lead or _lines(part.html)
    return next((lead for lead in rendered.lead if lead), "")


def _lines(fragment: str) -> str:
    """Return the text of an HTML fragment without paragraphs: one line for each item of its lists."""
    from sitegen.source.markdown.text import strip_tags

    return "\n".join(filter(None, (strip_tags(item) for item in fragment.split("</li>"))))


def whole(rendered: "Rendered") -> str:
    """Return the text as one piece of HTML, headings and all; references are still markers."""
    return "\n".join(
        f'<h2 id="{part.anchor}">{part.heading}</h2>\n{part.html}' if part.title else part.html
        for part in rendered.parts
        if part.title or part.html
    )
