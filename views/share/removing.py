"""Asking before a case of another clinic is deleted."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.theme import Theme
from workstation.domain.opinion import Opinion


class DeleteDialog(Dialog):
    """Names whose case it is and what goes with it; never defaults to yes."""

    def __init__(self, parent: QWidget, theme: Theme, case: Opinion, answered: bool,
                 then: Callable[[], object]) -> None:
        super().__init__(parent, theme, "")
        self.setWindowTitle(self.tr("Delete this case?"))
        self.setAccessibleName(self.tr("Delete this case?"))
        self.setMinimumWidth(480)
        self.page.addWidget(Text(self.tr("Delete this case?"), "title"))
        what = self.tr("The case of {patient} from {name} is deleted with everything done in it: findings, reports, "
                       "notes.").format(patient=case.patient_name, name=case.peer_name)
        after = self.tr("Your answer stays listed. The file can be opened again while it is valid.") if answered else \
            self.tr("It was not answered yet. The file can be opened again while it is valid.")
        self.page.addWidget(Text(what, wrap=True))
        self.page.addWidget(Text(after, "secondary", wrap=True))
        keep = Button(self.tr("Keep"), self.reject)
        self.away = Button(self.tr("Delete the case"), role="danger")
        self.away.clicked.connect(lambda *_: (self.accept(), then()))
        self.away.setAutoDefault(False)
        keep.setDefault(True)
        self.page.addLayout(row(1, keep, self.away))
        keep.setFocus()
