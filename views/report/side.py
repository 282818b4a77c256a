"""Beside the pages: what is in the report, the assessment, who signs, and the reports that were signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFrame, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from views.report import messages
from views.widgets.kit import Button, Card, Hairline, Tag, Text, empty_layout, row
from views.widgets.theme import Severity, Theme
from workstation.domain.report import ALL_SECTIONS, ReportSection, SignedReport, Verification

WIDTH = 320
_KEEP_MS = 300                      # after a key before the words are kept: a crash costs less than a second
_PAUSE_MS = 900                     # after the last key before the pages are set again


@dataclass(frozen=True, slots=True)
class Wish:
    """What the report should hold."""

    sections: tuple[ReportSection, ...]
    language: str
    comment: str


class OptionsCard(Card):
    """Sections, language and assessment. ``changed`` fires when the pages should be set again."""

    changed = Signal()
    typed = Signal()                # soon after a key, also while one goes on typing: time to keep the words

    def __init__(self, title: str, language: str) -> None:
        super().__init__(title)
        self._boxes: dict[ReportSection, QCheckBox] = {}
        for section, words in self._names().items():
            box = QCheckBox(words)
            box.setChecked(True)
            box.toggled.connect(lambda *_: self.changed.emit())
            self._boxes[section] = box
            self.body.addWidget(box)
        self.language = QComboBox()
        self.language.setAccessibleName(self.tr("Language of the report"))
        self.language.addItem("English", "en")
        self.language.addItem("中文", "zh")
        self.language.setCurrentIndex(1 if language.startswith("zh") else 0)
        self.language.currentIndexChanged.connect(lambda *_: self.changed.emit())
        self.body.addSpacing(4)
        self.body.addLayout(row(Text(self.tr("Language of the report"), "secondary"), 1, self.language))
        self.body.addSpacing(4)
        self.body.addWidget(Text(self.tr("Assessment"), "secondary"))
        self.comment = QPlainTextEdit()
        self.comment.setAccessibleName(self.tr("Assessment"))
        self.comment.setPlaceholderText(self.tr("Your words, printed first."))
        self.comment.setTabChangesFocus(True)
        self.comment.setFixedHeight(96)
        self.body.addWidget(self.comment)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self.changed.emit)
        self._keep = QTimer(self)
        self._keep.setSingleShot(True)
        self._keep.setInterval(_KEEP_MS)
        self._keep.timeout.connect(self.typed.emit)
        self.comment.textChanged.connect(self._touched)

    def _touched(self) -> None:
        self._timer.start()                     # waits for a pause
        if not self._keep.isActive():
            self._keep.start()                  # does not

    def waits_to_keep(self) -> bool:
        """True where words were typed that ``typed`` has not told yet; it will not tell them any more."""
        waits = self._keep.isActive()
        self._keep.stop()
        return waits

    def wish(self) -> Wish:
        """What is chosen now."""
        chosen = tuple(section for section in ALL_SECTIONS if self._boxes[section].isChecked())
        return Wish(chosen, str(self.language.currentData()), self.comment.toPlainText())

    def begin(self, comment: str) -> None:
        """Starts with what was typed for this patient before; asks for nothing."""
        self.comment.blockSignals(True)
        self.comment.setPlainText(comment)
        self.comment.blockSignals(False)
        self._timer.stop()
        self._keep.stop()

    def _names(self) -> dict[ReportSection, str]:
        return {
            ReportSection.RECORD: self.tr("Problems, medication, results"),
            ReportSection.IMAGING: self.tr("Key images with findings"),
            ReportSection.VITALS: self.tr("Vital signs"),
            ReportSection.FAMILY: self.tr("Pedigree"),
            ReportSection.PLAN: self.tr("Plan with evidence"),
        }


class SignCard(Card):
    """Who signs and the button that does it. ``asked`` fires when it is pressed."""

    asked = Signal()

    def __init__(self, title: str, signer: str, role: str, may_sign: bool) -> None:
        super().__init__(title)
        self.body.addWidget(Text(signer, "strong", elide=True))
        self.body.addWidget(Text(role, "secondary"))
        words = self.tr("Signing puts your name and the time on each page and keeps the report in the record. "
                        "It can't be undone; a later report can say otherwise.")
        if not may_sign:
            words = self.tr("Your role may read reports but not sign them.")
        self.body.addWidget(Text(words, "small", wrap=True))
        self.body.addSpacing(6)
        self.button = Button(self.tr("Sign"), self.asked.emit, key="Ctrl+Return", role="main")
        self._may_sign = may_sign
        self.body.addLayout(row(self.button, 1))
        self.ready(False)

    def ready(self, yes: bool) -> None:
        """Whether there is a draft on the screen that can be signed."""
        self.button.setEnabled(yes and self._may_sign)


class SavedCard(Card):
    """The signed reports with the check of their signatures. ``chosen(id)`` fires when one is to be seen."""

    chosen = Signal(str)

    def __init__(self, title: str, theme: Theme, day: Callable[[SignedReport], str]) -> None:
        super().__init__(title)
        self._theme, self._day = theme, day
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.body.addLayout(self._rows)
        self.say(self.tr("None yet."))

    def say(self, words: str) -> None:
        """One sentence instead of the list."""
        empty_layout(self._rows)
        self.aside.say("")
        self._rows.addWidget(Text(words, "secondary", wrap=True))

    def show_reports(self, reports: Sequence[tuple[SignedReport, Verification]]) -> None:
        if not reports:
            self.say(self.tr("None yet."))
            return
        empty_layout(self._rows)
        self.aside.say(str(len(reports)))
        for place, (report, check) in enumerate(reports):
            if place:
                self._rows.addWidget(Hairline())
            self._rows.addWidget(self._line(report, check))

    def _line(self, report: SignedReport, check: Verification) -> QWidget:
        line = QWidget()
        column = QVBoxLayout(line)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        when = Text(self._day(report), "link")
        when.setAccessibleName(self.tr("Open the report signed {when}").format(when=self._day(report)))
        when.clicked.connect(lambda: self.chosen.emit(report.id))
        tag = Tag(self._theme, *((Severity.FINE, self.tr("Signature valid")) if check.valid
                                 else (Severity.CRITICAL, self.tr("Signature not valid"))))
        column.addLayout(row(when, 1, tag))
        column.addWidget(Text(report.signed_by, "small", elide=True))
        if not check.valid:
            column.addWidget(Text(messages.reason(check.reason), "critical", wrap=True))
        return line


def side_by_side(*cards: QWidget) -> QScrollArea:
    """The cards in one scrolling column at the right."""
    column_widget = QWidget()
    column_widget.setProperty("role", "page")
    column = QVBoxLayout(column_widget)
    column.setContentsMargins(0, 12, 12, 12)
    column.setSpacing(12)
    for card in cards:
        column.addWidget(card)
    column.addStretch(1)
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setWidget(column_widget)
    area.setFixedWidth(WIDTH)
    return area
