"""The promises: after any edits output/ is what `sitegen build` makes, and the server does not grow.

More and longer: SITEGEN_SERVE_SCRIPTS=20 (random scripts), SITEGEN_SAVES=2000 (saves; by default 200, which only
a large leak shows).
"""

import os
import random
from pathlib import Path

import psutil
import pytest

from tests.engine import edits
from tests.engine.kit import Newsroom, differences, make
from tests.serve.kit import Served, served, wait_for_message, wait_until

SCRIPTS = int(os.environ.get("SITEGEN_SERVE_SCRIPTS", "3"))
LENGTH = 8
SAVES = int(os.environ.get("SITEGEN_SAVES", "200"))
GROWTH = 24_000_000
"""Bytes that a process's allocator may take and not give back; over 2,000 saves a leak of 16 kB a save is more."""

_NOT_HERE = {
    edits.break_and_mend,  # builds by itself
    edits.advance_now,  # an option of the command, not an edit
    edits.change_drafts,
    edits.delete_output,  # output/ is not watched: the next build sees to it
    edits.tamper_with_output,
}
EDITS = [edit for edit in edits.EDITS if edit not in _NOT_HERE]


def break_for_a_moment(newsroom: Newsroom, rng: random.Random) -> None:
    path = rng.choice(edits.articles(newsroom))
    text = newsroom.read(path)
    newsroom.write(path, text.replace("date: ", "date: x"))
    newsroom.write(path, text)


def replace_by_rename(newsroom: Newsroom, rng: random.Random) -> None:
    path = newsroom.root / rng.choice(edits.articles(newsroom))
    temporary = path.with_name(".saving.tmp")
    temporary.write_text(path.read_text(encoding="utf-8") + f"\nAnd {rng.choice(edits.WORDS)}.\n", encoding="utf-8")
    temporary.replace(path)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(SCRIPTS))
def test_output_after_any_edits_is_that_of_a_clean_build(tmp_path: Path, seed: int) -> None:
    rng = random.Random(seed)
    newsroom = make(tmp_path / "newsroom")
    with served(newsroom) as it:
        for _ in range(LENGTH):
            script = [rng.choice([*EDITS, break_for_a_moment, replace_by_rename]) for _ in range(rng.choice([1, 1, 3]))]
            for edit in script:
                edit(newsroom, rng)
            with it.tab("/") as tab:
                wait_for_message(tab, lambda m: "digest" in m)
            clean = newsroom.clean_copy(tmp_path / "clean")
            if clean.build().ok:
                wait_for_output(it, clean.tree(), [edit.__name__ for edit in script])
    clean = newsroom.clean_copy(tmp_path / "clean")
    if clean.build().ok:
        assert differences(newsroom.tree(), clean.tree()) == []


def wait_for_output(it: Served, wanted: dict[str, bytes], script: list[str]) -> None:
    """Wait until output/ is as wanted; no edit may need another one to be seen."""
    try:
        wait_until(lambda: not it.preview.is_building and not differences(it.newsroom.tree(), wanted))
    except (AssertionError, FileNotFoundError):
        assert differences(it.newsroom.tree(), wanted) == [], script


@pytest.mark.slow
def test_memory_stays_flat_over_many_saves(tmp_path: Path) -> None:
    newsroom = make(tmp_path / "newsroom")
    path = "content/articles/story-3.md"
    text = newsroom.read(path)
    with served(newsroom) as it, it.tab("/world/story-3/") as tab:

        def save(number: int) -> None:
            before = it.builds
            newsroom.write(path, text.replace("on a day", f"on day {number}"))
            wait_until(lambda: f"on day {number}".encode() in page.read_bytes(), pause=0.002)
            wait_for_message(tab, lambda m: m.get("build", 0) > before)

        page = newsroom.root / "output/world/story-3/index.html"
        for number in range(SAVES // 4):
            save(number)
        it.status("/world/story-3/")
        before = memory(it)
        for number in range(SAVES // 4, SAVES):
            save(number)
            if number % 50 == 0:
                it.status("/world/story-3/")
        after = memory(it)
    assert [now - then < GROWTH for now, then in zip(after, before, strict=True)] == [True, True], (before, after)


def memory(it: Served) -> tuple[int, int]:
    """Return the bytes that the server and its builder hold."""
    both = (psutil.Process(), psutil.Process(it.preview.builder_pid))
    server, builder = (process.memory_info().rss for process in both)
    return server, builder
