"""`why` tells what a page is made of, `deps` what a file reaches: from the contexts that decide."""

from pathlib import Path

import pytest

from sitegen.engine.explain import deps, why
from sitegen.engine.request import Request
from sitegen.errors import BuildFailed
from tests.engine.kit import Newsroom, make


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    room = make(tmp_path / "a")
    room.built()
    return room


def changed(newsroom: Newsroom, url: str) -> list[str]:
    return [i.name for i in why(Request(newsroom.root, jobs=1), url).inputs if i.state != "same"]


def test_why_names_what_a_page_is_made_of(newsroom: Newsroom) -> None:
    told = why(Request(newsroom.root, jobs=1), "/world/story-3/")
    assert (told.path, told.kind, told.verdict) == ("world/story-3/index.html", "article", "unchanged")
    assert told.subject == "articles/story-3.md"
    assert told.templates == (
        "article.html",
        "base.html",
        "blocks/top_stories.html",
        "macros.html",
        "parts/card.html",
        "parts/slot.html",
    )
    assert [i.name for i in told.inputs] == sorted(
        "article asset:main.css body engine lang menus more_in_category page related site slots template templates "
        "text:articles/story-3.md top_stories".split()
    )


def test_why_names_the_input_that_an_edit_changed(newsroom: Newsroom) -> None:
    newsroom.replace("content/articles/story-3.md", "It happened on a day.", "It happened at a day.")
    assert changed(newsroom, "/world/story-3/") == ["text:articles/story-3.md"]
    assert changed(newsroom, "/world/story-5/") == []
    newsroom.replace("themes/paper/templates/base.html", "<nav>", "<nav >")
    assert changed(newsroom, "https://news.example.org/world/story-5") == ["templates"]
    newsroom.replace("site.toml", 'title = "World"', 'title = "Globe"')
    assert "menus" in changed(newsroom, "output/city/story-2/index.html")


def test_a_new_page_was_never_rendered(newsroom: Newsroom) -> None:
    text = newsroom.read("content/articles/story-3.md").replace("title: Story 3", "title: Story 9")
    newsroom.write("content/articles/story-9.md", text)
    assert why(Request(newsroom.root, jobs=1), "/world/story-9/").verdict == "never rendered"


def test_an_unknown_url_is_said_with_the_one_that_was_meant(newsroom: Newsroom) -> None:
    with pytest.raises(BuildFailed) as failure:
        why(Request(newsroom.root, jobs=1), "/world/story-33/")
    assert failure.value.diagnostics[0].hint == "did you mean `/world/story-3/`?"


@pytest.mark.parametrize(
    "edit",
    [
        ("content/articles/story-3.md", "title: Story 3", "title: Story three\nslug: story-3"),
        ("content/authors/ada.md", "Ada Byron", "Ada King"),
        ("content/pages/about.md", "We report.", "We report daily."),
        ("content/data/figures.json", "12", "13"),
        ("content/sponsors/acme.toml", "Anvils that last", "Anvils for ever"),
        ("themes/paper/templates/parts/card.html", "<article>", "<article >"),
        ("themes/paper/assets/main.css", "#111", "#222"),
    ],
    ids=lambda edit: edit[0].rpartition("/")[2],
)
def test_deps_names_at_least_what_an_edit_then_renders(edit: tuple[str, str, str], newsroom: Newsroom) -> None:
    file, old, new = edit
    reach = set(deps(Request(newsroom.root, jobs=1), file).pages)
    newsroom.replace(file, old, new)
    rendered = set(newsroom.built().rendered)
    assert rendered
    assert rendered <= reach


def test_deps_of_a_template_is_exactly_what_an_edit_of_it_renders(newsroom: Newsroom) -> None:
    file = "themes/paper/templates/list.html"
    reach = deps(Request(newsroom.root, jobs=1), file).pages
    newsroom.replace(file, "Older", "Earlier")
    assert newsroom.built().rendered == reach


@pytest.mark.parametrize(("name", "edit"), [("_base.css", ("0", "1px")), ("img/line.svg", ("<svg>", "<svg >"))])
def test_deps_of_what_a_style_sheet_is_made_of_is_what_an_edit_of_it_renders(
    name: str, edit: tuple[str, str], newsroom: Newsroom
) -> None:
    folder = "themes/paper/assets"
    newsroom.write(f"{folder}/main.css", '@import "_base.css";\nbody { color: #111 }\n')
    newsroom.write(f"{folder}/_base.css", "p { margin: 0; background: url(img/line.svg) }\n")
    newsroom.write(f"{folder}/img/line.svg", "<svg></svg>")
    every_page = set(newsroom.built().rendered)
    assert newsroom.built().rendered == ()
    reach = deps(Request(newsroom.root, jobs=1), f"{folder}/{name}").pages
    newsroom.replace(f"{folder}/{name}", *edit)
    assert set(newsroom.built().rendered) == every_page == {path for path in reach if not path.startswith("assets/")}


def test_deps_changes_nothing(newsroom: Newsroom) -> None:
    deps(Request(newsroom.root, jobs=1), "content/articles/story-3.md")
    assert newsroom.built().rendered == ()


def test_a_file_that_is_no_input_is_said(newsroom: Newsroom) -> None:
    with pytest.raises(BuildFailed) as failure:
        deps(Request(newsroom.root, jobs=1), "README.md")
    assert failure.value.diagnostics[0].code == "unknown-file"
