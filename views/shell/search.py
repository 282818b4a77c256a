"""The button that opens the palette; where the banner needs the room, only its key is left of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout

from views.widgets.kit import Button, Text

_WIDE, _NARROW = 230, 64


class SearchButton(Button):
    """``Find or do anything   Ctrl K``."""

    def __init__(self, words: str, act: Callable[[], object]) -> None:
        super().__init__(words, act, role="search")
        self._words = self.text()
        key = QHBoxLayout(self)
        key.setContentsMargins(8, 0, 8, 0)
        key.addStretch(1)
        key.addWidget(Text("Ctrl K", "key"))
        self.setFixedWidth(_WIDE)

    def give_room(self, narrow: bool) -> int:
        """Takes little or its whole width; returns the width that the narrow form saves."""
        self.setText("" if narrow else self._words)
        self.setFixedWidth(_NARROW if narrow else _WIDE)
        return _WIDE - _NARROW
