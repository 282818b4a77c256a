"""The desk's questions: why something is left out, and to whom it belongs."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.theme import Theme

_WIDTH = 560


class _Question(Dialog):
    """A title, what it is about, a field, and two buttons of which the harmless one is the default."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, about: str, hint: str, done: str) -> None:
        super().__init__(parent, theme, title)
        self.setMinimumWidth(_WIDTH)
        self.page.addWidget(Text(title, "title"))
        self.page.addWidget(Text(about, "strong", wrap=True))
        self.page.addWidget(Text(hint, "secondary", wrap=True))
        self._confirm = Button(done, self.accept, role="main")
        self._confirm.setEnabled(False)
        self._confirm.setAutoDefault(False)
        self._cancel = Button(self.tr("Cancel"), self.reject)
        self._cancel.setDefault(True)

    def _close_with(self, field: QWidget) -> None:
        self.page.addWidget(field)
        self.page.addSpacing(4)
        self.page.addLayout(row(1, self._cancel, self._confirm))
        field.setFocus()


class WhyDialog(_Question):
    """Why it stays out for good: nothing is discarded without a reason."""

    def __init__(self, parent: QWidget, theme: Theme, about: str) -> None:
        super().__init__(parent, theme, self.tr("Discard what came?"), about,
                         self.tr("Its bytes stay in the vault and your reason in the audit; it is not taken in."),
                         self.tr("Discard"))
        self._why = QPlainTextEdit()
        self._why.setAccessibleName(self.tr("Reason"))
        self._why.setPlaceholderText(self.tr("Reason"))
        self._why.setTabChangesFocus(True)
        self._why.setFixedHeight(72)
        self._why.textChanged.connect(lambda: self._confirm.setEnabled(bool(self.reason)))
        self._close_with(self._why)

    @property
    def reason(self) -> str:
        return self._why.toPlainText().strip()

    def write(self, reason: str) -> None:
        """Writes the reason as a person would."""
        self._why.setPlainText(reason)


class WhoseDialog(_Question):
    """The record number or id of the patient that it belongs to; for a patient, empty makes a new one."""

    def __init__(self, parent: QWidget, theme: Theme, about: str, may_be_new: bool) -> None:
        hint = (self.tr("It becomes a new patient beside the one that is stored.") if may_be_new
                else self.tr("Give the record number or the id of the patient it belongs to."))
        super().__init__(parent, theme, self.tr("Take it in for another patient?"), about, hint, self.tr("Take in"))
        self._field = QLineEdit()
        self._field.setAccessibleName(self.tr("Patient"))
        self._field.setPlaceholderText(self.tr("Record number or id"))
        self._field.setVisible(not may_be_new)
        self._field.textChanged.connect(lambda _text: self._confirm.setEnabled(bool(self.patient)))
        self._confirm.setEnabled(may_be_new)
        self._close_with(self._field)

    @property
    def patient(self) -> str:
        return self._field.text().strip()

    def write(self, patient: str) -> None:
        """Names the patient as a person would."""
        self._field.setText(patient)


class SureDialog(_Question):
    """A decision about two people, once more with both names."""

    def __init__(self, parent: QWidget, theme: Theme, title: str, about: str, hint: str, done: str) -> None:
        super().__init__(parent, theme, title, about, hint, done)
        self._confirm.setEnabled(True)
        self.page.addSpacing(4)
        self.page.addLayout(row(1, self._cancel, self._confirm))
