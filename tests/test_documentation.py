"""The pages of the documentation: their links lead to files and headings, and their lines are short."""

import re
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
PAGES = sorted([*REPOSITORY.glob("docs/*.md"), *(REPOSITORY / name for name in ("README.md", "CONTRIBUTING.md"))])
_FENCED = re.compile(r"^(`{3,}).*?^\1$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(([^()\s]+)\)")
WIDTH = 100


def prose(page: Path) -> str:
    """Return the text of a page with the lines of its fenced code empty."""
    return _FENCED.sub(lambda match: "\n" * match[0].count("\n"), page.read_text(encoding="utf-8"))


def anchors(page: Path) -> set[str]:
    """Return the anchors that GitHub gives the headings of a page."""
    headings = re.findall(r"^#+ (.*)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: Path) -> list[str]:
    without_code = re.sub(r"(?<!\[)`[^`\n]*`(?!\])", "", prose(page))
    return [link for link in _LINK.findall(without_code) if "://" not in link and not link.startswith("mailto:")]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_links_lead_to_files_and_headings_that_exist(page: Path) -> None:
    broken = []
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = (page.parent / name).resolve() if name else page
        if not target.is_file() or (anchor and anchor not in anchors(target)):
            broken.append(link)
    assert broken == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_lines_of_prose_are_short(page: Path) -> None:
    lines = enumerate(prose(page).split("\n"), 1)
    assert [number for number, line in lines if len(line) > WIDTH and not line.startswith(("|", "    "))] == []


def test_the_readme_links_to_every_page() -> None:
    linked = set(links(REPOSITORY / "README.md"))
    assert {f"docs/{page.name}" for page in REPOSITORY.glob("docs/*.md")} <= linked
