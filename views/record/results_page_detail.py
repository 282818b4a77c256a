"""The pane at the right of the results: one analyte's newest value, its units, its curve and every value below."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QTableView, QVBoxLayout, QWidget

from views.record import results_page_curve as curve
from views.record import results_page_words as said
from views.record import words
from views.record.course_chart import CourseChart
from views.record.results_page_table import date_width, flag_width
from views.record.results_page_values import CHANGE, DATE, FLAG, LINE, RECORDED, VALUE, ValueCell, ValuesModel
from views.record.tables import quiet_table
from views.widgets.charts import ChartData
from views.widgets.kit import Button, Card, Tag, Text, row
from views.widgets.theme import Severity, Theme
from workstation.domain.results import AnalyteResults

_EDGE = 14
_LOOKED_AT = 200                   # values whose flags set the width of their column


class ResultDetail(Card):
    """Shows one analyte. A click or Enter on a point or a value opens its source."""

    unit_asked = Signal(str)

    def __init__(self, theme: Theme, language: str, open_source: Callable[[str], object]) -> None:
        super().__init__()
        self._language = language
        self.line: AnalyteResults | None = None
        self.name = Text("", "title", elide=True)
        self.value = Text("", "large")
        self.unit = Text("", "secondary")
        self.flag = Tag(theme, Severity.NONE, "")
        self.change = Text("", "small", elide=True)
        self.note = Text("", "small", wrap=True)
        self.units = QWidget()
        self._unit_row = QHBoxLayout(self.units)
        self._unit_row.setContentsMargins(0, 0, 0, 0)
        self._unit_row.setSpacing(6)
        self.chart = CourseChart(theme, language)
        self.chart.setMinimumHeight(170)
        self.chart.picked.connect(open_source)
        self.legend = curve.Legend(theme)
        self.converted = Text("", "small", elide=True)
        self.left_out = Text("", "small", wrap=True)
        self.model = ValuesModel([self.tr("Date"), self.tr("Value"), self.tr("Flag"), self.tr("Change"),
                                  self.tr("As recorded")])
        self.table = self._table(theme, open_source)
        self._lay_out()
        self.empty()

    def _table(self, theme: Theme, open_source: Callable[[str], object]) -> QTableView:
        self._cell = ValueCell(theme, self.model)
        table = quiet_table(self.model, self._cell, self.tr("All values"))
        table.verticalHeader().setDefaultSectionSize(LINE)
        head = table.horizontalHeader()
        head.setSectionResizeMode(RECORDED, QHeaderView.ResizeMode.Stretch)
        for column, width in ((VALUE, 78), (FLAG, 84), (CHANGE, 92)):
            table.setColumnWidth(column, width)
        table.setColumnWidth(DATE, date_width() + 22)
        table.clicked.connect(lambda index: open_source(self.model.values[index.row()].event.source))
        table.activated.connect(lambda index: open_source(self.model.values[index.row()].event.source))
        return table

    def _lay_out(self) -> None:
        top = QWidget()
        inner = QVBoxLayout(top)
        inner.setContentsMargins(_EDGE, 0, _EDGE, 0)
        inner.setSpacing(4)
        first = row(spacing=8)
        first.addWidget(self.name, 1)
        first.addWidget(self.units)
        inner.addLayout(first)
        second = row(self.value, self.unit, self.flag, spacing=8)
        second.addWidget(self.change, 1)
        inner.addLayout(second)
        inner.addWidget(self.note)
        inner.addWidget(self.chart, 1)
        inner.addWidget(self.legend)
        inner.addWidget(self.converted)
        inner.addWidget(self.left_out)
        self.body.setContentsMargins(1, 12, 1, 6)
        self.body.setSpacing(8)
        self.body.addWidget(top, 5)
        self.body.addWidget(self.table, 6)

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_line(self, line: AnalyteResults, made: curve.Drawing) -> None:
        """Shows an analyte with its curve (``results_page_curve.drawing`` of the same line)."""
        newest, self.line = line.latest, line
        self.name.say(said.name(line, self._language))
        self.value.say(newest.shown if newest.exact is not None or len(newest.shown) < 24 else "")
        self.unit.say(words.unit(line.unit if newest.exact is not None else newest.event.unit))
        flag = said.flag(newest)
        self.flag.setVisible(flag is not None)
        if flag is not None:
            self.flag.set(*flag)
        day = " ".join(part for part in said.moment(newest.event.start) if part)
        self.change.say(" · ".join(part for part in (day, said.change(newest.delta)) if part))
        self._say(self.note, said.note(line, self._language))
        self._say(self.left_out, made.left_out)
        self._say(self.converted, made.conversions)
        self._offer_units(line)
        self.chart.setVisible(bool(made.data.points))
        self.chart.show_course(made.data, made.course)
        self.chart.show_view(*curve.view(made.data))
        self.chart.setAccessibleName(self.tr("Curve of {name}").format(name=said.name(line, self._language)))
        self.legend.show_origins(made.origins)
        self.model.show(line)
        self.table.setColumnWidth(FLAG, max(84, flag_width(said.flag(value) for value in line.values[:_LOOKED_AT])))
        self.table.scrollToTop()

    def empty(self) -> None:
        """Forgets everything."""
        self.line = None
        for label in (self.name, self.value, self.unit, self.change):
            label.say("")
        for label in (self.note, self.converted, self.left_out):
            self._say(label, "")
        self.flag.hide()
        self.chart.show_course(ChartData(), None)
        self.chart.hide()
        self.legend.show_origins(())
        self._clear_units()
        self.model.show(None)

    def next_unit(self) -> None:
        """Asks for the next of the analyte's units."""
        if self.line is not None and len(self.line.choices) > 1:
            choices = self.line.choices
            self.unit_asked.emit(choices[(choices.index(self.line.unit) + 1) % len(choices)])

    def _offer_units(self, line: AnalyteResults) -> None:
        self._clear_units()
        for unit in line.choices if len(line.choices) > 1 else ():
            button = Button(words.unit(unit) or self.tr("no unit"), lambda unit=unit: self.unit_asked.emit(unit),
                            checkable=True)
            button.setChecked(unit == line.unit)
            button.setAccessibleName(self.tr("Show in {unit}").format(unit=words.unit(unit)))
            self._unit_row.addWidget(button)

    def _clear_units(self) -> None:
        while (item := self._unit_row.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    @staticmethod
    def _say(label: Text, text: str) -> None:
        label.say(text)
        label.setVisible(bool(text))
