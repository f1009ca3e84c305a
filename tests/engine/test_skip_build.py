"""A build with nothing changed is recognised, whatever else is in content/ and whatever there is to warn of."""

from pathlib import Path

import pytest

from sitegen.engine.build import build
from sitegen.engine.request import Request, Result
from tests.engine.kit import SITE, Newsroom, make, story

EXCLUDE = '\n[content]\nexclude = ["articles/old/*", "drafts/*", "*.txt"]\n'
OTHERS = {
    "content/articles/old/budget.md": "no front matter, and not for publication\n",
    "content/drafts/idea.md": "an idea\n",
    "content/notes.txt": "to do\n",
    "content/unknown.md": "a file of no kind\n",
}


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make(tmp_path / "a", {"site.toml": SITE + EXCLUDE, **OTHERS})


def test_a_result_says_which_path_the_build_took(newsroom: Newsroom) -> None:
    assert newsroom.built().path == "full"
    assert newsroom.built().path == "skipped"
    newsroom.replace("content/articles/story-3.md", "It happened on a day.", "It happened one day.")
    assert newsroom.built().path == "body_edit"
    newsroom.replace("content/articles/story-3.md", "title: Story 3", "title: Story three")
    assert newsroom.built().path == "full"


@pytest.mark.parametrize("jobs", [1, 2])
def test_excluded_files_do_not_keep_a_build_from_being_skipped(newsroom: Newsroom, jobs: int) -> None:
    newsroom.jobs = jobs
    newsroom.built()
    second = newsroom.built()
    assert (second.path, second.rendered, second.parsed, second.unchanged) == ("skipped", (), 0, second.pages)


def test_an_edit_of_a_text_is_one_beside_excluded_files(newsroom: Newsroom) -> None:
    newsroom.built()
    newsroom.replace("content/articles/story-3.md", "It happened on a day.", "It happened one day.")
    assert newsroom.built().path == "body_edit"


def test_an_excluded_file_that_is_added_edited_or_deleted_changes_nothing(newsroom: Newsroom) -> None:
    newsroom.built()
    newsroom.write("content/drafts/another.md", "another idea\n")
    assert newsroom.built().path == "skipped"
    newsroom.write("content/drafts/another.md", "a better idea\n")
    assert newsroom.built().path == "skipped"
    newsroom.delete("content/drafts/another.md")
    assert newsroom.built().path == "skipped"


def test_a_change_of_exclude_alone_parses_nothing_again(newsroom: Newsroom) -> None:
    first = newsroom.built()
    assert first.parsed > 0
    newsroom.write("site.toml", SITE + EXCLUDE.replace('"drafts/*"', '"articles/story-7.md"'))
    fewer = newsroom.built()
    assert (fewer.path, fewer.parsed, fewer.articles) == ("full", 0, first.articles - 1)
    newsroom.write("site.toml", SITE + EXCLUDE)
    assert newsroom.built().parsed == 1, "only the story that was left out"


def test_links_that_are_excluded_are_not_followed_nor_reported(newsroom: Newsroom, tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("secret", encoding="utf-8")
    (newsroom.root / "content/drafts/link.md").symlink_to(tmp_path / "secret.md")
    assert newsroom.built().diagnostics == ()
    (newsroom.root / "content/articles/link.md").symlink_to(tmp_path / "secret.md")
    assert [d.code for d in newsroom.build().diagnostics] == ["link-outside"]


def warned(newsroom: Newsroom) -> Result:
    result = build(Request(newsroom.root, jobs=1))
    assert result.ok
    return result


def test_warnings_are_said_again_by_a_build_that_is_skipped_and_cost_no_reading(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The stories' files are read to place a warning once, not in every build that repeats it."""
    newsroom = make(tmp_path / "b")
    for n in range(10):
        text = story(f"Wide {n}", body="See ![](wide.png).", image="{src: https://example.org/wide.png}")
        newsroom.write(f"content/articles/wide-{n}.md", text)
    newsroom.write("site.toml", SITE + '\n[markdown]\nbroken_links = "warning"\n')
    first = warned(newsroom)
    assert len(first.diagnostics) >= 10
    read: list[Path] = []
    original = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda path: (read.append(path), original(path))[1])
    second = warned(newsroom)
    assert second.path == "skipped"
    assert second.diagnostics == first.diagnostics
    assert [path for path in read if path.suffix == ".md"] == []
