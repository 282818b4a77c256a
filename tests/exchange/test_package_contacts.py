"""Keys of others: a self-signed block, words to compare, and an unverified contact that says so."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from package_helpers import introduce, make_clinic

from workstation.errors import DamagedFile, NotFound, NotThatFormat, UserMistake
from workstation.exchange.package.identity import FIRST, LAST, Identity, read_block
from workstation.services import second_opinion_contacts as contacts
from workstation.services import sign_in
from workstation.services.clinic import Clinic


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[tuple[Clinic, Clinic]]:
    with make_clinic(tmp_path / "a", "ann", "Dr. Ann Lee") as one, make_clinic(tmp_path / "b", "bo", "波医生") as other:
        yield one, other


def test_words_are_those_of_the_published_examples() -> None:
    """127.0.0.1 is lusab-babad and 63.84.220.193 gutih-tugad (Wilkerson 2009, proquint)."""
    from workstation.exchange.package.identity import _proquint

    assert [_proquint(value) for value in (0x7F00, 0x0001, 0x3F54, 0xDCC1)] == ["lusab", "babad", "gutih", "tugad"]


def test_a_contact_is_unverified_until_its_words_are_given(pair: tuple[Clinic, Clinic]) -> None:
    one, other = pair
    added = contacts.add(one, "Hello!\n" + contacts.own_block(other) + "\nregards")
    assert added.name == "波医生" and added.verified_at is None
    assert added.words == contacts.own(other).words() and len(added.words.split()) == 8
    with pytest.raises(UserMistake, match="not the words"):
        contacts.verify(one, "波医生", contacts.own(one).words())
    assert contacts.find(one, "波医生")[0].verified_at is None
    assert contacts.verify(one, added.id[:8], added.words.upper()).verified_by == "Dr. Ann Lee"
    assert contacts.drop(one, "波医生").id == added.id and contacts.listed(one) == []


def test_adding_again_keeps_the_verification(pair: tuple[Clinic, Clinic]) -> None:
    introduce(*pair)
    contacts.rename(pair[1], "Clinic South")
    again = contacts.add(pair[0], contacts.own_block(pair[1]))
    assert again.name == "Clinic South" and again.verified_at is not None and len(contacts.listed(pair[0])) == 1


def test_the_keys_are_the_same_in_every_session_and_differ_between_stores(tmp_path: Path) -> None:
    with make_clinic(tmp_path / "a", "ann", "Ann") as clinic, make_clinic(tmp_path / "b", "bo", "Bo") as other:
        first = contacts.own(clinic)
        assert first.exchange != contacts.own(other).exchange and first.signing != contacts.own(other).signing
        assert contacts.private_key(clinic) not in (tmp_path / "a" / "keys.json").read_bytes()
    with sign_in.sign_in(tmp_path / "a", "ann", "correct horse battery staple") as again:
        assert contacts.own(again) == first


def test_a_changed_block_is_refused(pair: tuple[Clinic, Clinic]) -> None:
    block = contacts.own_block(pair[1])
    inside = "".join(block.replace(FIRST, "").replace(LAST, "").split())
    body, _, signature = inside.partition(".")
    theirs, mine = contacts.own(pair[1]), contacts.own(pair[0])
    forged = base64.b64decode(body).replace(base64.b64encode(theirs.exchange), base64.b64encode(mine.exchange))
    for text in (f"{FIRST}\n{base64.b64encode(forged).decode()}.{signature}\n{LAST}", block.replace(".", "", 1),
                 re.sub(r"[A-Za-z]", "!", block, count=0).replace("!" * 5, FIRST, 0) + FIRST + LAST):
        with pytest.raises((DamagedFile, NotThatFormat)):
            read_block(text, "block")
    for text in ("", "nothing here", LAST + FIRST, FIRST + "A" * 10_000 + LAST):
        with pytest.raises(NotThatFormat, match="no contact block"):
            read_block(text, "block")
    with pytest.raises(UserMistake, match="own block"):
        contacts.add(pair[1], block)
    with pytest.raises(NotFound):
        contacts.find(pair[0], "")


def test_a_name_can_not_play_tricks(pair: tuple[Clinic, Clinic]) -> None:
    named = contacts.rename(pair[0], "Dr.\u202e Ann\n\tLee\0")
    assert named.name == "Dr. Ann Lee" or "\u202e" not in named.name and "\n" not in named.name
    with pytest.raises(UserMistake):
        contacts.rename(pair[0], " \n ")
    assert Identity("x", bytes(32), bytes(32)).fingerprint != Identity("x", bytes(32), b"1" * 32).fingerprint
