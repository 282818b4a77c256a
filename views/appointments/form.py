"""The form of a booking: whose (found while one types), when, how long, with whom, where, why."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time, timedelta

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from engines.text.safe_text import for_screen
from views.appointments import words
from views.shell.room import RoomContext
from views.widgets import words as people
from views.widgets.kit import Text
from workstation.domain.appointment import Appointment
from workstation.domain.patient import PatientRow
from workstation.services.progress import Progress

_MOST = 6
_LENGTHS = (5, 10, 15, 20, 30, 40, 45, 60, 90, 120)      # minutes; another one that an appointment has stays
_DAYS = 120                       # offered for a booking, from the Monday of the shown week on


class BookingForm(QWidget):
    """``row`` is the patient chosen; ``words_of`` what else is asked for. It keeps nothing of a former booking."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__()
        self._context = context
        self.row: PatientRow | None = None
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(6)
        self.search = self._line(outer, self.tr("Patient"), self.tr("Name, pinyin, initials, number or phone"))
        self.found = QListWidget(self)              # lies over the fields below while one types
        self.found.setAccessibleName(self.tr("Patients found"))
        self.found.setVisible(False)
        self.found.itemActivated.connect(self._take)
        self.found.itemClicked.connect(self._take)
        self.whose = Text("", "small", wrap=True)
        self.whose.setVisible(False)
        outer.addWidget(self.whose)
        self.day = self._box(outer, self.tr("Day"), editable=False)
        times, places = QHBoxLayout(), QHBoxLayout()
        columns = [QVBoxLayout() for _ in range(4)]
        for pair, beside in ((times, columns[:2]), (places, columns[2:])):
            pair.setSpacing(8)
            for column in beside:
                column.setSpacing(4)
                pair.addLayout(column, 1)
            outer.addLayout(pair)
        self.time = self._line(columns[0], self.tr("Time"), "09:30")
        self.minutes = self._box(columns[1], self.tr("Length"), editable=False)
        self.who = self._box(columns[2], self.tr("With"), editable=True)
        self.place = self._box(columns[3], self.tr("Room"), editable=True)
        self.reason = self._line(outer, self.tr("Reason"), self.tr("Why they come"))
        self._debounce = QTimer(self, singleShot=True, interval=120)
        self._debounce.timeout.connect(self._search)
        self.search.textEdited.connect(self._typed)

    def _label(self, outer: QVBoxLayout, name: str, field: QWidget) -> None:
        field.setAccessibleName(name)
        outer.addWidget(Text(name, "small"))
        outer.addWidget(field)

    def _line(self, outer: QVBoxLayout, name: str, hint: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(hint)
        line.setMinimumHeight(30)
        self._label(outer, name, line)
        return line

    def _box(self, outer: QVBoxLayout, name: str, editable: bool) -> QComboBox:
        box = QComboBox()
        box.setEditable(editable)
        box.setMinimumHeight(30)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        editor = box.lineEdit()
        if editor is not None:
            editor.setAccessibleName(name)
        self._label(outer, name, box)
        return box

    # --- filling -------------------------------------------------------------------------------------------------

    def offer(self, who: Sequence[str], places: Sequence[str]) -> None:
        """The names that appointments use already."""
        for box, names in ((self.who, who), (self.place, places)):
            typed = box.currentText()
            box.clear()
            box.addItems([for_screen(name, 80) for name in names])
            box.setEditText(typed)

    def start_new(self, shown: date, at: time, patient: PatientRow | None) -> None:
        """An empty booking on the shown day; the patient who is open is proposed, and can be changed."""
        self._days(shown)
        self._choose(patient)
        self.search.setEnabled(True)
        self.search.setText("")
        self.time.setText(f"{at:%H:%M}")
        self._lengths(20)
        for box in (self.who, self.place):
            box.setEditText("")
        self.reason.setText("")

    def start_move(self, one: Appointment) -> None:
        """What an appointment says now; whose it is stays."""
        self._days(one.start.date())
        self._choose(None)
        self.whose.say(words.patient(one))
        self.whose.setVisible(True)
        self.search.setText("")
        self.search.setEnabled(False)
        self.time.setText(f"{one.start:%H:%M}")
        self._lengths(one.minutes)
        self.who.setEditText(one.who)
        self.place.setEditText(one.place)
        self.reason.setText(one.reason)

    def _days(self, shown: date) -> None:
        first = shown - timedelta(days=shown.weekday())
        self.day.clear()
        for number in range(_DAYS):
            on = first + timedelta(days=number)
            self.day.addItem(f"{words.weekday(on, short=True)} {words.day(on)}", on)
        self.day.setCurrentIndex((shown - first).days)

    def _lengths(self, now: int) -> None:
        self.minutes.clear()
        for count in sorted({*_LENGTHS, now} - {0}):
            self.minutes.addItem(words.minutes(count), count)
        self.minutes.setCurrentIndex(max(0, self.minutes.findData(now)))

    def chosen_day(self) -> date:
        return self.day.currentData()

    def chosen_time(self) -> time | None:
        """The time typed, None where it is none."""
        text = self.time.text().strip().replace("：", ":").replace(".", ":")
        try:
            return time.fromisoformat(text if len(text.split(":")[0]) == 2 else f"0{text}")
        except ValueError:
            return None

    # --- whose ---------------------------------------------------------------------------------------------------

    def _typed(self, _text: str) -> None:
        self._choose(None)
        self._debounce.start()

    def _search(self) -> None:
        clinic, text = self._context.clinic, self.search.text().strip()
        self._context.tasks.drop(self)
        if not text:
            self.found.setVisible(False)
            return

        def find(_progress: Progress) -> list[PatientRow]:
            from workstation.services import patients

            return patients.search(clinic, text, limit=_MOST)

        self._context.tasks.run(find, self._show_found, label=self.tr("Finding patients"), scope=self,
                                failed=lambda _error: self.found.setVisible(False))

    def _show_found(self, rows: list[PatientRow]) -> None:
        self.found.clear()
        for row in rows:
            born = people.day(row.born) if row.born else people.not_known()
            item = QListWidgetItem(for_screen(f"{people.name(row.name)}  {born}  {people.number(row.number)}", 120))
            item.setData(Qt.ItemDataRole.UserRole, row)
            self.found.addItem(item)
        if rows:
            self.found.setCurrentRow(0)
            below = self.search.geometry()
            self.found.setGeometry(below.left(), below.bottom() + 2, below.width(),
                                   len(rows) * self.found.sizeHintForRow(0) + 8)
            self.found.raise_()
        self.found.setVisible(bool(rows))

    def take_first(self) -> None:
        """Chooses the best of those found, as Enter in the search field does."""
        item = self.found.item(max(0, self.found.currentRow()))
        if self.found.isVisible() and item is not None:
            self._take(item)

    def _take(self, item: QListWidgetItem) -> None:
        self._choose(item.data(Qt.ItemDataRole.UserRole))
        self.search.setText("")
        self.time.setFocus()

    def _choose(self, row: PatientRow | None) -> None:
        self.row = row
        self.found.setVisible(False)
        if row is not None:
            self.whose.say(f"{people.name(row.name)} · {people.born(row, date.today())} · {people.number(row.number)}")
        self.whose.setVisible(row is not None)
