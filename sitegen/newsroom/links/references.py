"""References: where the links and pictures in a text lead, as attributes in HTML."""

import posixpath
from html import escape

from msgspec import Struct

from sitegen.newsroom.links import documents
from sitegen.newsroom.links.page_links import find_link, find_story
from sitegen.newsroom.pictures import find_media, is_external
from sitegen.newsroom.site import Site
from sitegen.source.article import ArticleMeta, Author, Reference, StaticPage, Topic

Text = ArticleMeta | StaticPage | Author | Topic
"""What has a text with references"""


class LinkTarget(Struct, frozen=True):
    """Where a reference leads."""

    url: str
    title: str = ""
    width: int = 0
    height: int = 0


def make_attributes(site: Site, source: Text) -> tuple[str, ...]:
    """Return the HTML for each reference of a text: a whole attribute, 'href="/x/"' or 'src="/a.jpg" width="1200"
    height="800"'; for a link without a text of its own 'href="/x/">The Title' (see `source.markdown.resolve`).

    "" for a broken reference, or one to an unpublished story: its text is then shown without a link.
    """
    lang = get_language(site, source)
    return tuple(
        _make_attribute(reference, find_target(site, source.path, lang, reference)) for reference in source.references
    )


def get_language(site: Site, source: Text) -> str:
    return (source.lang if isinstance(source, ArticleMeta | StaticPage) else "") or site.config.language


def find_target(site: Site, path: str, lang: str, reference: Reference) -> LinkTarget | None:
    """Return where a reference in the file of that path leads; None if nothing is published there."""
    if reference.kind == "image":
        return _find_image(site, path, reference.target)
    if reference.kind == "slug":
        return _find_story_page(site, find_story(site, reference.target, lang)) or _find_static_page(
            site, reference.target, lang
        )
    if reference.kind == "document":
        found = documents.find_document(site.documents, path, reference.target)
        return find_file_page(site, found) if found else None
    return find_file_page(site, resolve_path(path, reference.target))


def resolve_path(path: str, target: str) -> str:
    """Return the path below content/ that a link to a file means: relative to the file it stands in, or with a leading
    "/" from content/."""
    below = target.lstrip("/") if target.startswith("/") else posixpath.join(posixpath.dirname(path), target)
    return posixpath.normpath(below)


def _make_attribute(reference: Reference, goal: LinkTarget | None) -> str:
    if goal is None:
        return ""
    if reference.kind == "image":
        size = f' width="{goal.width}" height="{goal.height}"' if goal.width and goal.height else ""
        return f'src="{escape(goal.url)}"{size}'
    attribute = f'href="{escape(goal.url + reference.fragment)}"'
    return f"{attribute}>{escape(goal.title, quote=False)}" if reference.bare else attribute


def _find_image(site: Site, path: str, target: str) -> LinkTarget | None:
    if is_external(target):
        return LinkTarget(target)
    file = find_media(target, path, site.media)
    return LinkTarget(file.url, width=file.width, height=file.height) if file else None


def _find_story_page(site: Site, path: str) -> LinkTarget | None:
    card = site.cards.get(path)
    return LinkTarget(card.url, card.title) if card else None


def _find_static_page(site: Site, slug: str, lang: str) -> LinkTarget | None:
    """Return a static page by its slug, preferably in the language."""
    found = sorted((p.lang not in {"", lang}, p.path, p.title) for p in site.pages if p.slug == slug)
    return LinkTarget(site.root.url(site.url_paths[found[0][1]]), found[0][2]) if found else None


def find_file_page(site: Site, path: str) -> LinkTarget | None:
    """Return the page of a Markdown file: of an article, a static page, an author, a tag, a series or a thread."""
    if path in site.cards:
        return _find_story_page(site, path)
    page = next((p for p in site.pages if p.path == path), None)
    if page:
        return LinkTarget(site.root.url(site.url_paths[path]), page.title)
    for kind, known in (
        ("author", site.authors),
        ("tag", site.tags),
        ("series", site.series),
        ("thread", site.threads),
    ):
        for id, thing in known.items():
            if thing.path == path:
                there = find_link(site, kind, id)
                return LinkTarget(there.url, there.title) if there.url else None
    return None
