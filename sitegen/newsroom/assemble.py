"""Assemble: everything that was parsed becomes the Site, which says what the stories mean together at `now`.

Pure, and linear in the number of articles.
"""

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct

from sitegen.config.model import Config
from sitegen.errors import Diagnostic
from sitegen.newsroom import indexes, languages, schedule
from sitegen.newsroom.ads.campaigns import find_bookings, index_sponsors, resolve_campaigns
from sitegen.newsroom.ads.house_ads import make_house_ads
from sitegen.newsroom.ads.paid import find_payers
from sitegen.newsroom.card_maker import CardMaker
from sitegen.newsroom.cards import Card
from sitegen.newsroom.checks import CheckContext, check
from sitegen.newsroom.dates import drop_future_changes, drop_future_update, resolve_dates
from sitegen.newsroom.links.aliases import Aliased, find_aliases, find_list_paths, find_record_paths
from sitegen.newsroom.links.documents import find_named_documents
from sitegen.newsroom.links.page_links import Links, make_links
from sitegen.newsroom.links.url_paths import assign_urls, drop_own_canonical
from sitegen.newsroom.site import Cards, Show, Site, Sources
from sitegen.newsroom.terms.vocabulary import Vocabulary, gather_vocabulary, resolve_names
from sitegen.source.article import ArticleMeta, Campaign
from sitegen.urls import Root

_RANK = {"published": 1, "future": 2, "embargoed": 2, "draft": 3, "expired": 4}
"""The article with the lowest rank gets a URL that several would have; 0 is for what this build shows."""


def assemble(sources: Sources, config: Config, now: dt.datetime, show: Show) -> tuple[Site, tuple[Diagnostic, ...]]:
    """Return the Site that the sources make at `now`, and everything that is wrong between them."""
    written = sorted(map(resolve_dates, sources.articles), key=lambda article: article.path)
    shown = {a.path for a in written if schedule.is_shown(a, now, show)}
    vocabulary = gather_vocabulary(written, [a for a in written if a.path in shown], sources, config)
    everything = [resolve_names(article, vocabulary, config.language) for article in written]
    articles = {
        a.path: a if show.future else drop_future_changes(a, now) for a in everything if a.path in shown
    }
    states = {a.path: schedule.get_state(a, now) for a in everything}
    assigned_urls = assign_urls(everything, sources.pages, _rank_states(states, shown, config), config)
    url_paths = {
        path: url for path, url in assigned_urls.url_paths.items() if states.get(path) is None or path in shown
    }
    root = Root.of(config.base_url)
    links = make_links(config, root, vocabulary, articles.values())
    everything = [drop_own_canonical(a, root, assigned_urls.url_paths) if a.canonical else a for a in everything]
    articles = {path: drop_own_canonical(a, root, url_paths) if a.canonical else a for path, a in articles.items()}
    url_paths |= find_record_paths(sources, links, config)
    topics = (*sources.tags, *sources.series, *sources.threads)
    known: list[Aliased] = [*articles.values(), *sources.pages, *sources.authors, *topics]
    with_page = [source for source in known if source.path in url_paths]
    aliases = find_aliases(with_page, url_paths, root, lambda: find_list_paths(links, root))
    categories, tags = vocabulary.categories.by_id, vocabulary.tags.by_id
    campaigns = resolve_campaigns(sources.sponsors, categories, tags, config.zone)
    resolved = _Resolved(
        articles, vocabulary, links, url_paths, aliases.by_url_path, campaigns,
        unpublished={path: state for path, state in states.items() if path not in shown},
        next_change_at=schedule.find_next_change(
            everything, campaigns.values(), sources.most_read, now, show, config.zone, sources.pages
        ),
    )  # fmt: skip
    site = _make_site(sources, config, now, resolved)
    return site, check(CheckContext.of(site, sources, everything, states, assigned_urls, aliases))


class _Resolved(Struct, frozen=True):
    """The sources with ids for names and URLs for pages, for the Site's fields of the same names."""

    articles: Mapping[str, ArticleMeta]
    vocabulary: Vocabulary
    links: Links
    url_paths: Mapping[str, str]
    aliases: Mapping[str, str]
    campaigns: Mapping[str, Campaign]
    unpublished: Mapping[str, str]
    next_change_at: dt.datetime | None


def _rank_states(states: Mapping[str, schedule.State], shown: set[str], config: Config) -> dict[str, int]:
    """Return the ranks of articles for a URL that several would have. With numbered URLs only the paths decide: else
    publishing one story could change the URL of another."""
    if config.content.duplicate_slugs == "number":
        return {}
    return {path: 0 if path in shown else _RANK[state] for path, state in states.items()}


def _make_site(sources: Sources, config: Config, now: dt.datetime, resolved: _Resolved) -> Site:
    articles, vocabulary, links, url_paths = resolved.articles, resolved.vocabulary, resolved.links, resolved.url_paths
    categories, campaigns = vocabulary.categories.by_id, resolved.campaigns
    sponsors = index_sponsors(sources.sponsors)
    paid = find_payers(campaigns, sponsors)
    maker = CardMaker.of(config, now, links, vocabulary.tags.by_name, url_paths, paid, sources.media)
    cards = {path: maker.make(article) for path, article in articles.items()}
    versions = languages.find_versions(articles.values())
    listed, others = _split_listed(cards, articles, languages.choose_originals(versions, articles, config.language))
    stories = _group_by_language(listed, others, config.language)
    return Site(
        config, Root.of(config.base_url), now, articles, cards, listed,
        by_category=indexes.index_by_category(listed, categories),
        by_tag=indexes.index_with_orphans(listed, others, indexes.get_tags),
        by_author=indexes.index_by_author(listed, articles),
        by_series=indexes.index_by_series(listed, others, articles),
        by_thread=indexes.index_with_orphans(listed, others, indexes.thread_getter(articles)),
        by_month=indexes.index_by_month(listed),
        by_language={lang: found for lang, found in stories.items() if lang != config.language},
        documents=find_named_documents(sources, articles),
        by_slug=indexes.index_by_slug(articles.values()),
        translations=versions,
        categories=categories,
        authors=vocabulary.authors.by_id, tags=vocabulary.tags.by_id,
        series=vocabulary.series.by_id, threads=vocabulary.threads.by_id,
        pages=tuple(drop_future_update(page, now) for page in sorted(sources.pages, key=lambda page: page.path)),
        sponsors=sponsors, campaigns=campaigns,
        most_read=sources.most_read,
        data=sources.data, media=sources.media,
        links=links,
        url_paths=url_paths,
        aliases=resolved.aliases,
        unpublished=resolved.unpublished,
        next_change_at=resolved.next_change_at,
        stories=stories,
        stories_by_category={lang: indexes.index_used_categories(found, categories) for lang, found in stories.items()},
        bookings=find_bookings(campaigns, now),
        house_ads=make_house_ads(config, stories, sources, url_paths),
    )  # fmt: skip


def _split_listed(
    cards: Mapping[str, Card], articles: Mapping[str, ArticleMeta], originals: Mapping[str, str]
) -> tuple[Cards, Cards]:
    """Return the cards that lists show and those of translations, both newest first; none that is unlisted."""
    newest = sorted(cards.values(), key=lambda card: card.path)
    newest.sort(key=lambda card: card.date, reverse=True)
    listable = [card for card in newest if not articles[card.path].unlisted]
    listed = tuple(card for card in listable if originals.get(card.path, card.path) == card.path)
    others = tuple(card for card in listable if originals.get(card.path, card.path) != card.path)
    return listed, others


def _group_by_language(listed: Cards, others: Cards, own: str) -> dict[str, Cards]:
    """Return language -> its stories, newest first: listed ones, and translations into other languages."""
    if all(card.lang == own for card in listed) and not others:
        return {own: listed}
    wanted = [*(card for card in listed), *(card for card in others if card.lang != own)]
    wanted.sort(key=lambda card: card.path)
    wanted.sort(key=lambda card: card.date, reverse=True)
    found = indexes.index(wanted, lambda card: (card.lang,))
    return {own: found.pop(own, ()), **dict(sorted(found.items()))}
