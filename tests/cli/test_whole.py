"""The commands on real newsrooms, nothing faked."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sitegen.engine.build_state import STATE
from sitegen.engine.state.lock import lock_newsroom
from tests.signals import ctrl_c_enabled

REPOSITORY = Path(__file__).resolve().parents[2]


def outputs(root: Path) -> dict[str, bytes]:
    folder = root / "output"
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


@pytest.fixture
def paper(run, tmp_path, monkeypatch):
    """A newsroom just made by `sitegen new site`, entered."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    assert run("new", "site", "paper").code == 0
    monkeypatch.chdir(tmp_path / "paper")
    return tmp_path / "paper"


def test_a_new_newsroom_builds_without_warnings(run, paper):
    outcome = run("build", "--strict")
    assert outcome.code == 0, outcome.err
    assert outcome.out.startswith("4 articles, ")
    html = (paper / "output/technology/first-message-on-arpanet/index.html").read_text(encoding="utf-8")
    for words in (
        "What to Know",
        "What Happened",
        "Why it Matters",
        "Tomas Quill",
        "Notebooks that open flat",
        "Related",
    ):
        assert words in html


def test_a_second_build_renders_nothing(run, paper):
    first = json.loads(run("build", "--json").out)
    second = json.loads(run("build", "--json").out)
    assert first["ok"]
    assert len(first["rendered"]) == first["pages"] > 20
    assert (second["rendered"], second["written"], second["deleted"]) == ([], [], [])
    assert second["unchanged"] == first["pages"]


def test_new_files_build_as_they_are_written(run, paper):
    run("new", "author", "jane-doe")
    run("new", "article", "Council passes budget", "--author", "jane-doe", "--type", "opinion")
    run("new", "campaign", "acme-spring", "--slot", "sidebar-bottom")
    assert run("build").code == 0
    assert not any("council-passes-budget" in path for path in outputs(paper))
    outcome = run("build", "--drafts")
    assert outcome.code == 0, outcome.err
    assert any("council-passes-budget" in path for path in outputs(paper))


def test_a_broken_story_stops_the_build_and_leaves_the_site_as_it_was(run, paper):
    run("build")
    before = outputs(paper)
    story = paper / "content/articles/2024/smallpox-is-gone.md"
    story.write_text(
        story.read_text(encoding="utf-8").replace("date: 2024-05-08", "date: 2024-05-38"), encoding="utf-8"
    )
    outcome = run("build")
    assert outcome.code == 1
    assert outcome.err.startswith("content/articles/2024/smallpox-is-gone.md:3:7: error: ")
    assert outcome.out == "Not built: 1 error. Nothing was deleted.\n"
    assert outputs(paper) == before


def test_clean_removes_what_was_built_and_nothing_else(run, paper):
    run("build")
    count = len(outputs(paper))
    (paper / "output/CNAME").write_text("news.example.org", encoding="utf-8")
    outcome = run("clean")
    assert outcome.code == 0
    folder = paper / "output"
    assert outcome.out == f"Removed {count:,} files from {folder}; kept 1 that sitegen did not write.\n"
    assert outputs(paper) == {"CNAME": b"news.example.org"}
    assert not (paper / STATE).exists()
    assert [path.name for path in folder.iterdir()] == ["CNAME"]


def test_clean_twice_is_not_an_error(run, paper):
    run("build")
    run("clean")
    outcome = run("clean")
    assert (outcome.code, outcome.out) == (0, "Nothing to remove: no site has been built here.\n")


def test_clean_refuses_a_folder_that_was_not_built(run, paper):
    run("build", "--output", "www")
    assert run("clean").code == 2
    assert run("clean", "--output", "www").code == 0
    assert not list((paper / "www").glob("*"))


@pytest.mark.slow
def test_two_commands_at_once_do_not_disturb_each_other(run, paper):
    run("build")
    with lock_newsroom(paper / STATE):
        for command in ("build", "clean"):
            outcome = run(command)
            assert outcome.code == 1
            assert "Another build of this newsroom is running." in outcome.err


@pytest.mark.slow
def test_the_same_newsroom_gives_the_same_bytes_with_one_process_and_with_two(run, paper):
    run("build", "--jobs", "1", "--now", "2026-11-22")
    alone = outputs(paper)
    run("clean")
    run("build", "--jobs", "2", "--now", "2026-11-22")
    assert outputs(paper) == alone


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT for one process")
@pytest.mark.slow
def test_ctrl_c_in_a_large_build_ends_at_once_and_the_next_build_ends_as_a_clean_one(run, paper):
    story = (paper / "content/articles/2024/smallpox-is-gone.md").read_text(encoding="utf-8")
    for n in range(160):
        text = story.replace("title: The", f"title: {n}. The")
        (paper / f"content/articles/2024/copy-{n}.md").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "sitegen", "build", "--root", str(paper), "--jobs", "2", "--now", "2026-11-22"]
    pipe = subprocess.PIPE
    with ctrl_c_enabled():
        started = subprocess.Popen(command, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True)
    with started as process:
        while not list((paper / "output").glob("*/*/index.html")):
            assert process.poll() is None
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        start = time.monotonic()
        _, err = process.communicate(timeout=60)
    assert time.monotonic() - start < 10
    interrupted = len(outputs(paper))
    assert process.returncode == 130
    assert err.endswith("\nsitegen: interrupted; finished work is kept.\n")
    assert run("build", "--now", "2026-11-22").code == 0
    resumed = outputs(paper)
    assert interrupted < len(resumed)
    run("clean")
    run("build", "--now", "2026-11-22")
    assert outputs(paper) == resumed
