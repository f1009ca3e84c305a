"""Raw HTML in the text, kept for cleaning, kept as it is or refused; and what other generators left in it."""

import re
from collections.abc import Sequence

from markdown_it.token import Token

from sitegen.source.markdown.render import sanitizer
from sitegen.source.markdown.render.links import document_reference
from sitegen.source.markdown.render.renderer import Renderer, escape
from sitegen.source.markdown.syntax import foreign
from sitegen.source.markdown.text import HIDING, strip_tags, without_controls

_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9-]*)[^<>]*?(/?)>")
_NEVER_OPEN = frozenset(
    "area base br col embed hr img input link meta source track wbr p li dt dd tr td th thead tbody tfoot".split()
)
"""Elements without an end tag, and those whose end tag may be left out"""
_PICTURE = re.compile(r"\s*<(?:figure|img|picture|video|audio|iframe)\b", re.IGNORECASE)


def html_block(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    renderer.inline_token = Token("inline", "", 0, map=token.map)
    content = _checked(renderer, token)
    text = strip_tags(content)
    if text:
        renderer.text.append(text)
    if renderer.options.html == "refuse":
        if shown := sanitizer.without_comments(content).strip():
            renderer.out.append(f"<p>{escape(shown)}</p>\n")
    else:
        renderer.raw = True
        renderer.depth = max(0, renderer.depth + _left_open(content))
        renderer.kind = "figure" if _PICTURE.match(content) else "other"
        renderer.out.append(content)
    return index + 1


def html_inline(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    content = _checked(renderer, token)
    if renderer.options.html == "refuse":
        if sanitizer.without_comments(content):
            html.append(escape(content))
            plain.append(content)
        return
    renderer.raw = True
    renderer.hides |= bool(HIDING.match(content))
    html.append(content)
    if content.startswith("&lt;"):
        plain.append(token.content)
    if content[:3].lower() == "<br":
        plain.append(" ")


def _checked(renderer: Renderer, token: Token) -> str:
    """Report what will not stay; return the HTML without leftovers if they are to be dropped."""
    content = token.content
    if renderer.options.html == "refuse" and sanitizer.without_comments(content).strip():
        hint = 'write it in Markdown, or set html = "clean" under [markdown] in site.toml'
        renderer.report("error", "html-refused", "Raw HTML is not allowed in texts.", token, hint)
    elif renderer.options.html == "clean":
        content = _with_strays_as_text(renderer, token, content)
        for name in sanitizer.unknown_tags(content):
            message, hint = f"`<{name}>` is not allowed in a text and is removed.", sanitizer.instead_of(name)
            offset = content.lower().find(f"<{name}")
            renderer.report("warning", "html-removed", message, _at(token, offset), hint)
    if "{{" in content or "{%" in content:
        content = _without_leftovers(renderer, token, content)
    return without_controls(content)


def _with_strays_as_text(renderer: Renderer, token: Token, content: str) -> str:
    """Return raw HTML in which what is no tag is text; report it where it stands."""
    if foreign.TAG.search(content):
        return content
    found = sanitizer.strays(content)
    for stray in found:
        what = "is not an element of HTML" if stray.is_tag else "begins a tag in which the `>` or a quote is missing"
        message = f"`<{stray.name}{'>' * stray.is_tag}` {what}; it is shown as text."
        renderer.report("warning", "stray-html", message, _at(token, stray.offset), "write `&lt;` if it is text")
    return sanitizer.escape_strays(content, found)


def _at(token: Token, offset: int) -> Token:
    """Return a token for the line of a block of raw HTML that an offset in it is on."""
    lines = token.content.count("\n", 0, offset)
    if not token.map or not lines:
        return token
    line = token.map[0] + lines
    return Token("html_block", "", 0, map=[line, line + 1])


def _without_leftovers(renderer: Renderer, token: Token, content: str) -> str:
    """Deal with other generators' leftovers in `content` as the options say."""
    if renderer.options.foreign == "keep":
        return content
    if renderer.is_article:

        def reference(target: str) -> str:
            return document_reference(renderer, token, target)

        content = foreign.attributes(content, reference)
    if renderer.options.foreign != "drop":
        for match in foreign.TAG.finditer(content):
            _report_foreign(renderer, _at(token, token.content.find(match[0])), match[0])
    return content if renderer.options.foreign == "warn" else foreign.without(content)


def foreign_inline(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    """A leftover in the text. Of a dropped link or picture nothing but the link's text stays."""
    choice = renderer.options.foreign
    if choice in {"warn", "strip"} and (match := foreign.TAG.search(token.content)):
        _report_foreign(renderer, token, match[0])
    if choice in {"strip", "drop"}:
        return
    html.append(escape(token.content))
    plain.append(token.content)


def _report_foreign(renderer: Renderer, token: Token, leftover: str) -> None:
    shown = leftover if len(leftover) <= 60 else leftover[:57] + "..."
    is_shown = renderer.options.foreign == "warn"
    fate, other = ("shown as written", 'drop" (or "keep') if is_shown else ("removed", "drop")
    message = f"`{' '.join(shown.split())}` looks like {foreign.name(leftover)}; it is {fate}."
    hint = f'write it in Markdown, or set foreign = "{other}" under [markdown] in site.toml'
    renderer.report("warning", "foreign-syntax", message, token, hint)


def _left_open(content: str) -> int:
    """Return how many elements a piece of raw HTML opens and does not close."""
    balance = 0
    for closes, name, empty in _TAG.findall(content):
        if name.lower() not in _NEVER_OPEN and not empty:
            balance += -1 if closes else 1
    return balance
