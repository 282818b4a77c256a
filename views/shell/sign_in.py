"""Sign-in: who, and the passphrase. Also the locked screen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen
from views.shell.gate import Gate
from views.shell.status import role_word
from views.widgets.controls import IconButton
from views.widgets.kit import Button, Text, row
from views.widgets.states import translated_error
from views.widgets.theme import Theme, font
from workstation.domain.user import User
from workstation.errors import ConsiliaError

_MOST_SHOWN = 5                    # people before the list scrolls


class _Person(QAbstractButton):
    """A card with a person's name and role."""

    def __init__(self, theme: Theme, user: User) -> None:
        super().__init__()
        self.user = user
        self._theme = theme
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFixedHeight(44)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{user.display}, {role_word(user.role)}")
        theme.changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        edge = self._theme.color("accent" if chosen or self.hasFocus() else "line")
        painter.setPen(QPen(edge, 2 if self.hasFocus() else 1))
        painter.setBrush(self._theme.color("accent_soft" if chosen else "surface"))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 7, 7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.color("accent" if chosen else "raised"))
        painter.drawEllipse(12, 9, 26, 26)
        painter.setPen(self._theme.color("on_accent" if chosen else "secondary"))
        painter.setFont(font("small", strong=True))
        painter.drawText(12, 9, 26, 26, Qt.AlignmentFlag.AlignCenter, _initial(self.user))
        painter.setPen(self._theme.color("text"))
        painter.setFont(font("text", strong=True))
        inner = self.rect().adjusted(50, 0, -14, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, for_screen(self.user.display, 60))
        painter.setPen(self._theme.color("secondary"))
        painter.setFont(font("small"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(inner, right, role_word(self.user.role))
        painter.end()


def _initial(user: User) -> str:
    words = [word for word in user.display.split() if not word.endswith(".") and word.lower() not in ("dr", "prof")]
    return (words[0][:1] if words else user.name[:1]).upper()


class Passphrase(QLineEdit):
    """A hidden line that can be shown and that says when Caps Lock seems to be on."""

    caps_lock = Signal(bool)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setMinimumHeight(32)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        letter = event.text()
        if len(letter) == 1 and letter.isalpha():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps_lock.emit(letter.isupper() != shifted and letter.lower() != letter.upper())
        super().keyPressEvent(event)

    def toggle(self) -> None:
        hidden = self.echoMode() == QLineEdit.EchoMode.Password
        self.setEchoMode(QLineEdit.EchoMode.Normal if hidden else QLineEdit.EchoMode.Password)


class SignIn(Gate):
    """``asked(name, passphrase)`` is sent when someone wants in; ``failed`` shows why not."""

    asked = Signal(str, str)
    other_folder = Signal()

    def __init__(self, theme: Theme, users: list[User], chosen: str = "", open_passphrase: str = "",
                 locked: bool = False) -> None:
        super().__init__(theme)
        self.column.addWidget(Text(self.tr("Locked") if locked else self.tr("Sign in"), "title"))
        if locked:
            words = self.tr("Your work is kept. The passphrase brings it back.")
            self.column.addWidget(Text(words, "secondary", wrap=True))
        self._people = [_Person(theme, user) for user in users]
        self._add_people()
        self.field = Passphrase(self.tr("Passphrase"))
        self.field.returnPressed.connect(self._ask)
        show = IconButton(theme, "eye", self.tr("Show or hide the passphrase"), self.field.toggle)
        self.column.addSpacing(4)
        self.column.addLayout(row(self.field, show))
        self._caps = Text(self.tr("◆ Caps Lock seems to be on"), "warning")
        self._caps.setVisible(False)
        self.field.caps_lock.connect(self._caps.setVisible)
        self._error = Text("", "critical", wrap=True)
        self._error.setVisible(False)
        self.column.addWidget(self._caps)
        self.column.addWidget(self._error)
        if open_passphrase:
            words = self.tr("This is the demo clinic. The passphrase of all its users is")
            self.column.addWidget(Text(words, "secondary"))
            shown = Text(open_passphrase, "strong")
            shown.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self.column.addWidget(shown)
        self.button = Button(self.tr("Sign in"), self._ask, role="main")
        self.column.addSpacing(4)
        self.column.addLayout(row(1, self.button))
        for person in self._people:
            person.setChecked(person.user.name == chosen)
        if self._people and not self.user():
            self._people[0].setChecked(True)
        self.setFocusProxy(self.field)

    def _add_people(self) -> None:
        column = QVBoxLayout()
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for person in self._people:
            person.clicked.connect(lambda *_: self.field.setFocus())
            column.addWidget(person)
        if len(self._people) <= _MOST_SHOWN:
            self.column.addLayout(column)
            return
        page = QWidget()
        page.setProperty("role", "page")
        page.setLayout(column)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(page)
        area.setAccessibleName(self.tr("People"))
        area.setFixedHeight(_MOST_SHOWN * 50)
        self.column.addWidget(area)

    def user(self) -> str:
        return next((person.user.name for person in self._people if person.isChecked()), "")

    def busy(self) -> None:
        """Checking takes half a second on purpose (Argon2id)."""
        self.button.setEnabled(False)
        self.button.setText(self.tr("Checking"))
        self._error.setVisible(False)

    def failed(self, error: ConsiliaError) -> None:
        """Says why not, in place; the passphrase is selected for another try."""
        self.button.setEnabled(True)
        self.button.setText(self.tr("Sign in"))
        self._error.say("▲ " + " ".join(part for part in translated_error(error) if part))
        self._error.setVisible(True)
        self.field.selectAll()
        self.field.setFocus()

    def _ask(self) -> None:
        if self.button.isEnabled():
            self.asked.emit(self.user(), self.field.text())
