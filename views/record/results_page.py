"""Results: every analyte with its newest value, and the course of the chosen one across LOINC codes and units."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from views.record import results_page_curve as curve
from views.record.checkup_save import ask_and_save
from views.record.course_chart import FEW
from views.record.results_page_detail import ResultDetail
from views.record.results_page_table import (
    ANALYTE,
    CHANGE,
    COURSE,
    DATE,
    FLAG,
    HEAD,
    LATEST,
    LINE,
    RANGE,
    AnalyteCell,
    AnalyteModel,
    Head,
    Row,
    date_width,
    flag_width,
    row_of,
    rows_of,
)
from views.record.tables import filter_by_key, quiet_table
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.kit import Button, Card, Text, row
from views.widgets.states import StateStack
from views.widgets.theme import Severity
from workstation.domain.patient import PatientBanner
from workstation.domain.results import AnalyteResults
from workstation.services.progress import Progress

_WIDTHS = ((LATEST, 100), (CHANGE, 54), (RANGE, 78), (COURSE, 60))
_NARROWEST_FLAG = 76


class ResultsPage(Room):
    """At the left the analytes under their panels, at the right the one that is chosen."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._wanted = ""
        self.model = AnalyteModel([self.tr("Analyte"), self.tr("Latest"), self.tr("Flag"), self.tr("Change"),
                                   self.tr("Range"), self.tr("Date"), self.tr("Course")])
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter"))
        self.field.setAccessibleName(self.tr("Filter the analytes by name, code or unit"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(200)
        self.field.textChanged.connect(lambda _text: self._filter())
        self.field.installEventFilter(self)
        self.only_out = Button(self.tr("Out of range only"), self._filter, checkable=True)
        self.count = Text("", "secondary")
        self.copy_button = Button(self.tr("Copy as CSV"), self.copy_all)
        self.checkup = Button(self.tr("Check-up report"), lambda: ask_and_save(self))
        self._may_print = context.clinic.may("report.print")
        if not self._may_print:
            self.checkup.hide()
        self.table = self._table()
        self.detail = ResultDetail(context.theme, context.language, self.open_source)
        self.detail.unit_asked.connect(self._show_in)
        self.detail.table.installEventFilter(self)
        self._lay_out()

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(1, 4, 1, 6)
        card.body.addWidget(self.table)
        both = QWidget()
        side_by_side = QHBoxLayout(both)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(12)
        side_by_side.addWidget(card, 57)
        side_by_side.addWidget(self.detail, 43)
        self.detail.setMinimumWidth(440)
        self.states = StateStack(self.context.theme, both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 14)
        outer.setSpacing(10)
        outer.addLayout(row(Text(self.tr("Results"), "large"), self.field, self.only_out, self.count, 1,
                            self.checkup, self.copy_button, spacing=12))
        outer.addWidget(self.states, 1)

    def _table(self) -> QTableView:
        self._cell = AnalyteCell(self.context.theme, self.model)
        table = quiet_table(self.model, self._cell, self.tr("Analytes"))
        table.verticalHeader().setDefaultSectionSize(LINE)
        head = table.horizontalHeader()
        head.setMinimumSectionSize(36)
        head.setSectionResizeMode(ANALYTE, QHeaderView.ResizeMode.Stretch)
        for column, width in _WIDTHS:
            table.setColumnWidth(column, width)
        table.setColumnWidth(DATE, date_width() + 16)
        table.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now.row()))
        table.activated.connect(lambda _index: self.detail.table.setFocus())
        table.installEventFilter(self)
        return table

    # --- the patient -------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self._load(banner)

    def clear(self) -> None:
        super().clear()
        self._wanted = ""
        self.field.clear()
        self.only_out.setChecked(False)
        self.model.show(())
        self.detail.empty()
        self.count.say("")
        self.states.show_content()

    def _load(self, banner: PatientBanner) -> None:
        clinic, patient, language = self.context.clinic, banner.row.id, self.context.language

        def work(_progress: Progress) -> list[tuple[str, list[Row]]]:
            from workstation.services import results

            return rows_of(results.by_analyte(clinic, patient), language)

        self.context.tasks.run(work, self._show, label=self.tr("Reading the results"), scope=self,
                               failed=lambda error: self.states.show_error(error, lambda: self._load(banner)))

    def _show(self, panels: list[tuple[str, list[Row]]]) -> None:
        self.model.show(panels)
        flags = flag_width(one.flag for _, rows in panels for one in rows)
        self.table.setColumnWidth(FLAG, max(_NARROWEST_FLAG, flags))
        if panels:
            self.states.show_content()
        else:
            self.states.show_empty("record", self.tr("No results recorded"),
                                   self.tr("Laboratory results come with imported records (Ctrl+O)."))
        self._arranged()
        if self._wanted:                # asked for before the results were there
            self.show_target(analyte=self._wanted)
            self._wanted = ""
        if self.field.hasFocus() and not self.field.text():
            self.table.setFocus()

    def _arranged(self) -> None:
        """After the lines changed: heads span the table, the count is said, the first analyte is chosen."""
        self.table.clearSpans()
        for place, held in enumerate(self.model.shown):
            if isinstance(held, Head):
                self.table.setSpan(place, 0, 1, self.model.columnCount())
                self.table.setRowHeight(place, HEAD)
            elif held.is_words:
                self.table.setSpan(place, LATEST, 1, RANGE - LATEST)
        fit, everything = len(self.model.lines), self.model.everything
        self.count.say("" if not everything else self.tr("{count} analytes").format(count=fit) if fit == everything else
                       self.tr("{count} of {all} analytes").format(count=fit, all=everything))
        self.copy_button.setEnabled(bool(fit))
        first = next((place for place, held in enumerate(self.model.shown) if isinstance(held, Row)), -1)
        if first < 0:
            self.detail.empty()
            return
        kept = self.model.place_of(self.detail.line.id) if self.detail.line else -1
        self.table.selectRow(kept if kept >= 0 else first)
        if kept < 0:
            self.table.scrollToTop()

    # --- what a person does ------------------------------------------------------------------------------------

    def _filter(self) -> None:
        self.model.filter(self.field.text(), self.only_out.isChecked())
        self._arranged()

    def _choose(self, place: int) -> None:
        chosen = self.model.row(place)
        if chosen is not None:
            self._draw(chosen.line)

    def _draw(self, line: AnalyteResults) -> None:
        """A short line is drawn at once, a long one is made ready in a thread."""
        if len(line.values) <= FEW:
            self.detail.show_line(line, curve.drawing(line))
            return

        def ready(made: curve.Drawing) -> None:
            current = self.model.row(self.table.currentIndex().row())
            if current is not None and current.line is line:
                self.detail.show_line(line, made)

        self.context.tasks.run(lambda _progress: curve.drawing(line), ready, scope=self,
                               label=self.tr("Drawing the curve"))

    def _show_in(self, unit: str) -> None:
        """The chosen analyte in another unit, in the table too."""
        line, language = self.detail.line, self.context.language
        if line is None or unit == line.unit:
            return

        def work(_progress: Progress) -> tuple[Row, curve.Drawing]:
            from workstation.services import results

            shown = results.in_unit(line, unit)
            return row_of(shown, language), curve.drawing(shown)

        def show(made: tuple[Row, curve.Drawing]) -> None:
            if self.detail.line is line:
                self.model.change_line(made[0])
                self.detail.show_line(made[0].line, made[1])

        self.context.tasks.run(work, show, label=self.tr("Converting"), scope=self)

    def copy_all(self) -> None:
        """Copies every value of the analytes that the table shows."""
        self._copy(self.model.lines)

    def copy_chosen(self) -> None:
        """Copies every value of the chosen analyte."""
        self._copy([self.detail.line] if self.detail.line else [])

    def _copy(self, lines: list[AnalyteResults]) -> None:
        clinic, banner = self.context.clinic, self.patient
        if banner is None or not lines:
            return

        def work(_progress: Progress) -> str:
            from workstation.services import results_csv

            return results_csv.copy(clinic, banner.row.id, lines)

        def keep(text: str) -> None:
            QGuiApplication.clipboard().setText(text)
            count = sum(len(line.values) for line in lines)
            self.context.notify(self.tr("{count} values copied as CSV").format(count=f"{count:,}"), Severity.FINE)

        self.context.tasks.run(work, keep, label=self.tr("Copying results"), scope=self)

    def open_source(self, key: str) -> None:
        """Shows the original record of a value."""
        if key:
            self.context.open("record", source=key)

    def show_target(self, **target: str) -> None:
        """``analyte=`` chooses a line by the analyte's id or a LOINC code."""
        self._wanted = target.get("analyte", "")
        place = self.model.place_of(self._wanted)
        if place >= 0:
            self._wanted = ""
            self.table.selectRow(place)

    def first_focus(self) -> QWidget:
        return self.table

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing in the list filters it; Esc clears the filter or leads back; Ctrl+C copies; Down leaves the filter."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        if event.matches(QKeySequence.StandardKey.Copy) and watched is not self.field:
            self.copy_chosen()
            return True
        if event.key() == Qt.Key.Key_Escape and watched is self.detail.table:
            self.table.setFocus()
            return True
        return filter_by_key(self.field, self.table, watched, event) or super().eventFilter(watched, event)

    def actions(self) -> list[RoomAction]:
        return [
            RoomAction(self.tr("Filter the analytes"), self.field.setFocus),
            RoomAction(self.tr("Results out of range only"), self.only_out.click),
            RoomAction(self.tr("Go to the curve"), self.chart_focus),
            RoomAction(self.tr("Go to the values"), self.detail.table.setFocus),
            RoomAction(self.tr("Show in the next unit"), self.detail.next_unit),
            RoomAction(self.tr("Copy this analyte as CSV"), self.copy_chosen),
            RoomAction(self.tr("Copy all results shown as CSV"), self.copy_all),
            *([RoomAction(self.tr("Save the check-up report as PDF"), lambda: ask_and_save(self))]
              if self._may_print else []),
        ]

    def chart_focus(self) -> None:
        """The keys go to the curve: arrows step from value to value."""
        self.detail.chart.setFocus()
