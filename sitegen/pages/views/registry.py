"""The table of views: every name that a template may ask for, and the pure function that answers."""

from collections.abc import Mapping
from typing import Any, Literal

from msgspec import Struct

from sitegen.pages.views import documents, lists, site_wide, story
from sitegen.pages.views.declared import Compute, declared_view, is_shared
from sitegen.pages.views.page_info import page_info
from sitegen.pages.views.types import value_type
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
    "page": (page_info, "page"),
    "site": (site_wide.site_info, "site"),
    "menus": (site_wide.menus, "site"),
    "categories": (site_wide.category_tree, "site"),
    "t": (site_wide.words, "language"),
    "theme": (site_wide.params, "site"),
    "data": (site_wide.data, "site"),
    "breaking": (site_wide.breaking, "language"),
    "latest": (site_wide.latest, "language"),
    "top_stories": (site_wide.top_stories, "language"),
    "article": (story.article, "page"),
    "body": (story.body, "page"),
    "related": (story.related, "page"),
    "more_in_category": (story.more_in_category, "page"),
    "slots": (story.slots, "page"),
    "cards": (lists.cards, "page"),
    "pagination": (lists.pagination, "page"),
    "subject": (lists.subject, "subject"),
    "front": (lists.front, "subject"),
    "archive": (lists.archive, "subject"),
    "corrections": (lists.corrections, "subject"),
    "content": (documents.content, "page"),
    "feed": (documents.feed, "subject"),
    "sitemap": (documents.sitemap, "page"),
    "redirect": (documents.redirect, "page"),
    "redirects": (documents.redirects, "page"),
    "robots": (documents.robots, "page"),
}

NAMES = tuple(_BUILT_IN)
"""Of the built-in views: none may be a Jinja global, nor the name of a theme's own view."""


def views(theme: Theme) -> Mapping[str, View]:
    """Return all views by name: the built-in ones and those that the theme declares, which may replace none of them."""
    functions = {name: compute for name, (compute, _) in _BUILT_IN.items()}
    table = {name: View(name, compute, scope, value_type(name)) for name, (compute, scope) in _BUILT_IN.items()}
    for name, view in sorted(theme.views.items()):
        if name not in table:
            scope: Scope = "site" if is_shared(view) else "page"
            table[name] = View(name, declared_view(view, functions), scope, value_type(name))
    return table
