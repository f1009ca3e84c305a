"""The plain blocks and spans: paragraphs, headings, lists, tables, emphasis, breaks."""

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.source.markdown.render.figures import figures, is_figure
from sitegen.source.markdown.render.footnotes import footnote_anchor
from sitegen.source.markdown.render.renderer import Writer, escape

_ALIGNMENT = {"text-align:left": "left", "text-align:center": "center", "text-align:right": "right"}


def block_tag(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    """Any block token that has no rule of its own: its tag, with markdown-it's line breaks."""
    token = tokens[index]
    if token.nesting == -1:
        writer.out.append(f"</{token.tag}>\n")
        return index + 1
    before = "\n" if index and tokens[index - 1].hidden else ""
    attributes = writer.attributes(token) if token.attrs or token.meta else ""
    writer.out.append(f"{before}<{token.tag}{attributes}>{_line_break(tokens, index)}")
    return index + 1


def _line_break(tokens: Sequence[Token], index: int) -> str:
    """Return the line break behind an opening tag: none before text, a hidden paragraph or its own end."""
    token = tokens[index]
    if token.nesting == 0 or index + 1 == len(tokens):
        return "\n"
    following = tokens[index + 1]
    empty = following.nesting == -1 and following.tag == token.tag != "blockquote"
    return "" if following.type == "inline" or following.hidden or empty else "\n"


def prose(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    """A paragraph that is in no other block."""
    token = tokens[index]
    if writer.house and is_figure(token.children):
        figures(writer, token, token)
        return index + 1
    html, text = writer.inline(token)
    if text:
        writer.text.append(text)
    if html or token.content == "":
        _free_paragraph(writer, token, html, text)
    return index + 1


def _free_paragraph(writer: Writer, opening: Token, html: str, text: str) -> None:
    attributes = writer.attributes(opening) if opening.attrs or opening.meta else ""
    writer.out.append(f"<p{attributes}>{html}</p>\n")
    if opening.level == 0:
        writer.kind = "paragraph"
        if text:
            writer.lead.append(text)


def paragraph(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    opening, inline = tokens[index], tokens[index + 1]
    end = index + 3
    if tokens[index + 2].type == "footnote_anchor":
        end = next(i for i in range(index + 2, len(tokens)) if tokens[i].type == "paragraph_close") + 1
    if writer.house and not opening.hidden and not writer.label and is_figure(inline.children):
        figures(writer, opening, inline)
        return end
    html, text = writer.inline(inline)
    if end > index + 3:
        html += "".join(footnote_anchor(tokens[i]) for i in range(index + 2, end - 1))
    if text:
        writer.text.append(text)
    if opening.hidden:
        writer.out.append(f"\n{html}" if tokens[index - 1].hidden else html)
    elif html or inline.content == "":
        _free_paragraph(writer, opening, html, text)
    return end


def inline(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    """The text of a heading, a table cell, a term."""
    html, text = writer.inline(tokens[index])
    writer.out.append(html)
    if text:
        writer.text.append(text)
    return index + 1


def heading(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    """A heading inside another block or below the second level; the page has its own h1."""
    opening = tokens[index]
    html, text = writer.inline(tokens[index + 1])
    level = max(2, int(opening.tag[1])) if writer.house else int(opening.tag[1])
    anchor = writer.anchor(opening, text, level) if writer.house else ""
    if anchor:
        opening.attrs = {"id": anchor, **{k: v for k, v in opening.attrs.items() if k != "id"}}
    before = "\n" if index and tokens[index - 1].hidden else ""
    writer.out.append(f"{before}<h{level}{writer.attributes(opening)}>{html}</h{level}>\n")
    writer.text.append(text)
    return index + 3


def table(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    writer.features.add("table")
    block_tag(writer, tokens, index)
    if writer.house:
        writer.out[-1] = '<div class="table" tabindex="0">' + writer.out[-1]
    return index + 1


def table_close(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    writer.out.append("</table></div>\n" if writer.house else "</table>\n")
    return index + 1


def cell(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    """Alignment is a class: a style attribute would need an unsafe content policy."""
    style = str(tokens[index].attrs.pop("style", ""))
    if style in _ALIGNMENT:
        tokens[index].attrs["class"] = _ALIGNMENT[style]
    return block_tag(writer, tokens, index)


def list_item(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    checked = token.meta.get("checked")
    block_tag(writer, tokens, index)
    if checked is None:
        return index + 1
    writer.features.add("tasks")
    box = f'<input type="checkbox"{" checked" if checked else ""} disabled>'
    if writer.house and index + 2 < len(tokens) and tokens[index + 1].type == "paragraph_open":
        writer.label = f"<label>{box} "
    else:
        writer.out.append(box + " ")
    return index + 1


def softbreak(writer: Writer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append("<br>\n" if writer.options.breaks else "\n")
    plain.append(" ")


def hardbreak(writer: Writer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append("<br>\n")
    plain.append(" ")


def code_inline(writer: Writer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append(f"<code{writer.attributes(token)}>{escape(token.content)}</code>")
    plain.append(token.content)


def inline_tag(writer: Writer, token: Token, html: list[str], plain: list[str]) -> None:
    """Any other span: its tag."""
    if token.nesting == -1:
        html.append(f"</{token.tag}>")
    else:
        html.append(f"<{token.tag}{writer.attributes(token) if token.attrs or token.meta else ''}>")


def struck_open(writer: Writer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append("<del>")


def struck_close(writer: Writer, token: Token, html: list[str], plain: list[str]) -> None:
    html.append("</del>")
