"""Static pages: content/pages/about.md and the like."""

from collections.abc import Iterator

from markupsafe import Markup
from msgspec.structs import replace

from sitegen import urls
from sitegen.newsroom.cards import Link
from sitegen.pages.kinds.common import find_source_owner, make_page_info
from sitegen.pages.kinds.page_kind import PageKind
from sitegen.pages.lookup import Lookup
from sitegen.pages.short_texts import fill_references
from sitegen.pages.templates import Templates
from sitegen.pages.values import Page, PageInfo, ResolvedBody, ResolvedSection, SitemapEntry

SCHEMAS = {"about": "AboutPage", "contact": "ContactPage"}
"""Slug -> schema.org type"""


def plan_static_pages(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    site = lookup.site
    for page in site.pages:
        template = templates.find_chosen(page) if page.template else templates.choose(*kind.templates)
        lang, url_path = page.lang or site.config.language, site.url_paths[page.path]
        output = urls.output_path(url_path)
        yield Page(output, site.root.url(url_path), kind.name, template, page.path, 0, lang, page.dir)


def make_static_page_info(lookup: Lookup, page: Page) -> PageInfo:
    source = lookup.static_pages[page.subject]
    info = make_page_info(lookup, page, source.title, source.summary)
    breadcrumbs = (lookup.home, Link("", source.title, page.url))
    schema = SCHEMAS.get(source.slug, info.schema)
    return replace(info, noindex=source.noindex, breadcrumbs=breadcrumbs, schema=schema)


def make_content(lookup: Lookup, page: Page) -> ResolvedBody:
    """Return the page's text, in one section."""
    source = lookup.static_pages[page.subject]
    text = fill_references(lookup.site, source.html, source)
    return ResolvedBody((ResolvedSection("", "", Markup(""), "", Markup(text)),))


def list_page_entries(kind: PageKind, lookup: Lookup) -> Iterator[SitemapEntry]:
    site = lookup.site
    for page in site.pages:
        if not page.noindex:
            yield SitemapEntry(site.root.absolute(site.root.url(site.url_paths[page.path])), page.updated)


STATIC_PAGE = PageKind(
    name="page",
    templates=("page.html",),
    plan=plan_static_pages,
    make_info=make_static_page_info,
    find_owner=find_source_owner,
    values={"content": make_content},
    list_sitemap_entries=list_page_entries,
)
