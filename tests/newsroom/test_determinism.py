"""The same sources give the same Site on any machine: whatever the hash seed, the time zone, the order of the files."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]

PROGRAM = """
import random
from sitegen import digest
from sitegen.config.model import ContentRules
from sitegen.newsroom.boxes.front import make_front
from sitegen.newsroom.ads.placements import fill_slots, make_article_target
from sitegen.newsroom.boxes.top_stories import choose_top_stories
from sitegen.newsroom.related.selection import Related
from sitegen.source.article import Byline
from tests.newsroom.kit import TOP, acme, article, campaign, config, diagnostics, make

rng = random.Random(3)
words = [f"w{n}" for n in range(90)]
stories = [
    article(
        f"s{n}", rng.randrange(3000), lang=rng.choice(["en", "en", "fr"]), category=rng.choice(["world", "Zoo", "z z"]),
        tags=tuple(rng.sample(["A", "a", "B b", "C"], 2)), authors=(Byline(rng.choice(["Ada Byron", "x y", "z"])),),
        terms=tuple(sorted((word, rng.randrange(1, 9)) for word in rng.sample(words, 8))), aliases=("/same/",),
    )
    for n in range(1600)
]
settings = config(slots=(TOP,), content=ContentRules(unknown_authors="create", unknown_categories="create"))
given = {"settings": settings, "sponsors": (acme(*(campaign(f"c{n}", weight=n) for n in range(1, 5))),)}
site = make(*stories, **given)
shown = [fill_slots(site, make_article_target(site, path)) for path in list(site.cards)[:50]]
indexes = [site.by_category, site.by_tag, site.by_author, site.by_month, site.stories]
tables = [site.cards, site.listed, dict(Related(site)), *indexes]
said = [[str(d.location), d.code, d.message, d.hint] for d in diagnostics(*stories, **given)]
orders = [list(table) for table in tables]
boxes = [make_front(site), choose_top_stories(site).cards]
print(digest.of([tables, orders, shown, *boxes, said, str(site.next_change_at)]))
"""


def run(seed: str, zone: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(REPOSITORY)}
    return subprocess.run(
        [sys.executable, "-c", PROGRAM], env=environment, capture_output=True, text=True, check=True, cwd=REPOSITORY
    ).stdout


@pytest.mark.slow
def test_hash_seed_and_time_zone_do_not_count() -> None:
    first = run("1", "UTC")
    assert len(first.strip()) == 32
    assert run("2", "Asia/Kolkata") == first
