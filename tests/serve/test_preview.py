"""Saving a file, in any of the ways of editors and other programs, leads to one build and the right pages."""

import datetime as dt
import os
import shutil
import time
from pathlib import Path

import pytest

from sitegen.engine.request import Result
from sitegen.serve.watch.debounce import BURST_QUIET_SECONDS
from tests.engine.kit import Newsroom, differences, make, story
from tests.serve.kit import Served, served, symlinks_or_skip, wait_for_message, wait_until

STORY = "content/articles/story-3.md"
PAGE = "world/story-3/index.html"

pytestmark = pytest.mark.slow


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make(tmp_path / "newsroom")


def rendered(results: list[Result]) -> set[str]:
    return {path for result in results for path in result.rendered}


def edited(newsroom: Newsroom, word: str) -> str:
    return newsroom.read(STORY).replace("It happened on a day.", f"It happened on a {word}.")


def shows(it: Served, word: str, path: str = "/world/story-3/") -> bool:
    """Wait until the page contains the word."""
    wait_until(lambda: word in it.get(path).text)
    return True


def test_the_first_build_is_that_of_sitegen_build(newsroom: Newsroom, tmp_path: Path) -> None:
    with served(newsroom):
        clean = newsroom.clean_copy(tmp_path / "clean")
        clean.built()
        assert differences(newsroom.tree(), clean.tree()) == []


def test_a_save_in_place_renders_one_story_once(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        results = it.builds_after(lambda: newsroom.write(STORY, edited(newsroom, "Monday")))
        assert rendered(results) >= {PAGE}
        assert len([r for r in results if r.rendered]) == 1
        assert shows(it, "on a Monday")


def test_a_save_as_vim_does_it(newsroom: Newsroom) -> None:
    """The old file becomes a backup, a new one is written, the backup is deleted."""

    def save() -> None:
        file = newsroom.root / STORY
        text = edited(newsroom, "Tuesday")
        probe = file.with_name("4913")
        probe.touch()
        probe.unlink()
        backup = file.with_name(file.name + "~")
        file.rename(backup)
        file.write_text(text, encoding="utf-8")
        backup.unlink()

    with served(newsroom) as it:
        results = it.builds_after(save)
        assert [r.ok for r in results] == [True] * len(results)
        assert {path for r in results for path in r.deleted} == set()
        assert shows(it, "on a Tuesday")


def test_a_save_as_visual_studio_code_and_emacs_do_it(newsroom: Newsroom) -> None:
    def save() -> None:
        temporary = newsroom.root / "content/articles/.story-3.md.tmp"
        temporary.write_text(edited(newsroom, "Wednesday"), encoding="utf-8")
        os.replace(temporary, newsroom.root / STORY)

    with served(newsroom) as it:
        results = it.builds_after(save)
        assert len([r for r in results if r.rendered]) == 1
        assert shows(it, "on a Wednesday")


def test_an_editor_s_hidden_files_lead_to_no_build(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        it.wait_until_idle()
        before = it.builds
        swap = newsroom.root / "content/articles/.story-3.md.swp"
        for n in range(5):
            swap.write_text("x" * n, encoding="utf-8")
        swap.unlink()
        it.wait_until_idle()
        assert it.builds == before


def test_reading_the_site_and_building_it_leads_to_no_build(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        it.builds_after(lambda: newsroom.write(STORY, edited(newsroom, "Thursday")))
        before = it.builds
        for path in ("/", "/world/", "/world/story-3/", "/_sitegen/status?path=/world/story-3/"):
            assert it.get(path).status == 200
        for file in (newsroom.root / "content").rglob("*.md"):
            file.read_bytes()
        it.wait_until_idle()
        assert it.builds == before


def test_a_checkout_of_five_hundred_files_is_one_build_or_two(newsroom: Newsroom) -> None:
    stalls = 0

    def check_out() -> None:
        nonlocal stalls
        last = time.monotonic()
        for n in range(500):
            stalls += time.monotonic() - last > BURST_QUIET_SECONDS / 2  # a pause, on a busy machine
            last = time.monotonic()
            newsroom.write(f"content/articles/2025/wire-{n:03}.md", story(f"Wire {n}", day=1 + n % 20))

    with served(newsroom) as it:
        results = it.builds_after(check_out)
        assert len([r for r in results if r.rendered]) <= 2 + stalls
        assert it.wait_for_status("/world/wire-499/", 200)
        results = it.builds_after(lambda: shutil.rmtree(newsroom.root / "content/articles/2025"))
        assert len([r for r in results if r.deleted]) <= 2
        assert it.wait_for_status("/world/wire-499/", 404)


def test_new_folders_inside_new_folders_are_seen_and_watched(newsroom: Newsroom) -> None:
    path = "content/articles/2026/11/a/b/late.md"
    with served(newsroom) as it:
        it.builds_after(lambda: newsroom.write(path, story("Late")))
        assert shows(it, "Late", "/world/late/")
        it.builds_after(lambda: newsroom.write(path, story("Later still", slug="late")))
        assert shows(it, "Later still", "/world/late/")


def test_moves_and_deletes(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        folder = newsroom.root / "content/articles"
        it.builds_after(lambda: (folder / "story-3.md").rename(folder / "third.md"))
        assert it.wait_for_status("/world/story-3/", 404)
        assert it.wait_for_status("/world/third/", 200)
        it.builds_after((folder / "third.md").unlink)
        assert it.wait_for_status("/world/third/", 404)
        it.builds_after(lambda: folder.rename(newsroom.root / "kept"))
        assert it.wait_for_status("/world/story-5/", 404)
        it.builds_after(lambda: (newsroom.root / "kept").rename(folder))
        assert it.wait_for_status("/world/story-5/", 200)


def test_content_that_is_replaced_by_another_folder_is_watched_again(newsroom: Newsroom) -> None:
    content, other = newsroom.root / "content", newsroom.root.parent / "other"
    shutil.copytree(content, other)
    with served(newsroom) as it:
        it.builds_after(lambda: shutil.rmtree(content))
        it.builds_after(lambda: shutil.move(other, content))
        it.builds_after(lambda: newsroom.write(STORY, edited(newsroom, "Friday")))
        assert shows(it, "on a Friday")


def test_a_theme_behind_a_symbolic_link_is_watched(newsroom: Newsroom, tmp_path: Path) -> None:
    theme = newsroom.root / "themes/paper"
    shutil.move(theme, tmp_path / "shared-paper")
    with symlinks_or_skip():
        theme.symlink_to(tmp_path / "shared-paper", target_is_directory=True)
    with served(newsroom) as it:
        base = tmp_path / "shared-paper/templates/base.html"
        it.builds_after(lambda: base.write_text(base.read_text().replace("<body>", "<body><p>Linked</p>")))
        assert shows(it, "<p>Linked</p>")


def test_polling_sees_what_events_would(newsroom: Newsroom) -> None:
    with served(newsroom, poll=True) as it:
        it.builds_after(lambda: newsroom.write(STORY, edited(newsroom, "Saturday")))
        assert shows(it, "on a Saturday")


def test_settings_templates_and_assets_are_watched_too(newsroom: Newsroom) -> None:
    with served(newsroom) as it:
        it.builds_after(lambda: newsroom.replace("site.toml", "Daily Example", "Weekly Example"))
        assert shows(it, "Weekly Example")
        it.builds_after(lambda: newsroom.replace("themes/paper/templates/base.html", "<nav>", "<nav><i>new</i>"))
        assert shows(it, "<i>new</i>")
        before = it.get("/world/story-3/").text
        it.builds_after(lambda: newsroom.write("themes/paper/assets/main.css", "body { color: #222 }\n"))
        assert it.get("/world/story-3/").text != before


# -- what is wrong --


def test_an_error_reaches_every_tab_with_its_frame_and_hint_and_disappears_when_it_is_fixed(newsroom: Newsroom) -> None:
    good = newsroom.read(STORY)
    with served(newsroom) as it, it.tab("/world/story-3/") as tab:
        first = wait_for_message(tab, lambda m: "digest" in m)
        newsroom.write(STORY, good.replace("date: 2026-11-13T09", "date: 2026-13-13T09"))
        wrong = wait_for_message(tab, lambda m: m.get("errors"))
        assert wrong["errors"] == [
            "content/articles/story-3.md:3:7: error: "
            '`date` is "2026-13-13T09:00:00+01:00", which is not a valid date. [bad-date]\n'
            "  2 | title: Story 3\n"
            "  3 | date: 2026-13-13T09:00:00+01:00\n"
            "    |       ^\n"
            "  hint: write 2026-12-31 or 2026-12-31T18:00+02:00"
        ]
        assert wrong["digest"] == first["digest"]
        assert it.get("/world/story-3/").status == 200
        newsroom.write(STORY, good)
        assert wait_for_message(tab, lambda m: m.get("errors") == [])["digest"] == first["digest"]


@pytest.mark.parametrize(
    ("path", "broken"),
    [
        ("site.toml", "title = \n"),
        ("themes/paper/templates/base.html", "{% if %}"),
        ("content/articles/story-3.md", "---\ntitle: x\n"),
        ("site.toml", b"\xff\xfe\x00"),
    ],
)
def test_a_newsroom_that_is_broken_at_the_start_is_served_once_it_is_fixed(
    newsroom: Newsroom, path: str, broken: str | bytes
) -> None:
    good = newsroom.read(path)
    newsroom.write(path, broken)
    with served(newsroom) as it, it.tab("/world/story-3/") as tab:
        assert wait_for_message(tab, lambda m: m.get("errors"))["errors"]
        assert it.get("/world/story-3/").status == 404
        it.builds_after(lambda: newsroom.write(path, good))
        wait_for_message(tab, lambda m: m.get("errors") == [])
        assert it.get("/world/story-3/").status == 200


def test_site_toml_can_be_deleted_and_restored(newsroom: Newsroom) -> None:
    text = newsroom.read("site.toml")
    with served(newsroom) as it:
        results = it.builds_after(lambda: newsroom.delete("site.toml"))
        assert results[-1].diagnostics[0].code == "no-site"
        assert shows(it, "Story 3")
        assert it.builds_after(lambda: newsroom.write("site.toml", text))[-1].ok


def test_a_killed_builder_is_replaced(newsroom: Newsroom) -> None:
    import psutil

    with served(newsroom) as it:
        psutil.Process(it.preview.builder_pid).kill()
        assert it.builds_after(lambda: newsroom.write(STORY, edited(newsroom, "Sunday")))[-1].ok
        assert shows(it, "on a Sunday")


# -- drafts and the clock --


def test_drafts_and_future_stories_are_shown_when_asked_for(newsroom: Newsroom) -> None:
    newsroom.write("content/articles/secret.md", story("Secret", draft="true"))
    newsroom.write("content/articles/soon.md", story("Soon", day=25))
    newsroom.write("content/articles/kept.md", story("Kept", embargo="2026-11-28T00:00:00+01:00"))
    with served(newsroom) as it:
        assert [it.get(f"/world/{slug}/").status for slug in ("secret", "soon", "kept")] == [404, 404, 404]
    with served(newsroom, drafts=True, future=True) as it:
        states = [it.status(f"/world/{slug}/")["story"]["state"] for slug in ("secret", "soon", "kept", "story-3")]
        assert states == ["draft", "future", "embargoed", "published"]
        assert it.status("/world/kept/")["story"]["until"] == "2026-11-28T00:00:00+01:00"


def test_when_the_clock_passes_the_next_change_the_site_is_built_again(newsroom: Newsroom) -> None:
    newsroom.replace("site.toml", 'now = "2026-11-22T12:00:00+01:00"\n', "")
    soon = (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=4)).isoformat(timespec="seconds")
    newsroom.write("content/articles/soon.md", story("Soon", embargo=soon))
    with served(newsroom) as it:
        assert it.get("/world/soon/").status == 404
        assert it.status("/world/")["next_change_at"] is not None
        wait_until(lambda: it.get("/world/soon/").status == 200)
        assert dt.datetime.now(dt.UTC).isoformat() >= soon


def test_a_pinned_clock_stands_still(newsroom: Newsroom) -> None:
    """The pinned time is in the past, and so is its next change: it must not lead to builds."""
    newsroom.replace("site.toml", "2026-11-22T12", "2020-11-22T12")
    with served(newsroom) as it:
        time.sleep(1.5)
        assert it.builds == 1
        assert it.status("/world/")["next_change_at"] is None


# -- the first build --


def test_while_the_first_build_runs_a_story_is_rendered_by_itself(newsroom: Newsroom) -> None:
    for n in range(300):
        newsroom.write(f"content/articles/old-{n}.md", story(f"Old {n}", slug=f"archive-{n}", day=1 + n % 28))
    with served(newsroom, wait=False) as it:
        answer = it.get("/world/archive-299/")
        assert it.preview.is_first_build
        assert (answer.status, "<h1>Old 299</h1>" in answer.text) == (200, True)
        assert it.status("/world/archive-299/")["provisional"]
        with it.tab("/world/archive-299/") as tab:
            wait_for_message(tab, lambda m: m.get("build") == 1)
        assert not it.status("/world/archive-299/")["provisional"]
        assert it.get("/world/archive-299/").text.count("<h1>Old 299</h1>") == 1


def test_now_previews_election_night(newsroom: Newsroom) -> None:
    story_of_the_night = story("The count begins").replace("date: 2026-11-20T09", "date: 2026-12-05T20")
    newsroom.write("content/articles/election.md", story_of_the_night)
    with served(newsroom) as it:
        assert it.get("/world/election/").status == 404
    newsroom.now = dt.datetime(2026, 12, 5, 21, 0, tzinfo=dt.UTC)
    with served(newsroom) as it:
        assert "The count begins" in it.get("/world/election/").text
        assert it.status("/world/election/")["story"]["state"] == "published"


def test_the_provisional_page_and_the_bar_are_of_the_instant_that_source_date_epoch_names(newsroom: Newsroom) -> None:
    for n in range(300):
        newsroom.write(f"content/articles/old-{n}.md", story(f"Old {n}", slug=f"archive-{n}", day=1 + n % 28))
    count, results = story("The count begins", day=5), story("The results", day=5, embargo="2026-12-06T06:00:00+01:00")
    newsroom.write("content/articles/count.md", count.replace("2026-11-05T09", "2026-12-05T20"))
    newsroom.write("content/articles/results.md", results)
    epoch = int(dt.datetime(2026, 12, 5, 21, 0, tzinfo=dt.UTC).timestamp())
    environment = {"SOURCE_DATE_EPOCH": str(epoch)}
    with served(newsroom, wait=False, future=True, environment=environment) as it:
        answer = it.get("/world/count/")
        states = [it.status(path) for path in ("/world/count/", "/world/results/")]
        assert it.preview.is_first_build
        assert (answer.status, "<h1>The count begins</h1>" in answer.text) == (200, True)
        assert [(s["provisional"], s["story"]["state"], s["story"]["until"]) for s in states] == [
            (True, "published", None),
            (True, "embargoed", "2026-12-06T06:00:00+01:00"),
        ]
        wait_until(lambda: it.builds == 1)
        assert it.status("/world/count/")["story"]["state"] == "published"
        assert it.status("/world/count/")["next_change_at"] is None
