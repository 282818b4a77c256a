"""The report: its pages as they will be printed, what goes in, signing, and the signed ones."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QVBoxLayout

from views.report import messages
from views.report.bar import Bar
from views.report.confirm import ask_to_sign
from views.report.preview import Pages, image_of
from views.report.side import OptionsCard, SavedCard, SignCard, Wish, side_by_side
from views.shell.room import Room, RoomAction, RoomContext
from views.shell.status import role_word
from views.shell.tasks import Job
from views.widgets.states import BusyState, StateStack
from views.widgets.theme import Severity
from workstation.domain.patient import PatientBanner
from workstation.domain.report import Draft, SignedReport, Verification
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from workstation.services.report_words import KeptWords

_SHARPEN_MS = 250                   # after the last change of zoom before sharper pages are drawn
Listed = list[tuple[SignedReport, Verification]]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What is on the screen: the bytes, their pictures, and the draft they belong to (None for a signed report)."""

    pdf: bytes
    images: list[QImage]
    draft: Draft | None
    report_id: str = ""


class ReportRoom(Room):
    """Sets a draft when a patient is shown; nothing is signed but by the button and its question."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.shown: _Shown | None = None
        self._job: Job | None = None
        self._busy: BusyState | None = None
        self.pages = Pages(context.theme)
        self.bar = Bar(context.theme, self.pages, self.save, self._make_draft)
        self.options = OptionsCard(self.tr("In this report"), context.language)
        self.options.changed.connect(self._make_draft)
        self.options.typed.connect(self._keep_words)
        user = context.clinic.user
        self.sign_card = SignCard(self.tr("Signature"), user.display or user.name, role_word(user.role),
                                  context.clinic.may("report.sign"))
        self.sign_card.asked.connect(self.ask_to_sign)
        self.saved = SavedCard(self.tr("Signed reports"), context.theme, lambda signed: messages.when(signed.signed_at))
        self.saved.chosen.connect(self.open_signed)
        self._sharpen = QTimer(self)
        self._sharpen.setSingleShot(True)
        self._sharpen.setInterval(_SHARPEN_MS)
        self._sharpen.timeout.connect(self._draw_again)
        self.pages.wants_width.connect(lambda _width: self._sharpen.start())
        self.states = StateStack(context.theme, self.pages)
        QShortcut(QKeySequence("Ctrl+E"), self).activated.connect(self.options.comment.setFocus)
        self._lay_out()

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.bar)
        left.addWidget(self.states, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(12)
        outer.addLayout(left, 1)
        outer.addWidget(side_by_side(self.sign_card, self.options, self.saved))

    # --- the patient -------------------------------------------------------------------------------------------

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self.options.begin("")
        clinic, patient = self.context.clinic, banner.row.id

        def work(_progress: Progress) -> KeptWords | None:
            from workstation.services import report_words

            return report_words.kept(clinic, patient)

        def begin(words: KeptWords | None) -> None:
            if words is not None:
                self.options.begin(words.text)
                when = messages.when(words.at)
                self.context.notify(self.tr("Your words of {when} are here again.").format(when=when), Severity.INFO)
            self._make_draft()

        self._busy = self.states.show_busy(self.tr("Setting the report"), self._stop)
        self._job = self.context.tasks.run(
            work, begin, label=self.tr("Setting the report"), scope=self,
            failed=lambda error: self.states.show_error(error, lambda: self.show_patient(banner)))
        self._list_saved()

    def clear(self) -> None:
        if self.options.waits_to_keep():
            self._keep_words()
        super().clear()
        self._sharpen.stop()
        self.options.begin("")
        self.saved.say("")
        self._show_nothing()
        self.states.show_content()

    def _show_nothing(self) -> None:
        self.shown = None
        self.pages.show_pages([])
        self.sign_card.ready(False)
        self.bar.show_state(None)

    def _keep_words(self) -> None:
        """Keeps what is typed. Queued here, in the order of typing; a thread waits for it and tells a failure."""
        if self.patient is None:
            return
        from workstation.services import report_words

        clinic, patient = self.context.clinic, self.patient.row.id
        if not clinic.may("report.draft", patient):
            return
        kept = report_words.keep(clinic, patient, self.options.wish().comment)
        self.context.tasks.run(lambda _progress: kept.result(), lambda _done: None, label=self.tr("Keeping your words"),
                               scope="report words",
                               failed=lambda error: self.context.notify(error.parts()[0], Severity.CRITICAL))

    # --- the draft ---------------------------------------------------------------------------------------------

    def _make_draft(self) -> None:
        banner = self.patient
        if banner is None:
            return
        clinic, patient, wish = self.context.clinic, banner.row.id, self.options.wish()
        width = self.pages.pixel_width()
        self._drop_drafts()
        self._show_nothing()

        def work(progress: Progress) -> _Shown:
            from workstation.services import report

            made = report.draft(clinic, patient, progress, wish.sections, wish.language, wish.comment)
            drawn = report.pages(made.pdf, width, Progress("The pages"))
            return _Shown(made.pdf, [image_of(page) for page in drawn], made)

        self._job = self.context.tasks.run(
            work, self._show, label=self.tr("Setting the report"), scope=self,
            failed=lambda error: self.states.show_error(error, self._make_draft), progressed=self._progressed,
        )
        self._busy = self.states.show_busy(self.tr("Setting the report"), self._stop)

    def _progressed(self, fraction: float, words: str) -> None:
        if self._busy is not None:
            self._busy.show_progress(fraction, messages.step(words))

    def _drop_drafts(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _stop(self) -> None:
        self._drop_drafts()
        self._busy = None
        again = self.bar.again_button()
        self.states.show_empty("report", self.tr("No draft"), self.tr("Setting the report was stopped."), again)

    def _show(self, shown: _Shown) -> None:
        self._busy = None
        self.shown = shown
        self.states.show_content()
        self.pages.show_pages(shown.images)
        if self.hasFocus():                    # whoever types elsewhere goes on typing
            self.pages.setFocus()
        self.sign_card.ready(shown.draft is not None)
        self.bar.show_state(shown.draft is not None)
        if shown.draft is not None and shown.draft.unread:
            self.context.notify(self.tr("Left out: {what}").format(what=" ".join(shown.draft.unread)), Severity.WARNING)

    def _draw_again(self) -> None:
        shown, width = self.shown, self.pages.pixel_width()
        if shown is None or not shown.images or abs(shown.images[0].width() - width) < 8:
            return

        def work(progress: Progress) -> list[QImage]:
            from workstation.services import report

            return [image_of(page) for page in report.pages(shown.pdf, width, progress)]

        def show(images: list[QImage]) -> None:
            if self.shown is shown:
                self.shown = _Shown(shown.pdf, images, shown.draft, shown.report_id)
                self.pages.show_pages(images, keep_place=True)

        self.context.tasks.run(work, show, label=self.tr("Drawing the pages"), scope=self)

    # --- signing -----------------------------------------------------------------------------------------------

    def ask_to_sign(self) -> None:
        """Asks first: names the patient, and never defaults to yes."""
        if self.patient is not None and self.shown is not None and self.shown.draft is not None:
            ask_to_sign(self, self.context.theme, self.patient, self.sign)

    def sign(self) -> None:
        """Signs the draft on the screen and shows the signed report."""
        if self.shown is None or self.shown.draft is None:
            return
        clinic, draft, width = self.context.clinic, self.shown.draft, self.pages.pixel_width()
        self.sign_card.ready(False)

        def work(_progress: Progress) -> _Shown:
            from workstation.services import report

            signed = report.sign(clinic, draft)
            pdf = report.read(clinic, signed.id)
            drawn = report.pages(pdf, width, Progress("The pages"))
            return _Shown(pdf, [image_of(page) for page in drawn], None, signed.id)

        def show(shown: _Shown) -> None:
            self.options.begin("")              # these words are signed now; another report takes others
            self._keep_words()
            self._show(shown)
            self._list_saved()
            self.context.notify(self.tr("Signed and kept in the record."), Severity.FINE)

        def fail(error: ConsiliaError) -> None:
            self.sign_card.ready(True)
            self.context.notify(error.parts()[0], Severity.CRITICAL)

        self.context.tasks.run(work, show, label=self.tr("Signing"), scope=self, failed=fail)

    def open_signed(self, report_id: str) -> None:
        """Shows a signed report."""
        clinic, width = self.context.clinic, self.pages.pixel_width()
        self._drop_drafts()

        def work(progress: Progress) -> _Shown:
            from workstation.services import report

            pdf = report.read(clinic, report_id)
            return _Shown(pdf, [image_of(page) for page in report.pages(pdf, width, progress)], None, report_id)

        self.context.tasks.run(work, self._show, label=self.tr("Opening the report"), scope=self,
                               failed=lambda error: self.states.show_error(error, lambda: self.open_signed(report_id)))

    def _list_saved(self) -> None:
        if self.patient is None:
            return
        clinic, patient = self.context.clinic, self.patient.row.id

        def work(_progress: Progress) -> Listed:
            from workstation.services import report

            return [(one, report.verify(clinic, one.id)) for one in report.signed(clinic, patient)]

        self.context.tasks.run(work, self.saved.show_reports, label=self.tr("Checking signatures"), scope=self,
                               failed=lambda error: self.saved.say(error.parts()[0]))

    # --- to a file ---------------------------------------------------------------------------------------------

    def save(self) -> None:
        """Asks where and writes what is on the screen."""
        if self.shown is None or self.patient is None:
            return
        name = f"report-{self.patient.row.number or self.patient.row.id}.pdf"
        chosen, _ = QFileDialog.getSaveFileName(self, self.tr("Save the report"), name, "PDF (*.pdf)")
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, place: Path) -> None:
        """Writes what is on the screen to ``place``, whole or not at all."""
        if self.shown is None or self.patient is None:
            return
        clinic, patient, shown = self.context.clinic, self.patient.row.id, self.shown
        what = f"signed report {shown.report_id}" if shown.draft is None else "draft report"

        def work(_progress: Progress) -> None:
            from workstation.services import report

            report.save(clinic, patient, shown.pdf, place, what)

        self.context.tasks.run(
            work, lambda _none: self.context.notify(self.tr("Saved as {name}").format(name=place.name), Severity.FINE),
            label=self.tr("Saving"), scope=self,
            failed=lambda error: self.context.notify(error.parts()[0], Severity.CRITICAL),
        )

    def actions(self) -> list[RoomAction]:
        return [
            RoomAction(self.tr("Sign the report"), self.ask_to_sign, "Ctrl+Return"),
            RoomAction(self.tr("Save the report as PDF"), self.save, "Ctrl+S"),
            RoomAction(self.tr("Make a new draft"), self._make_draft),
            RoomAction(self.tr("Write the assessment"), self.options.comment.setFocus, "Ctrl+E"),
            RoomAction(self.tr("Next page"), lambda: self.pages.go(self.pages.current + 1)),
            RoomAction(self.tr("Previous page"), lambda: self.pages.go(self.pages.current - 1)),
            RoomAction(self.tr("Larger"), lambda: self.pages.zoom_by(1), "Ctrl++"),
            RoomAction(self.tr("Smaller"), lambda: self.pages.zoom_by(-1), "Ctrl+-"),
            RoomAction(self.tr("Fit the width"), self.pages.fit, "Ctrl+0"),
        ]

    def wish(self) -> Wish:
        """What the report is asked to hold."""
        return self.options.wish()
