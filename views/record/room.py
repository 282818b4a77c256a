"""The record: the pages of one patient's chart beside their index, and the way from any value to its source."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from views.record.index import PageIndex
from views.record.pages import BY_NAME, PAGES, word
from views.record.sent_parts import SentParts, Standing, dashes, standing
from views.record.source import SourceDialog, SourceHead, head_of, indented
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.turns import next_turn
from workstation.domain.patient import PatientBanner
from workstation.domain.resource import StoredResource
from workstation.domain.timeline import EventKind
from workstation.services.progress import Progress

_FIRST = "summary"


class RecordRoom(Room):
    """Builds a page when it is first asked for; a page loads its patient when it is shown."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.index = PageIndex(context.theme, PAGES, self.show_page)
        self.stack = QStackedWidget()
        self.sent = SentParts(context.theme, self.stack)
        self._counts: dict[str, int] | None = None
        self._pages: dict[str, Room] = {}
        self._name = ""
        self._stale: set[str] = set()                              # pages that show the chart as it was
        self._turning: Callable[[Room], object] | None = None      # what follows once the chosen page is shown
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.index)
        outer.addWidget(self.sent, 1)
        self.show_page(_FIRST)
        for action in self._ways():
            QShortcut(QKeySequence(action.key), self).activated.connect(action.act)

    # --- pages -------------------------------------------------------------------------------------------------

    @property
    def page_name(self) -> str:
        return self._name

    def page(self, name: str) -> Room:
        """A page, built where it was not yet."""
        if name not in self._pages:
            made = BY_NAME[name].load()(self.context)
            self._pages[name] = made
            made.written.connect(lambda: self._written_on(name))
            self.stack.addWidget(made)
        return self._pages[name]

    def show_page(self, name: str, then: Callable[[Room], object] | None = None) -> None:
        """Goes to a page, which then reads the patient where it shows another one; ``then`` is called with it last.

        A page that is built for this is shown a turn later: building and dressing it are two short steps.
        """
        is_new = name not in self._pages and self.isVisible()
        self.page(name)
        self._name = name
        self.index.show_chosen(name)
        self._turning = then or (lambda _page: None)
        if is_new:
            next_turn(self, self._turn)
        else:
            self._turn()

    def _turn(self) -> None:
        """Shows the page; what it reads of another patient than before follows in a turn of its own."""
        if self._turning is None:
            return
        shown = self.page(self._name)
        self.stack.setCurrentWidget(shown)
        self._say_what_was_sent()
        if self.isVisible() and self.patient is not None and shown.patient is not self.patient:
            next_turn(self, lambda: self._fill(shown))
        else:
            self._fill(shown)

    def _fill(self, shown: Room) -> None:
        if self._turning is None or shown is not self.page(self._name):
            return
        then, self._turning = self._turning, None
        if self.patient is not None and shown.patient is not self.patient:
            shown.show_patient(self.patient)
        elif self._name in self._stale:
            shown.refresh()
        self._stale.discard(self._name)
        then(shown)

    def refresh(self) -> None:
        """The chart changed: the page in sight is read again, each other page when it is next shown."""
        if self.patient is None:
            return
        self._stale = set(self._pages)
        self._count(self.patient)
        self.show_page(self._name)

    def _written_on(self, name: str) -> None:
        """A page added to the chart: the others are read again when they are next shown."""
        if self.patient is not None:
            self._stale |= set(self._pages) - {name}
            self._count(self.patient)
            self.written.emit()

    def _step(self, by: int) -> None:
        names = [entry.name for entry in PAGES]
        self.show_page(names[(names.index(self._name) + by) % len(names)])

    # --- the patient -------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self.show_page(self._name)
        self._count(banner)

    def _count(self, banner: PatientBanner) -> None:
        clinic, patient = self.context.clinic, banner.row.id

        def count(_progress: Progress) -> dict[EventKind, int]:
            from workstation.services import record

            return record.counts(clinic, patient)

        self.context.tasks.run(count, self._show_counts, label=self.tr("Counting what the chart holds"), scope=self,
                               failed=lambda _error: self._say_counts(None))

    def _show_counts(self, counts: dict[EventKind, int]) -> None:
        self._say_counts({entry.name: sum(counts.get(kind, 0) for kind in entry.counts)
                          for entry in PAGES if entry.counts})

    def _say_counts(self, counts: dict[str, int] | None) -> None:
        self._counts, clinic = counts, self.context.clinic
        known = counts or {}
        self.index.show_counts(known, dashes(list(BY_NAME), clinic.guest_parts, known)
                               if clinic.guest_of and self.patient is not None else ())
        self._say_what_was_sent()

    def _say_what_was_sent(self) -> None:
        """In the case of another clinic a page may lack what was not sent, or all of it."""
        clinic = self.context.clinic
        if not clinic.guest_of:
            return
        count = (self._counts or {}).get(self._name)
        found = standing(self._name, clinic.guest_parts, count) if self.patient is not None else Standing.WHOLE
        self.sent.show_standing(found, clinic.guest_of, clinic.guest_parts, self._name)

    def clear(self) -> None:
        super().clear()
        self._say_counts(None)
        for page in self._pages.values():
            page.clear()

    def busy(self) -> bool:
        return super().busy() or self._turning is not None or any(page.busy() for page in self._pages.values())

    def first_focus(self) -> QWidget:
        return self.index.lines[self._name] if self.sent.covers else self.page(self._name).first_focus()

    # --- sources -----------------------------------------------------------------------------------------------

    def open_source(self, key: str) -> None:
        """Shows the original record of a value."""
        clinic, banner = self.context.clinic, self.patient
        if banner is None or not key:
            return

        def fetch(_progress: Progress) -> tuple[StoredResource, SourceHead, str]:
            from workstation.services import record

            resource = record.source(clinic, key)
            return resource, head_of(resource), indented(resource.raw)

        def show(found: tuple[StoredResource, SourceHead, str]) -> None:
            if self.patient is banner:
                SourceDialog(self, self.context.theme, banner, *found).open()

        self.context.tasks.run(fetch, show, label=self.tr("Opening the source"), scope=self)

    def show_target(self, **target: str) -> None:
        """``source=`` opens a value's source, ``page=`` goes to a page, which takes what else was named.

        ``refresh=`` reads the chart again.
        """
        name = target.pop("page", "")
        if "refresh" in target:
            self.refresh()
        elif name in BY_NAME:
            self.show_page(name, lambda page: page.show_target(**target) if target else None)
        elif "source" in target:
            self.open_source(target["source"])

    def find_in_chart(self) -> None:
        """Goes to the search inside the chart, ready to type."""
        self.show_page("search", lambda page: page.first_focus().setFocus(Qt.FocusReason.ShortcutFocusReason))

    def _ways(self) -> list[RoomAction]:
        """The ways between the pages, each with its key."""
        go = [RoomAction(self.tr("Show {page}").format(page=word(entry.name)),
                         lambda name=entry.name: self.show_page(name), f"Alt+{place}")
              for place, entry in enumerate(PAGES[:9], 1)]
        return [RoomAction(self.tr("Find in this chart"), self.find_in_chart, "Ctrl+F"), *go,
                RoomAction(self.tr("Next page of the chart"), lambda: self._step(1), "Ctrl+PgDown"),
                RoomAction(self.tr("Previous page of the chart"), lambda: self._step(-1), "Ctrl+PgUp")]

    def actions(self) -> list[RoomAction]:
        rest = [RoomAction(self.tr("Show {page}").format(page=word(entry.name)),
                           lambda name=entry.name: self.show_page(name)) for entry in PAGES[9:]]
        return [*self.page(self._name).actions(), *self._ways(), *rest]
