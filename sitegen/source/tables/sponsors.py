"""content/sponsors: who paid, for what, from when to when."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from msgspec.structs import replace

from sitegen.config.kinds import Sizes
from sitegen.errors import Diagnostic, Location, error, has_errors
from sitegen.schema import (
    Field,
    Flag,
    Instant,
    Integer,
    ListOf,
    OneOf,
    Record,
    Report,
    Slug,
    Table,
    Url,
    describe,
    read,
)
from sitegen.source import file_name
from sitegen.source.article import Campaign, Creative, Sponsor
from sitegen.source.article_fields import TEXTS
from sitegen.source.front_matter.locate import pinpoint_all
from sitegen.source.nested_fields import LINES, TEXT
from sitegen.source.rules import ParseRules
from sitegen.source.tables.read import read_table
from sitegen.source.text import CONTENT, severity_of

RELATIONS = ("advertising", "underwritten", "sponsored", "paid-content", "hosted")

CREATIVE = Table(
    "a creative",
    {
        "text": Field(TEXT, help="A text ad"),
        "image": Field(TEXT, help="A picture: a path in `content/static/`, or next to the sponsor's file"),
        "html": Field(LINES, help="An ad in HTML; scripts, frames and styles are removed"),
        "href": Field(Url(local=True), help="Where the ad leads; required unless there is `html`"),
        "alt": Field(TEXT, help="What the picture says, for readers who cannot see it"),
        "sizes": Field(Sizes(), help="The sizes that the ad fits, in CSS pixels", default="every size"),
    },
    Creative,
)
EXCEPT = Table(
    "an exception",
    {
        "categories": Field(TEXTS, help="Not in these categories"),
        "tags": Field(TEXTS, help="Not on pages with these tags"),
        "words": Field(TEXTS, help="Not on articles with one of these words"),
    },
)
LOGO = Table(
    "a logo",
    {
        "light": Field(TEXT, help="Path of the picture for a light background"),
        "dark": Field(TEXT, help="Path of the picture for a dark background"),
        "alt": Field(TEXT, help="What the logo says, for readers who cannot see it"),
    },
)


@lru_cache(maxsize=8)
def campaign_table(zone: str, formats: tuple[str, ...]) -> Table:
    """Return the table of a campaign; `zone` and `formats` are those of dates."""
    moment = Instant(ZoneInfo(zone), formats)
    return Table(
        "a campaign",
        {
            "id": Field(Slug(), required=True, example='"acme-spring"', help="A name that no other campaign has"),
            "relation": Field(
                OneOf(RELATIONS),
                required=True,
                example='"advertising"',
                help="What the sponsor pays for; gives the label",
            ),
            "start": Field(
                moment,
                required=True,
                example="2026-11-01",
                help="When it starts; a date means midnight in the site's time zone",
            ),
            "end": Field(
                moment,
                required=True,
                example="2026-12-01",
                help="When it ends; a date means midnight, so write the day after the last one",
            ),
            "slots": Field(TEXTS, help="Ids of slots; without slots the campaign only pays for articles"),
            "creative": Field(Record(CREATIVE, "text"), help="The ad; required if there are slots"),
            "weight": Field(Integer(1, 1000), help="Its share of pages, compared with other campaigns", default="`1`"),
            "exclusive": Field(
                Flag(), help="`true`: other campaigns are not shown in its slots on its pages", default="`false`"
            ),
            "categories": Field(TEXTS, help="Only in these categories"),
            "tags": Field(TEXTS, help="Only on pages with these tags"),
            "articles": Field(TEXTS, help="Only on these articles: slugs or paths"),
            "except": Field(Record(EXCEPT), to="exceptions", help="Where the ad is never shown"),
            "label": Field(TEXT, help="The word above the ad", default="by `relation`"),
            "disclosure": Field(TEXT, help="The sentence below the ad", default="by `relation`"),
        },
    )


@lru_cache(maxsize=8)
def sponsor_table(zone: str, formats: tuple[str, ...]) -> Table:
    """Return the table of a sponsor's file."""
    campaign = Record(campaign_table(zone, formats))
    return Table(
        "a sponsor",
        {
            "id": Field(Slug(), help="The id that articles and campaigns use", default="the name of the file"),
            "name": Field(TEXT, required=True, example='"Acme"', help="The name that readers see"),
            "url": Field(Url(), help="The sponsor's site"),
            "logo": Field(Record(LOGO, "light"), help="The sponsor's logo, on articles that it paid for"),
            "campaigns": Field(ListOf(campaign, "list of tables", "[[campaigns]]"), help="What the sponsor has booked"),
        },
    )


def parse_sponsor(path: str, data: bytes, rules: ParseRules) -> tuple[Sponsor | None, tuple[Diagnostic, ...]]:
    """Return the sponsor of a file of content/sponsors/ with its campaigns, or why not. Pure; never raises."""
    report = Report(CONTENT + path)
    raw, text = (None, None) if path.endswith((".csv", ".CSV")) else read_table(path, data, report)
    if not isinstance(raw, dict):
        if not report.diagnostics:
            message = f"The file is {describe(raw)}, not a table of keys and values."
            report.at("error", "no-mapping", 1, message, 'write TOML or YAML: name = "Acme"')
        return None, tuple(report.diagnostics)
    values, _ = read(sponsor_table(rules.timezone, rules.content.date_formats), raw, report)
    own = values.pop("id", "") or file_name.slug_of(path)
    campaigns = [_campaign(own, n, given, rules, report) for n, given in _numbered(values.pop("campaigns", ()), raw)]
    diagnostics = pinpoint_all(report.diagnostics, text)
    if has_errors(diagnostics):
        return None, diagnostics
    return Sponsor(own, **values, campaigns=tuple(campaigns), path=path), diagnostics


def _numbered(campaigns: tuple[dict[str, Any], ...], raw: dict[str, Any]) -> Iterable[tuple[int, dict[str, Any]]]:
    """Yield the campaigns that could be read with their numbers, if all could."""
    written = raw.get("campaigns")
    return enumerate(campaigns) if isinstance(written, list) and len(written) == len(campaigns) else ()


def _campaign(sponsor: str, n: int, given: dict[str, Any], rules: ParseRules, report: Report) -> Campaign:
    """Return a campaign, checked as a whole."""
    key = f"campaigns.{n}"
    creative: Creative = given.pop("creative", Creative())
    if given["end"] <= given["start"]:
        hint = "write the day after the last one as `end`"
        report.error("campaign-dates", f"{key}.end", "The campaign ends before it starts.", hint)
    if given.get("slots"):
        _check_creative(creative, f"{key}.creative", rules, report)
    if creative.html:
        creative = replace(creative, html=_cleaned(creative.html))
    exceptions = {f"except_{name}": words for name, words in given.pop("exceptions", {}).items()}
    return Campaign(sponsor=sponsor, creative=creative, **given, **exceptions)


def _check_creative(creative: Creative, key: str, rules: ParseRules, report: Report) -> None:
    if not (creative.text or creative.image or creative.html):
        hint = "give `creative` a text, image or html"
        report.error("missing-key", key, "The campaign has slots, but nothing to show in them.", hint)
    elif not creative.href and not creative.html:
        hint = 'write "https://acme.example/"'
        report.error("missing-key", f"{key}.href", "{key} is missing: the ad has no link.", hint)
    severity = severity_of(rules.markdown.missing_alt)
    if severity and creative.image and not creative.alt:
        hint = "describe the picture in `alt`"
        report.add(severity, "missing-alt", f"{key}.image", "{key} has no `alt`.", hint)


def _cleaned(fragment: str) -> str:
    """Return the HTML without what runs or loads: no scripts, styles, frames, event handlers."""
    import nh3

    return nh3.clean(fragment, link_rel="sponsored nofollow noopener")


def check_campaigns(sponsors: Iterable[Sponsor]) -> list[Diagnostic]:
    """Return a diagnostic for each id that two sponsors or two campaigns have."""
    problems: list[Diagnostic] = []
    seen: dict[str, str] = {}
    sponsor_ids: dict[str, str] = {}
    for sponsor in sponsors:
        if sponsor.id in sponsor_ids:
            message = f"{CONTENT}{sponsor_ids[sponsor.id]} already has the id `{sponsor.id}`."
            place = Location(CONTENT + sponsor.path, 1)
            problems.append(error("duplicate-id", message, place, "rename the file, or set `id`"))
        sponsor_ids.setdefault(sponsor.id, sponsor.path)
        for n, campaign in enumerate(sponsor.campaigns):
            if campaign.id in seen:
                message = f"{CONTENT}{seen[campaign.id]} already has a campaign `{campaign.id}`."
                place = Location(CONTENT + sponsor.path, 0, 0, f"campaigns.{n}.id")
                problems.append(error("duplicate-id", message, place, "give one of them another id"))
            seen.setdefault(campaign.id, sponsor.path)
    return problems
