"""The question before a signature: who, whose, and that it stays."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from views.widgets import words
from views.widgets.banner import BannerBar
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.theme import Theme
from workstation.domain.patient import PatientBanner


def ask_to_sign(parent: QWidget, theme: Theme, banner: PatientBanner, yes: Callable[[], object]) -> Dialog:
    """Opens the question; ``yes`` is called only by its Sign button. Escape and Return leave everything as it is."""
    top = BannerBar(theme)
    top.show_patient(banner)
    title = QCoreApplication.translate("report", "Sign this report?")
    dialog = Dialog(parent, theme, title, top)
    dialog.page.addWidget(Text(title, "title"))
    sentence = QCoreApplication.translate(
        "report", "The report of {name} will carry your name and the time, and stay in the record as it is now.")
    dialog.page.addWidget(Text(sentence.format(name=words.name(banner.row.name)), wrap=True))
    keep = Button(QCoreApplication.translate("report", "Not now"), dialog.reject)
    sign = Button(QCoreApplication.translate("report", "Sign"), role="main")
    sign.clicked.connect(lambda *_: (dialog.accept(), yes()))
    sign.setAutoDefault(False)
    keep.setDefault(True)
    dialog.page.addLayout(row(1, keep, sign))
    dialog.open()
    keep.setFocus()
    return dialog
