"""Polling finds what was added, deleted or replaced, whatever the events were."""

import os
from pathlib import Path

import pytest

from sitegen.serve.watch.dir_poll import DirPoll
from sitegen.serve.watch.watcher import Watcher
from tests.serve.kit import symlinks_or_skip


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "content"
    (folder / "2026/11").mkdir(parents=True)
    (folder / "2026/11/a.md").write_text("a", encoding="utf-8")
    return folder


def later(folder: Path) -> None:
    """Make sure that a change to a folder is seen though the file system's clock is a coarse one."""
    status = folder.stat()
    os.utime(folder, ns=(status.st_atime_ns, status.st_mtime_ns + 10_000_000))


def test_a_poll_finds_what_has_changed_since_the_last_one(folder: Path) -> None:
    poll = DirPoll()
    deep = folder / "2026/11"
    assert [poll.poll([folder]) for _ in range(2)] == [(False, False)] * 2

    (deep / "b.md").write_text("b", encoding="utf-8")
    later(deep)
    assert [poll.poll([folder]) for _ in range(2)] == [(True, False), (False, False)]

    (deep / ".b.md.swp").write_text("b", encoding="utf-8")
    later(deep)
    assert poll.poll([folder]) == (False, False)

    temporary = deep / ".new"
    temporary.write_text("c", encoding="utf-8")
    temporary.replace(deep / "b.md")
    later(deep)
    assert poll.poll([folder]) == (True, False)

    (deep / "c/d").mkdir(parents=True)
    later(deep)
    assert poll.poll([folder]) == (True, True)

    (deep / "c/d").rmdir()
    later(deep / "c")
    assert poll.poll([folder]) == (True, True)
    assert poll.poll([folder]) == (False, False)


def test_a_link_that_leads_in_a_circle_is_not_followed(folder: Path) -> None:
    with symlinks_or_skip():
        (folder / "2026/11/up").symlink_to(folder, target_is_directory=True)
    assert DirPoll().poll([folder]) == (False, False)


def test_a_watcher_reports_a_change_without_an_event(tmp_path: Path, folder: Path) -> None:
    changes: list[int] = []
    watcher = Watcher(tmp_path, lambda: changes.append(1))
    watcher.record()
    (folder / "2026/11/b.md").write_text("b", encoding="utf-8")
    later(folder / "2026/11")
    watcher.refresh()  # it has not been started, so there are no events
    assert changes == [1]
    watcher.refresh()
    assert changes == [1]
