"""What was kept out because it contradicts the record: seen beside what is stored, and decided about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from views.desk import words
from views.desk.ask import WhoseDialog, WhyDialog
from views.desk.tables import Item, ItemList, Pair, PairTable
from views.shell.room import RoomAction, RoomContext
from views.widgets import words as people
from views.widgets.kit import Button, Card, Text, row
from views.widgets.reasons import reason
from views.widgets.states import StateStack
from views.widgets.theme import Severity
from workstation.domain.partial_date import PartialDate
from workstation.domain.quarantine import QuarantineItem, Release
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress
from workstation.services.quarantine_compare import Comparison


class KeptOut(QWidget):
    """A list of what waits, and at its right both sides and the decisions."""

    def __init__(self, context: RoomContext, counted: Callable[[int], None]) -> None:
        super().__init__()
        self.context, self._counted = context, counted
        self._items: list[QuarantineItem] = []
        self._shown: Comparison | None = None
        self.list = ItemList(context.theme, self.tr("What waits"), self._choose)
        self.title = Text("", "title", elide=True)
        self.why = Text("", "body", wrap=True)
        self.source = Text("", "secondary", elide=True)
        self.table = PairTable(context.theme, self.tr("What came beside what is stored"), ("", "", ""))
        self.alike = QCheckBox()
        self.keep = Button(self.tr("Keep what is stored"), lambda: self.decide(Release.OURS), key="K")
        self.take = Button(self.tr("Take what came"), lambda: self.decide(Release.THEIRS), key="T")
        self.elsewhere = Button(self.tr("It is another patient's"), self.ask_whose, key="B")
        self.drop = Button(self.tr("Discard"), self.ask_why, key="X")
        self._lay_out()

    def _lay_out(self) -> None:
        left = Card()
        left.body.setContentsMargins(1, 6, 1, 6)
        left.body.addWidget(self.list)
        left.setMinimumWidth(320)
        right = Card()
        for part in (self.title, self.source, self.why):
            right.body.addWidget(part)
        right.body.addSpacing(4)
        right.body.addWidget(self.table, 1)
        right.body.addWidget(self.alike)
        right.body.addLayout(row(self.keep, self.take, self.elsewhere, 1, self.drop))
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
        """Reads what waits."""
        clinic = self.context.clinic

        def work(_progress: Progress) -> list[QuarantineItem]:
            from workstation.services import quarantine

            return quarantine.listed(clinic)

        self.context.tasks.run(work, self._show, label=self.tr("Reading what waits"), scope=self,
                               failed=lambda error: self.states.show_error(error, self.load))

    def _show(self, items: list[QuarantineItem]) -> None:
        place = self.list.currentIndex().row()
        self._items, self._shown = items, None
        self._counted(len(items))
        if not items:
            self.states.show_empty("check", self.tr("Nothing waits"), self.tr(
                "What contradicts the record on its way in waits here for a person: the same number with another birth "
                "date, the same image with other pixels, a unit that can't be."))
            return
        self.states.show_content()
        self.list.show_items([
            Item(words.resource(item.resource_key), reason(item.reason),
                 people.day(PartialDate.parse(item.at.date().isoformat()))) for item in items], max(0, place))

    def _choose(self, line: int) -> None:
        if not 0 <= line < len(self._items):
            return
        clinic, item = self.context.clinic, self._items[line]

        def work(_progress: Progress) -> Comparison:
            from workstation.services import quarantine_compare

            return quarantine_compare.compare(clinic, item)

        self.context.tasks.run(work, lambda seen: self._compared(item, seen), label=self.tr("Comparing"), scope=self)

    def _compared(self, item: QuarantineItem, seen: Comparison) -> None:
        line = self.list.currentIndex().row()
        if not 0 <= line < len(self._items) or self._items[line] is not item:
            return                                     # another line was gone to meanwhile
        self._shown = seen
        self.title.say(f"{words.resource(item.resource_key)}  {item.resource_key}".strip())
        self.why.say(reason(item.reason))
        whose = self.tr("patient {id}").format(id=item.patient_id) if item.patient_id else ""
        size = self.tr("{size} bytes").format(size=f"{seen.size:,}")
        self.source.say("  ·  ".join(part for part in (item.path, whose, size) if part))
        stored = self.tr("Stored") if seen.is_stored else self.tr("Nothing is stored")
        self.table.show_pairs([Pair(one.path, one.stored, one.came) for one in seen.fields],
                              (self.tr("Field"), stored, self.tr("Came in")))
        self.table.setVisible(seen.is_record)
        self.alike.setText(self.tr("The same for all {count} that wait for this reason from this file").format(
            count=seen.alike))
        self.alike.setChecked(False)
        self.alike.setVisible(seen.alike > 1)
        may = self.context.clinic.may("quarantine.review")
        self.keep.setEnabled(may)
        self.drop.setEnabled(may)
        self.take.setEnabled(may and seen.is_record)
        self.elsewhere.setEnabled(may and seen.is_record)

    # --- deciding ----------------------------------------------------------------------------------------------

    def doings(self) -> list[RoomAction]:
        return [
            RoomAction(self.tr("Keep what is stored"), lambda: self.decide(Release.OURS), "K"),
            RoomAction(self.tr("Take what came"), lambda: self.decide(Release.THEIRS), "T"),
            RoomAction(self.tr("It is another patient's"), self.ask_whose, "B"),
            RoomAction(self.tr("Discard what came"), self.ask_why, "X"),
        ]

    def decide(self, how: Release, patient: str | None = None) -> None:
        """Does what the person decided about the chosen item."""
        seen, clinic, alike = self._shown, self.context.clinic, self.alike.isChecked()
        if seen is None or (how is not Release.OURS and not seen.is_record):
            return

        def work(_progress: Progress) -> int:
            from workstation.services import patients, quarantine

            known = patients.find(clinic, patient).id if patient else None
            return len(quarantine.release(clinic, seen.item, how, known, alike))

        self._run(work)

    def ask_why(self) -> None:
        """Asks for the reason and discards the chosen item."""
        seen = self._shown
        if seen is None:
            return
        dialog = WhyDialog(self, self.context.theme, f"{words.resource(seen.item.resource_key)}  {seen.item.path}")

        def closed(result: int) -> None:
            if result:
                self._discard(seen, dialog.reason)
            dialog.deleteLater()

        dialog.finished.connect(closed)
        dialog.open()

    def _discard(self, seen: Comparison, why: str) -> None:
        clinic = self.context.clinic

        def work(_progress: Progress) -> int:
            from workstation.services import quarantine

            return int(quarantine.discard(clinic, seen.item, why))

        self._run(work)

    def ask_whose(self) -> None:
        """Asks for the patient and takes the chosen item in there."""
        seen = self._shown
        if seen is None or not seen.is_record:
            return
        is_patient = seen.item.resource_key.startswith("Patient/")
        dialog = WhoseDialog(self, self.context.theme, f"{seen.item.resource_key}  {seen.item.path}", is_patient)

        def closed(result: int) -> None:
            if result and self._shown is seen:
                self.decide(Release.ANOTHER, dialog.patient or None)
            dialog.deleteLater()

        dialog.finished.connect(closed)
        dialog.open()

    def _run(self, work: Callable[[Progress], int]) -> None:
        self.context.tasks.run(work, self._settled, label=self.tr("The decision"), scope=self, failed=self._refused)

    def _settled(self, count: int) -> None:
        self.context.notify(self.tr("{count} settled").format(count=count), Severity.FINE)
        self.load()

    def _refused(self, error: ConsiliaError) -> None:
        self.states.show_error(error, self.load)
