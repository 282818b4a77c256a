"""The table of analytes under their panels: newest value, flag, change, range, date and course. A line an analyte."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from engines.text.safe_text import for_screen, for_search, for_tooltip
from views.record import results_page_words as said
from views.record import words
from views.record.lines import paint_ground
from views.record.tables import LEFT, RIGHT, HeadedModel, Index
from views.widgets import words as people
from views.widgets.kit import paint_tag, tag_width
from views.widgets.sparkline import paint_sparkline
from views.widgets.theme import Severity, Theme, font
from workstation.domain.partial_date import PartialDate
from workstation.domain.results import AnalyteResults, ResultsChart

ANALYTE, LATEST, FLAG, CHANGE, RANGE, DATE, COURSE = range(7)
LINE, HEAD = 38, 28
_COURSE = 12                       # values of the sparkline


@dataclass(frozen=True, slots=True)
class Head:
    """The line over a panel."""

    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Row:
    """An analyte as the table shows it; made once, so that painting only paints."""

    line: AnalyteResults
    cells: tuple[str, ...]
    unit: str
    flag: tuple[Severity, str, str] | None
    course: tuple[tuple[float, float], ...]
    found_by: str

    @property
    def is_words(self) -> bool:
        """A finding in words takes the place of value, unit, flag and change."""
        return self.line.latest.exact is None and self.flag is None and not self.unit


def row_of(line: AnalyteResults, language: str) -> Row:
    """What the table says of an analyte."""
    newest, named = line.latest, said.name(line, language)
    converted = newest.exact is not None
    day, _ = said.moment(newest.event.start)
    shown = newest.shown if converted else newest.event.value_text or newest.event.detail
    unit = words.unit(line.unit if converted else newest.event.unit)
    cells = (named, shown, "", newest.delta.text if newest.delta else "", _range(line), day, "")
    course = [(value.event.start.start.timestamp(), float(value.exact)) for value in line.drawn[-_COURSE:]
              if value.event.start is not None and value.exact is not None]
    codes = " ".join(f"{code} {unit}" for code, unit in line.codes)
    return Row(line, cells, unit, said.flag(newest), tuple(course),
               for_search(f"{line.name} {line.name_zh} {newest.event.display} {line.id} {codes}"))


def _range(line: AnalyteResults) -> str:
    """The range recorded with the newest value, in the unit shown; with its own digits where nothing was converted."""
    newest = line.latest
    if not newest.factor:
        return newest.event.range_words()
    decimals = len(newest.shown.partition(".")[2])
    low, high = (None if limit is None else f"{limit:.{decimals}f}" for limit in (newest.low, newest.high))
    if low and high:
        return f"{low}\N{EN DASH}{high}"
    return f"\u2264 {high}" if high else f"\u2265 {low}" if low else newest.event.range_text


def rows_of(chart: ResultsChart, language: str) -> list[tuple[str, list[Row]]]:
    """Panels with their rows, in order."""
    chinese = language.startswith("zh")
    return [(panel.name_zh if chinese else panel.name, [row_of(line, language) for line in panel.lines])
            for panel in chart.panels]


class AnalyteModel(HeadedModel):
    """``shown`` holds heads and rows as they stand on the screen."""

    def __init__(self, heads: list[str]) -> None:
        super().__init__(heads, (LATEST, CHANGE))
        self._panels: list[tuple[str, list[Row]]] = []
        self._words: list[str] = []
        self._only_out = False
        self.shown: list[Head | Row] = []

    def show(self, panels: Sequence[tuple[str, list[Row]]]) -> None:
        """Shows other results."""
        self._panels = list(panels)
        self._arrange()

    def filter(self, text: str, only_out: bool) -> None:
        """Keeps the analytes that hold every word, and of them those whose newest value is out of range."""
        self._words, self._only_out = for_search(text).split(), only_out
        self._arrange()

    def change_line(self, row: Row) -> None:
        """Shows an analyte in another unit; its place stays."""
        for _, held in self._panels:
            for place, known in enumerate(held):
                if known.line.id == row.line.id:
                    held[place] = row
        for place, known in enumerate(self.shown):
            if isinstance(known, Row) and known.line.id == row.line.id:
                self.shown[place] = row
                self.dataChanged.emit(self.index(place, 0), self.index(place, COURSE))

    def row(self, place: int) -> Row | None:
        """The analyte at a line; None for a head."""
        held = self.shown[place] if 0 <= place < len(self.shown) else None
        return held if isinstance(held, Row) else None

    def place_of(self, analyte: str) -> int:
        """The line of an analyte, by its id or one of its codes; -1 where it isn't shown."""
        return next((place for place, held in enumerate(self.shown) if isinstance(held, Row) and (
            held.line.id == analyte or any(code == analyte for code, _ in held.line.codes))), -1)

    @property
    def lines(self) -> list[AnalyteResults]:
        """The analytes on the screen."""
        return [held.line for held in self.shown if isinstance(held, Row)]

    @property
    def everything(self) -> int:
        return sum(len(rows) for _, rows in self._panels)

    def _fits(self, row: Row) -> bool:
        return (not self._only_out or row.line.latest.is_out_of_range) and all(
            word in row.found_by for word in self._words)

    def _arrange(self) -> None:
        self.beginResetModel()
        self.shown = []
        for words_of_panel, rows in self._panels:
            fitting = [row for row in rows if self._fits(row)]
            if fitting:
                self.shown += [Head(words_of_panel, len(fitting)), *fitting]
        self.endResetModel()

    def held(self) -> list[Head | Row]:
        return self.shown

    def flags(self, index: Index) -> Qt.ItemFlag:
        if index.isValid() and self.row(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        held = self.shown[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(held, Head):
                return for_screen(held.words)
            if index.column() == FLAG:
                return for_screen(held.flag[1]) if held.flag else ""
            cell = held.cells[index.column()]
            return for_screen(f"{cell} {held.unit}".strip() if index.column() == LATEST else cell)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(held, Row):
            return for_tooltip(spoken(held))
        return None


def spoken(row: Row) -> str:
    """Everything a line says, for tool tip and screen reader."""
    newest = row.line.latest
    first = ", ".join(part for part in (
        row.cells[ANALYTE], f"{row.cells[LATEST]} {row.unit}".strip(), row.flag[1] if row.flag else "",
        row.cells[RANGE], row.cells[DATE]) if part)
    recorded = f"{said.written(newest)} {newest.factor}" if newest.factor else ""
    return "\n".join(part for part in (first, recorded, said.change(newest.delta)) if part)


class AnalyteCell(QStyledItemDelegate):
    """Paints a cell, or a head across all columns."""

    def __init__(self, theme: Theme, model: AnalyteModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(50, LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        held = self._model.shown[index.row()]
        painter.save()
        if isinstance(held, Head):
            self._head(painter, option.rect, held)
        else:
            paint_ground(painter, self._theme, option)
            where, column = option.rect.adjusted(7, 0, -7, 0), index.column()
            if column == COURSE:
                self._course(painter, where, held)
            elif column == FLAG:
                paint_flag(painter, where, self._theme, held.flag)
            else:
                self._text(painter, where, held, column)
        painter.restore()

    def _head(self, painter: QPainter, where: QRect, held: Head) -> None:
        painter.fillRect(where, self._theme.color("raised"))
        painter.setPen(self._theme.color("grid_line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        painter.setFont(font("small", strong=True))
        painter.setPen(self._theme.color("secondary"))
        painter.drawText(where.adjusted(14, 0, -8, 0), LEFT, f"{for_screen(held.words)}   {held.count:,}")

    def _text(self, painter: QPainter, where: QRect, row: Row, column: int) -> None:
        is_number = column == CHANGE or (column == LATEST and not row.is_words)
        side, small = RIGHT if is_number else LEFT, column in (DATE, CHANGE)
        if column == ANALYTE:
            self._name(painter, where.adjusted(7, 0, 0, 0), row.cells[column])
            return
        if column == LATEST and row.unit:
            below = QRect(where.left(), where.top() + 20, where.width(), 16)
            where = QRect(where.left(), where.top() + 2, where.width(), 20)
            self._say(painter, below, side, row.unit, quiet=True, small=True)
        self._say(painter, where, side, row.cells[column], quiet=column in (DATE, RANGE, CHANGE), small=small,
                  strong=column == LATEST)

    def _name(self, painter: QPainter, where: QRect, name: str) -> None:
        """On two lines where one is too short."""
        painter.setFont(font(strong=True))
        painter.setPen(self._theme.color("text"))
        shown, metrics = for_screen(name, 300).replace("\n", " "), painter.fontMetrics()
        if metrics.horizontalAdvance(shown) <= where.width():
            painter.drawText(where, LEFT, shown)
            return
        shown = metrics.elidedText(shown, Qt.TextElideMode.ElideRight, round(where.width() * 1.7))
        painter.drawText(where.adjusted(0, 1, 0, -1), LEFT | Qt.TextFlag.TextWordWrap, shown)

    def _say(self, painter: QPainter, where: QRect, side: Qt.AlignmentFlag, text: str, *, quiet: bool, small: bool,
             strong: bool = False) -> None:
        painter.setFont(font("small" if small else "text", strong=strong))
        painter.setPen(self._theme.color("secondary" if quiet else "text"))
        shown = for_screen(text, 300).replace("\n", " ")
        shown = painter.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, where.width())
        painter.drawText(where, side, shown)

    def _course(self, painter: QPainter, where: QRect, row: Row) -> None:
        if len(row.course) > 1:
            grave = row.flag is not None and row.flag[0] in (Severity.WARNING, Severity.CRITICAL)
            ink = self._theme.severity(row.flag[0])[0] if grave and row.flag else self._theme.color("graph")
            paint_sparkline(painter, QRectF(where.adjusted(0, 8, -2, -8)), row.course, ink)


def date_width() -> int:
    """How wide the widest day of a year is written in the language of the screen: months differ."""
    metrics = QFontMetrics(font("small"))
    days = (people.day(PartialDate.parse(f"2028-{month:02}-28")) for month in range(1, 13))
    return max(map(metrics.horizontalAdvance, days))


def flag_width(flags: Iterable[tuple[Severity, str, str] | None]) -> int:
    """How wide a column must be that no flag is cut."""
    return max((tag_width(f"{flag[2]} {flag[1]}") for flag in set(flags) if flag), default=0) + 16


def paint_flag(painter: QPainter, where: QRect, theme: Theme, flag: tuple[Severity, str, str] | None) -> None:
    """A flag as shape, word and colour; what is in range speaks softly."""
    if flag is None:
        return
    severity, word, shape = flag
    line = f"{shape} {for_screen(word, 40)}".strip()
    if severity is Severity.FINE:
        painter.setFont(font("small"))
        painter.setPen(theme.severity(severity)[0])
        painter.drawText(where.adjusted(7, 0, 0, 0), LEFT, line)
        return
    place = QRect(where.left(), where.center().y() - 9, min(tag_width(line), where.width()), 20)
    paint_tag(painter, place, theme, severity, line)
