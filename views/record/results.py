"""Latest results: the value first, right-aligned with its unit, its recorded range, its course and its flag."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHeaderView,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from engines.text.safe_text import for_screen, for_tooltip
from views.record import words
from views.record.lines import paint_ground
from views.record.tables import LEFT, RIGHT, HeadedModel, Index, quiet_table
from views.widgets import words as people
from views.widgets.kit import Card, Text, paint_tag, tag_width
from views.widgets.sparkline import paint_sparkline
from views.widgets.theme import Severity, Theme, font
from workstation.domain.partial_date import PartialDate
from workstation.domain.record import ResultTrend
from workstation.domain.timeline import TimelineEvent

_RESULT, _LATEST, _UNIT, _RANGE, _TREND, _FLAG, _DATE = range(7)
_NARROWEST_NUMBER = 68


def _flag_word(event: TimelineEvent) -> str:
    flag = words.flag(event)
    return flag[1] if flag else ""


_SAY: dict[int, Callable[[TimelineEvent], str]] = {
    _RESULT: words.analyte, _LATEST: words.value, _UNIT: lambda event: words.unit(event.unit),
    _RANGE: words.reference_range, _FLAG: _flag_word,
    _DATE: lambda event: people.day(event.start) if event.start else "",
}


class _Results(HeadedModel):
    def __init__(self, heads: list[str]) -> None:
        super().__init__(heads, (_LATEST,))
        self.trends: list[ResultTrend] = []

    def show(self, trends: Sequence[ResultTrend]) -> None:
        self.beginResetModel()
        self.trends = list(trends)
        self.endResetModel()

    def held(self) -> list[ResultTrend]:
        return self.trends

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        trend = self.trends[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return for_screen(self.cell(trend, index.column()))
        if role == Qt.ItemDataRole.ToolTipRole:
            return for_tooltip(self.spoken(trend))
        return None

    def cell(self, trend: ResultTrend, column: int) -> str:
        say = _SAY.get(column)
        return say(trend.latest) if say is not None else ""

    def spoken(self, trend: ResultTrend) -> str:
        parts = [self.cell(trend, column) for column in (_RESULT, _LATEST, _UNIT, _RANGE, _FLAG, _DATE)]
        return ", ".join(part for part in parts if part)


class _Cell(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: _Results) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(50, 31)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        trend = self._model.trends[index.row()]
        painter.save()
        paint_ground(painter, self._theme, option)
        column, where = index.column(), option.rect.adjusted(8, 0, -8, 0)
        flag = words.flag(trend.latest)
        if column == _TREND:
            self._trend(painter, where, trend, flag[0] if flag else Severity.NONE)
        elif column == _FLAG:
            if flag is not None:
                said = f"{flag[2]} {for_screen(flag[1], 30)}"
                spot = QRect(where.left(), where.center().y() - 9, tag_width(said), 20)
                paint_tag(painter, spot, self._theme, flag[0], said)
        else:
            left = where.adjusted(6, 0, 0, 0) if column == _RESULT else where
            painter.setFont(font("small") if column == _DATE else font(strong=column == _LATEST))
            painter.setPen(self._theme.color("secondary" if column in (_DATE, _RANGE) else "text"))
            shown = painter.fontMetrics().elidedText(str(index.data()), Qt.TextElideMode.ElideRight, left.width())
            is_number = column == _LATEST and not _is_text(trend)
            painter.drawText(left, RIGHT if is_number else LEFT, shown)
        painter.restore()

    def _trend(self, painter: QPainter, where: QRect, trend: ResultTrend, severity: Severity) -> None:
        event = trend.latest
        points = [(at.start.timestamp(), value) for at, value in trend.earlier]
        if event.start is not None and event.value is not None:
            points.append((event.start.start.timestamp(), event.value))
        if len(points) > 1:
            ink = self._theme.color("graph") if severity is Severity.NONE else self._theme.severity(severity)[0]
            paint_sparkline(painter, QRectF(where.adjusted(0, 5, -4, -5)), points, ink)


class ResultsCard(Card):
    """The table. A click or Enter opens the record a value came from."""

    def __init__(self, theme: Theme, title: str, open_source: Callable[[str], object]) -> None:
        super().__init__(title)
        self.model = _Results([self.tr("Result"), self.tr("Latest"), self.tr("Unit"), self.tr("Range"),
                               self.tr("Course"), self.tr("Flag"), self.tr("Date")])
        self._delegate = _Cell(theme, self.model)
        self.table = quiet_table(self.model, self._delegate, title)
        self.table.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.table.setMinimumHeight(60)
        self.table.verticalHeader().setDefaultSectionSize(31)
        head = self.table.horizontalHeader()
        head.setMinimumSectionSize(40)
        head.setSectionResizeMode(_RESULT, QHeaderView.ResizeMode.Stretch)
        date = QFontMetrics(font("small")).horizontalAdvance(people.day(PartialDate.parse("2026-12-28"))) + 18
        for column, width in ((_UNIT, 78), (_RANGE, 72), (_TREND, 72), (_FLAG, 88), (_DATE, date)):
            self.table.setColumnWidth(column, width)
        self.table.clicked.connect(lambda index: open_source(self.model.trends[index.row()].latest.source))
        self.table.activated.connect(lambda index: open_source(self.model.trends[index.row()].latest.source))
        self.none = self.tr("No results recorded. They come with imported records (Ctrl+O).")
        self._none = Text("", "secondary", wrap=True)
        self._none.setContentsMargins(14, 0, 14, 0)
        self.body.setContentsMargins(1, 0, 1, 8)
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._none)
        self.body.addStretch(0)
        self.empty()

    def _number_width(self, trends: Sequence[ResultTrend]) -> int:
        """Wide enough that no number is ever shortened: a cut number is a wrong number."""
        metrics = QFontMetrics(font(strong=True))
        numbers = {for_screen(self.model.cell(one, _LATEST)) for one in trends if not _is_text(one)}
        return max([_NARROWEST_NUMBER, *(metrics.horizontalAdvance(number) + 20 for number in numbers)])

    def show_trends(self, trends: Sequence[ResultTrend]) -> None:
        """Shows results, newest first, or that there are none."""
        self.model.show(trends)
        self.table.clearSpans()
        for line, trend in enumerate(trends):
            if _is_text(trend):
                self.table.setSpan(line, _LATEST, 1, 4)
        self.table.setColumnWidth(_LATEST, self._number_width(trends))
        self.table.setVisible(bool(trends))
        self._none.setVisible(not trends)
        self._none.say(self.none)
        newest = max((t.latest.start for t in trends if t.latest.start), key=_moment, default=None)
        self.aside.say(self.tr("newest {date}").format(date=people.day(newest)) if newest else "")

    def empty(self) -> None:
        """Forgets everything."""
        self.model.show(())
        self.table.setVisible(False)
        self._none.say("")
        self.aside.say("")


def _is_text(trend: ResultTrend) -> bool:
    """A finding in words: it takes the place of value, unit and range."""
    return trend.latest.value is None and not trend.latest.unit


def _moment(when: object) -> datetime:
    return when.start  # type: ignore[attr-defined]
