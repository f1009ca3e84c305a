"""The generators that are measured, and the scenarios that each is put through on its own copy of an archive."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import CATEGORIES
from measure import Measured, measure

SCENARIOS = ("clean", "unchanged", "body", "publish")
"""Nothing there yet; nothing changed; one story's text edited; one story added."""

HERE = Path(__file__).resolve().parent
ENVIRONMENT = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"} | {"PYTHONPATH": str(HERE.parent)}
"""Measures the sitegen of this checkout, installed or not, with its modules compiled, as an installed one has them."""

SETTLE = 2.5
"""Seconds to wait before a build that is to find files unchanged: stamps younger than two are not trusted."""

SENTENCE = "\nThe group also said that it had more than one report from officials.\n"

NEW_STORY = """\
---
title: A council votes to publish one more story
date: 2026-11-21T08:00:00+00:00
slug: new-story-{turn}
summary: One more story is published while nobody touches the others.
tags: ["Councils"]
{desk}
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
    """Where an archive of so many stories lies, in each generator's terms."""

    work: Path
    count: int
    corpus: Path

    def make(self, flavor: str, name: str) -> Path:
        """Return the folder of that name with the stories; the corpus generator writes them if they are not there."""
        folder = self.work / f"{name}-{self.count}"
        if not (folder / "complete").exists():
            if not self.corpus.is_file():
                sys.exit(f"There is no corpus generator at {self.corpus}; without --corpus the one here is used.")
            shutil.rmtree(folder, ignore_errors=True)
            command = [sys.executable, str(self.corpus), str(self.count), str(folder / "content"), "--flavor", flavor]
            subprocess.run(command, check=True)
            (folder / "complete").touch()
        return folder


class Generator:
    """One generator with its archive. Subclasses say how it is called and what its state is."""

    name = ""
    remembers = False
    """Does it keep anything between two builds?"""
    desk = ""
    """Front matter of a new story that differs between generators"""

    def __init__(self, archive: Archive, flavor: str) -> None:
        self.folder = archive.make(flavor, self.name)
        self.output = self.folder / "output"
        stories = sorted((self.folder / "content" / "articles").rglob("story-*.md"))
        self._story = stories[len(stories) // 2]
        self._original = self._story.read_text(encoding="utf-8")

    def command(self) -> Sequence[str]:
        raise NotImplementedError

    def state(self) -> Sequence[Path]:
        """Return what a clean build must not find."""
        return [self.output]

    def run(self, scenario: str, turn: int) -> Measured:
        """Prepare the scenario and measure the build. Ends the program if the build fails."""
        if scenario == "clean":
            for path in self.state():
                shutil.rmtree(path, ignore_errors=True)
        elif self.remembers:
            time.sleep(SETTLE)
        if scenario == "body":
            middle = self._original.replace("\n## Why", f"{SENTENCE * (turn + 1)}\n## Why", 1)
            self._story.write_text(middle, encoding="utf-8", newline="\n")
        elif scenario == "publish":
            self._new_story(turn).write_text(
                NEW_STORY.format(turn=turn, desk=self.desk), encoding="utf-8", newline="\n"
            )
        measured = measure(self.command(), self.folder, ENVIRONMENT)
        if measured.code != 0:
            said = measured.output[-4000:] + measured.errors[-4000:]
            sys.exit(f"{self.name} failed in scenario {scenario}:\n{said}")
        return measured

    def restore(self, turn: int) -> None:
        """Undo the edits of a round."""
        self._story.write_text(self._original, encoding="utf-8", newline="\n")
        self._new_story(turn).unlink(missing_ok=True)

    def size(self) -> tuple[int, int]:
        """Return the number and the bytes of the files of the built site."""
        files = [path.stat().st_size for path in self.output.rglob("*") if path.is_file()]
        return len(files), sum(files)

    def _new_story(self, turn: int) -> Path:
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
"""What the Hugo site of the benchmark has in its boxes, lists and feeds"""


class Sitegen(Generator):
    """With the default theme, as a newsroom would start: three full-text feeds, archive, JSON-LD, all boxes."""

    name = "sitegen"
    remembers = True
    theme = "gazette"
    settings = ""

    def __init__(self, archive: Archive, delivery: str) -> None:
        super().__init__(archive, "sitegen")
        authors = sorted((self.folder / "content" / "authors").glob("*.md"))
        self.desk = f"author: {authors[0].stem}\ncategory: {CATEGORIES[0]}"
        tables = "".join(CATEGORY.format(id=id, title=id.title()) for id in CATEGORIES)
        blocks = "".join(BLOCK.format(name=name, delivery=delivery) for name in ("top_stories", "more_in_category"))
        text = f'theme = "{self.theme}"\n{SITE_TOML}{tables}{blocks}{self.settings}'
        (self.folder / "site.toml").write_text(text, encoding="utf-8", newline="\n")

    def command(self) -> Sequence[str]:
        return [sys.executable, "-m", "sitegen", "build", "--root", str(self.folder), "--json"]

    def state(self) -> Sequence[Path]:
        return [self.output, self.folder / ".sitegen"]


class SitegenLikeHugo(Sitegen):
    """With a theme that writes what the Hugo site writes, so that both do the same work."""

    name = "sitegen-like-hugo"
    theme = "bench"
    settings = LIKE_HUGO

    def __init__(self, archive: Archive) -> None:
        super().__init__(archive, "inline")
        shutil.copytree(HERE / "theme", self.folder / "themes" / "bench", dirs_exist_ok=True)


class Hugo(Generator):
    name = "hugo"
    desk = f'authors: ["Ada Byron"]\ncategories: ["{CATEGORIES[0]}"]'

    def __init__(self, archive: Archive, command: str, site: Path) -> None:
        super().__init__(archive, "hugo")
        self._command, self._site = command, site.resolve()

    def command(self) -> Sequence[str]:
        content, output = str(self.folder / "content"), str(self.output)
        return [self._command, "--source", str(self._site), "--contentDir", content, "--destination", output]
