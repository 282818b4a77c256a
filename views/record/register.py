"""Registering a patient: who may be here already appears while one types, before a second record is made."""

from __future__ import annotations

import uuid
from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from views.shell.room import RoomContext
from views.widgets import words
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Tag, Text, empty_layout, row
from views.widgets.states import translated_error
from views.widgets.theme import Severity
from workstation.domain.patient import spaced_number
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress
from workstation.services.registering import Alike, NewPatient

_WIDTH = 640
_PAUSE_MS = 250
_MOST = 4
_SURE = 0.9                        # from here on a second record is most likely a mistake, and the button says so


class RegisterDialog(Dialog):
    """``opened`` is called with the id of the patient to open: the new one, or one that was here already."""

    def __init__(self, parent: QWidget, context: RoomContext, opened: Callable[[str], object]) -> None:
        super().__init__(parent, context.theme, "")
        self.setWindowTitle(self.tr("New patient"))
        self.setAccessibleName(self.tr("New patient"))
        self.setMinimumWidth(_WIDTH)
        self._context, self._opened = context, opened
        self._command = str(uuid.uuid4())            # one dialog registers one patient, however often it is asked
        self.page.addWidget(Text(self.tr("New patient"), "title"))
        self.family, self.given = self._field(self.tr("Family name")), self._field(self.tr("Given name"))
        self.born = self._field(self.tr("Born"), "1958-07-14")
        self.number, self.phone = self._field(self.tr("Record number")), self._field(self.tr("Telephone"))
        self.sex = QComboBox()
        self.sex.setAccessibleName(self.tr("Sex"))
        for word, code in ((self.tr("Choose"), ""), (words.sex("female"), "female"), (words.sex("male"), "male"),
                           (words.sex("other"), "other"), (words.not_known(), "unknown")):
            self.sex.addItem(word, code)
        self._lay_out_fields()
        self._found = QVBoxLayout()
        self._found.setSpacing(6)
        self.page.addSpacing(6)
        self.page.addLayout(self._found)
        self.page.addStretch(1)
        self.fault = Text("", "warning", wrap=True)
        self.page.addWidget(self.fault)
        self.save = Button(self.tr("Register"), self._save, key="Ctrl+Return", role="main")
        cancel = Button(self.tr("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        self.save.setAutoDefault(False)
        self.page.addLayout(row(1, cancel, self.save))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look)
        for field in (self.family, self.given, self.born, self.number, self.phone):
            field.textChanged.connect(lambda _text: self._pause.start())
        self.sex.currentIndexChanged.connect(lambda _place: self._pause.start())
        self._show([])
        self.family.setFocus()

    def _field(self, name: str, hint: str = "") -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        return field

    def _lay_out_fields(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        pairs = ((self.family, self.given), (self.sex, self.born), (self.number, self.phone))
        for line, fields in enumerate(pairs):
            for place, field in enumerate(fields):
                grid.addWidget(Text(field.accessibleName(), "secondary"), line, place * 2)
                grid.addWidget(field, line, place * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        self.page.addLayout(grid)

    # --- who is here already -----------------------------------------------------------------------------------

    def typed(self) -> NewPatient:
        """What stands in the fields."""
        return NewPatient(self.family.text().strip(), self.given.text().strip(), self.sex.currentData() or "",
                          self.born.text().strip(), self.number.text().strip(), self.phone.text().strip())

    def _look(self) -> None:
        clinic, typed = self._context.clinic, self.typed()
        self._context.tasks.drop(self)

        def work(_progress: Progress) -> list[Alike]:
            from workstation.services import registering

            return registering.alike(clinic, typed)

        def found(alike: list[Alike]) -> None:
            if typed == self.typed():                # else a newer look is on its way
                self._show(alike)

        self._context.tasks.run(work, found, label=self.tr("Looking who is here already"), scope=self,
                                failed=self._say)

    def _show(self, alike: list[Alike]) -> None:
        empty_layout(self._found)
        self.fault.say("")
        likely = bool(alike) and alike[0].probability >= _SURE
        words_of_save = self.tr("Register all the same") if likely else self.tr("Register")
        self.save.setText(f"{words_of_save}   Ctrl+Return")
        self.save.setAccessibleName(words_of_save)
        if alike:
            self._found.addWidget(Text(self.tr("May be here already"), "strong"))
        for one in alike[:_MOST]:
            born = words.day(one.row.born) if one.row.born is not None else words.not_known()
            about = Text("  ·  ".join(part for part in (words.name(one.row.name), born, words.sex(one.row.sex),
                                                        spaced_number(one.row.number)) if part), elide=True)
            tag = Tag(self._context.theme, Severity.WARNING if one.probability >= _SURE else Severity.INFO,
                      self.tr("very alike") if one.probability >= _SURE else self.tr("alike"))
            there = Button(self.tr("Open"), lambda who=one.row.id: self._open(who))
            there.setAccessibleName(self.tr("Open {name}").format(name=words.name(one.row.name)))
            there.setAutoDefault(False)
            line = row(tag, about, there)
            line.setStretch(1, 1)
            self._found.addLayout(line)

    # --- saving ------------------------------------------------------------------------------------------------

    def _save(self) -> None:
        clinic, typed, command = self._context.clinic, self.typed(), self._command
        self.save.setEnabled(False)

        def work(_progress: Progress) -> str:
            from workstation.services import registering

            return registering.register(clinic, typed, command)

        self._context.tasks.run(work, self._open, label=self.tr("Registering"), scope=self, failed=self._say)

    def _say(self, error: ConsiliaError) -> None:
        self.save.setEnabled(True)
        self.fault.say(translated_error(error)[0])

    def _open(self, patient: str) -> None:
        self.accept()
        self._opened(patient)

    def done(self, result: int) -> None:
        self._pause.stop()
        self._context.tasks.drop(self)
        super().done(result)
