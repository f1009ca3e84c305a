"""Categories: their lists of stories."""

from collections.abc import Iterator

from sitegen.errors import Location
from sitegen.newsroom.ads.placements import make_category_target
from sitegen.newsroom.links.page_links import find_link
from sitegen.newsroom.site import Site
from sitegen.newsroom.terms.categories import find_children
from sitegen.pages.kinds.common import find_topic_owner
from sitegen.pages.kinds.lists import make_list_info, make_list_kind
from sitegen.pages.kinds.page_kind import ListFeeds, PageSlots
from sitegen.pages.listings import Listing, Words, make_listing
from sitegen.pages.lookup import Lookup
from sitegen.pages.output_paths import SETTINGS, PathOwner
from sitegen.pages.values import CategoryInfo, Page, PageInfo


def make_category_info(lookup: Lookup, page: Page) -> PageInfo:
    id = page.subject
    return make_list_info(lookup, page, breadcrumbs=lookup.get_breadcrumbs(id), category=id)


def make_category(lookup: Lookup, page: Page) -> CategoryInfo:
    site, id = lookup.site, page.subject
    category, links = site.categories[id], site.links["category"]
    below = tuple(links[child] for child in find_children(site.categories, id))
    return CategoryInfo(links[id], category.description, category.colour, links.get(category.parent), below)


def _list_categories(site: Site, words: Words) -> Iterator[Listing]:
    for id, category in site.categories.items():
        own = find_link(site, CATEGORY.name, id)
        yield make_listing(site, CATEGORY.name, own, site.by_category.get(id, ()), category.description)


def _find_owner(site: Site, page: Page) -> PathOwner:
    """Return the owner of a category's page: site.toml, or else the first article that names it."""
    id = page.subject
    for number, category in enumerate(site.config.categories):
        if category.id == id:
            return PathOwner(f'the category "{id}"', Location(SETTINGS, key=f"categories.{number}.id"))
    return find_topic_owner(page, "", site.by_category.get(id, ()), "category")


CATEGORY = make_list_kind(
    "category",
    _list_categories,
    make_info=make_category_info,
    find_owner=_find_owner,
    subject=make_category,
    feed=ListFeeds(full_text=True),
    slots=PageSlots("category", lambda site, page: make_category_target(site, page.subject)),
    card_field="category",
)
