"""Every test file is found when the tests are run without naming any, and every folder's by `make quick` too."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

from tests.conftest import COLLECTED

TESTS = Path(__file__).resolve().parent


def test_no_folder_of_tests_has_a_name_that_pytest_passes_over(request: pytest.FixtureRequest) -> None:
    patterns: list[str] = request.config.getini("norecursedirs")
    folders = {
        folder for file in TESTS.rglob("test_*.py") for folder in file.parents if TESTS in (folder, *folder.parents)
    }
    passed_over = {folder.name for folder in folders for pattern in patterns if fnmatch(folder.name, pattern)}
    assert passed_over == set()


def test_make_quick_runs_a_test_of_every_folder(request: pytest.FixtureRequest) -> None:
    """Of those folders that were collected."""
    marks = ("slow", "browser")
    tests = request.config.stash[COLLECTED]
    quick = {test.path.parent for test in tests if not any(test.get_closest_marker(mark) for mark in marks)}
    assert {test.path.parent for test in tests} - quick == set()
