"""`::: note`, `box`, `quote`, `details`, `gallery`: boxes around Markdown."""

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.source.markdown.render.renderer import Writer
from sitegen.source.markdown.syntax.attributes import add
from sitegen.source.markdown.syntax.containers import CALLOUTS


def container_open(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    name = token.info
    before = "\n" if index and tokens[index - 1].hidden else ""
    if name == "quote":
        opening = f"<figure{_attributes(writer, token, 'pullquote')}>\n<blockquote>\n"
        writer.features.add("quote")
    elif name == "details":
        opening = f"<details{_attributes(writer, token, '')}>\n{_summary(writer, token)}"
        writer.features.add("details")
    elif name in CALLOUTS:
        title = _title(writer, token)
        shown = f'<p class="callout-title">{title}</p>\n' if title else ""
        opening = f"<aside{_attributes(writer, token, f'callout callout-{name}')}>\n{shown}"
        writer.features.add("callout")
    else:
        opening = f"<div{_attributes(writer, token, name if name == 'gallery' else '')}>\n"
        writer.features.update({"gallery"} & {name})
    writer.out.append(before + opening)
    return index + 1


def container_close(writer: Writer, tokens: Sequence[Token], index: int) -> int:
    name = tokens[index].info
    writer.kind = "figure" if name in {"quote", "gallery"} else "other"
    if name == "quote":
        opening = next(
            t for t in reversed(tokens[:index]) if t.type == "container_open" and t.level == tokens[index].level
        )
        title = _title(writer, opening)
        said_by = f"<figcaption>{title}</figcaption>\n" if title else ""
        writer.out.append(f"</blockquote>\n{said_by}</figure>\n")
    else:
        element = "details" if name == "details" else "aside" if name in CALLOUTS else "div"
        writer.out.append(f"</{element}>\n")
    return index + 1


def _attributes(writer: Writer, token: Token, classes: str) -> str:
    box = Token("box", "", 1, attrs={"class": classes} if classes else {}, meta=token.meta, map=token.map)
    add(box, token.attrs)
    return writer.attributes(box)


def _summary(writer: Writer, token: Token) -> str:
    title = _title(writer, token)
    if not title:
        hint = "write `::: details What it is about`"
        writer.report("error", "details-without-title", "`::: details` has no title to click on.", token, hint)
    return f"<summary>{title}</summary>\n" if title else ""


def _title(writer: Writer, token: Token) -> str:
    """What stands behind the name on the first line, as HTML."""
    if not token.content:
        return ""
    html, text = writer.markdown(token.content, token)
    writer.text.append(text)
    return html
