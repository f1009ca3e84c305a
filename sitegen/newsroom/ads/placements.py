"""Which creative stands in which slot of which page.

Of the campaigns that run at `now`, those that target the page and exclude nothing of it; exclusive ones before all
others; among several, one is chosen by weight (see `rendezvous`). A slot that none books shows the house creative.
"""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec import Struct

from sitegen.config.model import Slot
from sitegen.newsroom.ads.paid import get_disclosure
from sitegen.newsroom.ads.rendezvous import choose
from sitegen.newsroom.pictures import make_picture
from sitegen.newsroom.site import Site
from sitegen.newsroom.terms.categories import find_ancestors, find_lineage
from sitegen.newsroom.values import Placement
from sitegen.source.article import Campaign, Image

BODY = "article.body"


class AdTarget(Struct, frozen=True):
    """What decides which campaigns a page may show."""

    kind: str
    """article | front | category: the first part of a slot's `where`"""
    key: str
    """Identifies the page in the choice among campaigns."""
    categories: tuple[str, ...] = ()
    """Ids, with those of all categories above"""
    tags: tuple[str, ...] = ()
    """Slugs"""
    articles: tuple[str, ...] = ()
    """By what a campaign may name it: slug and path"""
    text: str = ""
    """Where excluded words are searched for"""
    lang: str = ""


def make_article_target(site: Site, path: str) -> AdTarget:
    article, card = site.articles[path], site.cards[path]
    tags = tuple(link.id for link in card.tags)
    text = f"{article.title}\n{article.summary}"
    categories = find_lineage(site.categories, article.category, article.subcategory)
    return AdTarget("article", path, categories, tags, (article.slug, path), text, card.lang)


def make_category_target(site: Site, category: str) -> AdTarget:
    return AdTarget(
        "category", f"category:{category}", find_ancestors(site.categories, category), lang=site.config.language
    )


def make_front_target(site: Site, lang: str = "") -> AdTarget:
    lang = lang or site.config.language
    return AdTarget("front", "front" if lang == site.config.language else f"front:{lang}", lang=lang)


def fill_slots(site: Site, target: AdTarget) -> Mapping[str, tuple[Placement, ...]]:
    """Return what a page shows in its slots outside the text, by `where`, each in the order of site.toml.

    Every `where` of the page's kind is a key, with an empty tuple if it shows nothing.
    """
    shown: dict[str, tuple[Placement, ...]] = {}
    for slot in site.config.slots:
        if slot.where.partition(".")[0] == target.kind and slot.where != BODY:
            placement = _fill(site, slot, target, target.key) if _takes_ads(site, target) else None
            shown[slot.where] = shown.get(slot.where, ()) + ((placement,) if placement else ())
    return shown


def fill_body_slots(site: Site, path: str) -> tuple[Placement, ...]:
    """Return the placements within an article's text, first to last: at most as many as the text has positions for
    slots, of each slot at most its `max`."""
    article, target = site.articles[path], make_article_target(site, path)
    if not article.ads or article.sensitive:
        return ()
    placements: list[Placement] = []
    for slot in site.config.slots:
        if slot.where == BODY:
            keys = (f"{path}#{n}" if n else path for n in range(slot.max))
            placements += [p for key in keys if (p := _fill(site, slot, target, key))]
    return tuple(placements[: article.body_slots])


def _takes_ads(site: Site, target: AdTarget) -> bool:
    return target.kind != "article" or site.articles[target.key].ads


def _fill(site: Site, slot: Slot, target: AdTarget, key: str) -> Placement | None:
    campaign = choose_campaign(site.bookings.get(slot.id, ()), slot, target, key)
    if campaign:
        return _place_campaign(site, slot, campaign)
    return _place_house_ad(site, slot, target.lang) if slot.fallback == "house" else None


def choose_campaign(booked: Iterable[Campaign], slot: Slot, target: AdTarget, key: str) -> Campaign | None:
    """Return the campaign that a slot of a page shows, of the live ones that have booked the slot; None for none."""
    fitting = [campaign for campaign in booked if is_targeted(campaign, target)]
    exclusive = [campaign for campaign in fitting if campaign.exclusive]
    by_id = {campaign.id: campaign for campaign in exclusive or fitting}
    return by_id.get(choose(f"{key}\0{slot.id}", [(c.id, c.weight) for c in by_id.values()])) if by_id else None


def is_targeted(campaign: Campaign, target: AdTarget) -> bool:
    """Does the campaign target the page, and exclude nothing of it?

    It targets the articles that it names, and the pages in one of its categories (if it names any) with one of its tags
    (if it names any). A campaign that names nothing targets all pages.
    """
    return _includes(campaign, target) and not _excludes(campaign, target)


def _includes(campaign: Campaign, target: AdTarget) -> bool:
    if _overlap(campaign.articles, target.articles):
        return True
    if not campaign.categories and not campaign.tags:
        return not campaign.articles
    in_category = not campaign.categories or _overlap(campaign.categories, target.categories)
    return in_category and (not campaign.tags or _overlap(campaign.tags, target.tags))


def _excludes(campaign: Campaign, target: AdTarget) -> bool:
    if _overlap(campaign.except_categories, target.categories) or _overlap(campaign.except_tags, target.tags):
        return True
    return bool(campaign.except_words) and _compile_words(campaign.except_words).search(target.text) is not None


def _overlap(some: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return any(item in others for item in some)


@lru_cache(maxsize=256)
def _compile_words(words: tuple[str, ...]) -> re.Pattern[str]:
    """Return a pattern that finds any of the words or phrases as whole words, in upper or lower case."""
    escaped = "|".join(r"\s+".join(map(re.escape, word.split())) for word in words if word.strip())
    return re.compile(rf"(?<!\w)(?:{escaped})(?!\w)" if escaped else r"(?!)", re.IGNORECASE)


def _place_campaign(site: Site, slot: Slot, campaign: Campaign) -> Placement:
    sponsor = site.sponsors.get(campaign.sponsor)
    name = sponsor.name if sponsor else campaign.sponsor
    creative = campaign.creative
    beside = sponsor.path if sponsor else ""
    image = Image(creative.image, creative.alt) if creative.image else None
    shown = make_picture(image, beside, site.media)
    width, height = _choose_size(slot, creative.sizes)
    return Placement(
        slot.id, slot.where, campaign.label or slot.label, campaign.id, campaign.relation, name, creative.text,
        creative.html, shown, creative.href, width, height, campaign.end, get_disclosure(campaign, name),
    )  # fmt: skip


def _choose_size(slot: Slot, sizes: tuple[tuple[int, int], ...]) -> tuple[int, int]:
    """Return the size to reserve: the first of the slot's that the creative has, else any known; (0, 0) if none is."""
    common = [size for size in slot.sizes if not sizes or size in sizes]
    return next(iter([*common, *slot.sizes, *sizes]), (0, 0))


def _place_house_ad(site: Site, slot: Slot, lang: str) -> Placement:
    house_ad = site.house_ads.get(lang) or site.house_ads[site.config.language]
    width, height = _choose_size(slot, ())
    return Placement(
        slot.id,
        slot.where,
        slot.label,
        text=house_ad.text,
        image=house_ad.image,
        href=house_ad.href,
        width=width,
        height=height,
    )
