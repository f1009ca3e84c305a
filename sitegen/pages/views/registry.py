"""The table of views: every name that a template may ask for, and the pure function that answers."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from sitegen.pages.views import documents, lists, site_wide, story
from sitegen.pages.views.declared import Compute, is_shared, make_declared_view
from sitegen.pages.views.page_info import get_page_info
from sitegen.pages.views.types import get_value_type
from sitegen.theme.model import Theme

Scope = Literal["site", "language", "subject", "page"]
"""What a view's value differs by: it is computed and digested once for the site, for each language or for each subject
of lists, or for each page."""


class View(Struct, frozen=True):
    """A named pure function of the Site, by a Lookup over it, and of the page."""

    name: str
    compute: Compute
    scope: Scope
    value_type: Any
    """What its value is, and what the value's bytes are decoded to"""


_BUILT_IN: Mapping[str, tuple[Compute, Scope]] = {
    "page": (get_page_info, "page"),
    "site": (site_wide.make_site_info, "site"),
    "menus": (site_wide.make_menus, "site"),
    "categories": (site_wide.make_category_tree, "site"),
    "t": (site_wide.get_words, "language"),
    "theme": (site_wide.get_params, "site"),
    "data": (site_wide.get_data, "site"),
    "breaking": (site_wide.list_breaking, "language"),
    "latest": (site_wide.list_latest, "language"),
    "top_stories": (site_wide.get_top_stories, "language"),
    "article": (story.get_article, "page"),
    "body": (story.get_body, "page"),
    "related": (story.get_related, "page"),
    "more_in_category": (story.get_more_in_category, "page"),
    "slots": (story.get_slots, "page"),
    "cards": (lists.get_cards, "page"),
    "pagination": (lists.get_pagination, "page"),
    "subject": (lists.get_subject, "subject"),
    "front": (lists.get_front, "subject"),
    "archive": (lists.get_archive, "subject"),
    "corrections": (lists.get_corrections, "subject"),
    "content": (documents.get_content, "page"),
    "feed": (documents.get_feed, "subject"),
    "sitemap": (documents.get_sitemap, "page"),
    "redirect": (documents.get_redirect, "page"),
    "redirects": (documents.get_redirects, "page"),
    "robots": (documents.get_robots, "page"),
}

NAMES = tuple(_BUILT_IN)
"""Of the built-in views: none may be a Jinja global, nor the name of a theme's own view."""


def make_views(theme: Theme) -> Mapping[str, View]:
    """Return all views by name: the built-in ones and those that the theme declares, which may replace none of them."""
    functions = {name: compute for name, (compute, _) in _BUILT_IN.items()}
    table = {name: View(name, compute, scope, get_value_type(name)) for name, (compute, scope) in _BUILT_IN.items()}
    for name, view in sorted(theme.views.items()):
        if name not in table:
            scope: Scope = "site" if is_shared(view) else "page"
            table[name] = View(name, make_declared_view(view, functions), scope, get_value_type(name))
    return table
