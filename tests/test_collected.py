"""Every test file is found when the tests are run without naming any."""

from fnmatch import fnmatch
from pathlib import Path

import pytest

TESTS = Path(__file__).resolve().parent


def test_no_folder_of_tests_has_a_name_that_pytest_passes_over(request: pytest.FixtureRequest) -> None:
    patterns: list[str] = request.config.getini("norecursedirs")
    folders = {
        folder for file in TESTS.rglob("test_*.py") for folder in file.parents if TESTS in (folder, *folder.parents)
    }
    passed_over = {folder.name for folder in folders for pattern in patterns if fnmatch(folder.name, pattern)}
    assert passed_over == set()
