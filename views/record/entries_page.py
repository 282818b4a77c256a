"""The patient's own entries: a form, a file of a home monitor, their course with its home range, and their list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtWidgets import QComboBox, QFileDialog, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from views.record import entries_page_words as words
from views.record.course_chart import Course, CourseChart
from views.record.entries_page_form import EntryForm
from views.record.entries_page_list import EntriesTable
from views.record.words import OWN_MARK
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets import words as people
from views.widgets.charts import ChartData, ChartPoint
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Card, Tag, Text, row
from views.widgets.states import StateStack, translated_error
from views.widgets.theme import Severity
from workstation.domain.own_entry import EntriesReport, Measure, StoredEntry
from workstation.domain.patient import PatientBanner
from workstation.domain.trend import Standing, Trend, TrendKind
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

_KINDS = {Measure.PRESSURE: TrendKind.BP_HOME, Measure.PULSE: TrendKind.HEART_RATE, Measure.GLUCOSE: TrendKind.GLUCOSE,
          Measure.WEIGHT: TrendKind.WEIGHT, Measure.TEMPERATURE: TrendKind.TEMPERATURE,
          Measure.SATURATION: TrendKind.SPO2}
_SEVERITY = {Standing.HIGH: Severity.WARNING, Standing.LOW: Severity.WARNING, Standing.CRITICAL_HIGH: Severity.CRITICAL,
             Standing.CRITICAL_LOW: Severity.CRITICAL}


@dataclass(frozen=True, slots=True)
class _Loaded:
    """What the page shows, fetched in one thread; ``now`` is the clinic's clock."""

    listed: list[StoredEntry]
    trends: dict[TrendKind, Trend]
    drawings: dict[TrendKind, tuple[ChartData, Course | None]]
    now: datetime


def _drawing(trend: Trend) -> ChartData:
    """The course of a sign, each value judged as everywhere else in the chart."""
    points = tuple(ChartPoint(
        point.at.start.timestamp(), point.value, _SEVERITY.get(point.standing, Severity.NONE),
        f"{trend.shown(point)} {trend.unit}", people.day(point.at), point.source, point.lower)
        for point in trend.points)
    upper = trend.lower_band.high if trend.lower_band is not None else None
    band = None if trend.band is None else (trend.band.low if trend.lower_band is None else upper, trend.band.high)
    return ChartData(points, band)


class EntriesPage(Room):
    """Everything here was measured by the patient or a relative, and says so."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._loaded: _Loaded | None = None
        self._correcting: StoredEntry | None = None
        self.may_edit = context.clinic.may("entry.record")
        self.form = EntryForm()
        self.chart = CourseChart(context.theme, context.language)
        self.table = EntriesTable(context.theme, self.tr("The patient's own entries"), [
            self.tr("When"), self.tr("What"), self.tr("Value"), self.tr("Device"), self.tr("By"), self.tr("State")])
        self.table.selectionModel().currentRowChanged.connect(lambda *_: self._say_buttons())
        self.chart.picked.connect(lambda key: context.open("record", source=key))
        page = QWidget()
        page.setProperty("role", "room")
        self._lay_out(page)
        self.states = StateStack(context.theme, page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)

    def _lay_out(self, page: QWidget) -> None:
        grid = QGridLayout(page)
        grid.setContentsMargins(14, 12, 14, 14)
        grid.setSpacing(12)
        self.file = Button(self.tr("From a file"), self.ask_for_file)
        self.file.setVisible(self.may_edit)
        mark = Tag(self.context.theme, Severity.INFO, self.tr("Kept apart from the clinic's values"), OWN_MARK)
        head = row(Text(self.tr("The patient's own entries"), "large"), mark, 1, self.file, spacing=12)
        grid.addLayout(head, 0, 0, 1, 2)
        grid.addWidget(self._form_card(), 1, 0, 2, 1)
        grid.addWidget(self._chart_card(), 1, 1)
        grid.addWidget(self._list_card(), 2, 1)
        grid.setColumnMinimumWidth(0, 280)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(1, 4)
        grid.setRowStretch(2, 6)

    def _form_card(self) -> Card:
        self.entry_card = card = Card(self.tr("New entry"))
        card.setFixedWidth(290)
        card.body.addWidget(self.form)
        self._fault = Text("", "critical", wrap=True)
        self._fault.setVisible(False)
        card.body.addWidget(self._fault)
        self.save_button = Button(self.tr("Add"), self.save, role="main")
        self.back = Button(self.tr("Back"), self._start_new)
        self.back.setVisible(False)
        card.body.addSpacing(6)
        card.body.addLayout(row(self.back, 1, self.save_button))
        self.said = Text("", "secondary", wrap=True)
        card.body.addWidget(self.said)
        card.body.addStretch(1)
        for line in (self.form.value, self.form.time, self.form.device):
            line.returnPressed.connect(self.save)
        card.setVisible(self.may_edit)
        return card

    def _chart_card(self) -> Card:
        card = Card(self.tr("Course"))
        self.shown = QComboBox()
        self.shown.setAccessibleName(self.tr("Which course"))
        self.shown.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.shown.currentIndexChanged.connect(lambda _index: self._draw())
        card.head.addWidget(self.shown)
        self.chart.setAccessibleName(self.tr("Course"))
        card.body.addWidget(self.chart, 1)
        self.range = Text("", "small", wrap=True)
        card.body.addWidget(self.range)
        return card

    def _list_card(self) -> Card:
        card = Card()
        card.body.setContentsMargins(1, 6, 1, 10)
        card.body.addWidget(self.table, 1)
        self.correct_button = Button(self.tr("Correct"), self.correct)
        self.withdraw_button = Button(self.tr("Entered in error"), self.ask_to_withdraw)
        self.source_button = Button(self.tr("Open the source"), self._open_source)
        buttons = row(1, self.source_button, self.correct_button, self.withdraw_button)
        buttons.setContentsMargins(12, 4, 12, 0)
        card.body.addLayout(buttons)
        return card

    # --- showing -------------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self.states.show_busy(self.tr("Reading the entries"))
        self._load()

    def refresh(self) -> None:
        """An entry that is being typed stays."""
        if not self.form.value.text() and self._correcting is None:
            self._load()

    def _load(self) -> None:
        clinic, banner = self.context.clinic, self.patient
        if banner is None:
            return

        def read(_progress: Progress) -> _Loaded:
            from workstation.services import clinic_time, own_entries, vitals

            trends = {one.kind: one for one in vitals.trends(clinic, banner.row.id) if one.own and one.points}
            drawings = {kind: (data, Course.of(data)) for kind, data in
                        ((kind, _drawing(trend)) for kind, trend in trends.items())}
            now = clinic_time.of(clinic).shown(datetime.now(UTC))
            return _Loaded(own_entries.listed(clinic, banner.row.id), trends, drawings, now)

        self.context.tasks.run(read, self._show, label=self.tr("Reading the entries"), scope=self,
                               failed=lambda error: self.states.show_error(error, self._load))

    def _show(self, loaded: _Loaded) -> None:
        self._loaded = loaded
        self.table.entries.show(loaded.listed)
        chosen = self.shown.currentData()
        self.shown.blockSignals(True)
        self.shown.clear()
        for measure, kind in _KINDS.items():
            if kind in loaded.trends:
                self.shown.addItem(words.measure(measure), kind)
        self.shown.setCurrentIndex(max(0, self.shown.findData(chosen)))
        self.shown.setVisible(self.shown.count() > 0)
        self.shown.blockSignals(False)
        if self._correcting is None:
            self._start_new()
        self._say_buttons()
        self._draw()
        self.states.show_content()

    def _draw(self) -> None:
        loaded, kind = self._loaded, self.shown.currentData()
        if loaded is None or kind not in loaded.trends:
            self.chart.show_course(ChartData(empty=self.tr(
                "Nothing entered yet. Type a value at the left, or take in the file of a home monitor.")), None)
            self.range.say("")
            return
        data, course = loaded.drawings[kind]
        self.chart.show_course(data, course)
        first, last = data.points[0].time, data.points[-1].time
        space = max(43_200.0, (last - first) * 0.03)
        self.chart.show_view(first - space, last + space)
        self.range.say(self._range_words(loaded.trends[kind]))

    def _range_words(self, trend: Trend) -> str:
        if trend.kind is not TrendKind.BP_HOME:
            return "" if trend.band is not None else self.tr(
                "No range for home measurements has a source here: the values are shown, not judged.")
        if trend.band is None or trend.lower_band is None:
            return self.tr("The home range is for adults; these values are not judged.")
        said = self.tr("Hypertension at home from {high}/{low} mmHg on (mean of readings; {source})")
        return said.format(high=f"{trend.band.high:g}", low=f"{trend.lower_band.high:g}", source=trend.band.source)

    def _say_buttons(self) -> None:
        one = self.table.chosen()
        for button in (self.correct_button, self.withdraw_button):
            button.setVisible(self.may_edit)
            button.setEnabled(one is not None and not one.withdrawn)
        self.source_button.setEnabled(one is not None)

    def _open_source(self) -> None:
        one = self.table.chosen()
        if one is not None:
            self.context.open("record", source=one.key)

    # --- entering ------------------------------------------------------------------------------------------------

    def _start_new(self) -> None:
        self._correcting = None
        if self._loaded is not None:
            self.form.start(self._loaded.now)
        self._say_form(self.tr("New entry"), self.tr("Add"))

    def correct(self) -> None:
        """Puts the chosen entry into the form."""
        one = self.table.chosen()
        if one is not None and self._loaded is not None and not one.withdrawn:
            self._correcting = one
            self.form.correct(one, self._loaded.now)
            self._say_form(self.tr("Correct the entry"), self.tr("Save"))
            self.form.value.setFocus()

    def _say_form(self, title: str, save: str) -> None:
        self.entry_card.title.say(title)
        self.save_button.setText(save)
        self.save_button.setAccessibleName(save)
        self.back.setVisible(self._correcting is not None)
        self._say_fault("")

    def save(self) -> None:
        """Stores what was typed, or says beside the form why it can't be."""
        moment, banner, clinic, correcting = self.form.moment(), self.patient, self.context.clinic, self._correcting
        if banner is None or not self.may_edit:
            return
        if moment is None:
            self._say_fault(self.tr("The time is written like 08:30."))
            return
        draft = self.form.entry("")

        def store(_progress: Progress) -> None:
            from dataclasses import replace

            from workstation.services import clinic_time, own_entries

            entry = replace(draft, at=clinic_time.of(clinic).moment(*moment).isoformat(timespec="seconds"))
            if correcting is None:
                own_entries.add(clinic, banner.row.id, [entry])
            else:
                own_entries.amend(clinic, banner.row.id, correcting, entry)

        def stored(_none: None) -> None:
            self._correcting = None
            self.said.say("")
            self.context.notify(self.tr("The entry is saved."), Severity.FINE)
            self._load()
            self.written.emit()
            self.form.value.setFocus()

        self.context.tasks.run(store, stored, label=self.tr("Saving the entry"), scope=self, failed=self._failed)

    def _failed(self, error: ConsiliaError) -> None:
        self._say_fault(translated_error(error)[0])

    def _say_fault(self, fault: str) -> None:
        self._fault.say(f"▲ {fault}" if fault else "")
        self._fault.setVisible(bool(fault))

    # --- files ---------------------------------------------------------------------------------------------------

    def ask_for_file(self) -> None:
        """Asks for the CSV of a home monitor."""
        name, _ = QFileDialog.getOpenFileName(self, self.tr("File of a home monitor"), "", "CSV (*.csv *.txt *.tsv)")
        if name:
            self.take_file(Path(name))

    def take_file(self, path: Path) -> None:
        """Takes a file in and says what became of its lines."""
        banner, clinic = self.patient, self.context.clinic
        if banner is None:
            return

        def take(_progress: Progress) -> EntriesReport:
            from workstation.services import own_entries

            return own_entries.import_file(clinic, banner.row.id, path)

        def taken(report: EntriesReport) -> None:
            said = self.tr("{stored} stored, {known} known already, {refused} refused").format(
                stored=report.stored, known=report.known, refused=len(report.refused))
            lines = [self.tr("Line {number}: {reason}").format(number=one.line, reason=one.reason)
                     for one in report.refused[:5]]
            more = len(report.refused) - len(lines)
            if more > 0:
                lines.append(self.tr("and {count} more").format(count=more))
            self.said.say("\n".join([said, *lines]))
            self._load()
            self.written.emit()

        self.context.tasks.run(take, taken, label=self.tr("Reading the file"), scope=self, failed=self._failed)

    # --- taking back ---------------------------------------------------------------------------------------------

    def ask_to_withdraw(self) -> Dialog | None:
        """Asks first: names the entry, wants a reason, and never defaults to yes."""
        one = self.table.chosen()
        if one is None or one.withdrawn:
            return None
        dialog = Dialog(self, self.context.theme, self.tr("Entered in error?"))
        dialog.page.addWidget(Text(self.tr("Entered in error?"), "title"))
        who = people.name(self.patient.row.name) if self.patient else ""
        said = self.tr("{patient}: {what} {value}, {when}. It stays in the list, crossed out, and counts nowhere.")
        dialog.page.addWidget(Text(said.format(
            patient=who, what=words.measure(one.entry.measure), value=one.entry.shown(), when=words.when(one.entry)),
            wrap=True))
        reason = QLineEdit()
        reason.setMinimumWidth(420)
        reason.setMinimumHeight(32)
        reason.setPlaceholderText(self.tr("Reason, such as: somebody else's reading"))
        reason.setAccessibleName(self.tr("Reason"))
        dialog.page.addWidget(reason)
        keep, away = Button(self.tr("Keep it"), dialog.reject), Button(self.tr("Entered in error"), role="danger")
        away.setEnabled(False)
        away.setAutoDefault(False)
        keep.setDefault(True)
        reason.textChanged.connect(lambda text: away.setEnabled(bool(text.strip())))
        away.clicked.connect(lambda *_: (dialog.accept(), self._withdraw(one, reason.text())))
        dialog.page.addLayout(row(1, keep, away))
        dialog.open()
        reason.setFocus()
        return dialog

    def _withdraw(self, one: StoredEntry, reason: str) -> None:
        banner, clinic = self.patient, self.context.clinic
        if banner is None:
            return

        def take_back(_progress: Progress) -> None:
            from workstation.services import own_entries

            own_entries.withdraw(clinic, banner.row.id, one, reason)

        def taken_back(_none: None) -> None:
            self._load()
            self.written.emit()

        self.context.tasks.run(take_back, taken_back, label=self.tr("Saving the entry"), scope=self,
                               failed=self._failed)

    # --- the record's side ---------------------------------------------------------------------------------------

    def clear(self) -> None:
        super().clear()
        self._loaded = self._correcting = None
        self.table.entries.show([])
        self.chart.show_course(ChartData(), None)
        self.shown.clear()
        self.range.say("")
        self.said.say("")
        self.form.value.setText("")
        self.form.device.setText("")
        self._say_fault("")

    def first_focus(self) -> QWidget:
        return self.form.value if self.may_edit else self.table

    def actions(self) -> list[RoomAction]:
        if not self.may_edit:
            return []
        return [RoomAction(self.tr("Enter a value that the patient measured"), self.form.value.setFocus),
                RoomAction(self.tr("Take in the file of a home monitor"), self.ask_for_file),
                RoomAction(self.tr("Correct the chosen entry"), self.correct),
                RoomAction(self.tr("Say that the chosen entry was made in error"), self.ask_to_withdraw)]
