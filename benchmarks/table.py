"""Prints measurements as a Markdown table: medians, and sitegen's ratio to Hugo in the same run."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from measure import Measurement

COLUMNS = ("articles", "scenario", "generator", "seconds", "spread", "vs. hugo", "CPU s", "peak RSS MB", "peak PSS MB")
COUNTS = ("rendered", "written")


@dataclass(frozen=True, slots=True)
class Row:
    """All rounds of one generator in one scenario"""

    articles: int
    scenario: str
    name: str
    runs: tuple[Measurement, ...]
    size: tuple[int, int]
    """Files and bytes of the built site"""

    @property
    def seconds(self) -> float:
        return median(run.seconds for run in self.runs)

    @property
    def rendered(self) -> int | None:
        return self._count("rendered")

    @property
    def written(self) -> int | None:
        return self._count("written")

    def _count(self, what: str) -> int | None:
        """Return how many pages the last round rendered or wrote, if the generator reports it."""
        try:
            return len(json.loads(self.runs[-1].output)[what])
        except ValueError:
            return None


def print_table(rows: Sequence[Row]) -> None:
    print("| " + " | ".join(COLUMNS + COUNTS) + " |")
    print("|---:|---|---|---:|---|---:|---:|---:|---:|---:|---:|")
    for row in rows:
        print("| " + " | ".join(_format_cells(row, rows)) + " |")
    print()
    for count in sorted({row.articles for row in rows}):
        for name, (files, size) in sorted({row.name: row.size for row in rows if row.articles == count}.items()):
            print(f"{name}, {count:,} articles: {files:,} files, {size / 1e6:,.1f} MB")
    _print_growth(rows)


def _format_cells(row: Row, rows: Sequence[Row]) -> list[str]:
    seconds = [run.seconds for run in row.runs]
    peers = [r for r in rows if r.articles == row.articles and r.name == "hugo"]
    # Hugo keeps nothing between builds: in a scenario that was not run with Hugo, its clean build stands for it.
    peer = next((r for r in peers if r.scenario == row.scenario), peers[0] if peers else None)
    return [
        f"{row.articles:,}",
        row.scenario,
        row.name,
        f"{row.seconds:.2f}",
        f"{min(seconds):.2f}-{max(seconds):.2f}",
        f"{row.seconds / peer.seconds:.3f}" if peer and row.name != "hugo" else "",
        f"{median(run.cpu for run in row.runs):.2f}",
        f"{max(run.rss for run in row.runs) / 1e6:,.0f}",
        f"{max(run.pss for run in row.runs) / 1e6:,.0f}",
        "" if row.rendered is None else f"{row.rendered:,}",
        "" if row.written is None else f"{row.written:,}",
    ]


def _print_growth(rows: Sequence[Row]) -> None:
    for name in sorted({row.name for row in rows}):
        clean = {row.articles: row.seconds for row in rows if row.scenario == "clean" and row.name == name}
        for small, large in pairwise(sorted(clean)):
            print(f"{name}, clean, {small:,} -> {large:,} articles: {clean[large] / clean[small]:.1f} times as long")
