"""What the bar says of a page."""

from pathlib import Path

import pytest

from tests.engine.kit import Newsroom, make, story
from tests.serve.kit import heard, served

STORY = "content/articles/story-3.md"
IMAGE = "image: https://pictures.example.org/x.jpg"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make(tmp_path / "newsroom")


def test_of_a_story(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        state = it.state("/world/story-3/")
    seconds = state.pop("seconds")
    assert seconds > 0
    assert state == {
        "kind": "article",
        "output": "world/story-3/index.html",
        "provisional": False,
        "rendered": len(it.listener.results[0].rendered),
        "why": [],
        "next_change_at": None,
        "site": "The Daily Example",
        "base_url": "https://news.example.org",
        "problems": [],
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
            "rights": [],
            "dir": "ltr",
            "lang": "en",
        },
    }


def test_of_other_pages(newsroom: Newsroom) -> None:
    pages = ("/", "/world/", "/authors/ada/", "/about/", "/nowhere/")
    with served(newsroom) as it:
        states = [it.state(path) for path in pages]
    assert [(state["kind"], state["output"], state["story"]) for state in states] == [
        ("front", "index.html", None),
        ("category", "world/index.html", None),
        ("author", "authors/ada/index.html", None),
        ("page", "about/index.html", None),
        ("", "404.html", None),
    ]


def test_why_a_page_in_view_was_rendered_again(newsroom: Newsroom) -> None:
    with served(newsroom) as it, it.tab("/world/story-3/") as tab:
        heard(tab, lambda m: "digest" in m)
        it.after(lambda: newsroom.replace(STORY, "on a day", "on a Monday"))
        assert it.state("/world/story-3/")["why"] == ["body"]
        it.after(lambda: newsroom.replace(STORY, "title: Story 3", "title: Story three"))
        assert "article" in it.state("/world/story-3/")["why"]
        it.after(lambda: newsroom.replace("themes/paper/templates/base.html", "<nav>", "<nav><i></i>"))
        assert it.state("/world/story-3/")["why"] == ["templates"]


def test_warnings_and_missing_rights(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        it.after(lambda: newsroom.replace(STORY, "category: world", f"category: world\n{IMAGE}"))
        state = it.state("/world/story-3/")
        assert [text.splitlines()[0] for text in state["problems"]] == [
            "content/articles/story-3.md:5:8: warning: `image` has no `alt`: who cannot see it does not learn what it"
            " shows. [missing-alt]"
        ]
        assert state["warnings"] == 1
        assert state["story"]["rights"] == [
            "https://pictures.example.org/x.jpg: no credit",
            "https://pictures.example.org/x.jpg: no licence",
        ]
        assert it.state("/world/story-5/")["problems"] == []


def test_the_next_change_by_the_clock_is_said_unless_the_clock_stands_still(newsroom: Newsroom) -> None:
    newsroom.write("content/articles/soon.md", story("Soon", embargo="2999-01-01T00:00:00+01:00"))
    with served(newsroom) as it:
        assert it.state("/")["next_change_at"] is None
        it.after(lambda: newsroom.replace("site.toml", 'now = "2026-11-22T12:00:00+01:00"\n', ""))
        assert it.state("/")["next_change_at"] is not None


def test_a_story_that_cannot_be_parsed_has_no_state_but_its_last_good_page(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        it.after(lambda: newsroom.replace(STORY, "## What Happened", "## What Hapened"))
        state = it.state("/world/story-3/")
        assert (state["kind"], state["output"], state["story"]) == ("", "world/story-3/index.html", None)
