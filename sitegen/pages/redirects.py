"""Redirects: what stands at an address that a story or a page once had."""

from collections.abc import Iterator

from sitegen import urls
from sitegen.newsroom.site import Site
from sitegen.pages.values import Page, Redirect
from sitegen.source.direction import direction
from sitegen.theme.model import Theme

LIST = "_redirects"
"""Read by Netlify and Cloudflare Pages, which then answer 301 themselves"""


def redirect_pages(site: Site, theme: Theme) -> Iterator[Page]:
    """Yield an HTML page for each old address, and the list of them all for servers that read it."""
    template = "redirect.html" if "redirect.html" in theme.templates else "machine/redirect.html"
    for alias, target in sorted(site.aliases.items()):
        lang = _language(site, target)
        path = urls.output_path(alias)
        yield Page(path, site.root.url(alias), "redirect", template, target, 0, lang, direction(lang))
    if site.aliases:
        yield Page(LIST, site.root.url(f"/{LIST}"), "redirects", "machine/redirects.txt", lang=site.config.language)


def _language(site: Site, path: str) -> str:
    card = site.cards.get(path)
    return card.lang if card else next((page.lang for page in site.pages if page.path == path), site.config.language)


def redirect(site: Site, source: str, path: str) -> Redirect:
    """Return the way from an old address (a link) to the article or static page that is meant."""
    target = site.root.url(site.url_paths[path])
    return Redirect(source, target, site.root.absolute(target))


def redirects(site: Site) -> tuple[Redirect, ...]:
    """Return all of them, by their old address."""
    return tuple(redirect(site, site.root.url(alias), path) for alias, path in sorted(site.aliases.items()))
