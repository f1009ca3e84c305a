"""`sitegen stats`: the published articles, counted."""

import json

from tests.conftest import STORY


def test_stats_count_what_is_published(run, newsroom):
    root = newsroom(
        {
            "content/articles/2025/harbour.md": STORY.replace("Council passes budget", "Harbour opens").replace(
                "2026-11-20", "2025-03-01"
            ),
            "content/articles/later.md": STORY.replace("2026-11-20", "2027-01-01"),
            "content/articles/draft.md": STORY.replace("title:", "draft: true\ntitle:"),
        }
    )
    outcome = run("stats", "--root", root, "--json")
    assert outcome.code == 0
    counts = json.loads(outcome.out)
    assert counts.pop("words") > 20
    assert counts == {
        "articles": 2,
        "first": "2025-03-01T09:00:00+01:00",
        "last": "2026-11-20T09:00:00+01:00",
        "categories": {"world": 2},
        "types": {"report": 2},
        "languages": {"en": 2},
        "authors": {"ada": 2},
        "years": {"2025": 1, "2026": 1},
    }
    text = run("stats", "--root", root).out
    assert text.startswith("2 articles, ")
    assert "\ncategories\n  world        2\n" in text
    assert not (root / "output").exists()


def test_stats_of_an_empty_newsroom(run, newsroom):
    outcome = run("stats", "--root", newsroom({"content/articles/council-passes-budget.md": None}))
    assert outcome.code == 0
    assert outcome.out.startswith("0 articles, 0 words\n")


def test_stats_of_a_broken_newsroom_print_the_errors(run, newsroom):
    outcome = run("stats", "--root", newsroom({"content/articles/bad.md": "---\ntitle: x\n"}))
    assert outcome.code == 1
    assert outcome.err.startswith("content/articles/bad.md:1:1: error: ")
