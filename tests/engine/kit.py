"""A small whole newsroom to build, edit and build again; what its output is after each step."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sitegen.engine.build import build
from sitegen.engine.build_state import STATE
from sitegen.engine.request import Request, Result
from sitegen.errors import format_diagnostic

SITE = """\
title = "The Daily Example"
base_url = "https://news.example.org"
timezone = "Europe/Paris"
now = "2026-11-22T12:00:00+01:00"
theme = "paper"

[[categories]]
id = "world"
title = "World"

[[categories]]
id = "city"
title = "City"

[lists]
page = 3
"""

THEME = {
    "theme.toml": 'name = "paper"\n',
    "assets/main.css": "body { color: #111 }\n",
    "templates/base.html": '{% import "macros.html" as m %}<!doctype html>\n<html lang="{{ page.lang }}"><head>'
    '<title>{{ page.title }} | {{ site.title }}</title><link rel="stylesheet" href="{{ asset("main.css") }}"></head>'
    '<body><nav>{{ m.links(menus["main"]) }}</nav>\n<main>{% block main %}{% endblock %}</main></body></html>\n',
    "templates/macros.html": "{% macro links(items) %}{% for i in items %}"
    '<a href="{{ i.url }}">{{ i.title }}</a>{% endfor %}{% endmacro %}',
    "templates/parts/card.html": '<article><a href="{{ card.url }}">{{ card.title }}</a> {{ card.teaser }} '
    "{% for a in card.authors %}{{ a.title }}{% endfor %}</article>\n",
    "templates/parts/slot.html": '<aside><a rel="sponsored" href="{{ slot.href }}">{{ slot.text }}</a></aside>\n',
    "templates/blocks/top_stories.html": "<section><h2>Top</h2>"
    '{% for card in top_stories.cards %}{{ show("parts/card.html", card) }}{% endfor %}</section>\n',
    "templates/article.html": '{% extends "base.html" %}{% block main %}<h1>{{ article.card.title }}</h1>'
    "{% for a in article.authors %}<p>{{ a.name }} {{ a.bio|safe }}</p>{% endfor %}\n{{ body.content }}"
    '{% for where in slots %}{% for p in slots[where] %}{{ show("parts/slot.html", p) }}{% endfor %}{% endfor %}'
    '{{ place("top_stories") }}<h2>Related</h2>{% for card in related %}{{ show("parts/card.html", card) }}{% endfor %}'
    '<h2>More</h2>{% for card in more_in_category %}{{ show("parts/card.html", card) }}{% endfor %}{% endblock %}',
    "templates/front.html": '{% extends "base.html" %}{% block main %}{% for card in front.top %}'
    '{{ show("parts/card.html", card) }}{% endfor %}{{ data }}{% endblock %}',
    "templates/list.html": '{% extends "base.html" %}{% block main %}{% for card in cards %}'
    '{{ show("parts/card.html", card) }}{% endfor %}<a href="{{ pagination.older }}">Older</a>{% endblock %}',
    "templates/archive.html": '{% extends "base.html" %}{% block main %}{{ archive }}{% endblock %}',
    "templates/page.html": '{% extends "base.html" %}{% block main %}{{ content.content }}{% endblock %}',
    "templates/corrections.html": '{% extends "base.html" %}{% block main %}{% for c in corrections %}'
    "{{ c.text }}{% endfor %}{% endblock %}",
    "templates/sponsored.html": '{% extends "base.html" %}{% block main %}{% for card in cards %}'
    "{{ card.title }}{% endfor %}{% endblock %}",
    "templates/not_found.html": '{% extends "base.html" %}{% block main %}Not here.{% endblock %}',
}


def story(title: str, category: str = "world", day: int = 20, **more: Any) -> str:
    """Return the text of a story; `body` replaces its text, other keywords are front matter as written."""
    body = more.pop("body", f"{title} was seen by many.")
    head = {"title": title, "date": f"2026-11-{day:02}T09:00:00+01:00", "category": category, "author": "ada", **more}
    lines = "\n".join(f"{key}: {value}" for key, value in head.items())
    return (
        f"---\n{lines}\n---\n\n## What to Know\n\n{body}\n\n## What Happened\n\nIt happened on a day.\n\n"
        "## Why it Matters\n\nIt will be remembered.\n"
    )


FILES = {
    "site.toml": SITE,
    **{f"themes/paper/{name}": text for name, text in THEME.items()},
    "content/authors/ada.md": "---\nname: Ada Byron\n---\n\nAda Byron reports for the desk.\n",
    "content/authors/bo.md": "---\nname: Bo Lind\n---\n\nBo Lind reports from abroad.\n",
    "content/pages/about.md": "---\ntitle: About us\n---\n\nWe report.\n",
    "content/data/figures.json": '{"visitors": 12}\n',
    "content/sponsors/acme.toml": 'name = "Acme"\nurl = "https://acme.example"\n[[campaigns]]\nid = "spring"\n'
    'relation = "advertising"\nstart = 2026-11-01\nend = 2026-12-01\nslots = ["sidebar-top"]\n'
    '[campaigns.creative]\ntext = "Anvils that last"\nhref = "https://acme.example/anvils"\n',
    **{
        f"content/articles/story-{n}.md": story(f"Story {n}", "world" if n % 2 else "city", 10 + n, tags=f"[t{n % 3}]")
        for n in range(1, 8)
    },
}


@dataclass
class Newsroom:
    """A newsroom on disk."""

    root: Path
    now: Any = None
    jobs: int = 1
    options: dict[str, Any] = field(default_factory=dict)

    def write(self, path: str, text: str | bytes) -> None:
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(text.encode() if isinstance(text, str) else text)

    def read(self, path: str) -> str:
        return (self.root / path).read_text(encoding="utf-8")

    def replace(self, path: str, old: str, new: str) -> None:
        text = self.read(path)
        assert old in text, f"{old!r} is not in {path}"
        self.write(path, text.replace(old, new))

    def delete(self, path: str) -> None:
        (self.root / path).unlink()

    def build(self, **more: Any) -> Result:
        return build(Request(self.root, now=self.now, jobs=self.jobs, **{**self.options, **more}))

    def built(self, **more: Any) -> Result:
        """Build, and fail the test with the diagnostics if there are errors."""
        result = self.build(**more)
        assert result.ok, self.explain(result)
        return result

    def explain(self, result: Result) -> str:
        return "\n".join(format_diagnostic(d, lambda path: None) for d in result.diagnostics)

    def tree(self) -> dict[str, bytes]:
        """Return every file of output/ by its path."""
        return tree_of(self.root / "output")

    def clean_copy(self, folder: Path) -> "Newsroom":
        """Return the same newsroom in an empty folder, without state and output."""
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(self.root, folder, ignore=shutil.ignore_patterns(STATE, "output"), symlinks=True)
        return Newsroom(folder, self.now, self.jobs, dict(self.options))


def make(root: Path, files: dict[str, str] | None = None, **options: Any) -> Newsroom:
    """Return the newsroom of FILES, with those of `files` besides or instead, written below `root`."""
    newsroom = Newsroom(root, **options)
    for path, text in {**FILES, **(files or {})}.items():
        newsroom.write(path, text)
    return newsroom


def tree_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder by its path."""
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def differences(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    """Return the paths that only one tree has or that differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
