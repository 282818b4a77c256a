"""Reduced text on the screen: headings, paragraphs, items and tables, put in as plain words, never as markup.

Built piece by piece between the window's turns, so that a long document never holds it up.
"""

from __future__ import annotations

import time
from collections.abc import Iterator

from PySide6.QtCore import QTimer
from PySide6.QtGui import (
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextLength,
    QTextTableFormat,
)
from PySide6.QtWidgets import QTextEdit

from engines.text.safe_text import plain
from views.widgets.theme import Theme, font, size
from workstation.domain.document import Block, BlockKind, TextReading

_TURN_S = 0.008                    # of the window's time a turn
_LONGEST = 60_000                  # characters of one paragraph that are laid out; longer ones are parted
_MOST_COLUMNS = 40


class TextReader(QTextEdit):
    """Read only; its text can be chosen and copied."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._waiting: Iterator[Block] = iter(())
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)
        self._used = False
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(self.tr("The text of the document"))
        self.setFont(font())
        self.document().setDocumentMargin(14)
        self._reading: TextReading | None = None
        theme.changed.connect(self._again)

    def show_reading(self, reading: TextReading | None) -> None:
        """Shows other text; None empties it."""
        self._timer.stop()
        self.clear()
        self._reading, self._used = reading, False
        self._waiting = iter(_bounded(reading.blocks)) if reading is not None else iter(())
        if reading is not None:
            self._go_on()

    def working(self) -> bool:
        """True while blocks are still being put in."""
        return self._timer.isActive()

    def _again(self) -> None:
        """Lines of tables carry the theme's colour, so they are made anew."""
        self.show_reading(self._reading)

    def _go_on(self) -> None:
        end = time.perf_counter() + _TURN_S
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        while time.perf_counter() < end:
            block = next(self._waiting, None)
            if block is None:
                self._timer.stop()
                return
            self._put(cursor, block)
        self._timer.start()

    def _put(self, cursor: QTextCursor, block: Block) -> None:
        if block.kind is BlockKind.TABLE:
            self._table(cursor, block)
            return
        form, letters = QTextBlockFormat(), QTextCharFormat()
        letters.setFont(font())
        form.setBottomMargin(8)
        form.setLineHeight(128, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        words = block.text
        if block.kind is BlockKind.HEADING:
            face = font("title" if block.level <= 2 else "text", strong=True)
            if block.level == 1:
                face.setPixelSize(size("title") + 2)
            letters.setFont(face)
            form.setTopMargin(10)
            form.setBottomMargin(4)
            form.setHeadingLevel(min(6, max(1, block.level)))
        elif block.kind is BlockKind.ITEM:
            form.setLeftMargin(16 * block.level)
            form.setTextIndent(-12)
            form.setBottomMargin(3)
            words = f"•  {words}"
        if self._used:
            cursor.insertBlock(form, letters)
        else:
            cursor.setBlockFormat(form)
            cursor.setCharFormat(letters)
            self._used = True
        cursor.insertText(_lines(words), letters)

    def _table(self, cursor: QTextCursor, block: Block) -> None:
        columns = min(_MOST_COLUMNS, max(len(row) for row in block.rows))
        form = QTextTableFormat()
        form.setCellPadding(4)
        form.setCellSpacing(0)
        form.setBorder(1)
        form.setBorderBrush(self._theme.color("line"))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setTopMargin(4)
        form.setBottomMargin(10)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        table = cursor.insertTable(len(block.rows), columns, form)
        letters = QTextCharFormat()
        letters.setFont(font())
        for line, row in enumerate(block.rows):
            for place, cell in enumerate(row[:columns]):
                words = cell if place < columns - 1 else " | ".join(row[columns - 1:])
                table.cellAt(line, place).firstCursorPosition().insertText(_lines(words), letters)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        self._used = False             # the empty block after a table takes the next words


def _bounded(blocks: tuple[Block, ...]) -> Iterator[Block]:
    """Blocks of a size that one turn can lay out."""
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            step = max(1, 200 // max(1, max(len(row) for row in block.rows)))
            for start in range(0, len(block.rows), step):
                yield Block(BlockKind.TABLE, rows=block.rows[start:start + step])
        elif len(block.text) > _LONGEST:
            for start in range(0, len(block.text), _LONGEST):
                yield Block(block.kind, block.text[start:start + _LONGEST], block.level)
        else:
            yield block


def _lines(words: str) -> str:
    """Line ends inside a block stay inside it; invisible controls are shown."""
    return plain(words, _LONGEST).replace("\n", "\u2028")
