"""Code: coloured by Pygments with classes, so that a theme's style sheet, light or dark, gives the colours."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import mdTrim, unescapeAll
from markdown_it.token import Token

from sitegen.source.markdown.render.renderer import Renderer, escape

if TYPE_CHECKING:
    from pygments.lexer import Lexer

_LONGEST = 100_000
"""Characters; longer code is shown without colours."""


def fence(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    token = tokens[index]
    words = mdTrim(unescapeAll(token.info)).split(maxsplit=1) if token.info else []
    language = words[0] if words and not words[0].startswith("{") else ""
    _write(renderer, token, language, inner=not renderer.is_article)
    return index + 1


def code_block(renderer: Renderer, tokens: Sequence[Token], index: int) -> int:
    _write(renderer, tokens[index], "", inner=False)
    return index + 1


def _write(renderer: Renderer, token: Token, language: str, inner: bool) -> None:
    """`inner`: attributes belong to the <code>, as markdown-it has it for fences."""
    if token.content.strip():
        renderer.text.append(token.content.strip())
        renderer.code_text.append(token.content)
    attributes = renderer.attributes(token)
    coloured = highlight(token.content, language) if renderer.is_article and language else ""
    if coloured:
        renderer.features.add("code")
    known = f' class="language-{escape(language)}"' if language else ""
    scrolls = ' tabindex="0"' if renderer.is_article else ""
    if coloured and not token.attrs.get("class"):
        scrolls = f' class="highlight"{scrolls}'
    own, code = (known + attributes, "") if inner else (known, attributes)
    renderer.out.append(f"<pre{scrolls}{code}><code{own}>{coloured or escape(token.content)}</code></pre>\n")


def highlight(code: str, language: str) -> str:
    """Return code as HTML with Pygments' classes; "" for a language that Pygments does not know."""
    if len(code) > _LONGEST:
        return ""
    lexer = _lexer(language)
    if lexer is None:
        return ""
    from pygments import highlight as run
    from pygments.formatters import HtmlFormatter

    return run(code, lexer, HtmlFormatter(nowrap=True))


@lru_cache(maxsize=256)
def _lexer(language: str) -> "Lexer | None":
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        return get_lexer_by_name(language.lower(), stripnl=False, ensurenl=False)
    except ClassNotFound:
        return None
