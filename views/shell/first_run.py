"""First run: make the demo clinic, make an empty one, or open a folder that holds a store."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPointF, Signal
from PySide6.QtGui import QGuiApplication, QPagedPaintDevice, QPainter
from PySide6.QtWidgets import QComboBox, QFileDialog, QFormLayout, QLineEdit, QProgressBar, QVBoxLayout

from views.shell.gate import Gate
from views.shell.sign_in import Passphrase
from views.shell.status import role_word
from views.widgets.kit import Button, Card, Hairline, Text, row
from views.widgets.states import translated_error
from views.widgets.theme import Theme, font
from workstation.domain.user import Role, User
from workstation.errors import ConsiliaError


class FirstRun(Gate):
    """Three ways to begin. ``demo_asked()``, ``empty_asked()``, ``folder_asked(path)``."""

    demo_asked = Signal()
    empty_asked = Signal()
    folder_asked = Signal(str)

    def __init__(self, theme: Theme, place: Path) -> None:
        super().__init__(theme, width=560)
        self.column.addWidget(Text(self.tr("Welcome"), "large"))
        nothing = self.tr("There is no clinic in {place} yet.").format(place=place)
        self.column.addWidget(Text(nothing, "secondary", wrap=True))
        ways = (
            (self.tr("Demo clinic"),
             self.tr("Sixteen invented patients who show every room. Nothing leaves this computer."),
             Button(self.tr("Make the demo clinic"), self.demo_asked.emit, role="main")),
            (self.tr("Empty clinic"),
             self.tr("For your own patients: encrypted, with a passphrase and a recovery key."),
             Button(self.tr("Create"), self.empty_asked.emit)),
            (self.tr("Existing clinic"),
             self.tr("A folder on this computer or on a disk that holds a Consilia store."),
             Button(self.tr("Open a folder"), self._choose_folder)),
        )
        for title, words, button in ways:
            self.column.addSpacing(6)
            self.column.addWidget(Hairline())
            self.column.addSpacing(6)
            column = QVBoxLayout()
            column.setSpacing(2)
            column.addWidget(Text(title, "title"))
            column.addWidget(Text(words, "secondary", wrap=True))
            line = row(spacing=16)
            line.addLayout(column, 1)
            line.addWidget(button)
            self.column.addLayout(line)
        self._error = Text("", "critical", wrap=True)
        self._error.setVisible(False)
        self.column.addWidget(self._error)

    def failed(self, error: ConsiliaError) -> None:
        """Says in place what could not be done."""
        self._error.say("▲ " + " ".join(part for part in translated_error(error) if part))
        self._error.setVisible(True)

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, self.tr("Folder of a clinic"))
        if chosen:
            self.folder_asked.emit(chosen)


class Making(Gate):
    """Something is being made: how far it is, and a way to stop."""

    def __init__(self, theme: Theme, title: str, words: str, stop: Callable[[], object]) -> None:
        super().__init__(theme)
        self.column.addWidget(Text(title, "title"))
        self.column.addWidget(Text(words, "secondary", wrap=True))
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(title)
        self._detail = Text("", "small", elide=True)
        self.column.addSpacing(8)
        self.column.addWidget(self._bar)
        self.column.addWidget(self._detail)
        self.column.addLayout(row(1, Button(self.tr("Stop"), stop, key="Esc")))

    def show_progress(self, fraction: float, message: str) -> None:
        self._bar.setRange(0, 1000)
        self._bar.setValue(int(fraction * 1000))
        self._detail.say(message)


class CreateClinic(Gate):
    """Name, user and a passphrase twice. ``asked(user, passphrase)``; ``back()``."""

    asked = Signal(object, str)
    back = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, width=520)
        self.column.addWidget(Text(self.tr("Create an empty clinic"), "title"))
        form = QFormLayout()
        form.setHorizontalSpacing(14)
        form.setVerticalSpacing(8)
        self._display = self._line(self.tr("Your name, as reports show it"))
        self._name = self._line(self.tr("Sign-in name"))
        self._role = QComboBox()
        self._role.setAccessibleName(self.tr("Role"))
        for role in Role:
            self._role.addItem(role_word(role), role)
        self._first, self._second = Passphrase(self.tr("Passphrase")), Passphrase(self.tr("The same again"))
        for label, widget in (
            (self.tr("Name"), self._display), (self.tr("Sign-in name"), self._name), (self.tr("Role"), self._role),
            (self.tr("Passphrase"), self._first), (self.tr("Again"), self._second),
        ):
            beside = Text(label, "secondary")
            beside.setMinimumHeight(32)
            form.addRow(beside, widget)
        self.column.addSpacing(6)
        self.column.addLayout(form)
        hint = self.tr("At least 15 characters; a short sentence is best. Nobody can reset it: the recovery key is "
                       "the only other way in.")
        self.column.addWidget(Text(hint, "small", wrap=True))
        self._error = Text("", "critical", wrap=True)
        self._error.setVisible(False)
        self.column.addWidget(self._error)
        self.button = Button(self.tr("Create"), self._ask, role="main")
        self.column.addSpacing(4)
        self.column.addLayout(row(1, Button(self.tr("Back"), self.back.emit), self.button))
        self.setFocusProxy(self._display)

    def _line(self, name: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(name)
        line.setAccessibleName(name)
        line.setMinimumHeight(32)
        return line

    def failed(self, error: ConsiliaError) -> None:
        self.button.setEnabled(True)
        self._say("▲ " + " ".join(part for part in translated_error(error) if part))

    def _say(self, words: str) -> None:
        self._error.say(words)
        self._error.setVisible(bool(words))

    def _ask(self) -> None:
        display, name = self._display.text().strip(), self._name.text().strip()
        if not display or not name:
            self._say(self.tr("▲ Both names are needed."))
        elif self._first.text() != self._second.text():
            self._say(self.tr("▲ The two passphrases differ."))
        else:
            self._say("")
            self.button.setEnabled(False)
            role = self._role.currentData()
            self.asked.emit(User(name, display, role if isinstance(role, Role) else Role(role)), self._first.text())


class RecoveryKey(Gate):
    """Shows the recovery key this once. ``done()`` when the person says that it is written down."""

    done = Signal()

    def __init__(self, theme: Theme, key: str) -> None:
        super().__init__(theme, width=560)
        self.column.addWidget(Text(self.tr("Your recovery key"), "title"))
        words = self.tr("It opens the clinic if the passphrase is lost. It is shown this once and stored nowhere: "
                        "print it or write it down, and keep it away from this computer.")
        self.column.addWidget(Text(words, "secondary", wrap=True))
        box = Card()
        shown = Text(key, "title", wrap=True)
        box.body.addWidget(shown)
        self.column.addSpacing(6)
        self.column.addWidget(box)
        copy = Button(self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(key))
        paper = Button(self.tr("Print"), lambda: self._print(key))
        done = Button(self.tr("I have written it down"), self.done.emit, role="main")
        self.column.addSpacing(6)
        self.column.addLayout(row(copy, paper, 1, done))

    def _print(self, key: str) -> None:
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        if QPrintDialog(printer, self).exec():
            write_key(printer, self.tr("Consilia: recovery key"), key, self.tr("Keep it away from the computer."))


def write_key(device: QPagedPaintDevice, title: str, key: str, advice: str) -> None:
    """One page with the key in large letters, on a printer or in a PDF."""
    painter = QPainter(device)
    unit = painter.device().logicalDpiY() / 72
    y = 0.0
    for text, points, strong in ((title, 16, True), (key, 20, True), (advice, 11, False)):
        face = font(strong=strong)
        face.setPixelSize(round(points * unit))
        painter.setFont(face)
        y += points * unit * 2.4
        painter.drawText(QPointF(20 * unit, y), text)
    painter.end()
