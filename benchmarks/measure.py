"""Measures a command and all its processes together: wall time, CPU time, peak memory.

Memory is sampled as RSS, which counts shared pages once for each process, and on Linux also as PSS, which counts them
only once.
"""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

SAMPLE_INTERVAL = 0.05
"""Seconds between two samples of RSS"""
PSS_EVERY = 8
"""PSS is sampled only once in so many samples: it is expensive, as the kernel walks the page tables."""


@dataclass(frozen=True, slots=True)
class Measurement:
    """The result for one run of a command. Memory is in bytes; `pss` is 0 on systems that do not report it."""

    seconds: float
    cpu: float
    rss: int
    pss: int
    code: int
    output: str
    """Standard output"""
    errors: str
    """Standard error"""


class Sampler(threading.Thread):
    """Records the peak memory of a process and its descendants until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.rss = self.pss = 0
        self._root = psutil.Process(pid)
        self._stopped = threading.Event()

    def run(self) -> None:
        family, tick = [self._root], 0
        while not self._stopped.wait(SAMPLE_INTERVAL):
            with suppress(psutil.Error):
                if tick % 4 == 0:
                    family = [self._root, *self._root.children(recursive=True)]
                self.rss = max(self.rss, sum(map(_get_rss, family)))
                if tick % PSS_EVERY == PSS_EVERY - 1:
                    self.pss = max(self.pss, sum(map(_get_pss, family)))
            tick += 1

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def _get_rss(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _get_pss(process: psutil.Process) -> int:
    try:
        return int(getattr(process.memory_full_info(), "pss", 0))
    except psutil.Error:
        return 0


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Measurement:
    """Run the command in the folder and measure it. Unix only: the kernel adds up the CPU time of all children."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        start = time.perf_counter()
        none = subprocess.DEVNULL
        process = subprocess.Popen(command, cwd=folder, env=environment, stdin=none, stdout=out, stderr=err)
        sampler = Sampler(process.pid)
        sampler.start()
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        sampler.stop()
        process.returncode = os.waitstatus_to_exitcode(status)
        texts = []
        for stream in (out, err):
            stream.seek(0)
            texts.append(stream.read().decode("utf-8", "replace"))
    largest = usage.ru_maxrss * (1 if os.uname().sysname == "Darwin" else 1024)
    return Measurement(
        seconds=seconds,
        cpu=usage.ru_utime + usage.ru_stime,
        rss=max(sampler.rss, largest),
        pss=sampler.pss,
        code=process.returncode,
        output=texts[0],
        errors=texts[1],
    )
