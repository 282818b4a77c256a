"""The form of one entry: what, which value in which unit, when, with which device, and by whom."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen
from views.record import entries_page_words as words
from views.widgets import words as people
from views.widgets.kit import Text
from workstation.domain.own_entry import UNITS, Measure, OwnEntry, Reporter, StoredEntry
from workstation.domain.partial_date import PartialDate

_DAYS = 120                       # offered, back from today; older ones come from a file or a correction


class EntryForm(QWidget):
    """Keeps what was typed; ``asked`` gives it, or the words that say what is missing."""

    def __init__(self) -> None:
        super().__init__()
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(0, 0, 0, 0)
        self._outer.setSpacing(4)
        self.measure, self.value, self.unit = QComboBox(), QLineEdit(), QComboBox()
        self.day, self.time, self.device, self.by = QComboBox(), QLineEdit(), QLineEdit(), QComboBox()
        for measure in Measure:
            self.measure.addItem(words.measure(measure), measure)
        for by in Reporter:
            self.by.addItem(words.reporter(by)[1], by)
        self._row((self.tr("What"), self.measure))
        self._row((self.tr("Value"), self.value), (self.tr("Unit"), self.unit))
        self._row((self.tr("Day"), self.day), (self.tr("Time"), self.time))
        self._row((self.tr("Device"), self.device))
        self._row((self.tr("Measured by"), self.by))
        self.time.setPlaceholderText("08:30")
        self.measure.currentIndexChanged.connect(lambda _index: self._units())
        self._units()

    def _row(self, *fields: tuple[str, QWidget]) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        for name, field in fields:
            column = QVBoxLayout()
            column.setSpacing(4)
            field.setAccessibleName(name)
            field.setMinimumHeight(30)
            if isinstance(field, QComboBox):
                field.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            column.addWidget(Text(name, "small"))
            column.addWidget(field)
            line.addLayout(column, 3 if field is self.day else 2)
        self._outer.addLayout(line)

    def _units(self) -> None:
        self.unit.clear()
        measure = Measure(self.measure.currentData())         # Qt keeps the text of it only
        for unit in UNITS[measure]:
            self.unit.addItem(unit.shown, unit.ucum)
        self.value.setPlaceholderText("128/82" if measure is Measure.PRESSURE else "")

    def start(self, now: datetime) -> None:
        """An empty entry of this moment, of what was entered last."""
        self._days(now.date())
        self.time.setText(f"{now:%H:%M}")
        self.value.setText("")
        self.measure.setEnabled(True)

    def correct(self, one: StoredEntry, now: datetime) -> None:
        """What an entry says now; what it is of stays."""
        entry = one.entry
        self._days(now.date(), PartialDate.parse(entry.at).calendar)
        self.measure.setCurrentIndex(self.measure.findData(entry.measure))
        self.measure.setEnabled(False)
        self.unit.setCurrentIndex(self.unit.findData(entry.unit))
        self.value.setText(f"{entry.value}/{entry.lower}" if entry.lower else entry.value)
        self.time.setText(entry.at[11:16])
        self.device.setText(for_screen(entry.device))
        self.by.setCurrentIndex(self.by.findData(entry.by))

    def _days(self, today: date, other: date | None = None) -> None:
        days = [today - timedelta(days=number) for number in range(_DAYS)]
        if other is not None and other not in days:
            days.append(other)
        self.day.clear()
        for on in days:
            self.day.addItem(people.day(PartialDate.parse(on.isoformat())), on)
        self.day.setCurrentIndex(days.index(other) if other is not None else 0)

    def moment(self) -> tuple[date, time] | None:
        """Day and time as typed, None where the time is none."""
        text = self.time.text().strip().replace("：", ":")
        try:
            return self.day.currentData(), time.fromisoformat(text if len(text.split(":")[0]) == 2 else f"0{text}")
        except ValueError:
            return None

    def entry(self, at: str) -> OwnEntry:
        """What was typed, at a moment; whether it can be is judged by the service."""
        upper, _, lower = self.value.text().strip().replace("／", "/").partition("/")
        return OwnEntry(Measure(self.measure.currentData()), upper.strip(), self.unit.currentData(), at, lower.strip(),
                        self.device.text().strip(), Reporter(self.by.currentData()))
