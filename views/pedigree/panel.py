"""The right side: what is known of the chosen person, how they are related to the proband, what the signs mean."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from views.pedigree.legend import Legend
from views.pedigree.messages import relationship, sex, translate
from views.widgets.kit import Hairline, Text, empty_layout
from views.widgets.theme import Theme
from views.widgets.words import day
from workstation.domain.partial_date import PartialDate
from workstation.services.pedigree import Condition, Drawing, Measures, Person, plain_name

WIDTH = 312


class PersonPanel(QFrame):
    """``open_source(key)`` goes to the record an entry came from."""

    def __init__(self, theme: Theme, open_source: Callable[[str], object]) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self.setFixedWidth(WIDTH)
        self._open_source = open_source
        self._drawing: Drawing | None = None
        self._measures: Measures | None = None
        self._person = ""
        self._explained = False
        page = QWidget()
        page.setProperty("role", "page")
        lines = QVBoxLayout(page)
        lines.setContentsMargins(14, 14, 14, 14)
        lines.setSpacing(12)
        self._facts = QVBoxLayout()
        self._facts.setSpacing(5)
        self._legend_title = Text(translate("pedigree", "Legend"), "title")
        self._legend = Legend(theme)
        self._notes = QVBoxLayout()
        self._notes.setSpacing(4)
        lines.addLayout(self._facts)
        self._rule = Hairline()
        lines.addWidget(self._rule)
        lines.addWidget(self._legend_title)
        lines.addWidget(self._legend)
        lines.addLayout(self._notes)
        lines.addStretch(1)
        self._legend_title.hide()
        self._rule.hide()
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setWidget(page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def show_family(self, drawing: Drawing, measures: Measures) -> None:
        """A new family, nobody chosen yet."""
        self._drawing, self._measures = drawing, measures
        self._legend.show_drawing(drawing)
        self._legend_title.setVisible(self._legend.lines() > 0)
        self._rule.setVisible(self._legend.lines() > 0)
        empty_layout(self._notes)
        if drawing.notes:
            self._notes.addWidget(Hairline())
            title = translate("pedigree", "Not all could be drawn as recorded")
            self._notes.addWidget(Text(title, "strong", wrap=True))
            for note in drawing.notes:
                self._notes.addWidget(Text(note, "small", wrap=True))
        self.show_person("")

    def clear(self) -> None:
        """Forgets the family: nothing of it stays in sight."""
        self._drawing = self._measures = None
        empty_layout(self._notes)
        self._legend.clear()
        self._legend_title.hide()
        self._rule.hide()
        self.show_person("")

    def show_person(self, person_id: str) -> None:
        """What is known of one person; of the family where nobody is chosen."""
        self._person = person_id
        empty_layout(self._facts)
        if self._drawing is None or self._measures is None:
            return
        if person_id:
            self._tell_person(self._measures.family.person(person_id))
        else:
            self._tell_family()

    def _tell_family(self) -> None:
        if self._drawing is None or self._measures is None:
            return
        family = self._measures.family
        affected = sum(person.affected for person in family)
        self._say(translate("pedigree", "The family"), "title")
        self._pair(translate("pedigree", "People"), str(len(family)))
        self._pair(translate("pedigree", "Generations"), str(len(self._drawing.numerals)))
        self._pair(translate("pedigree", "With a condition"), str(affected))
        inbred = sum(self._measures.inbreeding(person.id) > 0 for person in family)
        if inbred:
            self._pair(translate("pedigree", "With related parents"), str(inbred))
        self._say(translate("pedigree", "Choose a person with the mouse or the arrow keys."), "small")

    def _tell_person(self, person: Person) -> None:
        if self._drawing is None:
            return None
        symbol = self._drawing.symbol(person.id)
        recorded = "/" in person.source
        self._say(f"{symbol.number}   {_who(person, recorded)}".strip(), "title")
        words = [relationship(person.relationship), sex(person.sex.value)]
        self._say(" · ".join(word for word in words if word), "secondary")
        if person.inferred:
            self._say(translate("pedigree", "Nobody recorded this person; added to connect others."), "small")
            return self._tell_kinship(person)
        if person.born:
            self._pair(translate("pedigree", "Born"), born(person))
        self._pair(translate("pedigree", "Age"), self._age(person))
        self._tell_conditions(person)
        if person.note:
            self._say(person.note, "secondary")
        self._tell_kinship(person)
        if recorded and " " not in person.source:
            link = Text(translate("pedigree", "Open the record it came from"), "link")
            link.clicked.connect(lambda: self._open_source(person.source))
            self._facts.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)
        elif person.source:
            self._pair(translate("pedigree", "Source"), person.source)
        return None

    def _age(self, person: Person) -> str:
        years = f"{person.age_years:g}" if person.age_years is not None else person.age_text
        if person.deceased:
            if not years:
                return translate("pedigree", "died, age not known")
            return (translate("pedigree", "died at {} y") if person.age_years is not None
                    else translate("pedigree", "died {}")).format(years)
        if not years:
            return translate("pedigree", "not known")
        shown = translate("pedigree", "{} y").format(years) if person.age_years is not None else years
        return shown if person.deceased is False or person.proband else (
            translate("pedigree", "{} (whether alive is not recorded)").format(shown))

    def _tell_conditions(self, person: Person) -> None:
        if person.conditions:
            for condition in person.conditions:
                self._pair(plain_name(condition), self._onset(condition))
        elif person.asked_negative:
            self._say(translate("pedigree", "Asked: no condition reported"), "secondary")
        elif person.proband:
            self._say(translate("pedigree", "None of the conditions drawn here is in the record"), "secondary")
        else:
            self._say(translate("pedigree", "Conditions not asked or not known"), "secondary")
        if person.carrier_of:
            self._say(person.carrier_of, "secondary")

    def _onset(self, condition: Condition) -> str:
        if condition.onset_years is not None:
            return translate("pedigree", "at {} y").format(f"{condition.onset_years:g}")
        return condition.onset_text or translate("pedigree", "onset not known")

    def _tell_kinship(self, person: Person) -> None:
        if self._measures is None:
            return
        kinship = self._measures.to_proband(person.id)
        if kinship is not None and not person.proband:
            self._pair(translate("pedigree", "Kinship to the proband"), fraction(kinship))
        self._pair(translate("pedigree", "Inbreeding coefficient"), fraction(self._measures.inbreeding(person.id)))
        how = Text(translate("pedigree", "How computed"), "link")
        how.clicked.connect(self._toggle)
        self._facts.addWidget(how, 0, Qt.AlignmentFlag.AlignLeft)
        if self._explained and self._drawing is not None:
            for step in self._measures.how(person.id):
                self._say(self._numbered(step), "small")
            self._say(self._measures.source, "small")

    def _numbered(self, step: str) -> str:
        """Steps name people by id; the drawing calls them by number."""
        if self._drawing is None:
            return step
        for symbol in sorted(self._drawing.symbols, key=lambda s: -len(s.person)):
            for before, after in (("(", ","), (",", ")"), ("(", ")")):
                step = step.replace(f"{before}{symbol.person}{after}", f"{before}{symbol.number}{after}")
        return step

    def _toggle(self) -> None:
        self._explained = not self._explained
        self.show_person(self._person)

    def _say(self, words: str, role: str) -> None:
        self._facts.addWidget(Text(words, role, wrap=True))

    def _pair(self, label: str, value: str) -> None:
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(Text(label, "secondary", elide=True), 1)
        line.addWidget(Text(value, "strong", align=Qt.AlignmentFlag.AlignRight))
        self._facts.addLayout(line)


def _who(person: Person, recorded: bool) -> str:
    """The name; the id of a family file; nothing for somebody who was added to a record."""
    if person.name:
        return person.name
    if recorded:
        return translate("pedigree", "Name not known")
    return "" if person.inferred and person.relationship else person.id


def born(person: Person) -> str:
    """A date in words where it is one ('14-Jul-1958'), else as recorded."""
    try:
        return day(PartialDate.parse(person.born))
    except ValueError:
        return person.born


def fraction(value: float) -> str:
    """0.0625 as '1/16 = 0.0625', where it is a fraction of a power of two that reads well."""
    for power in range(1, 11):
        top = value * 2**power
        if top == int(top) and top:
            return f"{int(top)}/{2**power} = {value:g}"
    return f"{value:g}"
