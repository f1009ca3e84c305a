"""The nodes of pages that list stories, and of an author's page."""

from collections.abc import Iterable

from sitegen.newsroom.cards import Card
from sitegen.pages.markup import make_absolute
from sitegen.pages.structured_data.parts import (
    Node,
    drop_empty,
    make_image,
    make_publisher_id,
    make_reference,
    make_web_page,
)
from sitegen.pages.values import AuthorBox, PageInfo, SiteInfo


def make_list_page(cards: Iterable[Card], page: PageInfo, site: SiteInfo) -> Node:
    """Return a CollectionPage whose main entity is the list of its stories."""
    items = [_make_item(position, card, site) for position, card in enumerate(cards, 1)]
    main = {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
    return {**make_web_page(page, site), "@type": "CollectionPage", "mainEntity": main}


def _make_item(position: int, card: Card, site: SiteInfo) -> Node:
    return {"@type": "ListItem", "position": position, "url": make_absolute(card.url, site.origin), "name": card.title}


def make_profile_page(author: AuthorBox, page: PageInfo, site: SiteInfo) -> Node:
    """Return a ProfilePage whose main entity is the journalist."""
    return {
        **make_web_page(page, site),
        "@type": "ProfilePage",
        "mainEntity": drop_empty(_make_journalist(author, site)),
    }


def _make_journalist(author: AuthorBox, site: SiteInfo) -> Node:
    elsewhere = [author.site, *(url for _, url in sorted(author.social.items()))]
    return {
        "@type": "Person",
        "name": author.name,
        "url": make_absolute(author.url, site.origin),
        "jobTitle": author.title,
        "description": author.line,
        "image": make_image(author.photo, site) if author.photo else None,
        "email": author.email,
        "sameAs": [url for url in elsewhere if url.startswith(("https://", "http://"))],
        "knowsLanguage": list(author.languages),
        "knowsAbout": list(author.beats),
        "worksFor": make_reference(make_publisher_id(site)) if author.active else None,
    }
