"""What was found in a chart: a heading a kind, then its records with the place where the words stand, marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from engines.text.safe_text import for_screen, for_tooltip
from views.record.lines import paint_ground
from views.record.timeline_words import moment
from views.widgets.counted import CountedModel
from views.widgets.theme import Theme, font
from workstation.domain.timeline import EventKind
from workstation.services.chart_search import ChartFound, ChartHit, Snippet

_Index = QModelIndex | QPersistentModelIndex
_ROW = 46
_LEFT = 14


def kind_word(kind: EventKind) -> str:
    """How a group of hits is headed."""
    words = {
        EventKind.ENCOUNTER: QCoreApplication.translate("chart_search", "Visits"),
        EventKind.CONDITION: QCoreApplication.translate("chart_search", "Problems"),
        EventKind.MEDICATION: QCoreApplication.translate("chart_search", "Medication"),
        EventKind.ALLERGY: QCoreApplication.translate("chart_search", "Allergies"),
        EventKind.RESULT: QCoreApplication.translate("chart_search", "Results"),
        EventKind.VITAL: QCoreApplication.translate("chart_search", "Vital signs"),
        EventKind.PROCEDURE: QCoreApplication.translate("chart_search", "Procedures"),
        EventKind.IMMUNIZATION: QCoreApplication.translate("chart_search", "Immunisations"),
        EventKind.IMAGING: QCoreApplication.translate("chart_search", "Imaging"),
        EventKind.DOCUMENT: QCoreApplication.translate("chart_search", "Notes and documents"),
        EventKind.FAMILY: QCoreApplication.translate("chart_search", "Family"),
        EventKind.CARE: QCoreApplication.translate("chart_search", "Care and orders"),
    }
    return words.get(kind, QCoreApplication.translate("chart_search", "Other records"))


@dataclass(frozen=True, slots=True)
class Heading:
    kind: EventKind
    count: int


Row = Heading | ChartHit


def rows_of(found: ChartFound) -> list[Row]:
    """Headings and hits in the order of the list; made off the GUI thread."""
    rows: list[Row] = []
    for kind, hits in found.by_kind().items():
        rows.append(Heading(kind, len(hits)))
        rows.extend(hits)
    return rows


class HitModel(CountedModel):
    """Rows; where the words stand is looked up when a row is first seen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Row] = ()
        self._snippets: dict[int, Snippet] = {}

    def show(self, rows: Sequence[Row]) -> None:
        self.rows = rows
        self._snippets = {}
        self.count_rows(len(rows))

    def hit(self, place: int) -> ChartHit | None:
        row = self.rows[place] if 0 <= place < len(self.rows) else None
        return row if isinstance(row, ChartHit) else None

    def next_hit(self, place: int, by: int) -> int:
        """The next row below (1) or above (-1) that is no heading; ``place`` where there is none."""
        at = place + by
        while 0 <= at < len(self.rows):
            if isinstance(self.rows[at], ChartHit):
                return at
            at += by
        return place

    def snippet(self, place: int) -> Snippet:
        """Only of rows that are hits."""
        if place not in self._snippets:
            hit = self.hit(place)
            self._snippets[place] = hit.snippet() if hit is not None else Snippet("", ())
        return self._snippets[place]

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if index.isValid() and isinstance(self.rows[index.row()], Heading):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or role not in (
                Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return None
        row = self.rows[index.row()]
        if isinstance(row, Heading):
            said = f"{kind_word(row.kind)}, {row.count:,}"
            return None if role == Qt.ItemDataRole.ToolTipRole else said
        when = moment(row.date) if row.date is not None else ""
        said = ", ".join(part for part in (row.title, when, self.snippet(index.row()).text) if part)
        return for_tooltip(said) if role == Qt.ItemDataRole.ToolTipRole else for_screen(said)


class HitDelegate(QStyledItemDelegate):
    """Title and date in one line, below it the place with the words on a soft ground."""

    def __init__(self, theme: Theme, model: HitModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        painter.save()
        row, where = self._model.rows[index.row()], option.rect
        if isinstance(row, Heading):
            self._heading(painter, where, row)
        else:
            paint_ground(painter, self._theme, option)
            self._hit(painter, where.adjusted(_LEFT, 0, -_LEFT, 0), row, self._model.snippet(index.row()))
        painter.restore()

    def _heading(self, painter: QPainter, where: QRect, row: Heading) -> None:
        painter.setPen(self._theme.color("line"))
        painter.drawLine(where.bottomLeft(), where.bottomRight())
        room = where.adjusted(_LEFT, 16, -_LEFT, 0)
        name = kind_word(row.kind)
        painter.setFont(font("title", strong=True))
        painter.setPen(self._theme.color("text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, name)
        used = painter.fontMetrics().horizontalAdvance(name) + 8
        painter.setFont(font("small"))
        painter.setPen(self._theme.color("secondary"))
        painter.drawText(room.adjusted(used, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, f"{row.count:,}")

    def _hit(self, painter: QPainter, room: QRect, hit: ChartHit, found: Snippet) -> None:
        when = moment(hit.date) if hit.date is not None else QCoreApplication.translate("chart_search", "no date")
        upper, lower = QRect(room.left(), room.top() + 5, room.width(), 20), room.adjusted(0, 24, 0, -4)
        painter.setFont(font("small"))
        painter.setPen(self._theme.color("secondary"))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(upper, right, when)
        upper.setRight(upper.right() - painter.fontMetrics().horizontalAdvance(when) - 10)
        painter.setFont(font(strong=True))
        painter.setPen(self._theme.color("text"))
        title = painter.fontMetrics().elidedText(for_screen(hit.title, 200), Qt.TextElideMode.ElideRight, upper.width())
        painter.drawText(upper, Qt.AlignmentFlag.AlignVCenter, title)
        x = lower.left()
        for text, is_marked in _runs(found):
            x = self._run(painter, QRect(x, lower.top(), lower.right() - x, lower.height()), text, is_marked)
            if x >= lower.right():
                return

    def _run(self, painter: QPainter, room: QRect, text: str, is_marked: bool) -> int:
        """Draws a part of a snippet; returns where the next one begins."""
        face = font("small", strong=is_marked)
        metrics = QFontMetrics(face)
        shown = metrics.elidedText(for_screen(text, 400), Qt.TextElideMode.ElideRight, room.width())
        width = metrics.horizontalAdvance(shown)
        if is_marked:
            ground = QColor(self._theme.color("accent_soft"))
            painter.fillRect(room.left(), room.center().y() - 8, width, 16, ground)
        painter.setFont(face)
        painter.setPen(self._theme.color("accent" if is_marked else "secondary"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
        return room.left() + width if shown == for_screen(text, 400) else room.right() + 1


def _runs(found: Snippet) -> Iterator[tuple[str, bool]]:
    """The snippet's parts in order: (text, whether it is a word that was looked for)."""
    place = 0
    for first, last in found.marks:
        if first > place:
            yield found.text[place:first], False
        yield found.text[first:last], True
        place = last
    if place < len(found.text):
        yield found.text[place:], False
