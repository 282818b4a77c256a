"""The forms of the way of life: what a person chooses or types, with its date, and nothing that nobody said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit, QWidget

from views.record.lists.life_words import life_word, part_word, unit_word
from views.widgets.banner import BannerBar
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.reasons import reason
from views.widgets.theme import Theme
from workstation.domain.patient import PatientBanner
from workstation.domain.way_of_life import BY_NAME, FACTORS, Factor, Part
from workstation.errors import ConsiliaError

Save = Callable[[Mapping[str, str], str], None]
_LEFT = (Part.SMOKING, Part.ALCOHOL)


class _Field:
    """One question with its control; empty until a person chooses or types."""

    def __init__(self, factor: Factor, changed: Callable[[], object], given: str = "") -> None:
        self.factor = factor
        words = life_word("factor", factor.name)
        if factor.answers:
            box = QComboBox()
            box.addItem("", "")
            for answer in factor.answers:
                box.addItem(life_word("value", answer.code) or answer.display, answer.code)
            box.setCurrentIndex(max(0, box.findData(given)))
            box.currentIndexChanged.connect(lambda _index: changed())
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.control: QWidget = box
        else:
            line = QLineEdit(given)
            line.textChanged.connect(lambda _text: changed())
            self.control = line
        self.control.setMinimumWidth(110)
        self.control.setAccessibleName(f"{words} ({unit_word(factor.unit)})" if factor.unit else words)

    def given(self) -> str:
        """The code of the answer, or what was typed; '' where nothing was."""
        if isinstance(self.control, QComboBox):
            return str(self.control.currentData() or "")
        return self.control.text().strip() if isinstance(self.control, QLineEdit) else ""


class LifeForm(Dialog):
    """All questions, or the one that is amended (``only`` with its present answer). ``save`` is given what was said."""

    def __init__(self, parent: QWidget, theme: Theme, banner: PatientBanner, save: Save,
                 only: tuple[str, str, str] | None = None) -> None:
        bar = BannerBar(theme)
        bar.show_patient(banner)
        super().__init__(parent, theme, "", top=bar)
        title = self.tr("Amend an answer") if only else self.tr("Record the way of life")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._save = save
        self.on = QLineEdit(only[2] if only else date.today().isoformat())
        self.on.setAccessibleName(self.tr("Date, as 2026-11-23, 2026-11 or 2026"))
        self.on.setFixedWidth(130)
        self.on.textChanged.connect(lambda _text: self._changed())
        self.page.addWidget(Text(title, "large"))
        how = Text(self.tr("as 2026-11-23, 2026-11 or 2026"), "small")
        self.page.addLayout(row(Text(self.tr("Date")), self.on, how, 1))
        shown = [BY_NAME[only[0]]] if only else list(FACTORS)
        self.fields = [_Field(factor, self._changed, only[1] if only else "") for factor in shown]
        self.page.addLayout(self._grid())
        self.wrong = Text("", "critical", wrap=True)
        self.wrong.hide()
        self.page.addWidget(self.wrong)
        self.button = Button(self.tr("Save"), self._go, key="Ctrl+Return", role="main")
        note = Text(self.tr("Only what you choose or type is saved."), "small")
        self.page.addLayout(row(note, 1, Button(self.tr("Cancel"), self.reject, key="Esc"), self.button))
        self._changed()
        if not only:
            self.resize(880, 520)

    def _grid(self) -> QGridLayout:
        """Smoking and alcohol at the left, the rest at the right, a heading over each part."""
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(6)
        lines = [0, 0]
        before: Part | None = None
        for field in self.fields:
            side = 0 if field.factor.part in _LEFT or len(self.fields) == 1 else 1
            if field.factor.part is not before:
                grid.addWidget(Text(part_word(field.factor.part), "strong"), lines[side], side * 2, 1, 2)
                lines[side] += 1
                before = field.factor.part
            words = life_word("factor", field.factor.name)
            grid.addWidget(Text(words, "secondary"), lines[side], side * 2)
            unit = [Text(unit_word(field.factor.unit), "small")] if field.factor.unit else []
            held = row(field.control, *unit)
            held.setStretch(0, 1)
            grid.addLayout(held, lines[side], side * 2 + 1)
            lines[side] += 1
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        grid.setRowStretch(max(lines), 1)
        grid.setAlignment(Qt.AlignmentFlag.AlignTop)
        return grid

    def given(self) -> dict[str, str]:
        """What was said, by factor."""
        return {field.factor.name: said for field in self.fields if (said := field.given())}

    def _changed(self) -> None:
        self.button.setEnabled(bool(self.given()) and bool(self.on.text().strip()))

    def _go(self) -> None:
        self.button.setEnabled(False)
        self.wrong.hide()
        self._save(self.given(), self.on.text())

    def refuse(self, error: ConsiliaError) -> None:
        """What could not be saved, and why; everything typed stays."""
        self.wrong.say(reason(str(error.fields.get("reason", ""))) or error.sentence())
        self.wrong.show()
        self._changed()


class WhyWrong(Dialog):
    """Asks why an entry was made in error; it names the entry and the patient and never defaults to yes."""

    def __init__(self, parent: QWidget, theme: Theme, banner: PatientBanner, what: str,
                 save: Callable[[str], None]) -> None:
        bar = BannerBar(theme)
        bar.show_patient(banner)
        super().__init__(parent, theme, "", top=bar)
        title = self.tr("Mark as entered in error")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.page.addWidget(Text(title, "large"))
        self.page.addWidget(Text(what, "strong", wrap=True))
        stays = self.tr("It stays in the record, marked as an error, and is used nowhere.")
        self.page.addWidget(Text(stays, "secondary", wrap=True))
        self.field = QLineEdit()
        self.field.setPlaceholderText(self.tr("Why it was entered in error"))
        self.field.setAccessibleName(self.tr("Why it was entered in error"))
        self.page.addWidget(self.field)
        self.wrong = Text("", "critical", wrap=True)
        self.wrong.hide()
        self.page.addWidget(self.wrong)
        self.button = Button(self.tr("Mark as error"), lambda: save(self.field.text()), role="danger")
        self.button.setAutoDefault(False)
        self.button.setEnabled(False)
        self.field.textChanged.connect(lambda text: self.button.setEnabled(bool(text.strip())))
        cancel = Button(self.tr("Cancel"), self.reject, key="Esc")
        cancel.setDefault(True)
        self.page.addLayout(row(1, cancel, self.button))
        self.resize(560, 260)

    def refuse(self, error: ConsiliaError) -> None:
        """What could not be done, and why."""
        self.wrong.say(reason(str(error.fields.get("reason", ""))) or error.sentence())
        self.wrong.show()
