"""What pages of the default theme show, in small newsrooms that are built."""

import re
from pathlib import Path

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
