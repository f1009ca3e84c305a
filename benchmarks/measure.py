"""Measures a command with all the processes it starts: wall seconds, CPU seconds, peak memory of all of them together.

Memory is sampled: RSS (counts pages that processes share once for each) and, on Linux, PSS (counts them once in all).
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

INTERVAL = 0.05
"""Seconds between two samples of RSS."""
PSS_EVERY = 8
"""PSS is sampled this much more rarely: the kernel walks the page tables for it."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a command took. Memory in bytes; `pss` is 0 where the system does not tell it."""

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
    """Keeps the peaks of a process and its descendants until it is stopped."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.rss = self.pss = 0
        self._root = psutil.Process(pid)
        self._ended = threading.Event()

    def run(self) -> None:
        family, tick = [self._root], 0
        while not self._ended.wait(INTERVAL):
            with suppress(psutil.Error):
                if tick % 4 == 0:
                    family = [self._root, *self._root.children(recursive=True)]
                self.rss = max(self.rss, sum(map(_rss, family)))
                if tick % PSS_EVERY == PSS_EVERY - 1:
                    self.pss = max(self.pss, sum(map(_pss, family)))
            tick += 1

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _rss(process: psutil.Process) -> int:
    try:
        return int(process.memory_info().rss)
    except psutil.Error:
        return 0


def _pss(process: psutil.Process) -> int:
    try:
        return int(getattr(process.memory_full_info(), "pss", 0))
    except psutil.Error:
        return 0


def measure(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Measured:
    """Run the command in the folder and measure it. Unix only: the kernel adds up what all ended children used."""
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
    return Measured(
        seconds=seconds,
        cpu=usage.ru_utime + usage.ru_stime,
        rss=max(sampler.rss, largest),
        pss=sampler.pss,
        code=process.returncode,
        output=texts[0],
        errors=texts[1],
    )
