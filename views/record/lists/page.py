"""The list page that every list of the chart is: a filter, a table under headings, and the detail at its right."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QHeaderView, QLineEdit, QTableView, QVBoxLayout, QWidget

from views.record import words
from views.record.lists.delegate import LOW, TALL, ListCell
from views.record.lists.detail import DetailPane
from views.record.lists.labels import label
from views.record.lists.model import ListModel
from views.record.lists.saying import Line, Row, detail, moment, newest_first, row_of
from views.record.lists.spec import Badge, ListSpec
from views.record.tables import filter_by_key, quiet_table
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.kit import Button, Card, Tag, Text, row
from views.widgets.states import StateStack
from views.widgets.theme import Severity
from views.widgets.turns import next_turn
from workstation.domain.chart_list import Entry
from workstation.domain.patient import PatientBanner
from workstation.domain.timeline import TimelineEvent
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

_NAME = 160                        # pixels that a column of names should have
_LEAST_SHARE = 0.6
_PAUSE_MS = 160                    # so long a row is chosen before what happened in it is looked for


@dataclass(frozen=True, slots=True)
class _Listed:
    """What a thread made of the entries. ``tall``: some row has a second line."""

    rows: list[Row]
    notice: Badge | None
    tall: bool


class ListPage(Room):
    """One list of the chart. A subclass gives the spec; it may add buttons (``extra``) and fetch otherwise."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._coming = False                              # rows are there, their first one is chosen next
        self.spec = self.make_spec()
        self.model = ListModel(self.spec)
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Filter"))
        self.field.setAccessibleName(self.tr("Filter the list"))
        self.field.setClearButtonEnabled(True)
        self.field.setFixedWidth(240)
        self.field.textChanged.connect(self._filter)
        self.field.installEventFilter(self)
        self.count = Text("", "secondary")
        self.notice = Tag(context.theme, Severity.NONE, "")
        self.notice.hide()
        self.table = self._table()
        self.pane = DetailPane(context.theme, self.open_source, *self.pane_buttons())
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._look_within)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_columns()

    def _fit_columns(self) -> None:
        """Where names would be cut, the columns of words give way alike; dates and badges keep their room."""
        columns = self.spec.columns
        words = [column.width for column in columns if column.width and not (column.date or column.badge)]
        rigid = sum(column.width for column in columns if column.date or column.badge)
        names = _NAME * sum(not column.width for column in columns)
        room = self.table.viewport().width() - rigid - names
        share = min(1.0, max(_LEAST_SHARE, room / max(1, sum(words))))
        for place, column in enumerate(columns):
            if column.width and not (column.date or column.badge):
                self.table.setColumnWidth(place, round(column.width * share))

    def make_spec(self) -> ListSpec:
        """What makes this list unlike the others."""
        raise NotImplementedError

    def extra(self) -> list[Button]:
        """Buttons at the right of the head."""
        return []

    def pane_buttons(self) -> list[Button]:
        """Buttons at the left of the detail's foot."""
        return []

    def _lay_out(self) -> None:
        card = Card()
        card.body.setContentsMargins(1, 4, 1, 6)
        card.body.addWidget(self.table)
        both = QWidget()
        side_by_side = QHBoxLayout(both)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(12)
        side_by_side.addWidget(card, 64)
        side_by_side.addWidget(self.pane, 36)
        self.pane.setMinimumWidth(320)
        self.states = StateStack(self.context.theme, both)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 12, 14, 14)
        outer.setSpacing(10)
        outer.addLayout(row(Text(self.spec.title, "large"), self.field, self.count, self.notice, 1, *self.extra(),
                            spacing=12))
        outer.addWidget(self.states, 1)

    def _table(self) -> QTableView:
        self._cell = ListCell(self.context.theme, self.model, self.spec)
        table = quiet_table(self.model, self._cell, self.spec.title)
        head = table.horizontalHeader()
        head.setMinimumSectionSize(40)
        head.setSectionsClickable(True)
        head.setSortIndicatorShown(False)
        head.sectionClicked.connect(self._sort)
        for place, column in enumerate(self.spec.columns):
            stretch = QHeaderView.ResizeMode.Interactive if column.width else QHeaderView.ResizeMode.Stretch
            head.setSectionResizeMode(place, stretch)
            if column.width:
                table.setColumnWidth(place, column.width)
        table.selectionModel().currentRowChanged.connect(lambda now, _before: self._choose(now.row()))
        table.clicked.connect(lambda index: self._fold(index.row()))
        table.activated.connect(lambda index: self._open_line(index.row()))
        table.installEventFilter(self)
        return table

    # --- the patient -------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self._load(banner)

    def clear(self) -> None:
        super().clear()
        self._pause.stop()
        self._coming = False
        self.field.clear()
        self.model.show(())
        self.pane.empty()
        self.count.say("")
        self.notice.hide()
        self.states.show_content()

    def busy(self) -> bool:
        return super().busy() or self._coming or self._pause.isActive()

    def fetch(self, patient: str, progress: Progress) -> list[Entry]:
        """The entries, read in a thread."""
        from workstation.services import chart_lists

        return chart_lists.listing(self.context.clinic, patient, self.spec.kind, progress)

    def ordered(self, rows: list[Row]) -> list[Row]:
        """The rows, newest first, as the list shows them; called in a thread."""
        return rows

    def _load(self, banner: PatientBanner) -> None:
        patient = banner.row.id

        def work(progress: Progress) -> _Listed:
            entries = self.fetch(patient, progress)
            rows = self.ordered(newest_first((row_of(entry, self.spec) for entry in entries), self.spec))
            return _Listed(rows, self.spec.notice(banner, entries), any(any(one.below) for one in rows))

        self.context.tasks.run(
            work, self._show, label=self.tr("Reading the list"), scope=self,
            failed=lambda error: self._failed(error, banner))

    def _failed(self, error: ConsiliaError, banner: PatientBanner) -> None:
        self.states.show_error(error, lambda: self._load(banner))

    def _show(self, listed: _Listed) -> None:
        self.notice.setVisible(listed.notice is not None)
        if listed.notice is not None:
            self.notice.set(*listed.notice)
        self.model.show(listed.rows)
        self.table.verticalHeader().setDefaultSectionSize(TALL if listed.tall else LOW)
        if listed.rows:
            self.states.show_content()
        else:
            self.states.show_empty(self.spec.empty_icon, self.spec.empty_title, self.spec.empty_words)
        self._coming = True
        next_turn(self, self._show_first)                # filling the detail is a turn of its own

    def _show_first(self) -> None:
        if self._coming:
            self._coming = False
            self._arranged(first=True)

    def _arranged(self, first: bool = False) -> None:
        """After the rows changed: headings span the table, the count is said, the first row is chosen."""
        self.table.clearSpans()
        for line in self.model.headings():
            self.table.setSpan(line, 0, 1, len(self.spec.columns))
            self.table.setRowHeight(line, LOW - 4)
        fit, everything = self.model.counts()
        self.count.say("" if not everything else f"{everything:,}" if fit == everything else
                       self.tr("{count} of {all}").format(count=f"{fit:,}", all=f"{everything:,}"))
        line = self.model.first_row()
        if line >= 0:
            self.table.selectRow(line)
            self.table.scrollToTop()
        elif first or not fit:
            self.pane.empty()

    # --- what a person does ------------------------------------------------------------------------------------

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self._arranged()

    def _sort(self, column: int) -> None:
        head = self.table.horizontalHeader()
        again = head.isSortIndicatorShown() and head.sortIndicatorSection() == column
        descending = head.sortIndicatorOrder() is Qt.SortOrder.AscendingOrder if again \
            else self.spec.columns[column].date
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(column, order)
        head.setSortIndicatorShown(True)
        self.model.sort_by(column, descending)
        self._arranged()

    def _choose(self, line: int) -> None:
        chosen = self.model.row(line)
        self._pause.stop()
        if chosen is None:
            return
        self.chosen(chosen)                               # first: what is shown inside a hidden foot is laid out once
        self.pane.show_row(chosen, detail(chosen.entry), self.title_of(chosen.entry))
        if self.spec.within:
            self._pause.start()

    def chosen(self, held: Row) -> None:
        """A row was chosen; subclasses with buttons of their own set them here."""

    def title_of(self, entry: Entry) -> str:
        """The head of the detail."""
        return words.display(entry.text("title")) or self.tr("Name not recorded")

    def _fold(self, line: int) -> None:
        if self.model.row(line) is None and 0 <= line < len(self.model.shown):
            self.model.toggle(line)
            self._arranged()

    def _open_line(self, line: int) -> None:
        chosen = self.model.row(line)
        if chosen is None:
            self._fold(line)
        else:
            self.open_source(chosen.entry.source)

    def open_source(self, key: str) -> None:
        """Shows the original record."""
        if key:
            self.context.open("record", source=key)

    def _look_within(self) -> None:
        """What happened in the chosen encounter."""
        current = self.model.row(self.table.currentIndex().row())
        if current is None or self.patient is None:
            return
        clinic, patient, key = self.context.clinic, self.patient.row.id, current.entry.source

        def work(_progress: Progress) -> list[Line]:
            from workstation.services import chart_lists

            return _happened(chart_lists.within(clinic, patient, key))

        self.context.tasks.run(work, lambda lines: self.pane.add_lines(key, lines), scope=self,
                               label=self.tr("Finding what happened in the encounter"), failed=lambda _error: None)

    def show_target(self, **target: str) -> None:
        """``entry=`` chooses the line of a resource."""
        line = self.model.line_of(target.get("entry", ""))
        if line >= 0:
            self.table.selectRow(line)

    def first_focus(self) -> QWidget:
        return self.table

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Typing in the list filters it; Esc clears the filter; Down leads from the filter to the list."""
        if event.type() is not QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        return filter_by_key(self.field, self.table, watched, event) or super().eventFilter(watched, event)

    def actions(self) -> list[RoomAction]:
        return [RoomAction(self.tr("Filter the list"), self.field.setFocus),
                RoomAction(self.tr("Go to the list"), self.table.setFocus),
                RoomAction(self.tr("Go to the detail"), self.pane.view.setFocus)]


def _happened(events: list[TimelineEvent]) -> list[Line]:
    """The rows of an encounter as lines under their own heading."""
    if not events:
        return []
    lines = [Line(label("within"))]
    for event in events:
        value = f"{words.value(event)} {words.unit(event.unit)}".strip() if event.value_text else event.detail
        named = words.analyte(event)
        said = f"{named}: {value}" if value and value != named else named
        lines.append(Line(moment(event.start) if event.start else "", said, event.source))
    return lines
