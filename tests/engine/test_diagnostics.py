"""Whatever is wrong in a newsroom is said in one run, each thing at its line, and nothing is lost by it.

The texts are golden files in tests/cases/errors/; SITEGEN_GOLDEN=write renews them, for a person to read.
"""

import errno
import os
from pathlib import Path

import pytest

from sitegen import files
from sitegen.engine.diagnostics import make_text_reader
from sitegen.engine.request import Result
from sitegen.errors import format_diagnostic
from tests.engine.kit import Newsroom, make, story

GOLDEN = Path(__file__).parents[1] / "cases" / "errors"
GOOD = story("A good story")

BAD_STORIES: dict[str, str | bytes] = {
    "unclosed-fence": GOOD.replace("\n---\n\n##", "\n\n##", 1),
    "bad-yaml": GOOD.replace("category: world", "category: [world"),
    "bad-toml": '+++\ntitle = "A"\ndate = 2026-11-20\ncategory = world\n+++\n\nText.\n',
    "bad-json": '{\n  "title": "A",\n  "category": "world"\n  "date": "2026-11-20"\n}\n\nText.\n',
    "no-mapping": "---\n- title\n- date\n---\n\nText.\n",
    "wrong-type": GOOD.replace("author: ada", "author: ada\ntags: 12\ndraft: perhaps"),
    "unknown-key": GOOD.replace("author: ada", "author: ada\nsumary: Short."),
    "impossible-date": GOOD.replace("2026-11-20T09:00:00+01:00", "2026-13-02"),
    "missing-title": GOOD.replace("title: A good story\n", ""),
    "unknown-author": GOOD.replace("author: ada", "author: adda"),
    "unknown-category": GOOD.replace("category: world", "category: wrold"),
    "missing-section": GOOD.replace("## Why it Matters\n\nIt will be remembered.\n", ""),
    "misspelt-section": GOOD.replace("## What Happened", "## What Hapened"),
    "repeated-section": GOOD + "\n## What to Know\n\nAgain.\n",
    "sections-out-of-order": GOOD.replace("What to Know", "x")
    .replace("What Happened", "What to Know")
    .replace("## x", "## What Happened"),
    "duplicate-slug": GOOD.replace("title: A good story", "title: Other\nslug: a-good-story"),
    "broken-slug-link": GOOD.replace("on a day", "on a day, see [[no-such-story]]"),
    "broken-file-link": GOOD.replace("on a day", "on a day, see [that](no-such-file.md)"),
    "missing-picture": GOOD.replace("It happened", "![A bridge](bridge.jpg)\n\nIt happened"),
    "missing-lead-picture": GOOD.replace("author: ada", "author: ada\nimage: {src: lead.jpg, alt: A lead}"),
    "invalid-utf8": GOOD.encode().replace(b"on a day", b"on a d\xe9y"),
    "nul-bytes": GOOD.encode().replace(b"on a day", b"on a \x00day"),
    "slug-out-of-the-tree": GOOD.replace("author: ada", "author: ada\nslug: ../../etc"),
    "yaml-without-end": GOOD.replace(
        "author: ada",
        "author: ada\nextra:\n  a: &a [x, x, x, x, x, x, x, x, x]\n"
        + "".join(
            f"  {name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
            for before, name in zip("abcdefgh", "bcdefghi", strict=True)
        ),
    ),
    "python-object": GOOD.replace("author: ada", "author: ada\nextra: !!python/object/apply:os.system [ls]"),
    "duplicate-key": GOOD.replace("author: ada", "author: ada\ntitle: Twice"),
    "unknown-container": GOOD.replace("It happened", "::: vidio\nurl: https://example.org/v\n:::\n\nIt happened"),
}


def said(newsroom: Newsroom, result: Result) -> str:
    read = make_text_reader(newsroom.root)
    return "\n\n".join(format_diagnostic(d, read) for d in result.diagnostics) + "\n"


def assert_golden(name: str, text: str) -> None:
    file = GOLDEN / f"{name}.txt"
    if os.environ.get("SITEGEN_GOLDEN") == "write":
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", list(BAD_STORIES))
def test_a_bad_story_is_said_at_its_line(name: str, tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a", {"content/articles/a-good-story.md": GOOD})
    newsroom.built()
    before = newsroom.tree()
    newsroom.write(f"content/articles/{name}.md", BAD_STORIES[name])
    result = newsroom.build()
    assert not result.ok
    assert_golden(name, said(newsroom, result))
    assert newsroom.tree() == before


def test_all_that_is_wrong_is_said_in_one_run(tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a", {"content/articles/a-good-story.md": GOOD})
    for name, text in BAD_STORIES.items():
        newsroom.write(f"content/articles/{name}.md", text)
    result = newsroom.build()
    in_files = {d.location.path.rpartition("/")[2].removesuffix(".md") for d in result.diagnostics}
    assert in_files >= set(BAD_STORIES) - {"duplicate-slug"}
    assert not (newsroom.root / "output").exists()


@pytest.mark.parametrize(
    "text",
    [b"\xef\xbb\xbf" + GOOD.encode(), GOOD.replace("\n", "\r\n").encode()],
    ids=["byte order mark", "carriage returns"],
)
def test_a_byte_order_mark_and_carriage_returns_are_accepted(text: bytes, tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a", {"content/articles/a-good-story.md": GOOD})
    newsroom.built()
    plain = newsroom.tree()
    newsroom.write("content/articles/a-good-story.md", text)
    assert newsroom.built().diagnostics == ()
    assert newsroom.tree() == plain


def test_a_file_of_50_megabytes_is_refused_without_being_read(tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a")
    newsroom.write("content/articles/huge.md", b"x" * 50_000_000)
    result = newsroom.build()
    assert [(d.code, str(d.location)) for d in result.diagnostics] == [("too-large", "content/articles/huge.md")]


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege on Windows")
def test_a_link_out_of_content_is_refused(tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a")
    (tmp_path / "secret.md").write_text(GOOD, encoding="utf-8")
    (newsroom.root / "content/articles/leak.md").symlink_to(tmp_path / "secret.md")
    result = newsroom.build()
    assert [(d.code, str(d.location)) for d in result.diagnostics] == [("link-outside", "content/articles/leak.md")]


BAD_SETTINGS = {
    "settings-unknown-key": ('title = "The Daily Example"', 'title = "x"\ntimezon = "UTC"'),
    "settings-bad-zone": ('timezone = "Europe/Paris"', 'timezone = "Europe/Pariss"'),
    "settings-no-theme": ('theme = "paper"', 'theme = "papper"'),
    "settings-bad-toml": ('theme = "paper"', "theme = paper"),
    "settings-unknown-field": (
        'theme = "paper"',
        'theme = "paper"\n[content.fields]\ntag = ["a"]\n"imgae.alt" = "alt"',
    ),
}


@pytest.mark.parametrize("name", list(BAD_SETTINGS))
def test_bad_settings_are_said_at_their_line(name: str, tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a")
    newsroom.replace("site.toml", *BAD_SETTINGS[name])
    assert_golden(name, said(newsroom, newsroom.build()))


BAD_TEMPLATES = {
    "template-syntax": ("templates/article.html", "{% endblock %}", "{% endblok %}"),
    "template-unknown-name": ("templates/base.html", "{{ site.title }}", "{{ sight.title }}"),
    "template-undefined-attribute": ("templates/list.html", "pagination.older", "pagination.oldest"),
    "template-unknown-filter": ("templates/list.html", "pagination.older", "pagination.older|shout"),
}


@pytest.mark.parametrize("name", list(BAD_TEMPLATES))
def test_a_bad_template_is_said_with_its_file_and_line(name: str, tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a")
    newsroom.built()
    before = newsroom.tree()
    path, old, new = BAD_TEMPLATES[name]
    newsroom.replace(f"themes/paper/{path}", old, new)
    newsroom.delete("content/articles/story-1.md")
    result = newsroom.build()
    assert not result.ok
    assert_golden(name, said(newsroom, result))
    assert set(newsroom.tree()) == set(before), "something was deleted in spite of an error"


def test_an_output_that_is_no_folder_is_said(tmp_path: Path) -> None:
    newsroom = make(tmp_path / "a")
    newsroom.write("output", "a file")
    result = newsroom.build()
    assert {d.code for d in result.diagnostics} == {"cannot-write"}
    assert newsroom.read("output") == "a file"


def test_a_full_disk_leaves_the_old_site_whole_and_the_next_build_mends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    newsroom = make(tmp_path / "a")
    newsroom.built()
    before = newsroom.tree()
    newsroom.replace("site.toml", "The Daily Example", "The Full Example")
    real, room = os.replace, 3

    def replace(source: str, target: str) -> None:
        nonlocal room
        room -= 1
        if room < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        real(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(files.os, "replace", replace)
        result = newsroom.build()
    assert {d.code for d in result.diagnostics} == {"cannot-write"}
    assert result.diagnostics[0].message.startswith("This output could not be written: No space left on device.")
    assert result.deleted == ()
    after = newsroom.tree()
    assert set(after) == set(before)
    assert newsroom.built().diagnostics == ()
    clean = newsroom.clean_copy(tmp_path / "clean")
    clean.built()
    assert newsroom.tree() == clean.tree()
