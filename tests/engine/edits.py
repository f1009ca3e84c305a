"""Everything that may happen to a newsroom between two builds, as small random edits."""

import datetime as dt
import os
import random
from collections.abc import Callable
from pathlib import Path

from tests.engine.kit import FILES, Newsroom, story

Edit = Callable[[Newsroom, random.Random], None]
WORDS = "river council bridge harvest border election ferry school storm museum market strike".split()


def articles(newsroom: Newsroom) -> list[str]:
    folder = newsroom.root / "content/articles"
    return sorted(p.relative_to(newsroom.root).as_posix() for p in folder.rglob("*.md"))


def outputs(newsroom: Newsroom) -> list[Path]:
    return sorted(p for p in (newsroom.root / "output").rglob("*") if p.is_file())


def _pick(newsroom: Newsroom, rng: random.Random) -> str:
    return rng.choice(articles(newsroom))


def _set(newsroom: Newsroom, path: str, key: str, value: str) -> None:
    """Give a front-matter key another value."""
    lines = [line for line in newsroom.read(path).split("\n") if not line.startswith(f"{key}: ")]
    newsroom.write(path, "\n".join([lines[0], f"{key}: {value}", *lines[1:]]))


def edit_body(newsroom: Newsroom, rng: random.Random) -> None:
    path = _pick(newsroom, rng)
    newsroom.write(path, newsroom.read(path) + f"\nThe {rng.choice(WORDS)} and the {rng.choice(WORDS)}.\n")


def edit_title(newsroom: Newsroom, rng: random.Random) -> None:
    _set(newsroom, _pick(newsroom, rng), "title", f"{rng.choice(WORDS)} {rng.randint(1, 99)}")


def edit_tags(newsroom: Newsroom, rng: random.Random) -> None:
    _set(newsroom, _pick(newsroom, rng), "tags", f"[{rng.choice(WORDS)}, {rng.choice(WORDS)}]")


def edit_date(newsroom: Newsroom, rng: random.Random) -> None:
    day = rng.randint(1, 28)
    _set(newsroom, _pick(newsroom, rng), "date", f"2026-{rng.choice([10, 11, 12])}-{day:02}T09:00:00+01:00")


def edit_category(newsroom: Newsroom, rng: random.Random) -> None:
    _set(newsroom, _pick(newsroom, rng), "category", rng.choice(["world", "city"]))


def edit_state(newsroom: Newsroom, rng: random.Random) -> None:
    key, value = rng.choice(
        [
            ("draft", "true"),
            ("draft", "false"),
            ("embargo", "2026-11-23T00:00:00+01:00"),
            ("expires", "2026-11-24T00:00:00+01:00"),
            ("noindex", "true"),
            ("unlisted", "true"),
            ("thread", "floods"),
            ("updated", "2026-11-21T00:00:00+01:00"),
            ("sensitive", "true"),
        ]
    )
    _set(newsroom, _pick(newsroom, rng), key, value)


def add_article(newsroom: Newsroom, rng: random.Random) -> None:
    number = rng.randint(100, 100_000)
    title = f"{rng.choice(WORDS)} {rng.choice(WORDS)} {number}"
    newsroom.write(f"content/articles/new-{number}.md", story(title, "world", rng.randint(1, 28)))


def delete_article(newsroom: Newsroom, rng: random.Random) -> None:
    if len(articles(newsroom)) > 3:
        newsroom.delete(_pick(newsroom, rng))


def rename_article(newsroom: Newsroom, rng: random.Random) -> None:
    path = newsroom.root / _pick(newsroom, rng)
    path.rename(path.with_name(f"renamed-{rng.randint(1, 100_000)}.md"))


def move_article(newsroom: Newsroom, rng: random.Random) -> None:
    path = newsroom.root / _pick(newsroom, rng)
    target = newsroom.root / "content/articles" / rng.choice(["2025", "2026"]) / path.name
    target.parent.mkdir(exist_ok=True)
    path.rename(target)


def break_and_mend(newsroom: Newsroom, rng: random.Random) -> None:
    path = _pick(newsroom, rng)
    text = newsroom.read(path)
    newsroom.write(path, text.replace("date: ", "date: x"))
    before = newsroom.tree()
    assert not newsroom.build().ok
    assert newsroom.tree() == before, "a broken story touched the output"
    newsroom.write(path, text)


def edit_author(newsroom: Newsroom, rng: random.Random) -> None:
    newsroom.write("content/authors/ada.md", f"---\nname: Ada {rng.choice(WORDS).title()}\n---\n\nShe reports.\n")


def edit_campaign(newsroom: Newsroom, rng: random.Random) -> None:
    text = FILES["content/sponsors/acme.toml"].replace("Anvils", rng.choice(WORDS).title())
    newsroom.write("content/sponsors/acme.toml", text.replace("2026-12-01", rng.choice(["2026-12-01", "2026-11-20"])))


def edit_data(newsroom: Newsroom, rng: random.Random) -> None:
    newsroom.write("content/data/figures.json", f'{{"visitors": {rng.randint(1, 99)}}}\n')


def edit_most_read(newsroom: Newsroom, rng: random.Random) -> None:
    rows = "".join(f"/world/story-{rng.randint(1, 7)}/,{rng.randint(1, 900)}\n" for _ in range(3))
    newsroom.write("content/data/most-read.csv", f"path,views\n{rows}")


def edit_settings(newsroom: Newsroom, rng: random.Random) -> None:
    text = FILES["site.toml"]
    if rng.random() < 0.5:
        text = text.replace("World", f"World {rng.choice(WORDS)}")
    text = text.replace("Daily Example", rng.choice(["Daily Example", "Weekly Example"]))
    delivery = rng.choice(["", '\n[blocks.top_stories]\ndelivery = "include"\n'])
    newsroom.write("site.toml", text + delivery)


def edit_template(newsroom: Newsroom, rng: random.Random) -> None:
    name = rng.choice(["base", "article", "list", "front", "macros", "parts/card", "parts/slot", "blocks/top_stories"])
    path = f"themes/paper/templates/{name}.html"
    original = FILES[path]
    newsroom.write(path, original if rng.random() < 0.4 else original + f"<!-- {rng.randint(1, 9)} -->")


def edit_asset(newsroom: Newsroom, rng: random.Random) -> None:
    newsroom.write("themes/paper/assets/main.css", f"body {{ color: #{rng.randint(100, 999)} }}\n")


def shadow_template(newsroom: Newsroom, rng: random.Random) -> None:
    """Give a kind of page a template of its own, or take it away again."""
    path = "themes/paper/templates/tag.html"
    if (newsroom.root / path).exists():
        newsroom.delete(path)
    else:
        newsroom.write(path, '{% extends "list.html" %}')


def advance_now(newsroom: Newsroom, rng: random.Random) -> None:
    start = newsroom.now or dt.datetime(2026, 11, 22, 12, tzinfo=dt.UTC)
    newsroom.now = start + dt.timedelta(hours=rng.choice([-30, 1, 12, 24, 72, 240]))


def delete_output(newsroom: Newsroom, rng: random.Random) -> None:
    if found := outputs(newsroom):
        rng.choice(found).unlink()


def tamper_with_output(newsroom: Newsroom, rng: random.Random) -> None:
    if found := outputs(newsroom):
        file = rng.choice(found)
        data = bytearray(file.read_bytes() or b" ")
        data[rng.randrange(len(data))] ^= 1
        file.write_bytes(bytes(data))


def same_size_same_mtime(newsroom: Newsroom, rng: random.Random) -> None:
    path = newsroom.root / _pick(newsroom, rng)
    status = path.stat()
    text = path.read_text(encoding="utf-8")
    word = rng.choice(["remembered", "xemembered", "yemembered"])
    path.write_text(text.replace("remembered", word), encoding="utf-8")
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))


def touch(newsroom: Newsroom, rng: random.Random) -> None:
    os.utime(newsroom.root / _pick(newsroom, rng))


def change_drafts(newsroom: Newsroom, rng: random.Random) -> None:
    newsroom.options["drafts"] = rng.choice([True, False])


EDITS: tuple[Edit, ...] = (
    edit_body,
    edit_title,
    edit_tags,
    edit_date,
    edit_category,
    edit_state,
    add_article,
    delete_article,
    rename_article,
    move_article,
    break_and_mend,
    edit_author,
    edit_campaign,
    edit_data,
    edit_most_read,
    edit_settings,
    edit_template,
    edit_asset,
    shadow_template,
    advance_now,
    delete_output,
    tamper_with_output,
    same_size_same_mtime,
    touch,
    change_drafts,
)
