"""The main window: the gate before sign-in, the frame after it, the lock in between."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication, QIcon, QWindow
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from views.shell import faults
from views.shell.actions import Action
from views.shell.door import Door
from views.shell.frame import Frame
from views.shell.garbage import Garbage
from views.shell.gate import Gate, Opening
from views.shell.language import LANGUAGES, Language
from views.shell.settings import Settings
from views.widgets.controls import IconButton
from views.widgets.icons import pixmap
from views.widgets.kit import Button
from views.widgets.theme import Severity, Theme

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

FIRST_SIZE = (1440, 900)
_INPUT = (QEvent.Type.KeyPress, QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.Wheel)


class Window(QMainWindow):
    """Built before anything heavy is imported; ``begin`` is called after the first paint."""

    def __init__(self, data_dir: Path, user: str, settings: Settings, language: Language, theme: str) -> None:
        super().__init__()
        self.settings, self.language = settings, language
        self.theme = Theme(theme)
        self.frame: Frame | None = None
        self._home: Frame | None = None    # one's own clinic while a second opinion case is visited
        self.remembers = True              # the tour leaves the person's own choices alone
        self.setWindowTitle("Consilia")
        self.setAccessibleName("Consilia")
        self.setWindowIcon(QIcon(pixmap("consilia", self.theme.color("accent"), 64)))
        self.setMinimumSize(1100, 640)
        self.setAcceptDrops(True)
        self._pages = QStackedWidget()
        self.setCentralWidget(self._pages)
        self.resize(*FIRST_SIZE)
        if not self.restoreGeometry(settings.geometry()):
            self._fit_screen()
        self.door = Door(data_dir, user, self.theme, settings, self.show_gate)
        self.door.put_at_foot(self.foot)
        self.door.opened.connect(self.enter)
        self._gate: QWidget | None = None
        self.show_gate(Opening(self.theme))
        self._idle = QTimer(self, singleShot=True, interval=settings.lock_minutes * 60_000)
        self._idle.timeout.connect(self.lock)
        self._garbage = Garbage(self)
        QGuiApplication.instance().focusWindowChanged.connect(self._watch)   # type: ignore[union-attr]

    def begin(self) -> None:
        self.door.begin()

    # --- pages -------------------------------------------------------------------------------------------------

    def show_gate(self, gate: QWidget) -> None:
        old, self._gate = self._gate, gate
        self._pages.addWidget(gate)
        self._pages.setCurrentWidget(gate)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()

    @property
    def gate(self) -> QWidget | None:
        """The gate that is shown, None while the frame is."""
        return self._gate if self._gate is not None and self._pages.currentWidget() is self._gate else None

    def foot(self) -> list[Button]:
        def change() -> None:
            self.use_language(next(name for name in LANGUAGES if name != self.language.name))

        switch = Button("EN | 中文", change, role="quiet")
        switch.setAccessibleName(self.tr("Change the language"))
        return [IconButton(self.theme, "contrast", self.tr("Light or dark"), self.turn_theme), switch]  # type: ignore[list-item]

    def enter(self, clinic: Clinic) -> None:
        """Shows the frame on an open clinic; after a lock the same frame as before."""
        if self.frame is not None and self.frame.clinic is clinic:
            self._pages.setCurrentWidget(self.frame)
        else:
            self._leave()
            self._build_frame(clinic)
            self.frame.open("clinic")  # type: ignore[union-attr]
        if isinstance(self._gate, Gate):
            self._pages.removeWidget(self._gate)
            self._gate.deleteLater()
            self._gate = None
        self._idle.start()

    def _build_frame(self, clinic: Clinic) -> None:
        from views.shell.doings import bind

        frame = Frame(clinic, self.theme.name, self.language.name)
        frame.status.language_asked.connect(self.use_language)
        frame.status.theme_asked.connect(self.turn_theme)
        frame.status.lock_asked.connect(self.lock)
        frame.visit_asked.connect(self.visit)
        bind(self, frame)
        self.frame = frame
        self._pages.addWidget(frame)
        self._pages.setCurrentWidget(frame)

    def visit(self, case: Clinic | None) -> None:
        """Shows the rooms on a case that another clinic sent, or (None) goes back to one's own clinic."""
        if case is None:
            self._end_visit()
            return
        self._end_visit()
        self._home = self.frame
        self._build_frame(case)
        assert self.frame is not None
        self.frame.add_actions(Action(self.tr("Room"), self.tr("Back to your clinic"), lambda: self.visit(None),
                                      "Ctrl+Shift+9", "share"))
        self.frame.open("record", patient=self._patient_of(case))

    @staticmethod
    def _patient_of(case: Clinic) -> str:
        from workstation.services import patients

        return patients.search(case, limit=1)[0].id

    def _end_visit(self) -> None:
        if self._home is None or self.frame is None:
            return
        away, self.frame, self._home = self.frame, self._home, None
        self._close_frame(away)
        self._pages.setCurrentWidget(self.frame)
        if self.frame.language != self.language.name:
            self.use_language(self.language.name)

    def _leave(self) -> None:
        """Closes the clinic that was open."""
        self._end_visit()
        frame, self.frame = self.frame, None
        if frame is not None:
            self._close_frame(frame)

    def _close_frame(self, frame: Frame) -> None:
        frame.close_down()
        self._pages.removeWidget(frame)
        frame.deleteLater()
        frame.clinic.close()

    # --- the whole screen --------------------------------------------------------------------------------------

    def turn_theme(self) -> None:
        """Light to dark and back."""
        self.use_theme("light" if self.theme.is_dark else "dark")

    def use_theme(self, name: str) -> None:
        if self.remembers:
            self.settings.set_text("theme", name)
        self.theme.set(name)
        if self.frame is not None:
            self.frame.use_theme(name)

    def use_language(self, name: str) -> None:
        """Builds the screen again in another language, at the same room and patient."""
        self.language.use(name)
        if self.remembers:
            self.settings.set_text("language", self.language.name)
        if self.frame is None or self.gate is not None:
            self.door.again()
            return
        old = self.frame
        room, patient = old.room_name, old.patient_id
        old.close_down()
        self._build_frame(old.clinic)
        self._pages.removeWidget(old)
        old.deleteLater()
        self.frame.open(room or "clinic", **({"patient": patient} if patient else {}))

    def lock(self) -> None:
        """Hides everything at once; the passphrase brings it back."""
        if self.frame is None or self.gate is not None:
            return
        self._end_visit()
        self._idle.stop()
        for dialog in self.findChildren(QWidget):
            if dialog.isWindow() and dialog.isVisible():
                dialog.close()
        self.show_gate(Opening(self.theme))
        self.door.lock(self.frame.clinic)

    def reset_layout(self) -> None:
        self.settings.forget_layout()
        self.showNormal()
        self.resize(*FIRST_SIZE)
        self._fit_screen()

    def _fit_screen(self) -> None:
        screen = self.screen() or QGuiApplication.primaryScreen()
        if screen is not None:
            free = screen.availableGeometry()
            self.resize(min(FIRST_SIZE[0], free.width()), min(FIRST_SIZE[1], free.height()))
            self.move(free.center() - self.rect().center())

    def tell_fault(self, code: str) -> None:
        """One sentence about what nobody foresaw."""
        if self.frame is not None:
            words = self.tr("Something went wrong here; the record is unchanged. Id {code}").format(code=code)
            self.frame.status.notify(words, Severity.CRITICAL)

    # --- events ------------------------------------------------------------------------------------------------

    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.removeEventFilter(self)
            window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self._garbage.touched()
            if self._idle.isActive():
                self._idle.start()
        return False

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.frame is not None and self.gate is None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and self.frame is not None:
            from views.shell.import_flow import start

            event.acceptProposedAction()
            start(self.frame, paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.remembers:
            self.settings.set_geometry(self.saveGeometry())
        self.door.tasks.close()
        self._leave()
        self._garbage.release()
        super().closeEvent(event)

    def catch_faults(self) -> None:
        faults.catch(self.tell_fault)
