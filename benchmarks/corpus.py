"""Writes an archive of N synthetic stories, with the same text for each generator: `corpus.py N OUT`.

A story has about 900 words in three sections. Each topic has its own tags and words (Zipf distribution), so that
related stories exist. The same N and seed give the same archive on any machine.
"""

import argparse
import datetime as dt
import json
import random
from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

CATEGORIES = ("middle-east", "europe", "africa", "asia", "americas", "politics", "economy", "technology")
FLAVORS = ("sitegen", "hugo")
START = dt.datetime(2016, 1, 1, 6, tzinfo=dt.UTC)
END = dt.datetime(2026, 11, 20, 18, tzinfo=dt.UTC)

_COMMON = (
    "the of to and in a is that for on with as was by it at from are this be an has have not or were which but their "
    "had who they been will more after also said one new over would two when other first about than some into between "
    "could while many under last against most during three before since because both through until where year people "
    "state government officials country several part group forces talks week report minister court law"
).split()
_SYLLABLES = [c + v for c in "b d f g h k l m n p r s t v z sh tr ch".split() for v in "a e i o u ai or an in".split()]


@dataclass(frozen=True, slots=True)
class Story:
    """One story, independent of any generator's format."""

    slug: str
    title: str
    date: dt.datetime
    author: str
    category: str
    tags: tuple[str, ...]
    summary: str
    body: str


class Words:
    """Draws words at random: the k-th with a weight of 1 / k**s."""

    def __init__(self, words: Sequence[str], s: float) -> None:
        self._words = words
        self._weights = list(accumulate(1 / (k + 1) ** s for k in range(len(words))))

    def draw(self, rng: random.Random) -> str:
        return self._words[bisect(self._weights, rng.random() * self._weights[-1])]


@dataclass(frozen=True, slots=True)
class Topic:
    category: str
    words: Words
    names: Words
    tags: tuple[str, ...]


class Newsroom:
    """What stories are generated from: topics with their words, names and tags; authors."""

    def __init__(self, count: int, seed: int = 1) -> None:
        self._count, self._seed = count, seed
        rng = random.Random(seed)
        authors = max(5, min(200, count // 50))
        self.authors = [f"{_make_word(rng, 2).title()} {_make_word(rng, 3).title()}" for _ in range(authors)]
        self._common = Words(_COMMON, 0.9)
        self.topics = [_make_topic(rng, CATEGORIES[t % len(CATEGORIES)]) for t in range(max(8, min(2000, count // 12)))]
        self._topic_numbers = Words([str(n) for n in range(len(self.topics))], 0.7)

    def make_story(self, number: int) -> Story:
        """Return a story by its number, from 0 for the oldest to count - 1."""
        rng = random.Random(f"{self._seed}:{number}")
        topic, second = self._draw_topic(rng), self._draw_topic(rng)
        names, words = topic.names, topic.words
        title = f"{names.draw(rng)} {words.draw(rng)} vows {words.draw(rng)} after {names.draw(rng)}"
        sections = [
            f"## {heading}\n\n" + "\n\n".join(self._make_blocks(rng, topic, count, heading == "What Happened"))
            for heading, count in (("What to Know", 2), ("What Happened", rng.randint(6, 10)), ("Why it Matters", 3))
        ]
        return Story(
            slug=f"story-{number:07d}",
            title=title.title(),
            date=(START + (END - START) * (number / max(1, self._count - 1))).replace(microsecond=0),
            author=rng.choice(self.authors),
            category=topic.category,
            tags=tuple(sorted({*rng.sample(topic.tags, 3), rng.choice(second.tags)})),
            summary=self._make_plain_sentence(rng, topic),
            body="\n\n".join(sections) + "\n",
        )

    def _draw_topic(self, rng: random.Random) -> Topic:
        return self.topics[int(self._topic_numbers.draw(rng))]

    def _make_blocks(self, rng: random.Random, topic: Topic, count: int, varied: bool) -> list[str]:
        blocks = [" ".join(self._make_sentence(rng, topic) for _ in range(rng.randint(3, 6))) for _ in range(count)]
        kind = rng.random() if varied else 1.0
        if kind < 0.15:
            blocks.insert(2, "\n".join(f"- {self._make_sentence(rng, topic)}" for _ in range(4)))
        elif kind < 0.30:
            blocks.insert(3, f"> {self._make_sentence(rng, topic)}")
        elif kind < 0.36:
            rows = "\n".join(f"| {topic.names.draw(rng)} | {rng.randint(1, 900)} |" for _ in range(4))
            blocks.insert(4, f"| Place | Count |\n|---|---:|\n{rows}")
        return blocks

    def _make_plain_sentence(self, rng: random.Random, topic: Topic) -> str:
        words = []
        for _ in range(rng.randint(10, 28)):
            r = rng.random()
            source = self._common if r < 0.62 else topic.words if r < 0.92 else topic.names
            words.append(source.draw(rng))
        text = " ".join(words)
        return text[0].upper() + text[1:] + "."

    def _make_sentence(self, rng: random.Random, topic: Topic) -> str:
        text, kind = self._make_plain_sentence(rng, topic)[:-1], rng.random()
        if kind < 0.08:
            text += f", \u201c{' '.join(self._common.draw(rng) for _ in range(7))},\u201d"
        elif kind < 0.12:
            word = topic.words.draw(rng)
            text += f" [{word} {topic.names.draw(rng)}](https://example.org/{word})"
        elif kind < 0.16:
            text += f" **{topic.words.draw(rng)}** and *{topic.names.draw(rng)}*"
        return text + "."


def _make_word(rng: random.Random, syllables: int) -> str:
    return "".join(rng.choice(_SYLLABLES) for _ in range(syllables))


def _make_topic(rng: random.Random, category: str) -> Topic:
    words = Words([_make_word(rng, rng.choice([2, 3, 3, 4])) for _ in range(90)], 0.8)
    names = Words([_make_word(rng, rng.choice([2, 3])).title() for _ in range(12)], 0.8)
    tags = [" ".join(_make_word(rng, 2).title() for _ in range(rng.choice([1, 1, 2]))) for _ in range(4)]
    return Topic(category, words, names, tuple(tags))


def to_author_id(name: str) -> str:
    return name.lower().replace(" ", "-")


def format_story(story: Story, flavor: str) -> str:
    """Return the story's file in the format of a generator."""
    lines = [
        f"title: {_quote(story.title)}",
        f"date: {story.date.isoformat()}",
        f"slug: {story.slug}",
        f"summary: {_quote(story.summary)}",
        f"tags: [{', '.join(map(_quote, story.tags))}]",
    ]
    if flavor == "hugo":
        lines += [f"authors: [{_quote(story.author)}]", f"categories: [{_quote(story.category)}]"]
    else:
        lines += [f"author: {to_author_id(story.author)}", f"category: {story.category}"]
    return "\n".join(["---", *lines, "---", "", story.body])


def _quote(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def write(count: int, folder: Path, flavor: str, seed: int = 1) -> None:
    """Write articles/YYYY/MM/*.md below the folder; for sitegen, authors/*.md as well."""
    newsroom = Newsroom(count, seed)
    for number in range(count):
        story = newsroom.make_story(number)
        _write_file(folder / f"articles/{story.date:%Y}/{story.date:%m}/{story.slug}.md", format_story(story, flavor))
    for name in newsroom.authors if flavor == "sitegen" else ():
        text = f"---\nname: {_quote(name)}\n---\n\n{name} reports for the desk.\n"
        _write_file(folder / f"authors/{to_author_id(name)}.md", text)


def _write_file(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(",")[0] + ".")
    parser.add_argument("count", type=int, metavar="N", help="number of stories")
    parser.add_argument("folder", type=Path, metavar="OUT", help="folder to write to")
    parser.add_argument("--flavor", choices=FLAVORS, default="sitegen", help="format of the files (default: sitegen)")
    parser.add_argument("--seed", type=int, default=1, help="seed of the random numbers (default: 1)")
    arguments = parser.parse_args()
    write(arguments.count, arguments.folder, arguments.flavor, arguments.seed)


if __name__ == "__main__":
    main()
