"""JSON-LD: one graph a page in the vocabulary of schema.org, for search engines and other programs that read it."""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from sitegen.newsroom.cards import Card
from sitegen.newsroom.values import Front
from sitegen.pages.structured_data.lists import list_page, profile_page
from sitegen.pages.structured_data.parts import Node, breadcrumbs, given, publisher, web_page, website
from sitegen.pages.structured_data.story import news_article
from sitegen.pages.values import AuthorBox, PageInfo, SiteInfo, Story


def jsonld(
    page: PageInfo,
    site: SiteInfo,
    article: Story | None = None,
    cards: Iterable[Card] = (),
    subject: object = None,
    front: Front | None = None,
) -> Markup:
    """Return the page's graph, ready to stand inside `<script type="application/ld+json">`.

    A story's page gives `article`, a list its `cards` and `subject`, the front `front`; all else needs neither.
    """
    return serialize({"@context": "https://schema.org", "@graph": graph(page, site, article, cards, subject, front)})


def graph(
    page: PageInfo,
    site: SiteInfo,
    article: Story | None = None,
    cards: Iterable[Card] = (),
    subject: object = None,
    front: Front | None = None,
) -> list[Node]:
    """Return the nodes: what the page is about first, then the page, its trail, the website, the publisher."""
    frame = [breadcrumbs(page, site), website(page, site), publisher(site)]
    if article:
        nodes = [news_article(article, page, site), web_page(page, site)]
    elif isinstance(subject, AuthorBox):
        nodes = [profile_page(subject, page, site)]
    elif front:
        nodes = [list_page(front_cards(front), page, site)]
    else:
        shown = tuple(cards)
        nodes = [list_page(shown, page, site) if shown else web_page(page, site)]
    return [given(node) for node in [*nodes, *frame] if node]


def front_cards(front: Front) -> tuple[Card, ...]:
    """Return the stories of the front in the order that it shows them."""
    lead = (front.lead,) if front.lead else ()
    return lead + front.top + tuple(card for row in front.rows for card in row.cards)


_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_ESCAPES = (("<", "\\u003c"), (">", "\\u003e"), ("&", "\\u0026"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029"))


def serialize(value: Any) -> Markup:
    """Return JSON that no HTML parser can take for the end of the script, nor for a comment (HTML 4.12.1.3)."""
    text = _ENCODER.encode(value)
    for character, escape in _ESCAPES:
        text = text.replace(character, escape)
    return Markup(text)
