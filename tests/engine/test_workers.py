"""Workers: how jobs are shared out among processes."""

import os
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from itertools import islice, repeat

import pytest

from sitegen.engine.state.store import ParsedRow
from sitegen.engine.workers.pool import AHEAD, INLINE, WorkerPool, prepare_worker, split_into_chunks
from sitegen.engine.workers.renderer import RenderRules
from sitegen.engine.workers.worker import WorkerSetup
from sitegen.source.parse_source import SourceJob
from sitegen.source.rules import ParseRules

SETUP = WorkerSetup(ParseRules(), RenderRules({}, {}, {}), "output")


def threads(setup: WorkerSetup, jobs: int) -> Executor:
    return ThreadPoolExecutor(jobs, initializer=prepare_worker, initargs=(setup,))


def job(number: int) -> SourceJob:
    return SourceJob("tag", f"tags/tag-{number}.md", f"---\ntitle: Tag {number}\n---\n".encode())


def rows_of(workers: WorkerPool, count: int, size: int) -> list[ParsedRow]:
    return [
        row
        for rows in workers.map("parse", split_into_chunks((job(n) for n in range(count)), repeat(size)))
        for row in rows
    ]


@pytest.mark.parametrize(
    ("jobs", "processes", "first"), [(0, 2, 20), (300, 2, 37), (1_200, 2, 150), (10_200, 2, 160), (1_000, 16, 20)]
)
def test_chunks_are_large_and_become_small_so_that_all_end_at_once(jobs: int, processes: int, first: int) -> None:
    with WorkerPool(SETUP, processes) as workers:
        sizes = list(islice(workers.chunk_sizes(jobs), 1_000))
    assert sizes[0] == first == max(sizes)
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == 20


@pytest.mark.parametrize("size", [1, 7, INLINE])
def test_few_jobs_are_done_here(size: int) -> None:
    def unwanted(setup: WorkerSetup, jobs: int) -> Executor:
        raise AssertionError("a process was started")

    with WorkerPool(SETUP, 2, unwanted) as workers:
        assert len(rows_of(workers, INLINE, size)) == INLINE
    with WorkerPool(SETUP, 2, unwanted) as workers, pytest.raises(AssertionError):
        rows_of(workers, INLINE + 1, size)


@pytest.mark.parametrize("size", [1, 20, 1_000])
def test_outcomes_come_in_the_order_of_the_jobs_whoever_does_them(size: int) -> None:
    with WorkerPool(SETUP, 3, threads) as workers, WorkerPool(SETUP, 1) as alone:
        rows = rows_of(workers, 500, size)
        assert rows == rows_of(alone, 500, size)
    assert len({row.record for row in rows}) == 500


def test_few_chunks_are_in_memory_at_once() -> None:
    drawn, done = 0, 0

    def chunks() -> Iterator[list[SourceJob]]:
        nonlocal drawn
        for chunk in split_into_chunks((job(n) for n in range(2_000)), repeat(20)):
            drawn += 1
            assert drawn - done <= INLINE // 20 + 1 + AHEAD * 2
            yield chunk

    with WorkerPool(SETUP, 2, threads) as workers:
        for _ in workers.map("parse", chunks()):
            done += 1
    assert drawn == done == 100


def test_a_question_is_answered_by_another_process_while_this_one_goes_on() -> None:
    with WorkerPool(SETUP, 2) as workers:
        answer = workers.submit(process_of, "x")
        assert answer() not in {0, os.getpid()}
        assert answer() == answer()
    with WorkerPool(SETUP, 1) as workers:
        assert workers.submit(process_of, "x")() == os.getpid()


def process_of(question: str) -> int:
    return os.getpid()
