"""Campaigns: unknown names, sizes that do not fit, exclusive campaigns that overlap, campaigns that have ended."""

from collections.abc import Iterator, Mapping

from sitegen.errors import Diagnostic, error, warning
from sitegen.newsroom.ads.paid import INDEPENDENT
from sitegen.newsroom.checks.context import CONTENT, CheckContext, Suggester, locate
from sitegen.newsroom.terms.categories import find_ancestors
from sitegen.source.article import Campaign
from sitegen.urls import slugify

NumberedCampaign = tuple[str, int, Campaign]
"""Path of the sponsor's file, number of the campaign in it, the resolved campaign"""


def check_campaigns(context: CheckContext) -> Iterator[Diagnostic]:
    booked = _number_campaigns(context)
    for one in booked:
        yield from _find_unknown(context, *one)
        yield from _find_unfit_sizes(context, *one)
    yield from _find_conflicts(context, booked)
    yield from _find_unknown_payers(context)
    yield from _find_choices_without_effect(context)


def _number_campaigns(context: CheckContext) -> list[NumberedCampaign]:
    campaigns = context.site.campaigns
    return [
        (sponsor.path, number, campaigns[campaign.id])
        for sponsor in sorted(context.sources.sponsors, key=lambda sponsor: sponsor.path)
        for number, campaign in enumerate(sponsor.campaigns)
    ]


def _find_unknown(context: CheckContext, path: str, number: int, campaign: Campaign) -> Iterator[Diagnostic]:
    """Yield the slots, categories and articles that a campaign names and that do not exist."""
    site = context.site
    key = f"campaigns.{number}"
    slots = Suggester(slot.id for slot in site.config.slots)
    for n, slot in enumerate(campaign.slots):
        if all(slot != known.id for known in site.config.slots):
            message = f'There is no slot "{slot}" in site.toml, so the campaign is never shown there.'
            hint = slots.hint(slot, "add it to [[slots]]")
            yield error("unknown-slot", message, locate(path, f"{key}.slots.{n}"), hint)
    categories = Suggester(site.categories)
    for name, ids in (("categories", campaign.categories), ("except.categories", campaign.except_categories)):
        for n, category in enumerate(ids):
            if category not in site.categories:
                message = f'There is no category "{category}".'
                hint = categories.hint(category, "add it to [[categories]] in site.toml")
                yield error("unknown-category", message, locate(path, f"{key}.{name}.{n}"), hint)
    known = {article.slug for article in context.articles} | {article.path for article in context.articles}
    articles = Suggester(known if campaign.articles else ())
    for n, article in enumerate(campaign.articles):
        if article not in known:
            message = f'No article has the slug "{article}".'
            hint = articles.hint(article, "write the `slug` of an article")
            where = locate(path, f"{key}.articles.{n}")
            yield Diagnostic(context.get_link_severity(), "unknown-story", message, where, hint)


def _find_unfit_sizes(context: CheckContext, path: str, number: int, campaign: Campaign) -> Iterator[Diagnostic]:
    """Yield the slots whose sizes the creative does not have."""
    for slot in context.site.config.slots:
        sizes = campaign.creative.sizes
        if slot.id in campaign.slots and sizes and slot.sizes and not set(sizes) & set(slot.sizes):
            fitting = ", ".join(f"{width}x{height}" for width, height in slot.sizes)
            message = f"The creative has no size that the slot `{slot.id}` accepts."
            yield warning(
                "creative-size",
                message,
                locate(path, f"campaigns.{number}.creative.sizes"),
                f"use one of the slot's sizes: {fitting}",
            )


def _find_conflicts(context: CheckContext, booked: list[NumberedCampaign]) -> Iterator[Diagnostic]:
    """Yield each pair of exclusive campaigns that may book one slot of a page at the same time, without past ones."""
    site = context.site
    exclusive = [one for one in booked if one[2].exclusive and one[2].end > site.now]
    for n, (path, number, campaign) in enumerate(exclusive):
        for other_path, _, other in exclusive[:n]:
            common = [slot for slot in campaign.slots if slot in other.slots]
            if (
                common
                and campaign.start < other.end
                and other.start < campaign.end
                and _may_meet(context, campaign, other)
            ):
                message = (
                    f"This campaign and `{other.id}` ({CONTENT}{other_path}) both book the slot `{common[0]}`"
                    " exclusively at the same time; they will share it."
                )
                hint = "change the dates, the slot or the pages of one of them"
                yield warning("exclusive-conflict", message, locate(path, f"campaigns.{number}.exclusive"), hint)


def _may_meet(context: CheckContext, one: Campaign, other: Campaign) -> bool:
    """May both target the same page? Not if both target only categories, or only articles, with none in common."""
    if one.articles and other.articles and not (one.categories or one.tags or other.categories or other.tags):
        return bool(set(one.articles) & set(other.articles))
    if one.articles or other.articles or not (one.categories and other.categories):
        return True
    known = context.site.categories
    return any(
        a in find_ancestors(known, b) or b in find_ancestors(known, a) for a in one.categories for b in other.categories
    )


def _find_unknown_payers(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield the articles whose campaign does not exist or has ended."""
    campaigns: Mapping[str, Campaign] = context.site.campaigns
    suggester = Suggester(campaigns)
    for article in context.checked_articles:
        if not article.campaign:
            continue
        campaign = campaigns.get(article.campaign)
        where = locate(article.path, "sponsor.campaign")
        if campaign is None:
            message = f'There is no campaign "{article.campaign}" in {CONTENT}sponsors/.'
            hint = suggester.hint(article.campaign, "add it to the sponsor's file")
            yield error("unknown-campaign", message, where, hint)
        elif campaign.end <= context.site.now:
            message = f"The campaign `{campaign.id}` ended on {campaign.end:%Y-%m-%d}, and the article still names it."
            hint = "set `expires` in the article, or extend the campaign; the published article keeps its label"
            yield warning("campaign-over", message, where, hint)


def _find_choices_without_effect(context: CheckContext) -> Iterator[Diagnostic]:
    """Yield paid stories that editors pinned to the front or chose as related: paid stories are never shown there."""
    campaigns = context.site.campaigns
    own = {"", *(campaign.id for campaign in campaigns.values() if campaign.relation in INDEPENDENT)}
    if all(article.campaign in own for article in context.articles):
        return
    free = {article.slug for article in context.articles if article.campaign in own}
    paid = {article.slug for article in context.articles} - free
    for article in context.checked_articles:
        if article.campaign not in own and article.prominence and article.prominence.front:
            message = "A paid story is never pinned to the front or to the top stories, so the pin has no effect."
            hint = "remove `front`; `category` pins the story in the row of its category"
            yield warning("pin-without-effect", message, locate(article.path, "prominence"), hint)
        for number, slug in enumerate(article.related):
            if slug in paid or slugify(slug) in paid:
                message = f"The story `{slug}` is paid for, so it is never shown as related."
                where = locate(article.path, f"related.{number}")
                yield warning("paid-related", message, where, "choose another story")
