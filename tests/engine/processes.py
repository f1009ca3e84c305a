"""Real builds: `python -m sitegen build` in a process (and group) of its own, to be killed, interrupted or watched."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.engine.kit import Newsroom, make, story
from tests.signals import ctrl_c_enabled

REPOSITORY = Path(__file__).resolve().parents[2]
PATIENCE = 60
"""Seconds after which a build that should have ended has hung."""

posix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no groups of processes to send signals to")


def larger(root: Path, stories: int = 60, **options: Any) -> Newsroom:
    """Return the kit's newsroom with more stories, so that builds with two jobs do start processes."""
    many = {
        f"content/articles/more/story-{n}.md": story(
            f"More {n}", "world" if n % 3 else "city", 1 + n % 20, tags=f"[t{n % 5}]"
        )
        for n in range(100, 100 + stories)
    }
    return make(root, many, **options)


def slow(newsroom: Newsroom) -> Newsroom:
    """Make every page of the newsroom take a while, so that a build can be met at work."""
    path = "themes/paper/templates/base.html"
    newsroom.write(path, newsroom.read(path) + "{% for i in range(20000) %}{% endfor %}")
    return newsroom


def command(newsroom: Newsroom, *arguments: object) -> list[str]:
    now = ["--now", newsroom.now.isoformat()] if newsroom.now else []
    drafts = ["--drafts"] if newsroom.options.get("drafts") else []
    jobs = ["--jobs", newsroom.jobs]
    words = [sys.executable, "-m", "sitegen", "build", "--root", newsroom.root, *jobs, *now, *drafts, *arguments]
    return [str(word) for word in words]


@contextmanager
def started(newsroom: Newsroom, *arguments: object) -> Iterator["subprocess.Popen[str]"]:
    """Start a build in a group of its own; the group is killed when the block ends."""
    pipe = subprocess.PIPE
    line = command(newsroom, *arguments)
    with ctrl_c_enabled():
        build = subprocess.Popen(line, cwd=REPOSITORY, stdout=pipe, stderr=pipe, text=True, start_new_session=True)
    with build as process:
        try:
            yield process
        finally:
            kill(process)


def kill(process: "subprocess.Popen[str]") -> bool:
    """Send SIGKILL to the whole group; return whether the build was still running."""
    running = process.poll() is None
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        running = False
    process.wait(PATIENCE)
    return running


def run(newsroom: Newsroom, *arguments: object, environment: Mapping[str, str] | None = None, **more: Any) -> str:
    """Build in a process; return what it printed. Fails the test, with what it said, if the build failed."""
    line, surroundings = command(newsroom, *arguments), {**os.environ, **(environment or {})}
    done = subprocess.run(
        line, cwd=REPOSITORY, env=surroundings, capture_output=True, timeout=PATIENCE, check=False, text=True, **more
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def wait_until(condition: Callable[[], object], process: "subprocess.Popen[str]") -> None:
    """Wait until something is so while the build runs. Fails the test if the build ends before."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert process.poll() is None, f"the build has ended: {process.communicate()}"
        assert time.monotonic() < end, "nothing happened"
        time.sleep(0.002)


def pages_written(newsroom: Newsroom) -> int:
    return sum(1 for _ in (newsroom.root / "output").rglob("index.html"))
