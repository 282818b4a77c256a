"""One card in full: what, why, what speaks for and against it, the row that fired, and every value with its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from views.plan import words
from views.plan.values import ValuesTable
from views.widgets.kit import Button, Hairline, Tag, Text, empty_layout, row
from views.widgets.theme import Theme
from views.widgets.turns import next_turn
from workstation.domain.card import Card as Advice
from workstation.domain.card import CardState, Evidence

translate = words.translate


@dataclass(frozen=True, slots=True)
class Doings:
    """What can be done with a card. ``permitted`` is False where this user only reads."""

    accept: Callable[[], object]
    set_aside: Callable[[], object]
    reopen: Callable[[], object]
    open_source: Callable[[str], object]
    permitted: bool


class Detail(QFrame):
    """The surface at the right."""

    def __init__(self, theme: Theme, doings: Doings) -> None:
        super().__init__()
        self.setProperty("role", "card")
        self._theme = theme
        self._doings = doings
        self._coming: Advice | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, 1, 1, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setAccessibleName(translate("plan", "The chosen advice"))
        page = QWidget()
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(8)
        scroll.setWidget(page)
        outer.addWidget(scroll)
        self._scroll = scroll

    def clear(self) -> None:
        """Shows nothing of any patient."""
        self._coming = None
        empty_layout(self._column)

    def coming(self) -> bool:
        """Whether the values and reasons are still to be shown."""
        return self._coming is not None

    def show_advice(self, advice: Advice) -> None:
        """Shows one card from its top; what it rests on comes a turn later, so that keys are answered in between."""
        self.clear()
        self._head(advice)
        self._actions(advice)
        self._column.addStretch(1)
        self._coming = advice
        next_turn(self, lambda: self._show_rest(advice))

    def _show_rest(self, advice: Advice) -> None:
        if self._coming is not advice:
            return
        self._coming = None
        self._column.takeAt(self._column.count() - 1)          # the stretch that held the head up
        self._column.addSpacing(4)
        self._column.addWidget(Hairline())
        self._column.addSpacing(4)
        sides = QHBoxLayout()
        sides.setSpacing(28)
        sides.addLayout(self._values(advice), 5)
        sides.addLayout(self._reasons(advice), 4)
        self._column.addLayout(sides)
        self._column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)

    def _head(self, advice: Advice) -> None:
        tag = Tag(self._theme, words.severity(advice), words.severity_word(advice), words.shape(advice))
        origin = f"{advice.plugin} {advice.plugin_version}".strip()
        rule = translate("plan", "row {row}").format(row=advice.rule_row) if advice.rule_row != "none" else ""
        aside = Text("  ·  ".join(part for part in (origin, rule) if part), "small")
        self._column.addLayout(row(tag, 1, aside))
        self._column.addWidget(Text(advice.summary, "large", wrap=True))
        self._column.addWidget(Text(advice.detail, wrap=True))

    def _actions(self, advice: Advice) -> None:
        if advice.suggestions:
            self._column.addSpacing(2)
            lead = Text(translate("plan", "To do"), "small")
            self._column.addLayout(row(lead, Text("  ·  ".join(advice.suggestions), "strong"), 1))
        if advice.state is not CardState.OPEN:
            self._decided(advice)
            return
        if not self._doings.permitted:
            note = translate("plan", "Your role reads advice and does not decide on it.")
            self._column.addWidget(Text(note, "small"))
            return
        buttons: list[QWidget | int] = []
        if not advice.could_not_check:
            buttons.append(Button(translate("plan", "Accept"), self._doings.accept, key="A", role="main"))
        buttons += [Button(translate("plan", "Set aside"), self._doings.set_aside, key="X"), 1]
        self._column.addSpacing(4)
        self._column.addLayout(row(*buttons))

    def _decided(self, advice: Advice) -> None:
        self._column.addSpacing(4)
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(Text(words.decided_line(advice), "strong"))
        why = words.decided_why(advice)
        if why:
            column.addWidget(Text(why, "secondary", wrap=True))
        line = QHBoxLayout()
        line.addLayout(column, 1)
        if self._doings.permitted:
            line.addWidget(Button(translate("plan", "Reopen"), self._doings.reopen, key="U"))
        self._column.addLayout(line)

    def _values(self, advice: Advice) -> QVBoxLayout:
        column = _column()
        column.addWidget(Text(translate("plan", "Rests on"), "title"))
        if advice.inputs:
            column.addWidget(ValuesTable(advice.inputs, self._doings.open_source))
        else:
            column.addWidget(Text(translate("plan", "No value of the record could be used."), "secondary", wrap=True))
        column.addStretch(1)
        return column

    def _reasons(self, advice: Advice) -> QVBoxLayout:
        column = _column()
        _lines(column, translate("plan", "Needs"), advice.missing, "○")
        _lines(column, translate("plan", "Speaks for it"), advice.arguments_for, "+")
        _lines(column, translate("plan", "Speaks against it"), advice.arguments_against, "–")
        if advice.evidence:
            column.addWidget(Text(translate("plan", "Evidence"), "title"))
            for title in dict.fromkeys(source.title for source in advice.evidence):
                column.addLayout(_document([source for source in advice.evidence if source.title == title]))
        column.addStretch(1)
        return column


def _column() -> QVBoxLayout:
    column = QVBoxLayout()
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    return column


def _lines(column: QVBoxLayout, title: str, lines: Sequence[str], mark: str) -> None:
    """A titled list; nothing at all where there is nothing to say."""
    if not lines:
        return
    column.addWidget(Text(title, "title"))
    for line in lines:
        sign = Text(mark, "secondary", align=Qt.AlignmentFlag.AlignHCenter)
        sign.setFixedWidth(14)
        beside = QHBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        beside.addWidget(Text(line, wrap=True), 1)
        column.addLayout(beside)
    column.addSpacing(8)


def _document(sources: Sequence[Evidence]) -> QVBoxLayout:
    """One document: each section that is used with its grade, then the citation once."""
    column = QVBoxLayout()
    column.setSpacing(2)
    for source in sources:
        column.addWidget(Text(source.section, wrap=True))
        column.addWidget(Text(translate("plan", "Grade: {grade}").format(grade=source.grade), "strong", wrap=True))
        column.addSpacing(4)
    column.addWidget(Text(sources[0].title, "small", wrap=True))
    if sources[0].url:
        address = Text(sources[0].url, "small", elide=True)
        address.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(address)
    column.addSpacing(8)
    return column
