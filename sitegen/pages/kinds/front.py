"""The front page, and the fronts of other languages, which are lists."""

from collections.abc import Iterator

from msgspec.structs import replace

from sitegen import urls
from sitegen.newsroom.ads.placements import AdTarget, make_front_target
from sitegen.newsroom.boxes.front import make_front
from sitegen.newsroom.site import Site
from sitegen.newsroom.values import Front
from sitegen.pages.kinds.common import find_sitegen_owner, make_alternates, make_page, make_page_info
from sitegen.pages.kinds.lists import list_sitemap_entries, make_list_info, make_list_kind
from sitegen.pages.kinds.page_kind import ListFeeds, PageKind, PageSlots
from sitegen.pages.listings import Listing, Words
from sitegen.pages.lookup import Lookup
from sitegen.pages.templates import Templates
from sitegen.pages.values import Alternate, Page, PageInfo
from sitegen.source.direction import direction


def plan_front(kind: PageKind, lookup: Lookup, templates: Templates) -> Iterator[Page]:
    yield make_page(lookup.site, kind, "/", templates.choose(*kind.templates))


def make_front_info(lookup: Lookup, page: Page) -> PageInfo:
    info = make_page_info(lookup, page, description=lookup.site.config.description)
    return replace(info, alternates=_list_fronts(lookup))


def _list_fronts(lookup: Lookup) -> tuple[Alternate, ...]:
    """Return the fronts by language."""
    site = lookup.site
    others = {item.id: site.root.absolute(item.url) for item in lookup.get_listings(LANGUAGE.name)}
    own = site.config.language
    return make_alternates({own: site.root.absolute(lookup.home.url), **others}, own) if others else ()


def make_front_value(lookup: Lookup, page: Page) -> Front:
    return make_front(lookup.site, page.lang)


def _list_site(site: Site, words: Words) -> Iterator[Listing]:
    """Yield the site as its feeds have it."""
    config, lang = site.config, site.config.language
    cards = site.stories.get(lang, ())
    url = site.root.url("/")
    yield Listing(FRONT.name, "", config.title, url, cards, lang, direction(lang), config.description)


def _make_target(site: Site, page: Page) -> AdTarget:
    return make_front_target(site, page.lang)


def make_language_info(lookup: Lookup, page: Page) -> PageInfo:
    return make_list_info(lookup, page, alternates=() if page.number else _list_fronts(lookup))


def make_language(lookup: Lookup, page: Page) -> Alternate:
    front = lookup.get_listing(page)
    return Alternate(front.lang, front.url, front.title)


def _list_languages(site: Site, words: Words) -> Iterator[Listing]:
    config = site.config
    for lang, cards in sorted(site.by_language.items()):
        url = site.root.url(urls.fill(config.urls.translated, {"lang": config.urls.of_language(lang), "url": "/"}))
        yield Listing(LANGUAGE.name, lang, config.title, url, cards, lang, direction(lang), config.description)


FRONT = PageKind(
    name="front",
    templates=("front.html",),
    plan=plan_front,
    make_info=make_front_info,
    find_owner=find_sitegen_owner,
    schema="CollectionPage",
    values={"front": make_front_value},
    list_all=_list_site,
    feed=ListFeeds(full_text=True, with_paid=False, if_empty=True),
    list_sitemap_entries=list_sitemap_entries,
    slots=PageSlots("front", _make_target),
)

LANGUAGE = make_list_kind(
    "language",
    _list_languages,
    make_info=make_language_info,
    subject=make_language,
    feed=ListFeeds(full_text=True, with_paid=False),
    slots=PageSlots("front", _make_target),
    card_field="lang",
)
