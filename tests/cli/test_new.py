"""`sitegen new`: creates valid files and overwrites nothing."""

import subprocess
import tomllib

import pytest

from sitegen.config.read import parse_config
from sitegen.starter.scaffold import load_newsroom

CATEGORIES = """
[[categories]]
id = "politics"
title = "Politics"

[[categories]]
id = "parliament"
title = "Parliament"
parent = "politics"
"""


@pytest.fixture
def root(newsroom, monkeypatch):
    """A newsroom with a second desk, entered, at noon of 22 November 2026 in Paris."""
    root = newsroom()
    with (root / "site.toml").open("a", encoding="utf-8") as file:
        file.write(CATEGORIES)
    monkeypatch.chdir(root)
    return root


def test_new_site_creates_a_newsroom_and_prints_the_next_step(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = run("new", "site", "paper")
    files = load_newsroom()
    assert outcome.code == 0
    assert outcome.out == f"Created a newsroom of {len(files)} files in paper. Next: cd paper, then sitegen build\n"
    written = {p.relative_to(tmp_path / "paper").as_posix(): p for p in (tmp_path / "paper").rglob("*") if p.is_file()}
    assert {name: path.read_bytes() for name, path in written.items()} == files
    assert {"site.toml", ".gitignore", "content/pages/about.md", "content/sponsors/linden-paper.toml"} <= files.keys()


def test_the_settings_of_a_new_site_are_valid():
    config, problems = parse_config(load_newsroom()["site.toml"].decode(), "site.toml")
    assert problems == ()
    assert config is not None
    assert config.title == "The Daily Example"


def test_new_site_here_needs_no_change_of_folder(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    outcome = run("new", "site", ".")
    assert outcome.out.endswith("Next: sitegen build\n")
    assert (tmp_path / "site.toml").is_file()


def test_new_site_refuses_a_folder_that_is_not_empty(run, tmp_path):
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    outcome = run("new", "site", tmp_path)
    assert outcome.code == 2
    assert f"{tmp_path} is not empty; use a new folder" in outcome.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_new_site_accepts_a_new_repository_as_empty(run, tmp_path):
    subprocess.run(["git", "init", "-q", tmp_path], check=True)
    assert run("new", "site", tmp_path).code == 0


def test_new_site_refuses_a_file(run, tmp_path):
    (tmp_path / "x").write_text("", encoding="utf-8")
    assert run("new", "site", tmp_path / "x").code == 2


def test_new_article_writes_a_draft_with_the_sections_of_its_type(run, root):
    outcome = run("new", "article", 'Council: "never" again')
    file = root / "content/articles/2026/council-never-again.md"
    assert outcome.code == 0
    assert outcome.out == f"Created {file}, a draft in world by ada.\n"
    assert file.read_bytes().decode() == (
        '---\ntitle: "Council: \\"never\\" again"\ndate: 2026-11-22T12:00+01:00\ncategory: world\nauthor: ada\n'
        "tags: []\ndraft: true\n---\n\n## What to Know\n\n## What Happened\n\n## Why it Matters\n"
    )


def test_new_article_takes_type_category_and_date(run, root):
    outcome = run(
        "new", "article", "Почему так", "--type", "analysis", "--category", "parliament", "--date", "2025-03-04T05:06"
    )
    assert outcome.code == 0
    assert (root / "content/articles/2025/почему-так.md").read_text(encoding="utf-8") == (
        '---\ntitle: "Почему так"\ndate: 2025-03-04T05:06+01:00\ncategory: politics\nsubcategory: parliament\n'
        "author: ada\ntype: analysis\ntags: []\ndraft: true\n---\n\n"
    )


def test_new_article_never_overwrites(run, root):
    assert run("new", "article", "One").code == 0
    file = root / "content/articles/2026/one.md"
    file.write_text("mine", encoding="utf-8")
    outcome = run("new", "article", "One")
    assert outcome.code == 2
    assert f"{file} already exists; nothing was written." in outcome.err
    assert file.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["One", "--category", "wrold"], "There is no category `wrold`; did you mean `world`?"),
        (["One", "--type", "reprot"], "There is no type `reprot`; did you mean `report`?"),
        (["One", "--author", "adda"], "There is no author `adda`; did you mean `ada`?"),
        (["One", "--date", "soon"], '--date is "soon", which is not a valid time'),
        (["!!!"], 'The title "!!!" has no letter or digit'),
        (["One\nTwo"], "a character that is not printable"),
    ],
)
def test_new_article_explains_wrong_arguments(run, root, arguments, words):
    outcome = run("new", "article", *arguments)
    assert outcome.code == 2
    assert words in " ".join(outcome.err.split())
    assert not (root / "content/articles/2026").exists()


def test_new_article_without_any_author_suggests_creating_one(run, root):
    (root / "content/authors/ada.md").unlink()
    assert "create one with `sitegen new author ID`" in run("new", "article", "One").err


def test_new_article_with_broken_settings_shows_where(run, root):
    (root / "site.toml").write_text("title = \n", encoding="utf-8")
    outcome = run("new", "article", "One")
    assert outcome.code == 1
    assert outcome.err.startswith("site.toml:1")


def test_new_author_writes_a_name_and_leaves_the_biography_to_you(run, root):
    assert run("new", "author", "jane-doe", "--name", 'Jane "J" Doe').code == 0
    file = root / "content/authors/jane-doe.md"
    assert file.read_text(encoding="utf-8") == '---\nname: "Jane \\"J\\" Doe"\n---\n'
    run("new", "author", "max-power")
    assert 'name: "Max Power"' in (root / "content/authors/max-power.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("identity", ["Jane Doe", "../jane", "", "jane/doe", "-"])
def test_an_id_is_its_own_slug(run, root, identity):
    before = sorted(root.rglob("*"))
    assert run("new", "author", "--", identity).code == 2
    assert sorted(root.rglob("*")) == before


def test_new_campaign_creates_the_sponsor_and_then_adds_to_it(run, root):
    assert run("new", "campaign", "acme-spring", "--sponsor", "acme", "--start", "2026-12-01").code == 0
    assert run("new", "campaign", "acme-summer", "--sponsor", "acme", "--end", "2027-07-01").code == 0
    file = root / "content/sponsors/acme.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    assert table["name"] == "Acme"
    campaigns = [(c["id"], str(c["start"]), str(c["end"]), len(c["slots"])) for c in table["campaigns"]]
    assert campaigns == [
        ("acme-spring", "2026-12-01", "2026-12-31", 1),
        ("acme-summer", "2026-11-22", "2027-07-01", 1),
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["acme", "--slot", "nowhere"], "There is no slot `nowhere`"),
        (["acme", "--start", "2026-12-01", "--end", "2026-12-01"], "which is not after its start on 2026-12-01"),
        (["acme", "--start", "tomorrow"], "does not match the format"),
        (["A B"], "`A B` is not a valid ID; write a-b"),
    ],
)
def test_new_campaign_explains_wrong_arguments(run, root, arguments, words):
    outcome = run("new", "campaign", *arguments)
    assert outcome.code == 2
    assert words in " ".join(outcome.err.split())
    assert not (root / "content/sponsors").exists()


def test_new_campaign_refuses_the_same_id_twice(run, root):
    run("new", "campaign", "acme")
    outcome = run("new", "campaign", "acme")
    assert outcome.code == 2
    assert "already has a campaign `acme`" in outcome.err
