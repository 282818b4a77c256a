"""Fetching a patient from another institution: what leaves is said first, then who fits there, then the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QListWidget, QListWidgetItem, QWidget

from engines.text.safe_text import for_screen
from views.shell.import_flow import ReportDialog
from views.shell.tasks import Job, Tasks
from views.widgets import words
from views.widgets.banner import BannerBar
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.states import translated_error
from views.widgets.theme import Theme
from workstation.domain.patient import PatientBanner
from workstation.errors import ConsiliaError

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic
    from workstation.services.institution_fetch import Fetched, Leaves, Person
    from workstation.services.institutions import Institution
    from workstation.services.progress import Progress


class FetchDialog(Dialog):
    """Nothing leaves before the button under the lines that say what would; nothing comes in before one is chosen."""

    def __init__(self, parent: QWidget, theme: Theme, clinic: Clinic, tasks: Tasks, name: str,
                 banner: PatientBanner | None) -> None:
        bar = BannerBar(theme) if banner is not None else None
        super().__init__(parent, theme, "", bar)
        if bar is not None and banner is not None:
            bar.show_patient(banner)
        self._clinic, self._tasks, self._job = clinic, tasks, None
        self._institution: Institution | None = None
        self._name = name
        self.setWindowTitle(self.tr("Fetch a patient"))
        self.setAccessibleName(self.tr("Fetch a patient"))
        self.resize(760, 560)
        self.page.addWidget(Text(self.tr("Fetch a patient from {name}").format(name=name), "large", elide=True))
        self.number = self._line(self.tr("A number of the person"))
        self.person = self._line(self.tr("Name or part of it"))
        self.born = self._line(self.tr("Birth date, YYYY-MM-DD"))
        self.form = QComboBox()
        self.form.setAccessibleName(self.tr("How much"))
        self.form.setMinimumHeight(32)
        for form, said in (("everything", self.tr("Everything they hold")), ("summary", self.tr("Their summary only"))):
            self.form.addItem(said, form)
        self.page.addLayout(row(self.number, self.person, self.born, self.form))
        self.leaves = Text("", "body", wrap=True)
        self.page.addWidget(Text(self.tr("This would leave the clinic:"), "strong"))
        self.page.addWidget(self.leaves)
        self.people = QListWidget()
        self.people.setAccessibleName(self.tr("Who fits there"))
        self.people.setSpacing(4)
        self.page.addWidget(Text(self.tr("Who fits there"), "strong"))
        self.page.addWidget(self.people, 1)
        self.said = Text("", "secondary", wrap=True)
        self.page.addWidget(self.said)
        self.ask_button = Button(self.tr("Agree and ask"), self.ask, role="main")
        self.fetch_button = Button(self.tr("Fetch the chosen one"), self.fetch, role="main")
        self.stop_button = Button(self.tr("Stop"), self.stop)
        self.page.addLayout(row(1, Button(self.tr("Close"), self.reject), self.stop_button, self.ask_button,
                                self.fetch_button))
        for field in (self.number, self.person, self.born):
            field.textChanged.connect(lambda *_: self._changed())
        self.form.currentIndexChanged.connect(lambda *_: self._changed())
        self.people.currentRowChanged.connect(lambda *_: self._fit())
        if banner is not None:
            self.number.setText(banner.row.number)
        self._load(name)

    def asked(self) -> list[tuple[str, str]]:
        """What the person is asked for by, as FHIR search parameters."""
        typed = (("identifier", self.number), ("name", self.person), ("birthdate", self.born))
        return [(name, field.text().strip()) for name, field in typed if field.text().strip()]

    def _load(self, name: str) -> None:
        clinic = self._clinic

        def work(_progress: Progress) -> Institution:
            from workstation.services import institutions

            return institutions.find(clinic, name)

        def done(found: Institution) -> None:
            self._institution = found
            self._changed()

        self._fit()
        self._tasks.run(work, done, label=self.tr("Institutions"), scope=self, failed=self._failed)

    def ask(self) -> None:
        """Searches there; what was shown as leaving leaves now."""
        clinic, there, asked = self._clinic, self._institution, self.asked()
        if there is None:
            return

        def work(progress: Progress) -> list[Person]:
            from workstation.services.institution_fetch import Session

            return Session(clinic, there, progress).people(asked)

        self.people.clear()
        self._begin(self._tasks.run(work, self._show_people, label=self.tr("Asking {name}").format(name=self._name),
                                    scope=self, failed=self._failed))

    def _show_people(self, found: list[Person]) -> None:
        for one in found:
            facts = (one.name, one.born, words.sex(one.sex) if one.sex else "", " ".join(one.numbers))
            item = QListWidgetItem(for_screen("  ·  ".join(filter(None, facts)), longest=300))
            item.setData(Qt.ItemDataRole.UserRole, one.id)
            self.people.addItem(item)
        self._end(self.tr("Nobody there fits.") if not found else
                  self.tr("Choose who is meant; nothing was fetched yet."))
        if len(found) == 1:
            self.people.setCurrentRow(0)

    def fetch(self) -> None:
        """Brings the chosen record through the import, and shows its report."""
        item, clinic, there = self.people.currentItem(), self._clinic, self._institution
        if item is None or there is None:
            return
        chosen, form = str(item.data(Qt.ItemDataRole.UserRole)), str(self.form.currentData())

        def work(progress: Progress) -> Fetched:
            from workstation.services.institution_fetch import Form, Session

            return Session(clinic, there, progress).fetch(chosen, Form(form))

        def done(fetched: Fetched) -> None:
            self._end(self.tr("It is taken in; whether two records are of one person is decided in To decide."))
            ReportDialog(self, self.theme, fetched.report).open()

        self._begin(self._tasks.run(work, done, label=self.tr("Fetching from {name}").format(name=self._name),
                                    scope=self, failed=self._failed))

    def stop(self) -> None:
        """What is still on its way is dropped."""
        if self._job is not None:
            self._job.cancel()
            self._end(self.tr("Stopped. Nothing was taken in."))

    def done(self, result: int) -> None:
        self._tasks.drop(self)
        super().done(result)

    # --- showing -----------------------------------------------------------------------------------------------

    def _changed(self) -> None:
        """Other words: who fitted before doesn't count any more."""
        self.people.clear()
        there, asked = self._institution, self.asked()
        if there is not None:
            from workstation.services.institution_fetch import Form, leaving

            lines = leaving(there, asked, Form(self.form.currentData())) if asked else []
            self.leaves.say("\n".join(f"•  {leaving_words(line)}" for line in lines) or
                            self.tr("Nothing yet: name the person by a number or a name."))
        self._fit()

    def _fit(self) -> None:
        running = self._job is not None
        self.stop_button.setVisible(running)
        chosen = self.people.currentItem() is not None
        self.ask_button.setVisible(not chosen)
        self.ask_button.setEnabled(not running and self._institution is not None and
                                   any(name != "birthdate" for name, _ in self.asked()))
        self.fetch_button.setVisible(chosen)
        self.fetch_button.setEnabled(not running)

    def _begin(self, job: Job) -> None:
        self._job = job
        self.said.say(self.tr("Waiting for {name}").format(name=self._name))
        self._fit()

    def _end(self, said: str) -> None:
        self._job = None
        self.said.say(said)
        self._fit()

    def _failed(self, error: ConsiliaError) -> None:
        self._end(f"▲ {translated_error(error)[0]}")

    @staticmethod
    def _line(said: str) -> QLineEdit:
        line = QLineEdit()
        line.setPlaceholderText(said)
        line.setAccessibleName(said)
        line.setMinimumHeight(32)
        return line


def leaving_words(line: Leaves) -> str:
    """A line of what leaves, in the language of the screen."""
    tr = QCoreApplication.translate
    known = {
        "to {url}: our client id {client} and a signed proof of it, asking for {scope}":
            tr("leaving", "to {url}: our client id {client} and a signed proof of it, asking for {scope}"),
        "to {url}: the token they gave us, with each call":
            tr("leaving", "to {url}: the token they gave us, with each call"),
        "to {url}: the id they know the person by, {value}":
            tr("leaving", "to {url}: the id they know the person by, {value}"),
        "to {url}: the person's {name}, {value}": tr("leaving", "to {url}: the person's {name}, {value}"),
        "to {url}: the id of the person they find": tr("leaving", "to {url}: the id of the person they find"),
        "to {url}: that this clinic asks for {form} of that person, from this computer's address":
            tr("leaving", "to {url}: that this clinic asks for {form} of that person, from this computer's address"),
        "to the proxy {proxy}: the names of these servers":
            tr("leaving", "to the proxy {proxy}: the names of these servers"),
    }
    told = {"identifier": tr("leaving", "number"), "name": tr("leaving", "name"),
            "birthdate": tr("leaving", "birth date"), "everything": tr("leaving", "everything"),
            "summary": tr("leaving", "a summary")}
    fields = {name: told.get(value, value) if name in ("name", "form") else value for name, value in line.fields}
    return known.get(line.template, line.template).format(**fields)
