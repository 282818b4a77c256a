"""Contacts: one's own block to give out, others' to take in, and the words to compare on the telephone."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from views.share import words
from views.shell.room import RoomContext
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Card, Tag, Text, empty_layout, row
from views.widgets.states import translated_error
from views.widgets.theme import Severity
from workstation.domain.opinion import Contact
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress


class ContactsDialog(Dialog):
    """Everything about contacts; closes with Esc."""

    def __init__(self, parent: QWidget, context: RoomContext) -> None:
        super().__init__(parent, context.theme, QCoreApplication.translate("share", "Contacts for second opinions"))
        self._context = context
        self.resize(720, 620)
        self._own_words, self._own_name = Text("", "strong", wrap=True), Text("", "title")
        mine = Card("")
        mine.body.setSpacing(6)
        mine.body.addWidget(self._own_name)
        mine.body.addWidget(Text(self.tr("Your words, to read aloud to whoever has your block:"), "secondary",
                                 wrap=True))
        mine.body.addWidget(self._own_words)
        self._block = ""
        self.copy = Button(self.tr("Copy my block"), self._copy)
        mine.body.addLayout(row(1, self.copy))
        self.page.addWidget(mine)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        holder = QWidget()
        holder.setProperty("role", "page")
        holder.setLayout(self._rows)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(holder)
        scroll.setAccessibleName(self.tr("Contacts"))
        self.page.addWidget(scroll, 1)
        self.block = QPlainTextEdit()
        self.block.setAccessibleName(self.tr("Block of another clinic"))
        self.block.setPlaceholderText(self.tr("Paste the block that the other clinic gave you"))
        self.block.setTabChangesFocus(True)
        self.block.setFixedHeight(64)
        self.page.addWidget(self.block)
        self.said = Text("", "critical", wrap=True)
        self.said.setVisible(False)
        self.page.addWidget(self.said)
        self.add_button = Button(self.tr("Add contact"), self.add)
        self.page.addLayout(row(1, self.add_button, Button(self.tr("Close"), self.accept, role="main")))
        self.finished.connect(lambda *_: context.tasks.drop(self))
        self.load()

    def load(self) -> None:
        """Reads own words and the list."""
        clinic = self._context.clinic

        def work(_progress: Progress) -> tuple[str, str, str, list[Contact]]:
            from workstation.services import second_opinion_contacts as contacts

            own = contacts.own(clinic)
            return own.name, own.words(), contacts.own_block(clinic), contacts.listed(clinic)

        self._context.tasks.run(work, lambda found: self._show(*found), label=self.tr("Contacts"), scope=self,
                                failed=self._failed)

    def _show(self, name: str, own: str, block: str, found: list[Contact]) -> None:
        self._own_name.say(self.tr("You are {name}").format(name=name))
        self._own_words.say(own)
        self._block = block
        empty_layout(self._rows)
        if not found:
            words_ = self.tr("No contact yet: exchange blocks with the other clinic, by file or mail.")
            self._rows.addWidget(Text(words_, "secondary", wrap=True))
        for one in found:
            self._rows.addWidget(self._card(one))
        self._rows.addStretch(1)

    def _card(self, one: Contact) -> Card:
        card = Card("")
        verified = one.verified_at is not None
        mark = Tag(self.theme, Severity.FINE if verified else Severity.WARNING,
                   self.tr("Verified") if verified else self.tr("Not verified"))
        card.body.addLayout(row(Text(one.name, "title"), mark, 1,
                                Button(self.tr("Remove"), lambda: self._do("drop", one.id), role="quiet")))
        if one.verified_at is not None:
            said = self.tr("Words compared by {name} on {day}")
            card.body.addWidget(Text(said.format(name=one.verified_by, day=words.day(one.verified_at.isoformat())),
                                     "secondary"))
            return card
        card.body.addWidget(Text(self.tr("Call them, ask for their eight words and type what you hear:"), "secondary",
                                 wrap=True))
        heard = QLineEdit()
        heard.setAccessibleName(self.tr("Words of {name}").format(name=one.name))
        line = row(heard, Button(self.tr("Compare"), lambda: self._do("verify", one.id, heard.text())))
        line.setStretch(0, 1)
        card.body.addLayout(line)
        return card

    def add(self) -> None:
        """Takes the pasted block."""
        self._do("add", self.block.toPlainText(), self.tr("The text"))

    def _do(self, what: str, *given: str) -> None:
        clinic = self._context.clinic
        self.say("")

        def work(_progress: Progress) -> object:
            from workstation.services import second_opinion_contacts as contacts

            return {"add": contacts.add, "verify": contacts.verify, "drop": contacts.drop}[what](clinic, *given)

        def done(_result: object) -> None:
            if what == "add":
                self.block.clear()
            self.load()

        self._context.tasks.run(work, done, label=self.tr("Contacts"), scope=self, failed=self._failed)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._block)
        self._context.notify(self.tr("Your block is copied: it holds public keys only."), Severity.INFO)

    def _failed(self, error: ConsiliaError) -> None:
        self.say(translated_error(error)[0])

    def say(self, sentence: str) -> None:
        """What went wrong."""
        self.said.say(sentence)
        self.said.setVisible(bool(sentence))
