"""Measures `sitegen serve` as a writer experiences it: `python benchmarks/serve.py --articles 1000 --articles 10000`.

The main result is the time from saving a story until a headless Chromium has painted the new text. The script also
measures the time until the first story is shown, on a cold cache, and the memory of all processes.
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
from generators import ENVIRONMENT, SETTLE_SECONDS, Archive, Sitegen

HERE = Path(__file__).resolve().parent
OBSERVER_SCRIPT = """
const check = () => {
  const found = document.body && document.body.textContent.match(/Saved for the (\\d+)th time/);
  if (found && window.lastNumber !== found[1]) {
    window.lastNumber = found[1];
    requestAnimationFrame(() => setTimeout(() => {
      window.painted = {number: +found[1], at: performance.timeOrigin + performance.now(), notified: window.notified};
    }));
  }
};
window.WebSocket = class extends WebSocket {
  constructor(...given) {
    super(...given);
    this.addEventListener("message", (event) => {
      if ("files" in JSON.parse(event.data)) window.notified = performance.timeOrigin + performance.now();
    });
  }
};
new MutationObserver(check).observe(document, {childList: true, subtree: true, characterData: true});
"""
TIMEOUT = 600.0


@dataclass(frozen=True, slots=True)
class Times:
    """The results for one archive, in seconds."""

    articles: int
    first: float
    """From the start of the command until the first story is answered, on a cold cache"""
    first_request: float
    """The same, from when the port is open"""
    ready: float
    """Until the whole site is built"""
    saves: tuple[float, ...]
    """From each save until the new page is painted"""
    builds: tuple[float, ...]
    """The build after each save"""
    notifications: tuple[float, ...]
    """From each save until the browser is notified: includes the debounce and rendering the page"""
    memory: int
    """Bytes that all processes use at the end"""


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0] + ".")
    parser.add_argument("--articles", type=int, action="append", help="archive size; may be repeated (default: 1000)")
    parser.add_argument("--saves", type=int, default=25, help="number of saves (default: 25)")
    parser.add_argument("--pause", type=float, default=0.4, help="seconds between two saves (default: 0.4)")
    parser.add_argument("--chromium", default=shutil.which("chromium") or shutil.which("google-chrome") or "")
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for archives and built sites")
    return parser.parse_args()


@contextmanager
def run_server(root: Path) -> Iterator[tuple["subprocess.Popen[str]", str, float]]:
    """Start the server. Yield its process, its address and the seconds until it printed the address."""
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


def fetch(url: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(url, timeout=TIMEOUT) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as problem:
        return problem.code, ""


def fetch_status(base: str, path: str) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(fetch(f"{base}/_sitegen/status?path={path}")[1])
    return answer


def choose_story(folder: Path) -> tuple[Path, str]:
    """Return the file and the URL path of the story in the middle of the archive."""
    stories = sorted((folder / "content" / "articles").rglob("story-*.md"))
    file = stories[len(stories) // 2]
    category = re.search(r"^category: (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    assert category
    return file, f"/{category[1]}/{file.stem}/"


def measure(count: int, arguments: argparse.Namespace) -> Times:
    archive = Sitegen(Archive(arguments.work.resolve(), count, HERE / "corpus.py"), "include")
    for folder in archive.list_state():
        shutil.rmtree(folder, ignore_errors=True)
    file, path = choose_story(archive.folder)
    original = file.read_text(encoding="utf-8")
    start = time.monotonic()
    try:
        with run_server(archive.folder) as (process, base, bound):
            port_open = time.monotonic()
            while fetch(base + path)[0] != 200:
                time.sleep(0.02)
            first, first_request = time.monotonic() - start, time.monotonic() - port_open
            assert process.stdout
            summary = process.stdout.readline()
            ready = time.monotonic() - start
            print(f"{count:,}: {summary.strip()} (address after {bound:.2f} s)", file=sys.stderr)
            time.sleep(SETTLE_SECONDS)
            saves, builds, notifications = measure_saves(base, path, file, original, arguments)
            family = [psutil.Process(process.pid), *psutil.Process(process.pid).children(recursive=True)]
            memory = sum(member.memory_info().rss for member in family)
    finally:
        file.write_text(original, encoding="utf-8", newline="\n")
    return Times(count, first, first_request, ready, saves, builds, notifications, memory)


def measure_saves(
    base: str, path: str, file: Path, original: str, arguments: argparse.Namespace
) -> tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]:
    from playwright.sync_api import sync_playwright

    saves, builds, notifications = [], [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=arguments.chromium, args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 900})
        page.add_init_script(OBSERVER_SCRIPT)
        page.goto(base + path)
        page.wait_for_timeout(2000)
        for number in range(arguments.saves + 1):
            text = original.replace("\n## Why", f"\nSaved for the {number}th time.\n\n## Why", 1)
            saved = time.time()
            file.write_text(text, encoding="utf-8", newline="\n")
            page.wait_for_function(f"window.painted && window.painted.number === {number}", timeout=TIMEOUT * 1000)
            painted, notified = page.evaluate("[window.painted.at / 1000, window.painted.notified / 1000]")
            if number:  # the first one warms up
                saves.append(painted - saved)
                notifications.append(notified - saved)
                builds.append(fetch_status(base, path)["seconds"])
            time.sleep(arguments.pause)
        browser.close()
    return tuple(saves), tuple(builds), tuple(notifications)


def main() -> int:
    arguments = parse_arguments()
    print("| articles | first story | of that, after the port is open | whole site | save to page, median | p95 |"
          " maximum | of that, until the browser is notified | page update | build after it | memory |")  # fmt: skip
    print("|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
    for count in arguments.articles or [1000]:
        t = measure(count, arguments)
        median, worst, p95 = statistics.median(t.saves), max(t.saves), statistics.quantiles(t.saves, n=20)[18]
        build = statistics.median(t.builds)
        notified = statistics.median(t.notifications)
        update = statistics.median(save - note for save, note in zip(t.saves, t.notifications, strict=True))
        parts = " | ".join(f"{1000 * seconds:.0f} ms" for seconds in (median, p95, worst, notified, update, build))
        print(f"| {t.articles:,} | {t.first:.2f} s | {t.first_request:.2f} s | {t.ready:.1f} s | {parts} |"
              f" {t.memory / 1e6:.0f} MB |", flush=True)  # fmt: skip
    return 0


if __name__ == "__main__":
    os.environ.pop("SOURCE_DATE_EPOCH", None)
    sys.exit(main())
