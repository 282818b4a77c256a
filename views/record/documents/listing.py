"""The list of documents: years as headings, a line a document with its icon; filtered by words and by kind."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from engines.text.safe_text import for_screen, for_search, for_tooltip
from views.record.documents import words
from views.record.lines import paint_ground
from views.widgets import words as people
from views.widgets.counted import CountedModel
from views.widgets.icons import pixmap
from views.widgets.theme import Theme, font
from workstation.domain.document import ChartDocument, DocumentKind

_Index = QModelIndex | QPersistentModelIndex
_LINE, _YEAR = 50, 28
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Row:
    """A document as the list shows it, its words folded once for the filter."""

    document: ChartDocument
    title: str
    below: str
    day: str
    year: str
    folded: str


def rows_of(documents: Sequence[ChartDocument], undated: str) -> list[Row]:
    """The lines of a list; safe off the window's thread but for the language, which is read here."""
    rows: list[Row] = []
    for one in documents:
        title = for_screen(words.title(one), 200)
        below = for_screen(" · ".join(part for part in (words.kind(one.kind), one.author, one.encounter) if part), 300)
        day = people.day(one.date) if one.date is not None else ""
        folded = for_search(" ".join((title, below, one.type_words, day)))
        rows.append(Row(one, title, below, day, one.date.text[:4] if one.date is not None else undated, folded))
    return rows


class DocumentModel(CountedModel):
    """``shown`` holds years (text) and rows as they stand on the screen."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Row] = []
        self.shown: list[str | Row] = []
        self._fit = 0
        self._words: list[str] = []
        self._kind: DocumentKind | None = None

    def show(self, rows: Sequence[Row]) -> None:
        self.rows = list(rows)
        self._arrange()

    def filter(self, text: str, kind: DocumentKind | None) -> None:
        """Keeps what holds every word and is of the kind (all kinds for None)."""
        self._words, self._kind = for_search(text).split(), kind
        self._arrange()

    def fitting(self) -> int:
        return self._fit

    def row(self, line: int) -> Row | None:
        held = self.shown[line] if 0 <= line < len(self.shown) else None
        return held if isinstance(held, Row) else None

    def line_of(self, identity: str) -> int:
        """Where a document stands by its id or its resource; -1 where it doesn't."""
        return next((line for line, one in enumerate(self.shown)
                     if isinstance(one, Row) and identity in (one.document.id, one.document.source)), -1)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if self.row(index.row()) is None:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        held = self.shown[index.row()] if index.isValid() else None
        if held is None:
            return None
        said = held if isinstance(held, str) else ", ".join(filter(None, (held.title, held.below, held.day)))
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return said
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(held, Row):
            return for_tooltip(said)
        return None

    def _arrange(self) -> None:
        fit = self.rows if self._kind is None else [one for one in self.rows if one.document.kind is self._kind]
        for word in self._words:
            fit = [one for one in fit if word in one.folded]
        self._fit = len(fit)
        self.shown = []
        year = None
        for one in fit:
            if one.year != year:
                year = one.year
                self.shown.append(year)
            self.shown.append(one)
        self.count_rows(len(self.shown))


class _Line(QStyledItemDelegate):
    def __init__(self, theme: Theme, model: DocumentModel) -> None:
        super().__init__()
        self._theme, self._model = theme, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(80, _LINE)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        held = self._model.shown[index.row()]
        painter.save()
        if isinstance(held, str):
            where = option.rect.adjusted(0, _LINE - _YEAR, 0, 0)   # lines are of one height, unmeasured
            painter.fillRect(where, self._theme.color("raised"))
            painter.setPen(self._theme.color("grid_line"))
            painter.drawLine(where.bottomLeft(), where.bottomRight())
            painter.setFont(font("small", strong=True))
            painter.setPen(self._theme.color("secondary"))
            painter.drawText(where.adjusted(14, 0, -8, 0), _LEFT, held)
        else:
            self._document(painter, option, held)
        painter.restore()

    def _document(self, painter: QPainter, option: QStyleOptionViewItem, held: Row) -> None:
        paint_ground(painter, self._theme, option)
        if option.state & QStyle.StateFlag.State_Selected:           # what the reader shows, wherever the keys are
            painter.fillRect(option.rect.adjusted(0, 0, 0, -1), self._theme.color("accent_soft"))
        where = option.rect.adjusted(14, 0, -12, 0)
        picture = pixmap(words.ICONS[held.document.kind], self._theme.color("secondary"), 18)
        painter.drawPixmap(where.left(), where.center().y() - 9, picture)
        inside = where.adjusted(30, 0, 0, 0)
        painter.setFont(font("small"))
        wide = painter.fontMetrics().horizontalAdvance(held.day)
        painter.setPen(self._theme.color("secondary"))
        painter.drawText(QRect(inside.right() - wide, inside.top() + 6, wide + 1, 20), _RIGHT, held.day)
        lower = QRect(inside.left(), inside.center().y() + 2, inside.width(), 18)
        painter.drawText(lower, _LEFT, painter.fontMetrics().elidedText(
            held.below, Qt.TextElideMode.ElideRight, lower.width()))
        upper = QRect(inside.left(), inside.top() + 6, inside.width() - wide - 10, 20)
        painter.setFont(font(strong=True))
        painter.setPen(self._theme.color("text"))
        painter.drawText(upper, _LEFT, painter.fontMetrics().elidedText(
            held.title.replace("\n", " "), Qt.TextElideMode.ElideRight, upper.width()))


class DocumentList(QListView):
    """The view of the list."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.documents = DocumentModel()
        self.setModel(self.documents)
        self._delegate = _Line(theme, self.documents)
        self.setItemDelegate(self._delegate)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setAccessibleName(QCoreApplication.translate("documents", "Notes and documents"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setSelectionMode(QListView.SelectionMode.SingleSelection)
        theme.changed.connect(self.viewport().update)
