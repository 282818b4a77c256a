"""The timeline: lanes painted by hand. Wheel zooms, dragging and arrows move, a click or Enter opens the source."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import QWidget

from engines.text.safe_text import for_screen
from views.record.lanes import DAY_S, MOST_ROWS, Lane, Mark, span
from views.widgets import words
from views.widgets.chart_axes import time_ticks
from views.widgets.kit import Card
from views.widgets.theme import Theme, font
from workstation.domain.partial_date import Precision

_LEFT, _BOTTOM, _TOP = 108, 22, 4
_NAME = 15                    # height of a lane's name
_BAR, _BAR_STEP, _DOT = 5, 8, 9
_REACH = 7.0                       # pixels within which the pointer touches a mark
_NARROWEST = 7 * DAY_S
_TOKENS = {Lane.VISITS: "graph", Lane.PROBLEMS: "info", Lane.MEDICATION: "graph", Lane.RESULTS: "secondary",
           Lane.IMAGING: "accent", Lane.DOCUMENTS: "secondary"}


class TimelineView(QWidget):
    """The lanes. ``told`` gets what lies under the pointer or the keyboard's choice, ``opened`` its source."""

    def __init__(self, theme: Theme, names: dict[Lane, str], told: Callable[[str], object],
                 opened: Callable[[str], object], language: str) -> None:
        super().__init__()
        self._theme, self._names, self._told, self._opened, self._language = theme, names, told, opened, language
        self._marks: list[Mark] = []
        self._from, self._to = 0.0, 1.0
        self._whole = (0.0, 1.0)
        self._chosen = -1
        self._under = -1
        self._drag: tuple[float, float, float] | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(104)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(800, 170)

    def show_marks(self, marks: Sequence[Mark]) -> None:
        """Shows all of them, from the first to today."""
        self._marks = list(marks)
        self._chosen = self._under = -1
        self._whole = self._from, self._to = span(self._marks)
        self.update()

    # --- geometry ----------------------------------------------------------------------------------------------

    def lanes(self) -> list[Lane]:
        """Lanes that hold something, in their order."""
        present = {mark.lane for mark in self._marks}
        return [lane for lane in Lane if lane in present]

    def _lane_tops(self) -> dict[Lane, tuple[float, float]]:
        lanes = self.lanes()
        weights = [self._rows(lane) if lane in (Lane.PROBLEMS, Lane.MEDICATION) else 2 for lane in lanes]
        free = self.height() - _BOTTOM - _TOP
        least = min(float(_NAME), free / max(1, len(lanes)))           # a lane's name needs its own line
        unit = (free - least * len(lanes)) / max(1, sum(weights))
        tops: dict[Lane, tuple[float, float]] = {}
        y = float(_TOP)
        for lane, weight in zip(lanes, weights, strict=True):
            height = least + weight * unit
            tops[lane] = (y, height)
            y += height
        return tops

    def _rows(self, lane: Lane) -> int:
        rows = max((mark.row for mark in self._marks if mark.lane is lane), default=0) + 1
        return max(2, min(rows, MOST_ROWS))

    def _x(self, at: float) -> float:
        return _LEFT + (at - self._from) / (self._to - self._from) * (self.width() - _LEFT - 14)

    def _at(self, x: float) -> float:
        return self._from + (x - _LEFT) / max(1, self.width() - _LEFT - 14) * (self._to - self._from)

    def _rect(self, mark: Mark, tops: dict[Lane, tuple[float, float]]) -> QRectF:
        top, height = tops[mark.lane]
        middle = top + height / 2
        x = self._x(mark.start)
        if not mark.is_bar:
            return QRectF(x - _DOT / 2, middle - _DOT / 2, _DOT, _DOT)
        rows = self._rows(mark.lane)
        step = min(float(_BAR_STEP), height / rows)
        y = middle - rows * step / 2 + mark.row * step + (step - _BAR) / 2
        return QRectF(x, y, max(_BAR, self._x(mark.end) - x), min(_BAR, step - 1.5))

    # --- painting ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tops = self._lane_tops()
        self._paint_grid(painter, tops)
        painter.setClipRect(_LEFT - 5, 0, self.width() - _LEFT - 4, self.height())
        drawn: set[tuple[Lane, int, int]] = set()
        for place, mark in enumerate(self._marks):
            where = self._rect(mark, tops)
            if where.right() < _LEFT - 5 or where.left() > self.width():
                continue
            column = (mark.lane, mark.row, int(where.left() / 2))
            if not mark.is_bar and column in drawn and place not in (self._chosen, self._under):
                continue                              # another mark stands on the same two pixels
            drawn.add(column)
            self._paint_mark(painter, mark, where, place in (self._chosen, self._under))
        painter.end()

    def _paint_grid(self, painter: QPainter, tops: dict[Lane, tuple[float, float]]) -> None:
        painter.setFont(font("small"))
        for tick in time_ticks(self._from, self._to, max(3, self.width() // 130), self._language):
            x = self._x(tick.at)
            painter.setPen(self._theme.color("line"))
            painter.drawLine(QPointF(x, _TOP), QPointF(x, self.height() - _BOTTOM))
            painter.setPen(self._theme.color("secondary"))
            where = QRect(int(x) + 3, self.height() - _BOTTOM + 3, 110, 16)
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft, tick.words)
        painter.setPen(self._theme.color("secondary"))
        for lane, (top, height) in tops.items():
            where = QRect(14, int(top), _LEFT - 20, int(height))
            painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, self._names[lane])
        today = self._x(self._whole[1] - (self._whole[1] - self._whole[0]) * 0.03 / 1.05)
        if _LEFT < today < self.width():
            painter.setPen(QPen(self._theme.color("accent"), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(today, _TOP), QPointF(today, self.height() - _BOTTOM))

    def _paint_mark(self, painter: QPainter, mark: Mark, where: QRectF, strong: bool) -> None:
        ink = self._theme.color("warning" if mark.flagged else _TOKENS[mark.lane])
        painter.setPen(QPen(self._theme.color("text"), 1.5) if strong else Qt.PenStyle.NoPen)
        painter.setBrush(ink)
        if mark.is_bar:
            painter.drawRoundedRect(where, 2.5, 2.5)
        elif mark.flagged:
            x, y, reach = where.center().x(), where.center().y(), where.width() / 2 + 1
            painter.drawPolygon([QPointF(x, y - reach), QPointF(x + reach, y), QPointF(x, y + reach),
                                 QPointF(x - reach, y)])
        else:
            painter.drawEllipse(where)

    # --- pointer -----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        self._zoom(0.8 if event.angleDelta().y() > 0 else 1.25, self._at(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._drag = (event.position().x(), self._from, self._to)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is not None and event.buttons() & Qt.MouseButton.LeftButton:
            x, first, last = self._drag
            by = (x - event.position().x()) / max(1, self.width() - _LEFT - 14) * (last - first)
            self._go(first + by, last + by)
            return
        under = self._nearest(event.position())
        if under != self._under:
            self._under = under
            self.setCursor(Qt.CursorShape.PointingHandCursor if under >= 0 else Qt.CursorShape.ArrowCursor)
            self._say(under)
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        moved = self._drag is not None and abs(event.position().x() - self._drag[0]) > 3
        self._drag = None
        if not moved and self._under >= 0:
            self._opened(self._marks[self._under].source)

    def leaveEvent(self, event: object) -> None:
        self._under = -1
        self._say(self._chosen)
        self.update()

    def _nearest(self, at: QPointF) -> int:
        tops = self._lane_tops()
        best, found = _REACH, -1
        for place, mark in enumerate(self._marks):
            where = self._rect(mark, tops)
            dx = max(where.left() - at.x(), 0.0, at.x() - where.right())
            dy = max(where.top() - at.y(), 0.0, at.y() - where.bottom())
            if max(dx, dy) < best:
                best, found = max(dx, dy), place
        return found

    # --- keyboard ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, width = event.key(), self._to - self._from
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            by = width * (0.1 if key == Qt.Key.Key_Right else -0.1)
            self._go(self._from + by, self._to + by)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._zoom(1.25 if key == Qt.Key.Key_Minus else 0.8, (self._from + self._to) / 2)
        elif key == Qt.Key.Key_Home:
            self._go(*self._whole)
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self._marks:
            self._choose((self._chosen + (1 if key == Qt.Key.Key_Down else -1)) % len(self._marks))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen >= 0:
            self._opened(self._marks[self._chosen].source)
        else:
            super().keyPressEvent(event)

    def _choose(self, place: int) -> None:
        self._chosen = place
        mark = self._marks[place]
        if not self._from <= mark.start <= self._to:
            half = (self._to - self._from) / 2
            self._go(mark.start - half, mark.start + half)
        self._say(place)
        self.update()

    def _say(self, place: int) -> None:
        if 0 <= place < len(self._marks):
            mark = self._marks[place]
            when = words.day(mark.date)
            if mark.date.precision is Precision.TIME:
                when = f"{when} {mark.date.text[11:16]}"
            self._told(for_screen(f"{when}   {mark.words}"))
            self.setAccessibleDescription(for_screen(f"{when}, {mark.words}"))
        else:
            self._told("")

    # --- range -------------------------------------------------------------------------------------------------

    def _zoom(self, factor: float, around: float) -> None:
        first = around - (around - self._from) * factor
        self._go(first, first + (self._to - self._from) * factor)

    def _go(self, first: float, last: float) -> None:
        """Shows [first, last], kept within the whole and not below a week."""
        whole = self._whole[1] - self._whole[0]
        width = min(max(last - first, _NARROWEST), whole)
        first = min(max(first, self._whole[0]), self._whole[1] - width)
        self._from, self._to = first, first + width
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()


class TimelineCard(Card):
    """The lanes with their read-out in the head."""

    def __init__(self, theme: Theme, title: str, opened: Callable[[str], object], language: str) -> None:
        super().__init__(title)
        self._hint = ""
        names = {
            Lane.VISITS: self.tr("Visits"), Lane.PROBLEMS: self.tr("Problems"),
            Lane.MEDICATION: self.tr("Medication"), Lane.RESULTS: self.tr("Results"),
            Lane.IMAGING: self.tr("Imaging"), Lane.DOCUMENTS: self.tr("Documents"),
        }
        self.view = TimelineView(theme, names, self._tell, opened, language)
        self.view.setAccessibleName(title)
        self.body.setContentsMargins(0, 0, 0, 6)
        self.body.addWidget(self.view)
        self._tell("")

    def show_marks(self, marks: Sequence[Mark]) -> None:
        self.view.show_marks(marks)
        hint = self.tr("wheel zooms, drag moves, click opens the source")
        self._hint = hint if marks else self.tr("nothing recorded")
        self._tell("")

    def empty(self) -> None:
        self.view.show_marks(())
        self._hint = ""
        self._tell("")

    def _tell(self, said: str) -> None:
        self.aside.say(said or self._hint)
