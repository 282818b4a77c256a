"""Other institutions whose records this clinic may ask for: the list, trying one, and the way to fetch a patient."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from views.admin.institutions_form import InstitutionForm, KeyDialog
from views.shell.tasks import Job, Tasks
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Card, Hairline, Tag, Text, empty_layout, row
from views.widgets.states import translated_error
from views.widgets.theme import Severity, Theme
from workstation.errors import ConsiliaError
from workstation.services.clinic import Clinic
from workstation.services.institution_fetch import Greeting
from workstation.services.institutions import Institution, SignIn
from workstation.services.progress import Progress


class Institutions(QScrollArea):
    """Two lines an institution; the form below where the signed-in person manages the clinic."""

    def __init__(self, dialog: QWidget, theme: Theme, clinic: Clinic, tasks: Tasks,
                 fetch: Callable[[str], object]) -> None:
        super().__init__()
        self._dialog, self._theme, self._clinic, self._tasks, self._fetch = dialog, theme, clinic, tasks, fetch
        self.may_manage = clinic.may("institution.manage")
        self._trial: Job | None = None
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Institutions"))
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        self.listed = Card(self.tr("Other institutions"))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.listed.body.addLayout(self._rows)
        column.addWidget(self.listed)
        self._mark = Tag(theme, Severity.INFO, "")
        self._mark.setVisible(False)
        self._said = Text("", "body", wrap=True)
        self.stop = Button(self.tr("Stop"), self.stop_trial)
        self.stop.setAutoDefault(False)
        self.stop.setVisible(False)
        column.addLayout(row(self._mark, self._said, self.stop))
        if self.may_manage:
            self.form = InstitutionForm(self.add)
            column.addWidget(self.form)
        else:
            column.addWidget(Text(self.tr("Whoever manages the clinic adds and removes institutions."), "secondary",
                                  wrap=True))
        column.addStretch(1)
        self.setWidget(page)
        self.load()

    def load(self) -> None:
        """Reads the list anew."""
        clinic = self._clinic

        def work(_progress: Progress) -> list[Institution]:
            from workstation.services import institutions

            return institutions.listed(clinic)

        self._tasks.run(work, self._show, label=self.tr("Institutions"), scope=self, failed=self._failed)

    # --- doing -------------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Keeps the institution of the form."""
        clinic, (wanted, token) = self._clinic, self.form.wanted()
        self.form.button.setEnabled(False)

        def work(_progress: Progress) -> tuple[Institution, str]:
            import json

            from workstation.services import institutions

            made = institutions.add(clinic, wanted, token)
            key = institutions.jwk(clinic, made.name) if made.sign_in is SignIn.SMART else None
            return made, json.dumps(key, indent=1) if key else ""

        self._tasks.run(work, self._added, label=self.tr("Adding an institution"), scope=self, failed=self._failed)

    def _added(self, made: tuple[Institution, str]) -> None:
        one, key = made
        self.form.empty()
        self._say(Severity.FINE, self.tr("{name} is kept.").format(name=one.name))
        self.load()
        if key:
            KeyDialog(self._dialog, self._theme, one, key).open()

    def test(self, name: str) -> None:
        """Calls once, asking for nobody."""
        clinic = self._clinic
        self.stop_trial()
        self._say(Severity.INFO, self.tr("Calling {name}").format(name=name))
        self.stop.setVisible(True)

        def work(progress: Progress) -> Greeting:
            from workstation.services import institution_fetch

            return institution_fetch.test(clinic, name, progress)

        def done(told: Greeting) -> None:
            said = self.tr("{name} answers: {software}, FHIR {version}.").format(
                name=name, software=told.software or self.tr("its software is not named"), version=told.version)
            self._say(Severity.FINE, said)

        self._trial = self._tasks.run(work, done, label=self.tr("Testing the connection"), scope=self,
                                      failed=self._failed)

    def stop_trial(self) -> None:
        """What a trial still brings is dropped."""
        if self._trial is not None:
            self._trial.cancel()
            self._trial = None
            self._say(Severity.INFO, self.tr("Stopped."))

    def ask_to_remove(self, name: str) -> Dialog:
        """Asks first, and never defaults to yes."""
        dialog = Dialog(self._dialog, self._theme, self.tr("Remove this institution?"))
        dialog.page.addWidget(Text(self.tr("Remove this institution?"), "title"))
        dialog.page.addWidget(Text(self.tr("{name} is forgotten, its sign-in with it. What came from it stays.").format(
            name=name), wrap=True))
        keep = Button(self.tr("Keep"), dialog.reject)
        away = Button(self.tr("Remove"), role="danger")
        away.clicked.connect(lambda *_: (dialog.accept(), self.remove(name)))
        away.setAutoDefault(False)
        keep.setDefault(True)
        dialog.page.addLayout(row(1, keep, away))
        dialog.open()
        keep.setFocus()
        return dialog

    def remove(self, name: str) -> None:
        """Forgets it with its secret."""
        clinic = self._clinic

        def work(_progress: Progress) -> None:
            from workstation.services import institutions

            institutions.remove(clinic, name)

        def done(_none: None) -> None:
            self._say(Severity.FINE, self.tr("{name} is forgotten.").format(name=name))
            self.load()

        self._tasks.run(work, done, label=self.tr("Removing an institution"), scope=self, failed=self._failed)

    # --- showing -----------------------------------------------------------------------------------------------

    def _show(self, known: list[Institution]) -> None:
        empty_layout(self._rows)
        self.listed.aside.say(str(len(known)) if known else "")
        if not known:
            self._rows.addWidget(Text(self.tr("None yet. A record is asked for where somebody added the address."),
                                      "secondary", wrap=True))
        for place, one in enumerate(known):
            if place:
                self._rows.addWidget(Hairline())
            self._rows.addLayout(row(Text(one.name, "strong"), 1, *self._buttons(one)))
            self._rows.addWidget(Text("  ·  ".join(filter(None, (
                one.url, one.dicomweb, self._sign_in(one), self._certificate(one),
                self.tr("proxy {proxy}").format(proxy=one.proxy) if one.proxy else ""))), "small", wrap=True))

    def _buttons(self, one: Institution) -> list[Button]:
        made: list[Button] = []
        if one.url and self._clinic.may("institution.ask"):
            made.append(Button(self.tr("Test"), lambda: self.test(one.name)))
            made.append(Button(self.tr("Fetch this patient"), lambda: self._fetch(one.name)))
        if self.may_manage:
            made.append(Button(self.tr("Remove"), lambda: self.ask_to_remove(one.name)))
        for button in made:
            button.setAutoDefault(False)
            button.setAccessibleName(f"{button.text()}: {one.name}")
        return made

    def _sign_in(self, one: Institution) -> str:
        return {SignIn.NONE: self.tr("no sign-in"), SignIn.BEARER: self.tr("by their token"),
                SignIn.SMART: self.tr("SMART, client {client}").format(client=one.client_id)}[one.sign_in]

    def _certificate(self, one: Institution) -> str:
        if one.pin:
            return self.tr("one agreed certificate")
        return self.tr("an authority of theirs") if one.authority else ""

    def _failed(self, error: ConsiliaError) -> None:
        if self.may_manage:
            self.form.button.setEnabled(True)
        self._say(Severity.CRITICAL, translated_error(error)[0])

    def _say(self, severity: Severity, words: str) -> None:
        marks = {Severity.FINE: self.tr("done"), Severity.CRITICAL: self.tr("failed"), Severity.INFO: self.tr("note")}
        self._mark.set(severity, marks[severity])
        self._mark.setVisible(True)
        self._said.say(words)
        self.stop.setVisible(False)
        if severity is not Severity.INFO:
            self._trial = None
