"""docs/ci.md is true: its pipelines are valid YAML, and their scripts do what is said of them."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.engine.kit import Newsroom, make
from tests.engine.processes import PATIENCE, REPOSITORY

TEXT = (REPOSITORY / "docs/ci.md").read_text(encoding="utf-8")
GITHUB, GITLAB = (yaml.safe_load(block) for block in re.findall(r"```yaml\n(.*?)```", TEXT, re.DOTALL))

pytestmark = pytest.mark.skipif(
    os.name == "nt" or not (shutil.which("bash") and shutil.which("jq")), reason="needs bash, jq and GNU date"
)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    room = make(tmp_path / "a")
    room.write("bin/sitegen", f'#!/bin/sh\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m sitegen "$@"\n')
    room.write("bin/python", f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    room.write("bin/pip", "#!/bin/sh\n")
    for name in ("sitegen", "python", "pip"):
        (room.root / "bin" / name).chmod(0o755)
    return room


def shell(newsroom: Newsroom, script: str, **environment: str) -> tuple[int, dict[str, str]]:
    """Run a step; return its exit code and what it gives to later steps."""
    given = newsroom.root / "given"
    given.write_bytes(b"")
    path = f"{newsroom.root / 'bin'}{os.pathsep}{os.environ['PATH']}"
    surroundings = {**os.environ, "PATH": path, "GITHUB_OUTPUT": str(given), **environment}
    done = subprocess.run(
        ["bash", "-e", "-c", script],
        cwd=newsroom.root,
        env=surroundings,
        capture_output=True,
        timeout=PATIENCE,
        check=False,
    )
    return done.returncode, dict(line.split("=", 1) for line in given.read_text(encoding="utf-8").splitlines())


def step(job: str, name: str) -> str:
    found: list[dict[str, Any]] = [s for s in GITHUB["jobs"][job]["steps"] if s.get("id") == name and "run" in s]
    return str(found[0]["run"])


@pytest.mark.parametrize(
    ("next_change", "now"),
    [
        (None, "yes"),
        ("", "yes"),
        ("2020-01-01T00:00:00+01:00", "yes"),
        ("2999-01-01T00:00:00+01:00", "no"),
        ("9999-12-31", "no"),
    ],
)
def test_a_run_on_time_ends_unless_the_site_changes(next_change: str | None, now: str, newsroom: Newsroom) -> None:
    if next_change is not None:
        newsroom.write("next-change", next_change and f"{next_change}\n")
    assert shell(newsroom, step("due", "due")) == (0, {"now": now})


@pytest.mark.slow
def test_what_has_changed_is_published(newsroom: Newsroom) -> None:
    def publish(event: str, branch: str = "main") -> str:
        names = {"GITHUB_EVENT_NAME": event, "GITHUB_REF_NAME": branch, "DEFAULT_BRANCH": "main"}
        code, given = shell(newsroom, step("build", "build"), **names)
        assert code == 0
        return given["publish"]

    assert publish("schedule") == "yes"
    assert publish("schedule") == "no"
    assert publish("push") == "yes"
    assert publish("pull_request", "12/merge") == "no"
    newsroom.delete("content/articles/story-2.md")
    assert publish("schedule") == "yes"
    assert newsroom.read("next-change") == "2026-12-01T00:00:00+01:00\n"


def test_a_newsroom_with_an_error_ends_the_job(newsroom: Newsroom) -> None:
    newsroom.replace("content/articles/story-2.md", "category: city", "category: citty")
    names = {"GITHUB_EVENT_NAME": "push", "GITHUB_REF_NAME": "main", "DEFAULT_BRANCH": "main"}
    assert shell(newsroom, step("build", "build"), **names) == (1, {})


@pytest.mark.slow
def test_the_job_for_gitlab_builds_and_knows_when_to_come_back(newsroom: Newsroom) -> None:
    script = "\n".join(GITLAB["pages"]["script"])
    assert shell(newsroom, script, CI_PIPELINE_SOURCE="push")[0] == 0
    assert newsroom.read(".sitegen/next-change") == "2026-12-01T00:00:00+01:00\n"
    assert (newsroom.root / "public/index.html").is_file()
    newsroom.write(".sitegen/next-change", "2999-01-01\n")
    shutil.rmtree(newsroom.root / "public")
    newsroom.delete("content/articles/story-2.md")
    assert shell(newsroom, script, CI_PIPELINE_SOURCE="schedule")[0] == 0
    assert (newsroom.root / "public/city/story-2/index.html").is_file()
    shutil.rmtree(newsroom.root / "public")
    assert shell(newsroom, script, CI_PIPELINE_SOURCE="push")[0] == 0
    assert not (newsroom.root / "public/city/story-2/index.html").exists()


def test_both_pipelines_keep_the_state_together_with_the_output() -> None:
    [cache] = [s for s in GITHUB["jobs"]["build"]["steps"] if s.get("uses") == "actions/cache@v4"]
    assert cache["with"]["path"].split() == [".sitegen", "output"]
    assert all(GITLAB[job]["cache"]["paths"] == [".sitegen/", "output/"] for job in ("pages", "check"))
