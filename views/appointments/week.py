"""The week as seven days with the number of their appointments; a click goes to a day."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from views.appointments import words
from views.widgets.theme import Theme, font


class _Day(QAbstractButton):
    """One day: its name, its date, how many come."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.on = date(2000, 1, 1)
        self.count = 0
        self.is_today = False
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(120, 50)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setBrush(self._theme.color("accent_soft" if chosen else "surface"))
        painter.setPen(self._theme.color("accent" if chosen or self.hasFocus() else "line"))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 7, 7)
        inside = self.rect().adjusted(10, 0, -10, 0)
        upper, lower = QRect(inside.left(), 6, inside.width(), 18), QRect(inside.left(), 25, inside.width(), 18)
        ink = self._theme.color("accent" if chosen or self.is_today else "text")
        painter.setPen(ink)
        painter.setFont(font(strong=chosen or self.is_today))
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        painter.drawText(upper, left, words.weekday(self.on, short=True))
        painter.setPen(self._theme.color("secondary" if not self.count else "text"))
        painter.drawText(upper, right, str(self.count) if self.count else "–")
        painter.setFont(font("small"))
        painter.setPen(self._theme.color("secondary"))
        painter.drawText(lower, left, words.day(self.on))
        painter.end()


class WeekStrip(QWidget):
    """Monday to Sunday of the week of the shown day. ``go`` is called with a day."""

    def __init__(self, theme: Theme, go: Callable[[date], object]) -> None:
        super().__init__()
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        self.days = [_Day(theme) for _ in range(7)]
        for one in self.days:
            one.clicked.connect(lambda _checked, one=one: go(one.on))
            layout.addWidget(one)

    def show_week(self, shown: date, today: date, counts: Mapping[date, int]) -> None:
        """Shows the week of ``shown``."""
        monday = shown - timedelta(days=shown.weekday())
        for number, one in enumerate(self.days):
            one.on = monday + timedelta(days=number)
            one.count = counts.get(one.on, 0)
            one.is_today = one.on == today
            one.setChecked(one.on == shown)
            said = self.tr("{weekday}, {date}: {count} appointments")
            one.setAccessibleName(said.format(weekday=words.weekday(one.on), date=words.day(one.on), count=one.count))
            one.update()
