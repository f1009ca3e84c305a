"""Pictures: one alone in a paragraph is a figure, with its caption and credit."""

from markdown_it.token import Token

from sitegen.source.markdown.render.links import is_local, link_open, path_of
from sitegen.source.markdown.render.renderer import Renderer, escape

_OF_THE_IMAGE = ("src", "alt", "title", "caption", "credit", "decorative", "width", "height", "loading")
_SPACES = frozenset({"softbreak", "hardbreak"})


def is_figure(children: list[Token] | None) -> bool:
    """Are there only pictures, each perhaps inside a link?"""
    if not children or children[0].type not in {"image", "link_open"}:
        return False
    inside = False
    for token in children:
        if token.type == "link_open":
            inside = True
        elif token.type == "image":
            inside = False
        elif inside or not (token.type in _SPACES or token.type == "link_close" or _is_blank(token)):
            return False
    return True


def _is_blank(token: Token) -> bool:
    return token.type == "text" and not token.content.strip()


def figures(renderer: Renderer, paragraph: Token, inline: Token) -> None:
    """Write each picture of the paragraph as a figure; the paragraph's attributes go to each."""
    if paragraph.level == 0:
        renderer.kind = "figure"
    renderer.features.add("figure")
    renderer.inline_token = inline
    link: list[str] = []
    for token in inline.children or []:
        if token.type == "link_open":
            link_open(renderer, token, link, [])
        elif token.type == "image":
            picture = link[0] + image_tag(renderer, token) + "</a>" if link else image_tag(renderer, token)
            link.clear()
            _figure(renderer, paragraph, token, picture)


def _figure(renderer: Renderer, paragraph: Token, image: Token, picture: str) -> None:
    box = Token("figure", "figure", 1, attrs=dict(paragraph.attrs), meta={**paragraph.meta, **image.meta})
    for name, value in image.attrs.items():
        if name == "class" and "class" in box.attrs:
            box.attrs["class"] = f"{box.attrs['class']} {value}"
        elif name not in _OF_THE_IMAGE:
            box.attrs[name] = value
    caption = str(image.attrs.get("caption", image.attrs.get("title", "")))
    text = figcaption(renderer, caption, str(image.attrs.get("credit", "")), image)
    renderer.out.append(f"<figure{renderer.attributes(box)}>\n{picture}\n{text}</figure>\n")


def figcaption(renderer: Renderer, caption: str, credit: str, near: Token) -> str:
    """Return the caption (Markdown) of the token `near` with the credit (Markdown) in a span; "" without either."""
    pieces = []
    if caption:
        html, text = renderer.markdown(caption, near)
        pieces.append(html)
        renderer.text.append(text)
    if credit:
        html, text = renderer.markdown(credit, near)
        pieces.append(f'<span class="credit">{html}</span>')
        renderer.text.append(text)
    return f"<figcaption>{' '.join(pieces)}</figcaption>\n" if pieces else ""


def image(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    """A picture within text: no caption, a title stays a title."""
    if not renderer.is_article:
        attributes = {**token.attrs, "alt": _alt(token)}
        html.append("<img" + "".join(f' {escape(k)}="{escape(str(v))}"' for k, v in attributes.items()) + ">")
        return
    others = renderer.attributes(token, without=tuple(n for n in _OF_THE_IMAGE if n != "title"))
    html.append(image_tag(renderer, token)[:-1] + others + ">")


def image_tag(renderer: Renderer, token: Token) -> str:
    """Return the <img>. A local picture's size is left to those who measure it: `resolve` may add it to src."""
    alt = _alt(token)
    if not alt.strip() and "decorative" not in token.attrs:
        renderer.report(
            "warning",
            "image-without-alt",
            "The picture has no text for readers who cannot see it.",
            token,
            hint="describe it between the brackets, ![like this](picture.jpg), or write {decorative} after it",
        )
    src = str(token.attrs["src"])
    size = ""
    if is_local(src):
        src = renderer.reference("image", path_of(src), token)
    else:
        size = "".join(f' {n}="{escape(str(token.attrs[n]))}"' for n in ("width", "height") if n in token.attrs)
    return f'<img src="{escape(src)}" alt="{escape(alt)}"{size} loading="lazy" decoding="async">'


def _alt(token: Token) -> str:
    if "decorative" in token.attrs:
        return ""
    return str(token.attrs.get("alt") or plain_text(token.children or []))


def plain_text(children: list[Token]) -> str:
    """Return the text of inline tokens, for an alt attribute."""
    pieces = []
    for token in children:
        if token.type in {"softbreak", "hardbreak"}:
            pieces.append("\n")
        elif token.type == "image":
            pieces.append(plain_text(token.children or []))
        else:
            pieces.append(token.content)
    return "".join(pieces)
