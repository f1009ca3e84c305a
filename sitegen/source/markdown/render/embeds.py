"""`::: video`, `post`, `map`, `chart`, `audio`, `document`: a card that links to the thing and loads nothing of it.

The first lines are fields, `key: value`. Text below them is shown in the card: a post's words, a transcript, what a
chart shows.
"""

from collections.abc import Sequence
from urllib.parse import urlsplit

from markdown_it.token import Token

from sitegen.source.markdown.render.figures import figcaption
from sitegen.source.markdown.render.links import is_local, path_of
from sitegen.source.markdown.render.providers import Provider, provider_of
from sitegen.source.markdown.render.renderer import Renderer, escape
from sitegen.source.markdown.syntax.attributes import add
from sitegen.source.markdown.syntax.parser import SCHEMES
from sitegen.source.markdown.syntax.problems import did_you_mean
from sitegen.source.markdown.syntax.quotes import smart_text

FIELDS = ("url", "title", "author", "date", "duration", "poster", "alt", "caption", "credit", "transcript")
"""Only `url` must be there. `poster` is a local picture, `alt` its text; caption, credit and transcript are Markdown,
a transcript may be a bare path or address."""

Fields = dict[str, tuple[str, int]]
"""Name -> (value, line from 0 in the text)"""


def embed_open(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    fields: Fields = token.meta["fields"]
    renderer.features.add(token.info)
    _check(renderer, token, fields)
    url = _value(fields, "url")
    provider = provider_of(url) if _is_safe(url) and not is_local(url) else Provider("")
    box = Token("figure", "figure", 1, attrs={"class": f"embed embed-{token.info}"}, meta=token.meta)
    add(box, token.attrs)
    data = f' data-provider="{escape(provider.name)}"' if provider.name else ""
    data += f' data-embed="{escape(provider.frame)}"' if provider.frame else ""
    link = _link(renderer, fields, url, provider)
    renderer.out.append(f"<figure{renderer.attributes(box)}{data}>\n{link}")
    return index + 1


def embed_close(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    opening = next(t for t in reversed(tokens[:index]) if t.type == "embed_open" and t.level == tokens[index].level)
    fields: Fields = opening.meta["fields"]
    if transcript := _value(fields, "transcript"):
        markdown = transcript if "](" in transcript else f"[{transcript}](<{transcript}>)"
        html, text = renderer.markdown(markdown, _at(fields, "transcript"))
        renderer.text.append(text)
        renderer.out.append(f'<p class="embed-transcript">{html}</p>\n')
    caption, credit = _value(fields, "caption"), _value(fields, "credit")
    near = _at(fields, "caption" if caption else "credit") if caption or credit else opening
    renderer.out.append(figcaption(renderer, caption, credit, near) + "</figure>\n")
    renderer.kind = "figure"
    return index + 1


def _at(fields: Fields, name: str) -> Token:
    """Return a token that stands at the field's line, for references and diagnostics."""
    line = fields[name][1]
    return Token("inline", "", 0, map=[line, line + 1])


def _value(fields: Fields, name: str) -> str:
    return fields[name][0] if name in fields else ""


def _link(renderer: Renderer, fields: Fields, url: str, provider: Provider) -> str:
    """Return the link that is the card: poster, title, who made it, who serves it."""
    title = smart_text(_value(fields, "title"), renderer.marks) or provider.name or url
    spans = [f'<span class="embed-title">{escape(title)}</span>']
    details = ((name, _value(fields, name)) for name in ("author", "date", "duration"))
    spans += (f'<span class="embed-{name}">{escape(value)}</span>' for name, value in details if value)
    if provider.name and provider.name != title:
        spans.append(f'<span class="embed-provider">{escape(provider.name)}</span>')
    renderer.text.append(title)
    href = f' href="{escape(renderer.md.normalizeLink(url))}"' if _is_safe(url) else ""
    return f'<a class="embed-link"{href}>{_poster(renderer, fields)}{" ".join(spans)}</a>\n'


def _poster(renderer: Renderer, fields: Fields) -> str:
    poster = _value(fields, "poster")
    if not poster or not is_local(poster):
        return ""
    src = escape(renderer.md.normalizeLink(poster))
    if renderer.is_article:
        src = renderer.reference("image", path_of(poster), _at(fields, "poster"))
    alt = escape(_value(fields, "alt"))
    return f'<img class="embed-poster" src="{src}" alt="{alt}" loading="lazy" decoding="async">'


def _check(renderer: Renderer, token: Token, fields: Fields) -> None:
    line = token.map[0] if token.map else 0
    url = _value(fields, "url")
    if not url:
        message = f"`::: {token.info}` has no url, so it shows nothing."
        renderer.report_line("error", "embed-without-url", message, line, "write `url: https://...` below it")
    elif not _is_safe(url):
        hint = "write an address that begins with https://"
        renderer.report_line("error", "bad-embed-url", f"`{url}` is not a valid address.", fields["url"][1], hint)
    for name, (value, at) in fields.items():
        if name not in FIELDS:
            known = did_you_mean(name, list(FIELDS))
            renderer.report_line("warning", "unknown-embed-field", f"`{name}` is not a field of an embed.", at, known)
        elif name == "poster" and value and not is_local(value):
            message = "The poster would be loaded from another site before the reader clicks; it is left out."
            hint = "save the picture next to the article and name it here"
            renderer.report_line("warning", "remote-poster", message, at, hint)


def _is_safe(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(url) and (is_local(url) or parts.scheme.lower() in SCHEMES or url.startswith("//"))
