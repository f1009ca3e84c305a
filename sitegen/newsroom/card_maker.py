"""Making Cards: everything that is the same for many articles is resolved once, so that a card costs microseconds."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from sitegen import digest
from sitegen.config.model import Config
from sitegen.newsroom.ads.paid import Payer, make_unknown_payer
from sitegen.newsroom.cards import Card, Link
from sitegen.newsroom.dates import to_zone
from sitegen.newsroom.links.page_links import Links
from sitegen.newsroom.pictures import make_picture
from sitegen.newsroom.schedule import get_breaking_label
from sitegen.newsroom.site import MediaFile
from sitegen.newsroom.teaser import make_teaser
from sitegen.source.article import ArticleMeta, Byline
from sitegen.urls import Root

_PLAIN_PAYER = Payer("", "", "")


class CardMaker(Struct, frozen=True):
    """What the cards of one build have in common."""

    config: Config
    root: Root
    zone: dt.tzinfo
    now: dt.datetime
    links: Links
    tags: Mapping[str, str]
    """Name in an article -> slug"""
    url_paths: Mapping[str, str]
    labels: Mapping[str, str]
    """Article type -> label"""
    payers: Mapping[str, Payer]
    """By campaign"""
    media: Mapping[str, MediaFile]

    @classmethod
    def of(
        cls,
        config: Config,
        now: dt.datetime,
        links: Links,
        tags: Mapping[str, str],
        url_paths: Mapping[str, str],
        payers: Mapping[str, Payer],
        media: Mapping[str, MediaFile],
    ) -> "CardMaker":
        root, labels = Root.of(config.base_url), {kind.id: kind.label for kind in config.types}
        return cls(config, root, config.zone, now, links, tags, url_paths, labels, payers, media)

    def make(self, article: ArticleMeta) -> Card:
        """Return the card of an article whose authors and categories are ids."""
        a = article
        payer = (self.payers.get(a.campaign) or make_unknown_payer(a.campaign)) if a.campaign else _PLAIN_PAYER
        values: list[Any] = [
            a.path,
            self.root.url(self.url_paths[a.path]),
            a.title,
            to_zone(a.date, self.zone),
            self._find_link("category", a.category),
            a.short_title,
            a.kicker,
            a.type,
            self.labels.get(a.type, ""),
            to_zone(changed, self.zone) if (changed := _find_update(a)) else None,
            self._find_link("category", a.subcategory) if a.subcategory else None,
            self._link_tags(a.tags) if a.tags else (),
            self._link_authors(a.authors),
            a.summary,
            make_teaser(a.summary, self.config.lists.teaser),
            make_picture(a.image, a.path, self.media),
            payer.sponsor,
            payer.label,
            payer.relation,
            a.lang or self.config.language,
            a.dir,
            a.minutes,
            get_breaking_label(a, self.now) if a.breaking else "",
            a.sensitive,
        ]
        values.append(digest.of(values))
        return Card(*values)

    def _find_link(self, kind: str, id: str) -> Link:
        return self.links[kind].get(id) or Link(id, id)

    def _link_tags(self, tags: tuple[str, ...]) -> tuple[Link, ...]:
        """Return the links of tags, each once; one without a slug has no page."""
        known, by_name = self.links["tag"], self.tags
        slugs = [by_name[tag] for tag in tags]
        if "" in slugs or len(set(slugs)) < len(slugs):
            return tuple(dict.fromkeys(known.get(slug) or Link("", tag) for slug, tag in zip(slugs, tags, strict=True)))
        return tuple([known[slug] for slug in slugs])

    def _link_authors(self, bylines: tuple[Byline, ...]) -> tuple[Link, ...]:
        return tuple([self._find_link("author", byline.id) for byline in bylines])


def _find_update(article: ArticleMeta) -> dt.datetime | None:
    """Return when the article was last updated or corrected, None if not since it came out."""
    if not article.corrections:
        return article.updated
    latest = max(correction.date for correction in article.corrections)
    changed = max(latest, article.updated or latest)
    return changed if changed > article.date else article.updated
