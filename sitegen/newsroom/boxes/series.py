"""The series box of a story, and the link to its thread."""

from sitegen.newsroom.cards import Link
from sitegen.newsroom.links.page_links import find_link
from sitegen.newsroom.site import Cards, Site
from sitegen.newsroom.values import SeriesBox
from sitegen.source.article import ArticleMeta


def make_series_box(site: Site, article: ArticleMeta) -> SeriesBox | None:
    """Return the series of an article, with all parts in the article's language in their order."""
    if article.series is None:
        return None
    series = site.series[article.series.id]
    own = site.cards[article.path]
    cards = tuple(card for card in site.by_series.get(series.id, ()) if card.lang == own.lang) or (own,)
    return SeriesBox(find_link(site, "series", series.id), series.description, article.series.part, cards)


def find_thread_link(site: Site, article: ArticleMeta) -> Link | None:
    """Return the link to the thread of an article; None if it has none, or is the only story in it."""
    if not article.thread:
        return None
    return find_link(site, "thread", article.thread) if len(find_thread(site, article)) > 1 else None


def find_thread(site: Site, article: ArticleMeta) -> Cards:
    """Return the stories of an article's thread, its own among them, newest first."""
    return site.by_thread.get(article.thread, ()) if article.thread else ()
