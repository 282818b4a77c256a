"""Asking: the question, for whom, with what consent, and exactly what would leave."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from views.share import words
from views.share.chosen import ChosenCard
from views.widgets.kit import Button, Card, Tag, Text, empty_layout, row
from views.widgets.theme import Severity, Theme
from workstation.domain.opinion import Contact, Preview, Question

_DEADLINES = (2, 7, 14, 28, 56)     # days from today
_VALID, _USUAL = (7, 14, 30, 90), 30


class AskPanel(QWidget):
    """The whole form. ``changed`` asks for a new preview; ``asked`` is the button."""

    changed = Signal()
    asked = Signal()

    def __init__(self, theme: Theme, contacts: Callable[[], object]) -> None:
        super().__init__()
        self._theme = theme
        self.chosen = ChosenCard()
        self.chosen.changed.connect(self.changed.emit)
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(12)
        right.addWidget(self._question(contacts))
        right.addWidget(self._leaving())
        right.addStretch(1)
        page = QWidget()
        page.setProperty("role", "page")
        columns = row(spacing=12)
        columns.setContentsMargins(12, 0, 12, 12)
        columns.addWidget(self.chosen, 2, Qt.AlignmentFlag.AlignTop)
        columns.addLayout(right, 3)
        page.setLayout(columns)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        scroll.setAccessibleName(self.tr("Ask for a second opinion"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _question(self, contacts: Callable[[], object]) -> Card:
        card = Card("")
        card.body.setSpacing(6)
        card.body.addWidget(Text(self.tr("The question"), "title"))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("The question"))
        self.text.setPlaceholderText(self.tr("What do you want to know?"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(96)
        card.body.addWidget(self.text)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        self.recipient = QComboBox()
        self.recipient.currentIndexChanged.connect(lambda *_: self._recipient_chosen())
        self.passphrase = QLineEdit()
        self.passphrase.setEchoMode(QLineEdit.EchoMode.Password)
        self.passphrase.setPlaceholderText(self.tr("15 characters or more, told on another way"))
        self.trust = Tag(self._theme, Severity.WARNING, "")
        self.consent, self.meeting = QLineEdit(), QLineEdit()
        self.consent.setPlaceholderText(self.tr("How and when the patient agreed"))
        self.meeting.setPlaceholderText("https://")
        self.deadline, self.days = QComboBox(), QComboBox()
        self._fill_days()
        chooser = QWidget()
        chooser.setLayout(row(self.recipient, Button(self.tr("Contacts"), contacts, role="quiet"), 1))
        self._row(grid, 0, self.tr("For"), chooser, self.recipient)
        grid.addWidget(self.trust, 1, 1)
        self._passphrase_label = self._row(grid, 2, self.tr("Passphrase"), self.passphrase)
        self._row(grid, 3, self.tr("Consent"), self.consent)
        until = QWidget()
        until.setLayout(row(self.deadline, 1))
        self._row(grid, 4, self.tr("Deadline"), until, self.deadline)
        valid = QWidget()
        valid.setLayout(row(self.days, 1))
        self._row(grid, 5, self.tr("Can be opened for"), valid, self.days)
        self._row(grid, 6, self.tr("Meeting link"), self.meeting)
        card.body.addLayout(grid)
        return card

    @staticmethod
    def _row(grid: QGridLayout, place: int, said: str, field: QWidget, named: QWidget | None = None) -> Text:
        label = Text(said, "secondary")
        grid.addWidget(label, place, 0)
        grid.addWidget(field, place, 1)
        (named or field).setAccessibleName(said)
        return label

    def _leaving(self) -> Card:
        card = Card("")
        card.body.setSpacing(4)
        card.body.addWidget(Text(self.tr("What leaves"), "title"))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        card.body.addLayout(self._lines)
        self.said = Text("", "critical", wrap=True)
        self.said.setVisible(False)
        card.body.addWidget(self.said)
        self.button = Button(self.tr("Encrypt and save"), self.asked.emit, key="Ctrl+Return", role="main")
        card.body.addSpacing(4)
        card.body.addLayout(row(1, self.button))
        return card

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_contacts(self, contacts: list[Contact]) -> None:
        """Who can be asked; the one chosen stays chosen."""
        kept = self.recipient.currentData()
        self.recipient.blockSignals(True)
        self.recipient.clear()
        self.recipient.addItem(self.tr("Choose"), None)
        for one in contacts:
            self.recipient.addItem(one.name, one)
        self.recipient.addItem(self.tr("Somebody without a key (passphrase)"), "")
        known = [n for n, one in enumerate(contacts) if isinstance(kept, Contact) and one.id == kept.id]
        self.recipient.setCurrentIndex(known[0] + 1 if known else self.recipient.count() - 1 if kept == "" else 0)
        self.recipient.blockSignals(False)
        self._recipient_chosen()

    def _recipient_chosen(self) -> None:
        chosen = self.recipient.currentData()
        for widget in (self.passphrase, self._passphrase_label):
            widget.setVisible(chosen == "")
        self.trust.setVisible(isinstance(chosen, Contact))
        if isinstance(chosen, Contact) and chosen.verified_at is not None:
            self.trust.set(Severity.FINE, self.tr("Verified on {day}").format(
                day=words.day(chosen.verified_at.isoformat())))
        elif isinstance(chosen, Contact):
            self.trust.set(Severity.WARNING, self.tr("Not verified: compare the words by telephone first"))

    def show_preview(self, seen: Preview) -> None:
        """The lines of what would leave, and what stays back."""
        empty_layout(self._lines)
        for line in seen.lines:
            back = self.tr("{count} held back").format(count=line.withheld) if line.withheld else ""
            right = Text(f"{line.count}  ·  {words.size(line.size)}" if line.size else str(line.count), "strong")
            self._lines.addLayout(row(Text(words.line(line.what)), 1, Text(back, "warning"), right, spacing=12))
        self._lines.addLayout(row(Text(self.tr("A summary of the same as PDF")), 1, Text(self.tr("made when saved"),
                                                                                         "secondary")))
        self._lines.addLayout(row(Text(self.tr("Together"), "strong"), 1, Text(words.size(seen.size), "strong")))
        for note in seen.notes:
            self._lines.addWidget(Text(words.note(note), "warning", wrap=True))
        self.chosen.show_sensitive(seen.withheld)

    def say(self, sentence: str) -> None:
        """What is missing or went wrong, under the lines."""
        self.said.say(sentence)
        self.said.setVisible(bool(sentence))

    def begin(self) -> None:
        """Empties the form: no word about a former patient stays."""
        self.chosen.begin()
        self.text.clear()
        for field in (self.consent, self.meeting, self.passphrase):
            field.clear()
        self._fill_days()
        empty_layout(self._lines)
        self.say("")

    def question(self) -> Question:
        """What was typed."""
        return Question(self.text.toPlainText(), self.consent.text(), self.deadline.currentData(),
                        int(self.days.currentData()), self.meeting.text().strip())

    def _fill_days(self) -> None:
        """Days are chosen, with their date beside them: nobody has to type one or guess which number is the month."""
        today = date.today()
        self.deadline.clear()
        self.deadline.addItem(self.tr("None"), None)
        for days in _DEADLINES:
            day = today + timedelta(days=days)
            said = self.tr("{day} (in {count} days)").format(day=words.day(day.isoformat()), count=days)
            self.deadline.addItem(said, day)
        self.days.clear()
        for days in _VALID:
            self.days.addItem(self.tr("{count} days").format(count=days), days)
        self.days.setCurrentIndex(_VALID.index(_USUAL))
