"""`sitegen build --verify` says every difference between output/ and a clean build, and changes nothing."""

import json
from pathlib import Path

import pytest

from sitegen.cli.main import main
from sitegen.engine.build_state import STATE
from sitegen.engine.request import Request, Result
from sitegen.engine.verify import verify
from tests.engine.kit import Newsroom, make, story, tree_of
from tests.engine.processes import larger

STORY = "output/city/story-2/index.html"


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    room = make(tmp_path / "a")
    room.built()
    return room


def verified(newsroom: Newsroom, **more: object) -> Result:
    """Verify, and fail the test if that changed a file."""
    before = tree_of(newsroom.root)
    result = verify(Request(newsroom.root, jobs=newsroom.jobs, **more))
    assert tree_of(newsroom.root) == before
    return result


def said(result: Result) -> list[tuple[str, str]]:
    return [(d.location.path, d.code) for d in result.diagnostics]


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_a_build_made_is_what_a_clean_build_makes(jobs: int, tmp_path: Path) -> None:
    newsroom = larger(tmp_path / "a", stories=30, jobs=jobs)
    pages = newsroom.built().pages
    result = verified(newsroom)
    assert (result.diagnostics, result.pages) == ((), pages)


def test_each_output_that_differs_is_said(newsroom: Newsroom) -> None:
    newsroom.write(STORY, newsroom.read(STORY) + " ")
    newsroom.delete("output/404.html")
    [asset] = (newsroom.root / "output/assets").glob("main.*.css")
    asset.write_bytes(b"")
    css = f"output/assets/{asset.name}"
    expected = {("output/404.html", "output-missing"), (css, "output-different"), (STORY, "output-different")}
    assert set(said(verified(newsroom))) == expected
    newsroom.built()
    assert said(verified(newsroom)) == []


def test_edits_that_were_not_built_are_differences(newsroom: Newsroom) -> None:
    newsroom.delete("content/articles/story-2.md")
    result = said(verified(newsroom))
    assert (STORY, "output-left") in result
    assert ("output/atom.xml", "output-different") in result


def test_files_that_sitegen_did_not_write_are_no_differences(newsroom: Newsroom) -> None:
    newsroom.write("output/CNAME", "news.example.org")
    assert said(verified(newsroom)) == []


def test_a_memory_that_lies_is_found_out(newsroom: Newsroom) -> None:
    """What verify is for: the store vouches for a page that is not the clean build's."""
    from sitegen.digest import of_bytes
    from sitegen.engine.build_state import STORE
    from sitegen.engine.state.outputs import OutputRecord
    from sitegen.engine.state.store import FileRecord, Store
    from sitegen.files import stamp_of

    newsroom.write(STORY, "forged")
    path = STORY.removeprefix("output/")
    with Store(newsroom.root / STATE / STORE) as store:
        status = (newsroom.root / STORY).stat()
        file = FileRecord(stamp_of(status), status.st_mtime_ns + 10**10, of_bytes(b"forged"))
        store.put_outputs({path: OutputRecord(store.outputs()[path].key, file)})
    assert newsroom.built().rendered == ()
    assert said(verified(newsroom)) == [(STORY, "output-different")]


def test_errors_in_the_newsroom_are_said_instead(newsroom: Newsroom) -> None:
    newsroom.replace("content/articles/story-2.md", "category: city", "category: citty")
    assert said(verified(newsroom)) == [("content/articles/story-2.md", "unknown-category")]


def test_another_output_folder_is_held_against_its_own_files(newsroom: Newsroom, tmp_path: Path) -> None:
    newsroom.built(output=tmp_path / "www")
    assert said(verified(newsroom, output=tmp_path / "www")) == []
    (tmp_path / "www/404.html").unlink()
    assert said(verified(newsroom, output=tmp_path / "www")) == [("www/404.html", "output-missing")]
    assert said(verified(newsroom)) == []


def test_the_command_exits_with_1_if_there_is_a_difference(
    newsroom: Newsroom, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["build", "--verify", "--root", str(newsroom.root)]
    assert main(command) == 0
    out, err = capsys.readouterr()
    assert (out.startswith("Verified: "), err) == (True, "")
    newsroom.delete(STORY)
    assert main(command) == 1
    out, err = capsys.readouterr()
    assert out == "Not verified: 1 error. Nothing was changed.\n"
    assert err.startswith(f"{STORY}: error: This output is missing: a clean build makes it. [output-missing]\n")
    assert main([*command, "--json"]) == 1
    printed = json.loads(capsys.readouterr().out)
    assert (printed["ok"], [d["code"] for d in printed["diagnostics"]]) == (False, ["output-missing"])


def test_aliases_follow_the_lines_of_the_newsroom_s_own_redirects(tmp_path: Path) -> None:
    own = make(tmp_path / "news", {"content/static/_redirects": "/shop https://shop.example 302"})
    own.built()
    assert own.tree()["_redirects"] == b"/shop https://shop.example 302"
    for alias in ("old", "older"):
        own.write("content/articles/story-1.md", story("Story 1", aliases=f"[/{alias}/]"))
        own.built()
        lines = own.tree()["_redirects"].decode().splitlines()
        assert lines == ["/shop https://shop.example 302", f"/{alias}/ /world/story-1/ 301"]
    assert verify(Request(own.root, jobs=1)).diagnostics == ()
