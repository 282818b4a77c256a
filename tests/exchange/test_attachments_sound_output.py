"""Playback reaches the device sample for sample, and its absence is told by its reason."""

from __future__ import annotations

import ctypes
import time

import numpy as np
import pytest

from workstation.domain.document import SoundReading
from workstation.services import sound


@pytest.fixture
def recording():
    samples = (np.sin(np.arange(8000) / 10) * 0.5).astype(np.float32)
    return SoundReading(4000, 1, len(samples), "PCM 16 bit", samples.tobytes())


@pytest.fixture
def alsa():
    try:
        ctypes.CDLL("libasound.so.2")
    except OSError:
        pytest.skip("this machine has no ALSA library")


def test_every_sample_from_the_cursor_on_is_given_to_the_device(recording, alsa, tmp_path):
    out = tmp_path / "heard.raw"
    playing = sound.start(recording, 0.5, f"file:FILE={out},FORMAT=raw")
    end = time.monotonic() + 20
    while not playing.done() and time.monotonic() < end:
        time.sleep(0.01)
    assert playing.done()
    assert playing.position() == pytest.approx(2.0)
    playing.stop()
    assert out.read_bytes() == recording.samples[2000 * 4:]


def test_stopping_is_quick_and_twice_is_harmless(recording, alsa):
    long = SoundReading(4000, 1, 4000 * 600, "PCM 16 bit", np.zeros(4000 * 600, np.float32).tobytes())
    playing = sound.start(long, 0.0, "null")
    began = time.monotonic()
    playing.stop()
    playing.stop()
    assert time.monotonic() - began < 0.5
    assert playing.done()


def test_no_device_is_told_by_its_reason(recording, alsa):
    with pytest.raises(sound.NoSoundOutput) as told:
        sound.start(recording, 0.0, "no-such-device")
    assert told.value.reason


def test_no_library_is_told(recording, monkeypatch):
    monkeypatch.setattr(sound, "_library", lambda: None)
    with pytest.raises(sound.NoSoundOutput, match="not on this system"):
        sound.start(recording)
