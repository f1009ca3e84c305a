"""Links: those to the newspaper's own files and slugs become references, all others stay as they are."""

import re
from urllib.parse import unquote

from markdown_it.token import Token

from sitegen.source.markdown.render.renderer import Renderer, escape
from sitegen.source.markdown.syntax.foreign import DOCUMENT
from sitegen.source.markdown.syntax.slug_links import SLUG

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


def is_local(url: str) -> bool:
    """Is it a path, not a URL with a scheme or host, nor a place in the same text?"""
    return bool(url) and not url.startswith(("#", "//")) and not _SCHEME.match(url)


def path_of(url: str) -> str:
    """Return the percent-decoded path of a URL, without query and fragment; Zola's "@/" is the content root, "/"."""
    path = unquote(url.partition("#")[0].partition("?")[0])
    return path[1:] if path.startswith("@/") else path


def is_document(url: str) -> bool:
    """Does it lead to a Markdown file of the newspaper?"""
    path = url.partition("#")[0].partition("?")[0]
    return path[-9:].lower().endswith((".md", ".markdown")) and is_local(url)


def link_open(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    slug = token.meta.get(SLUG)
    if slug is not None:
        _slug(renderer, token, slug, html, plain)
        return
    if DOCUMENT in token.meta:
        html.append(_document(renderer, token))
        return
    href = str(token.attrs["href"])
    if renderer.is_article and is_document(href):
        _, hash_sign, fragment = href.partition("#")
        href = renderer.reference("file", path_of(href), token, hash_sign + fragment)
    html.append(f'<a href="{escape(href)}"{renderer.attributes(token, without=("href",))}>')


def undefined(renderer: Renderer, token: Token, html: list[str], plain: list[str]) -> None:
    """Report a label that has no definition; its brackets are text."""
    label = " ".join(token.content.split())
    message = f'The link has the label "{label}", but no line `[{label}]: https://...` defines it.'
    hint = "add that line, or the label to [markdown.links] in site.toml, or write the address in parentheses"
    renderer.report("warning", "undefined-link", message, token, hint)


def _document(renderer: Renderer, token: Token) -> str:
    """Return the start tag of a link that other generators write by a shortcode or tag."""
    if not renderer.is_article:
        return "<a>"
    path, hash_sign, fragment = token.meta[DOCUMENT].partition("#")
    return f'<a href="{renderer.reference("document", path, token, hash_sign + fragment)}">'


def _slug(renderer: Renderer, token: Token, slug: str, html: list[str], plain: list[str]) -> None:
    """`[[slug|text]]` as any link; in `[[slug]]` the text is the slug with a marker before it, for `resolve`."""
    bare = token.meta["bare"]
    if not renderer.is_article:
        html.append("<a>" + (escape(slug) if bare else ""))
    else:
        marker = renderer.reference("slug", slug.partition("#")[0], token, "".join(slug.partition("#")[1:]), bare)
        html.append(f'<a href="{marker}"{renderer.attributes(token)}>' + (f"{marker};{escape(slug)}" if bare else ""))
    if bare:
        plain.append(slug)
