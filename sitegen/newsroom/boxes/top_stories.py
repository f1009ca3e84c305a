"""Week's Top Stories: pinned stories, the most read by this week's figures if there are any, the newest."""

from collections.abc import Iterable, Mapping
from urllib.parse import unquote

from sitegen.newsroom.ads.paid import is_paid
from sitegen.newsroom.cards import Card
from sitegen.newsroom.dates import to_zone
from sitegen.newsroom.schedule import get_top_pin, is_fresh
from sitegen.newsroom.site import Site
from sitegen.newsroom.values import TopStories
from sitegen.source.article import MostRead


def choose_top_stories(site: Site, lang: str = "") -> TopStories:
    """Return the top stories in a language (by default the site's), as many as the settings say while stories
    remain.

    First those that editors pinned; then the most read, if the figures are from the last seven days; then the newest.
    No paid ones.
    """
    stories = [card for card in site.stories.get(lang or site.config.language, ()) if not is_paid(card)]
    ranked: list[Card] = _find_pinned(site, stories)
    figures = site.most_read if is_fresh(site.most_read, site.now) else None
    if figures:
        ranked += _rank_by_views(site, figures, {card.path: card for card in stories})
    chosen = tuple(_remove_repeats([*ranked, *stories]))[: site.config.lists.top_stories]
    as_of = to_zone(figures.as_of, site.config.zone) if figures and figures.as_of else None
    return TopStories(chosen, as_of)


def _find_pinned(site: Site, stories: Iterable[Card]) -> list[Card]:
    """Return the pinned stories, the most prominent first, then the newest."""
    pins = [(get_top_pin(site.articles[card.path], site.now), card) for card in stories if _has_pin(site, card)]
    pins = [(pin, card) for pin, card in pins if pin]
    pins.sort(key=lambda pair: -pair[0])
    return [card for _, card in pins]


def _has_pin(site: Site, card: Card) -> bool:
    return site.articles[card.path].prominence is not None


def _rank_by_views(site: Site, figures: MostRead, stories: Mapping[str, Card]) -> list[Card]:
    """Return the stories that the figures name, the most read first; of equally read ones the newest."""
    views = {path: count for path, count in count_views(site, figures).items() if path in stories}
    order = {path: number for number, path in enumerate(stories)}
    return [stories[path] for path in sorted(views, key=lambda path: (-views[path], order[path]))]


def count_views(site: Site, figures: MostRead) -> dict[str, int]:
    """Return the number of views of each article, by path: the sum for all its URLs, old ones too."""
    by_address = _index_addresses(site)
    host = site.root.origin.partition("://")[2]
    views: dict[str, int] = {}
    for address, count in figures.views:
        path = by_address.get(_normalize(_extract_path(address, host), site.root.prefix), "")
        if path in site.articles:
            views[path] = views.get(path, 0) + count
    return views


def _index_addresses(site: Site) -> dict[str, str]:
    """Return every address of an article, old ones too, in the form that `_normalize` returns -> its path."""
    old = {_normalize(url): path for url, path in site.aliases.items()}
    return old | {_normalize(url): path for path, url in site.url_paths.items()}


def _extract_path(address: str, host: str) -> str:
    """Return the URL path, decoded, of what analytics programs write: a path, a URL or a host with a path."""
    address = address.partition("#")[0].partition("?")[0].strip()
    scheme, separator, rest = address.partition("//")
    if separator and (not scheme or scheme.endswith(":")):
        return unquote(rest.partition("/")[2])
    return unquote(address.removeprefix(host))


def _normalize(path: str, prefix: str = "") -> str:
    """Return a URL path in lower case without prefix, index.html and outer slashes: the same however it is written."""
    key = "/" + path.strip("/").lower()
    if prefix and f"{key}/".startswith(f"{prefix.lower()}/"):
        key = key[len(prefix) :]
    return key.removesuffix("/index.html").rstrip("/")


def _remove_repeats(cards: Iterable[Card]) -> Iterable[Card]:
    return {card.path: card for card in cards}.values()
