"""What pages of the default theme show, in small newsrooms that are built."""

import re
from pathlib import Path

import pytest

from sitegen.engine.build import build
from sitegen.engine.request import Request
from sitegen.errors import format_diagnostic
from tests.conftest import STORY, WriteNewsroom

PAGE = "world/council-passes-budget/index.html"


def build_page(root: Path, path: str = PAGE) -> str:
    """Return the text of a page of a newsroom that builds."""
    result = build(Request(root, jobs=1))
    assert result.ok, [format_diagnostic(d, lambda _: None) for d in result.diagnostics]
    return (root / "output" / path).read_text(encoding="utf-8")


def find_text(html: str, element: str) -> str:
    """Return the text of the first element with these characters in its start tag."""
    found = re.search(rf"<(\w+)[^>]*{element}[^>]*>(.*?)</\1>", html, re.DOTALL)
    assert found
    return re.sub(r"<[^>]*>", "", found[2])


def test_the_role_of_a_contributor_is_shown(newsroom: WriteNewsroom) -> None:
    people = "contributors: [{id: bo, role: Photos & maps}, cy]\n"
    root = newsroom(
        {
            "content/articles/council-passes-budget.md": STORY.replace("author: ada\n", f"author: ada\n{people}"),
            "content/authors/bo.md": "---\nname: Bo\n---\n",
            "content/authors/cy.md": "---\nname: Cy\n---\n",
        }
    )
    page = build_page(root)
    assert find_text(page, 'class="contributors"') == "With contributions from Bo (Photos &amp; maps) and Cy"
    assert '{"@type":"Role","roleName":"Photos \\u0026 maps","contributor":{"@type":"Person","name":"Bo"' in page


OWN = """\
{% extends "base.html" %}
{% block content %}<main id="content"><h1>{{ site.title }}</h1></main>{% endblock %}
"""


@pytest.mark.parametrize("name", ["front.html", "article.html", "list.html", "parts/story_header.html", "base.html"])
def test_a_template_of_the_newsroom_s_own_need_not_show_what_the_one_that_it_covers_shows(
    name: str, newsroom: WriteNewsroom
) -> None:
    text = OWN if "/" not in name and name != "base.html" else "<h1>{{ site.title }}</h1>"
    path = "index.html" if name == "front.html" else "world/index.html" if name == "list.html" else PAGE
    assert "<h1>The Daily Example</h1>" in build_page(newsroom({f"themes/gazette/templates/{name}": text}), path)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("page.html", '{% extends "page.html" %}', "template-circle"),
        ("front.html", '{% block x %}{% include "front.html" %}{% endblock %}', "template-failed"),
        ("parts/card.html", '{{ show("parts/card.html", card) }}', "template-failed"),
    ],
)
def test_a_template_without_end_is_a_diagnostic_that_names_it(
    name: str, text: str, code: str, newsroom: WriteNewsroom
) -> None:
    found = build(Request(newsroom({f"themes/gazette/templates/{name}": text}), jobs=1)).diagnostics
    assert {(d.code, d.location.path) for d in found} == {(code, f"themes/gazette/templates/{name}")}


def test_a_republished_story_speaks_of_its_own_page_and_names_the_original(newsroom: WriteNewsroom) -> None:
    own = "https://news.example.org/world/council-passes-budget/"
    story = STORY.replace("author: ada\n", "author: ada\ncanonical: https://wire.example/x\n")
    page = build_page(newsroom({"content/articles/council-passes-budget.md": story}))
    assert '<link rel="canonical" href="https://wire.example/x">' in page
    assert f'"url":"{own}","mainEntityOfPage":{{"@id":"{own}"}},"isBasedOn":"https://wire.example/x"' in page
    assert f'<meta property="og:url" content="{own}">' in page
    assert page.count("wire.example") == 2
