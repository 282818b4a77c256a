"""The desk: what waits for a decision in this clinic. Kept out on its way in; perhaps one person twice."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from views.desk.kept_out import KeptOut
from views.desk.pairs import SamePerson
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.kit import Button, Text, row
from workstation.domain.patient import PatientBanner


class DeskRoom(Room):
    """Two leaves; a leaf reads when it is first shown, and again at F5."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.kept_out = KeptOut(context, lambda count: self._count("kept", count))
        self.same_person = SamePerson(context, lambda count: self._count("same", count))
        self._leaves: dict[str, KeptOut | SamePerson] = {"kept": self.kept_out, "same": self.same_person}
        self._words = {"kept": self.tr("Kept out"), "same": self.tr("Perhaps one person")}
        self.buttons = {name: Button(self._words[name], lambda name=name: self.show_leaf(name), key=f"Alt+{place}",
                                     checkable=True) for place, name in enumerate(self._leaves, 1)}
        self._read: set[str] = set()
        self._name = ""
        self._stack = QStackedWidget()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(14, 14, 14, 14)
        outer.setSpacing(12)
        outer.addLayout(row(Text(QCoreApplication.translate("rooms", "To decide"), "large"), *self.buttons.values(), 1,
                            spacing=10))
        for leaf in self._leaves.values():
            self._stack.addWidget(leaf)
        outer.addWidget(self._stack, 1)
        self.show_leaf("kept")

    def show_leaf(self, name: str) -> None:
        """Turns to a leaf: kept, same."""
        self._name = name
        leaf = self._leaves[name]
        self._stack.setCurrentWidget(leaf)
        for other, button in self.buttons.items():
            button.setChecked(other == name)
        if self.isVisible():
            leaf.list.setFocus()
        if name not in self._read:
            self._read.add(name)
            leaf.load()

    def _count(self, name: str, count: int) -> None:
        words = self._words[name]
        key = f"Alt+{list(self._leaves).index(name) + 1}"
        self.buttons[name].setText(f"{words}  {count}   {key}" if count else f"{words}   {key}")
        self.buttons[name].setAccessibleName(f"{words} {count}")

    # --- the frame's side --------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        """The desk is not about one patient."""

    def clear(self) -> None:
        self.patient = None

    def show_target(self, **target: str) -> None:
        if target.get("leaf") in self._leaves:
            self.show_leaf(target["leaf"])

    def first_focus(self) -> QWidget:
        return self._leaves[self._name].list

    def busy(self) -> bool:
        return super().busy() or any(self.context.tasks.running(leaf) for leaf in self._leaves.values())

    def actions(self) -> list[RoomAction]:
        turn = [RoomAction(self.tr("Show {leaf}").format(leaf=self._words[name]),
                           lambda name=name: self.show_leaf(name), f"Alt+{place}")
                for place, name in enumerate(self._leaves, 1)]
        return [*self._leaves[self._name].doings(), *turn]
