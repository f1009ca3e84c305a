"""What all formats of a feed say of an entry."""

from sitegen.newsroom.cards import Card
from sitegen.pages.markup import absolute, absolute_links
from sitegen.pages.values import FeedEntry, ResolvedBody, SiteInfo


def headline(card: Card) -> str:
    """Return the title; of a paid story with its label, which must be seen wherever the story is."""
    return f"{card.paid_label}: {card.title}" if card.paid_label else card.title


def link(entry: FeedEntry, site: SiteInfo) -> str:
    return absolute(entry.card.url, site.origin)


def html(entry: FeedEntry, site: SiteInfo) -> str:
    """Return the story's text with absolute links, "" where the feed gives summaries only."""
    if not isinstance(entry.body, ResolvedBody):
        return ""
    return absolute_links(str(entry.body.content), site.origin, link(entry, site))


def categories(card: Card) -> list[str]:
    """Return what the story is filed under, each name once: category, subcategory, tags."""
    links = [card.category, *([card.subcategory] if card.subcategory else []), *card.tags]
    return list(dict.fromkeys(link.title for link in links))
