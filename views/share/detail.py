"""One package: who, what, when; for a case the way into it and the answer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
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

from engines.text.safe_text import for_screen
from views.share import words
from views.widgets.kit import Button, Card, Hairline, Tag, Text, empty_layout, row
from views.widgets.theme import Severity, Theme
from workstation.domain.opinion import Direction, Opinion
from workstation.domain.report import SignedReport


class DetailPanel(QWidget):
    """``visit`` is asked for a case, ``remove`` to delete it, ``record`` for an answer in our record, ``answer`` to
    write one."""

    visit = Signal(object)
    remove = Signal(object)
    record = Signal(object)
    answer = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: Opinion | None = None
        page = QWidget()
        page.setProperty("role", "page")
        self._page = QVBoxLayout(page)
        self._page.setContentsMargins(12, 0, 12, 12)
        self._page.setSpacing(12)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(page)
        scroll.setAccessibleName(self.tr("Second opinion"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self.text = QPlainTextEdit()
        self.meeting = QLineEdit()
        self.report = QComboBox()
        self.said = Text("", "critical", wrap=True)

    @property
    def shown(self) -> Opinion | None:
        return self._shown

    def show_opinion(self, one: Opinion, thread: list[Opinion]) -> None:
        """``thread`` are the other packages of the same question, newest first."""
        self._shown = one
        empty_layout(self._page)
        self._page.addWidget(self._head(one))
        for other in thread:
            if other.id != one.id:
                self._page.addWidget(self._other(other))
        if one.direction is Direction.RECEIVED:
            self._page.addWidget(self._form(one))
        self._page.addStretch(1)

    def _head(self, one: Opinion) -> Card:
        card = Card("")
        card.body.setSpacing(6)
        mark = Tag(self._theme, Severity.FINE if one.peer_verified else Severity.WARNING,
                   self.tr("Key verified") if one.peer_verified else self.tr("Key not verified"))
        title = Text(f"{words.direction(one.direction)}: {one.patient_name}", "large", elide=True)
        line = row(title, mark)
        line.setStretch(0, 1)
        card.body.addLayout(line)
        said = [self.tr("With {name}").format(name=one.peer_name), words.day(one.at.isoformat())]
        if one.deadline is not None:
            said.append(self.tr("answer needed by {day}").format(day=words.day(one.deadline.isoformat())))
        if one.expires is not None and one.direction is Direction.SENT:
            said.append(self.tr("can be opened until {day}").format(day=words.day(one.expires.isoformat())))
        card.body.addWidget(Text("  ·  ".join(said), "secondary", wrap=True))
        card.body.addWidget(Text(one.text, wrap=True))
        told = one.receipt
        held = [self.tr("{count} records").format(count=told["resources"]) if told.get("resources") else "",
                self.tr("{count} images").format(count=told["images"]) if told.get("images") else "",
                self.tr("{count} findings").format(count=told["findings"]) if told.get("findings") else "",
                self.tr("consent: {words}").format(words=told["consent"]) if told.get("consent") else ""]
        if any(held):
            card.body.addWidget(Text("  ·  ".join(filter(None, held)), "small", wrap=True))
        buttons: list[QWidget | int] = [1]
        if one.meeting:
            buttons.append(Button(self.tr("Open the meeting in the browser"), lambda: self._open_link(one.meeting)))
        if one.direction is Direction.RECEIVED:
            buttons.append(Button(self.tr("Delete the case"), lambda: self.remove.emit(one)))
            buttons.append(Button(self.tr("Open the case"), lambda: self.visit.emit(one), role="main"))
        if one.direction is Direction.ANSWERED:
            buttons.append(Button(self.tr("Show in the record"), lambda: self.record.emit(one), role="main"))
        if len(buttons) > 1:
            card.body.addLayout(row(*buttons))
        return card

    def _other(self, one: Opinion) -> Card:
        card = Card("")
        card.body.addWidget(Text(words.direction(one.direction), "title"))
        card.body.addWidget(Text(f"{one.peer_name}  ·  {words.day(one.at.isoformat())}", "secondary"))
        card.body.addWidget(Text(one.text, wrap=True))
        if one.direction is Direction.ANSWERED:
            card.body.addLayout(row(1, Button(self.tr("Show in the record"), lambda: self.record.emit(one))))
        return card

    def _form(self, one: Opinion) -> Card:
        card = Card("")
        card.body.setSpacing(6)
        card.body.addWidget(Text(self.tr("Your answer"), "title"))
        card.body.addWidget(Text(self.tr("Findings that you accept, edit or reject in the case go along. "
                                         "Only {name} can open the answer.").format(name=one.peer_name), "secondary",
                                 wrap=True))
        self.text = QPlainTextEdit()
        self.text.setAccessibleName(self.tr("Your answer"))
        self.text.setTabChangesFocus(True)
        self.text.setFixedHeight(120)
        self.meeting = QLineEdit()
        self.meeting.setPlaceholderText("https://")
        self.meeting.setAccessibleName(self.tr("Meeting link"))
        self.report = QComboBox()
        self.report.setAccessibleName(self.tr("Signed report"))
        self.show_reports(one, [])
        self.said = Text("", "critical", wrap=True)
        self.said.setVisible(False)
        card.body.addWidget(self.text)
        fields = QGridLayout()
        fields.setHorizontalSpacing(12)
        fields.setVerticalSpacing(6)
        fields.setColumnStretch(1, 1)
        for line, (label, field) in enumerate(((self.tr("Signed report"), self.report),
                                               (self.tr("Meeting link"), self.meeting))):
            fields.addWidget(Text(label, "secondary"), line, 0, Qt.AlignmentFlag.AlignVCenter)
            fields.addWidget(field, line, 1)
        card.body.addLayout(fields)
        card.body.addWidget(self.said)
        card.body.addWidget(Hairline())
        card.body.addLayout(row(1, Button(self.tr("Encrypt the answer"), lambda: self.answer.emit(one),
                                          key="Ctrl+Return", role="main")))
        return card

    def show_reports(self, case: Opinion, reports: Sequence[SignedReport]) -> None:
        """Offers the reports that were signed in the case which is shown; none goes along unless it is chosen."""
        if self._shown is None or self._shown.id != case.id:
            return
        self.report.clear()
        none = self.tr("None goes along") if reports else self.tr("None was signed in the case")
        self.report.addItem(none, "")
        for one in reports:
            self.report.addItem(for_screen(self.tr("Signed by {name} on {day}").format(
                name=one.signed_by, day=f"{words.day(one.signed_at.astimezone().date().isoformat())} "
                                        f"{one.signed_at.astimezone():%H:%M}")), one.id)
        self.report.setEnabled(bool(reports))

    def say(self, sentence: str) -> None:
        """What is missing or went wrong, under the form."""
        self.said.say(sentence)
        self.said.setVisible(bool(sentence))

    @staticmethod
    def _open_link(link: str) -> None:
        """Only by the person's own click, only https, and shown to them as it is: the service checked it."""
        url = QUrl(link, QUrl.ParsingMode.StrictMode)
        if url.isValid() and url.scheme() == "https":
            QDesktopServices.openUrl(url)
