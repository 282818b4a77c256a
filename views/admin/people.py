"""Who may sign in: the list, adding and removing for whoever may."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from views.shell.sign_in import Passphrase
from views.shell.status import role_word
from views.shell.tasks import Tasks
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Card, Text, empty_layout, row
from views.widgets.states import translated_error
from views.widgets.theme import Theme
from workstation.domain.user import Role, User
from workstation.errors import ConsiliaError
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress


class People(QWidget):
    """One line a person; the form below where the signed-in person manages people."""

    def __init__(self, dialog: QWidget, theme: Theme, clinic: Clinic, tasks: Tasks) -> None:
        super().__init__()
        self._dialog, self._theme, self._clinic, self._tasks = dialog, theme, clinic, tasks
        self.may_manage = clinic.may("users.manage")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        listed = Card(self.tr("Who may sign in"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        listed.body.addLayout(self._rows)
        outer.addWidget(listed)
        self._said = Text("", "critical", wrap=True)
        self._said.setVisible(False)
        outer.addWidget(self._said)
        if self.may_manage:
            outer.addWidget(self._form())
        else:
            outer.addWidget(Text(self.tr("Your role may not add or remove people."), "secondary", wrap=True))
        outer.addStretch(1)
        self.load()

    def load(self) -> None:
        """Reads the list anew."""
        clinic = self._clinic

        def work(_progress: Progress) -> list[User]:
            from workstation.services import users

            return users.listed(clinic)

        self._tasks.run(work, self._show, label=self.tr("People"), scope=self, failed=self._failed)

    def add(self) -> None:
        """Adds the person of the form."""
        name, display = self.name.text().strip(), self.display.text().strip()
        if not name or not display:
            self._say(self.tr("Both names are needed."))
            return
        if self.first.text() != self.second.text():
            self._say(self.tr("The two passphrases differ."))
            return
        clinic, passphrase = self._clinic, self.first.text()
        user = User(name, display, Role(self.role.currentData()))
        self.add_button.setEnabled(False)

        def work(_progress: Progress) -> None:
            from workstation.services import users

            users.add(clinic, user, passphrase)

        self._tasks.run(work, lambda _none: self._added(), label=self.tr("Adding a person"), scope=self,
                        failed=self._failed)

    def ask_to_remove(self, user: User) -> Dialog:
        """Asks first: names the person, and never defaults to yes."""
        dialog = Dialog(self._dialog, self._theme, self.tr("Remove this person?"))
        dialog.page.addWidget(Text(self.tr("Remove this person?"), "title"))
        words = self.tr("{name} ({role}) will no longer be able to sign in. What they did stays in the record and in "
                        "the audit trail.")
        dialog.page.addWidget(Text(words.format(name=user.display or user.name, role=role_word(user.role)), wrap=True))
        keep = Button(self.tr("Keep"), dialog.reject)
        away = Button(self.tr("Remove"), role="danger")
        away.clicked.connect(lambda *_: (dialog.accept(), self.remove(user.name)))
        away.setAutoDefault(False)
        keep.setDefault(True)
        dialog.page.addLayout(row(1, keep, away))
        dialog.open()
        keep.setFocus()
        return dialog

    def remove(self, name: str) -> None:
        """Takes somebody's way in."""
        clinic = self._clinic

        def work(_progress: Progress) -> None:
            from workstation.services import users

            users.remove(clinic, name)

        self._tasks.run(work, lambda _none: self.load(), label=self.tr("Removing a person"), scope=self,
                        failed=self._failed)

    # --- building ----------------------------------------------------------------------------------------------

    def _form(self) -> Card:
        card = Card(self.tr("Add a person"))
        self.display, self.name = self._line(self.tr("Name, as reports show it")), self._line(self.tr("Sign-in name"))
        self.role = QComboBox()
        self.role.setAccessibleName(self.tr("Role"))
        for role in Role:
            self.role.addItem(role_word(role), role.value)
        self.first, self.second = Passphrase(self.tr("Passphrase")), Passphrase(self.tr("The same again"))
        self.add_button = Button(self.tr("Add"), self.add, role="main")
        self.add_button.setAutoDefault(False)
        card.body.addLayout(row(self.display, self.name, self.role))
        card.body.addLayout(row(self.first, self.second, self.add_button))
        card.body.addWidget(Text(self.tr("The passphrase has at least 15 characters; nobody can reset it."), "small",
                                 wrap=True))
        return card

    def _line(self, words: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        line.setMinimumHeight(32)
        return line

    def _show(self, people: list[User]) -> None:
        empty_layout(self._rows)
        for user in people:
            items: list[QWidget | int] = [Text(user.display or user.name, "strong"), Text(user.name, "secondary"),
                                          Text(role_word(user.role), "secondary"), 1]
            if user.name == self._clinic.user.name:
                items.append(Text(self.tr("signed in here"), "small"))
            elif self.may_manage:
                away = Button(self.tr("Remove"), lambda user=user: self.ask_to_remove(user))
                away.setAccessibleName(self.tr("Remove {name}").format(name=user.display or user.name))
                away.setAutoDefault(False)
                items.append(away)
            self._rows.addLayout(row(*items))

    def _added(self) -> None:
        self.add_button.setEnabled(True)
        for line in (self.display, self.name, self.first, self.second):
            line.clear()
        self._say("")
        self.load()

    def _failed(self, error: ConsiliaError) -> None:
        if self.may_manage:
            self.add_button.setEnabled(True)
        self._say(" ".join(part for part in translated_error(error) if part))

    def _say(self, words: str) -> None:
        self._said.say(f"▲ {words}" if words else "")
        self._said.setVisible(bool(words))
        self._said.setAlignment(Qt.AlignmentFlag.AlignLeft)
