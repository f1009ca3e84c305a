"""DESIGN's third promise: whatever ends a build, every output is whole, and the next build ends as a clean one."""

import itertools
import json
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from sitegen import files
from sitegen.engine.build_state import STATE, STORE
from tests.engine.edits import EDITS, break_and_mend, delete_output, tamper_with_output
from tests.engine.kit import Newsroom, differences, tree_of
from tests.engine.processes import (
    PATIENCE,
    command,
    kill,
    larger,
    pages_written,
    posix_only,
    run,
    slow,
    started,
    wait_until,
)

KILLS = int(os.environ.get("SITEGEN_KILLS", "24"))
"""How many builds are killed in all; SITEGEN_KILLS=400 for a long run."""
KILLS_PER_SCRIPT = 8
MINE = {"output/google123.html": b"verification", "output/world/story-1/notes.txt": b"mine"}
SURE = [edit for edit in EDITS if edit not in {break_and_mend, delete_output, tamper_with_output}]

SOURCES = ("site.toml", "content", "themes")


class Twins:
    """One newsroom that is edited back and forth between two states, with the clean output of each."""

    def __init__(self, folder: Path, seed: int) -> None:
        self._folder = folder
        self.rng = random.Random(seed)
        self.room = larger(folder / "room", jobs=1 + seed % 2)
        self._states = []
        self.trees = [self._keep("a")]
        for edit in self.rng.choices(SURE, k=6):
            edit(self.room, self.rng)
        self.trees.append(self._keep("b"))

    def _keep(self, name: str) -> dict[str, bytes]:
        clean = self.room.clean_copy(self._folder / name)
        self._states.append((clean.root, self.room.now, dict(self.room.options)))
        clean.built()
        return clean.tree()

    def switch(self, side: int) -> None:
        """Make the newsroom's files those of one of the two states."""
        source, self.room.now, options = self._states[side]
        self.room.options = dict(options)
        for name in SOURCES:
            target = self.room.root / name
            if target.is_dir():
                shutil.rmtree(target)
            if (source / name).is_dir():
                shutil.copytree(source / name, target)
            else:
                shutil.copy(source / name, target)


def own_files(newsroom: Newsroom) -> dict[str, bytes]:
    return {path: (newsroom.root / path).read_bytes() for path in MINE}


def site(newsroom: Newsroom) -> dict[str, bytes]:
    """Return the output without the files that sitegen did not write."""
    mine = {path.removeprefix("output/") for path in MINE}
    return {path: data for path, data in newsroom.tree().items() if path not in mine}


def broken(newsroom: Newsroom, old: dict[str, bytes], new: dict[str, bytes]) -> list[str]:
    """Return the outputs that are neither the old version nor the new one; temporary names do not count."""
    return [
        path
        for path, data in site(newsroom).items()
        if data not in (old.get(path), new.get(path)) and not Path(path).name.startswith(files.TEMPORARY)
    ]


@contextmanager
def at_work(newsroom: Newsroom) -> Iterator["subprocess.Popen[str]"]:
    """Start a build, and wait until it has taken the lock: Python has started, and the work begins."""
    lock = newsroom.root / STATE / "lock"
    lock.unlink(missing_ok=True)
    with started(newsroom) as process:
        wait_until(lock.exists, process)
        yield process


def kill_within(length: float, rng: random.Random, process: "subprocess.Popen[str]") -> tuple[bool, float]:
    """Kill the build at some instant of the seconds that it is thought to work.

    Returns whether it was still at work, and what is now thought to be its length.
    """
    start = time.monotonic()
    try:
        process.wait(rng.uniform(0, length))
    except subprocess.TimeoutExpired:
        return kill(process), length * 1.03
    return False, (length + time.monotonic() - start) / 2


def lose_state_perhaps(newsroom: Newsroom, rng: random.Random) -> None:
    """Now and then lose or damage the store before the next build."""
    store = newsroom.root / STATE / STORE
    if not store.exists() or rng.random() < 0.7:
        return
    if rng.random() < 0.5:
        store.unlink()
    else:
        garble(store, rng)


def garble(file: Path, rng: random.Random) -> None:
    """Cut the file off somewhere, or overwrite a piece of it with noise, zeros or another piece of it."""
    data = bytearray(file.read_bytes())
    place = rng.randrange(len(data))
    length = rng.choice([1, 16, 300, 5000])
    kind = rng.choice(["cut", "noise", "zeros", "other"])
    if kind == "cut":
        del data[place:]
    else:
        piece = {"noise": rng.randbytes(length), "zeros": bytes(length), "other": bytes(data[:length])}[kind]
        data[place : place + length] = piece[: len(data) - place]
    file.write_bytes(bytes(data))


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("seed", range(max(1, KILLS // KILLS_PER_SCRIPT)))
def test_a_build_that_is_killed_leaves_every_file_whole_and_the_next_one_ends_as_a_clean_one(
    seed: int, tmp_path: Path
) -> None:
    twins = Twins(tmp_path, seed)
    room, rng = twins.room, twins.rng
    twins.switch(0)
    run(room)
    length = 1.0
    for path, data in MINE.items():
        room.write(path, data)
    kills = 0
    for turn in itertools.count(1):
        old, new = twins.trees[(turn - 1) % 2], twins.trees[turn % 2]
        twins.switch(turn % 2)
        lose_state_perhaps(room, rng)
        with at_work(room) as process:
            killed, length = kill_within(length, rng, process)
        kills += killed
        assert broken(room, old, new) == [], (turn, killed)
        assert own_files(room) == MINE
        room.built()
        assert differences(site(room), new) == [], (turn, killed)
        assert own_files(room) == MINE
        if kills == KILLS_PER_SCRIPT:
            return


@pytest.mark.slow
def test_a_damaged_store_costs_time_and_nothing_else(tmp_path: Path) -> None:
    rng = random.Random(7)
    twins = Twins(tmp_path, 0)
    room = twins.room
    room.built()
    for turn in range(20):
        garble(room.root / STATE / STORE, rng)
        twins.switch(turn % 2)
        room.built()
        assert differences(room.tree(), twins.trees[turn % 2]) == [], turn


@pytest.mark.parametrize("loss", ["", "the store", "the store and its list of outputs"])
def test_outputs_of_a_story_that_is_deleted_while_the_store_is_lost_are_deleted_too(loss: str, tmp_path: Path) -> None:
    room = larger(tmp_path / "a", stories=3)
    room.built()
    for path, data in MINE.items():
        room.write(path, data)
    room.delete("content/articles/story-2.md")
    if loss:
        (room.root / STATE / STORE).unlink()
    if "list" in loss:
        (room.root / STATE / "outputs.txt").unlink()
    deleted = set(room.built().deleted)
    assert ("city/story-2/index.html" in deleted) == ("list" not in loss)
    assert own_files(room) == MINE


def test_leftovers_of_each_output_folder_are_known(tmp_path: Path) -> None:
    room = larger(tmp_path / "a", stories=3)
    room.built()
    room.built(output=tmp_path / "www")
    room.delete("content/articles/story-2.md")
    assert "city/story-2/index.html" in room.built().deleted
    assert "city/story-2/index.html" in room.built(output=tmp_path / "www").deleted


def test_a_newsroom_that_has_moved_renders_nothing_again(tmp_path: Path) -> None:
    room = larger(tmp_path / "a", stories=3)
    room.built()
    room.root.rename(tmp_path / "b")
    moved = Newsroom(tmp_path / "b").built()
    assert (moved.rendered, moved.written, moved.deleted, moved.parsed) == ((), (), (), 0)


def test_half_written_files_are_swept_even_if_the_store_is_lost(tmp_path: Path) -> None:
    room = larger(tmp_path / "a", stories=3)
    room.built()
    before = room.tree()
    room.write(f"output/world/{files.TEMPORARY}123-index.html", "half")
    (room.root / STATE / STORE).unlink()
    room.built()
    assert room.tree() == before


# -- signals --


@posix_only
@pytest.mark.slow
@pytest.mark.parametrize("jobs", [1, 2])
def test_ctrl_c_ends_a_build_within_a_second_and_keeps_what_was_done(jobs: int, tmp_path: Path) -> None:
    room = slow(larger(tmp_path / "a", stories=120, jobs=jobs))
    room.write("output/CNAME", "news.example.org")
    with started(room) as process:
        wait_until(lambda: pages_written(room) > 150, process)
        start = time.monotonic()
        os.killpg(process.pid, signal.SIGINT)
        _, said = process.communicate(timeout=PATIENCE)
        seconds = time.monotonic() - start
    assert process.returncode == 130
    assert said.endswith("sitegen: interrupted; finished work is kept.\n")
    assert seconds < 1
    result = room.built()
    assert 0 < result.unchanged < result.pages
    assert result.parsed == 0
    clean = room.clean_copy(tmp_path / "clean")
    clean.built()
    assert differences(room.tree(), clean.tree()) == ["CNAME"]


@posix_only
@pytest.mark.slow
def test_worker_processes_end_when_the_build_that_started_them_is_killed(tmp_path: Path) -> None:
    room = slow(larger(tmp_path / "a", stories=120, jobs=2))
    with started(room) as process:
        wait_until(lambda: pages_written(room) > 10, process)
        process.kill()
        process.wait(PATIENCE)
        end = time.monotonic() + PATIENCE
        while is_alive(process.pid):
            assert time.monotonic() < end, "workers without a parent linger"
            time.sleep(0.01)
    assert room.built().ok


def is_alive(group: int) -> bool:
    """Is a process of the group left?"""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True


# -- two builds in one newsroom --


@posix_only
@pytest.mark.slow
def test_of_two_builds_at_once_one_wins_and_the_other_says_so(tmp_path: Path) -> None:
    room = slow(larger(tmp_path / "a"))
    with started(room) as first:
        wait_until(lambda: pages_written(room) > 10, first)
        first.send_signal(signal.SIGSTOP)
        before = room.tree()
        second = subprocess.run(command(room, "--json"), capture_output=True, timeout=PATIENCE, check=False, text=True)
        assert second.returncode == 1
        [diagnostic] = json.loads(second.stdout)["diagnostics"]
        assert (diagnostic["code"], diagnostic["message"]) == ("locked", "Another build of this newsroom is running.")
        assert room.tree() == before
        first.send_signal(signal.SIGCONT)
        first.communicate(timeout=PATIENCE)
    assert first.returncode == 0
    assert room.built().rendered == ()


@posix_only
@pytest.mark.slow
def test_the_lock_of_a_killed_build_does_not_block_the_next_one(tmp_path: Path) -> None:
    room = slow(larger(tmp_path / "a", jobs=2))
    with started(room) as first:
        wait_until(lambda: pages_written(room) > 10, first)
        first.kill()
        first.wait(PATIENCE)
        assert (room.root / STATE / "lock").exists()
        run(room)


def test_a_lock_file_that_nobody_holds_does_not_block(tmp_path: Path) -> None:
    room = larger(tmp_path / "a", stories=0)
    room.write(f"{STATE}/lock", "12345\n")
    room.built()


# -- disks --


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of 200 kB, mounted for the test."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount(folder, "-t", "tmpfs", "-o", "size=200k", "tmpfs")
    yield folder
    subprocess.run(["umount", folder], check=True)


def mount(folder: Path, *arguments: str) -> None:
    """Mount something on the folder; skip the test where this user may not."""
    words = ["mount", *arguments, str(folder)]
    if not shutil.which("mount") or subprocess.run(words, capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a disk")


def test_a_full_disk_under_the_output_leaves_whole_files_and_the_next_build_mends_it(
    small_disk: Path, tmp_path: Path
) -> None:
    room = larger(tmp_path / "a")
    clean = room.clean_copy(tmp_path / "clean")
    clean.built()
    result = room.build(output=small_disk)
    assert {d.code for d in result.diagnostics} == {"cannot-write"}
    assert "No space left on device" in result.diagnostics[0].message
    written = tree_of(small_disk)
    assert written
    assert all(data == clean.tree()[path] for path, data in written.items())
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    room.built(output=small_disk)
    assert differences(tree_of(small_disk), clean.tree()) == []


def test_a_full_disk_under_the_state_is_said_and_costs_nothing(small_disk: Path, tmp_path: Path) -> None:
    room = larger(tmp_path / "a")
    (room.root / STATE).symlink_to(small_disk)
    (small_disk / "ballast").write_bytes(bytes(100_000))
    result = room.build()
    assert {d.code for d in result.diagnostics} == {"cannot-write"}
    assert not result.ok
    (small_disk / "ballast").unlink()
    subprocess.run(["mount", "-o", "remount,size=50m", str(small_disk)], check=True)
    room.built()
    clean = room.clean_copy(tmp_path / "clean")
    clean.built()
    assert differences(room.tree(), clean.tree()) == []


@pytest.mark.parametrize("what", ["output", STATE])
def test_a_folder_that_cannot_be_written_is_said_and_the_site_stays(what: str, tmp_path: Path) -> None:
    room = larger(tmp_path / "a", stories=3)
    room.built()
    before = room.tree()
    room.replace("site.toml", "The Daily Example", "The Sealed Example")
    folder = room.root / what
    mount(folder, "--bind", str(folder))
    try:
        subprocess.run(["mount", "-o", "remount,bind,ro", str(folder)], check=True)
        result = room.build()
    finally:
        subprocess.run(["umount", str(folder)], check=True)
    assert {d.code for d in result.diagnostics} == {"cannot-write"}
    assert room.tree() == before
    room.built()
    clean = room.clean_copy(tmp_path / "clean")
    clean.built()
    assert room.tree() == clean.tree()


def test_an_output_that_cannot_be_deleted_is_said_and_the_next_build_deletes_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = larger(tmp_path / "a", stories=3)
    room.built()
    room.delete("content/articles/story-2.md")

    def sealed(path: Path, root: Path) -> None:
        raise PermissionError(13, os.strerror(13))

    with monkeypatch.context() as patch:
        patch.setattr(files, "remove", sealed)
        result = room.build()
    said = {(d.location.path, d.code) for d in result.diagnostics}
    assert ("output/city/story-2/index.html", "cannot-delete") in said
    assert {code for _, code in said} == {"cannot-delete"}
    assert "city/story-2/index.html" in room.built().deleted
