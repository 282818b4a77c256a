"""Find or do anything (Ctrl+K): actions of the registry and patients by name, pinyin or number, in one list."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from engines.text.safe_text import for_screen
from views.shell.actions import Action, Registry
from views.shell.tasks import Tasks
from views.widgets import words
from views.widgets.icons import pixmap
from views.widgets.theme import Theme, font

if TYPE_CHECKING:
    from workstation.domain.patient import PatientRow
    from workstation.services.clinic import Clinic

_Index = QModelIndex | QPersistentModelIndex
_ROW = 34
_SHOWN = 11


class _Found(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.actions: list[Action] = []

    def show(self, actions: list[Action]) -> None:
        self.beginResetModel()
        self.actions = actions
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.actions)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        action = self.actions[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return for_screen(action.words)
        return None


class _Line(QStyledItemDelegate):
    """Icon, words, group or facts, key."""

    def __init__(self, theme: Theme, model: _Found) -> None:
        super().__init__()
        self._theme = theme
        self._model = model

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(200, _ROW)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        action, where = self._model.actions[index.row()], option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.color("accent_soft"))
            painter.drawRoundedRect(where.adjusted(6, 1, -6, -1), 7, 7)
        ink = self._theme.color("accent" if chosen else "secondary")
        painter.drawPixmap(where.left() + 16, where.top() + 9, pixmap(action.icon, ink, 16))
        painter.setPen(self._theme.color("text"))
        painter.setFont(font("text", strong=chosen))
        room = QRect(where.left() + 42, where.top(), where.width() - 250, where.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, painter.fontMetrics().elidedText(
            for_screen(action.words), Qt.TextElideMode.ElideRight, room.width()))
        painter.setFont(font("small"))
        painter.setPen(self._theme.color("secondary"))
        aside = for_screen("   ".join(part for part in (action.aside or action.group, action.key) if part))
        right = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        painter.drawText(where.adjusted(0, 0, -18, 0), right, aside)
        painter.restore()


class Palette(QFrame):
    """An overlay at the top of the window; Escape or a click elsewhere closes it."""

    def __init__(self, parent: QWidget, theme: Theme, registry: Registry, tasks: Tasks, clinic: Clinic,
                 open_patient: Callable[[str], object]) -> None:
        super().__init__(parent)
        self._over = parent
        self._registry, self._tasks, self._clinic, self._open_patient = registry, tasks, clinic, open_patient
        self.setProperty("role", "panel")
        self.setAccessibleName(self.tr("Find or do anything"))
        theme.dress(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 8)
        layout.setSpacing(8)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("A patient, a room, an action"))
        self.field.setAccessibleName(self.tr("Find or do anything"))
        self.field.setMinimumHeight(34)
        inset = QVBoxLayout()
        inset.setContentsMargins(12, 0, 12, 0)
        inset.addWidget(self.field)
        layout.addLayout(inset)
        self._model = _Found()
        self.list = QListView()
        self.list.setModel(self._model)
        self._line = _Line(theme, self._model)
        self.list.setItemDelegate(self._line)
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.clicked.connect(lambda index: self._do(index.row()))
        layout.addWidget(self.list)
        self._debounce = QTimer(self, singleShot=True, interval=80)
        self._debounce.timeout.connect(self._find_patients)
        self.field.textChanged.connect(self._typed)
        self.field.installEventFilter(self)
        self.hide()

    def open(self, text: str = "") -> None:
        """Shows the palette, ready to type."""
        self.field.setText(text)
        self._typed(text)
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        if watched is self.field and event.type() == QEvent.Type.FocusOut and not self.underMouse():
            self.hide()
        return False

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.hide()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            self._choose(max(0, min(self._model.rowCount() - 1, self.list.currentIndex().row() + step)))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._do(self.list.currentIndex().row())
        else:
            return False
        return True

    def _typed(self, text: str) -> None:
        self._tasks.drop(self)
        self._show(self._registry.matching(text))
        if text.strip():
            self._debounce.start()

    def _find_patients(self) -> None:
        text, clinic = self.field.text(), self._clinic

        def find(_progress: object) -> list[PatientRow]:
            from workstation.services import patients

            return patients.search(clinic, text, limit=20)

        def found(rows: list[PatientRow]) -> None:
            if self.field.text() == text:
                self._show([*map(self._as_action, rows), *self._registry.matching(text)])

        self._tasks.run(find, found, label=self.tr("Finding patients"), scope=self)

    def _as_action(self, row: PatientRow) -> Action:
        said = "  ".join(part for part in (words.name(row.name), row.name.pinyin) if part)
        facts = f"{words.born(row, date.today())}   {words.number(row.number)}"
        return Action(self.tr("Patient"), said, lambda: self._open_patient(row.id), icon="user", aside=facts)

    def _show(self, actions: list[Action]) -> None:
        self._model.show(actions)
        self._choose(0)
        self.list.setFixedHeight(max(1, min(len(actions), _SHOWN)) * _ROW + 2)
        self.adjustSize()

    def _choose(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            index = self._model.index(row)
            self.list.setCurrentIndex(index)
            self.list.scrollTo(index)

    def _do(self, row: int) -> None:
        if 0 <= row < self._model.rowCount():
            action = self._model.actions[row]
            self.hide()
            action.act()

    def _place(self) -> None:
        parent = self._over
        width = min(680, parent.width() - 80)
        self.setFixedWidth(width)
        self.move((parent.width() - width) // 2, 58)
