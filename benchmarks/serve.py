"""Measures `sitegen serve` as a writer sees it: `python benchmarks/serve.py --articles 1000 --articles 10000`.

A headless Chromium shows a story; its file is saved; the time runs until the browser has painted the new text. Besides:
how long the first request for a story takes on a cold cache, and the memory of all processes.
"""

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
from generators import ENVIRONMENT, SETTLE, Archive, Sitegen

HERE = Path(__file__).resolve().parent
WATCH = """
const look = () => {
  const found = document.body && document.body.textContent.match(/Saved for the (\\d+)th time/);
  if (found && window.lastSeen !== found[1]) {
    window.lastSeen = found[1];
    requestAnimationFrame(() => setTimeout(() => {
      window.painted = {number: +found[1], at: performance.timeOrigin + performance.now(), told: window.told};
    }));
  }
};
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", (event) => {
      if ("files" in JSON.parse(event.data)) window.told = performance.timeOrigin + performance.now();
    });
  }
};
new MutationObserver(look).observe(document, {childList: true, subtree: true, characterData: true});
"""
PATIENCE = 600.0


@dataclass(frozen=True, slots=True)
class Times:
    """What was measured with one archive. Seconds."""

    articles: int
    first: float
    """From the start of the command to the first story, on a cold cache"""
    first_request: float
    """The same, from when the port answers"""
    ready: float
    """Until the whole site is built"""
    saves: tuple[float, ...]
    """From each save to the new page"""
    builds: tuple[float, ...]
    """Of that, the build's own"""
    tells: tuple[float, ...]
    """From each save until the browser is told: quiet period, the page made ahead of the build, message"""
    memory: int
    """Bytes of all processes at the end"""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0] + ".")
    parser.add_argument("--articles", type=int, action="append", help="archive size, may be repeated (default: 1000)")
    parser.add_argument("--saves", type=int, default=25, help="how often a story is saved (default: 25)")
    parser.add_argument("--pause", type=float, default=0.4, help="seconds between two saves (default: 0.4)")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome") or "")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for archives and built sites")
    return parser.parse_args()


@contextmanager
def serving(root: Path) -> Iterator[tuple["subprocess.Popen[str]", str, float]]:
    """Start the server; give its process, its address and how long it took to say it."""
    start = time.monotonic()
    command = [sys.executable, "-m", "sitegen", "serve", "--root", str(root), "--port", "0"]
    pipe = subprocess.PIPE
    environment = {**ENVIRONMENT, "PYTHONUNBUFFERED": "1"}
    with subprocess.Popen(command, stdout=pipe, stderr=subprocess.DEVNULL, text=True, env=environment) as process:
        assert process.stdout
        address = re.search(r"http://[^/]+", process.stdout.readline())
        assert address
        try:
            yield process, address[0], time.monotonic() - start
        finally:
            process.terminate()
            process.wait(10)


def ask(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as problem:
        return problem.code, ""


def state(base: str, path: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(ask(f"{base}/_sitegen/status?path={path}")[1])
    return answer


def story_of(folder: Path) -> tuple[Path, str]:
    """Return the file and the URL of the story in the middle of the archive."""
    stories = sorted((folder / "content" / "articles").rglob("story-*.md"))
    file = stories[len(stories) // 2]
    category = re.search(r"^category: (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert category
    return file, f"/{category[1]}/{file.stem}/"


def measure(count: int, arguments: argparse.Namespace) -> Times:
    archive = Sitegen(Archive(arguments.work.resolve(), count, HERE / "corpus.py"), "include")
    for folder in archive.state():
        shutil.rmtree(folder, ignore_errors=True)
    file, path = story_of(archive.folder)
    original = file.read_text(encoding="utf-8")
    start = time.monotonic()
    try:
        with serving(archive.folder) as (process, base, bound):
            asked = time.monotonic()
            while ask(base + path)[0] != 200:
                time.sleep(0.02)
            first, first_request = time.monotonic() - start, time.monotonic() - asked
            assert process.stdout
            said = process.stdout.readline()
            ready = time.monotonic() - start
            print(f"{count:,}: {said.strip()} (address after {bound:.2f} s)", file=sys.stderr)
            time.sleep(SETTLE)
            saves, builds, tells = save_and_look(base, path, file, original, arguments)
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
            memory = sum(member.memory_info().rss for member in family)
    finally:
        file.write_text(original, encoding="utf-8", newline="\n")
    return Times(count, first, first_request, ready, saves, builds, tells, memory)


def save_and_look(
    base: str, path: str, file: Path, original: str, arguments: argparse.Namespace
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    from playwright.sync_api import sync_playwright

    saves, builds, tells = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(WATCH)
        page.goto(base + path)
        page.wait_for_timeout(2000)
        for number in range(arguments.saves + 1):
            text = original.replace("\n## Why", f"\nSaved for the {number}th time.\n\n## Why", 1)
            saved = time.time()
            file.write_text(text, encoding="utf-8", newline="\n")
            page.wait_for_function(f"window.painted && window.painted.number === {number}", timeout=PATIENCE * 1000)
            painted, told = page.evaluate("[window.painted.at / 1000, window.painted.told / 1000]")
            if number:  # the first one warms up
                saves.append(painted - saved)
                tells.append(told - saved)
                builds.append(state(base, path)["seconds"])
            time.sleep(arguments.pause)
        browser.close()
    return tuple(saves), tuple(builds), tuple(tells)


def main() -> int:
    arguments = options()
    print("| articles | first story | of that, after the port answers | whole site | save to page, median | p95 |"
          " worst | of it, until the browser is told | reload | build behind it | memory |")  # fmt: skip
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for count in arguments.articles or [1000]:
        t = measure(count, arguments)
        median, worst, p95 = statistics.median(t.saves), max(t.saves), statistics.quantiles(t.saves, n=20)[18]
        build = statistics.median(t.builds)
        told = statistics.median(t.tells)
        reload = statistics.median(saved - heard for saved, heard in zip(t.saves, t.tells, strict=True))
        parts = " | ".join(f"{1000 * seconds:.0f} ms" for seconds in (median, p95, worst, told, reload, build))
        print(f"| {t.articles:,} | {t.first:.2f} s | {t.first_request:.2f} s | {t.ready:.1f} s | {parts} |"
              f" {t.memory / 1e6:.0f} MB |", flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    sys.exit(main())
