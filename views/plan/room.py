"""The plan of the open patient: advice with its evidence, and the decision on each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from views.plan import words
from views.plan.detail import Detail, Doings
from views.plan.override import OverrideDialog
from views.plan.tiles import Tiles
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.kit import Button, Tag, Text, row
from views.widgets.states import StateStack
from views.widgets.theme import Severity
from workstation.domain.card import Card as Advice
from workstation.domain.card import CardState
from workstation.domain.patient import PatientBanner
from workstation.errors import ConsiliaError
from workstation.services import plan

translate = words.translate
_TILES_WIDTH = 372


def _chosen_parts(context: RoomContext) -> QHBoxLayout:
    """Over the advice on a case of another clinic: what was not sent, no engine could look at."""
    said = translate("plan", "The engines saw only what {name} sent. What was not sent can change each piece "
                             "of advice.")
    line = row(Tag(context.theme, Severity.INFO, translate("plan", "Chosen parts only")),
               Text(said.format(name=context.clinic.guest_of), "secondary", elide=True))
    line.setStretch(1, 1)
    return line


class PlanRoom(Room):
    """Cards at the left, the chosen one in full at the right. Advice is asked for anew on each visit."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._cards: list[Advice] = []
        self._wanted = ""                     # the card another room asked for, until it is there
        self.count = Text("", "secondary", elide=True)
        self.tiles = Tiles(context.theme)
        self.tiles.setFixedWidth(_TILES_WIDTH)
        self.detail = Detail(context.theme, Doings(
            self.accept, self.ask_to_set_aside, self.reopen, lambda key: context.open("record", source=key),
            context.clinic.may("plan.decide"),
        ))
        self.tiles.chosen.connect(self.detail.show_advice)
        sides = QHBoxLayout()
        sides.setSpacing(12)
        sides.addWidget(self.tiles)
        sides.addWidget(self.detail, 1)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(14, 10, 14, 8)
        column.setSpacing(10)
        again = Button(translate("plan", "Ask again"), self.load, key="F5", role="quiet")
        head = row(Text(translate("plan", "Advice"), "large"), self.count, again, spacing=12)
        head.setStretch(1, 1)
        column.addLayout(head)
        if context.clinic.guest_of:
            column.addLayout(_chosen_parts(context))
        column.addLayout(sides, 1)
        column.addWidget(Text(
            translate("plan", "Decision support for clinicians; no certified medical device. It does not know what the "
                              "record does not hold: check each piece of advice against the patient."),
            "small", elide=True,
        ))
        self.states = StateStack(context.theme, work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.states)

    def busy(self) -> bool:
        return super().busy() or self.detail.coming()

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self.load()

    def clear(self) -> None:
        super().clear()
        self._cards, self._wanted = [], ""
        self.tiles.show_all([])
        self.detail.clear()
        self.count.say("")
        self.states.show_content()

    def show_target(self, **target: str) -> None:
        if "card" in target:
            self._wanted = target["card"]
            self.tiles.show_all(self._cards, keep=self._wanted)

    def actions(self) -> list[RoomAction]:
        return [
            RoomAction(translate("plan", "Accept the chosen advice"), self.accept, "A"),
            RoomAction(translate("plan", "Set the chosen advice aside"), self.ask_to_set_aside, "X"),
            RoomAction(translate("plan", "Reopen the chosen advice"), self.reopen, "U"),
            RoomAction(translate("plan", "Next advice"), lambda: self.tiles.step(1), "Down"),
            RoomAction(translate("plan", "Previous advice"), lambda: self.tiles.step(-1), "Up"),
            RoomAction(translate("plan", "Ask the engines again"), self.load, "F5"),
        ]

    def load(self) -> None:
        """Asks every engine anew, off the GUI thread."""
        if self.patient is None:
            return
        clinic, patient_id, language = self.context.clinic, self.patient.row.id, self.context.language
        self.context.tasks.drop(self)
        busy = self.states.show_busy(translate("plan", "Asking the engines"), self._stop)
        self.context.tasks.run(
            lambda progress: plan.cards(clinic, patient_id, progress, language), self._show,
            label=translate("plan", "Advice"), scope=self, failed=self._refused, progressed=busy.show_progress,
        )

    def accept(self) -> None:
        """Accepts the chosen card."""
        self._decide(CardState.ACCEPTED)

    def reopen(self) -> None:
        """Takes the decision on the chosen card back; both stay on record."""
        self._decide(CardState.OPEN)

    def ask_to_set_aside(self) -> None:
        """Asks for the reason, naming the patient, and sets the chosen card aside."""
        chosen = self.tiles.current()
        if chosen is None or self.patient is None or chosen.state is not CardState.OPEN:
            return
        patient, dialog = self.patient, OverrideDialog(self, self.context.theme, self.patient, chosen)

        def closed(result: int) -> None:
            same = self.patient is patient and self.tiles.current() is chosen
            if result == QDialog.DialogCode.Accepted and same:
                self._decide(CardState.OVERRIDDEN, dialog.reason_code, dialog.comment)
            dialog.deleteLater()

        dialog.finished.connect(closed)
        dialog.open()

    def _decide(self, decision: CardState, reason_code: str = "", comment: str = "") -> None:
        chosen, patient = self.tiles.current(), self.patient
        if chosen is None or patient is None or super().busy() or not self._may_become(chosen, decision):
            return
        clinic, language = self.context.clinic, self.context.language
        self.context.tasks.run(
            lambda progress: plan.decide(clinic, patient.row.id, chosen, decision, reason_code, comment, language),
            self._decided, label=translate("plan", "The decision"), scope=self, failed=self._refused,
        )

    def _may_become(self, chosen: Advice, decision: CardState) -> bool:
        if not self.context.clinic.may("plan.decide"):
            return False
        if decision is CardState.OPEN:
            return chosen.state is not CardState.OPEN
        return chosen.state is CardState.OPEN and not (decision is CardState.ACCEPTED and chosen.could_not_check)

    def _decided(self, decided: Advice) -> None:
        self._cards = [decided if card.id == decided.id else card for card in self._cards]
        self._count()
        self.tiles.show_all(self._cards, keep=decided.id)
        self.context.notify(words.decided_line(decided) or translate("plan", "Reopened"), Severity.FINE)

    def _count(self) -> None:
        """Engines, not cards: one that spoke twice spoke, and one that could not check is never left out."""
        spoke = {card.plugin for card in self._cards if not card.could_not_check}
        silent = {card.plugin for card in self._cards if card.could_not_check}
        decided = sum(card.state is not CardState.OPEN for card in self._cards)
        said = translate("plan", "{spoke} engines spoke  ·  {silent} could not check  ·  {decided} decided")
        self.count.say(said.format(spoke=len(spoke), silent=len(silent), decided=decided))

    def _refused(self, error: ConsiliaError) -> None:
        self.states.show_error(error, self.load)

    def _stop(self) -> None:
        self.context.tasks.drop(self)
        self.states.show_empty(
            "plan", translate("plan", "The engines were not asked to the end"),
            translate("plan", "Nothing is shown, because a part of the advice could look like all of it."),
            Button(translate("plan", "Ask again"), self.load, role="main"),
        )

    def _show(self, found: Sequence[Advice]) -> None:
        self._cards = list(found)
        if not found:
            self.states.show_empty(
                "plan", translate("plan", "No advice for this patient"),
                translate("plan", "Each engine was asked and has nothing to say. New results can change that."),
                Button(translate("plan", "Ask again"), self.load, role="main"),
            )
            return
        self._count()
        self.tiles.show_all(found, keep=self._wanted)
        self.states.show_content()
        self.tiles.setFocus()
