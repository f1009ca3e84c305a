"""The plain blocks and spans: paragraphs, headings, lists, tables, emphasis, breaks."""

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.source.markdown.render.figures import figures, is_figure
from sitegen.source.markdown.render.footnotes import footnote_anchor
from sitegen.source.markdown.render.renderer import Renderer, escape

_ALIGNMENT = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def block_tag(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    """Any block token that has no rule of its own: its tag, with markdown-it's line breaks."""
    token = tokens[index]
    if token.nesting == -1:
        renderer.out.append(f"</{token.tag}>\n")
        return index + 1
    before = "\n" if index and tokens[index - 1].hidden else ""
    attributes = renderer.attributes(token) if token.attrs or token.meta else ""
    renderer.out.append(f"{before}<{token.tag}{attributes}>{_line_break(tokens, index)}")
    return index + 1


def _line_break(tokens: Sequence[Token], index: int) -> str:
    """Return the line break after an opening tag: none before text, a hidden paragraph or its own end."""
    token = tokens[index]
    if token.nesting == 0 or index + 1 == len(tokens):
        return "\n"
    following = tokens[index + 1]
    empty = following.nesting == -1 and following.tag == token.tag != "blockquote"
    return "" if following.type == "inline" or following.hidden or empty else "\n"


def top_paragraph(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    """A paragraph that is in no other block."""
    token = tokens[index]
    if renderer.is_article and is_figure(token.children):
        figures(renderer, token, token)
        return index + 1
    html, text = renderer.inline(token)
    if text:
        renderer.text.append(text)
    if html.strip(" \n") or token.content == "":
        _free_paragraph(renderer, token, html, text)
    return index + 1


def _free_paragraph(renderer: Renderer, opening: Token, html: str, text: str) -> None:
    attributes = renderer.attributes(opening) if opening.attrs or opening.meta else ""
    renderer.out.append(f"<p{attributes}>{html}</p>\n")
    if opening.level == 0:
        renderer.kind = "paragraph"
        if text:
            renderer.lead.append(text)


def paragraph(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    opening, inline = tokens[index], tokens[index + 1]
    end = index + 3
    if tokens[index + 2].type == "footnote_anchor":
        end = next(i for i in range(index + 2, len(tokens)) if tokens[i].type == "paragraph_close") + 1
    if renderer.is_article and not opening.hidden and not renderer.label and is_figure(inline.children):
        figures(renderer, opening, inline)
        return end
    html, text = renderer.inline(inline)
    if end > index + 3:
        html += "".join(footnote_anchor(tokens[i]) for i in range(index + 2, end - 1))
    if text:
        renderer.text.append(text)
    if opening.hidden:
        renderer.out.append(f"\n{html}" if tokens[index - 1].hidden else html)
    elif html.strip(" \n") or inline.content == "":
        _free_paragraph(renderer, opening, html, text)
    return end


def inline(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    """The text of a heading, a table cell, a term."""
    html, text = renderer.inline(tokens[index])
    renderer.out.append(html)
    if text:
        renderer.text.append(text)
    return index + 1


def heading(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    """A heading inside another block or below the second level; the page has its own h1."""
    opening = tokens[index]
    html, text = renderer.inline(tokens[index + 1])
    level = max(2, int(opening.tag[1])) if renderer.is_article else int(opening.tag[1])
    anchor = renderer.anchor(opening, text, level) if renderer.is_article else ""
    if anchor:
        opening.attrs = {"id": anchor, **{k: v for k, v in opening.attrs.items() if k != "id"}}
    before = "\n" if index and tokens[index - 1].hidden else ""
    renderer.out.append(f"{before}<h{level}{renderer.attributes(opening)}>{html}</h{level}>\n")
    renderer.text.append(text)
    return index + 3


def table(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    renderer.features.add("table")
    block_tag(renderer, tokens, index)
    if renderer.is_article:
        renderer.out[-1] = '<div class="table" tabindex="0">' + renderer.out[-1]
    return index + 1


def table_close(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    renderer.out.append("</table></div>\n" if renderer.is_article else "</table>\n")
    return index + 1


def cell(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    """Alignment is a class: a style attribute would need an unsafe content policy."""
    style = str(tokens[index].attrs.pop("style", ""))
    if style in _ALIGNMENT:
        tokens[index].attrs["class"] = _ALIGNMENT[style]
    return block_tag(renderer, tokens, index)


def list_item(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    checked = token.meta.get("checked")
    block_tag(renderer, tokens, index)
    if checked is None:
        return index + 1
    renderer.features.add("tasks")
    box = f'<input type="checkbox"{" checked" if checked else ""} disabled>'
    if renderer.is_article and index + 2 < len(tokens) and tokens[index + 1].type == "paragraph_open":
        renderer.label = f"<label>{box} "
    else:
        renderer.out.append(box + " ")
    return index + 1


def softbreak(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append("<br>\n" if renderer.options.breaks else "\n")
    plain.append(" ")


def hardbreak(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append("<br>\n")
    plain.append(" ")


def code_inline(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append(f"<code{renderer.attributes(token)}>{escape(token.content)}</code>")
    plain.append(token.content)


def inline_tag(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    """Any other span: its tag."""
    if token.nesting == -1:
        html.append(f"</{token.tag}>")
    else:
        html.append(f"<{token.tag}{renderer.attributes(token) if token.attrs or token.meta else ''}>")


def struck_open(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append("<del>")


def struck_close(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append("</del>")
