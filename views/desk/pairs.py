"""Records that may be of one person: why, how they differ, and what a person decides; decided pairs can be undone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views.desk import words
from views.desk.ask import SureDialog
from views.desk.tables import Item, ItemList, Pair, PairTable
from views.shell.room import RoomAction, RoomContext
from views.widgets import words as people
from views.widgets.kit import Button, Card, Tag, Text, row
from views.widgets.states import StateStack
from views.widgets.theme import Severity
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PatientRow, spaced_number
from workstation.errors import ConsiliaError
from workstation.services.matching import Candidate, Decided
from workstation.services.progress import Progress

_TABLE_HEIGHT = 8 * 28 + 40


def _chance(probability: float) -> str:
    """Two digits; never a certainty, which no comparison gives."""
    return "> 0.99" if probability > 0.99 else f"{probability:.2f}"


@dataclass(frozen=True, slots=True)
class _Line:
    """A pair of the list: a candidate, or one that was decided."""

    a: PatientRow
    b: PatientRow
    candidate: Candidate | None = None
    decided: Decided | None = None


class SamePerson(QWidget):
    """Pairs at the left, the likeliest first, then what was decided; both people and the reasons at the right."""

    def __init__(self, context: RoomContext, counted: Callable[[int], None]) -> None:
        super().__init__()
        self.context, self._counted = context, counted
        self._lines: list[_Line] = []
        self._line: _Line | None = None
        self.list = ItemList(context.theme, self.tr("Pairs"), self._choose)
        self.title = Text("", "title", elide=True)
        self.how_likely = Tag(context.theme, Severity.NONE, "")
        self.table = PairTable(context.theme, self.tr("Two records beside each other"), ("", "", ""))
        self.reasons = Text("", "body", wrap=True)
        self.hint = Text("", "secondary", wrap=True)
        self.link = Button(self.tr("One person"), self.ask_link, key="L", role="main")
        self.apart = Button(self.tr("Two people"), self.keep_apart, key="D")
        self.undo = Button(self.tr("Take the decision back"), self.take_back, key="U")
        self.open_a = Button(self.tr("Open the first"), lambda: self._open(0))
        self.open_b = Button(self.tr("Open the second"), lambda: self._open(1))
        self._lay_out()

    def _lay_out(self) -> None:
        left = Card()
        left.body.setContentsMargins(1, 6, 1, 6)
        left.body.addWidget(self.list)
        left.setMinimumWidth(320)
        right = Card()
        right.body.addLayout(row(self.title, self.how_likely))
        self.table.setFixedHeight(_TABLE_HEIGHT)
        right.body.addWidget(self.table)
        right.body.addSpacing(8)
        right.body.addWidget(Text(self.tr("For and against"), "strong"))
        right.body.addWidget(self.reasons)
        right.body.addStretch(1)
        right.body.addWidget(self.hint)
        right.body.addLayout(row(self.link, self.apart, self.undo, 1, self.open_a, self.open_b))
        page = QWidget()
        split = QHBoxLayout(page)
        split.setContentsMargins(0, 0, 0, 0)
        split.setSpacing(12)
        split.addWidget(left, 34)
        split.addWidget(right, 66)
        self.states = StateStack(self.context.theme, page)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)

    # --- reading -----------------------------------------------------------------------------------------------

    def load(self) -> None:
        """Compares the whole clinic, off the GUI thread."""
        clinic = self.context.clinic
        busy = self.states.show_busy(self.tr("Comparing the clinic's patients"), self._stop)

        def work(progress: Progress) -> list[_Line]:
            from workstation.services import matching

            found = matching.duplicates(clinic, progress).candidates
            return [*(_Line(one.a, one.b, candidate=one) for one in found),
                    *(_Line(one.a, one.b, decided=one) for one in matching.decided(clinic))]

        self.context.tasks.run(work, self._show, label=self.tr("Comparing patients"), scope=self,
                               failed=lambda error: self.states.show_error(error, self.load),
                               progressed=busy.show_progress)

    def _stop(self) -> None:
        self.context.tasks.drop(self)
        self.states.show_empty("people", self.tr("The comparison was stopped"), self.tr(
            "Nothing is shown, because a part could look like all of it."),
            Button(self.tr("Compare again"), self.load, role="main"))

    def _show(self, lines: list[_Line]) -> None:
        place = self.list.currentIndex().row()
        self._lines, self._line = lines, None
        self._counted(sum(line.candidate is not None for line in lines))
        if not lines:
            self.states.show_empty("people", self.tr("Nobody stands twice"), self.tr(
                "Records that may be of one person appear here with the reasons for and against. Linking changes no "
                "record and can be taken back."))
            return
        self.states.show_content()
        self.list.show_items([self._item(line) for line in lines], max(0, place))

    def _item(self, line: _Line) -> Item:
        title = f"{people.name(line.a.name)}  ·  {people.name(line.b.name)}"
        if line.candidate is not None:
            strongest = sorted(line.candidate.score.reasons, key=lambda one: -abs(one.weight))[:2]
            below = "  ·  ".join(f"{words.field(one.field)}: {words.level(one.level)}" for one in strongest)
            return Item(title, below, _chance(line.candidate.score.probability))
        assert line.decided is not None
        said = self.tr("One person") if line.decided.is_same else self.tr("Two people")
        day = people.day(PartialDate.parse(line.decided.at.date().isoformat()))
        return Item(title, f"{said}  ·  {line.decided.by}", day)

    def _choose(self, place: int) -> None:
        if not 0 <= place < len(self._lines):
            return
        line = self._line = self._lines[place]
        self.title.say(f"{people.name(line.a.name)}  ·  {people.name(line.b.name)}")
        self.table.show_pairs(self._pairs(line.a, line.b), (
            self.tr("Field"), people.name(line.a.name), people.name(line.b.name)))
        may = self.context.clinic.may("patient.link")
        self.link.setEnabled(may and line.candidate is not None)
        self.apart.setEnabled(may and line.candidate is not None)
        self.undo.setEnabled(may and line.decided is not None)
        if line.candidate is not None:
            chance = line.candidate.score.probability
            self.how_likely.set(Severity.WARNING if chance >= 0.9 else Severity.INFO,
                                self.tr("probability {chance}").format(chance=_chance(chance)))
            self.reasons.say("\n".join(
                f"{'+' if one.weight > 0 else '−'}  {words.field(one.field)}: {words.level(one.level)}  "
                + self.tr("({bits} bits)").format(bits=f"{one.weight:+.1f}")
                for one in sorted(line.candidate.score.reasons, key=lambda each: -abs(each.weight))))
            self.hint.say(self.tr("As one person they are shown under the first record. Both stay as they came; the "
                                  "link can be taken back exactly."))
        elif line.decided is not None:
            self.how_likely.set(Severity.FINE, self.tr("decided"))
            self.reasons.say(self.tr("Decided by {who}.").format(who=line.decided.by))
            self.hint.say(self.tr("Taking it back leaves both records exactly as they were before."))

    def _pairs(self, a: PatientRow, b: PatientRow) -> Sequence[Pair]:
        def told(one: PatientRow) -> tuple[str, ...]:
            born = people.day(one.born) if one.born is not None else people.not_known()
            died = people.day(one.deceased) if one.deceased else self.tr("yes") if one.is_deceased else self.tr("no")
            last = people.day(one.last_event) if one.last_event is not None else ""
            return (people.name(one.name), one.name.pinyin, people.sex(one.sex), born, spaced_number(one.number), died,
                    last, one.id)

        names = (self.tr("Name"), self.tr("Pinyin"), self.tr("Sex"), self.tr("Born"), self.tr("Number"),
                 self.tr("Died"), self.tr("Last event"), self.tr("Id"))
        return [Pair(*three) for three in zip(names, told(a), told(b), strict=True)]

    # --- deciding ----------------------------------------------------------------------------------------------

    def doings(self) -> list[RoomAction]:
        return [RoomAction(self.tr("These are one person"), self.ask_link, "L"),
                RoomAction(self.tr("These are two people"), self.keep_apart, "D"),
                RoomAction(self.tr("Take the decision back"), self.take_back, "U"),
                RoomAction(self.tr("Compare again"), self.load, "F5")]

    def ask_link(self) -> None:
        """Asks once more, with both people, and links them."""
        line = self._line
        if line is None or line.candidate is None or not self.link.isEnabled():
            return
        dialog = SureDialog(
            self, self.context.theme, self.tr("Show these two records as one person?"),
            f"{people.name(line.a.name)} {spaced_number(line.a.number)}\n"
            f"{people.name(line.b.name)} {spaced_number(line.b.number)}",
            self.tr("Allergies, results and everything else of both are then shown together under the first name. "
                    "Nothing is moved or changed, and it can be taken back."), self.tr("One person"))

        def closed(result: int) -> None:
            if result and self._line is line:
                self._decide("link", line)
            dialog.deleteLater()

        dialog.finished.connect(closed)
        dialog.open()

    def keep_apart(self) -> None:
        """These are two people: the pair is not proposed again."""
        if self._line is not None and self._line.candidate is not None and self.apart.isEnabled():
            self._decide("keep_apart", self._line)

    def take_back(self) -> None:
        """Takes the decision of the chosen pair back."""
        if self._line is not None and self._line.decided is not None and self.undo.isEnabled():
            self._decide("undo", self._line)

    def _decide(self, what: str, line: _Line) -> None:
        clinic = self.context.clinic

        def work(_progress: Progress) -> None:
            from workstation.services import matching

            act = {"link": matching.link, "keep_apart": matching.keep_apart, "undo": matching.undo}[what]
            act(clinic, line.a.id, line.b.id)

        self.context.tasks.run(work, lambda _none: self._done(), label=self.tr("The decision"), scope=self,
                               failed=self._refused)

    def _done(self) -> None:
        self.context.notify(self.tr("Decided"), Severity.FINE)
        self.load()

    def _refused(self, error: ConsiliaError) -> None:
        self.states.show_error(error, self.load)

    def _open(self, side: int) -> None:
        if self._line is not None:
            self.context.open("record", patient=(self._line.a, self._line.b)[side].id)
