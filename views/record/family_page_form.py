"""The form of one relative. It writes only what a person chose or typed; 'not known' is a choice of its own."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QScrollArea, QTextEdit, QWidget

from engines.text.safe_text import for_screen
from views.record import family_page_words as words
from views.widgets.banner import BannerBar
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.reasons import reason
from views.widgets.theme import Theme
from workstation.domain.family_entry import Asked, Illness, RelativeDraft
from workstation.domain.patient import PatientBanner
from workstation.errors import ConsiliaError

tr = QCoreApplication.translate

_ROWS = 3                          # lines for conditions that stand there from the start
_SYSTEMS = (("SNOMED CT", "http://snomed.info/sct"), ("ICD-10", "http://hl7.org/fhir/sid/icd-10"),
            ("ICD-10-CM", "http://hl7.org/fhir/sid/icd-10-cm"), ("ICD-11", "http://id.who.int/icd/release/11/mms"))


class _IllnessLine:
    """One line of the conditions: found or not, name, onset, code, cause of death."""

    def __init__(self, illness: Illness | None = None) -> None:
        one = illness or Illness("")
        self.found, self.name, self.onset = QComboBox(), QLineEdit(one.name), QLineEdit(one.onset)
        self.system, self.code, self.fatal = QComboBox(), QLineEdit(one.code), QCheckBox()
        self.found.addItem(tr("family", "Has or had"), False)
        self.found.addItem(tr("family", "Asked, not found"), True)
        self.found.setCurrentIndex(1 if one.absent else 0)
        self.system.addItem(tr("family", "No code"), "")
        for shown, address in _SYSTEMS:
            self.system.addItem(shown, address)
        if self.system.findData(one.system) < 0:              # a system from elsewhere stays what it is
            self.system.addItem(for_screen(one.system, longest=40), one.system)
        self.system.setCurrentIndex(self.system.findData(one.system))
        self.fatal.setChecked(one.fatal)
        for control, said in ((self.found, tr("family", "Found or not")), (self.name, tr("family", "Condition")),
                              (self.onset, tr("family", "Age at onset")), (self.system, tr("family", "Code system")),
                              (self.code, tr("family", "Code")), (self.fatal, tr("family", "Cause of death"))):
            control.setAccessibleName(said)
            control.setMinimumHeight(28)
        self.onset.setFixedWidth(86)
        self.code.setFixedWidth(110)
        self.found.currentIndexChanged.connect(lambda _index: self._enable())
        self.system.currentIndexChanged.connect(lambda _index: self._enable())
        self._enable()

    def _enable(self) -> None:
        absent = bool(self.found.currentData())
        self.onset.setEnabled(not absent)
        self.fatal.setEnabled(not absent)
        self.code.setEnabled(bool(self.system.currentData()) or bool(self.code.text()))

    def controls(self) -> list[QWidget]:
        return [self.found, self.name, self.onset, self.system, self.code, self.fatal]

    def illness(self) -> Illness | None:
        """What the line says; None for an empty line."""
        absent = bool(self.found.currentData())
        said = Illness(self.name.text().strip(), "" if absent else self.onset.text().strip(),
                       str(self.system.currentData() or ""), self.code.text().strip(),
                       self.fatal.isChecked() and not absent, absent)
        return said if said.name or said.onset or said.code or said.fatal else None


class RelativeForm(Dialog):
    """A new relative, or one that is amended. ``save`` is given the draft."""

    def __init__(self, parent: QWidget, theme: Theme, banner: PatientBanner, offered: tuple[tuple[str, str], ...],
                 save: Callable[[RelativeDraft], None], held: RelativeDraft | None = None) -> None:
        bar = BannerBar(theme)
        bar.show_patient(banner)
        super().__init__(parent, theme, "", top=bar)
        title = self.tr("Amend a relative") if held else self.tr("Add a relative")
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self._save = save
        draft = held or RelativeDraft("")
        self.page.addWidget(Text(title, "large"))
        self._make_fields(draft, offered)
        self.page.addLayout(self._person_grid())
        self.lines = [_IllnessLine(one) for one in draft.illnesses]
        self.lines += [_IllnessLine() for _ in range(max(1, _ROWS - len(self.lines)))]
        self.page.addWidget(Text(self.tr("Conditions"), "strong"))
        self.page.addWidget(self._condition_area(), 1)
        self.page.addLayout(row(Button(self.tr("Another condition"), self.add_line), 1))
        self.page.addWidget(Text(self.tr("Note"), "secondary"))
        self.page.addWidget(self.note)
        self.wrong = Text("", "critical", wrap=True)
        self.wrong.hide()
        self.page.addWidget(self.wrong)
        self.button = Button(self.tr("Save"), self._go, key="Ctrl+Return", role="main")
        self.page.addLayout(row(Text(self.tr("Ages: 45, 40-50, 6 mo, or words. What is left empty stays not known."),
                                     "small"), 1, Button(self.tr("Cancel"), self.reject, key="Esc"), self.button))
        self._changed()
        self.resize(940, 690)

    def _make_fields(self, draft: RelativeDraft, offered: tuple[tuple[str, str], ...]) -> None:
        self.relationship = _box(self.tr("Relationship"), [
            (self.tr("Choose"), ""), *((words.relationship(said), code) for code, said in offered)], draft.relationship)
        self.sex = _box(self.tr("Sex"), [(self.tr("By the relationship, or not known"), ""),
                                         (self.tr("Female"), "female"), (self.tr("Male"), "male"),
                                         (self.tr("Other"), "other"), (self.tr("Recorded as unknown"), "unknown")],
                        draft.sex)
        self.deceased = _box(self.tr("Deceased"), [(self.tr("Not known"), ""), (self.tr("No, alive"), "no"),
                                                   (self.tr("Yes, died"), "yes")],
                             {None: "", False: "no", True: "yes"}[draft.deceased])
        self.asked = _box(self.tr("Asked about health"), [(words.asked(one.value), one.value) for one in Asked],
                          draft.asked.value)
        self.name, self.born, self.age = QLineEdit(draft.name), QLineEdit(draft.born), QLineEdit(draft.age)
        for line, said in ((self.name, self.tr("Name")), (self.born, self.tr("Born")), (self.age, self.tr("Age"))):
            line.setAccessibleName(said)
            line.setMinimumHeight(28)
        self.born.setPlaceholderText("1958-07-14")
        self.note = QTextEdit()
        self.note.setAcceptRichText(False)
        self.note.setPlainText(draft.note)
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(56)
        self.relationship.currentIndexChanged.connect(lambda _index: self._changed())
        self.deceased.currentIndexChanged.connect(lambda _index: self._changed())

    def _person_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self._age_word = Text(self.tr("Age now"), "secondary")
        pairs = ((Text(self.tr("Relationship"), "secondary"), self.relationship),
                 (Text(self.tr("Name"), "secondary"), self.name), (Text(self.tr("Sex"), "secondary"), self.sex),
                 (Text(self.tr("Deceased"), "secondary"), self.deceased),
                 (Text(self.tr("Born"), "secondary"), self.born), (self._age_word, self.age),
                 (Text(self.tr("Asked about health"), "secondary"), self.asked))
        for place, (said, control) in enumerate(pairs):
            grid.addWidget(said, place // 2, place % 2 * 2)
            grid.addWidget(control, place // 2, place % 2 * 2 + 1)
        hint = Text(self.tr("“Asked in full” without a condition is saved as: asked, nothing found."), "small",
                    wrap=True)
        grid.addWidget(hint, 3, 2, 1, 2)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        return grid

    def _condition_area(self) -> QScrollArea:
        held = QWidget()
        held.setProperty("role", "page")
        self._grid = QGridLayout(held)
        self._grid.setContentsMargins(0, 0, 8, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        heads = ("", self.tr("Condition"), self.tr("Age at onset"), self.tr("Code system"), self.tr("Code"),
                 self.tr("Cause of death"))
        for column, said in enumerate(heads):
            self._grid.addWidget(Text(said, "small"), 0, column)
        for place, line in enumerate(self.lines, 1):
            self._place(place, line)
        self._grid.setColumnStretch(1, 1)
        self._grid.setRowStretch(99, 1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(held)
        return area

    def _place(self, place: int, line: _IllnessLine) -> None:
        for column, control in enumerate(line.controls()):
            self._grid.addWidget(control, place, column)

    def add_line(self) -> None:
        """One more line for a condition."""
        line = _IllnessLine()
        self.lines.append(line)
        self._place(len(self.lines), line)
        line.name.setFocus()

    def draft(self) -> RelativeDraft:
        """What was chosen and typed; whether it can be is judged by the service."""
        illnesses = (line.illness() for line in self.lines)
        return RelativeDraft(
            str(self.relationship.currentData() or ""), self.name.text().strip(), str(self.sex.currentData() or ""),
            self.born.text().strip(), self.age.text().strip(),
            {"": None, "no": False, "yes": True}[str(self.deceased.currentData() or "")],
            Asked(self.asked.currentData()), tuple(one for one in illnesses if one is not None),
            self.note.toPlainText().strip())

    def _changed(self) -> None:
        died = self.deceased.currentData() == "yes"
        said = self.tr("Age at death") if died else self.tr("Age now")
        self._age_word.say(said)
        self.age.setAccessibleName(said)
        self.button.setEnabled(bool(self.relationship.currentData()))

    def _go(self) -> None:
        self.button.setEnabled(False)
        self.wrong.hide()
        self._save(self.draft())

    def refuse(self, error: ConsiliaError) -> None:
        """What could not be saved, and why; everything typed stays."""
        self.wrong.say(reason(str(error.fields.get("reason", ""))) or error.sentence())
        self.wrong.show()
        self._changed()


def _box(said: str, choices: list[tuple[str, str]], chosen: str) -> QComboBox:
    box = QComboBox()
    for words_, value in choices:
        box.addItem(words_, value)
    if box.findData(chosen) < 0:                      # what was recorded otherwise stays as it is
        box.addItem(chosen, chosen)
    box.setCurrentIndex(box.findData(chosen))
    box.setAccessibleName(said)
    box.setMinimumHeight(28)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    return box
