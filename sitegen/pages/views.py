"""The table of views: every name that a template may ask for, and the pure function that answers."""

import typing
from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from sitegen.newsroom.site import Site
from sitegen.pages import documents, frame, lists, story
from sitegen.pages.declared import Compute, declared_view, is_shared
from sitegen.pages.info import page_info
from sitegen.pages.lookup import lookup_of
from sitegen.pages.values import Page
from sitegen.theme.model import Theme

Share = Callable[[Page], str]


class View(Struct, frozen=True):
    """A named pure function of the Site and the page."""

    name: str
    compute: Callable[[Site, Page], object]
    share: Share | None = None
    """Names the pages that get the same value, computed and digested once for them; None = each page its own."""


def _all_pages(page: Page) -> str:
    return ""


def _by_language(page: Page) -> str:
    return page.lang


def _by_subject(page: Page) -> str:
    return f"{page.kind} {page.subject}"


_BUILT_IN: Mapping[str, tuple[Compute, Share | None]] = {
    "page": (page_info, None),
    "site": (frame.site_info, _all_pages),
    "menus": (frame.menus, _all_pages),
    "categories": (frame.category_tree, _all_pages),
    "t": (frame.words, _by_language),
    "theme": (frame.params, _all_pages),
    "data": (frame.data, _all_pages),
    "breaking": (frame.breaking, _by_language),
    "latest": (frame.latest, _by_language),
    "top_stories": (frame.top_stories, _by_language),
    "article": (story.article, None),
    "body": (story.body, None),
    "related": (story.related, None),
    "more_in_category": (story.more_in_category, None),
    "slots": (story.slots, None),
    "cards": (lists.cards, None),
    "pagination": (lists.pagination, None),
    "subject": (lists.subject, _by_subject),
    "front": (lists.front, _by_subject),
    "archive": (lists.archive, _by_subject),
    "corrections": (lists.corrections, _by_subject),
    "content": (documents.content, None),
    "feed": (documents.feed, _by_subject),
    "sitemap": (documents.sitemap, None),
    "redirect": (documents.redirect, None),
    "redirects": (documents.redirects, None),
    "robots": (documents.robots, None),
}

NAMES = tuple(_BUILT_IN)
"""Of the built-in views: none may be a Jinja global, nor the name of a theme's own view."""


def views(theme: Theme) -> Mapping[str, View]:
    """Return all views by name: the built-in ones and those that the theme declares, which may replace none of them."""
    functions = {name: compute for name, (compute, _) in _BUILT_IN.items()}
    table = {name: View(name, _bound(theme, compute), share) for name, (compute, share) in _BUILT_IN.items()}
    for name, view in sorted(theme.views.items()):
        if name not in table:
            compute = _bound(theme, declared_view(view, functions))
            table[name] = View(name, compute, _all_pages if is_shared(view) else None)
    return table


def answer_of(name: str) -> Any:
    """Return the type of what a built-in view answers with."""
    return typing.get_type_hints(_BUILT_IN[name][0])["return"]


def _bound(theme: Theme, compute: Compute) -> Callable[[Site, Page], object]:
    """Return the function as a View has it."""
    return lambda site, page: compute(lookup_of(site, theme), page)
