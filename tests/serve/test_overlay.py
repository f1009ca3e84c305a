"""The page in view has the text that was just saved even before the build has ended."""

from pathlib import Path

import pytest

from tests.engine.kit import Newsroom, make
from tests.serve.kit import served, wait_for_message, wait_until

STORY, OTHER = "content/articles/story-3.md", "content/articles/story-5.md"
URL, FILE = "/world/story-3/", "output/world/story-3/index.html"


pytestmark = pytest.mark.slow

@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make(tmp_path / "newsroom")


def test_a_text_is_shown_though_another_story_stops_the_build(newsroom: Newsroom) -> None:
    with served(newsroom) as it, it.tab(URL) as tab:
        before = wait_for_message(tab, lambda m: m.get("digest"))["digest"]
        newsroom.replace(OTHER, "date: ", "date: never ")
        wrong = wait_for_message(tab, lambda m: m.get("errors"))
        assert wrong["digest"] == before
        newsroom.replace(STORY, "It happened on a day.", "It happened on a Monday.")
        ahead = wait_for_message(tab, lambda m: m.get("digest", before) != before)["digest"]
        it.wait_until_idle()
        assert "It happened on a Monday." in it.get(URL).text
        assert "It happened on a day." in newsroom.read(FILE)
        newsroom.replace(OTHER, "date: never ", "date: ")
        assert wait_for_message(tab, lambda m: "errors" in m and not m["errors"])["digest"] == ahead
        it.wait_until_idle()
        assert "It happened on a Monday." in newsroom.read(FILE)


def test_other_changes_to_the_page_appear_after_the_build(newsroom: Newsroom) -> None:
    with served(newsroom) as it, it.tab(URL):
        newsroom.replace(STORY, "It happened on a day.", "It happened on a Monday.")
        newsroom.replace(STORY, "title: Story 3", "title: The third story")
        wait_until(lambda: "<h1>The third story</h1>" in it.get(URL).text)
        it.wait_until_idle()
        assert "It happened on a Monday." in it.get(URL).text
        assert "<h1>The third story</h1>" in newsroom.read(FILE)


def test_an_edit_that_is_undone_shows_the_old_text(newsroom: Newsroom) -> None:
    with served(newsroom) as it, it.tab(URL):
        text, page = newsroom.read(STORY), newsroom.read(FILE)
        for word in ("Monday", "Tuesday"):
            newsroom.write(STORY, text.replace("on a day", f"on a {word}"))
            wait_until(lambda word=word: f"on a {word}" in it.get(URL).text)
        newsroom.write(STORY, text)
        wait_until(lambda: "on a day" in it.get(URL).text)
        it.wait_until_idle()
        assert newsroom.read(FILE) == page
