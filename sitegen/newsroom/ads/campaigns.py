"""Campaigns of all sponsors by id, with ids for names, and which of them run in which slot at `now`."""

import datetime as dt
from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from sitegen.config.model import Category
from sitegen.newsroom.dates import to_zone
from sitegen.newsroom.schedule import is_live
from sitegen.newsroom.terms.names import find_id
from sitegen.source.article import Campaign, Sponsor, Topic
from sitegen.urls import slugify


def index_sponsors(sponsors: Iterable[Sponsor]) -> dict[str, Sponsor]:
    """Return the sponsors by id, sorted; of two with one id the last by path."""
    return {sponsor.id: sponsor for sponsor in sorted(sponsors, key=lambda s: (s.id, s.path))}


def resolve_campaigns(
    sponsors: Iterable[Sponsor], categories: Mapping[str, Category], tags: Mapping[str, Topic], zone: dt.tzinfo
) -> dict[str, Campaign]:
    """Return all campaigns by id, sorted: categories as ids, tags as slugs, dates in the zone. Of two with the same
    id the first by its sponsor's path counts."""
    category_titles = {slugify(c.title): c.id for c in reversed(list(categories.values()))}
    tag_titles = {slugify(t.title): t.id for t in reversed(list(tags.values()))}
    found: dict[str, Campaign] = {}
    for sponsor in sorted(sponsors, key=lambda s: (s.path, s.id)):
        for campaign in sponsor.campaigns:
            found.setdefault(
                campaign.id,
                replace(
                    campaign,
                    start=to_zone(campaign.start, zone),
                    end=to_zone(campaign.end, zone),
                    categories=_find_ids(campaign.categories, categories, category_titles),
                    except_categories=_find_ids(campaign.except_categories, categories, category_titles),
                    tags=_find_ids(campaign.tags, tags, tag_titles),
                    except_tags=_find_ids(campaign.except_tags, tags, tag_titles),
                ),
            )
    return dict(sorted(found.items()))


def _find_ids(names: tuple[str, ...], known: Mapping[str, object], titles: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(find_id(name, known, titles) or slugify(name) for name in names)


def find_bookings(campaigns: Mapping[str, Campaign], now: dt.datetime) -> dict[str, tuple[Campaign, ...]]:
    """Return slot -> the campaigns that run in it at `now`, by id."""
    booked: dict[str, list[Campaign]] = {}
    for campaign in campaigns.values():
        if is_live(campaign, now):
            for slot in dict.fromkeys(campaign.slots):
                booked.setdefault(slot, []).append(campaign)
    return {slot: tuple(found) for slot, found in sorted(booked.items())}
