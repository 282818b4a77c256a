"""Anonymous shared memory that needs no cleaning: it is gone when the last process that maps it lets go."""

from __future__ import annotations

import mmap
import os
import sys
import tempfile
import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy.typing as npt


class SharedBlock:
    """A block of ``size`` bytes, zeroed. Linux: memfd; other Unix: an unlinked file; Windows: a named mapping."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.fd = -1
        self.name = ""
        if sys.platform == "win32":
            self.name = f"consilia-{uuid.uuid4().hex}"
            self._map = mmap.mmap(-1, size, tagname=self.name)
            return
        self.fd = os.memfd_create("consilia", os.MFD_CLOEXEC) if sys.platform == "linux" else _unlinked_file()
        os.ftruncate(self.fd, size)
        self._map = mmap.mmap(self.fd, size)

    def array(self, shape: tuple[int, ...], dtype: str) -> npt.NDArray[Any]:
        """The block's start as an array; it keeps the memory alive by itself."""
        import numpy as np

        count = 1
        for length in shape:
            count *= length
        return np.frombuffer(self._map, dtype=np.dtype(dtype), count=count).reshape(shape)

    def done(self) -> None:
        """No more worker will be given this block; arrays made from it stay valid."""
        if self.fd >= 0:
            os.close(self.fd)
            self.fd = -1

    def __del__(self) -> None:
        self.done()


def mapped(fd: int, name: str, size: int) -> mmap.mmap:
    """The block in a worker, by the descriptor that came with the job (its name on Windows); closes it."""
    if sys.platform == "win32":
        return mmap.mmap(-1, size, tagname=name)
    try:
        return mmap.mmap(fd, size)
    finally:
        os.close(fd)


def _unlinked_file() -> int:
    fd, path = tempfile.mkstemp(prefix="consilia-")
    Path(path).unlink()
    return fd

