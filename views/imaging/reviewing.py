"""Answers to findings: accepted, rejected with a reason, taken back; and running the models. Nothing accepts itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from views.imaging.findings_panel import FindingsPanel
from views.imaging.scene import Scene
from views.shell.room import RoomContext
from views.shell.tasks import Job
from views.widgets.states import translated_error
from views.widgets.theme import Severity
from workstation.domain.finding import Finding, FindingState
from workstation.domain.imaging import ModelCard, ModelRun, ReviewEvent, RunRecord
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress

T = TypeVar("T")


class Reviewing(QObject):
    """Between the findings panel and the service. A state is shown only after it was saved."""

    def __init__(self, context: RoomContext, room: QObject, scene: Scene, panel: FindingsPanel) -> None:
        super().__init__(room)
        self._context, self._scene, self._panel = context, scene, panel
        self._series_uid = ""
        self._models: Job | None = None
        panel.accept.connect(self.accept)
        panel.reject.connect(self.reject)
        panel.undo.connect(self.undo)
        panel.history.connect(self.show_history)
        panel.run_models.connect(self.run_models)
        panel.stop_models.connect(self.stop_models)

    def show_series(self, series_uid: str) -> None:
        """A series was opened: brings the models' cards and their kept runs on it."""
        self._series_uid = series_uid
        clinic, language = self._context.clinic, self._context.language

        def read(_progress: Progress) -> tuple[list[ModelCard], list[RunRecord]]:
            from workstation.services import findings

            return findings.model_cards(clinic, language), findings.runs(clinic, series_uid)

        def show(found: tuple[list[ModelCard], list[RunRecord]]) -> None:
            if series_uid == self._series_uid:
                self._panel.show_cards(found[0])
                self._panel.show_records(found[1])

        self._run(read, show, self.tr("Model cards"))

    def forget(self) -> None:
        """Another series or patient: late answers are dropped."""
        self._series_uid = ""
        self.stop_models()
        self._panel.show_runs(())
        self._panel.show_records(())

    def accept(self, finding_id: str = "") -> None:
        """Accepts the named finding, or the selected one, if it is still proposed."""
        self._review_proposed(finding_id, FindingState.ACCEPTED, "")

    def reject(self, finding_id: str, reason: str) -> None:
        self._review_proposed(finding_id, FindingState.REJECTED, reason)

    def undo(self, finding_id: str = "") -> None:
        """Back to proposed; the history keeps both."""
        finding = self._named(finding_id)
        if finding is not None and finding.state is not FindingState.PROPOSED:
            self._review(finding, FindingState.PROPOSED, self.tr("taken back"))

    def _named(self, finding_id: str) -> Finding | None:
        wanted = finding_id or self._scene.selected_id
        return next((one for one in self._scene.findings if one.id == wanted), None)

    def _review_proposed(self, finding_id: str, state: FindingState, reason: str) -> None:
        finding = self._named(finding_id)
        if finding is not None and finding.state is FindingState.PROPOSED:
            self._review(finding, state, reason)

    def _review(self, finding: Finding, state: FindingState, reason: str) -> None:
        series_uid, clinic = self._series_uid, self._context.clinic
        self._panel.show_saving(finding.id)

        def save(_progress: Progress) -> Finding:
            from workstation.services import findings

            return findings.review(clinic, finding.id, state, reason)

        def saved(changed: Finding) -> None:
            if series_uid == self._series_uid:
                self._scene.replace_finding(changed)

        self._run(save, saved, self.tr("Saving the review"))

    def show_history(self, finding_id: str) -> None:
        clinic = self._context.clinic

        def read(_progress: Progress) -> list[ReviewEvent]:
            from workstation.services import findings

            return findings.history(clinic, finding_id)

        self._run(read, lambda events: self._panel.show_history(finding_id, events), self.tr("History"))

    def run_models(self) -> None:
        """Runs the models that apply to the open series; what they propose is stored as proposed."""
        series_uid, clinic = self._series_uid, self._context.clinic
        if not series_uid or self._models is not None:
            return
        self._panel.show_running(0.0, "")

        def work(progress: Progress) -> tuple[list[ModelRun], list[Finding]]:
            from workstation.services import findings

            runs = findings.run_models(clinic, series_uid, progress)
            return runs, findings.listed(clinic, series_uid)

        def done(result: tuple[list[ModelRun], list[Finding]]) -> None:
            self._models = None
            self._panel.show_running(None)
            if series_uid == self._series_uid:
                runs, listed = result
                self._panel.show_runs(runs)
                self._scene.show_findings(listed)
                if not self._scene.selected_id:
                    self._scene.select_next(1)

        def failed(error: ConsiliaError) -> None:
            self._models = None
            self._panel.show_running(None)
            self._tell(error)

        self._models = self._context.tasks.run(
            work, done, label=self.tr("Running models"), scope=self.parent(), failed=failed,
            progressed=self._panel.show_running)

    def stop_models(self) -> None:
        """Stops the models; what was stored before stays."""
        if self._models is not None:
            self._models.cancel()
            self._models = None
        self._panel.show_running(None)

    def _run(self, work: Callable[[Progress], T], done: Callable[[T], object], label: str) -> None:
        self._context.tasks.run(work, done, label=label, scope=self.parent(), failed=self._tell)

    def _tell(self, error: ConsiliaError) -> None:
        """One line in the status bar; the list shows the findings as they are stored."""
        happened, safe, _ = translated_error(error)
        self._context.notify(f"{happened} {safe}".strip(), Severity.WARNING)
        self._scene.findings_changed.emit()
