"""Links: those to the newspaper's own files and slugs become references, all others stay as they are."""

import re
from urllib.parse import unquote

from markdown_it.token import Token

from sitegen.source.markdown.render.renderer import Renderer, escape
from sitegen.source.markdown.syntax.foreign import DOCUMENT
from sitegen.source.markdown.syntax.slug_links import SLUG

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SUFFIX = re.compile(r"[?#].*", re.DOTALL)


def is_local(url: str) -> bool:
    """Is it a path, not a URL with a scheme or host, nor a place in the same text?"""
    return bool(url) and not url.startswith(("#", "//")) and not _SCHEME.match(url)


def path_of(url: str) -> str:
    """Return the percent-decoded path of a URL, without query and fragment; Zola's "@/" is the content root, "/"."""
    path = unquote(_SUFFIX.sub("", url))
    return path[1:] if path.startswith("@/") else path


def suffix_of(url: str) -> str:
    """Return the query and fragment of a URL as written: "?subject=roads#form"; "" if it has none."""
    found = _SUFFIX.search(url)
    return found[0] if found else ""


def is_document(url: str) -> bool:
    """Does it lead to a Markdown file of the newspaper?"""
    path = _SUFFIX.sub("", url)
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
        href = renderer.reference("file", path_of(href), token, suffix_of(href))
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
    return f'<a href="{document_reference(renderer, token, token.meta[DOCUMENT])}">'


def document_reference(renderer: Renderer, token: Token, target: str) -> str:
    """Return the marker for a document by its name, perhaps with a query and a fragment."""
    suffix = suffix_of(target)
    return renderer.reference("document", target.removesuffix(suffix), token, suffix)


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
