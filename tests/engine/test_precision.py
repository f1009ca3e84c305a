"""An edit costs what it changes: the exact sets of pages that are rendered."""

import os
from pathlib import Path

import pytest

from tests.engine.kit import Newsroom, make, story

INCLUDE = '\n[blocks.top_stories]\ndelivery = "include"\n'


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    room = make(tmp_path / "a")
    room.built()
    return room


def pages(result_paths: tuple[str, ...]) -> set[str]:
    """Return the pages for people among the rendered paths."""
    return {path for path in result_paths if path.endswith(".html")}


def test_a_body_edit_renders_one_page_for_people(newsroom: Newsroom) -> None:
    newsroom.replace("content/articles/story-3.md", "It happened on a day.", "It happened one day.")
    result = newsroom.built()
    assert pages(result.rendered) == {"world/story-3/index.html"}
    assert result.parsed == 1


def test_a_body_edit_changes_the_full_text_feeds_that_hold_the_story(newsroom: Newsroom) -> None:
    newsroom.replace("content/articles/story-3.md", "It happened on a day.", "It happened one day.")
    feeds = {path for path in newsroom.built().rendered if not path.endswith(".html")}
    folders = {path.rpartition("/")[0] for path in feeds}
    assert folders == {"", "world", "authors/ada"}


def test_touching_every_file_renders_and_parses_nothing(newsroom: Newsroom) -> None:
    for file in (newsroom.root / "content").rglob("*.md"):
        os.utime(file)
    result = newsroom.built()
    assert (result.rendered, result.written, result.parsed) == ((), (), 0)


def test_a_restored_state_in_a_fresh_clone_costs_hashing_only(newsroom: Newsroom, tmp_path: Path) -> None:
    import shutil

    shutil.copytree(newsroom.root, tmp_path / "clone")
    clone = Newsroom(tmp_path / "clone")
    result = clone.built()
    assert result.parsed == 0
    assert result.written == ()
    assert clone.tree() == newsroom.tree()


def test_a_template_edit_renders_the_pages_whose_closure_holds_it(newsroom: Newsroom) -> None:
    newsroom.replace("themes/paper/templates/not_found.html", "Not here.", "Gone.")
    assert newsroom.built().rendered == ("404.html",)
    newsroom.replace("themes/paper/templates/archive.html", "{{ archive }}", "<b>{{ archive }}</b>")
    kinds = {path.partition("/")[0] for path in newsroom.built().rendered}
    assert kinds == {"archive"}


def test_a_title_edit_renders_the_pages_that_show_the_title(newsroom: Newsroom) -> None:
    before = {path for path, data in newsroom.tree().items() if b"Story 3" in data}
    newsroom.replace("content/articles/story-3.md", "title: Story 3", "title: Story three\nslug: story-3")
    rendered = pages(newsroom.built().rendered)
    after = {path for path, data in newsroom.tree().items() if b"Story three" in data}
    assert rendered == {path for path in before | after if path.endswith(".html")}


def test_a_page_that_is_no_longer_planned_is_deleted(newsroom: Newsroom) -> None:
    newsroom.delete("content/articles/story-2.md")
    result = newsroom.built()
    assert "city/story-2/index.html" in result.deleted
    assert not (newsroom.root / "output/city/story-2").exists()


def test_files_that_sitegen_did_not_write_are_left_alone(newsroom: Newsroom) -> None:
    newsroom.write("output/google123.html", "verification")
    newsroom.write("output/city/story-2/notes.txt", "mine")
    newsroom.delete("content/articles/story-2.md")
    newsroom.built()
    assert newsroom.read("output/google123.html") == "verification"
    assert newsroom.read("output/city/story-2/notes.txt") == "mine"
    assert not (newsroom.root / "output/city/story-2/index.html").exists()


PLAIN = '{% extends "base.html" %}{% block main %}{{ body.content }}{{ place("top_stories") }}{% endblock %}'


def test_an_included_block_is_one_file_and_the_pages_do_not_change_with_it(tmp_path: Path) -> None:
    room = make(tmp_path / "a", {"themes/paper/templates/article.html": PLAIN})
    room.write("site.toml", room.read("site.toml") + INCLUDE)
    room.built()
    tree = room.tree()
    assert b"<h2>Top</h2>" in tree["_blocks/en/top_stories.html"]
    assert b'<!--#include virtual="/_blocks/en/top_stories.html" -->' in tree["city/story-2/index.html"]
    assert b"<h2>Top</h2>" not in tree["city/story-2/index.html"]
    room.write("content/articles/fresh.md", story("Fresh", "world", 21))
    rendered = room.built().rendered
    assert "_blocks/en/top_stories.html" in rendered
    assert not [path for path in rendered if "/story-" in path]


@pytest.mark.parametrize(
    ("syntax", "markup"),
    [
        ("ssi", b'<!--#include virtual="/news/_blocks/en/top_stories.html" -->'),
        ("esi", b'<esi:include src="/news/_blocks/en/top_stories.html"/>'),
        ("script", b'<a href="/news/_blocks/en/top_stories.html">Top stories</a>'),
    ],
)
def test_a_block_is_included_in_three_ways(syntax: str, markup: bytes, tmp_path: Path) -> None:
    room = make(tmp_path / "a")
    room.replace("site.toml", "https://news.example.org", "https://example.org/news")
    room.write("site.toml", room.read("site.toml") + INCLUDE + f'syntax = "{syntax}"\n')
    room.built()
    assert markup in room.tree()["city/story-2/index.html"]


def test_a_second_build_at_the_same_time_is_refused(newsroom: Newsroom) -> None:
    from sitegen.engine.build_state import STATE
    from sitegen.engine.state.lock import lock_newsroom

    with lock_newsroom(newsroom.root / STATE):
        result = newsroom.build()
    assert [d.code for d in result.diagnostics] == ["locked"]
    assert newsroom.built().ok


def test_a_warning_stops_a_strict_build(tmp_path: Path) -> None:
    text = story("Pictured", body="![](https://example.org/a.png)")
    room = make(tmp_path / "a", {"content/articles/pictured.md": text})
    assert {d.severity for d in room.built().diagnostics} == {"warning"}
    strict = room.build(strict=True)
    assert (strict.ok, strict.stopped, strict.rendered) == (False, True, ())


def test_a_story_published_changes_no_story_beside_which_it_does_not_stand_with_blocks_by_include(
    tmp_path: Path,
) -> None:
    settings = "".join(f'\n[blocks.{name}]\ndelivery = "include"\n' for name in ("top_stories", "more_in_category"))
    room = make(tmp_path / "a")
    room.replace("site.toml", "page = 3", "page = 3\nrelated = 0")
    room.replace(
        "themes/paper/templates/article.html",
        "{% for card in more_in_category %}",
        "{% if false %}{% for card in [] %}",
    )
    room.replace(
        "themes/paper/templates/article.html",
        "{% endfor %}{% endblock %}",
        '{% endfor %}{% endif %}{{ place("more_in_category") }}{% endblock %}',
    )
    room.write(
        "themes/paper/templates/blocks/more_in_category.html",
        "{% for card in more_in_category %}<li>{{ card.title }}</li>{% endfor %}",
    )
    room.write("site.toml", room.read("site.toml") + settings)
    room.built()
    assert "_blocks/en/more_in_category/world.html" in room.tree()
    assert '<!--#include virtual="/_blocks/en/more_in_category/city.html" -->' in room.read(
        "output/city/story-2/index.html"
    )
    room.write("content/articles/new.md", story("Entirely other matters", "world", 21, body="Bananas ripen."))
    rendered = pages(room.built().rendered)
    assert "_blocks/en/more_in_category/world.html" in rendered
    assert "<li>Entirely other matters</li>" in room.read("output/_blocks/en/more_in_category/world.html")
    assert {path for path in rendered if "/story-" in path} == set()
