"""Views of what frames every page: the site, its menus and categories, the blocks that many pages share."""

from collections import Counter
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote

from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.boxes.front import find_breaking
from sitegen.newsroom.cards import Link
from sitegen.newsroom.pictures import make_picture
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.terms.categories import find_children
from sitegen.newsroom.values import TopStories
from sitegen.pages.kinds.archive import make_period_url
from sitegen.pages.kinds.front import LANGUAGE
from sitegen.pages.kinds.sponsored import SPONSORED, SPONSORED_ARTICLES
from sitegen.pages.listings import CORRECTIONS, SITE_FEED
from sitegen.pages.lookup import Lookup
from sitegen.pages.values import Alternate, CategoryNode, Page, PublisherInfo, SiteInfo
from sitegen.source.article import Image
from sitegen.source.direction import direction

LATEST = 10
"""Cards of the block `latest`"""

MENU = 12
"""Categories in the main menu where site.toml names none: those with the most stories"""


def make_site_info(lookup: Lookup, page: Page) -> SiteInfo:
    """Return what every page may say of the publication."""
    site, config = lookup.site, lookup.site.config
    publisher = _make_publisher(site)
    templates = lookup.theme.templates
    year = site.now.year
    return SiteInfo(
        title=config.title,
        description=config.description,
        url=lookup.home.url,
        base_url=config.base_url,
        origin=site.root.origin,
        language=config.language,
        dir=direction(config.language),
        year=year,
        publisher=publisher,
        copyright=config.copyright.replace("{year}", str(year)) or f"© {year} {publisher.name}",
        social=tuple(Link("", item.title, item.url) for item in config.social),
        policies=_list_policies(site),
        feeds=lookup.feeds.get(SITE_FEED, ()),
        languages=_list_languages(lookup),
        archive=make_period_url(site, "") if site.by_month and "archive.html" in templates else "",
        corrections=site.root.url(CORRECTIONS) if "corrections.html" in templates else "",
        sponsored=site.root.url(SPONSORED) if lookup.get_listings(SPONSORED_ARTICLES.name) else "",
        extra=config.extra,
    )


def _make_publisher(site: Site) -> PublisherInfo:
    own = site.config.publisher
    name = own.name or site.config.title
    logo = make_picture(Image("/" + own.logo.lstrip("/"), name), "", site.media) if own.logo else None
    return PublisherInfo(
        name=name,
        url=own.url or f"{site.config.base_url}/",
        logo=logo,
        founded=own.founded,
        email=own.email,
        policies={name: site.root.absolute(resolve_link(site, url)) for name, url in sorted(own.policies.items())},
        same_as=own.same_as,
    )


def _list_policies(site: Site) -> tuple[Link, ...]:
    """Return the policies in the order of site.toml, each under the title of the page that it is."""
    titles = {site.root.url(site.url_paths[page.path]): page.title for page in site.pages}
    links = ((name, resolve_link(site, url)) for name, url in site.config.publisher.policies.items())
    return tuple(Link(name, titles.get(url.partition("#")[0], ""), url) for name, url in links)


def resolve_link(site: Site, url: str) -> str:
    """Return a link of site.toml as pages have it: a path is one of the site's; all else stays as it is."""
    if not url.startswith("/") or url.startswith("//"):
        return url
    end = min((at for at in map(url.find, "?#") if at >= 0), default=len(url))
    return site.root.url(unquote(url[:end])) + url[end:]


def _list_languages(lookup: Lookup) -> tuple[Alternate, ...]:
    others = lookup.get_listings(LANGUAGE.name)
    if not others:
        return ()
    own = Alternate(lookup.site.config.language, lookup.home.url, lookup.site.config.title)
    return (own, *(Alternate(item.id, item.url, item.title) for item in others))


def make_menus(lookup: Lookup, page: Page) -> Mapping[str, tuple[Link, ...]]:
    """Return the menus of site.toml by name; `main` is always there: the top categories if site.toml has none."""
    site = lookup.site
    ids = {link.url: link.id for link in site.links["category"].values()}
    made = {}
    for name, items in site.config.menus.items():
        links = ((item.title, resolve_link(site, item.url)) for item in items)
        made[name] = tuple(Link(ids.get(url, ""), title, url) for title, url in links)
    return {"main": _list_top_categories(site), **made}


def _list_top_categories(site: Site) -> tuple[Link, ...]:
    ids = find_children(site.categories, "")
    if not site.config.categories:
        sizes = Counter({id: len(site.by_category.get(id, ())) for id in sorted(ids)})
        ids = tuple(sorted(id for id, _ in sizes.most_common(MENU)))
    return tuple(site.links["category"][id] for id in ids)


def make_category_tree(lookup: Lookup, page: Page) -> tuple[CategoryNode, ...]:
    """Return the tree of categories."""
    return _make_nodes(lookup.site, "")


def _make_nodes(site: Site, parent: str) -> tuple[CategoryNode, ...]:
    found = (site.categories[id] for id in find_children(site.categories, parent))
    links = site.links["category"]
    return tuple(CategoryNode(links[c.id], c.description, c.colour, _make_nodes(site, c.id)) for c in found)


def get_words(lookup: Lookup, page: Page) -> Mapping[str, str]:
    """Return the theme's strings in the page's language; English if one is missing."""
    return lookup.get_words(page.lang)


def get_params(lookup: Lookup, page: Page) -> Mapping[str, Any]:
    """Return the theme's parameters, with the values of site.toml."""
    return {**lookup.theme.params, **lookup.site.config.theme_params}


def get_data(lookup: Lookup, page: Page) -> Mapping[str, Any]:
    """Return the files of content/data/ by name: `data.glossary`."""
    return lookup.site.data


def list_breaking(lookup: Lookup, page: Page) -> Cards:
    """Return the breaking stories in the page's language, newest first."""
    return find_breaking(lookup.site, page.lang)


def list_latest(lookup: Lookup, page: Page) -> Cards:
    """Return the newest stories in the page's language, without paid articles."""
    found = (card for card in lookup.site.stories.get(page.lang, ()) if not is_paid(card))
    return tuple(card for card, _ in zip(found, range(LATEST), strict=False))


def get_top_stories(lookup: Lookup, page: Page) -> TopStories:
    """Return Week's Top Stories in the page's language."""
    return lookup.get_top_stories(page.lang)
