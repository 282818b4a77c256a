"""One finding in the list: what, how large, where, by whom; its buttons while it is selected."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from engines.text.safe_text import for_tooltip
from views.imaging import messages
from views.imaging.marks import severity
from views.widgets.kit import Button, Tag, Text, empty_layout, row
from views.widgets.theme import Theme
from workstation.domain.finding import Finding, FindingState
from workstation.domain.imaging import ReviewEvent


class FindingRow(QWidget):
    """Signals carry the finding's id; nothing here changes a finding."""

    chosen = Signal(str)
    accept = Signal(str)
    reject = Signal(str, str)
    undo = Signal(str)
    history = Signal(str)

    def __init__(self, theme: Theme, finding: Finding, number: int, place: str, selected: bool, sizes: bool) -> None:
        super().__init__()
        self.finding = finding
        self._theme, self._selected = theme, selected
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        label = messages.finding_label(finding)
        self.setAccessibleName(f"{number}  {label}  {messages.state_name(finding.state)}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 10, 14, 10)
        outer.setSpacing(4)
        size_words = messages.diameter(finding) if sizes else messages.score(finding)
        head = row(Text(f"{number}", "strong"))
        head.addWidget(Text(label, "strong", elide=True), 1)
        tag = Tag(theme, severity(finding), size_words)
        if sizes:
            tag.setToolTip(for_tooltip(messages.size_class(finding)))
            tag.setAccessibleName(f"{size_words}, {messages.size_class(finding)}")
        head.addWidget(tag)
        outer.addLayout(head)
        facts = [messages.score(finding), place]
        if sizes:
            facts.insert(1, messages.volume(finding))
        outer.addWidget(Text("  ·  ".join(fact for fact in facts if fact), "small", elide=True))
        if finding.state is not FindingState.PROPOSED:
            outer.addWidget(Text(_reviewed(finding), "small", wrap=True))
        self._reason_box: QWidget | None = None
        self._reason = QLineEdit()
        if selected:
            self._add_actions(outer)

    def _add_actions(self, outer: QVBoxLayout) -> None:
        own = self.finding.id
        if self.finding.state is FindingState.PROPOSED:
            self.accept_button = Button(self.tr("Accept") + "   A", lambda: self.accept.emit(own), role="main")
            self.reject_button = Button(self.tr("Reject") + "   X", self.ask_reason)
            buttons = [self.accept_button, self.reject_button]
        else:
            buttons = [Button(self.tr("Undo") + "   U", lambda: self.undo.emit(own))]
        past = Button(self.tr("History"), lambda: self.history.emit(own), role="quiet")
        outer.addSpacing(2)
        outer.addLayout(row(*buttons, 1, past))
        self._events = QVBoxLayout()
        self._events.setSpacing(2)
        outer.addLayout(self._events)
        self._reason_box = self._make_reason_box()
        self._reason_box.hide()
        outer.addWidget(self._reason_box)

    def _make_reason_box(self) -> QWidget:
        box = QWidget()
        inner = QVBoxLayout(box)
        inner.setContentsMargins(0, 4, 0, 0)
        inner.setSpacing(6)
        inner.addWidget(Text(self.tr("Why is it rejected?"), "small"))
        words = (self.tr("Vessel"), self.tr("Scar"), self.tr("Artefact"), self.tr("Known, benign"))
        quick = [Button(word, lambda word=word: self._reject(word)) for word in words]
        inner.addLayout(row(*quick[:2], 1, spacing=6))
        inner.addLayout(row(*quick[2:], 1, spacing=6))
        self._reason.setPlaceholderText(self.tr("Another reason, then Enter"))
        self._reason.setAccessibleName(self.tr("Another reason"))
        self._reason.setMaxLength(200)
        self._reason.returnPressed.connect(lambda: self._reject(self._reason.text().strip()))
        inner.addWidget(self._reason)
        return box

    def ask_reason(self) -> None:
        """A rejection needs a reason: shows where to give one."""
        if self._reason_box is not None and self.finding.state is FindingState.PROPOSED:
            self._reason_box.show()
            self._reason.setFocus()

    def show_saving(self) -> None:
        """While the answer is being saved nothing can be pressed twice."""
        self.setEnabled(False)

    def show_history(self, events: Sequence[ReviewEvent]) -> None:
        empty_layout(self._events)
        for event in events:
            who = " ".join(part for part in (messages.state_name(event.state), event.by) if part)
            line = "  ·  ".join(part for part in (who, messages.moment(event.at), event.reason) if part)
            self._events.addWidget(Text(line, "small", wrap=True))

    def _reject(self, reason: str) -> None:
        if reason:
            self.reject.emit(self.finding.id, reason)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.finding.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._reason_box is not None and self._reason_box.isVisible():
            self._reason_box.hide()
            self.setFocus()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if not self._reason.hasFocus():
                self.chosen.emit(self.finding.id)
        else:
            event.ignore()

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        if self._selected:
            painter.fillRect(self.rect(), self._theme.color("accent_soft"))
            painter.fillRect(0, 0, 3, self.height(), self._theme.color("accent"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.color("line"))
        if self.hasFocus():
            painter.setPen(self._theme.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -2))
        painter.end()


def _reviewed(finding: Finding) -> str:
    parts = [messages.state_name(finding.state), finding.reviewed_by]
    if finding.reviewed_at is not None:
        parts.append(messages.moment(finding.reviewed_at))
    parts.append(finding.reason)
    return "  ·  ".join(part for part in parts if part)
