"""The nodes of pages that list stories, and of an author's page."""

from collections.abc import Iterable

from sitegen.newsroom.cards import Card
from sitegen.pages.markup import absolute
from sitegen.pages.structured_data.parts import Node, given, image, publisher_id, reference, web_page
from sitegen.pages.values import AuthorBox, PageInfo, SiteInfo


def list_page(cards: Iterable[Card], page: PageInfo, site: SiteInfo) -> Node:
    """Return a CollectionPage whose main entity is the list of its stories."""
    items = [_item(position, card, site) for position, card in enumerate(cards, 1)]
    main = {"@type": "ItemList", "numberOfItems": len(items), "itemListElement": items}
    return {**web_page(page, site), "@type": "CollectionPage", "mainEntity": main}


def _item(position: int, card: Card, site: SiteInfo) -> Node:
    return {"@type": "ListItem", "position": position, "url": absolute(card.url, site.origin), "name": card.title}


def profile_page(author: AuthorBox, page: PageInfo, site: SiteInfo) -> Node:
    """Return a ProfilePage whose main entity is the journalist."""
    return {**web_page(page, site), "@type": "ProfilePage", "mainEntity": given(_journalist(author, site))}


def _journalist(author: AuthorBox, site: SiteInfo) -> Node:
    elsewhere = [author.site, *(url for _, url in sorted(author.social.items()))]
    return {
        "@type": "Person",
        "name": author.name,
        "url": absolute(author.url, site.origin),
        "jobTitle": author.title,
        "description": author.line,
        "image": image(author.photo, site) if author.photo else None,
        "email": author.email,
        "sameAs": [url for url in elsewhere if url.startswith(("https://", "http://"))],
        "knowsLanguage": list(author.languages),
        "knowsAbout": list(author.beats),
        "worksFor": reference(publisher_id(site)) if author.active else None,
    }
