"""docs/moving-in.md: its settings are right, and read the story beside them as the page says."""

import re
from pathlib import Path

import pytest

from sitegen.config.read import parse_config
from sitegen.source.article import ArticleMeta, Byline
from sitegen.source.field_names import check_field_names
from sitegen.source.parse import parse_article
from sitegen.source.rules import ParseRules
from tests.config.test_read import LEAST

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "moving-in.md").read_text(encoding="utf-8")
SECTIONS = {part.partition("\n")[0]: part for part in re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]}
_BLOCK = re.compile(r"```(?:toml|yaml)\n(.*?)```", re.DOTALL)


def blocks(section: str) -> list[str]:
    return _BLOCK.findall(SECTIONS[section])


def story(generator: str, path: str, fence: str = "---\n") -> ArticleMeta:
    """Return the story of a generator's section, read by the settings there."""
    settings, front_matter = blocks(generator)
    config, problems = parse_config(settings)
    assert config is not None, problems
    lines = front_matter.split("\n")
    assert lines[0].startswith(f"# content/{path}")
    text = fence + "\n".join(lines[1:]) + f"{fence}\nText.\n"
    outcome = parse_article(path, text.encode(), ParseRules.of(config))
    assert outcome.diagnostics == ()
    assert outcome.meta is not None
    return outcome.meta


@pytest.mark.parametrize("section", [name for name in SECTIONS if "```" in SECTIONS[name]])
def test_the_settings_are_right(section: str) -> None:
    settings = blocks(section)[0]
    config, problems = parse_config(settings if "base_url" in settings else LEAST + settings)
    assert problems == ()
    assert config is not None
    assert check_field_names(config.content, "site.toml") == ()


def test_hugo() -> None:
    a = story("Hugo", "news/2014/2014-06-30-captions.md")
    assert (a.title, a.slug, a.category) == ("How to Caption Videos & Talks", "captions", "news")
    assert (a.date.isoformat(), a.tags, a.aliases) == ("2014-06-30T10:00:22-04:00", ("accessibility",), ("/captions/",))
    assert a.authors == (Byline("ada-byron"),)
    assert a.expires is not None
    assert a.expires.isoformat() == "2034-01-01T00:00:00-05:00"


def test_jekyll() -> None:
    a = story("Jekyll", "_posts/2014-02-24-council-passes-budget.md")
    assert (a.slug, a.date.date().isoformat(), a.category) == ("council-passes-budget", "2014-02-24", "politics")
    assert (a.tags, a.draft, a.aliases) == (("budget", "council"), True, ("/old/budget.html",))


def test_pelican() -> None:
    a = story("Pelican", "politics/budget.md", fence="")
    assert (a.title, a.slug, a.category) == ("Council passes budget", "council-passes-budget", "politics")
    assert (a.tags, a.draft) == (("budget", "council"), False)
    assert (a.date.isoformat(), a.updated and a.updated.day) == ("2014-02-24T10:20:00+00:00", 25)
    assert a.authors == (Byline("Ada Byron"),)


def test_zola() -> None:
    a = story("Zola", "news/budget/index.fr.md", fence="+++\n")
    assert (a.lang, a.category, a.slug, a.translation_key) == ("fr", "news", "budget", "news/budget/index")
    assert (a.summary, a.tags, a.authors) == ("En bref.", ("budget",), (Byline("Ada Byron"),))
    assert a.date.isoformat() == "2014-02-24T12:00:00+01:00"


def test_eleventy() -> None:
    a = story("Eleventy", "blog/2014-02-24-budget.md")
    assert (a.slug, a.tags, a.summary) == ("council-passes-budget", ("budget",), "In short.")
    assert a.date.date().isoformat() == "2014-02-24"
