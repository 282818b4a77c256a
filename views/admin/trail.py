"""The audit trail: how it stood when the store was opened, a full check, and its latest entries."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen, for_tooltip
from views.shell.tasks import Tasks
from views.widgets import words
from views.widgets.kit import Button, Card, Tag, Text, row
from views.widgets.states import translated_error
from views.widgets.theme import Severity, Theme
from workstation.domain.partial_date import PartialDate
from workstation.errors import ConsiliaError
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.services.audit import AuditCheck, AuditEntry

_MOST = 300


class Trail(QWidget):
    """Reading it leaves an entry as well."""

    def __init__(self, theme: Theme, clinic: Clinic, tasks: Tasks) -> None:
        super().__init__()
        self._clinic, self._tasks = clinic, tasks
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        state = Card(self.tr("Is it whole?"))
        self.at_start, self.checked = Tag(theme, Severity.NONE, ""), Tag(theme, Severity.NONE, "")
        self.checked.setVisible(False)
        self.verify_button = Button(self.tr("Check every entry"), self.verify, role="main")
        self.verify_button.setAutoDefault(False)
        state.body.addLayout(row(Text(self.tr("When the clinic was opened"), "secondary"), self.at_start, 1))
        state.body.addLayout(row(self.verify_button, self.checked, 1))
        self._why = Text("", "critical", wrap=True)
        self._why.setVisible(False)
        state.body.addWidget(self._why)
        outer.addWidget(state)
        self._say(self.at_start, clinic.audit_state)
        listed = Card(self.tr("Latest entries"))
        self.table = self._table()
        listed.body.setContentsMargins(1, 0, 1, 6)
        listed.body.addWidget(self.table, 1)
        outer.addWidget(listed, 1)
        self.load()

    def load(self) -> None:
        """Reads the latest entries."""
        clinic = self._clinic

        def work(_progress: Progress) -> list[AuditEntry]:
            from workstation.services import audit

            return audit.entries(clinic, limit=_MOST)

        self._tasks.run(work, self._show, label=self.tr("Reading the audit trail"), scope=self, failed=self._failed)

    def verify(self) -> None:
        """Checks the whole trail and says what it found."""
        clinic = self._clinic
        self.verify_button.setEnabled(False)

        def work(_progress: Progress) -> AuditCheck:
            from workstation.services import audit

            return audit.verify(clinic)

        def done(check: AuditCheck) -> None:
            self.verify_button.setEnabled(True)
            self._say(self.checked, check)

        self._tasks.run(work, done, label=self.tr("Checking the audit trail"), scope=self, failed=self._failed)

    def _say(self, tag: Tag, check: AuditCheck) -> None:
        if check.ok:
            said = self.tr("Whole: {checked} of {entries} entries checked")
            tag.set(Severity.FINE, said.format(checked=check.checked, entries=check.entries))
        elif check.first_bad is None:
            tag.set(Severity.CRITICAL, self.tr("Not whole"))
        else:
            tag.set(Severity.CRITICAL, self.tr("Not whole from entry {number}").format(number=check.first_bad))
        tag.setToolTip(for_tooltip(check.reason))
        tag.setVisible(True)

    def _table(self) -> QTableWidget:
        table = QTableWidget(0, 6)
        table.setHorizontalHeaderLabels([self.tr("No."), self.tr("When"), self.tr("Who"), self.tr("Act"),
                                         self.tr("Outcome"), self.tr("Detail")])
        table.setAccessibleName(self.tr("Latest entries"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setShowGrid(False)
        table.verticalHeader().setVisible(False)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column, width in enumerate((60, 160, 90, 130, 80)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(5, QHeaderView.ResizeMode.Stretch)
        return table

    def _show(self, entries: list[AuditEntry]) -> None:
        outcomes = {"done": self.tr("done"), "denied": self.tr("denied")}
        self.table.setRowCount(len(entries))
        for line, entry in enumerate(entries):
            about = "  ".join(part for part in (entry.patient_id or "", entry.detail) if part)
            cells = (str(entry.seq), _when(entry.at), entry.user, entry.action,
                     outcomes.get(entry.outcome, entry.outcome), about)
            for column, text in enumerate(cells):
                item = QTableWidgetItem(for_screen(text, 300))
                item.setToolTip(for_tooltip(text))
                self.table.setItem(line, column, item)

    def _failed(self, error: ConsiliaError) -> None:
        self.verify_button.setEnabled(True)
        self._why.say("▲ " + " ".join(part for part in translated_error(error) if part))
        self._why.setVisible(True)


def _when(at: str) -> str:
    local = datetime.fromisoformat(at).astimezone()
    return f"{words.day(PartialDate.parse(local.date().isoformat()))} {local:%H:%M:%S}"
