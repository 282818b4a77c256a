"""Plays decoded sound on the system's own audio library; where there is none, says so.

On Linux that is ALSA (``libasound.so.2``, which every desktop has and which reaches PipeWire and PulseAudio too), asked
by its C interface (alsa-lib, PCM). No program is started and nothing is bundled. Elsewhere there is no output yet.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from functools import cache
from typing import Any, Protocol

from workstation.domain.document import SoundReading

_PLAYBACK, _FLOAT_LE, _INTERLEAVED = 0, 14, 3            # SND_PCM_STREAM_PLAYBACK, _FORMAT_FLOAT_LE, _ACCESS_RW_
_LATENCY_US = 120_000
_CHUNK_S = 0.04
_LIBRARY = "libasound.so.2"


class NoSoundOutput(Exception):
    """There is no device that could play it; ``reason`` as the system says it."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Playing(Protocol):
    """A sound that plays. ``position`` in seconds of the recording; ``done`` once its end was heard or it stopped."""

    def position(self) -> float: ...
    def done(self) -> bool: ...
    def stop(self) -> None: ...


@cache
def _library() -> Any:
    if not sys.platform.startswith("linux"):
        return None
    try:
        library = ctypes.CDLL(_LIBRARY)
    except OSError:
        return None
    library.snd_pcm_writei.restype = ctypes.c_long
    library.snd_pcm_writei.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_ulong]
    library.snd_pcm_open.argtypes = [ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int, ctypes.c_int]
    library.snd_pcm_set_params.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int, ctypes.c_uint, ctypes.c_uint,
                                           ctypes.c_int, ctypes.c_uint]
    library.snd_pcm_recover.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int]
    library.snd_pcm_delay.argtypes = [ctypes.c_void_p, ctypes.c_void_p]
    for name in ("snd_pcm_drop", "snd_pcm_drain", "snd_pcm_close"):
        getattr(library, name).argtypes = [ctypes.c_void_p]
    library.snd_strerror.restype = ctypes.c_char_p
    _silence(library)
    return library


_HANDLER = ctypes.CFUNCTYPE(None)
_quiet = _HANDLER(lambda: None)


def _silence(library: Any) -> None:
    """ALSA would write its errors on the terminal; they come as return values anyway."""
    library.snd_lib_error_set_handler(_quiet)


def start(reading: SoundReading, from_s: float = 0.0, device: str = "default") -> Playing:
    """Begins to play. Raises NoSoundOutput where the system has no output for it."""
    library = _library()
    if library is None:
        raise NoSoundOutput(f"{_LIBRARY} is not on this system")
    return _Alsa(library, reading, from_s, device)


class _Alsa:
    """One thread that feeds the device until the end or ``stop``."""

    def __init__(self, library: Any, reading: SoundReading, from_s: float, device: str) -> None:
        self._library, self._reading = library, reading
        self._handle = ctypes.c_void_p()
        self._written = min(reading.frames, max(0, round(from_s * reading.rate_hz)))
        self._heard = float(self._written)
        self._stop = threading.Event()
        self._done = threading.Event()
        self._open(device)
        self._thread = threading.Thread(target=self._feed, name="sound", daemon=True)
        self._thread.start()

    def position(self) -> float:
        return min(self._reading.frames, max(0.0, self._heard)) / self._reading.rate_hz

    def done(self) -> bool:
        return self._done.is_set()

    def stop(self) -> None:
        self._stop.set()
        self._thread.join(timeout=2)

    def _open(self, device: str) -> None:
        code = self._library.snd_pcm_open(ctypes.byref(self._handle), device.encode(), _PLAYBACK, 0)
        if code < 0:
            raise NoSoundOutput(self._words(code))
        code = self._library.snd_pcm_set_params(self._handle, _FLOAT_LE, _INTERLEAVED, self._reading.channels,
                                                self._reading.rate_hz, 1, _LATENCY_US)
        if code < 0:
            self._library.snd_pcm_close(self._handle)
            raise NoSoundOutput(self._words(code))

    def _feed(self) -> None:
        frame = self._reading.channels * 4
        chunk = max(1, round(self._reading.rate_hz * _CHUNK_S))
        samples = self._reading.samples
        try:
            while self._written < self._reading.frames and not self._stop.is_set():
                piece = samples[self._written * frame:(self._written + chunk) * frame]
                count = self._library.snd_pcm_writei(self._handle, piece, len(piece) // frame)
                if count < 0:
                    count = self._library.snd_pcm_recover(self._handle, count, 1)
                    if count < 0:
                        return                          # the device went away: it ends here, and says it is done
                    continue
                self._written += count
                self._hear()
            if not self._stop.is_set():
                self._run_out()
        finally:
            self._library.snd_pcm_drop(self._handle)
            self._library.snd_pcm_close(self._handle)
            self._done.set()

    def _hear(self) -> None:
        """What was written less what still waits in the device."""
        delay = ctypes.c_long()
        code = self._library.snd_pcm_delay(self._handle, ctypes.byref(delay))
        self._heard = float(self._written - (max(0, delay.value) if code >= 0 else 0))

    def _run_out(self) -> None:
        """Waits until the last sample was heard, so that the cursor reaches the end."""
        for _ in range(50):
            self._hear()
            if self._heard >= self._written or self._stop.wait(0.02):
                break
        self._heard = float(self._written)

    def _words(self, code: int) -> str:
        said = self._library.snd_strerror(code)
        return said.decode("utf-8", "replace") if said else f"error {code}"
