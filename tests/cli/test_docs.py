"""docs/commands.md names every command and option, and its JSON is that of a build."""

import importlib
import json
import re
from pathlib import Path

import click
import pytest

from sitegen.cli.main import COMMANDS
from sitegen.cli.report import format_annotations, to_json
from sitegen.engine.request import Request, Result
from sitegen.errors import Location, error

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
README = (Path(__file__).resolve().parents[2] / "README.md").read_text(encoding="utf-8")
PROBLEM = error(
    "bad-date",
    '`date` is "2026-13-02", which is not a valid date.',
    Location("content/articles/budget.md", 4, 7),
    "write 2026-12-31 or 2026-12-31T18:00+02:00",
)


def section(name: str) -> str:
    found = re.search(rf"^## sitegen {name}\b.*?(?=^## )", TEXT, re.MULTILINE | re.DOTALL)
    assert found, name
    return found[0]


def options(command: click.Command) -> set[str]:
    found = {max(p.opts, key=len) for p in command.params if isinstance(p, click.Option)} - {"--help"}
    subcommands = command.commands.values() if isinstance(command, click.Group) else ()
    return found.union(*(options(sub) for sub in subcommands))


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_its_options(name: str) -> None:
    command = importlib.import_module(COMMANDS[name][0]).command
    text = section(name)
    assert [option for option in sorted(options(command)) if option not in text] == []
    assert set(re.findall(r"--[a-z][a-z-]*", text)) - {"--help"} <= options(command)
    assert f"sitegen {name}" in README


def test_the_json_of_the_guide_is_that_of_a_build() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", TEXT, re.DOTALL)
    shown = json.loads(example)
    made = json.loads(to_json(Result(diagnostics=(PROBLEM,)), Request(Path("site"))))
    assert list(shown) == list(made)
    assert shown["diagnostics"] == made["diagnostics"]


def test_the_annotation_of_the_guide_is_real() -> None:
    (line,) = format_annotations([PROBLEM], Path("site"), {"GITHUB_WORKSPACE": "site"})
    (shown,) = re.findall(r"^    (::error .*) or \.\.\.\)$", TEXT, re.MULTILINE)
    assert line.startswith(shown)
