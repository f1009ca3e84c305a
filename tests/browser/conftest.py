"""The demo newsroom, built twice (as it is, and from right to left), served, and seen in Chromium.

A small one besides shows what scripts do: a film of a known provider, a block that the browser fetches.
"""

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from sitegen.engine.build import build
from sitegen.engine.request import Request
from tests.conftest import MINIMAL, SITE_TOML, write_files

PROJECT = Path(__file__).resolve().parents[2]

FILM = """\
---
title: A film to click on
date: 2026-11-21T09:00:00+01:00
category: world
author: ada
type: video
---

::: video
url: https://www.youtube.com/watch?v=dQw4w9WgXcQ
title: The film
:::
"""
FETCHED = '\n[blocks.top_stories]\ndelivery = "include"\nsyntax = "script"\n'

_KIND = re.compile(r'<body class="kind-([a-z_]+)">')
_TYPE = re.compile(r'<article class="story type-([a-z-]+)">')


@dataclass(frozen=True)
class BuiltSite:
    """A built newsroom and where it is served."""

    output: Path
    base: str
    pages: dict[str, str]
    """What a page is ("article report", "article paid", "category") -> the URL of the one that has most in it"""

    def url(self, what: str) -> str:
        return self.base + self.pages[what]

    def html(self, what: str) -> str:
        path = self.pages[what]
        file = self.output / path.lstrip("/")
        return (file / "index.html" if path.endswith("/") else file).read_text(encoding="utf-8")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:
        pass


def _served(output: Path) -> Iterator[BuiltSite]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(output)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield BuiltSite(output, f"http://127.0.0.1:{server.server_port}", _richest(output))
    server.shutdown()
    server.server_close()
    thread.join()


def _richest(output: Path) -> dict[str, str]:
    """Return the largest page of each kind; of articles, of each type, and the largest that was paid for."""
    sizes: dict[str, tuple[int, str]] = {}
    for file in sorted(output.rglob("*.html")):
        html = file.read_text(encoding="utf-8")
        kind = _KIND.search(html)
        if not kind:
            continue
        story = _TYPE.search(html)
        names = [kind[1], f"article {story[1]}" if story else "", "article paid" if "paid-notice" in html else ""]
        path = "/" + file.relative_to(output).as_posix().removesuffix("index.html")
        for name in filter(None, names):
            sizes[name] = max(sizes.get(name, (0, "")), (len(html), path))
    return {name: path for name, (_, path) in sizes.items()}


def _build(folder: Path, language: str = "") -> Path:
    shutil.copytree(PROJECT / "content", folder / "content")
    settings = (PROJECT / "site.toml").read_text(encoding="utf-8")
    if language:
        settings, changed = re.subn(r'(?m)^language = ".*"$', f'language = "{language}"', settings)
        assert changed == 1
    (folder / "site.toml").write_text(settings, encoding="utf-8")
    return _output(folder)


def _output(folder: Path) -> Path:
    result = build(Request(folder))
    assert result.ok, "\n".join(f"{d.location}: {d.message}" for d in result.diagnostics if d.severity == "error")
    return folder / "output"


@pytest.fixture(scope="session")
def ltr_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    yield from _served(_build(tmp_path_factory.mktemp("ltr")))


@pytest.fixture(scope="session")
def rtl_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    """The same stories in a newspaper whose language is Urdu, so that pages of every kind run from right to left."""
    yield from _served(_build(tmp_path_factory.mktemp("rtl"), "ur"))


@pytest.fixture(scope="session")
def script_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BuiltSite]:
    files = {**MINIMAL, "site.toml": SITE_TOML + FETCHED, "content/articles/film.md": FILM}
    yield from _served(_output(write_files(tmp_path_factory.mktemp("script"), files)))
