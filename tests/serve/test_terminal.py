"""`sitegen serve` as a program: its output, its start and its end."""

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty, Queue

import pytest

from tests.cli.conftest import QUIET
from tests.engine.kit import Newsroom, differences, make, story
from tests.serve.kit import TIMEOUT, wait_until

posix = pytest.mark.skipif(os.name == "nt", reason="there is no SIGINT to send to another process on Windows")


@dataclass
class Program:
    process: "subprocess.Popen[str]"
    said: list[str] = field(default_factory=list)
    lines: "Queue[str]" = field(default_factory=Queue)

    def line(self, pattern: str) -> "re.Match[str]":
        """Return the next line that matches."""
        end = time.monotonic() + TIMEOUT
        while (left := end - time.monotonic()) > 0:
            try:
                line = self.lines.get(timeout=left)
            except Empty:
                break
            if found := re.search(pattern, line):
                return found
        raise AssertionError(f"it never said {pattern}, but: {self.said}")

    def read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(line)
            self.lines.put(line)


@contextmanager
def program(newsroom: Newsroom, *arguments: str) -> Iterator[Program]:
    environment = {k: v for k, v in os.environ.items() if k not in QUIET} | {"PYTHONUNBUFFERED": "1"}
    command: Sequence[str] = [sys.executable, "-m", "sitegen", "serve", "--root", str(newsroom.root), *arguments]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", env=environment
    ) as process:
        it = Program(process)
        reader = threading.Thread(target=it.read)
        reader.start()
        try:
            yield it
        finally:
            if process.poll() is None:
                process.kill()
            process.wait(TIMEOUT)
            reader.join(TIMEOUT)


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return make(tmp_path / "newsroom")


def test_it_prints_the_address_of_the_site_and_the_result_of_each_save(newsroom: Newsroom) -> None:
    with program(newsroom, "--port", "0") as it:
        base = it.line(r"^Serving The Daily Example at (http://127\.0\.0\.1:\d+/) \(stop with Ctrl-C\)$")[1]
        it.line(
            r"^\d\d:\d\d:\d\d 7 articles, \d+ pages in .*output: \d+ rendered, 0 unchanged, 0 deleted \(\d+\.\d+ s\)$"
        )
        with urllib.request.urlopen(f"{base}world/story-3/", timeout=TIMEOUT) as answer:
            assert b"Story 3" in answer.read()
        newsroom.write("content/articles/story-3.md", story("Story 3", day=13, tags="[t0]", body="Other words."))
        it.line(r"^\d\d:\d\d:\d\d [1-9]\d* rendered, 0 deleted \(\d+\.\d\d s\)$")
        good = newsroom.read("content/articles/story-3.md")
        newsroom.write("content/articles/story-3.md", good.replace("2026-11-13", "2026-13-13"))
        it.line(r"^content/articles/story-3\.md:3:7: error: `date` is .* \[bad-date\]$")
        it.line(r"^  hint: write 2026-12-31")
        newsroom.write("content/articles/story-3.md", good.replace("Other", "Better"))
        it.line(r"^\d\d:\d\d:\d\d [1-9]\d* rendered, 0 deleted")
        assert "Traceback" not in "".join(it.said)


def test_it_says_when_an_error_is_fixed_though_no_page_has_changed(newsroom: Newsroom) -> None:
    with program(newsroom, "--port", "0") as it:
        it.line("7 articles")
        good = newsroom.read("content/articles/story-3.md")
        newsroom.write("content/articles/story-3.md", good.replace("2026-11-13", "2026-13-13"))
        it.line("Not built: 1 error")
        newsroom.write("content/articles/story-3.md", good)
        it.line(r"^\d\d:\d\d:\d\d 0 rendered, 0 deleted")


@pytest.mark.slow
@posix
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_it_ends_within_a_second_and_leaves_a_complete_site(newsroom: Newsroom, number: signal.Signals) -> None:
    with program(newsroom, "--port", "0") as it:
        it.line("^Serving")
        it.line("7 articles")
        start = time.monotonic()
        it.process.send_signal(number)
        code = it.process.wait(TIMEOUT)
        assert time.monotonic() - start < seconds_to_end()
    assert code == (130 if number is signal.SIGINT else 0)
    assert "Traceback" not in "".join(it.said)
    tree = newsroom.tree()
    newsroom.built()
    assert differences(tree, newsroom.tree()) == []


@pytest.mark.slow
@posix
def test_it_ends_within_a_second_though_a_build_is_under_way_and_tabs_are_open(newsroom: Newsroom) -> None:
    """Every file is whole, and the next build ends with the site of a clean build."""
    import psutil
    from websockets.sync.client import connect

    for n in range(600):
        newsroom.write(f"content/articles/old-{n}.md", story(f"Old {n}", slug=f"archive-{n}", day=1 + n % 20))
    with program(newsroom, "--port", "0") as it:
        base = it.line(r"^Serving .* at http://([^/]+)/")[1]
        with connect(f"ws://{base}/_sitegen/live?path=/") as tab:
            tab.recv(TIMEOUT)
            wait_until(lambda: any((newsroom.root / "output/world").glob("*/index.html")))
            family = psutil.Process(it.process.pid).children(recursive=True)
            start = time.monotonic()
            it.process.send_signal(signal.SIGINT)
            it.process.wait(TIMEOUT)
            assert time.monotonic() - start < seconds_to_end()
        assert it.process.returncode == 130
        _, alive = psutil.wait_procs(family, TIMEOUT)
        assert alive == []
    assert "Traceback" not in "".join(it.said)
    # Names of unfinished files begin with a dot; the next build removes them.
    pages = [data for path, data in newsroom.tree().items() if re.fullmatch("world/.*/index.html", path)]
    assert pages
    assert all(data.rstrip().endswith(b"</html>") for data in pages)
    clean = newsroom.clean_copy(newsroom.root.parent / "clean")
    clean.built()
    newsroom.built()
    assert differences(newsroom.tree(), clean.tree()) == []


def seconds_to_end() -> float:
    """Return one second, or more on a busy machine."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else 1.0
    return 1.0 * max(1.0, load / (os.cpu_count() or 1))


def test_the_message_about_a_used_port_suggests_another(newsroom: Newsroom) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        with program(newsroom, "--port", str(port)) as it:
            assert it.process.wait(TIMEOUT) == 2
    said = "".join(it.said)
    assert f"Port {port} is used by another program" in said
    assert f"--port {port + 1 if port < 65535 else 0}" in said
    assert not (newsroom.root / "output").exists()


def test_an_address_that_is_not_this_machine_s(newsroom: Newsroom) -> None:
    with program(newsroom, "--port", "0", "--host", "203.0.113.7") as it:
        assert it.process.wait(TIMEOUT) == 2
    assert "Cannot listen on 203.0.113.7" in "".join(it.said)
    assert "Omit --host" in "".join(it.said)


def test_a_host_that_others_can_reach_leads_to_a_warning(newsroom: Newsroom) -> None:
    with program(newsroom, "--port", "0", "--host", "0.0.0.0") as it:
        it.line(r"^Anyone who can reach this machine at 0\.0\.0\.0 can read the site, including drafts\.")
        it.line(r"^Serving The Daily Example at http://127\.0\.0\.1:\d+/ ")


def test_the_server_starts_with_a_broken_site_toml(newsroom: Newsroom) -> None:
    good = newsroom.read("site.toml")
    newsroom.write("site.toml", "title = \n")
    with program(newsroom, "--port", "0") as it:
        it.line(r"^Serving .* at http://127\.0\.0\.1:\d+/ ")
        it.line(r"^site\.toml:1:\d+: error: ")
        newsroom.write("site.toml", good)
        it.line(r"^\d\d:\d\d:\d\d .*rendered, 0 deleted|7 articles")


def test_a_folder_without_site_toml(tmp_path: Path) -> None:
    with program(Newsroom(tmp_path), "--port", "0") as it:
        assert it.process.wait(TIMEOUT) == 2
    assert "site.toml" in "".join(it.said)
