"""`sitegen build`: what it asks the build for, what it prints, and its exit codes."""

import datetime as dt
import json
from pathlib import Path

import pytest

from sitegen.engine.request import Result
from sitegen.errors import Location, error, warning

IMPOSSIBLE = '`date` is "2026-13-02", which is not a valid date.'
BAD_DATE = error("bad-date", IMPOSSIBLE, Location("content/a.md", 3, 7), "write 2026-12-31")
NO_ALT = warning("missing-alt", "This picture has no alt text.", Location("content/a.md", 5))
STORY = "---\ntitle: Council\ndate: 2026-13-02\n---\n![](x.png)\n"


def test_the_options_become_the_request(run, fake_build, newsroom):
    root = newsroom()
    outcome = run(
        *("build", "--root", root, "--output", root / "www", "--now", "2026-11-22T08:00:00+01:00"),
        *("--drafts", "--future", "--jobs", "3", "--strict", "--base-url", "https://preview.example"),
    )
    assert outcome.code == 0
    (request,) = fake_build.requests
    assert (request.root, request.output) == (root, root / "www")
    assert request.now == dt.datetime(2026, 11, 22, 7, tzinfo=dt.UTC)
    assert (request.drafts, request.future, request.jobs, request.strict) == (True, True, 3, True)
    assert request.base_url == "https://preview.example"


def test_build_finds_the_newsroom_from_a_folder_inside_it(run, fake_build, newsroom, monkeypatch):
    root = newsroom()
    monkeypatch.chdir(root / "content" / "articles")
    assert run("build").code == 0
    assert fake_build.requests[0].root == root


def test_build_outside_a_newsroom_is_wrong_usage_with_advice(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = run("build")
    assert outcome.code == 2
    assert "There is no site.toml in" in outcome.err
    assert "`sitegen new site DIR`" in outcome.err


def test_a_root_without_site_toml_is_wrong_usage(run, tmp_path):
    outcome = run("build", "--root", tmp_path)
    assert outcome.code == 2
    assert "has no site.toml" in outcome.err


@pytest.mark.parametrize("text", ["yesterday", "2026-13-01", "0001-01-01", "9999-12-31", ""])
def test_now_that_is_not_a_valid_time_is_wrong_usage(run, newsroom, text):
    outcome = run("build", "--root", newsroom(), "--now", text)
    assert outcome.code == 2
    assert f'--now is "{text}", which is not a valid time; write 2026-12-31 or 2026-12-31T18:00+02:00.' in outcome.err


@pytest.mark.parametrize("output", [".", "..", "content", "content/www", "themes", "./output/../content", ".sitegen"])
def test_the_site_is_not_built_among_the_newsrooms_own_files(run, fake_build, newsroom, monkeypatch, output):
    root = newsroom()
    monkeypatch.chdir(root)
    outcome = run("build", "--output", output)
    assert outcome.code == 2
    assert "use a separate folder" in " ".join(outcome.err.split())
    assert fake_build.requests == []


@pytest.mark.parametrize("text", ["preview.example", "ftp://preview.example", "https://", "https://a b", "/news"])
def test_a_base_url_that_is_not_valid_is_wrong_usage(run, newsroom, text):
    outcome = run("build", "--root", newsroom(), "--base-url", text)
    assert outcome.code == 2
    assert f'--base-url is "{text}", which is not a valid URL for a site' in " ".join(outcome.err.split())


def test_now_without_offset_is_in_the_zone_of_the_site(run, fake_build, newsroom):
    run("build", "--root", newsroom(), "--now", "2026-11-22")
    assert fake_build.requests[0].now == dt.datetime(2026, 11, 22)  # noqa: DTZ001


@pytest.mark.parametrize(
    "arguments", [["--jobs", "0"], ["--jobs", "many"], ["--no-such-option"], ["surplus"], ["--root", "no-such-folder"]]
)
def test_wrong_usage_has_exit_code_2(run, newsroom, monkeypatch, arguments):
    monkeypatch.chdir(newsroom())
    assert run("build", *arguments).code == 2


def test_a_good_build_prints_a_summary_and_the_next_scheduled_change(run, fake_build, newsroom):
    fake_build.result = Result(
        rendered=("a/index.html", "index.html"),
        deleted=("old.html",),
        unchanged=1200,
        pages=1202,
        articles=1,
        seconds={"parse": 0.5, "render": 1.0},
        next_change_at=dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
    )
    root = newsroom()
    outcome = run("build", "--root", root)
    assert outcome.code == 0
    assert outcome.out == (
        f"1 article, 1,202 pages in {root / 'output'}: 2 rendered, 1,200 unchanged, 1 deleted (1.5 s)\n"
        "Next scheduled change: 2026-12-01T00:00:00+00:00\n"
    )
    assert outcome.err == ""


def test_errors_are_printed_with_their_lines_and_give_exit_code_1(run, fake_build, newsroom):
    fake_build.result = Result(diagnostics=(BAD_DATE, NO_ALT))
    outcome = run("build", "--root", newsroom({"content/a.md": STORY}))
    assert outcome.code == 1
    assert outcome.err == (
        'content/a.md:3:7: error: `date` is "2026-13-02", which is not a valid date. [bad-date]\n'
        "  2 | title: Council\n"
        "  3 | date: 2026-13-02\n"
        "    |       ^\n"
        "  hint: write 2026-12-31\n"
        "content/a.md:5: warning: This picture has no alt text. [missing-alt]\n"
        "  4 | ---\n"
        "  5 | ![](x.png)\n"
    )
    assert outcome.out == "Not built: 1 error and 1 warning. Nothing was deleted.\n"


def test_a_warning_fails_the_build_only_with_strict(run, fake_build, newsroom):
    fake_build.result = Result(diagnostics=(NO_ALT,))
    root = newsroom()
    assert run("build", "--root", root).code == 0
    assert run("build", "--root", root, "--strict").code == 1


def test_many_warnings_of_one_kind_are_counted_but_every_error_is_shown(run, fake_build, newsroom):
    many = [warning("missing-alt", "No alt.", Location("content/a.md", n)) for n in range(1, 31)]
    errors = [error("bad-date", "No date.", Location("content/b.md", n)) for n in range(1, 31)]
    fake_build.result = Result(diagnostics=(*many, *errors))
    outcome = run("build", "--root", newsroom())
    assert outcome.err.count("[missing-alt]") == 21
    assert "10 more warnings like these [missing-alt]; --json lists them all\n" in outcome.err
    assert outcome.err.count("[bad-date]") == 30


def test_json_is_one_object_and_nothing_else(run, fake_build, newsroom):
    fake_build.result = Result(
        diagnostics=(BAD_DATE,),
        rendered=("index.html",),
        written=("index.html",),
        pages=1,
        parsed=3,
        copied=2,
        seconds={"parse": 0.123456},
        next_change_at=dt.datetime(2026, 12, 1, tzinfo=dt.UTC),
    )
    root = newsroom()
    outcome = run("build", "--root", root, "--json")
    assert outcome.code == 1
    assert outcome.err == ""
    assert json.loads(outcome.out) == {
        "ok": False,
        "output": str(root / "output"),
        "articles": 0,
        "pages": 1,
        "parsed": 3,
        "rendered": ["index.html"],
        "written": ["index.html"],
        "unchanged": 0,
        "deleted": [],
        "copied": 2,
        "seconds": {"parse": 0.1235},
        "next_change_at": "2026-12-01T00:00:00+00:00",
        "diagnostics": [
            {
                "path": "content/a.md",
                "line": 3,
                "column": 7,
                "severity": "error",
                "code": "bad-date",
                "message": IMPOSSIBLE,
                "hint": "write 2026-12-31",
            }
        ],
    }


def test_a_full_disk_is_reported_with_the_system_s_message(run, fake_build, newsroom):
    fake_build.problem = OSError(28, "No space left on device", "output/index.html")
    outcome = run("build", "--root", newsroom())
    assert (outcome.code, outcome.err) == (1, "sitegen: output/index.html: No space left on device\n")


def test_a_bug_gives_a_message_and_a_traceback_only_on_request(run, fake_build, newsroom):
    fake_build.problem = KeyError("slug")
    root = newsroom()
    outcome = run("build", "--root", root)
    assert outcome.code == 1
    assert outcome.err.startswith("sitegen: this is a bug in sitegen: KeyError: 'slug'\n  hint: ")
    assert "Traceback" not in outcome.err
    assert "Traceback" in run("--traceback", "build", "--root", root).err


def test_a_bug_with_json_is_still_one_object(run, fake_build, newsroom):
    fake_build.problem = KeyError("slug")
    outcome = run("build", "--root", newsroom(), "--json")
    assert outcome.code == 1
    answer = json.loads(outcome.out)
    assert answer["ok"] is False
    assert [d["code"] for d in answer["diagnostics"]] == ["internal-error"]


def test_github_gets_an_annotation_for_each_diagnostic_with_paths_below_the_repository(
    run, fake_build, newsroom, monkeypatch
):
    root = newsroom()
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    monkeypatch.setenv("GITHUB_WORKSPACE", str(root.parent))
    odd = error("bad-a", "100 %\nof it: a, b", Location("content/x,y:z.md", 2))
    fake_build.result = Result(diagnostics=(BAD_DATE, odd, NO_ALT))
    outcome = run("build", "--root", root)
    assert outcome.out.splitlines()[:3] == [
        "::error file=newsroom/content/a.md,line=3,col=7,title=bad-date"
        '::`date` is "2026-13-02", which is not a valid date. (write 2026-12-31)',
        "::error file=newsroom/content/x%2Cy%3Az.md,line=2,title=bad-a::100 %25%0Aof it: a, b",
        "::warning file=newsroom/content/a.md,line=5,title=missing-alt::This picture has no alt text.",
    ]


def test_github_annotations_do_not_spoil_json(run, fake_build, newsroom, monkeypatch):
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    fake_build.result = Result(diagnostics=(NO_ALT,))
    outcome = run("build", "--root", newsroom(), "--json")
    assert json.loads(outcome.out)["ok"] is True
    assert outcome.err.startswith("::warning ")


def test_colours_are_used_only_where_they_are_wanted(run, fake_build, newsroom, monkeypatch):
    fake_build.result = Result(diagnostics=(NO_ALT,))
    root = newsroom()
    assert "\x1b[" not in run("build", "--root", root).err
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert "\x1b[33m\x1b[1mwarning\x1b[0m" in run("build", "--root", root).err
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[" not in run("build", "--root", root).err


def test_the_environment_reaches_the_build_so_that_source_date_epoch_counts(run, fake_build, newsroom, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    run("build", "--root", newsroom())
    assert fake_build.requests[0].environment["SOURCE_DATE_EPOCH"] == "86400"


def test_a_byte_order_mark_and_broken_utf_8_do_not_hide_the_line(run, fake_build, newsroom):
    fake_build.result = Result(diagnostics=(error("x", "Bad.", Location("content/a.md", 1, 1)),))
    outcome = run("build", "--root", newsroom({"content/a.md": b"\xef\xbb\xbfcaf\xe9\n"}))
    assert outcome.err == "content/a.md:1:1: error: Bad. [x]\n  1 | caf\ufffd\n    | ^\n"


def test_a_diagnostic_of_a_missing_file_has_no_frame(run, fake_build, newsroom):
    fake_build.result = Result(diagnostics=(error("x", "Bad.", Location("content/gone.md", 1, 1)),))
    assert run("build", "--root", newsroom()).err == "content/gone.md:1:1: error: Bad. [x]\n"


def test_the_root_may_be_relative(run, fake_build, newsroom, monkeypatch):
    root = newsroom()
    monkeypatch.chdir(root.parent)
    fake_build.result = Result(diagnostics=(NO_ALT,))
    assert run("build", "--root", "newsroom").code == 0
    assert fake_build.requests[0].root == Path("newsroom")
