"""Adding an institution: its address, how its certificate is known, how we sign in."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QWidget

from views.shell.sign_in import Passphrase
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Card, Text, row
from views.widgets.theme import Theme
from workstation.services.institutions import Institution, SignIn


class InstitutionForm(Card):
    """What a new institution needs; fields of another sign-in than the chosen one are not shown."""

    def __init__(self, add: Callable[[], object]) -> None:
        super().__init__("")
        self.name = self._line(self.tr("Name here, such as county"))
        self.url = self._line(self.tr("FHIR address, https://"))
        self.dicomweb = self._line(self.tr("DICOMweb address (optional), https://"))
        self.sign_in = QComboBox()
        self.sign_in.setAccessibleName(self.tr("Sign-in"))
        self.sign_in.setMinimumHeight(32)
        for kind, words in ((SignIn.NONE, self.tr("No sign-in")), (SignIn.BEARER, self.tr("A token they gave us")),
                            (SignIn.SMART, self.tr("SMART: a key made here"))):
            self.sign_in.addItem(words, kind)
        self.token = Passphrase(self.tr("Their token"))
        self.client = self._line(self.tr("Client id they gave us"))
        self.token_url = self._line(self.tr("Token endpoint (else the server is asked)"))
        self.pin = self._line(self.tr("Certificate's SHA-256, where one is agreed (optional)"))
        self.proxy = self._line(self.tr("Proxy (optional), http://host:port"))
        self.button = Button(self.tr("Add"), add, role="main")
        self.button.setAutoDefault(False)
        self.body.setSpacing(8)
        self.body.addWidget(Text(self.tr("Add an institution"), "title"))
        self.body.addLayout(row(self.name, self.url))
        self.body.addLayout(row(self.dicomweb, self.proxy))
        self.body.addLayout(row(self.sign_in, self.token, self.client, self.token_url))
        self.body.addLayout(row(self.pin, self.button))
        self.body.addWidget(Text(self.tr("Tokens and keys are sealed in the store and shown nowhere. Only https is "
                                         "called, except on this computer."), "small", wrap=True))
        self.sign_in.currentIndexChanged.connect(lambda *_: self._fit())
        self._fit()

    def wanted(self) -> tuple[Institution, str]:
        """(what was typed, the token)."""
        kind = SignIn(self.sign_in.currentData())
        smart = kind is SignIn.SMART
        return Institution(
            self.name.text().strip(), self.url.text().strip(), self.dicomweb.text().strip(), kind,
            self.client.text().strip() if smart else "", self.token_url.text().strip() if smart else "",
            pin=self.pin.text().strip(), proxy=self.proxy.text().strip(),
        ), self.token.text().strip() if kind is SignIn.BEARER else ""

    def empty(self) -> None:
        """For the next one; no token stays in the field."""
        self.button.setEnabled(True)
        for line in (self.name, self.url, self.dicomweb, self.token, self.client, self.token_url, self.pin, self.proxy):
            line.clear()
        self.sign_in.setCurrentIndex(0)

    def _fit(self) -> None:
        kind = SignIn(self.sign_in.currentData())
        self.token.setVisible(kind is SignIn.BEARER)
        for line in (self.client, self.token_url):
            line.setVisible(kind is SignIn.SMART)

    @staticmethod
    def _line(words: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(words)
        line.setAccessibleName(words)
        line.setMinimumHeight(32)
        return line


class KeyDialog(Dialog):
    """The public key to be registered at an institution that knows us by SMART."""

    def __init__(self, parent: QWidget, theme: Theme, one: Institution, key: str) -> None:
        super().__init__(parent, theme, "")
        self.setWindowTitle(self.tr("Public key"))
        self.setAccessibleName(self.tr("Public key"))
        self.setMinimumWidth(560)
        self.page.addWidget(Text(self.tr("Give this public key to {name}").format(name=one.name), "title"))
        self.page.addWidget(Text(self.tr("They register it for client {client}. It is no secret; the private half "
                                         "never leaves the store.").format(client=one.client_id), "secondary",
                                 wrap=True))
        shown = QPlainTextEdit()
        shown.setPlainText(key)
        shown.setReadOnly(True)
        shown.setAccessibleName(self.tr("Public key"))
        shown.setMinimumHeight(220)
        self.page.addWidget(shown)
        close = Button(self.tr("Close"), self.accept, role="main")
        self.page.addLayout(row(1, Button(self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(key)), close))
