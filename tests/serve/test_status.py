"""What the bar shows about a page."""

from pathlib import Path

import pytest

from tests.engine.kit import Newsroom, make, story
from tests.serve.kit import served, wait_for_message

STORY = "content/articles/story-3.md"
IMAGE = "image: https://pictures.example.org/x.jpg"


pytestmark = pytest.mark.slow

@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make(tmp_path / "newsroom")


def test_the_status_of_a_story(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        status = it.status("/world/story-3/")
    seconds = status.pop("seconds")
    assert seconds > 0
    assert status == {
        "kind": "article",
        "output": "world/story-3/index.html",
        "provisional": False,
        "rendered": len(it.recorder.results[0].rendered),
        "reasons": [],
        "next_change_at": None,
        "site": "The Daily Example",
        "base_url": "https://news.example.org",
        "page_warnings": [],
        "warnings": 0,
        "story": {
            "source": STORY,
            "title": "Story 3",
            "teaser": "Story 3 was seen by many.",
            "kicker": "World",
            "image": "",
            "alt": "",
            "state": "published",
            "until": None,
            "words": 15,
            "minutes": 1,
            "missing_rights": [],
            "dir": "ltr",
            "lang": "en",
        },
    }


def test_the_status_of_other_pages(newsroom: Newsroom) -> None:
    pages = ("/", "/world/", "/authors/ada/", "/about/", "/nowhere/")
    with served(newsroom) as it:
        statuses = [it.status(path) for path in pages]
    assert [(status["kind"], status["output"], status["story"]) for status in statuses] == [
        ("front", "index.html", None),
        ("category", "world/index.html", None),
        ("author", "authors/ada/index.html", None),
        ("page", "about/index.html", None),
        ("", "404.html", None),
    ]


def test_why_a_page_in_view_was_rendered_again(newsroom: Newsroom) -> None:
    with served(newsroom) as it, it.tab("/world/story-3/") as tab:
        wait_for_message(tab, lambda m: "digest" in m)
        it.builds_after(lambda: newsroom.replace(STORY, "on a day", "on a Monday"))
        assert it.status("/world/story-3/")["reasons"] == ["text:articles/story-3.md"]
        it.builds_after(lambda: newsroom.replace(STORY, "title: Story 3", "title: Story three"))
        assert "article" in it.status("/world/story-3/")["reasons"]
        it.builds_after(lambda: newsroom.replace("themes/paper/templates/base.html", "<nav>", "<nav><i></i>"))
        assert it.status("/world/story-3/")["reasons"] == ["templates"]


def test_warnings_and_missing_rights(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        it.builds_after(lambda: newsroom.replace(STORY, "category: world", f"category: world\n{IMAGE}"))
        status = it.status("/world/story-3/")
        assert [text.splitlines()[0] for text in status["page_warnings"]] == [
            "content/articles/story-3.md:5:8: warning: `image` has no `alt`, so readers who cannot see it"
            " do not learn what it shows. [missing-alt]"
        ]
        assert status["warnings"] == 1
        assert status["story"]["missing_rights"] == [
            "https://pictures.example.org/x.jpg: no credit",
            "https://pictures.example.org/x.jpg: no licence",
        ]
        assert it.status("/world/story-5/")["page_warnings"] == []


def test_the_next_scheduled_change_is_shown_unless_the_clock_is_pinned(newsroom: Newsroom) -> None:
    newsroom.write("content/articles/soon.md", story("Soon", embargo="2999-01-01T00:00:00+01:00"))
    with served(newsroom) as it:
        assert it.status("/")["next_change_at"] is None
        it.builds_after(lambda: newsroom.replace("site.toml", 'now = "2026-11-22T12:00:00+01:00"\n', ""))
        assert it.status("/")["next_change_at"] is not None


def test_a_story_with_errors_has_no_status_but_its_last_good_page(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        it.builds_after(lambda: newsroom.replace(STORY, "## What Happened", "## What Hapened"))
        status = it.status("/world/story-3/")
        assert (status["kind"], status["output"], status["story"]) == ("", "world/story-3/index.html", None)
