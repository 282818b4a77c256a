"""Asks before an appointment is cancelled: names it and the patient, wants a reason, and never defaults to yes."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from views.appointments import words
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.theme import Theme
from workstation.domain.appointment import Appointment


def ask_to_cancel(parent: QWidget, theme: Theme, one: Appointment, cancel: Callable[[str], object]) -> Dialog:
    """Opens the question; ``cancel`` is called with the reason."""
    tr = QCoreApplication.translate
    dialog = Dialog(parent, theme, tr("appointments", "Cancel this appointment?"))
    dialog.page.addWidget(Text(tr("appointments", "Cancel this appointment?"), "title"))
    said = tr("appointments", "{patient}, {day}, {time}. It stays in the list, crossed out, with the reason.")
    dialog.page.addWidget(Text(said.format(
        patient=words.patient(one), day=words.day(one.start.date()), time=words.span(one)), wrap=True))
    reason = QLineEdit()
    reason.setMinimumWidth(420)
    reason.setMinimumHeight(32)
    reason.setPlaceholderText(tr("appointments", "Reason, such as: the patient is ill"))
    reason.setAccessibleName(tr("appointments", "Reason"))
    dialog.page.addWidget(reason)
    keep = Button(tr("appointments", "Keep it"), dialog.reject)
    away = Button(tr("appointments", "Cancel it"), role="danger")
    away.setEnabled(False)
    away.setAutoDefault(False)
    keep.setDefault(True)
    reason.textChanged.connect(lambda text: away.setEnabled(bool(text.strip())))
    away.clicked.connect(lambda *_: (dialog.accept(), cancel(reason.text().strip())))
    dialog.page.addLayout(row(1, keep, away))
    dialog.open()
    reason.setFocus()
    return dialog
