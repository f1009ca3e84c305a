"""Redirects: a page at each address that a story or a page once had, and the list of them for servers that read it."""

from collections.abc import Iterator

from msgspec.structs import replace

from sitegen import urls
from sitegen.errors import Location
from sitegen.newsroom.links.references import find_file_page
from sitegen.newsroom.site import Site
from sitegen.pages.kinds.common import find_sitegen_owner, make_page_info
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import CONTENT, PathOwner
from sitegen.pages.templates import Templates
from sitegen.pages.text_files import write_redirects_txt
from sitegen.pages.values import Page, PageInfo, Redirect
from sitegen.source.direction import direction

LIST = "_redirects"
"""Read by Netlify and Cloudflare Pages, which then answer 301 themselves"""


def plan_redirects(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    site = lookup.site
    template = templates.choose(*kind.templates)
    for alias, target in sorted(site.aliases.items()):
        lang = _find_language(lookup, target)
        path = urls.output_path(alias)
        yield Page(path, site.root.url(alias), kind.name, template, target, 0, lang, direction(lang))


def plan_redirect_list(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    if lookup.site.aliases:
        url, lang = lookup.site.root.url(f"/{LIST}"), lookup.site.config.language
        yield Page(LIST, url, kind.name, templates.choose(*kind.templates), lang=lang)


def _find_language(lookup: Lookup, path: str) -> str:
    source = lookup.site.cards.get(path) or lookup.static_pages.get(path)
    return source.lang if source else lookup.site.config.language


def make_redirect_info(lookup: Lookup, page: Page) -> PageInfo:
    target = find_file_page(lookup.site, page.subject)
    return replace(make_page_info(lookup, page, target.title if target else ""), noindex=True)


def make_redirect(lookup: Lookup, page: Page) -> Redirect:
    return _make_redirect(lookup.site, page.url, page.subject)


def _make_redirect(site: Site, source: str, path: str) -> Redirect:
    """Return the way from an old address (a link) to the article or static page that is meant."""
    target = site.root.url(site.url_paths[path])
    return Redirect(source, target, site.root.absolute(target))


def list_redirects(site: Site) -> tuple[Redirect, ...]:
    """Return all of them, by their old address."""
    return tuple(_make_redirect(site, site.root.url(alias), path) for alias, path in sorted(site.aliases.items()))


def _find_owner(site: Site, page: Page) -> PathOwner:
    source = CONTENT + page.subject
    return PathOwner(f"an alias of {source}", Location(source, key="aliases"))


REDIRECT = PageKind(
    name="redirect",
    templates=("redirect.html", "machine/redirect.html"),
    plan=plan_redirects,
    make_info=make_redirect_info,
    find_owner=_find_owner,
    values={"redirect": make_redirect},
)

REDIRECT_LIST = PageKind(
    name="redirects",
    templates=("machine/redirects.txt",),
    plan=plan_redirect_list,
    make_info=make_page_info,
    find_owner=find_sitegen_owner,
    values={"redirects": lambda lookup, page: list_redirects(lookup.site)},
    is_replaceable=True,
    make_appended=lambda lookup: write_redirects_txt(list_redirects(lookup.site)),
)
