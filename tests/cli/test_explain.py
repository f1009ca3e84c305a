"""`sitegen why` and `sitegen deps`: what a page depends on, and which pages depend on a file."""

import json

import pytest

from tests.conftest import STORY

URL = "/world/council-passes-budget/"
PAGE = "world/council-passes-budget/index.html"
STORY_FILE = "content/articles/council-passes-budget.md"
STATIC = "---\ntitle: About\n---\n\nWho we are.\n"


def states(outcome):
    return {i["name"]: i["state"] for i in json.loads(outcome.out)["inputs"]}


def test_why_shows_what_an_edit_changes(run, newsroom):
    root = newsroom()
    before = json.loads(run("why", URL, "--root", root, "--json").out)
    assert (before["path"], before["url"], before["kind"]) == (PAGE, URL, "article")
    assert (before["subject"], before["template"]) == ("articles/council-passes-budget.md", "article.html")
    assert before["verdict"] == "never rendered"
    assert {i["state"] for i in before["inputs"]} == {"new"}
    assert "base.html" in before["templates"]
    assert run("build", "--root", root, "--jobs", 1).code == 0
    built = run("why", URL, "--root", root, "--json")
    assert json.loads(built.out)["verdict"] == "unchanged"
    assert set(states(built).values()) == {"same"}
    file = root / STORY_FILE
    file.write_text(STORY.replace("It voted after midnight.", "It voted at noon."), encoding="utf-8")
    edited = run("why", URL, "--root", root, "--json")
    assert json.loads(edited.out)["verdict"] == "changed"
    assert [name for name, state in states(edited).items() if state != "same"] == [
        "text:articles/council-passes-budget.md"
    ]


def test_why_prints_the_same_as_text(run, newsroom):
    outcome = run("why", URL, "--root", newsroom())
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(
        f"{URL} ({PAGE})\n"
        "  kind: article, subject: articles/council-passes-budget.md, template: article.html\n"
        "  It has not been rendered yet.\n"
        "\n"
        "  inputs:\n"
    )
    assert "\n  templates:\n    article.html\n    base.html\n" in outcome.out


@pytest.mark.parametrize(
    "address", ["https://news.example.org" + URL, URL.rstrip("/"), f"output/{PAGE}", PAGE, f"{URL}?from=mail#vote"]
)
def test_why_understands_a_page_however_it_is_named(run, newsroom, address):
    outcome = run("why", address, "--root", newsroom(), "--json")
    assert json.loads(outcome.out)["path"] == PAGE


def test_why_of_an_unknown_url_is_an_error(run, newsroom):
    for arguments in ((), ("--json",)):
        outcome = run("why", "/world/council-passes-budgte/", "--root", newsroom(), *arguments)
        assert (outcome.code, outcome.out) == (1, "")
        assert outcome.err == (
            'output: error: No page has the URL "/world/council-passes-budgte/". [unknown-url]\n'
            f"  hint: did you mean `{URL}`?\n"
        )


def test_deps_lists_the_files_that_depend_on_a_static_page(run, newsroom, monkeypatch):
    root = newsroom({"content/pages/about.md": STATIC})
    outcome = run("deps", "content/pages/about.md", "--root", root, "--json")
    assert outcome.code == 0
    reach = json.loads(outcome.out)
    assert reach["file"] == "content/pages/about.md"
    assert "about/index.html" in reach["pages"]
    assert reach["pages"] == sorted(reach["pages"])
    text = run("deps", "content/pages/about.md", "--root", root).out.splitlines()
    assert text == [f"{len(reach['pages'])} files in output/ depend on content/pages/about.md:", *reach["pages"]]
    monkeypatch.chdir(root / "content/pages")
    assert json.loads(run("deps", "about.md", "--json").out) == reach
    assert not (root / "output").exists()


def test_deps_of_a_template_are_the_pages_that_use_it(run, newsroom):
    template = "{% extends 'base.html' %}{% block main %}{{ content.content }}{% endblock %}"
    root = newsroom({"content/pages/about.md": STATIC, "themes/gazette/templates/page.html": template})
    reach = json.loads(run("deps", "themes/gazette/templates/page.html", "--root", root, "--json").out)
    assert reach["pages"] == ["about/index.html"]


def test_deps_of_an_unknown_file_is_an_error(run, newsroom):
    outcome = run("deps", "content/articles/none.md", "--root", newsroom())
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith(
        "content/articles/none.md: error: `content/articles/none.md` is not an input of the site. "
        "[unknown-file]\n"
    )


@pytest.mark.parametrize("command", ["why", "deps"])
def test_wrong_usage_has_exit_code_2(run, newsroom, tmp_path, command):
    assert run(command, "--root", newsroom()).code == 2
    outcome = run(command, "x", "--root", tmp_path)
    assert outcome.code == 2
    assert "site.toml" in outcome.err


@pytest.mark.parametrize("command", ["why", "deps"])
def test_broken_settings_are_reported(run, newsroom, command):
    outcome = run(command, "/", "--root", newsroom({"site.toml": "title = \n"}))
    assert outcome.code == 1
    assert outcome.err.startswith("site.toml:1:9: error: The TOML cannot be read: ")
