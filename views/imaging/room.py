"""The imaging room: a patient's series in four linked panes, with what models found on them."""

from __future__ import annotations

from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout

from engines.imaging.window import PRESETS
from views.imaging import keys
from views.imaging.card_dialog import show_card
from views.imaging.reviewing import Reviewing
from views.imaging.scene import Scene
from views.imaging.series_loader import Loaded, SeriesLoader
from views.imaging.workbench import Workbench
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.not_sent import none_here
from views.widgets.states import StateStack
from views.widgets.turns import next_turn
from workstation.domain.finding import FindingState
from workstation.domain.imaging import Series, Study
from workstation.domain.opinion import IMAGES
from workstation.domain.patient import PatientBanner
from workstation.errors import ConsiliaError


class ImagingRoom(Room):
    """Opens the newest series that can be looked at; ``show_target(series=uid)`` or ``(finding=id)`` goes elsewhere."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self.scene = Scene()
        self.scene.setParent(self)
        self._studies: list[Study] = []
        self._series_uid = ""
        self._target_finding = ""
        self._listed = False
        self._arriving: Loaded | None = None
        self.bench = Workbench(self.scene, context.theme, self.stop_loading, self._open_card)
        self.stack = StateStack(context.theme, self.bench)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.stack)
        self.loader = SeriesLoader(context, self)
        self.loader.first_picture.connect(self.bench.slices[keys.FIRST_PLANE].show_preview)
        self.loader.progressed.connect(self.bench.load_line.show_progress)
        self.reviewing = Reviewing(context, self, self.scene, self.bench.panel)
        self._connect_bar()
        self.scene.window_changed.connect(self._window_changed)

    def _connect_bar(self) -> None:
        bar = self.bench.bar
        bar.series_chosen.connect(self.open_series)
        bar.window_chosen.connect(self.use_preset)
        bar.preset_3d_chosen.connect(self.use_preset_3d)
        bar.invert.connect(self.scene.invert)
        bar.reset.connect(self.reset_view)
        bar.layout_toggled.connect(self.bench.toggle_single)

    # -- what the frame calls

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        self._listed = False
        self.stack.show_busy(self.tr("Looking for images"))
        patient_id = banner.row.id

        def studies(_progress: object) -> list[Study]:
            from workstation.services import imaging

            return imaging.studies(self.context.clinic, patient_id)

        self.context.tasks.run(studies, self._show_studies, label=self.tr("Studies"), scope=self,
                               failed=lambda error: self.stack.show_error(error, lambda: self.show_patient(banner)))

    def clear(self) -> None:
        super().clear()
        self.loader.drop()
        self._arriving = None
        self.reviewing.forget()
        self._studies, self._series_uid, self._target_finding, self._listed = [], "", "", False
        self.scene.forget()
        self.bench.load_line.hide()
        self.bench.show_warnings(None)
        self.bench.bar.show_studies(())
        self.bench.bar.show_series(None, None)
        self.bench.show_single(None)
        self.stack.show_content()
        self.bench.stage.show_content()

    def show_target(self, **target: str) -> None:
        finding, series = target.get("finding", ""), target.get("series", "")
        if series:
            self._target_finding = ""
            if self._listed:
                self.open_series(series)
            else:
                self._series_uid = series            # opened once the studies are known
        if finding:
            self._target_finding = finding
            if self._listed:
                self._go_to_finding(finding)

    def busy(self) -> bool:
        return super().busy() or self._arriving is not None or not self.bench.volume_pane.idle()

    def actions(self) -> list[RoomAction]:
        return keys.actions(self)

    # -- studies and series

    def _show_studies(self, studies: list[Study]) -> None:
        self._studies, self._listed = studies, True
        self.bench.bar.show_studies(studies)
        viewable = [series for study in studies for series in study.series if series.viewable]
        if not viewable:
            self.stack.show_empty(
                "imaging", *none_here(
                    self.context.clinic, IMAGES, self.tr("No images of this patient"),
                    self.tr("Import DICOM files (Ctrl+O) or a folder (Ctrl+Shift+O): "
                            "CT, MR and other series appear here in four panes.")))
            return
        self.stack.show_content()
        if self._target_finding:
            self._go_to_finding(self._target_finding)
        elif self._series_uid and any(one.uid == self._series_uid for one in viewable):
            self.open_series(self._series_uid)
        else:
            self.open_series(max(viewable[:12], key=lambda one: one.instances).uid)

    def _go_to_finding(self, finding_id: str) -> None:
        """Selects it where its series is open, else finds and opens its series."""
        if any(one.id == finding_id for one in self.scene.findings):
            self.scene.select(finding_id)
            return
        if self.patient is None:
            return
        patient_id = self.patient.row.id

        def series_of(_progress: object) -> str:
            from workstation.services import findings

            every = findings.of_patient(self.context.clinic, patient_id)
            return next((one.series_uid for one in every if one.id == finding_id), "")

        def go(series_uid: str) -> None:
            self.open_series(series_uid or self._series_uid or self._first_uid())

        self.context.tasks.run(series_of, go, label=self.tr("Finding"), scope=self, failed=self._load_failed)

    def _first_uid(self) -> str:
        return next((series.uid for study in self._studies for series in study.series if series.viewable), "")

    def open_series(self, uid: str) -> None:
        """Starts loading a series; what was shown before goes at once."""
        study, series = self._find(uid)
        if study is None or series is None:
            return
        self._series_uid = uid
        self.scene.forget()
        self.reviewing.forget()
        self.bench.show_warnings(None)
        self.bench.stage.show_content()
        self.bench.bar.show_series(study, series)
        self.bench.load_line.start(self.tr("Loading {count} images").format(count=series.instances))
        self.loader.load(series, self._show_loaded, self._load_failed)

    def stop_loading(self) -> None:
        """Stops loading; the series can be chosen again."""
        if self.loader.drop():
            self.bench.load_line.hide()
            self.bench.stage.show_empty(
                "imaging", self.tr("Loading was stopped"), self.tr("Choose the series again to load it."))

    def _show_loaded(self, loaded: Loaded) -> None:
        self.bench.load_line.hide()
        study, series = self._find(loaded.volume.series_uid)
        self.scene.show_volume(loaded.volume)
        if loaded.window is not None:
            self.scene.set_window(loaded.window.center, loaded.window.width)
        self.bench.bar.show_volume(loaded.volume, study, series)
        self.bench.show_warnings(loaded.volume)
        self._window_changed()
        self._arriving = loaded                     # the slices are painted before the list is made: two short turns
        next_turn(self, self._show_findings)

    def _show_findings(self) -> None:
        loaded, self._arriving = self._arriving, None
        if loaded is None or loaded.volume is not self.scene.volume:
            return
        self.scene.show_findings(loaded.findings)
        self.reviewing.show_series(loaded.volume.series_uid)
        known = [one.id for one in self.scene.findings]
        waiting = [one.id for one in self.scene.findings if one.state is FindingState.PROPOSED]
        first = self._target_finding if self._target_finding in known else next(iter([*waiting, *known]), "")
        self._target_finding = ""
        if first:
            self.scene.select(first)
        self._take_focus()

    def _load_failed(self, error: ConsiliaError) -> None:
        self.bench.load_line.hide()
        uid = self._series_uid
        self.bench.stage.show_error(error, lambda: self.open_series(uid))

    def _find(self, uid: str) -> tuple[Study | None, Series | None]:
        for study in self._studies:
            for series in study.series:
                if series.uid == uid:
                    return study, series
        return None, None

    # -- how it is shown

    def use_preset(self, name: str) -> None:
        """A CT window by its name."""
        if self.scene.volume is not None and self.scene.volume.modality == "CT":
            self.scene.set_window(PRESETS[name].center, PRESETS[name].width)
        self._window_changed()

    def use_preset_3d(self, name: str) -> None:
        self.bench.volume_pane.show_preset(name)
        self.bench.bar.show_preset_3d(name)

    def reset_view(self) -> None:
        """Whole slices, the file's own window, the volume from the front."""
        self.scene.reset_window()
        for pane in self.bench.slices.values():
            pane.reset_view()
        self.bench.volume_pane.reset_view()

    def _window_changed(self) -> None:
        self.bench.bar.show_window(self.scene.window, self.scene.inverted)

    def _open_card(self, title: str, text: str) -> None:
        show_card(self, self.context.theme, title, text, self.patient)

    # -- events

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        next_turn(self, self._warm)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        act = keys.act_of(self, event)
        if act is None:
            super().keyPressEvent(event)
        else:
            act()

    def _warm(self) -> None:
        """Starts the render thread, and the decoders where they were not started at idle."""
        self.bench.volume_pane.start()

        def decoders(_progress: object) -> None:
            from workstation.services import imaging

            imaging.warm()

        self.context.tasks.run(decoders, lambda _none: None, label=self.tr("Warming up"), scope=self.loader)
        self._take_focus()

    def _take_focus(self) -> None:
        if self.isVisible() and not isinstance(self.focusWidget(), QLineEdit):
            self.bench.panes[0].setFocus()
