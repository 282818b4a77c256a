"""The index at the left of the chart: its pages, each with how much it holds."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QVBoxLayout

from views.record.pages import PageEntry, word
from views.widgets.theme import Theme, font

WIDTH = 160
_LINE = 32


class PageIndex(QFrame):
    """One line a page; Up and Down go from line to line, as in a list."""

    def __init__(self, theme: Theme, pages: tuple[PageEntry, ...], choose: Callable[[str], None]) -> None:
        super().__init__()
        self.setProperty("role", "rail")
        self.setFixedWidth(WIDTH)
        self.setAccessibleName(self.tr("Pages of the chart"))
        outer = QVBoxLayout(self)
        outer.setContentsMargins(8, 14, 8, 14)
        outer.setSpacing(2)
        self.lines: dict[str, _PageLine] = {}
        for page in pages:
            line = _PageLine(theme, word(page.name))
            line.clicked.connect(lambda _checked=False, name=page.name: choose(name))
            self.lines[page.name] = line
            outer.addWidget(line)
        outer.addStretch(1)

    def show_chosen(self, name: str) -> None:
        for each, line in self.lines.items():
            line.setChecked(each == name)

    def show_counts(self, counts: Mapping[str, int], not_sent: Collection[str] = ()) -> None:
        """How much each page holds; a page that is not named shows no count, one that was not sent shows a dash."""
        for name, line in self.lines.items():
            line.show_count(counts.get(name), not_sent=name in not_sent)


class _PageLine(QPushButton):
    """The name at the left, the count at the right; the page that is shown stands on the accent's soft ground."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme, self._name = theme, name
        self._count: int | None = None
        self._not_sent = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self.update)

    def show_count(self, count: int | None, not_sent: bool = False) -> None:
        self._count, self._not_sent = count, not_sent
        said = self._name if count is None else f"{self._name} {count}"
        self.setAccessibleName(self.tr("{page}, not sent").format(page=self._name) if not_sent else said)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(WIDTH - 16, _LINE)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.rect()
        if self.isChecked() or self.underMouse() or self.hasFocus():
            painter.setPen(self._theme.color("accent") if self.hasFocus() else QColor(0, 0, 0, 0))
            painter.setBrush(self._theme.color("accent_soft" if self.isChecked() else "raised"))
            painter.drawRoundedRect(place.adjusted(0, 0, -1, -1), 6, 6)
        empty = self._count == 0 or self._not_sent
        painter.setFont(font("text", strong=self.isChecked()))
        painter.setPen(self._theme.color("accent" if self.isChecked() else "secondary" if empty else "text"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(place.adjusted(10, 0, -8, 0), middle | Qt.AlignmentFlag.AlignLeft, self._name)
        beside = "–" if self._not_sent else f"{self._count:,}" if self._count else ""
        if beside:
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            painter.drawText(place.adjusted(8, 0, -10, 0), middle | Qt.AlignmentFlag.AlignRight, beside)
        painter.end()
