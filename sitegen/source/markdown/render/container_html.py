"""`::: note`, `box`, `quote`, `details`, `gallery`: boxes around Markdown."""

from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.source.markdown.render.renderer import Renderer
from sitegen.source.markdown.syntax.attributes import add
from sitegen.source.markdown.syntax.containers import CALLOUTS


def container_open(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    name = token.info
    before = "\n" if index and tokens[index - 1].hidden else ""
    if name == "quote":
        opening = f"<figure{_attributes(renderer, token, 'pullquote')}>\n<blockquote>\n"
        renderer.features.add("quote")
    elif name == "details":
        opening = f"<details{_attributes(renderer, token, '')}>\n{_summary(renderer, token)}"
        renderer.features.add("details")
    elif name in CALLOUTS:
        title = _title(renderer, token)
        shown = f'<p class="callout-title">{title}</p>\n' if title else ""
        opening = f"<aside{_attributes(renderer, token, f'callout callout-{name}')}>\n{shown}"
        renderer.features.add("callout")
    else:
        opening = f"<div{_attributes(renderer, token, name if name == 'gallery' else '')}>\n"
        renderer.features.update({"gallery"} & {name})
    renderer.out.append(before + opening)
    return index + 1


def container_close(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    name = tokens[index].info
    renderer.kind = "figure" if name in {"quote", "gallery"} else "other"
    if name == "quote":
        opening = next(
            t for t in reversed(tokens[:index]) if t.type == "container_open" and t.level == tokens[index].level
        )
        title = _title(renderer, opening)
        said_by = f"<figcaption>{title}</figcaption>\n" if title else ""
        renderer.out.append(f"</blockquote>\n{said_by}</figure>\n")
    else:
        element = "details" if name == "details" else "aside" if name in CALLOUTS else "div"
        renderer.out.append(f"</{element}>\n")
    return index + 1


def _attributes(renderer: Renderer, token: Token, classes: str) -> str:
    box = Token("box", "", 1, attrs={"class": classes} if classes else {}, meta=token.meta, map=token.map)
    add(box, token.attrs)
    return renderer.attributes(box)


def _summary(renderer: Renderer, token: Token) -> str:
    title = _title(renderer, token)
    if not title:
        hint = "write `::: details What it is about`"
        renderer.report("error", "details-without-title", "`::: details` has no title to click on.", token, hint)
    return f"<summary>{title}</summary>\n" if title else ""


def _title(renderer: Renderer, token: Token) -> str:
    """The text after the name on the first line, as HTML."""
    if not token.content:
        return ""
    html, text = renderer.markdown(token.content, token)
    renderer.text.append(text)
    return html
