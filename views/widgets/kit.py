"""Small widgets every room is built from. Text from outside is always plain text here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen, for_tooltip
from views.widgets.theme import SHAPES, Severity, Theme, font, size


class Text(QLabel):
    """Plain text, never markup. ``role``: body, secondary, small, title, large, strong, link, critical, warning.

    ``elide`` shortens to the width with the whole text as tool tip; ``wrap`` breaks lines.
    """

    clicked = Signal()

    def __init__(self, text: str = "", role: str = "body", *, elide: bool = False, wrap: bool = False,
                 align: Qt.AlignmentFlag | None = None) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self._elide = elide
        self._whole = ""
        self.setWordWrap(wrap)
        if align is not None:
            self.setAlignment(align | Qt.AlignmentFlag.AlignVCenter)
        if not wrap:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        if elide:
            self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
            self.setMinimumWidth(40)
        if role == "link":
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.say(text)

    def say(self, text: str) -> None:
        """Shows ``text`` through the screen sink."""
        self._whole = for_screen(text)
        self._fit()

    def whole(self) -> str:
        return self._whole

    def set_role(self, role: str) -> None:
        self.setProperty("role", role)
        self.style().unpolish(self)
        self.style().polish(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._elide:
            self._fit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        self.clicked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.property("role") == "link" and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.clicked.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        if self._elide:
            hint.setWidth(QFontMetrics(self.font()).horizontalAdvance(self._whole) + 2)
        return hint

    def _fit(self) -> None:
        shown = self._whole
        if self._elide:
            shown = QFontMetrics(self.font()).elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
            self.setToolTip(for_tooltip(self._whole) if shown != self._whole else "")
        self.setText(shown)
        self.setAccessibleName(self._whole)


class Tag(QWidget):
    """A severity as colour, shape and word on its soft ground."""

    def __init__(self, theme: Theme, severity: Severity, word: str, shape: str | None = None) -> None:
        super().__init__()
        self._theme = theme
        self._font = font("small", strong=True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set(severity, word, shape)
        theme.changed.connect(self.update)

    def set(self, severity: Severity, word: str, shape: str | None = None) -> None:
        self._severity = severity
        self._word = for_screen(word, longest=120)
        self._shape = SHAPES[severity] if shape is None else shape
        self.setAccessibleName(self._word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(self._font).horizontalAdvance(self._line()) + 14, 20)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_tag(painter, self.rect(), self._theme, self._severity, self._line())
        painter.end()

    def _line(self) -> str:
        return f"{self._shape} {self._word}".strip()


def tag_width(line: str) -> int:
    """How wide ``paint_tag`` needs its rectangle."""
    return QFontMetrics(font("small", strong=True)).horizontalAdvance(line) + 14


def paint_tag(painter: QPainter, where: QRect, theme: Theme, severity: Severity, line: str) -> None:
    """Paints a tag (shape and word) into ``where``, for lists that draw their rows themselves."""
    ink, ground = theme.severity(severity)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(where, size("radius_tag"), size("radius_tag"))
    painter.setPen(ink)
    painter.setFont(font("small", strong=True))
    painter.drawText(where, Qt.AlignmentFlag.AlignCenter, line)


class Button(QPushButton):
    """A button that shows its key. ``role``: "", main, quiet, danger."""

    def __init__(self, text: str, act: Callable[[], object] | None = None, *, key: str = "", role: str = "",
                 checkable: bool = False) -> None:
        words = for_screen(text, longest=120).replace("&", "&&")
        super().__init__(f"{words}   {key}" if key else words)
        self.setProperty("role", role)
        self.setAccessibleName(text)
        self.setCheckable(checkable)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        if act is not None:
            self.clicked.connect(lambda *_: act())
        if key:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self._by_key)

    def _by_key(self) -> None:
        if self.isVisible() and self.isEnabled():
            self.click()


class Hairline(QFrame):
    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "hairline")
        self.setFixedHeight(1)


class Card(QFrame):
    """A surface with a title at the left, an aside at the right and a body below."""

    def __init__(self, title: str = "", aside: str = "") -> None:
        super().__init__()
        self.setProperty("role", "card")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        self.title = Text(title, "title")
        self.aside = Text(aside, "small", elide=True, align=Qt.AlignmentFlag.AlignRight)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(14, 10, 14, 8)
        self.head.setSpacing(8)
        self.head.addWidget(self.title)
        self.head.addWidget(self.aside, 1)
        if title:
            outer.addLayout(self.head)
        self.body = QVBoxLayout()
        self.body.setContentsMargins(14, 0 if title else 12, 14, 12)
        self.body.setSpacing(4)
        outer.addLayout(self.body, 1)


def row(*items: QWidget | int, spacing: int = 8) -> QHBoxLayout:
    """Widgets side by side; an int is a stretch."""
    layout = QHBoxLayout()
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(spacing)
    for item in items:
        if isinstance(item, int):
            layout.addStretch(item)
        else:
            layout.addWidget(item)
    return layout


def empty_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Removes and deletes everything a layout holds."""
    while layout.count():
        item = layout.takeAt(0)
        if item is None:
            return
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()                # a visible widget without a parent would become a window for a moment
            widget.setParent(None)
            widget.deleteLater()
        elif isinstance(inner, QVBoxLayout | QHBoxLayout):
            empty_layout(inner)
