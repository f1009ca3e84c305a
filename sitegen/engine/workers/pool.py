"""The pool: worker processes that parse and render in chunks, by value. Few jobs run in this process instead."""

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sized
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, TypeVar

from sitegen.engine.workers.worker import Worker, WorkerSetup

if TYPE_CHECKING:
    from multiprocessing.process import BaseProcess

J = TypeVar("J")
R = TypeVar("R")

INLINE = 100
"""Up to so many jobs are done sooner than a process has started."""

AHEAD = 3
"""Chunks in flight per process: enough to keep it busy, few enough to keep memory flat."""

LARGEST, SMALLEST, SHARES = 160, 20, 4
"""Jobs of a chunk: the larger, the less it counts what handing one over costs. But no more than a share of what is left
for each process, so that all end at about the same time."""

_prepared: dict[str, Worker] = {}
"""This process's worker, once it is one."""


def prepare_worker(setup: WorkerSetup) -> None:
    """Make this process ready to perform tasks: called once in each worker."""
    # Ctrl-C reaches the whole group of processes: the one that was asked ends the others.
    with suppress(ValueError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_exit_with, args=(parent,), daemon=True).start()
    _prepared["worker"] = Worker(setup)


def _exit_with(parent: "BaseProcess") -> None:
    """End this process when its parent is killed: else it would wait for jobs for ever, or write into a later build."""
    parent.join()
    os._exit(1)


def perform(task: str, chunk: Any) -> list[Any]:
    """Do a chunk of jobs in a worker; `task` names a method of Worker."""
    return _prepared["worker"].do(task, chunk)


class WorkerPool:
    """Runs chunks of jobs; the processes are started when it is first worth it.

    `make_executor(setup, jobs)` may bring any `concurrent.futures.Executor` whose workers have called
    `prepare_worker(setup)`.
    """

    def __init__(
        self,
        setup: WorkerSetup,
        jobs: int | None = None,
        make_executor: Callable[[WorkerSetup, int], Executor] | None = None,
    ) -> None:
        self._setup = setup
        self._jobs = jobs or os.cpu_count() or 1
        self._make_executor = make_executor or _make_processes
        self._executor: Executor | None = None
        self._own: Worker | None = None

    def __enter__(self) -> "WorkerPool":
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        """End the processes; after Ctrl-C without waiting for what they have in hand."""
        if self._executor:
            self._executor.shutdown(wait=kind is None or issubclass(kind, Exception), cancel_futures=True)

    @property
    def are_running(self) -> bool:
        """Have processes been started?"""
        return self._executor is not None

    def submit(self, function: Callable[[J], R], argument: J) -> Callable[[], R]:
        """Have another process call a function, while this one goes on; return what waits for the result."""
        if self._jobs == 1:
            return lambda: function(argument)
        self._executor = self._executor or self._make_executor(self._setup, self._jobs)
        return self._executor.submit(function, argument).result

    def chunk_sizes(self, jobs: int) -> Iterator[int]:
        """Yield for each chunk how many of so many jobs it should have, and go on for ever."""
        left = jobs
        while True:
            size = max(SMALLEST, min(LARGEST, left // (SHARES * self._jobs)))
            left -= size
            yield size

    def map(self, task: str, chunks: Iterator[Sized]) -> Iterator[list[Any]]:
        """Yield the outcomes of all chunks of jobs, in their order.

        `chunks` is drawn from lazily, so that only the ones in flight are in memory.
        """
        first, jobs = [], 0
        for chunk in chunks:
            first.append(chunk)
            jobs += len(chunk)
            if jobs > INLINE or self._jobs == 1:
                break
        everything = chain(first, chunks)
        if self._jobs == 1 or jobs <= INLINE:
            self._own = self._own or Worker(self._setup)
            own = self._own
            yield from (own.do(task, chunk) for chunk in everything)
            return
        self._executor = self._executor or self._make_executor(self._setup, self._jobs)
        in_flight: deque[Future[list[Any]]] = deque()
        for chunk in everything:
            in_flight.append(self._executor.submit(perform, task, chunk))
            if len(in_flight) >= AHEAD * self._jobs:
                yield in_flight.popleft().result()
        while in_flight:
            yield in_flight.popleft().result()


def _make_processes(setup: WorkerSetup, jobs: int) -> Executor:
    return ProcessPoolExecutor(max_workers=jobs, initializer=prepare_worker, initargs=(setup,))


def split_into_chunks(jobs: Iterable[J], sizes: Iterable[int]) -> Iterator[list[J]]:
    """Yield the jobs in lists of these sizes, which do not end before them."""
    remaining = iter(jobs)
    for size in sizes:
        chunk = list(islice(remaining, size))
        if not chunk:
            return
        yield chunk
