"""JSON-LD: one graph a page in the vocabulary of schema.org, for search engines and other programs that read it."""

import json
from collections.abc import Iterable
from typing import Any

from markupsafe import Markup

from sitegen.newsroom.cards import Card
from sitegen.newsroom.values import Front
from sitegen.pages.structured_data.lists import make_list_page, make_profile_page
from sitegen.pages.structured_data.parts import (
    Node,
    drop_empty,
    make_breadcrumbs,
    make_publisher,
    make_web_page,
    make_website,
)
from sitegen.pages.structured_data.story import make_news_article
from sitegen.pages.values import AuthorBox, PageInfo, SiteInfo, Story


def write_jsonld(
    page: PageInfo,
    site: SiteInfo,
    article: Story | None = None,
    cards: Iterable[Card] = (),
    subject: object = None,
    front: Front | None = None,
) -> Markup:
    """Return the page's graph, ready to stand inside `<script type="application/ld+json">`.

    A story's page gives `article`, a list its `cards` and `subject`, the front `front`; other pages none of these.
    """
    return serialize(
        {"@context": "https://schema.org", "@graph": make_graph(page, site, article, cards, subject, front)}
    )


def make_graph(
    page: PageInfo,
    site: SiteInfo,
    article: Story | None = None,
    cards: Iterable[Card] = (),
    subject: object = None,
    front: Front | None = None,
) -> list[Node]:
    """Return the nodes: what the page is about first, then the page, its trail, the website, the publisher."""
    frame = [make_breadcrumbs(page, site), make_website(page, site), make_publisher(site)]
    if article:
        nodes = [make_news_article(article, page, site), make_web_page(page, site)]
    elif isinstance(subject, AuthorBox):
        nodes = [make_profile_page(subject, page, site)]
    elif front:
        nodes = [make_list_page(list_front_cards(front), page, site)]
    else:
        shown = tuple(cards)
        nodes = [make_list_page(shown, page, site) if shown else make_web_page(page, site)]
    return [drop_empty(node) for node in [*nodes, *frame] if node]


def list_front_cards(front: Front) -> tuple[Card, ...]:
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
