"""Paid content: which articles a campaign paid for, and what their cards and pages must say."""

from collections.abc import Mapping

from msgspec import Struct

from sitegen.newsroom.cards import Card
from sitegen.newsroom.pictures import find_media
from sitegen.newsroom.site import Site
from sitegen.source.article import ArticleMeta, Campaign, Sponsor

UNKNOWN = "sponsored"
"""The relation of an article whose campaign is unknown, so that it never looks like the newsroom's own."""

INDEPENDENT = frozenset({"underwritten"})
"""Relations whose sponsor has no say: such a story is the newsroom's own, and stands everywhere with its label."""

_WORDS = {
    "advertising": ("Advertisement", "This is an advertisement by {sponsor}."),
    "underwritten": ("Supported by", "Supported by {sponsor}, which had no say in what this story tells."),
    "sponsored": ("Sponsored", "{sponsor} paid for this story to be made and published."),
    "paid-content": ("Paid content", "{sponsor} paid for this content and approved it; the newsroom had no part."),
    "hosted": ("Hosted content", "{sponsor} wrote this content and paid for its place; the newsroom had no part."),
}


class Payer(Struct, frozen=True):
    """Who paid for the articles of one campaign, and what their cards say."""

    sponsor: str
    """Name"""
    label: str
    relation: str


def is_paid(card: Card) -> bool:
    """Did a campaign pay for the story? One that a sponsor only supported is the newsroom's own."""
    return bool(card.sponsor) and card.relation not in INDEPENDENT


def find_payers(campaigns: Mapping[str, Campaign], sponsors: Mapping[str, Sponsor]) -> dict[str, Payer]:
    """Return the payer of each campaign, by the campaign's id."""
    names = {sponsor.id: sponsor.name for sponsor in sponsors.values()}
    return {c.id: Payer(names.get(c.sponsor, c.sponsor), get_label(c), c.relation) for c in campaigns.values()}


def make_unknown_payer(campaign_id: str) -> Payer:
    return Payer(campaign_id, _WORDS[UNKNOWN][0], UNKNOWN)


def get_label(campaign: Campaign) -> str:
    """Return the campaign's label, else that of its relation."""
    return campaign.label or _WORDS.get(campaign.relation, _WORDS[UNKNOWN])[0]


def get_disclosure(campaign: Campaign, sponsor: str) -> str:
    """Return the campaign's disclosure, else that of its relation; `sponsor` is the name."""
    return campaign.disclosure or _WORDS.get(campaign.relation, _WORDS[UNKNOWN])[1].format(sponsor=sponsor)


def make_paid_notice(site: Site, article: ArticleMeta) -> Mapping[str, str] | None:
    """Return what a paid article's page says above the headline; None for an article that is not paid.

    Keys: label, disclosure, relation, sponsor, url, logo_light, logo_dark, logo_alt; "" for what is not known.
    """
    if not article.campaign:
        return None
    campaign = site.campaigns.get(article.campaign)
    if campaign is None:
        unknown = make_unknown_payer(article.campaign)
        return {**_EMPTY, "label": unknown.label, "relation": unknown.relation, "sponsor": unknown.sponsor}
    sponsor = site.sponsors.get(campaign.sponsor) or Sponsor(campaign.sponsor, campaign.sponsor)
    return {
        "label": get_label(campaign),
        "disclosure": get_disclosure(campaign, sponsor.name),
        "relation": campaign.relation,
        "sponsor": sponsor.name,
        "url": sponsor.url,
        "logo_light": _find_logo(site, sponsor, "light"),
        "logo_dark": _find_logo(site, sponsor, "dark"),
        "logo_alt": sponsor.logo.get("alt", "") or sponsor.name,
    }


_EMPTY = dict.fromkeys(("label", "disclosure", "relation", "sponsor", "url", "logo_light", "logo_dark", "logo_alt"), "")


def _find_logo(site: Site, sponsor: Sponsor, mode: str) -> str:
    file = find_media(sponsor.logo.get(mode, ""), sponsor.path, site.media) if sponsor.logo.get(mode) else None
    return file.url if file else ""
