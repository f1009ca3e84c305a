"""The generators that are measured, and the scenarios that each runs on its own copy of an archive."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import CATEGORIES
from measure import Measurement, measure

SCENARIOS = ("clean", "unchanged", "body", "publish")
"""No earlier build; nothing changed; the text of one story edited; one story added"""

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(HERE.parent)}
"""Runs the sitegen of this checkout, with compiled modules as after an installation."""

SETTLE_SECONDS = 2.5
"""Wait before a build that should find files unchanged: stamps younger than two seconds are not trusted."""

SENTENCE = "\nThe group also said that it had more than one report from officials.\n"

NEW_STORY = """\
---
title: A council votes to publish one more story
date: 2026-11-21T08:00:00+00:00
slug: new-story-{turn}
summary: One more story is published while nobody touches the others.
tags: ["Councils"]
{front_matter}
---

## What to Know

One more story is published.

## What Happened

The council voted for it after midnight.

## Why it Matters

The rest of the archive stays as it was.
"""


@dataclass(frozen=True, slots=True)
class Archive:
    """An archive of `count` stories, written in the format of each generator on demand."""

    work: Path
    count: int
    corpus: Path

    def prepare(self, flavor: str, name: str) -> Path:
        """Return the folder of that name with the stories. The corpus generator writes them unless they exist."""
        folder = self.work / f"{name}-{self.count}"
        if not (folder / "complete").exists():
            if not self.corpus.is_file():
                sys.exit(f"There is no corpus generator at {self.corpus}. Omit --corpus to use the default.")
            shutil.rmtree(folder, ignore_errors=True)
            command = [sys.executable, str(self.corpus), str(self.count), str(folder / "content"), "--flavor", flavor]
            subprocess.run(command, check=True)
            (folder / "complete").touch()
        return folder


class Generator:
    """One generator and its archive. Subclasses define its command and its state."""

    name = ""
    is_incremental = False
    """Does it keep state between two builds?"""
    front_matter = ""
    """The part of a new story's front matter that depends on the generator"""

    def __init__(self, archive: Archive, flavor: str) -> None:
        self.folder = archive.prepare(flavor, self.name)
        self.output = self.folder / "output"
        stories = sorted((self.folder / "content" / "articles").rglob("story-*.md"))
        self._story = stories[len(stories) // 2]
        self._original = self._story.read_text(encoding="utf-8")

    def make_command(self) -> Sequence[str]:
        raise NotImplementedError

    def list_state(self) -> Sequence[Path]:
        """Return the folders to delete before a clean build."""
        return [self.output]

    def run(self, scenario: str, turn: int) -> Measurement:
        """Prepare the scenario, build and return the measurement. Exits if the build fails."""
        if scenario == "clean":
            for path in self.list_state():
                shutil.rmtree(path, ignore_errors=True)
        elif self.is_incremental:
            time.sleep(SETTLE_SECONDS)
        if scenario == "body":
            edited = self._original.replace("\n## Why", f"{SENTENCE * (turn + 1)}\n## Why", 1)
            self._story.write_text(edited, encoding="utf-8", newline="\n")
        elif scenario == "publish":
            self._get_new_story(turn).write_text(
                NEW_STORY.format(turn=turn, front_matter=self.front_matter), encoding="utf-8", newline="\n"
            )
        measured = measure(self.make_command(), self.folder, ENVIRONMENT)
        if measured.code != 0:
            printed = measured.output[-4000:] + measured.errors[-4000:]
            sys.exit(f"{self.name} failed in scenario {scenario}:\n{printed}")
        return measured

    def restore(self, turn: int) -> None:
        """Undo the edits of a round."""
        self._story.write_text(self._original, encoding="utf-8", newline="\n")
        self._get_new_story(turn).unlink(missing_ok=True)

    def get_size(self) -> tuple[int, int]:
        """Return the number of files of the built site and their size in bytes."""
        files = [path.stat().st_size for path in self.output.rglob("*") if path.is_file()]
        return len(files), sum(files)

    def _get_new_story(self, turn: int) -> Path:
        return self.folder / "content" / "articles" / f"new-story-{turn}.md"


SITE_TOML = """\
title = "Atlas Bench"
base_url = "https://news.example.org"
language = "en"
timezone = "UTC"
now = "2026-11-22T12:00:00+00:00"
"""
BLOCK = """
[blocks.{name}]
delivery = "{delivery}"
"""
CATEGORY = """
[[categories]]
id = "{id}"
title = "{title}"
"""
LIKE_HUGO = """
[lists]
page = 20
feed = 20
related = 5
top_stories = 5
more_in_category = 6
[feeds]
formats = ["rss"]
full_text = false
"""
"""The same boxes, lists and feeds as the Hugo site of the benchmark"""


class Sitegen(Generator):
    """With the default theme and settings: three full-text feeds, archive, JSON-LD, all boxes."""

    name = "sitegen"
    is_incremental = True
    theme = "gazette"
    settings = ""

    def __init__(self, archive: Archive, delivery: str) -> None:
        super().__init__(archive, "sitegen")
        authors = sorted((self.folder / "content" / "authors").glob("*.md"))
        self.front_matter = f"author: {authors[0].stem}\ncategory: {CATEGORIES[0]}"
        tables = "".join(CATEGORY.format(id=id, title=id.title()) for id in CATEGORIES)
        blocks = "".join(BLOCK.format(name=name, delivery=delivery) for name in ("top_stories", "more_in_category"))
        text = f'theme = "{self.theme}"\n{SITE_TOML}{tables}{blocks}{self.settings}'
        (self.folder / "site.toml").write_text(text, encoding="utf-8", newline="\n")

    def make_command(self) -> Sequence[str]:
        return [sys.executable, "-m", "sitegen", "build", "--root", str(self.folder), "--json"]

    def list_state(self) -> Sequence[Path]:
        return [self.output, self.folder / ".sitegen"]


class SitegenLikeHugo(Sitegen):
    """With a theme that writes the same as the Hugo site, so that both do the same work."""

    name = "sitegen-like-hugo"
    theme = "bench"
    settings = LIKE_HUGO

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive, "inline")
        shutil.copytree(HERE / "theme", self.folder / "themes" / "bench", dirs_exist_ok=True)


class Hugo(Generator):
    name = "hugo"
    front_matter = f'authors: ["Ada Byron"]\ncategories: ["{CATEGORIES[0]}"]'

    def __init__(self, archive: Archive, command: str, site: Path) -> None:
        super().__init__(archive, "hugo")
        self._command, self._site = command, site.resolve()

    def make_command(self) -> Sequence[str]:
        content, output = str(self.folder / "content"), str(self.output)
        return [self._command, "--source", str(self._site), "--contentDir", content, "--destination", output]
