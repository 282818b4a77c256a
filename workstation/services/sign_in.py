"""Signing in: who may, by what, and making a new store."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from workstation.domain.user import User
from workstation.errors import UserMistake, WrongPassphrase
from workstation.store.keys import FILE_NAME, Cost, KeyFile

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

SHORTEST_PASSPHRASE = 15           # characters, where it is the only factor: NIST SP 800-63B-4 (2025), 3.1.1.2
_FREE_TRIES = 5
_LONGEST_WAIT_S = 8.0
_KEY_STORE = "Consilia"

_failures: dict[tuple[str, str], int] = {}
_failures_lock = threading.Lock()


def exists(data_dir: Path) -> bool:
    """True where ``data_dir`` holds a store."""
    return (data_dir / FILE_NAME).is_file()


def users(data_dir: Path) -> list[User]:
    """Who can sign in, in the order they were added. Raises NoStore."""
    return KeyFile.load(data_dir).users()


def sign_in(data_dir: Path, user: str, passphrase: str) -> Clinic:
    """Unlocks the store. ``passphrase`` may also be the recovery key or what ``remembered`` returned.

    Raises NoStore, WrongPassphrase (an unknown user looks the same) and StoreDamaged. After five failures for one user
    each further try waits longer, up to eight seconds: call it off the GUI thread.
    """
    _wait_after_failures(data_dir, user)
    keys = KeyFile.load(data_dir)
    try:
        person, ring = keys.unlock(user, passphrase)
    except WrongPassphrase:
        with _failures_lock:
            _failures[_place(data_dir, user)] = _failures.get(_place(data_dir, user), 0) + 1
        raise
    with _failures_lock:
        _failures.pop(_place(data_dir, user), None)
    from workstation.services.clinic import Clinic
    from workstation.store.opened import OpenedStore

    clinic = Clinic(OpenedStore(data_dir, keys, ring), person)
    return _opened(clinic)


def create(data_dir: Path, user: User, passphrase: str, cost: Cost | None = None) -> Clinic:
    """Makes a store with its first user, who may add others, and opens it.

    ``Clinic.recovery_key`` holds the recovery key this once. A making that was killed in its middle is begun again.
    Raises StoreExists, StoreBusy while another program makes one here, UserMistake for a short passphrase.
    """
    check_name(user.name)
    check_passphrase(passphrase)
    from workstation.services.clinic import Clinic
    from workstation.store.making import UNFINISHED, finish, making
    from workstation.store.opened import OpenedStore

    with making(data_dir):
        keys, ring, recovery = KeyFile.create(data_dir, user, passphrase, cost or Cost())
        keys.save(UNFINISHED)
        store = OpenedStore(data_dir, keys, ring, new=True)
        try:
            finish(keys)
        except BaseException:
            store.close()
            raise
    return _opened(Clinic(store, user, recovery))


def check_name(name: str) -> None:
    """Raises UserMistake for a sign-in name that could not be typed or told apart."""
    if re.fullmatch(r"[\w.\-@]{1,64}", name) is None:
        raise UserMistake(reason="A sign-in name has letters, digits and . - _ @ only, up to 64")


def check_passphrase(passphrase: str) -> None:
    """Raises UserMistake for one that is too short or the same few characters over and over."""
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise UserMistake(reason=f"A passphrase needs {SHORTEST_PASSPHRASE} characters or more; a sentence is best")
    if len(set(passphrase)) < 5:
        raise UserMistake(reason="That passphrase repeats the same few characters")


def remembered(data_dir: Path, user: str) -> str | None:
    """The secret that the operating system keeps for ``user``, to be given to ``sign_in``; None where there is none."""
    if not exists(data_dir):
        return None
    keys = KeyFile.load(data_dir)
    if not keys.has_device(user):
        return None
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(_KEY_STORE, _entry(keys, user))
    except KeyringError:
        return None


def remember(clinic: Clinic) -> bool:
    """Lets the operating system's key store open this store for the signed-in user. False where there is none."""
    import keyring
    from keyring.errors import KeyringError

    keys = clinic.store.keys
    keys.refresh()
    secret = keys.add_device(clinic.user.name, clinic.store.ring.master)
    try:
        keyring.set_password(_KEY_STORE, _entry(keys, clinic.user.name), secret)
    except KeyringError:
        keys.remove(clinic.user.name, "device")
        return False
    keys.save()
    return True


def forget(data_dir: Path, user: str) -> None:
    """Takes back ``remember``. Does nothing where nothing is remembered."""
    keys = KeyFile.load(data_dir)
    if not keys.has_device(user):
        return
    import keyring
    from keyring.errors import KeyringError

    keys.remove(user, "device")
    keys.save()
    try:
        keyring.delete_password(_KEY_STORE, _entry(keys, user))
    except KeyringError:
        return                                   # without its slot the secret opens nothing


def _opened(clinic: Clinic) -> Clinic:
    from workstation.services import upkeep

    try:
        clinic.act("session.open")
        clinic.upkeep = upkeep.begin(clinic)
    except BaseException:
        clinic.close()
        raise
    return clinic


def _wait_after_failures(data_dir: Path, user: str) -> None:
    with _failures_lock:
        failed = _failures.get(_place(data_dir, user), 0)
    if failed >= _FREE_TRIES:
        time.sleep(min(_LONGEST_WAIT_S, 0.25 * 2 ** (failed - _FREE_TRIES)))


def _place(data_dir: Path, user: str) -> tuple[str, str]:
    return str(data_dir.resolve()), user


def _entry(keys: KeyFile, user: str) -> str:
    return f"{keys.store_id}:{user}"
