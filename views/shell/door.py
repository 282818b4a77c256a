"""The way in: is there a clinic, who signs in, first run, and the lock. All of it off the GUI thread."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from views.shell.first_run import CreateClinic, FirstRun, Making, RecoveryKey
from views.shell.settings import Settings
from views.shell.sign_in import SignIn
from views.shell.tasks import Job, Tasks
from views.widgets.kit import Button
from views.widgets.theme import Theme
from workstation.domain.user import User
from workstation.errors import ConsiliaError

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic
    from workstation.services.progress import Progress


@dataclass(frozen=True, slots=True)
class _Found:
    """What a folder holds: nothing, or a store with its people, and the open passphrase of a demo clinic."""

    exists: bool
    users: tuple[User, ...] = ()
    demo_passphrase: str = ""


def _look(data_dir: Path) -> _Found:
    from workstation.services import sign_in

    if not sign_in.exists(data_dir):
        return _Found(False)
    return _Found(True, tuple(sign_in.users(data_dir)), demo_passphrase(data_dir))


def demo_passphrase(data_dir: Path) -> str:
    """The documented passphrase where the store is the demo clinic, else empty."""
    from workstation.services import demo

    return demo.documented_passphrase(data_dir) or ""


class Door(QObject):
    """Shows gates by ``show(gate)`` and hands over an open clinic by ``opened``."""

    opened = Signal(object)

    def __init__(self, data_dir: Path, user: str, theme: Theme, settings: Settings,
                 show: Callable[[QWidget], object]) -> None:
        super().__init__()
        self.data_dir = data_dir
        self._user = user
        self._theme = theme
        self._settings = settings
        self._show = show
        self._foot: Callable[[], list[Button]] = list
        self.tasks = Tasks(self)
        self._job: Job | None = None
        self._locked: Clinic | None = None

    def put_at_foot(self, buttons: Callable[[], list[Button]]) -> None:
        """What stands at the bottom of every gate (language, theme)."""
        self._foot = buttons

    def begin(self) -> None:
        """Looks what there is and shows the fitting gate; a passphrase in the environment signs in at once."""
        data_dir = self.data_dir
        self.tasks.run(lambda _progress: _look(data_dir), self._looked, label=self.tr("Opening the clinic"), scope=self,
                       failed=self._first_run)

    def again(self) -> None:
        """Shows the present gate anew (language or theme changed)."""
        self.begin()

    def lock(self, clinic: Clinic) -> None:
        """Asks for the passphrase before ``clinic`` is shown again."""
        self._locked = clinic
        self.begin()

    # --- sign-in -----------------------------------------------------------------------------------------------

    def _looked(self, found: _Found) -> None:
        if not found.exists:
            self._first_run()
            return
        wanted = self._locked.user.name if self._locked else self._user or self._settings.text("user")
        if wanted not in [user.name for user in found.users] and not self._user:
            wanted = found.users[0].name             # remembered from another clinic
        given = os.environ.get("CONSILIA_PASSPHRASE", "")
        if given and self._locked is None:
            self._sign_in(wanted, given, lambda error: self._ask(found, wanted).failed(error))
            return
        self._ask(found, wanted)

    def _ask(self, found: _Found, wanted: str) -> SignIn:
        gate = SignIn(self._theme, list(found.users), wanted, found.demo_passphrase, locked=self._locked is not None)
        gate.add_foot(*self._foot())

        def ask(user: str, passphrase: str) -> None:
            gate.busy()
            self._sign_in(user, passphrase, gate.failed)

        gate.asked.connect(ask)
        self._show(gate)
        gate.setFocus()
        return gate

    def _sign_in(self, user: str, passphrase: str, failed: Callable[[ConsiliaError], object]) -> None:
        data_dir, locked = self.data_dir, self._locked

        def work(_progress: Progress) -> Clinic:
            from workstation.services import sign_in

            fresh = sign_in.sign_in(data_dir, user, passphrase)
            if locked is None or locked.user.name != user:
                return fresh
            fresh.close()                      # it only proved who is there; the open clinic goes on
            return locked

        self.tasks.run(work, self._enter, label=self.tr("Signing in"), scope=self, failed=failed)

    def _enter(self, clinic: Clinic) -> None:
        self._locked = None
        self._settings.set_text("user", clinic.user.name)
        self.opened.emit(clinic)

    # --- first run ---------------------------------------------------------------------------------------------

    def _first_run(self, error: ConsiliaError | None = None) -> None:
        gate = FirstRun(self._theme, self.data_dir)
        gate.add_foot(*self._foot())
        gate.demo_asked.connect(self._make_demo)
        gate.empty_asked.connect(self._ask_new)
        gate.folder_asked.connect(self._other_folder)
        if error is not None:
            gate.failed(error)
        self._show(gate)

    def _other_folder(self, folder: str) -> None:
        self.data_dir = Path(folder)
        self.begin()

    def _make_demo(self) -> None:
        data_dir = self.data_dir

        def work(progress: Progress) -> None:
            from workstation.services import demo

            demo.build(data_dir, progress)

        def stop() -> None:
            if self._job is not None:
                self._job.cancel()
            self._first_run()

        gate = Making(self._theme, self.tr("Making the demo clinic"),
                      self.tr("Records, a scan, an ECG and families are invented and stored like real ones."), stop)
        self._show(gate)
        self._job = self.tasks.run(work, lambda _done: self.begin(), label=self.tr("Making the demo clinic"),
                                   scope=self, failed=self._first_run, progressed=gate.show_progress)

    def _ask_new(self) -> None:
        gate = CreateClinic(self._theme)
        gate.add_foot(*self._foot())
        gate.back.connect(self._first_run)
        data_dir = self.data_dir

        def ask(user: User, passphrase: str) -> None:
            def work(_progress: Progress) -> Clinic:
                from workstation.services import sign_in

                return sign_in.create(data_dir, user, passphrase)

            self.tasks.run(work, self._created, label=self.tr("Creating the clinic"), scope=self, failed=gate.failed)

        gate.asked.connect(ask)
        self._show(gate)
        gate.setFocus()

    def _created(self, clinic: Clinic) -> None:
        gate = RecoveryKey(self._theme, clinic.recovery_key)
        gate.done.connect(lambda: self._enter(clinic))
        self._show(gate)
