"""The vault: what went in comes out, and any changed, moved or missing byte is found."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

import pytest

from workstation.errors import DiskFull, NotFound, StoreDamaged
from workstation.store import files
from workstation.store.vault import CHUNK, Vault

KEY = bytes(range(32))


@pytest.fixture
def vault(tmp_path: Path) -> Vault:
    return Vault(tmp_path / "vault", KEY)


def _file(vault: Vault, digest: str) -> Path:
    return vault._path(digest)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_what_went_in_comes_out(vault: Vault, size: int) -> None:
    data = os.urandom(size)
    digest = vault.put(data)
    assert vault.get(digest) == data
    assert vault.put(bytearray(data)) == digest
    assert vault.put(memoryview(data)) == digest


def test_it_can_be_read_from_anywhere(vault: Vault) -> None:
    data = os.urandom(2 * CHUNK + 777)
    with vault.open(vault.put(data)) as stream:
        for start, count in ((CHUNK - 5, 10), (0, 3), (2 * CHUNK + 700, 500), (len(data) - 1, 5), (CHUNK, CHUNK)):
            stream.seek(start)
            assert stream.read(count) == data[start:start + count]
        assert stream.seek(0, os.SEEK_END) == len(data)
        assert stream.read() == b""


def test_names_and_bytes_tell_nothing(vault: Vault) -> None:
    import hashlib

    data = b"WANG XIAOMING" * 100
    digest = vault.put(data)
    assert digest != hashlib.sha256(data).hexdigest()
    assert b"WANG" not in _file(vault, digest).read_bytes()
    assert Vault(vault._folder, bytes(32)).digest(data) != digest


def test_any_change_is_found(vault: Vault) -> None:
    data = os.urandom(2 * CHUNK + 100)
    digest = vault.put(data)
    sealed = _file(vault, digest).read_bytes()
    header = len(sealed) - len(data) - 3 * 16
    step = CHUNK + 16
    first, second = sealed[header:header + step], sealed[header + step:header + 2 * step]
    last = sealed[header + 2 * step:]
    broken = {
        "flipped": sealed[:5000] + bytes([sealed[5000] ^ 1]) + sealed[5001:],
        "header": b"X" + sealed[1:],
        "salt": sealed[:20] + bytes([sealed[20] ^ 1]) + sealed[21:],
        "last chunk gone": sealed[:header] + first + second,
        "cut inside": sealed[:-1],
        "two swapped": sealed[:header] + second + first + last,
        "one twice": sealed[:header] + first + first + last,
        "longer": sealed + b"\x00",
        "empty": b"",
        "header only": sealed[:header],
    }
    for name, content in broken.items():
        _file(vault, digest).write_bytes(content)
        with pytest.raises(StoreDamaged):
            vault.get(digest)
            pytest.fail(name)


def test_a_file_under_another_name_does_not_open(vault: Vault) -> None:
    one, other = vault.put(b"one"), vault.put(b"other")
    _file(vault, one).write_bytes(_file(vault, other).read_bytes())
    with pytest.raises(StoreDamaged):
        vault.get(one)


@pytest.mark.parametrize("digest", ["", "../../etc/passwd", "g" * 64, "A" * 64, "0" * 64])
def test_unknown_addresses(vault: Vault, digest: str) -> None:
    with pytest.raises(NotFound):
        vault.get(digest)


def test_a_full_disk_leaves_no_part_behind(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = vault.put(b"kept")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(DiskFull):
        vault.put(os.urandom(CHUNK))
    monkeypatch.undo()
    assert [p.name for p in vault._folder.rglob("*") if p.is_file()] == [kept]
    assert vault.get(kept) == b"kept"


def test_a_series_of_images_goes_in_quickly(vault: Vault) -> None:
    """A CT of 275 slices must not wait for the folder's fsync 275 times."""
    slices = [os.urandom(200_000) for _ in range(275)]
    begun = time.perf_counter()
    with vault.batch():
        digests = [vault.put(data) for data in slices]
    assert time.perf_counter() - begun < 15      # 0.5 s on an idle machine; the test only refuses a crawl
    assert vault.get(digests[137]) == slices[137]
