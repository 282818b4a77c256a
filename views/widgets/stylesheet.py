"""Qt style sheet from the tokens. Widgets carry a ``role`` property; nothing else is styled by name."""

from __future__ import annotations

from functools import cache
from string import Template
from typing import TYPE_CHECKING

from resources import path
from views.widgets.theme import FAMILY, size

if TYPE_CHECKING:
    from views.widgets.theme import Theme

_SHEET = Template(
    """
    QWidget { color: $text; font-family: "$family"; font-size: ${size_text}px; }
    QToolTip { background: $raised; color: $text; border: 1px solid $line; padding: 4px 6px; }
    QWidget[role="room"], QWidget[role="plain"] { background: $background; }
    QFrame[role="card"] { background: $surface; border: 1px solid $line; border-radius: ${size_radius_card}px; }
    QFrame[role="bar"] { background: $surface; border: 0; border-bottom: 1px solid $line; }
    QFrame[role="bar-deceased"] { background: $line; border: 0; border-bottom: 2px solid $secondary; }
    QFrame[role="rail"] { background: $surface; border: 0; border-right: 1px solid $line; }
    QFrame[role="status"] { background: $surface; border: 0; border-top: 1px solid $line; }
    QFrame[role="panel"] { background: $surface; border: 1px solid $control_line;
        border-radius: ${size_radius_card}px; }
    QFrame[role="side"] { background: $surface; border: 0; border-left: 1px solid $line; }
    QFrame[role="hairline"] { background: $line; border: 0; max-height: 1px; min-height: 1px; }
    QLabel { background: transparent; border: 0; }
    QLabel[role="secondary"] { color: $secondary; }
    QLabel[role="small"] { color: $secondary; font-size: ${size_small}px; }
    QLabel[role="title"] { font-size: ${size_title}px; font-weight: 600; }
    QLabel[role="large"] { font-size: ${size_large}px; font-weight: 600; }
    QLabel[role="strong"] { font-weight: 600; }
    QLabel[role="link"] { color: $accent; text-decoration: underline; }
    QLabel[role="key"] { color: $secondary; font-size: ${size_small}px; border: 1px solid $line; border-radius: 4px;
        padding: 0 4px; }
    QLabel[role="link"]:focus { background: $accent_soft; }
    QLabel[role="critical"] { color: $critical; font-weight: 600; }
    QLabel[role="warning"] { color: $warning; font-weight: 600; }
    QPushButton { background: $surface; color: $text; border: 1px solid $line; border-radius: ${size_radius_control}px;
        padding: 5px 12px; min-height: 18px; }
    QPushButton:hover { border-color: $accent; }
    QPushButton:focus { border: 1px solid $accent; }
    QPushButton:pressed, QPushButton:checked { background: $accent_soft; border-color: $accent; color: $accent; }
    QPushButton:disabled { color: $secondary; background: $raised; }
    QPushButton[role="main"] { background: $accent; color: $on_accent; border-color: $accent; font-weight: 600; }
    QPushButton[role="main"]:hover { border-color: $text; }
    QPushButton[role="main"]:focus { border: 2px solid $text; padding: 4px 11px; }
    QPushButton[role="main"]:disabled { background: $raised; color: $secondary; border-color: $line; }
    QPushButton[role="quiet"] { background: transparent; border-color: transparent; color: $accent; padding: 3px 6px; }
    QPushButton[role="quiet"]:hover, QPushButton[role="quiet"]:focus { border-color: $accent; }
    QPushButton[role="icon"] { background: transparent; border: 1px solid transparent; padding: 0; min-height: 0; }
    QPushButton[role="icon"]:hover, QPushButton[role="icon"]:focus { border-color: $accent; background: $accent_soft; }
    QPushButton[role="search"] { color: $secondary; border-color: $control_line; text-align: left; padding: 4px 10px; }
    QPushButton[role="user"] { background: transparent; border: 1px solid transparent; color: $secondary;
        font-size: ${size_small}px; padding: 1px 4px; }
    QPushButton[role="user"]:hover, QPushButton[role="user"]:focus { border-color: $accent; }
    QPushButton[role="user"]::menu-indicator { image: none; width: 0; }
    QPushButton[role="danger"] { color: $critical; border-color: $critical; }
    QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QSpinBox, QDateEdit { background: $surface; color: $text;
        border: 1px solid $control_line; border-radius: ${size_radius_control}px; padding: 5px 8px;
        selection-background-color: $accent;
        selection-color: $on_accent; }
    QPlainTextEdit[role="code"] { font-family: "DejaVu Sans Mono", "Menlo", "Consolas", monospace; font-size: 12px; }
    QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QSpinBox:focus {
        border: 1px solid $accent; }
    QComboBox::drop-down { border: 0; width: 22px; }
    QComboBox::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
    QComboBox QAbstractItemView { background: $surface; border: 1px solid $line;
        selection-background-color: $accent_soft;
        selection-color: $text; }
    QAbstractItemView { background: $surface; border: 0; outline: 0; gridline-color: $line;
        alternate-background-color: $raised;
        selection-background-color: $accent_soft; selection-color: $text; }
    QAbstractItemView::item:focus { border: 0; }
    QHeaderView::section { background: $surface; color: $secondary; border: 0; border-bottom: 1px solid $line;
        padding: 5px 8px; font-size: ${size_small}px; font-weight: 400; }
    QHeaderView::section:first { padding-left: 14px; }
    QTableCornerButton::section { background: $surface; border: 0; }
    QScrollArea { background: transparent; border: 0; }
    QScrollArea > QWidget > QWidget[role="page"] { background: transparent; }
    QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
    QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
    QScrollBar::handle { background: $line; border-radius: 4px; min-height: 28px; min-width: 28px; margin: 1px; }
    QScrollBar::handle:hover { background: $secondary; }
    QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
    QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
    QSlider::groove:horizontal { background: $line; height: 4px; border-radius: 2px; }
    QSlider::sub-page:horizontal { background: $accent; border-radius: 2px; }
    QSlider::handle:horizontal { background: $accent; width: 12px; height: 12px; margin: -4px 0; border-radius: 6px; }
    QProgressBar { background: $line; border: 0; border-radius: 2px; max-height: 4px; min-height: 4px;
        text-align: center; }
    QProgressBar::chunk { background: $accent; border-radius: 2px; }
    QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $control_line; border-radius: 3px;
        background: $surface; }
    QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url("$tick"); }
    QCheckBox:focus { color: $accent; }
    QMenu { background: $surface; border: 1px solid $line; padding: 4px; }
    QMenu::item { padding: 5px 24px 5px 12px; border-radius: 4px; }
    QMenu::item:selected { background: $accent_soft; color: $text; }
    QSplitter::handle { background: $line; }
    QDialog { background: $background; }
    """
)


def stylesheet(theme: Theme) -> str:
    """The whole style sheet of a theme."""
    return _filled(theme.name)


@cache
def _filled(name: str) -> str:
    from views.widgets.theme import tokens

    known = tokens()
    sizes = {f"size_{name}": str(size(name)) for name in known["size"]}
    pictures = {each: path("themes", f"{each}-{name}.svg").as_posix() for each in ("tick", "chevron")}
    return _SHEET.substitute(known["themes"][name], family=FAMILY, **pictures, **sizes)
