"""The advice card: the two gravest pieces of advice, how many more there are, and the way into the plan."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from views.record import words
from views.widgets.kit import Button, Card, Text, empty_layout, row
from views.widgets.theme import Severity, Theme
from workstation.domain.card import Card as Advice
from workstation.domain.card import CardState, Indicator

_SHOWN = 2
_RANK = {Indicator.CRITICAL: 0, Indicator.WARNING: 1, Indicator.INFO: 2}
_SEVERITY = {Indicator.CRITICAL: Severity.CRITICAL, Indicator.WARNING: Severity.WARNING, Indicator.INFO: Severity.INFO}


class AdviceCard(Card):
    """``open_plan`` leads to the plan room, ``open_plan(card_id)`` to one piece of advice."""

    def __init__(self, theme: Theme, title: str, open_plan: Callable[[str], object]) -> None:
        super().__init__(title)
        self._theme = theme
        self._open_plan = open_plan
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        page = QWidget()
        page.setProperty("role", "page")
        self._column.setContentsMargins(0, 0, 0, 0)
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 4, 0)
        inner.addLayout(self._column)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setAccessibleName(title)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(page)
        area.setMinimumHeight(34)
        area.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        self.body.addWidget(area, 1)

    def show_cards(self, cards: Sequence[Advice]) -> None:
        """Shows open advice, gravest first."""
        empty_layout(self._column)
        spoken = [card for card in cards if not card.could_not_check]
        silent = len(cards) - len(spoken)
        counts = [self.tr("{count} in all").format(count=len(spoken))] if spoken else []
        if silent:
            counts.append(self.tr("{count} could not be checked").format(count=silent))
        self.aside.say(" · ".join(counts))
        waiting = [card for card in spoken if card.state is CardState.OPEN]
        waiting.sort(key=lambda card: _RANK[card.indicator])
        for card in waiting[:_SHOWN]:
            self._column.addWidget(self._piece(card))
        if not waiting:
            said = self.tr("No open advice for this patient.") if spoken else self.tr("No engine had advice to give.")
            self._column.addWidget(Text(said, "secondary", wrap=True))
        self._column.addLayout(row(Button(self.tr("Open the plan"), lambda: self._open_plan("")), 1))

    def say(self, sentence: str) -> None:
        """A sentence instead of advice: checking, or why it could not be checked."""
        empty_layout(self._column)
        self.aside.say("")
        if sentence:
            self._column.addWidget(Text(sentence, "secondary", wrap=True))

    def _piece(self, advice: Advice) -> QFrame:
        piece = QFrame()
        line = QHBoxLayout(piece)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(10)
        edge = QFrame()
        edge.setFixedWidth(3)
        ink, _ = self._theme.severity(_SEVERITY[advice.indicator])
        edge.setStyleSheet(f"background: {ink.name()}; border: 0;")
        line.addWidget(edge)
        column = QVBoxLayout()
        column.setSpacing(3)
        shape = {"critical": "▲", "warning": "◆", "info": "■"}[advice.indicator.value]
        summary = Text(f"{shape} {advice.summary}", "strong", wrap=True)
        column.addWidget(summary)
        for said in (_inputs(advice), _evidence(advice)):
            if said:
                column.addWidget(Text(said, "small", elide=True))
        more = Text(self.tr("Why and what to do"), "link")
        more.clicked.connect(lambda: self._open_plan(advice.id))
        column.addWidget(more)
        line.addLayout(column, 1)
        piece.setAccessibleName(advice.summary)
        return piece


def _inputs(advice: Advice) -> str:
    """The first two inputs, each with its newest value and unit."""
    newest = {one.name: one for one in sorted(advice.inputs, key=lambda one: one.date)}
    order = list(dict.fromkeys(one.name for one in advice.inputs))[:2]
    return " · ".join(f"{name} {newest[name].value} {words.unit(newest[name].unit)}".strip() for name in order)


def _evidence(advice: Advice) -> str:
    """Grade, document and year."""
    if not advice.evidence:
        return ""
    one = advice.evidence[0]
    year = "" if str(one.year) in one.title else str(one.year)
    return " · ".join(part for part in (one.grade, one.title, year) if part)
