"""Paths below output/: each one a file of its own on every file system, or a diagnostic at both places."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sitegen.errors import Diagnostic, Location
from sitegen.pages.output_paths import Output, PathOwner, check_outputs, find_output_path, fold_path
from sitegen.pages.values import Copy
from sitegen.urls import Root, output_path


def problems(*paths: str) -> list[Diagnostic]:
    """Return what is wrong with copies to these paths; the source of the n-th is "sourceN"."""
    copies = [Copy(path, f"source{n}", "") for n, path in enumerate(paths, 1)]
    return check_outputs(copies, _owner)


def _owner(output: Output) -> PathOwner:
    assert isinstance(output, Copy)
    return PathOwner(output.source, Location(output.source))


def test_paths_that_are_all_different_are_fine() -> None:
    assert problems("index.html", "a/index.html", "a/b/index.html", "a.html", "ä/index.html") == []


def test_two_of_one_path_are_reported_at_both_places() -> None:
    found = problems("a/index.html", "a/index.html")
    assert [(d.code, d.location.path, d.message) for d in found] == [
        ("same-output", "source1", "This and source2 are both published at /a/."),
        ("same-output", "source2", "This and source1 are both published at /a/."),
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [("News/i.html", "news/i.html"), ("caf\u00e9.html", "cafe\u0301.html"), ("STRASSE.html", "stra\u00dfe.html")],
)
def test_paths_that_macos_or_windows_take_for_one_are_reported(one: str, other: str) -> None:
    found = [(d.code, d.location.path) for d in problems(one, other)]
    assert found == [("same-output", "source1"), ("same-output", "source2")]


def test_a_file_cannot_be_where_another_needs_a_folder() -> None:
    found = problems("tags", "tags/moon/index.html")
    message = "This is published as the file /tags, but source2 needs a folder of that name."
    assert [(d.code, d.location.path, d.message) for d in found] == [("file-and-folder", "source1", message)]


@pytest.mark.parametrize(
    "path", ["../etc/passwd", "/etc/passwd", "a/../b.html", "con.html", "a/nul/index.html", "a:b.html", "a./index.html",
             "a//b.html", "", "a\\b.html", "a\x00.html", "x" * 250 + ".html"]
)  # fmt: skip
def test_a_path_that_cannot_be_everywhere_is_reported(path: str) -> None:
    assert [d.code for d in problems(path)] == ["unsafe-path"]


@settings(deadline=None)
@given(st.lists(st.text("abcABC/.", min_size=1), max_size=8))
def test_what_has_no_diagnostic_can_be_written_anywhere(paths: list[str]) -> None:
    if problems(*paths):
        return
    folded = [fold_path(path) for path in paths]
    assert len(set(folded)) == len(paths)
    assert not any(one.startswith(f"{other}/") for one in folded for other in folded)
    assert not any(segment in {"", ".", ".."} for path in paths for segment in path.split("/"))


@settings(deadline=None)
@given(st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="?#%"), min_size=1))
def test_the_output_of_a_link_is_that_of_its_path(name: str) -> None:
    root = Root.of("https://example.org/news")
    path = "/" + name.lstrip("/") + "/"
    assert find_output_path(root.url(path), root) == output_path(path)
