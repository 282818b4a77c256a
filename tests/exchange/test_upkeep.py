"""After the rules of a projection change the store makes its rows anew by itself, also in pieces."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from fhir_samples import bundle, observation, patient
from sqlalchemy import func, select

from workstation.domain.timeline import TimelineEvent
from workstation.domain.user import Role, User
from workstation.errors import Cancelled, NotAllowed
from workstation.exchange import fhir_timeline, projection_upkeep
from workstation.services import importing, patients, record, sign_in, upkeep, users
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress
from workstation.store import schema
from workstation.store.keys import CHEAP

WORDS = "correct horse battery staple"
PEOPLE, EACH = 7, 40


@pytest.fixture
def place(clinic: Clinic, write) -> Path:
    for number in range(PEOPLE):
        who = f"p{number}"
        importing.import_paths(clinic, [write(bundle(
            patient(who), *(observation(f"{who}-{n}", f"Patient/{who}") for n in range(EACH))))])
    clinic.close()
    return clinic.data_dir


@pytest.fixture
def changed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next version of the program: every name in capitals."""
    project = fhir_timeline.project

    def louder(*given: object) -> list[TimelineEvent]:
        from dataclasses import replace

        return [replace(event, display=event.display.upper()) for event in project(*given)]

    monkeypatch.setattr(fhir_timeline, "VERSION", fhir_timeline.VERSION + 1)
    monkeypatch.setattr(fhir_timeline, "project", louder)


def opened(place: Path, name: str = "ann") -> Clinic:
    return sign_in.sign_in(place, name, WORDS)


def names(clinic: Clinic) -> dict[str, int]:
    line = schema.timeline
    with clinic.read() as conn:
        return dict(conn.execute(select(line.c.display, func.count()).group_by(line.c.display)).all())


def test_nothing_is_done_where_nothing_changed(place: Path) -> None:
    with opened(place) as clinic:
        assert clinic.upkeep is None and names(clinic) == {"Potassium": PEOPLE * EACH}


def test_an_opening_with_other_rules_makes_all_anew_once(place: Path, changed: None) -> None:
    with opened(place) as clinic:
        assert clinic.upkeep is not None
        clinic.upkeep.wait()
        assert names(clinic) == {"POTASSIUM": PEOPLE * EACH}
        assert clinic.upkeep.fraction == 1.0 and len(patients.search(clinic)) == PEOPLE
        with clinic.read() as conn:
            acts = [e.detail for e in clinic.store.audit.entries(conn, None, 50) if e.action == upkeep.ACTION]
        assert len(acts) == 2 and "finished, 287 resources" in acts[0]
    with opened(place) as clinic:
        assert clinic.upkeep is None


def test_a_nurse_opens_it_and_the_work_waits_for_nothing(place: Path, changed: None) -> None:
    with opened(place) as clinic:
        clinic.upkeep.wait()
        users.add(clinic, User("wu", "Nurse Wu", Role.NURSE), WORDS, cost=CHEAP)
        clinic.store.writer.submit(projection_upkeep.demand).result()
    with opened(place, "wu") as nurse:
        begun = time.monotonic()
        assert record.summary(nurse, "p0").results[0].latest.value_text == "4.2"
        assert time.monotonic() - begun < 2
        nurse.upkeep.wait()
        assert nurse.upkeep.error is None


def test_a_stop_keeps_what_was_made_and_the_next_opening_goes_on(
    place: Path, changed: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[int] = []
    rebuild = projection_upkeep.projections.rebuild

    def counted(conn, keys) -> None:
        made.append(len(keys))
        rebuild(conn, keys)

    monkeypatch.setattr(projection_upkeep.projections, "rebuild", counted)
    monkeypatch.setattr(projection_upkeep.advance, "__defaults__", (30,))
    monkeypatch.setattr(upkeep, "_PAUSE_S", 0.2)
    with opened(place) as clinic:
        while not made:
            time.sleep(0.01)
        threading.Thread(target=clinic.upkeep.stop).start()
    first = sum(made)
    assert 0 < first < PEOPLE * (EACH + 1)
    monkeypatch.setattr(upkeep, "_PAUSE_S", 0.0)
    with opened(place) as clinic:
        found = names(clinic)
        assert found["POTASSIUM"] > 0 and found["Potassium"] > 0
        clinic.upkeep.wait()
        assert names(clinic) == {"POTASSIUM": PEOPLE * EACH}
    assert sum(made) == PEOPLE * (EACH + 1)


_OPENER = """
import sys, time
from pathlib import Path
from workstation.exchange import fhir_timeline, projection_upkeep
from workstation.services import sign_in, upkeep
fhir_timeline.VERSION += 1
projection_upkeep.advance.__defaults__ = (10,)
upkeep._PAUSE_S = 0.01
clinic = sign_in.sign_in(Path(sys.argv[1]), "ann", "correct horse battery staple")
while clinic.upkeep.fraction == 0:
    time.sleep(0.005)
print("under way", flush=True)
time.sleep(60)
"""


def test_a_kill_in_the_middle_is_gone_on_from(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    child = subprocess.Popen([sys.executable, "-c", _OPENER, str(place)], stdout=subprocess.PIPE, text=True)
    assert child.stdout is not None and child.stdout.readline() == "under way\n"
    child.kill()
    child.wait()
    child.stdout.close()
    monkeypatch.setattr(fhir_timeline, "VERSION", fhir_timeline.VERSION + 1)
    with opened(place) as clinic:
        if clinic.upkeep is not None:
            clinic.upkeep.wait()
        assert names(clinic) == {"Potassium": PEOPLE * EACH}
        with clinic.read() as conn:
            assert not projection_upkeep.is_due(conn)


def test_asked_for_it_can_be_cancelled_and_is_then_still_due(place: Path) -> None:
    with opened(place) as clinic:
        progress = Progress("The rebuild", lambda fraction, _: progress.cancel() if fraction > 0.2 else None)
        with pytest.raises(Cancelled):
            projection_upkeep.advance.__defaults__ = (30,)
            try:
                upkeep.rebuild(clinic, progress)
            finally:
                projection_upkeep.advance.__defaults__ = (projection_upkeep.STEP,)
        with clinic.read() as conn:
            assert projection_upkeep.is_due(conn)
    with opened(place) as clinic:
        clinic.upkeep.wait()
        assert names(clinic) == {"Potassium": PEOPLE * EACH}


def test_the_right_is_asked(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from workstation.access import policy

    with opened(place) as clinic:
        monkeypatch.setitem(policy.POLICY, Role.PHYSICIAN, frozenset())
        with pytest.raises(NotAllowed):
            upkeep.rebuild(clinic)
