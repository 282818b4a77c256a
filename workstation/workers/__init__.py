"""Worker processes for what must not be able to hurt the window: parsing, decompression, inference.

A worker is a fresh Python process (never a fork of one with threads) that gave up files, network, new processes and
most memory before it sees a byte from outside. Work and answers travel over one socket as JSON and raw bytes, never
pickled, so a worker that was taken over can only answer nonsense; large arrays lie in anonymous shared memory that
vanishes with its last user. A crash, hang or greed costs one JobFailed, and the pool starts another worker.
"""

from __future__ import annotations

from workstation.workers.job import Job, JobFailed, Result
from workstation.workers.memory import SharedBlock
from workstation.workers.pool import Pool, close, pool, warm
from workstation.workers.worker import alone

__all__ = ["Job", "JobFailed", "Pool", "Result", "SharedBlock", "alone", "close", "pool", "warm"]
