"""The bar above the panes: which series, how it is shown, and whether its geometry was checked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu

from engines.imaging.volume import Volume
from engines.imaging.window import PRESETS, Window
from engines.text.safe_text import for_screen, for_tooltip
from views.imaging import messages
from views.imaging.presets import PRESETS_3D
from views.widgets import words
from views.widgets.kit import Button, Tag, Text
from views.widgets.theme import Severity, Theme
from workstation.domain.imaging import Series, Study


class ToolsBar(QFrame):
    """Buttons only ask; the room does."""

    series_chosen = Signal(str)
    window_chosen = Signal(str)
    preset_3d_chosen = Signal(str)
    invert = Signal()
    reset = Signal()
    layout_toggled = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setProperty("role", "bar")
        self._theme = theme
        self._studies: Sequence[Study] = ()
        self._series_uid = self._window = ""
        self._hounsfield = False
        self.series = Button(self.tr("Series"), self._choose_series)
        self.window_button = Button("", self._choose_window)
        self.invert_button = Button(self.tr("Invert") + "  I", self.invert.emit, checkable=True)
        self.layout_button = Button(self.tr("One pane") + "  M", self.layout_toggled.emit, checkable=True)
        reset = Button(self.tr("Reset") + "  R", self.reset.emit)
        self.volume_button = Button("3D", self._choose_3d)
        self.info = Text("", "secondary", elide=True)
        self.geometry_tag = Tag(theme, Severity.FINE, self.tr("geometry checked"))
        line = QHBoxLayout(self)
        line.setContentsMargins(12, 7, 12, 7)
        line.setSpacing(6)
        line.addWidget(self.series)
        line.addSpacing(6)
        for button in (self.window_button, self.invert_button, reset, self.layout_button, self.volume_button):
            line.addWidget(button)
        line.addSpacing(6)
        line.addWidget(self.info, 1)
        line.addWidget(self.geometry_tag)
        self.show_preset_3d("vessels")
        self.show_window(Window(0, 1), False)
        self.show_volume(None, None, None)

    def show_studies(self, studies: Sequence[Study]) -> None:
        self._studies = studies

    def show_series(self, study: Study | None, series: Series | None) -> None:
        """Names the series that is opened, from its header, before any picture is there."""
        self._series_uid = series.uid if series is not None else ""
        name = self.tr("Series") if series is None else series_words(series)
        self.series.setText(for_screen(name, longest=26).replace("&", "&&") + "  ▾")
        self.series.setToolTip(for_tooltip(name))
        self.series.setAccessibleName(self.tr("Choose a series"))
        self.show_volume(None, study, series)

    def show_volume(self, volume: Volume | None, study: Study | None, series: Series | None) -> None:
        """What the series is, and whether its millimetres can be trusted."""
        self.geometry_tag.setVisible(volume is not None)
        parts: list[str] = []
        if study is not None and series is not None:
            day = words.day(study.date) if study.date is not None else self.tr("date not known")
            parts = [series.modality, day, self.tr("{count} images").format(count=series.instances)]
        if volume is not None:
            if volume.measurable:
                parts.append(self.tr("{mm} mm slice spacing").format(mm=messages.number(volume.spacing_mm[2], 2)))
            if not volume.warnings:
                self.geometry_tag.set(Severity.FINE, self.tr("geometry checked"))
            else:
                self.geometry_tag.set(Severity.WARNING, self.tr("see warning"))
        self.info.say("  ·  ".join(parts))
        self._hounsfield = volume is not None and volume.modality == "CT"
        for button in (self.window_button, self.invert_button, self.layout_button, self.volume_button):
            button.setEnabled(volume is not None)

    def show_window(self, window: Window, inverted: bool) -> None:
        self._window = next((name for name, preset in PRESETS.items() if preset == window), "")
        name = messages.preset_name(self._window) if self._window and self._hounsfield else self.tr("Window")
        self.window_button.setText(f"{name}  ▾")
        self.window_button.setAccessibleName(self.tr("Window {name}").format(name=name))
        self.invert_button.setChecked(inverted)

    def show_preset_3d(self, name: str) -> None:
        self.volume_button.setText(f"3D  {messages.preset_name(name)}  ▾")
        self.volume_button.setAccessibleName(self.tr("How the volume is drawn"))

    def show_single(self, single: bool) -> None:
        self.layout_button.setChecked(single)

    def _choose_series(self) -> None:
        menu = QMenu(self)
        for study in self._studies:
            day = words.day(study.date) if study.date is not None else self.tr("date not known")
            menu.addSection(for_screen(f"{day}  {study.description}", longest=60).replace("&", "&&"))
            for series in study.series:
                images = self.tr("{count} images").format(count=series.instances)
                action = QAction(for_screen(f"{series_words(series)}   {images}", longest=90).replace("&", "&&"), menu)
                action.setEnabled(series.viewable)
                action.setCheckable(True)
                action.setChecked(series.uid == self._series_uid)
                action.triggered.connect(lambda *_, uid=series.uid: self.series_chosen.emit(uid))
                menu.addAction(action)
        self._below(menu, self.series)

    def _choose_window(self) -> None:
        menu = QMenu(self)
        for place, (name, preset) in enumerate(PRESETS.items(), start=1):
            levels = f"W {preset.width:.0f}  L {preset.center:.0f}".replace("-", "\N{MINUS SIGN}")
            action = QAction(f"{place}   {messages.preset_name(name)}   {levels}", menu)
            action.setEnabled(self._hounsfield)      # presets are Hounsfield units: not for MR or PET
            action.setCheckable(True)
            action.setChecked(name == self._window)
            action.triggered.connect(lambda *_, name=name: self.window_chosen.emit(name))
            menu.addAction(action)
        self._below(menu, self.window_button)

    def _choose_3d(self) -> None:
        menu = QMenu(self)
        for name in PRESETS_3D:
            action = menu.addAction(messages.preset_name(name))
            action.triggered.connect(lambda *_, name=name: self.preset_3d_chosen.emit(name))
        self._below(menu, self.volume_button)

    def _below(self, menu: QMenu, button: Button) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 2)))


def series_words(series: Series) -> str:
    """``3  CT  Chest 1.0 B60``: number, modality, description or body part."""
    name = series.description or series.body_part
    return "  ".join(part for part in (str(series.number or ""), series.modality, name) if part)
