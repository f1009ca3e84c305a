"""theme.toml: what it says, and every problem at its line and column."""

from pathlib import Path

from sitegen.errors import arrange, format_diagnostic
from sitegen.theme.manifest import Manifest, read_manifest
from sitegen.theme.model import DeclaredView
from tests.conftest import write_files

CASES = Path(__file__).resolve().parents[1] / "cases" / "theme.toml.txt"
PATH = "themes/evening/theme.toml"


def messages(root: Path, text: str | bytes) -> str:
    """Return what is wrong with a theme.toml, as a terminal shows it."""
    write_files(root, {PATH: text})
    shown = text if isinstance(text, str) else text.decode("utf-8", "replace")
    _, problems = read_manifest(root, root / "themes" / "evening")
    return "\n".join(format_diagnostic(d, {PATH: shown}.get) for d in arrange(problems))


def test_every_problem_is_told_at_its_line_and_column(tmp_path: Path) -> None:
    for case in CASES.read_text(encoding="utf-8").split("\n#####\n"):
        source, _, expected = case.partition("=====\n")
        assert messages(tmp_path, source) == expected.rstrip("\n")


def test_what_a_theme_says(tmp_path: Path) -> None:
    text = """
name = "evening"
extends = ""
homepage = "https://example.org/evening"
slots = ["article.sidebar", "front.row"]
[params]
masthead = "plain"
columns = 3
[views.from_the_region]
category = "@page"
exclude = "@page"
limit = 5
[views.warnings]
select = "latest"
where = {sensitive = true, type = "report"}
"""
    root = write_files(tmp_path, {PATH: text})
    manifest, problems = read_manifest(root, root / "themes" / "evening")
    assert problems == []
    assert manifest == Manifest(
        {"masthead": "plain", "columns": 3},
        {
            "from_the_region": DeclaredView("from_the_region", "articles", {"category": "@page"}, "@page", 5, PATH),
            "warnings": DeclaredView("warnings", "latest", {"sensitive": "true", "type": "report"}, path=PATH),
        },
    )


def test_a_folder_of_overrides_needs_none(tmp_path: Path) -> None:
    assert read_manifest(tmp_path, tmp_path / "themes" / "evening") == (Manifest(), [])


def test_a_theme_that_cannot_be_decoded_says_so(tmp_path: Path) -> None:
    assert messages(tmp_path, b'title = "Caf\xe9"\n').splitlines()[0] == (
        f"{PATH}:1:13: error: The file is not UTF-8: byte 0xE9, which is \u00e9 in Windows-1252. [bad-encoding]"
    )
