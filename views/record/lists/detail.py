"""The pane at the right of a list: everything one resource says, and the way to its original bytes."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from PySide6.QtCore import QAbstractListModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QResizeEvent
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from engines.text.safe_text import for_screen
from views.record.lists.saying import Line, Row
from views.widgets.kit import Button, Card, Tag, Text, row
from views.widgets.theme import Severity, Theme, font

_Index = QModelIndex | QPersistentModelIndex
_LABEL, _EDGE, _GAP = 124, 14, 8
_WRAP = Qt.TextFlag.TextWordWrap
_LONG_RUN = re.compile(r"(\S{26})(?=\S)")
_TOP = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop


class _Lines(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.lines: list[Line] = []

    def show(self, lines: Sequence[Line]) -> None:
        self.beginResetModel()
        self.lines = list(lines)
        self.endResetModel()

    def add(self, lines: Sequence[Line]) -> None:
        first = len(self.lines)
        self.beginInsertRows(QModelIndex(), first, first + len(lines) - 1)
        self.lines += lines
        self.endInsertRows()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            line = self.lines[index.row()]
            return for_screen(f"{line.label}: {line.value}" if line.label and line.value else line.label or line.value)
        return None


class _LineCell(QStyledItemDelegate):
    """Label at the left, value beside it, as many lines as it needs."""

    def __init__(self, theme: Theme, view: QListView, model: _Lines) -> None:
        super().__init__(view)
        self._theme, self._view, self._model = theme, view, model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        line, width = self._model.lines[index.row()], self._view.viewport().width()
        if line.heading:
            return QSize(width, 30)
        value = _height(line.value, width - _LABEL - 2 * _EDGE - _GAP, "text")
        return QSize(width, max(value, _height(line.label, _LABEL, "small")) + 7)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line, where = self._model.lines[index.row()], option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(where, self._theme.color("accent_soft"))
        left = where.adjusted(_EDGE, 4, -_EDGE, 0)
        if line.heading:
            painter.setFont(font("small", strong=True))
            painter.setPen(self._theme.color("text"))
            painter.drawText(where.adjusted(_EDGE, 0, 0, -5),
                             Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, for_screen(line.label))
            painter.setPen(self._theme.color("grid_line"))
            painter.drawLine(left.left(), where.bottom(), left.right(), where.bottom())
        else:
            painter.setFont(font("small"))
            painter.setPen(self._theme.color("secondary"))
            painter.drawText(QRect(left.left(), left.top() + 1, _LABEL, left.height()), _TOP | _WRAP,
                             _breakable(line.label))
            painter.setFont(font())
            painter.setPen(self._theme.color("accent" if line.source else "text"))
            painter.drawText(left.adjusted(_LABEL + _GAP, 0, 0, 0), _TOP | _WRAP, _breakable(line.value))
        painter.restore()


def _height(text: str, width: int, role: str) -> int:
    box = QRect(0, 0, max(20, width), 100_000)
    return QFontMetrics(font(role)).boundingRect(box, _TOP | _WRAP, _breakable(text)).height()


def _breakable(text: str) -> str:
    """Text for the screen whose unbroken runs have places to break, so that nothing is cut off at the right."""
    return _LONG_RUN.sub("\\1\u200b", for_screen(text))


class _View(QListView):
    """Lays its lines out again when it gets another width; Ctrl+C copies the line."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(str(self.currentIndex().data() or ""))
            return
        super().keyPressEvent(event)


class DetailPane(Card):
    """Title and badge, the lines, the button to the source. A line in the accent's colour leads to another record."""

    def __init__(self, theme: Theme, open_source: Callable[[str], object], *more: Button) -> None:
        super().__init__()
        self._open = open_source
        self._source = ""
        self.head = Text("", "title", wrap=True)
        self.tag = Tag(theme, Severity.NONE, "")
        self.model = _Lines()
        self.view = _View()
        self.view.setModel(self.model)
        self._cell = _LineCell(theme, self.view, self.model)
        self.view.setItemDelegate(self._cell)
        self.view.setAccessibleName(self.tr("Everything recorded"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.view.clicked.connect(lambda index: self._follow(index.row()))
        self.view.activated.connect(lambda index: self._follow(index.row()))
        self.view.viewport().setMouseTracking(True)
        self.view.viewport().installEventFilter(self)
        self.source = Button(self.tr("Open the source"), lambda: self._open(self._source))
        self.body.setContentsMargins(0, 12, 0, 12)
        self.body.setSpacing(8)
        self._top = QWidget()
        self._top.setLayout(row(self.head, 1, self.tag))
        self._top.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self._foot = QWidget()
        self._foot.setLayout(row(*more, 1, self.source))
        self._foot.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self.body.addWidget(self._top)
        self.body.addWidget(self.view, 1)
        self.body.addWidget(self._foot)
        self.empty()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseMove:
            place = self.view.indexAt(event.position().toPoint())  # type: ignore[attr-defined]
            leads = place.isValid() and bool(self.model.lines[place.row()].source)
            self.view.viewport().setCursor(
                Qt.CursorShape.PointingHandCursor if leads else Qt.CursorShape.ArrowCursor)
        return super().eventFilter(watched, event)

    def show_row(self, chosen: Row, lines: Sequence[Line], title: str) -> None:
        """Shows an entry."""
        self._source = chosen.entry.source
        self.head.say(title)
        badge = chosen.badge
        self.tag.setVisible(badge is not None)
        if badge is not None:
            self.tag.set(*badge)
        self.model.show(lines)
        self.view.scrollToTop()
        self._foot.show()

    def add_lines(self, source: str, lines: Sequence[Line]) -> None:
        """Adds what was found later, where the same entry is still shown."""
        if source == self._source and lines:
            self.model.add(lines)

    def empty(self) -> None:
        """Forgets everything."""
        self._source = ""
        self.head.say("")
        self.tag.hide()
        self.model.show(())
        self._foot.hide()

    def _follow(self, line: int) -> None:
        if 0 <= line < len(self.model.lines) and self.model.lines[line].source:
            self._open(self.model.lines[line].source)
