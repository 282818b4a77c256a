"""A model card to read, with the patient's banner above it as in every dialog."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from engines.text.safe_text import for_screen
from views.widgets import words
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.theme import Theme
from workstation.domain.patient import PatientBanner

_LONGEST_CARD = 20_000


def show_card(parent: QWidget, theme: Theme, title: str, text: str, patient: PatientBanner | None) -> Dialog:
    """Opens the card beside the images; it does not hold up the room."""
    dialog = Dialog(parent, theme, title)
    if patient is not None:
        who = f"{words.name(patient.row.name)}   {words.born(patient.row, date.today())}"
        dialog.page.addWidget(Text(who, "strong", elide=True))
    dialog.page.addWidget(Text(title, "title"))
    body = QPlainTextEdit(for_screen(text, longest=_LONGEST_CARD))
    body.setReadOnly(True)
    body.setAccessibleName(title)
    dialog.page.addWidget(body, 1)
    dialog.page.addLayout(row(1, Button(QCoreApplication.translate("imaging", "Close"), dialog.accept)))
    dialog.resize(560, 420)
    dialog.show()
    return dialog
