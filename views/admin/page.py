"""The clinic's own affairs on one page: people, audit, plugins, institutions, about."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from views.admin.about import About
from views.admin.institutions import Institutions
from views.admin.people import People
from views.admin.plugins import Plugins
from views.admin.trail import Trail
from views.shell.tasks import Tasks
from views.widgets.controls import Dialog
from views.widgets.kit import Button, row
from views.widgets.theme import Theme
from workstation.domain.patient import PatientBanner
from workstation.services.clinic import Clinic

_SIZE = (940, 620)


class AdminPage(Dialog):
    """Five leaves; a leaf is built and asks for its data when it is first shown."""

    def __init__(self, parent: QWidget, theme: Theme, clinic: Clinic, tasks: Tasks, language: str,
                 banner: PatientBanner | None = None) -> None:
        super().__init__(parent, theme, "")
        self.setWindowTitle(self.tr("Administration"))
        self.setAccessibleName(self.tr("Administration"))
        self.resize(*_SIZE)
        self._makers = {
            "people": (self.tr("People"), lambda: People(self, theme, clinic, tasks)),
            "audit": (self.tr("Audit"), lambda: Trail(theme, clinic, tasks)),
            "plugins": (self.tr("Plugins"), lambda: Plugins(theme, clinic, tasks, language)),
            "institutions": (self.tr("Institutions"),
                             lambda: Institutions(self, theme, clinic, tasks, self._fetch)),
            "about": (self.tr("About"), lambda: About(theme)),
        }
        self.leaves: dict[str, QWidget] = {}
        self.buttons: dict[str, Button] = {}
        for number, (name, (words, _make)) in enumerate(self._makers.items(), start=1):
            self.buttons[name] = Button(words, lambda name=name: self.show_leaf(name), key=f"Alt+{number}",
                                        checkable=True)
            self.buttons[name].setAutoDefault(False)
        close = Button(self.tr("Close"), self.accept)
        close.setAutoDefault(False)
        self.page.addLayout(row(*self.buttons.values(), 1, close))
        self._stack = QStackedWidget()
        self.page.addWidget(self._stack, 1)
        self._clinic, self._tasks, self._banner = clinic, tasks, banner
        self.show_leaf("people")

    def _fetch(self, institution: str) -> None:
        from views.shell.fetch_flow import FetchDialog

        FetchDialog(self, self.theme, self._clinic, self._tasks, institution, self._banner).open()

    def show_leaf(self, name: str) -> None:
        """Turns to a leaf: people, audit, plugins, institutions or about."""
        if name not in self.leaves:
            self.leaves[name] = self._makers[name][1]()
            self._stack.addWidget(self.leaves[name])
        self._stack.setCurrentWidget(self.leaves[name])
        for other, button in self.buttons.items():
            button.setChecked(other == name)

    def done(self, result: int) -> None:
        for leaf in self.leaves.values():
            self._tasks.drop(leaf)
        super().done(result)
