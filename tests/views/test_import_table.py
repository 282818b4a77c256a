"""A table on the screen: nothing comes in before a person chose how it is read, and each row's fate is seen first."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from view_helpers import settle
from walkers import clipped, unnamed

from views.shell.import_columns import MEANS, UNIT
from views.shell.import_flow import ReportDialog, start
from views.shell.import_table import TableDialog
from views.shell.window import Window
from workstation.services import mappings, patients, record
from workstation.services.clinic import Clinic

Shown = Callable[..., TableDialog]


@pytest.fixture
def number(two_patients: Clinic, patient_ids: dict[str, str]) -> str:
    return next(row.number for row in patients.search(two_patients) if row.id == patient_ids["wang"])


@pytest.fixture
def shown(window: Window, tmp_path: Path, qtbot: QtBot) -> Shown:
    def made(text: str, *more: str) -> TableDialog:
        paths = [tmp_path / f"table {place}.csv" for place in range(1 + len(more))]
        for path, content in zip(paths, (text, *more), strict=True):
            path.write_text(content, encoding="utf-8")
        assert window.frame is not None
        start(window.frame, paths)
        qtbot.waitUntil(lambda: bool(window.frame.findChildren(TableDialog)), timeout=10_000)  # type: ignore[union-attr]
        settle(qtbot, window)
        return window.frame.findChildren(TableDialog)[-1]

    return made


def texts(dialog: TableDialog, column: int) -> list[str]:
    return [dialog.rows.item(place, column).text() for place in range(dialog.rows.rowCount())]


def observations(clinic: Clinic, patient: str) -> int:
    return sum(one.key.startswith("Observation/csv-") for one in record.resources(clinic, patient))


def test_a_proposal_is_seen_then_kept_and_the_table_taken_in(
        shown: Shown, number: str, window: Window, two_patients: Clinic, patient_ids: dict[str, str],
        qtbot: QtBot) -> None:
    dialog = shown(f"patient,date,HR (/min)\n{number},2026-04-03,70\nnobody,2026-04-03,71\n{number},2026-02-30,72\n")
    assert dialog.save.isEnabled() and dialog.save.text().startswith("Keep the mapping")
    fates = texts(dialog, dialog.rows.columnCount() - 1)
    assert fates[0] == "● comes in" and "waits" in fates[1] and "refused" in fates[2] and "2026-02-30" in fates[2]
    assert "70 /min" in texts(dialog, 4)
    assert unnamed(dialog) == [] and clipped(dialog) == []
    assert mappings.listed(two_patients) == [] and observations(two_patients, patient_ids["wang"]) == 0
    dialog.save.click()
    qtbot.waitUntil(lambda: bool(window.frame.findChildren(ReportDialog)), timeout=20_000)  # type: ignore[union-attr]
    assert [one.mapping.name for one in mappings.listed(two_patients)] == ["table-0"]
    assert observations(two_patients, patient_ids["wang"]) == 1


def test_a_column_is_given_its_meaning_in_place(shown: Shown, number: str, window: Window, qtbot: QtBot) -> None:
    dialog = shown(f"who,when,what\n{number},2026-04-03,70\n")
    assert not dialog.save.isEnabled() and "which column" in dialog.fault.whole()
    model = dialog.columns.model()
    dialog.kind.setCurrentIndex(dialog.kind.findData("results"))
    dialog.kind.activated.emit(dialog.kind.currentIndex())
    dialog.columns.setCurrentIndex(model.index(0, MEANS))
    dialog.columns.edit(model.index(0, MEANS))
    box = dialog.columns.findChildren(QComboBox)[0]
    box.setCurrentIndex(box.findData("patient"))
    box.activated.emit(box.currentIndex())
    assert model.setData(model.index(1, MEANS), "date") and model.setData(model.index(2, MEANS), "measurement")
    assert not dialog.save.isEnabled()
    qtbot.waitUntil(lambda: "unit" in dialog.fault.whole(), timeout=10_000)
    assert model.flags(model.index(2, UNIT)) & Qt.ItemFlag.ItemIsEditable
    assert not model.flags(model.index(1, UNIT)) & Qt.ItemFlag.ItemIsEditable
    model.setData(model.index(2, UNIT), "mmol/L")
    qtbot.waitUntil(dialog.save.isEnabled, timeout=10_000)
    assert texts(dialog, 4) == ["70 mmol/L"] and dialog.fault.whole() == ""
    model.setData(model.index(0, MEANS), "date")            # a field is said by one column only
    assert model.index(1, MEANS).data() == "not read ▾"


def test_a_saved_mapping_that_fits_is_offered_and_one_that_does_not_says_why(
        shown: Shown, number: str, two_patients: Clinic, window: Window, patient_ids: dict[str, str],
        qtbot: QtBot) -> None:
    fits = ('kind = "results"\n[columns]\npatient = "patient"\ndate = "date"\n'
            '[[result]]\ncolumn = "hr"\nname = "Heart rate"\ncode = "8867-4"\nunit = "/min"\n')
    mappings.add(two_patients, fits.encode(), "ward")
    mappings.add(two_patients, fits.replace('"hr"', '"pulse"').encode(), "other")
    dialog = shown(f"patient,date,hr\n{number},2026-04-03,70\n", f"patient,date,hr\n{number},2026-04-04,71\n")
    assert dialog.by.currentData() == "ward" and dialog.save.text() == "Take 2 tables in"
    assert dialog.saved_text.toPlainText() == fits and not dialog.kind.isEnabled()
    last = dialog.by.count() - 1
    assert "no column pulse" in dialog.by.itemText(last)
    assert not dialog.by.model().flags(dialog.by.model().index(last, 0)) & Qt.ItemFlag.ItemIsEnabled
    dialog.save.click()
    qtbot.waitUntil(lambda: observations(two_patients, patient_ids["wang"]) == 2, timeout=20_000)
    settle(qtbot, window)
    assert len(mappings.listed(two_patients)) == 2


def test_a_name_that_is_taken_is_said_and_nothing_typed_is_lost(
        shown: Shown, number: str, two_patients: Clinic, qtbot: QtBot) -> None:
    dialog = shown(f"patient,date,HR (/min)\n{number},2026-04-03,70\n")
    mappings.add(two_patients, dialog.toml().encode())
    dialog.save.click()
    qtbot.waitUntil(lambda: "already" in dialog.fault.whole(), timeout=10_000)
    assert dialog.isVisible()


def test_among_other_files_the_report_offers_it(window: Window, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "t.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    (tmp_path / "j.json").write_text("[1, 2]", encoding="utf-8")
    frame = window.frame
    assert frame is not None
    start(frame, [tmp_path / "t.csv", tmp_path / "j.json"])
    qtbot.waitUntil(lambda: bool(frame.findChildren(ReportDialog)), timeout=10_000)
    report = frame.findChildren(ReportDialog)[0]
    assert [report.tree.topLevelItem(place).text(1) for place in range(2)] == ["▲ rejected", "○ holds no record"]
    report.read_tables.click()
    settle(qtbot, window)
    (dialog,) = frame.findChildren(TableDialog)
    assert dialog.columns.model().rowCount() == 2 and not dialog.save.isEnabled()
