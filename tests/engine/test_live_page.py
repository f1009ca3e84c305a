"""Pages in view come before the build: what they show of a text is what the build will write."""

from pathlib import Path

import pytest

from sitegen.engine.build_state import STATE, STORE
from sitegen.engine.request import Request
from sitegen.engine.shortcuts.live_page import LivePages
from sitegen.engine.shortcuts.skip_build import META
from sitegen.engine.state.input_tables import ENGINE
from sitegen.engine.state.store import Store
from tests.engine.kit import Newsroom, make

STORY, PAGE = "content/articles/story-3.md", "world/story-3/index.html"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    room = make(tmp_path / "a")
    room.built()
    return room


def live_pages(room: Newsroom) -> LivePages:
    return LivePages(Request(room.root))


def test_a_page_whose_text_was_saved_is_made_as_the_build_will_make_it(newsroom: Newsroom) -> None:
    pages, before = live_pages(newsroom), newsroom.tree()
    assert pages.make([PAGE, "index.html", "world/story-5/index.html", "nowhere.html"]) == {}
    newsroom.replace(STORY, "It happened on a day.", "It happened on a so a day.")
    made = pages.make([PAGE, "world/story-5/index.html"])
    assert newsroom.tree() == before
    newsroom.built()
    assert made == {PAGE: newsroom.tree()[PAGE]}
    assert pages.make([PAGE]) == {}


def test_whatever_else_an_edit_changes_the_new_text_is_there_at_once(newsroom: Newsroom) -> None:
    newsroom.replace(STORY, "It happened on a day.", "Dromedaries crossed the Rubicon. Dromedaries!")
    newsroom.replace(STORY, "title: Story 3", "title: The third story")
    page = live_pages(newsroom).make([PAGE])[PAGE].decode()
    assert "Dromedaries crossed the Rubicon." in page
    assert "<h1>Story 3</h1>" in page


def test_what_another_engine_has_kept_is_not_read(newsroom: Newsroom) -> None:
    newsroom.replace(STORY, "It happened on a day.", "It happened on a so a day.")
    with Store(newsroom.root / STATE / STORE) as store:
        store.set_meta(ENGINE, "an older one")
        store.set_meta(META, '{"of": "an older one"}')
    assert live_pages(newsroom).make([PAGE]) == {}
    assert len(newsroom.built().rendered) > 10
    newsroom.replace(STORY, "on a so a day", "on a day")
    assert live_pages(newsroom).make([PAGE]).keys() == {PAGE}


def test_each_save_is_shown_once(newsroom: Newsroom) -> None:
    pages = live_pages(newsroom)
    for text in ("one", "two"):
        newsroom.replace(STORY, "It happened", f"It happened {text}")
        assert f"It happened {text}" in pages.make([PAGE])[PAGE].decode()
        assert pages.make([PAGE]) == {}


def test_a_text_with_errors_has_no_early_page(newsroom: Newsroom) -> None:
    newsroom.replace(STORY, "date: ", "date: never ")
    assert live_pages(newsroom).make([PAGE]) == {}


def test_there_are_none_before_the_first_build_or_without_settings(newsroom: Newsroom, tmp_path: Path) -> None:
    assert live_pages(make(tmp_path / "b")).make([PAGE]) == {}
    newsroom.replace(STORY, "It happened", "It so happened")
    newsroom.write("site.toml", "title = ")
    assert live_pages(newsroom).make([PAGE]) == {}


def test_settings_and_theme_are_those_of_the_moment(newsroom: Newsroom) -> None:
    pages = live_pages(newsroom)
    pages.warm_up()
    newsroom.replace(STORY, "It happened", "It so happened")
    assert "<h2>Related</h2>" in pages.make([PAGE])[PAGE].decode()
    newsroom.replace("themes/paper/templates/article.html", "<h2>Related</h2>", "<h2>See also</h2>")
    newsroom.replace(STORY, "It so happened", "So it happened")
    assert "<h2>See also</h2>" in pages.make([PAGE])[PAGE].decode()


def test_a_save_that_takes_the_last_one_back_is_shown_too(newsroom: Newsroom) -> None:
    pages, before = live_pages(newsroom), newsroom.tree()[PAGE]
    newsroom.replace(STORY, "It happened", "It so happened")
    assert pages.make([PAGE])
    newsroom.replace(STORY, "It so happened", "It happened")
    assert pages.make([PAGE]) == {PAGE: before}
