"""A file that came: what it says of itself, whether its sender is known, and only then whether it is taken in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QLineEdit, QWidget

from views.share import words
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Hairline, Tag, Text, row
from views.widgets.theme import Severity, Theme
from workstation.domain.opinion import Look


class PassphraseDialog(Dialog):
    """Asks for the passphrase of a package."""

    def __init__(self, parent: QWidget, theme: Theme, then: Callable[[str], object]) -> None:
        super().__init__(parent, theme, QCoreApplication.translate("share", "Passphrase of the package"))
        self.page.addWidget(Text(self.tr("This package opens with a passphrase that its sender told you."), wrap=True))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(self.tr("Passphrase"))
        self.field.setMinimumWidth(360)
        self.page.addWidget(self.field)
        go = Button(self.tr("Open"), role="main")
        go.clicked.connect(lambda *_: (self.accept(), then(self.field.text())))
        go.setDefault(True)
        self.page.addLayout(row(1, Button(self.tr("Cancel"), self.reject), go))


class LookDialog(Dialog):
    """Signature and every part are checked by now; nothing is kept until the button."""

    def __init__(self, parent: QWidget, theme: Theme, seen: Look, take: Callable[[], object]) -> None:
        question = seen.kind == "question"
        super().__init__(parent, theme, QCoreApplication.translate("share", "A question") if question
                         else QCoreApplication.translate("share", "An answer"))
        self.setMinimumWidth(560)
        title = self.tr("{name} asks for a second opinion") if question else self.tr("{name} has answered")
        self.page.addWidget(Text(title.format(name=seen.sender_name), "large", wrap=True))
        self.page.addLayout(row(self._trust(theme, seen), 1))
        if not seen.sender_verified:
            caution = self.tr("Before you rely on it, compare these words with the sender by telephone:")
            self.page.addWidget(Text(caution, "secondary", wrap=True))
            self.page.addWidget(Text(seen.sender_words, "strong", wrap=True))
        self.page.addWidget(Hairline())
        when = [seen.patient_name, words.day(seen.made.isoformat())]
        if seen.deadline is not None:
            when.append(self.tr("answer needed by {day}").format(day=words.day(seen.deadline.isoformat())))
        self.page.addWidget(Text("  ·  ".join(when), "strong", wrap=True))
        self.page.addWidget(Text(seen.text, wrap=True))
        for name, count, size in seen.parts:
            self.page.addLayout(row(Text(words.line(name)), 1, Text(f"{count}  ·  {words.size(size)}", "strong")))
        self.page.addWidget(Text(self.tr("Signature and all parts stand. It becomes a case of its own, apart from your "
                                         "patients.") if question else
                                 self.tr("Signature and all parts stand. It goes into the record as what the reader "
                                         "proposes; nothing is accepted for you."), "secondary", wrap=True))
        self.button = Button(self.tr("Open as a case") if question else self.tr("Take it into the record"), role="main")
        self.button.clicked.connect(lambda *_: (self.accept(), take()))
        if seen.before:
            self.page.addWidget(Text(self.tr("It was opened before; nothing will change."), "secondary", wrap=True))
        self.page.addLayout(row(1, Button(self.tr("Leave it"), self.reject), self.button))

    def _trust(self, theme: Theme, seen: Look) -> Tag:
        if seen.sender_verified:
            return Tag(theme, Severity.FINE, self.tr("Key verified"))
        if seen.sender_known:
            return Tag(theme, Severity.WARNING, self.tr("Known, key not verified"))
        return Tag(theme, Severity.WARNING, self.tr("Not among your contacts"))
