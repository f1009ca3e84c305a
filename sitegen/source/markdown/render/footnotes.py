"""Footnotes: the numbers in the text, the notes at its end and the ways back, and what has no partner."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.source.markdown.fast.fast_inline import AT
from sitegen.source.markdown.render.renderer import Renderer

_REFERENCE = re.compile(r"\[\^\w[\w-]*\](?!\()")


def report_unpaired(renderer: Renderer, tokens: Sequence[Token]) -> None:
    """Report references to notes that are not there, and notes that nothing refers to: those are not shown."""
    if "^" not in renderer.source or "[^" not in renderer.source:
        return
    for block in tokens:
        texts = (token.content for token in block.children or () if token.type == "text")
        for match in (match for text in texts for match in _REFERENCE.finditer(text)):
            _report_missing(renderer, block, match[0])
    for label, number in renderer.env.get("footnotes", {}).get("refs", {}).items():
        if number < 0:
            line = renderer.source.count("\n", 0, max(0, renderer.source.find(f"[^{label[1:]}]:")))
            message, hint = f"Nothing refers to the footnote `{label[1:]}`; it is not shown.", f"write `[^{label[1:]}]`"
            renderer.report_line("warning", "unused-footnote", message, line, hint)


def _report_missing(renderer: Renderer, block: Token, reference: str) -> None:
    renderer.inline_token = block
    place = Token("text", "", 0, meta={AT: block.content.find(reference)})
    message, hint = f"`{reference}` refers to a footnote that does not exist.", f"write the note: `{reference}: ...`"
    renderer.report("warning", "missing-footnote", message, place, hint)


def footnote_anchor(token: Token) -> str:
    """The way back from a footnote to the place that refers to it."""
    return f' <a href="#{footnote_id("fnref", token)}" class="footnote-backref" role="doc-backlink">↩\ufe0e</a>'


def footnote_id(prefix: str, token: Token) -> str:
    again = token.meta.get("subId", 0)
    return f"{prefix}{token.meta['id'] + 1}" + (f"-{again + 1}" if again > 0 else "")


def footnote_ref(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    renderer.features.add("footnotes")
    number = token.meta["id"] + 1
    own = footnote_id("fnref", token)
    html.append(f'<sup class="footnote-ref"><a href="#fn{number}" id="{own}" role="doc-noteref">{number}</a></sup>')


def footnotes_open(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    renderer.out.append('<section class="footnotes" role="doc-endnotes">\n<ol>\n')
    return index + 1


def footnotes_close(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    renderer.out.append("</ol>\n</section>\n")
    return index + 1


def footnote_open(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    renderer.out.append(f'<li id="{footnote_id("fn", tokens[index])}">\n')
    return index + 1


def footnote_close(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    renderer.out.append("</li>\n")
    return index + 1


def lone_anchor(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    """The way back from a footnote that does not end in a paragraph."""
    renderer.out.append(f"<p>{footnote_anchor(tokens[index]).lstrip()}</p>\n")
    return index + 1
