"""The stops of the tour: which view, with which patient, in which theme and language."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from views.shell import tour_appointments, tour_import
from views.shell.rooms import ROOMS
from views.shell.tour_admin import admin
from views.shell.tour_desk import desk
from views.shell.tour_documents import documents
from views.shell.tour_family import family
from views.shell.tour_guest import guest
from views.shell.tour_lists import lists
from views.shell.tour_results import results
from views.shell.tour_schedule import schedule
from views.shell.tour_share import share
from views.shell.tour_timeline import timeline
from views.widgets.theme import Severity
from workstation.domain.patient import PatientRow
from workstation.errors import StoreBusy

if TYPE_CHECKING:
    from views.shell.frame import Frame
    from views.shell.tour import Guide

# Which tag makes a patient fit for a room; the fullest chart is taken among them.
_FITS = {"imaging": "imaging", "vitals": "vitals", "pedigree": "pedigree"}


def stops(guide: Guide) -> list[Callable[[], object]]:
    """Every stop, in the order a person would meet them."""
    route: list[Callable[[], object]] = [
        lambda: _first_run(guide), lambda: _sign_in(guide), lambda: _enter(guide), lambda: _clinic(guide),
    ]
    route += [lambda name=entry.name: _room(guide, name) for entry in ROOMS if entry.needs_patient]
    route += [
        lambda: timeline(guide), lambda: results(guide), lambda: lists(guide), lambda: family(guide),
        lambda: schedule(guide),
        lambda: _source(guide), lambda: _palette(guide), lambda: _keys(guide), lambda: _import_report(guide),
        lambda: tour_import.table(guide),
        lambda: admin(guide), lambda: desk(guide), lambda: share(guide), lambda: guest(guide),
        lambda: documents(guide),
        lambda: tour_appointments.appointments(guide), lambda: tour_appointments.own_entries(guide),
        lambda: _states(guide), lambda: _others(guide), lambda: _dark(guide), lambda: _chinese(guide),
        lambda: _locked(guide),
    ]
    return route


def _frame(guide: Guide) -> Frame:
    frame = guide.window.frame
    assert frame is not None
    return frame


def _first_run(guide: Guide) -> None:
    from views.shell.first_run import CreateClinic, FirstRun

    window = guide.window
    gate = FirstRun(window.theme, guide.data_dir.parent / "Consilia")
    gate.add_foot(*window.foot())
    window.show_gate(gate)
    guide.take("first-run", "First run")
    window.show_gate(CreateClinic(window.theme))
    guide.take("create-clinic", "Creating an empty clinic")


def _sign_in(guide: Guide) -> None:
    from views.shell.sign_in import SignIn

    guide.window.begin()
    guide.wait(lambda: isinstance(guide.window.gate, SignIn))
    guide.take("sign-in", "Sign-in")
    gate = guide.window.gate
    if isinstance(gate, SignIn):
        gate.asked.emit(gate.user(), "not the passphrase")
        guide.wait(lambda: guide.quiet() and gate.button.isEnabled())
        guide.take("sign-in-wrong", "A wrong passphrase")


def _enter(guide: Guide) -> None:
    from views.shell.sign_in import SignIn

    gate = guide.window.gate
    if isinstance(gate, SignIn):
        gate.asked.emit(gate.user(), guide.passphrase)
    guide.wait(lambda: guide.window.frame is not None)


def _clinic(guide: Guide) -> None:
    frame = _frame(guide)
    guide.take("clinic", "The clinic's patients")
    frame.open("clinic", search="wang")
    guide.wait(lambda: False, 0.3)
    guide.take("clinic-search", "Patient search")
    frame.open("clinic", search="")
    frame.open("record")
    guide.take("no-patient", "A room without a patient")


def fitting(guide: Guide, room: str) -> PatientRow | None:
    """The patient whose chart shows a room best: tagged for it, then with the most to see elsewhere."""
    from workstation.services import patients

    rows = patients.search(_frame(guide).clinic, limit=500)
    tag = _FITS.get(room, "")
    fit = [row for row in rows if tag in row.tags] if tag else rows
    return max(fit or rows, key=lambda row: (len(row.tags), not row.is_deceased, row.name.is_chinese), default=None)


def _room(guide: Guide, name: str) -> None:
    row = fitting(guide, name)
    if row is None:
        return
    frame = _frame(guide)
    frame.open(name, patient=row.id)
    guide.wait(lambda: frame.banner is not None, 10)
    guide.take(name, f"The room {name}", patient=row.id)


def _source(guide: Guide) -> None:
    from views.record.room import RecordRoom
    from views.record.source import SourceDialog
    from views.record.summary import SummaryPage

    frame = _frame(guide)
    frame.open("record")
    guide.wait(guide.quiet)
    room = frame.room("record")
    summary = room.page("summary") if isinstance(room, RecordRoom) else None
    if not isinstance(room, RecordRoom) or not isinstance(summary, SummaryPage) or not summary.results.model.trends:
        return
    room.open_source(summary.results.model.trends[0].latest.source)
    guide.wait(lambda: bool(room.findChildren(SourceDialog)), 10)
    for dialog in room.findChildren(SourceDialog):
        guide.take("source", "The source of a value", dialog, frame.patient_id)
        dialog.close()
        dialog.deleteLater()


def _palette(guide: Guide) -> None:
    frame = _frame(guide)
    frame.show_palette()
    if frame.palette_box is not None:
        guide.take("palette", "Find or do anything")
        frame.palette_box.field.setText("wang")
        guide.wait(lambda: False, 0.3)
        guide.take("palette-patients", "Finding a patient by pinyin")
        frame.palette_box.hide()


def _keys(guide: Guide) -> None:
    from views.shell.doings import show_keys
    from views.shell.keys_page import KeysPage

    frame = _frame(guide)
    show_keys(frame)
    for page in frame.findChildren(KeysPage):
        guide.take("keys", "The page of keys", page)
        page.close()
        page.deleteLater()


def _import_report(guide: Guide) -> None:
    """A real report: two files made here, one sound and one that is no record, brought in as a user would."""
    import tempfile
    from pathlib import Path

    from views.shell.import_flow import ReportDialog, start

    frame = _frame(guide)
    with tempfile.TemporaryDirectory() as folder:
        letter = Path(folder) / "letter.json"
        letter.write_text('{"greeting": "not a FHIR resource"}', encoding="utf-8")
        notes = Path(folder) / "notes.txt"
        notes.write_text("This is no record.", encoding="utf-8")
        start(frame, [letter, notes])
        guide.wait(lambda: bool(frame.findChildren(ReportDialog)), 30)
    for dialog in frame.findChildren(ReportDialog):
        guide.take("import-report", "Import report", dialog)
        dialog.close()
        dialog.deleteLater()


def _states(guide: Guide) -> None:
    """The empty, working and failed states as every room shows them."""
    from views.widgets.states import BusyState, ErrorState

    frame = _frame(guide)
    busy = BusyState(frame.chrome, "Reading 275 images", lambda: None)
    busy.show_progress(0.42, "116 of 275")
    error = ErrorState(frame.chrome, StoreBusy(place=str(guide.data_dir)), lambda: None)
    frame.status.notify("A message of the status bar", Severity.INFO)
    for name, title, state in (("state-working", "Work under way", busy), ("state-failed", "Work that failed", error)):
        frame.show_state(state)
        guide.take(name, title)


def _others(guide: Guide) -> None:
    """Other charts in the record: a patient with home readings, and one with the emptiest chart."""
    from workstation.services import patients

    frame = _frame(guide)
    rows = patients.search(frame.clinic, limit=500)
    emptiest = min(rows, key=lambda row: len(row.tags), default=None)
    for row in [emptiest] if emptiest else []:
        frame.open("record", patient=row.id)
        guide.wait(lambda: frame.banner is not None, 10)
        guide.take("record-other", "The record of another patient", patient=row.id)


def _dark(guide: Guide) -> None:
    guide.window.use_theme("dark")
    for name in ("record", "vitals", "pedigree", "plan"):
        _room(guide, name)
    _frame(guide).open("clinic")
    guide.take("clinic-dark", "The clinic in the dark theme")
    guide.window.use_theme("light")


def _chinese(guide: Guide) -> None:
    guide.window.use_language("zh_CN")
    for entry in ROOMS:
        if entry.needs_patient:
            _room(guide, entry.name)
    _frame(guide).open("clinic")
    guide.take("clinic-zh", "The clinic in Chinese")
    _keys(guide)
    guide.window.use_language("en")


def _locked(guide: Guide) -> None:
    from views.shell.sign_in import SignIn

    guide.window.lock()
    guide.wait(lambda: isinstance(guide.window.gate, SignIn), 20)
    guide.take("locked", "The locked screen")
