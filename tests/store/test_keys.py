"""The key file: who opens the store, who doesn't, and what altering the file costs."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from workstation.domain.user import Role, User
from workstation.errors import NoStore, StoreDamaged, StoreExists, UserMistake, WrongPassphrase
from workstation.services import sign_in, users
from workstation.store.keys import CHEAP, FILE_NAME, Cost, KeyFile

ANN = User("ann", "Dr. Ann Lee", Role.PHYSICIAN)
WORDS = "correct horse battery staple"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    sign_in.create(tmp_path / "s", ANN, WORDS, cost=CHEAP).close()
    return tmp_path / "s"


def test_the_right_passphrase_opens_and_a_wrong_one_does_not(place: Path) -> None:
    with sign_in.sign_in(place, "ann", WORDS) as clinic:
        assert clinic.user == ANN
    for name, words in (("ann", WORDS + "x"), ("ann", ""), ("bob", WORDS)):
        with pytest.raises(WrongPassphrase):
            sign_in.sign_in(place, name, words)


def test_one_passphrase_however_the_keyboard_spells_it(tmp_path: Path) -> None:
    sign_in.create(tmp_path / "s", ANN, "cafe\u0301 au lait s'il te plaît", cost=CHEAP).close()
    sign_in.sign_in(tmp_path / "s", "ann", "caf\u00e9 au lait s'il te plaît").close()


def test_the_recovery_key_opens_in_any_spelling(tmp_path: Path) -> None:
    clinic = sign_in.create(tmp_path / "s", ANN, WORDS, cost=CHEAP)
    recovery = clinic.recovery_key
    clinic.close()
    assert recovery.replace("-", "").isalnum() and len(recovery) > 32
    assert recovery not in (tmp_path / "s" / FILE_NAME).read_text()
    sign_in.sign_in(tmp_path / "s", "ann", recovery.lower()).close()
    with pytest.raises(WrongPassphrase):
        sign_in.sign_in(tmp_path / "s", "ann", recovery[:-1] + ("A" if recovery[-1] != "A" else "B"))


def test_a_role_can_not_be_raised_by_editing_the_file(place: Path) -> None:
    file = place / FILE_NAME
    file.write_text(file.read_text().replace('"physician"', '"administrator"'))
    with pytest.raises(WrongPassphrase):
        sign_in.sign_in(place, "ann", WORDS)


@pytest.mark.parametrize("text", ["", "{", "[]", "null", '{"format":1}', '{"format":99,"slots":[],"keys":{}}',
                                  '{"format":1,"slots":[{}],"keys":{}}', '{"format":1,"slots":[3],"keys":{}}'])
def test_a_damaged_key_file_is_named_as_such(place: Path, text: str) -> None:
    (place / FILE_NAME).write_text(text)
    with pytest.raises(StoreDamaged):
        sign_in.users(place)


def test_keys_of_another_store_do_not_fit(place: Path, tmp_path: Path) -> None:
    sign_in.create(tmp_path / "other", ANN, WORDS, cost=CHEAP).close()
    mine, other = (json.loads((p / FILE_NAME).read_text()) for p in (place, tmp_path / "other"))
    mine["keys"] = other["keys"]
    (place / FILE_NAME).write_text(json.dumps(mine))
    with pytest.raises(StoreDamaged):
        sign_in.sign_in(place, "ann", WORDS)


def test_a_right_passphrase_with_a_broken_database_is_damage_not_a_wrong_passphrase(place: Path) -> None:
    (place / "consilia.db").write_bytes(b"x" * 8192)
    with pytest.raises(StoreDamaged):
        sign_in.sign_in(place, "ann", WORDS)
    (place / "consilia.db").unlink()
    with pytest.raises(StoreDamaged):
        sign_in.sign_in(place, "ann", WORDS)


def test_no_store_and_a_store_that_is_there_already(place: Path, tmp_path: Path) -> None:
    with pytest.raises(NoStore):
        sign_in.sign_in(tmp_path / "nowhere", "ann", WORDS)
    assert not sign_in.exists(tmp_path / "nowhere")
    with pytest.raises(StoreExists):
        sign_in.create(place, ANN, WORDS, cost=CHEAP)


@pytest.mark.parametrize("words", ["", "short", "fourteen chars", "aaaaaaaaaaaaaaaaaaaa"])
def test_weak_passphrases_are_refused_and_make_nothing(tmp_path: Path, words: str) -> None:
    with pytest.raises(UserMistake):
        sign_in.create(tmp_path / "s", ANN, words, cost=CHEAP)
    assert not (tmp_path / "s").exists()


def test_users_are_added_and_removed_and_only_by_those_who_may(place: Path) -> None:
    bob = User("bob", "Nurse Bob", Role.NURSE)
    with sign_in.sign_in(place, "ann", WORDS) as clinic:
        users.add(clinic, bob, "another long passphrase", cost=CHEAP)
        with pytest.raises(UserMistake):
            users.add(clinic, bob, "another long passphrase", cost=CHEAP)
    assert sign_in.users(place) == [ANN, bob]
    with sign_in.sign_in(place, "bob", "another long passphrase") as clinic:
        from workstation.errors import NotAllowed

        with pytest.raises(NotAllowed):
            users.remove(clinic, "ann")
    with sign_in.sign_in(place, "ann", WORDS) as clinic:
        users.remove(clinic, "bob")
    with pytest.raises(WrongPassphrase):
        sign_in.sign_in(place, "bob", "another long passphrase")


def test_tries_get_slower_after_five_failures(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waits: list[float] = []
    monkeypatch.setattr(sign_in.time, "sleep", waits.append)
    for _ in range(8):
        with pytest.raises(WrongPassphrase):
            sign_in.sign_in(place, "ann", "no")
    assert len(waits) == 3 and waits == sorted(waits) and waits[-1] > waits[0]
    sign_in.sign_in(place, "ann", WORDS).close()
    with pytest.raises(WrongPassphrase):
        sign_in.sign_in(place, "ann", "no")
    assert len(waits) == 4                   # the success before it cleared the count


class _KeyStore:
    """Stands for the operating system's key store."""

    def __init__(self) -> None:
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, name: str) -> str | None:
        return self.held.get((service, name))

    def set_password(self, service: str, name: str, secret: str) -> None:
        self.held[service, name] = secret

    def delete_password(self, service: str, name: str) -> None:
        del self.held[service, name]


def test_the_key_store_opens_until_it_is_told_to_forget(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring

    fake = _KeyStore()
    for name in ("get_password", "set_password", "delete_password"):
        monkeypatch.setattr(keyring, name, getattr(fake, name))
    assert sign_in.remembered(place, "ann") is None
    with sign_in.sign_in(place, "ann", WORDS) as clinic:
        assert sign_in.remember(clinic)
    secret = sign_in.remembered(place, "ann")
    assert secret is not None and WORDS not in secret
    sign_in.sign_in(place, "ann", secret).close()
    sign_in.forget(place, "ann")
    assert not fake.held and sign_in.remembered(place, "ann") is None
    with pytest.raises(WrongPassphrase):
        sign_in.sign_in(place, "ann", secret)


def test_without_a_key_store_nothing_is_remembered(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import keyring
    from keyring.errors import NoKeyringError

    def missing(*_: str) -> None:
        raise NoKeyringError

    monkeypatch.setattr(keyring, "set_password", missing)
    with sign_in.sign_in(place, "ann", WORDS) as clinic:
        assert not sign_in.remember(clinic)
    assert not KeyFile.load(place).has_device("ann")


def test_the_recommended_cost_stays_bearable() -> None:
    """RFC 9106 asks 64 MiB and three passes; a person waits for it once, so it must stay far below a second or two."""
    from workstation.store.keys import _argon2id

    cost = Cost()
    assert (cost.memory_kib, cost.passes, cost.lanes) == (65536, 3, 4)
    begun = time.perf_counter()
    _argon2id(WORDS, {"memory_kib": cost.memory_kib, "passes": cost.passes, "lanes": cost.lanes,
                      "salt": "AAAAAAAAAAA="})
    assert time.perf_counter() - begun < 3       # 0.1 s on two idle cores
