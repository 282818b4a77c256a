"""The status bar: who works here, how safe the store is, what is running; switches of language, theme and lock."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QProgressBar

from views.shell.language import LANGUAGES
from views.shell.tasks import Job, Tasks
from views.widgets.controls import IconButton, Picture
from views.widgets.kit import Button, Tag, Text
from views.widgets.theme import Severity, Theme
from workstation.domain.user import Role, User

_SHOW_AFTER_MS = 300               # work shorter than this doesn't flicker through the bar
_MESSAGE_MS = 8000


class StatusBar(QFrame):
    """One line of state at the bottom of the frame."""

    language_asked = Signal(str)
    theme_asked = Signal()
    lock_asked = Signal()
    admin_asked = Signal()

    def __init__(self, theme: Theme, user: User, tasks: Tasks, language: str) -> None:
        super().__init__()
        self._tasks = tasks
        self._job: Job | None = None
        self.setProperty("role", "status")
        self.setFixedHeight(30)
        self.setAccessibleName(self.tr("Status"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 0, 8, 0)
        layout.setSpacing(6)
        layout.addWidget(Picture(theme, "user", side=14))
        layout.addWidget(self._user_button(user))
        layout.addSpacing(12)
        layout.addWidget(Picture(theme, "shield", side=14))
        layout.addWidget(Text(self.tr("Local store, encrypted"), "small"))
        layout.addSpacing(12)
        layout.addWidget(Text(self.tr("Works offline"), "small"))
        layout.addSpacing(12)
        self._message = Tag(theme, Severity.NONE, "")
        self._message.setVisible(False)
        layout.addWidget(self._message)
        layout.addStretch(1)
        self._add_jobs(layout, theme)
        self._add_switches(layout, theme, language)
        self._quiet = QTimer(self, singleShot=True, interval=_MESSAGE_MS)
        self._quiet.timeout.connect(lambda: self._message.setVisible(False))
        self._late = QTimer(self, singleShot=True, interval=_SHOW_AFTER_MS)
        self._late.timeout.connect(self._show_jobs)
        tasks.changed.connect(self._jobs_changed)

    def _user_button(self, user: User) -> Button:
        """Who works here; its menu leads to the clinic's own affairs."""
        said = f"{user.display or user.name}, {role_word(user.role)}"
        button = Button(said, role="user")
        menu = QMenu(button)
        menu.addAction(self.tr("Administration")).triggered.connect(self.admin_asked.emit)
        menu.addAction(self.tr("Lock now (Ctrl+L)")).triggered.connect(self.lock_asked.emit)
        menu.setAccessibleName(said)
        button.setMenu(menu)
        return button

    def notify(self, words: str, severity: Severity = Severity.INFO) -> None:
        """One line for a few seconds; warnings and worse stay until the next message."""
        self._message.set(severity, words if len(words) < 100 else words[:99] + "…")
        self._message.setToolTip("")
        self._message.setVisible(True)
        if severity in (Severity.WARNING, Severity.CRITICAL):
            self._quiet.stop()
        else:
            self._quiet.start()

    def _add_jobs(self, layout: QHBoxLayout, theme: Theme) -> None:
        self._job_words = Text("", "small")
        self._job_bar = QProgressBar()
        self._job_bar.setTextVisible(False)
        self._job_bar.setFixedWidth(110)
        self._job_bar.setAccessibleName(self.tr("Progress"))
        self._stop = IconButton(theme, "close", self.tr("Stop this work"), self._stop_job, side=12)
        for widget in (self._job_words, self._job_bar, self._stop):
            widget.setVisible(False)
            layout.addWidget(widget)
        layout.addSpacing(10)

    def _add_switches(self, layout: QHBoxLayout, theme: Theme, language: str) -> None:
        other = next(name for name in LANGUAGES if name != language)
        switch = Button("EN | 中文", lambda: self.language_asked.emit(other), role="quiet")
        switch.setObjectName("language")
        switch.setAccessibleName(self.tr("Change the language"))
        layout.addWidget(IconButton(theme, "contrast", self.tr("Light or dark"), self.theme_asked.emit))
        layout.addWidget(IconButton(theme, "lock", self.tr("Lock now (Ctrl+L)"), self.lock_asked.emit))
        layout.addWidget(switch)

    def _jobs_changed(self) -> None:
        if self._tasks.running():
            if not self._late.isActive():
                self._late.start()
        else:
            self._late.stop()
        if self._stop.isVisible() or not self._tasks.running():
            self._show_jobs()

    def _show_jobs(self) -> None:
        running = self._tasks.running()
        for widget in (self._job_words, self._job_bar, self._stop):
            widget.setVisible(bool(running))
        if not running:
            self._job = None
            return
        if self._job is not running[0]:
            self._job = running[0]
            self._job_bar.setRange(0, 0)
            self._job.progressed.connect(self._progressed)
        words = running[0].label
        if len(running) > 1:
            words = self.tr("{first} and {count} more").format(first=words, count=len(running) - 1)
        self._job_words.say(words)

    def _progressed(self, fraction: float, _message: str) -> None:
        if self._job is not None and self.sender() is self._job:
            self._job_bar.setRange(0, 1000)
            self._job_bar.setValue(int(fraction * 1000))

    def _stop_job(self) -> None:
        if self._job is not None:
            self._job.cancel()
            self._show_jobs()


def role_word(role: Role) -> str:
    """A role as people say it."""
    words = {
        Role.PHYSICIAN: QCoreApplication.translate("roles", "physician"),
        Role.RADIOLOGIST: QCoreApplication.translate("roles", "radiologist"),
        Role.GENETICIST: QCoreApplication.translate("roles", "geneticist"),
        Role.NURSE: QCoreApplication.translate("roles", "nurse"),
        Role.ADMINISTRATOR: QCoreApplication.translate("roles", "administrator"),
    }
    return words[role]
