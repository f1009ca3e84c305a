"""Which creative stands in which slot of which page.

Of the campaigns that run at `now`, those that target the page and exclude nothing of it; exclusive ones before all
others; among several the page goes to one by weight (`shares`). A slot that none has booked shows the house creative.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from sitegen.config.model import Slot
from sitegen.newsroom.ads.paid import disclosure_of
from sitegen.newsroom.ads.rendezvous import choose
from sitegen.newsroom.pictures import picture
from sitegen.newsroom.site import Site
from sitegen.newsroom.terms.categories import ancestors, lineage
from sitegen.newsroom.values import Placement
from sitegen.source.article import Campaign, Image

BODY = "article.body"


class Target(Struct, frozen=True):
    """What of a page decides which campaigns it may show."""

    kind: str
    """article | front | category: the first part of a slot's `where`"""
    key: str
    """Names the page; its share of the campaigns hangs on it."""
    categories: tuple[str, ...] = ()
    """Ids, with all that they are subcategories of"""
    tags: tuple[str, ...] = ()
    """Slugs"""
    articles: tuple[str, ...] = ()
    """What a campaign may call it by: slug and path"""
    text: str = ""
    """Where excluded words are looked for"""
    lang: str = ""


def article_target(site: Site, path: str) -> Target:
    article, card = site.articles[path], site.cards[path]
    tags = tuple(link.id for link in card.tags)
    text = f"{article.title}\n{article.summary}"
    categories = lineage(site.categories, article.category, article.subcategory)
    return Target("article", path, categories, tags, (article.slug, path), text, card.lang)


def category_target(site: Site, category: str) -> Target:
    return Target("category", f"category:{category}", ancestors(site.categories, category), lang=site.config.language)


def front_target(site: Site, lang: str = "") -> Target:
    lang = lang or site.config.language
    return Target("front", "front" if lang == site.config.language else f"front:{lang}", lang=lang)


def slots(site: Site, target: Target) -> Mapping[str, tuple[Placement, ...]]:
    """Return what a page shows in its slots outside the text, by `where`, each in the order of site.toml.

    Every `where` of the page's kind is there, with no placements if nothing is to be shown.
    """
    shown: dict[str, tuple[Placement, ...]] = {}
    for slot in site.config.slots:
        if slot.where.partition(".")[0] == target.kind and slot.where != BODY:
            placement = _place(site, slot, target, target.key) if _takes_ads(site, target) else None
            shown[slot.where] = shown.get(slot.where, ()) + ((placement,) if placement else ())
    return shown


def body_placements(site: Site, path: str) -> tuple[Placement, ...]:
    """Return what goes into the positions for slots within an article's text, first to last: at most as many as the
    text has positions, of each slot at most its `max`."""
    article, target = site.articles[path], article_target(site, path)
    if not article.ads or article.sensitive:
        return ()
    placements: list[Placement] = []
    for slot in site.config.slots:
        if slot.where == BODY:
            keys = (f"{path}#{n}" if n else path for n in range(slot.max))
            placements += [p for key in keys if (p := _place(site, slot, target, key))]
    return tuple(placements[: article.body_slots])


def _takes_ads(site: Site, target: Target) -> bool:
    return target.kind != "article" or site.articles[target.key].ads


def _place(site: Site, slot: Slot, target: Target, key: str) -> Placement | None:
    campaign = campaign_for(site.bookings.get(slot.id, ()), slot, target, key)
    if campaign:
        return _creative(site, slot, campaign)
    return _house(site, slot, target.lang) if slot.fallback == "house" else None


def campaign_for(booked: Iterable[Campaign], slot: Slot, target: Target, key: str) -> Campaign | None:
    """Return the campaign that a slot of a page shows, of those live ones that have booked the slot."""
    fitting = [campaign for campaign in booked if targets(campaign, target)]
    exclusive = [campaign for campaign in fitting if campaign.exclusive]
    by_id = {campaign.id: campaign for campaign in exclusive or fitting}
    return by_id.get(choose(f"{key}\0{slot.id}", [(c.id, c.weight) for c in by_id.values()])) if by_id else None


def targets(campaign: Campaign, target: Target) -> bool:
    """Does the campaign want the page, and exclude nothing of it?

    Articles that it names are wanted; besides those, pages that are in one of its categories and have one of its tags,
    where it names such; a campaign that names nothing wants all pages.
    """
    return _wants(campaign, target) and not _excludes(campaign, target)


def _wants(campaign: Campaign, target: Target) -> bool:
    if _common(campaign.articles, target.articles):
        return True
    if not campaign.categories and not campaign.tags:
        return not campaign.articles
    in_category = not campaign.categories or _common(campaign.categories, target.categories)
    return in_category and (not campaign.tags or _common(campaign.tags, target.tags))


def _excludes(campaign: Campaign, target: Target) -> bool:
    if _common(campaign.except_categories, target.categories) or _common(campaign.except_tags, target.tags):
        return True
    return bool(campaign.except_words) and _any_word(campaign.except_words).search(target.text) is not None


def _common(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(item in others for item in some)


@lru_cache(maxsize=256)
def _any_word(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words or phrases as whole words, in whatever case."""
    escaped = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words if word.strip())
    return re.compile(rf"(?<!\w)(?:{escaped})(?!\w)" if escaped else r"(?!)", re.IGNORECASE)


def _creative(site: Site, slot: Slot, campaign: Campaign) -> Placement:
    sponsor = site.sponsors.get(campaign.sponsor)
    name = sponsor.name if sponsor else campaign.sponsor
    creative = campaign.creative
    beside = sponsor.path if sponsor else ""
    image = Image(creative.image, creative.alt) if creative.image else None
    shown = picture(image, beside, site.media)
    width, height = _box(slot, creative.sizes)
    return Placement(
        slot.id, slot.where, campaign.label or slot.label, campaign.id, campaign.relation, name, creative.text,
        creative.html, shown, creative.href, width, height, campaign.end, disclosure_of(campaign, name),
    )  # fmt: skip


def _box(slot: Slot, sizes: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Return the size to reserve: the first of the slot's that the creative has; (0, 0) where none is known."""
    common = [size for size in slot.sizes if not sizes or size in sizes]
    return next(iter([*common, *slot.sizes, *sizes]), (0, 0))


def _house(site: Site, slot: Slot, lang: str) -> Placement:
    house = site.house.get(lang) or site.house[site.config.language]
    width, height = _box(slot, ())
    return Placement(
        slot.id, slot.where, slot.label, text=house.text, image=house.image, href=house.href, width=width, height=height
    )
