"""Plugins: what runs, what was refused and why, and the choices a clinic makes once."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QScrollArea, QVBoxLayout, QWidget

from engines.text.safe_text import for_screen
from views.shell.tasks import Tasks
from views.widgets.kit import Card, Hairline, Tag, Text, row
from views.widgets.states import translated_error
from views.widgets.theme import Severity, Theme
from workstation.errors import ConsiliaError
from workstation.services.clinic import Clinic
from workstation.services.plugins import Installed
from workstation.services.progress import Progress

Chosen = dict[str, dict[str, str]]


class Plugins(QScrollArea):
    """Reads the plugins off the GUI thread; a choice is written at once."""

    def __init__(self, theme: Theme, clinic: Clinic, tasks: Tasks, language: str) -> None:
        super().__init__()
        self._theme, self._clinic, self._tasks, self._language = theme, clinic, tasks, language
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Plugins"))
        page = QWidget()
        page.setProperty("role", "page")
        self._column = QVBoxLayout(page)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        self._said = Text("", "critical", wrap=True)
        self._said.setVisible(False)
        self._column.addWidget(self._said)
        self.setWidget(page)
        self.settings: dict[tuple[str, str], QComboBox] = {}

        def work(_progress: Progress) -> tuple[Installed, Chosen]:
            from workstation.services import plugins

            return plugins.installed(clinic.data_dir), plugins.settings(clinic)

        tasks.run(work, self._show, label=self.tr("Reading the plugins"), scope=self, failed=self._failed)

    def _show(self, read: tuple[Installed, Chosen]) -> None:
        installed, chosen = read
        running = Card(self.tr("Installed"), str(len(installed.plugins)))
        for place, plugin in enumerate(installed.plugins):
            manifest = plugin.manifest
            if place:
                running.body.addWidget(Hairline())
            running.body.addLayout(row(
                Text(manifest.translated(manifest.title, self._language), "strong"),
                Text(f"{manifest.id} {manifest.version}", "small"), 1,
                Text(manifest.rights.licence, "small")))
            running.body.addWidget(Text(manifest.translated(manifest.summary, self._language), "secondary", wrap=True))
            for setting in manifest.settings:
                box = QComboBox()
                title = manifest.translated(setting.title, self._language)
                box.setAccessibleName(for_screen(title))
                box.addItems([for_screen(word) for word in setting.words])
                box.setCurrentText(chosen.get(manifest.id, {}).get(setting.name, setting.default))
                box.setEnabled(self._clinic.may("plugin.manage"))
                box.textActivated.connect(lambda word, at=(manifest.id, setting.name): self.choose(at[0], at[1], word))
                self.settings[manifest.id, setting.name] = box
                running.body.addLayout(row(Text(title), 1, box))
        self._column.addWidget(running)
        self._column.addWidget(self._refused(installed))
        if not self._clinic.may("plugin.manage"):
            self._column.addWidget(Text(self.tr("An administrator makes these choices for the whole clinic."),
                                        "secondary", wrap=True))
        self._column.addStretch(1)

    def _refused(self, installed: Installed) -> Card:
        card = Card(self.tr("Refused"), str(len(installed.refused)))
        if not installed.refused:
            card.body.addWidget(Text(self.tr("None: every plugin that was found passed its checks."), "secondary",
                                     wrap=True))
        for refused in installed.refused:
            card.body.addLayout(row(Tag(self._theme, Severity.WARNING, self.tr("refused")),
                                    Text(refused.place, "strong", elide=True)))
            for fault in refused.faults:
                card.body.addWidget(Text(str(fault), "small", wrap=True))
        return card

    def choose(self, plugin_id: str, name: str, word: str) -> None:
        """Sets one choice for the whole clinic."""
        clinic = self._clinic

        def work(_progress: Progress) -> None:
            from workstation.services import plugins

            plugins.choose(clinic, plugin_id, name, word)

        self._tasks.run(work, lambda _none: self._said.setVisible(False), label=self.tr("Keeping the choice"),
                        scope=self, failed=self._failed)

    def _failed(self, error: ConsiliaError) -> None:
        self._said.say("▲ " + " ".join(part for part in translated_error(error) if part))
        self._said.setVisible(True)
