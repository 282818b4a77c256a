"""The page of keys (F1), made from the registry, so that it can't be wrong."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from views.shell.actions import Action
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Card, Text, row
from views.widgets.theme import Theme


class KeysPage(Dialog):
    """Groups of actions with their keys, in two columns."""

    def __init__(self, parent: QWidget, theme: Theme, actions: list[Action]) -> None:
        super().__init__(parent, theme, "")
        self.setWindowTitle(self.tr("Keys"))
        self.setAccessibleName(self.tr("Keys"))
        self.setMinimumWidth(820)
        groups: dict[str, list[Action]] = {}
        for action in actions:
            if action.key:
                groups.setdefault(action.group, []).append(action)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        stacks = [QVBoxLayout(), QVBoxLayout()]
        heights = [0, 0]
        for group, members in groups.items():
            side = heights.index(min(heights))
            heights[side] += len(members) + 2
            stacks[side].addWidget(self._group(group, members))
        for stack in stacks:
            stack.addStretch(1)
            columns.addLayout(stack, 1)
        self.page.addLayout(columns)
        words = self.tr("Everything else is found by Ctrl+K.")
        self.page.addLayout(row(Text(words, "secondary"), 1, Button(self.tr("Close"), self.accept, key="Esc")))

    def _group(self, title: str, members: list[Action]) -> Card:
        card = Card(title)
        grid = QGridLayout()
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        for line, action in enumerate(members):
            grid.addWidget(Text(action.words, elide=True), line, 0)
            grid.addWidget(Text(action.key, "strong", align=Qt.AlignmentFlag.AlignRight), line, 1)
        card.body.addLayout(grid)
        return card
