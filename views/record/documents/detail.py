"""One document at the right of the list: its head, what must be said of it, and the reader for its content."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QImage
from PySide6.QtWidgets import QComboBox, QFileDialog, QStackedWidget, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen
from views.record.documents import words
from views.record.documents.pages_reader import PagesReader, image_of
from views.record.documents.sound_reader import SoundReader
from views.record.documents.sound_wave import Waves, waves_of
from views.record.documents.text_reader import TextReader
from views.shell.room import Room, RoomContext
from views.widgets import words as people
from views.widgets.controls import IconButton
from views.widgets.kit import Button, Card, Text, empty_layout, row
from views.widgets.states import StateStack
from views.widgets.theme import Severity
from workstation.domain.document import ChartDocument, NoReading, OpenedPart, PagesReading, SoundReading, TextReading
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.domain.report import PagePicture


@dataclass(frozen=True, slots=True)
class _Opened:
    """What the thread brings."""

    part: OpenedPart
    waves: Waves | None


class DocumentPane(Card):
    """``show_document`` opens the first part; the chooser opens the others."""

    def __init__(self, room: Room, context: RoomContext, open_source: Callable[[str], object]) -> None:
        super().__init__()
        self._room, self._context = room, context
        self._document: ChartDocument | None = None
        self._wanted: tuple[str, int] | None = None
        self.opened: OpenedPart | None = None
        theme = context.theme
        self.name = Text("", "large", elide=True)
        self.facts = Text("", "secondary", elide=True)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(self.tr("Parts of the document"))
        self.chooser.activated.connect(self._open)
        self.save_button = Button(self.tr("Save a copy…"), self.save, role="quiet")
        self.source_button = Button(
            self.tr("Open record"), lambda: self._document and open_source(self._document.source), role="quiet")
        self.remarks = QVBoxLayout()
        self.remarks.setSpacing(2)
        self.text, self.pages, self.sound = TextReader(theme), PagesReader(theme), SoundReader(theme)
        self.pages.wanted.connect(self._draw)
        self.pages.moved.connect(self._say_page)
        self._page_line = self._page_bar()
        self.readers = QStackedWidget()
        for reader in (self.text, self.pages, self.sound):
            self.readers.addWidget(reader)
        self.states = StateStack(theme, self.readers)
        self._lay_out()
        self.empty()

    def _lay_out(self) -> None:
        head = row(self.name, spacing=6)
        head.setStretch(0, 1)
        for widget in (self.chooser, self.save_button, self.source_button):
            head.addWidget(widget)
        self.body.setSpacing(6)
        self.body.addLayout(head)
        self.body.addWidget(self.facts)
        self.body.addLayout(self.remarks)
        self.body.addWidget(self._page_line)
        self.body.addWidget(self.states, 1)

    def _page_bar(self) -> QWidget:
        bar = QWidget()
        self._page_words = Text("", "small")
        self._zoom_words = Text("", "small")
        theme = self._context.theme
        line = row(self._page_words, 1, self._zoom_words, spacing=4)
        for icon_name, said, act in (
            ("zoom-out", self.tr("Smaller (minus key)"), lambda: self.pages.zoom_by(-1)),
            ("zoom-in", self.tr("Larger (plus key)"), lambda: self.pages.zoom_by(1)),
            ("fit", self.tr("Fit the width (0 key)"), self.pages.fit),
        ):
            line.addWidget(IconButton(theme, icon_name, said, act))
        bar.setLayout(line)
        return bar

    # --- what is shown -----------------------------------------------------------------------------------------

    def empty(self) -> None:
        """Forgets the document."""
        self._document = self._wanted = None
        for said in (self.name, self.facts):
            said.say("")
        for widget in (self.chooser, self.source_button):
            widget.hide()
        self._forget()
        self.states.show_content()

    def _forget(self) -> None:
        """No word, page or sound of the former part stays."""
        self.opened = None
        self.text.show_reading(None)
        self.pages.show_reading(None)
        self.sound.show_waves(None)
        self._page_line.hide()
        self.save_button.hide()
        self.readers.setCurrentWidget(self.text)
        empty_layout(self.remarks)

    def show_document(self, document: ChartDocument) -> None:
        """Shows a document, its first part open."""
        self._document = document
        self.name.say(words.title(document))
        when = people.day(document.date) if document.date is not None else self.tr("No date recorded")
        if document.date is not None and "T" in document.date.text:
            when = f"{when} {document.date.text[11:16]}"
        author = document.author or self.tr("author not recorded")
        self.facts.say(" · ".join(part for part in (
            words.kind(document.kind), document.type_words, when, author, document.encounter, document.status) if part))
        self.source_button.show()
        self.chooser.clear()
        for place in range(len(document.parts)):
            size = words.size(document.parts[place])
            label = words.part(document, place) + (f" · {size}" if size else "")
            self.chooser.addItem(for_screen(label, 60))
        self.chooser.setVisible(len(document.parts) > 1)
        if document.parts:
            self._open(0)
        else:
            self._forget()
            self.states.show_empty("document", self.tr("No content was sent"), self.tr(
                "The record speaks of a document but holds no words, no file and no address."))

    def sounding(self) -> bool:
        """True where a recording is in the reader."""
        return self.readers.currentWidget() is self.sound and self.opened is not None

    def busy(self) -> bool:
        """True while something of the reader is still to come."""
        return self.text.working() or (self.readers.currentWidget() is self.pages and self.pages.working())

    def _open(self, place: int) -> None:
        document, clinic = self._document, self._context.clinic
        if document is None:
            return
        self._forget()
        self._wanted = wanted = (document.id, place)

        def work(_progress: Progress) -> _Opened:
            from workstation.services import documents

            part = documents.opened(clinic, document, document.parts[place])
            return _Opened(part, waves_of(part.reading) if isinstance(part.reading, SoundReading) else None)

        def failed(error: ConsiliaError) -> None:
            if self._wanted == wanted:
                self.states.show_error(error, lambda: self._open(place))

        self._context.tasks.run(work, lambda found: self._show(wanted, found), scope=self._room, failed=failed,
                                label=self.tr("Opening the document"))

    def _show(self, wanted: tuple[str, int], found: _Opened) -> None:
        if self._wanted != wanted:
            return
        self.opened = part = found.part
        for said in part.remarks:
            self.remarks.addWidget(Text(f"◆ {words.remark(said)}", "warning", wrap=True))
        self.save_button.setVisible(bool(part.data))
        reading = part.reading
        self.states.show_content()
        if isinstance(reading, TextReading):
            self.readers.setCurrentWidget(self.text)
            self.text.show_reading(reading)
        elif isinstance(reading, PagesReading):
            self.readers.setCurrentWidget(self.pages)
            self._page_line.show()
            self.pages.show_reading(reading)
        elif isinstance(reading, SoundReading):
            self.readers.setCurrentWidget(self.sound)
            self.sound.show_waves(found.waves)
        elif isinstance(reading, NoReading):
            self.states.show_empty("document", *words.unshown(reading))

    def _draw(self, index: int, width: int) -> None:
        part = self.opened
        if part is None:
            return

        def work(_progress: Progress) -> QImage:
            from workstation.services import documents

            picture: PagePicture = documents.page(part, index, width)
            return image_of(picture)

        def take(image: QImage | None) -> None:
            if self.opened is part:
                self.pages.take(index, image)

        self._context.tasks.run(work, take, label=self.tr("Drawing a page"), scope=self._room,
                                failed=lambda _error: take(None))

    def _say_page(self, page: int, count: int, percent: int) -> None:
        self._page_words.say(self.tr("Page {page} of {count}").format(page=page, count=count) if count > 1 else "")
        self._zoom_words.say(f"{percent} %" if count else "")

    # --- going on ----------------------------------------------------------------------------------------------

    def first_focus(self) -> QWidget:
        """What takes the keys: the reader that is shown."""
        shown = self.readers.currentWidget()
        return self.sound.wave if shown is self.sound else shown or self.text

    def save(self) -> None:
        """Asks for a place and saves the content there."""
        from workstation.services import documents

        if self.opened is None or not self.opened.data:
            return
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save a copy"), documents.file_name(self.opened))
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, place: Path) -> None:
        """Saves the content as it came."""
        part, clinic = self.opened, self._context.clinic
        if part is None:
            return

        def work(_progress: Progress) -> None:
            from workstation.services import documents

            documents.save(clinic, part, place)

        self._context.tasks.run(
            work, lambda _none: self._context.notify(self.tr("Saved as {name}").format(name=place.name), Severity.FINE),
            label=self.tr("Saving a copy"), scope=self._room)
