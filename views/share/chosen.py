"""What goes along: parts with their counts, sensitive kinds ticked one by one, series. Nothing is ticked at first."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QVBoxLayout, QWidget

from views.share import words
from views.widgets.kit import Card, Hairline, Text, empty_layout, row
from workstation.domain.imaging import Study
from workstation.domain.opinion import Preview, Sensitive, SeriesChoice, SharedPart, Wish


class ChosenCard(Card):
    """``changed`` fires with every tick."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__("")
        self.body.setSpacing(6)
        self.body.addWidget(Text(self.tr("What goes along"), "title"))
        self.body.addWidget(Text(self.tr("Identity and allergies always do. Nothing else is chosen for you."),
                                 "secondary", wrap=True))
        self._parts: dict[SharedPart, tuple[QCheckBox, Text]] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, part in enumerate(SharedPart):
            box, count = self._box(words.part(part)), Text("", "secondary")
            grid.addWidget(box, place, 0)
            grid.addWidget(count, place, 1)
            self._parts[part] = box, count
        grid.setColumnStretch(0, 1)
        self.body.addLayout(grid)
        self.body.addWidget(Hairline())
        self.body.addWidget(Text(self.tr("Sensitive, each ticked by itself"), "title"))
        self._sensitive: dict[Sensitive, tuple[QCheckBox, str]] = {}
        for kind in Sensitive:
            box = self._box(words.sensitive(kind))
            self._sensitive[kind] = box, words.sensitive(kind)
            self.body.addWidget(box)
        self.body.addWidget(Text(self.tr("Found by codes and words. Pictures and PDFs can't be searched: look at "
                                         "documents before they leave."), "secondary", wrap=True))
        self.body.addWidget(Hairline())
        self.body.addWidget(Text(self.tr("Images"), "title"))
        self._series_rows = QVBoxLayout()
        self._series_rows.setSpacing(4)
        self.body.addLayout(self._series_rows)
        self._series: list[tuple[str, QComboBox]] = []
        self.findings = self._box(self.tr("The findings on them"))
        self.body.addWidget(self.findings)
        self.body.addStretch(1)

    def _box(self, said: str) -> QCheckBox:
        box = QCheckBox(said)
        box.toggled.connect(lambda *_: self.changed.emit())
        return box

    def choose(self, *parts: SharedPart) -> None:
        """Ticks parts, as a click would."""
        for part in parts:
            self._parts[part][0].setChecked(True)

    def begin(self) -> None:
        """Unticks everything and forgets the former patient's images."""
        for box in (*(b for b, _ in self._parts.values()), *(b for b, _ in self._sensitive.values()), self.findings):
            box.blockSignals(True)
            box.setChecked(False)
            box.blockSignals(False)
        for _, count in self._parts.values():
            count.say("")
        for box, name in self._sensitive.values():
            box.setText(name)
        empty_layout(self._series_rows)
        self._series = []

    def show_chart(self, there: Preview, studies: list[Study]) -> None:
        """How many records each part holds, and the series that there are."""
        counts = {line.what: line.count for line in there.lines}
        for part, (box, count) in self._parts.items():
            count.say(str(counts.get(part.value, 0)))
            box.setEnabled(counts.get(part.value, 0) > 0)
        empty_layout(self._series_rows)
        self._series = []
        for study in studies:
            for one in study.series:
                name = " ".join(filter(None, (one.modality, one.description or study.description)))
                day = study.date.human() if study.date else ""
                self._series_rows.addWidget(self._series_row(one.uid, f"{name}, {day}" if day else name, one.instances))
        if not self._series:
            self._series_rows.addWidget(Text(self.tr("No images in this record."), "secondary"))
        self.findings.setEnabled(bool(self._series))

    def show_sensitive(self, there: dict[Sensitive, int]) -> None:
        """How many records of each sensitive kind stand in what is chosen."""
        for kind, (box, name) in self._sensitive.items():
            count = there.get(kind, 0)
            box.setText(self.tr("{kind}: {count} held back").format(kind=name, count=count) if count else name)

    def _series_row(self, uid: str, name: str, count: int) -> QWidget:
        choice = QComboBox()
        choice.setAccessibleName(name)
        choice.addItem(self.tr("None"), "")
        choice.addItem(self.tr("Images with a finding"), "key")
        choice.addItem(self.tr("All {count}").format(count=count), "all")
        choice.currentIndexChanged.connect(lambda *_: self.changed.emit())
        self._series.append((uid, choice))
        holder = QWidget()
        holder.setLayout(row(Text(name, elide=True), choice))
        return holder

    def wish(self) -> Wish:
        """What is ticked now."""
        series = tuple(SeriesChoice(uid, choice.currentData() == "key") for uid, choice in self._series
                       if choice.currentData())
        return Wish(frozenset(part for part, (box, _) in self._parts.items() if box.isChecked()),
                    frozenset(kind for kind, (box, _) in self._sensitive.items() if box.isChecked()), series,
                    self.findings.isChecked() and bool(series))
