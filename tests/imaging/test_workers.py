"""Workers: a crash, a hang, greed or nonsense costs one answer, never the asking process, and nothing lingers."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from workstation.workers import Job, JobFailed, Pool, SharedBlock
from workstation.workers.worker import Worker

HERE = "workstation.exchange.dicom_jobs:examine"


@pytest.fixture
def small_pool():
    pool = Pool(2)
    yield pool
    pool.close()


def gone(pid: int) -> bool:
    return not Path(f"/proc/{pid}").exists()


def test_nonsense_is_a_typed_failure_and_the_worker_goes_on(small_pool):
    with pytest.raises(JobFailed) as failed:
        small_pool.run(Job(HERE, payload=b"no image" * 100))
    assert failed.value.kind == "format"
    first = small_pool._idle[0].pid
    with pytest.raises(JobFailed):
        small_pool.run(Job(HERE, payload=b""))
    assert small_pool._idle[0].pid == first


def test_a_killed_worker_is_replaced(small_pool):
    with small_pool.hired(1) as workers:
        workers[0].wait_ready()
        os.kill(workers[0].pid, 11)
        with pytest.raises(JobFailed) as failed:
            workers[0].run(Job(HERE, payload=b"x"))
    assert failed.value.kind == "crash"
    with pytest.raises(JobFailed) as next_one:
        small_pool.run(Job(HERE, payload=b"no image"))
    assert next_one.value.kind == "format"


def test_a_hang_ends_at_the_deadline():
    worker = Worker(preload=("orjson",))
    began = time.monotonic()
    with pytest.raises(JobFailed) as failed:
        # a worker that is given a stopped process never answers
        worker.wait_ready()
        os.kill(worker.pid, 19)
        worker.run(Job(HERE, payload=b"x", seconds=0.5))
    assert failed.value.kind == "timeout"
    assert time.monotonic() - began < 40
    assert gone(worker.pid)


def test_only_our_own_functions_can_be_asked(small_pool):
    with pytest.raises(JobFailed) as failed:
        small_pool.run(Job("os:getcwd"))
    assert failed.value.kind == "fault"


def test_a_worker_is_shut_in(small_pool):
    """What it may not do is asked of the operating system, from inside a worker."""
    with small_pool.hired(1) as workers:
        workers[0].wait_ready()
        status = Path(f"/proc/{workers[0].pid}/status").read_text()
        limits = Path(f"/proc/{workers[0].pid}/limits").read_text()
    assert "NoNewPrivs:\t1" in status
    assert "Seccomp:\t2" in status
    assert "CapEff:\t0000000000000000" in status
    assert "4294967296" in next(line for line in limits.splitlines() if line.startswith("Max address space"))
    assert " 0 " in next(line for line in limits.splitlines() if line.startswith("Max file size"))


def test_closing_leaves_no_process():
    pool = Pool(3)
    pool.warm()
    pids = [worker.pid for worker in pool._idle]
    assert len(pids) == 2
    pool.close()
    assert all(gone(pid) for pid in pids)


def test_shared_memory_is_seen_by_both_and_leaves_no_file():
    before = set(Path("/dev/shm").iterdir())
    block = SharedBlock(64)
    array = block.array((4, 8), "int16")
    array[...] = 7
    assert set(Path("/dev/shm").iterdir()) == before
    block.done()
    assert array.sum() == 7 * 32                 # the array keeps the memory alive by itself


def test_background_work_leaves_one_worker_free(small_pool):
    with small_pool.hired(5, background=True) as workers:
        assert len(workers) == 1
        with pytest.raises(JobFailed) as failed:
            small_pool.run(Job(HERE, payload=b"no image"))
        assert failed.value.kind == "format"
