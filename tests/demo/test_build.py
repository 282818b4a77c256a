"""The demo clinic is there whole or not at all, and opens with its documented passphrase."""

from __future__ import annotations

import pytest

from workstation.errors import Cancelled, StoreExists, UserMistake
from workstation.services import demo, matching, patients, quarantine, sign_in
from workstation.services.demo import builder
from workstation.services.progress import Progress
from workstation.store.keys import CHEAP


@pytest.fixture
def without_scan(monkeypatch):
    """Leaves out the CT and its reading, which take half a minute and have tests of their own."""
    monkeypatch.setattr(builder, "COST", CHEAP)
    monkeypatch.setattr(builder.reading, "read", lambda clinic, progress: None)
    monkeypatch.setattr(builder.scan, "write", lambda folder, seed, today, check: folder.mkdir(parents=True))
    whole = builder._take_in
    monkeypatch.setattr(
        builder, "_take_in",
        lambda clinic, folder, progress, part: whole(clinic, folder, progress, part) if part == "records" else None,
    )


def test_every_demo_user_opens_it_and_finds_sixteen_people_one_of_them_twice(tmp_path, without_scan):
    place = tmp_path / "clinic"
    demo.build(place)
    assert demo.is_demo(place)
    assert [user.name for user in sign_in.users(place)] == [user.name for user in demo.USERS]
    for user in demo.USERS:
        with sign_in.sign_in(place, user.name, demo.PASSPHRASE) as clinic:
            assert clinic.user == user
            if user is demo.USERS[0]:
                assert len(patients.search(clinic)) == 17
                assert [(one.a.id, one.b.id) for one in matching.duplicates(clinic).candidates] == [
                    ("demo-zhang-guifang", "demo-zhang-guifang-eye")]
                assert {one.resource_key.split("/")[0] for one in quarantine.listed(clinic)} >= {"Patient"}
                assert {one.patient_id for one in quarantine.listed(clinic)} == {"demo-li-na"}
                assert patients.find(clinic, "4820117903").id == demo.HERO
                assert patients.search(clinic, "王小明")[0].id == demo.HERO
    assert [path.name for path in tmp_path.iterdir()] == ["clinic"]


def test_a_build_that_is_stopped_leaves_nothing(tmp_path, without_scan):
    progress = Progress("The demo clinic", lambda fraction, _words: progress.cancel() if fraction > 0.1 else None)
    with pytest.raises(Cancelled):
        demo.build(tmp_path / "clinic", progress)
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_fails_half_way_leaves_nothing(tmp_path, without_scan, monkeypatch):
    def fail(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(builder, "_write_records", fail)
    with pytest.raises(OSError, match="No space"):
        demo.build(tmp_path / "clinic")
    assert list(tmp_path.iterdir()) == []


def test_it_never_touches_what_is_there(tmp_path, without_scan):
    place = tmp_path / "clinic"
    place.mkdir()
    (place / "letter.txt").write_text("mine")
    with pytest.raises(UserMistake):
        demo.build(place)
    assert (place / "letter.txt").read_text() == "mine"
    (place / "letter.txt").unlink()
    demo.build(place)
    before = (place / "keys.json").read_bytes()
    with pytest.raises(StoreExists):
        demo.build(place)
    assert (place / "keys.json").read_bytes() == before
