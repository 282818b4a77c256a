"""Walkers over a screen: what has no name, what got less room than it needs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTranslator
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QCheckBox, QComboBox, QLineEdit, QRadioButton, QWidget

from views.widgets.kit import Button, Tag, Text

ASKED = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView)
FITTED = (Text, Tag, Button, QCheckBox, QRadioButton)


def unnamed(root: QWidget) -> list[str]:
    """Visible widgets that a person acts on or reads, without an accessible name."""
    found = []
    for widget in [root, *root.findChildren(QWidget)]:
        if not widget.isVisible() or widget.objectName().startswith("qt_"):
            continue
        if not (isinstance(widget, ASKED) or widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
            continue
        if type(widget).__name__ in ("QHeaderView", "QTableCornerButton", "QScrollArea"):
            continue
        interface = QAccessible.queryAccessibleInterface(widget)
        if interface is None or not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def clipped(root: QWidget) -> list[str]:
    """Texts, tags and buttons that got less room than their words need (elided ones carry a tool tip instead)."""
    found = []
    for widget in root.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, FITTED):
            continue
        if isinstance(widget, Text):
            if widget._elide:
                continue
            if widget.wordWrap():
                need = widget.heightForWidth(widget.width())
                if widget.height() < need:
                    found.append(f"{widget.whole()[:50]!r}: {widget.height()} of {need}")
                continue
        need = widget.sizeHint()
        if widget.width() < need.width() or widget.height() < min(need.height(), 14):
            words = widget.accessibleName()[:50]
            found.append(f"{words!r}: {widget.width()}x{widget.height()} of {need.width()}x{need.height()}")
    return found


class Longer(QTranslator):
    """Every string 40 % longer, fields kept."""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:  # type: ignore[override]
        return text + "~" * max(1, round(len(text) * 0.4))
