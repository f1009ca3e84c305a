"""docs/sponsors.md is true: its files can be read, and its labels and shares are those of the newsroom."""

import datetime as dt
import re
from pathlib import Path

from sitegen.newsroom.ads.house_ads import PAGES
from sitegen.newsroom.ads.paid import get_disclosure, get_label
from sitegen.newsroom.ads.rendezvous import choose
from sitegen.source.article import Campaign, Creative
from sitegen.source.tables.sponsors import RELATIONS, parse_sponsor
from tests.source.kit import article, rules

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "sponsors.md").read_text(encoding="utf-8")
SPONSOR, SLOTS, HOUSE = re.findall(r"```toml\n(.*?)```", TEXT, re.DOTALL)
WHEN = dt.datetime(2026, 11, 1, tzinfo=dt.UTC)


def test_the_sponsor_can_be_read() -> None:
    sponsor, problems = parse_sponsor("sponsors/acme.toml", SPONSOR.encode(), rules(SLOTS + HOUSE))
    assert problems == ()
    assert sponsor is not None
    assert (sponsor.id, [campaign.id for campaign in sponsor.campaigns]) == ("acme", ["acme-spring"])


def test_the_story_that_is_paid_for_can_be_read() -> None:
    (head,) = re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL)
    assert article(head).campaign == "acme-spring"


def test_labels_and_disclosures_are_as_the_table_says() -> None:
    rows = re.findall(r"^\| `((?!relation)[a-z-]+)` \| ([^|]*) \| ([^|]*) \|$", TEXT, re.MULTILINE)
    assert [row[0] for row in rows] == list(RELATIONS)
    for relation, label, disclosure in rows:
        campaign = Campaign("x", "acme", relation, WHEN, WHEN, Creative())
        assert (get_label(campaign), get_disclosure(campaign, "Acme")) == (label, disclosure)


def test_weights_of_two_and_one_share_two_to_one() -> None:
    won = [choose(f"page {n}", [("a", 2), ("b", 1)]) for n in range(3000)]
    assert 1900 < won.count("a") < 2100


def test_the_house_points_to_the_pages_that_are_named() -> None:
    assert re.findall(r"`([a-z]+)`", TEXT.partition("of the pages ")[2].partition(", else")[0]) == list(PAGES)
