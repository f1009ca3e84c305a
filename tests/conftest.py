"""What every floor's tests share: small newsrooms written from a mapping, and a Chromium that CI may not lack."""

import os
import shutil
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

Files = Mapping[str, str | bytes]
WriteNewsroom = Callable[..., Path]

COLLECTED = pytest.StashKey[list[pytest.Item]]()
"""Every test that was collected, before any is deselected"""

SITE_TOML = """\
title = "The Daily Example"
base_url = "https://news.example.org"
language = "en"
timezone = "Europe/Paris"
now = "2026-11-22T12:00:00+01:00"

[[categories]]
id = "world"
title = "World"
"""

AUTHOR = "---\nname: Ada Byron\n---\n\nAda Byron reports for the desk.\n"

STORY = """\
---
title: Council passes budget
date: 2026-11-20T09:00:00+01:00
category: world
author: ada
---

## What to Know

The council passed its budget.

## What Happened

It voted after midnight.

## Why it Matters

Schools can open.
"""

MINIMAL: Files = {
    "site.toml": SITE_TOML,
    "content/authors/ada.md": AUTHOR,
    "content/articles/council-passes-budget.md": STORY,
}
"""The least newsroom that builds: one category, one author, one story."""


def write_files(root: Path, files: Files) -> Path:
    """Write every file below the root, text as UTF-8 without translation of line ends; return the root."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return root


@pytest.fixture
def newsroom(tmp_path: Path) -> WriteNewsroom:
    """`newsroom()` writes the minimal newsroom, `newsroom({path: text})` that with more or other files (None removes
    one); `newsroom(files, bare=True)` these files alone. Returns the root."""

    def write(files: Mapping[str, str | bytes | None] | None = None, *, bare: bool = False) -> Path:
        wanted = {**({} if bare else MINIMAL), **(files or {})}
        kept = {name: content for name, content in wanted.items() if content is not None}
        return write_files(tmp_path / "newsroom", kept)

    return write


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of a Chromium or Chrome; a test that asks for it is marked `browser`."""
    for name in ("chromium", "chromium-browser", "google-chrome", "chrome"):
        if path := shutil.which(name):
            return path
    pytest.skip("no Chromium on this machine")


@pytest.fixture(scope="session")
def browser(chromium: str) -> "Generator[Browser]":
    """One for all tests: Playwright is not started twice in a process."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark the tests that drive a browser."""
    for item in items:
        if isinstance(item, pytest.Function) and "chromium" in item.fixturenames:
            item.add_marker("browser")
    config.stash[COLLECTED] = [*items]


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped browser test is a failed one."""
    report = yield
    if report.skipped and item.get_closest_marker("browser") and os.environ.get("CI"):
        report.outcome = "failed"
        report.longrepr = f"A browser test may not be skipped in CI: {report.longrepr}"
    return report
