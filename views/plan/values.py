"""The values a card rests on: name, value, unit, time, and the way to the record each came from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from views.plan import words
from views.widgets.kit import Hairline, Text
from workstation.domain.card import CardInput

_FIRST = 8                        # values of the record shown at once; the rest on request


class ValuesTable(QWidget):
    """Computed values first, then those of the record with a link each, the newest first."""

    def __init__(self, inputs: Sequence[CardInput], open_source: Callable[[str], object]) -> None:
        super().__init__()
        self._open_source = open_source
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(14)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(0, 1)
        self._line = 0
        self._heads()
        computed = [given for given in inputs if not given.source]
        recorded = sorted((given for given in inputs if given.source), key=_newest, reverse=True)
        for given in computed:
            self._add(given)
        if computed and recorded:
            self._rule()
        for given in recorded[:_FIRST]:
            self._add(given)
        self._rest = recorded[_FIRST:]
        if self._rest:
            more = Text(words.translate("plan", "Show {count} more values").format(count=len(self._rest)), "link")
            more.clicked.connect(lambda: self._show_rest(more))
            self._grid.addWidget(more, self._line, 0, 1, 5, Qt.AlignmentFlag.AlignLeft)

    def _heads(self) -> None:
        heads = (
            words.translate("plan", "Value"), "", words.translate("plan", "Unit"), words.translate("plan", "When"),
            words.translate("plan", "From"),
        )
        for column, head in enumerate(heads):
            self._grid.addWidget(Text(head, "small"), self._line, column)
        self._line += 1
        self._rule()

    def _rule(self) -> None:
        self._grid.addWidget(Hairline(), self._line, 0, 1, 5)
        self._line += 1

    def _add(self, given: CardInput) -> None:
        number = Text(words.value(given.value), "strong", align=Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(Text(given.name, "body" if given.source else "strong"), self._line, 0)
        self._grid.addWidget(number, self._line, 1)
        self._grid.addWidget(Text(words.unit(given.unit), "secondary"), self._line, 2)
        self._grid.addWidget(Text(words.moment(given.date), "secondary"), self._line, 3)
        self._grid.addWidget(self._origin(given), self._line, 4)
        self._line += 1

    def _origin(self, given: CardInput) -> Text:
        if not given.source:
            return Text(words.translate("plan", "computed"), "small")
        link = Text(words.translate("plan", "Record"), "link")
        link.setAccessibleName(words.translate("plan", "Opens {source}").format(source=given.source))
        link.clicked.connect(lambda: self._open_source(given.source))
        return link

    def _show_rest(self, more: Text) -> None:
        self._grid.removeWidget(more)
        more.deleteLater()
        rest, self._rest = self._rest, []
        for given in rest:
            self._add(given)


def _newest(given: CardInput) -> tuple[str, str]:
    """Sorts by time; values of one record, such as both pressures of a reading, stay together."""
    return given.date, given.source
