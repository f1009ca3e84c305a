"""Only texts are edited: their pages alone are rendered, from saved inputs, and are those of a clean build."""

import os
import random
import shutil
import time
from pathlib import Path

import msgspec
import pytest
from msgspec.structs import replace

from sitegen.engine.build_state import STATE, STORE
from sitegen.engine.request import Request, Result
from sitegen.engine.shortcuts.skip_build import META, LastBuild
from sitegen.engine.state.output_snapshot import check_outputs, take_snapshot, update_snapshot
from sitegen.engine.state.outputs import TICK_NS
from sitegen.engine.state.store import Store
from sitegen.engine.verify import verify
from sitegen.files import Stamp, stamp_of
from tests.engine.kit import Newsroom, differences, make, story, tree_of

PROJECT = Path(__file__).resolve().parents[2]
STORY = "content/articles/story-3.md"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    room = make(tmp_path / "a")
    room.built()
    return room


def built_anew(room: Newsroom) -> Result:
    """Build with all that is remembered of pages, but nothing of the last build as a whole."""
    with Store(room.root / STATE / STORE) as store:
        store.set_meta(META, "")
    return room.built()


def check(room: Newsroom, folder: Path) -> None:
    """What is there is what a clean build makes, and a whole build has nothing to add."""
    clean = room.clean_copy(folder)
    clean.built()
    assert differences(room.tree(), clean.tree()) == []
    assert built_anew(room).rendered == ()


def test_a_new_text_is_rendered_without_planning_the_newsroom(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.replace(STORY, "It happened on a day.", "It happened one day.")
    result = newsroom.built()
    assert result.path != "full"
    assert "world/story-3/index.html" in result.rendered
    assert (result.pages - len(result.rendered), result.parsed) == (result.unchanged, 1)
    check(newsroom, tmp_path / "clean")


@pytest.mark.parametrize(
    "template",
    [
        "{{ article.words }} {{ body.content }}",
        "{{ article.words }}",
        "{{ body.headings | length }} headings",
        "{{ page | jsonld(site, article) }}",
        "{% for s in body.sections %}{{ s.html }}{% endfor %}",
    ],
)
def test_whatever_a_template_shows_of_a_text_is_new(newsroom: Newsroom, tmp_path: Path, template: str) -> None:
    newsroom.write("themes/paper/templates/article.html", template)
    newsroom.built()
    newsroom.replace(STORY, "It happened on a day.", "It so happened on a day.\n\n### And then\n\nThat was it.")
    assert newsroom.built().path != "full"
    check(newsroom, tmp_path / "clean")


def test_texts_are_edited_again_and_again(newsroom: Newsroom, tmp_path: Path) -> None:
    for _ in range(3):
        for n in (3, 4):
            newsroom.replace(f"content/articles/story-{n}.md", "It happened on a", "It happened on a so a")
        assert newsroom.built().path != "full"
    check(newsroom, tmp_path / "clean")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Story 3", "title: Story three"),
        ("It happened on a day.", "It happened on [a day](story-4.md)."),
        ("It happened on a day.", "Dromedaries crossed the Rubicon. Dromedaries!"),
        ("It happened on a day.", "It happened on a day. " * 60),
        ("Story 3 was seen by many.", "Story 3 was seen by few."),
    ],
    ids=["title", "a link", "words to be found by", "a longer read", "its summary"],
)
def test_what_others_may_see_of_a_story_is_for_a_whole_build(
    newsroom: Newsroom, tmp_path: Path, old: str, new: str
) -> None:
    newsroom.replace(STORY, old, new)
    assert newsroom.built().path == "full"
    check(newsroom, tmp_path / "clean")


def test_a_text_with_something_to_say_of_it_is_for_a_whole_build(newsroom: Newsroom) -> None:
    newsroom.replace(STORY, "It happened on a day.", "It happened on ![](day.png).")
    assert not newsroom.build().ok
    newsroom.replace(STORY, "![](day.png)", "some day")
    assert newsroom.built().path == "full"


def test_a_text_and_another_file_are_for_a_whole_build(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.replace(STORY, "It happened on a day.", "It happened one day.")
    newsroom.replace("content/authors/ada.md", "reports for the desk", "reports for a desk")
    assert newsroom.built().path == "full"
    newsroom.replace(STORY, "It happened one day.", "It happened on that day.")
    newsroom.write("content/articles/story-9.md", story("Story 9"))
    assert newsroom.built().path == "full"
    check(newsroom, tmp_path / "clean")


def test_an_output_that_was_tampered_with_is_for_a_whole_build(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.write("output/world/story-5/index.html", "nonsense")
    newsroom.replace(STORY, "It happened on a day.", "It happened one day.")
    assert newsroom.built().path == "full"
    check(newsroom, tmp_path / "clean")


def test_a_template_that_fails_with_the_new_text_is_reported(newsroom: Newsroom) -> None:
    newsroom.write("themes/paper/templates/article.html", '{% if "one day" in body.content %}{{ t.x }}{% endif %}ok')
    newsroom.built()
    before = newsroom.read("output/world/story-3/index.html")
    newsroom.replace(STORY, "It happened on a day.", "It happened one day.")
    result = newsroom.build()
    assert [d.code for d in result.diagnostics] == ["undefined-name"]
    assert newsroom.read("output/world/story-3/index.html") == before


def test_damage_to_what_is_kept_costs_a_whole_build(newsroom: Newsroom, tmp_path: Path) -> None:
    with Store(newsroom.root / STATE / STORE) as store:
        store._db.execute("UPDATE page_inputs SET inputs=x'00'")
    newsroom.replace(STORY, "It happened on a day.", "It happened one day.")
    assert newsroom.built().path == "full"
    check(newsroom, tmp_path / "clean")


def test_stamps_of_a_build_are_trusted_by_the_next_once_the_clock_has_moved_on(newsroom: Newsroom) -> None:
    time.sleep(TICK_NS / 1e9 + 0.02)
    newsroom.built()
    with Store(newsroom.root / STATE / STORE) as store:
        assert all(r.file.stamp.mtime_ns + TICK_NS < r.file.recorded_ns for r in store.outputs().values())
        assert all(store.inputs(path) for path in store.outputs() if path.endswith("index.html"))


@pytest.mark.slow
def test_any_text_of_the_demo_newsroom_can_be_edited(tmp_path: Path) -> None:
    room = Newsroom(tmp_path / "demo", jobs=2)
    for name in ("content", "themes"):
        shutil.copytree(PROJECT / name, room.root / name)
    shutil.copy(PROJECT / "site.toml", room.root)
    room.built()
    rng, alone = random.Random(5), 0
    stories = sorted((room.root / "content" / "articles").rglob("*.md"))
    for file in rng.sample(stories, 12):
        text = file.read_text(encoding="utf-8")
        at = text.rfind(" of the ")
        if at > text.find("\n---\n") > 0:
            file.write_text(text[:at] + " of that " + text[at + 8 :], encoding="utf-8", newline="\n")
            os.utime(file)
            alone += room.built().path == "body_edit"
    assert alone >= 5
    assert verify(Request(room.root)).diagnostics == ()
    assert built_anew(room).rendered == ()
    assert tree_of(room.root / "output")


def test_an_output_too_new_to_be_trusted_leaves_the_others_trusted(newsroom: Newsroom) -> None:
    time.sleep(TICK_NS / 1e9 + 0.02)
    with Store(newsroom.root / STATE / STORE) as store:
        stamps = dict(store.output_stamps())
        page = newsroom.root / "output" / "index.html"
        os.utime(page)
        record = store.outputs()["index.html"]
        new = replace(record, file=replace(record.file, stamp=stamp_of(page.stat())))
        store.put_outputs({"index.html": replace(new, inputs=store.inputs("index.html"))})
        snapshot = take_snapshot(store)
        assert snapshot.young == ("index.html",)
        trusted = {p for p, r in store.outputs().items() if r.file.stamp.mtime_ns + TICK_NS < r.file.recorded_ns}
        assert trusted == stamps.keys() - {"index.html"}
        assert check_outputs(snapshot, newsroom.root / "output", store)


def test_an_output_too_new_to_be_trusted_is_read(newsroom: Newsroom) -> None:
    """Another program writes the page within the tick in which sitegen did: the same stamp for other bytes."""
    page = newsroom.root / "output" / "index.html"
    newsroom.replace(STORY, "It happened on a day.", "It happened one day.")
    assert newsroom.built().path != "full"
    with Store(newsroom.root / STATE / STORE) as store:
        snapshot = replace(take_snapshot(store), young=("index.html",))
        assert check_outputs(snapshot, newsroom.root / "output", store)
        record = store.outputs()["index.html"]
        data = page.read_bytes()
        page.write_bytes(data.upper())
        new = replace(record, file=replace(record.file, stamp=stamp_of(page.stat())))
        store.put_outputs({"index.html": new})
        stamped = replace(take_snapshot(store), young=("index.html",))
        assert check_outputs(stamped, newsroom.root / "output", store) is None


def test_a_text_edited_again_at_once_is_rendered_alone_each_time(newsroom: Newsroom) -> None:
    before = "It happened on a day."
    for text in ("It happened one day.", "It happened on one day.", "It happened on a day."):
        newsroom.replace(STORY, before, text)
        before = text
        result = newsroom.built()
        assert result.path != "full"
        assert "world/story-3/index.html" in result.rendered
        with Store(newsroom.root / STATE / STORE) as store:
            last = msgspec.json.decode(store.meta(META), type=LastBuild)
            assert last.outputs.digest


def test_files_too_new_to_be_trusted_are_read_and_nothing_is_planned(newsroom: Newsroom) -> None:
    for _ in range(2):
        os.utime(newsroom.root / STORY)
        result = newsroom.built()
        assert result.path != "full"
        assert (result.rendered, result.parsed) == ((), 0)


def test_an_output_that_was_read_within_the_tick_it_was_written_in_is_read_again() -> None:
    stamps = [("a.html", Stamp(1, 1_000, 1_000, 1)), ("b.html", Stamp(2, 5_000, 5_000, 2))]
    assert update_snapshot(stamps, {}, 2_000 + TICK_NS).young == ("b.html",)
    assert update_snapshot(stamps, {}, 6_000 + TICK_NS).young == ()
