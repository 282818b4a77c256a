"""The pedigree of the open patient, or of a family file without one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from views.pedigree import picture
from views.pedigree.canvas import PedigreeCanvas
from views.pedigree.messages import label_words, translate
from views.pedigree.panel import PersonPanel
from views.shell.room import Room, RoomAction, RoomContext
from views.widgets.controls import IconButton
from views.widgets.kit import Button, Text
from views.widgets.not_sent import none_here
from views.widgets.states import StateStack
from views.widgets.theme import Severity
from workstation.domain.opinion import SharedPart
from workstation.domain.patient import PatientBanner
from workstation.errors import ConsiliaError
from workstation.services import pedigree
from workstation.services.pedigree import Drawing, Family, Measures
from workstation.services.progress import Progress

_PATIENCE_MS = 300
Shown = tuple[Family, Drawing, Measures]


class PedigreeRoom(Room):
    """Draws the family at once; everything is reached by keyboard."""

    def __init__(self, context: RoomContext) -> None:
        super().__init__(context)
        self._shown: Shown | None = None
        self._stamp: tuple[int, int] | None = None    # of the record that was drawn
        self._wanted = ""                     # the relative another room asked for, by resource key
        self._file = ""                       # name of the family file that is shown instead of the patient's family
        self.canvas = PedigreeCanvas(context.theme)
        self.canvas.setAccessibleName(translate("pedigree", "Pedigree drawing"))
        self.canvas.viewport().setAccessibleName(self.canvas.accessibleName())
        self.panel = PersonPanel(context.theme, lambda key: context.open("record", source=key))
        self.canvas.chosen.connect(self.panel.show_person)
        self._patience = QTimer(self)         # a quick drawing comes without a state in between
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._still_busy)
        work = QWidget()
        side_by_side = QHBoxLayout(work)
        side_by_side.setContentsMargins(0, 0, 0, 0)
        side_by_side.setSpacing(0)
        side_by_side.addWidget(self.canvas, 1)
        side_by_side.addWidget(self.panel)
        self.states = StateStack(context.theme, work)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._toolbar())
        outer.addWidget(self.states, 1)
        zooms = (("Ctrl++", self.canvas.zoom_in), ("Ctrl+=", self.canvas.zoom_in), ("Ctrl+-", self.canvas.zoom_out))
        for keys, act in zooms:
            QShortcut(QKeySequence(keys), self, act)
        self._enable()

    def show_patient(self, banner: PatientBanner) -> None:
        super().show_patient(banner)
        patient_id = banner.row.id
        self._load(lambda: self._read(patient_id), file="")

    def _read(self, patient_id: str) -> Family | None:
        self._stamp = pedigree.stamp(self.context.clinic, patient_id)
        return pedigree.family(self.context.clinic, patient_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Draws anew where the family history changed while another room was shown."""
        super().showEvent(event)
        drawn, banner, clinic = self._stamp, self.patient, self.context.clinic
        if drawn is None or banner is None or self._file or self.busy():
            return

        def compared(now: tuple[int, int]) -> None:
            if now != drawn and self.patient is banner and not self._file:
                self._load(lambda: self._read(banner.row.id), file="")

        self.context.tasks.run(lambda _progress: pedigree.stamp(clinic, banner.row.id), compared, scope=self,
                               label=translate("pedigree", "Drawing the family"), failed=lambda _error: None)

    def clear(self) -> None:
        super().clear()
        self._shown = self._stamp = None
        self._file = self._wanted = ""
        self.canvas.clear()
        self.panel.clear()
        self.summary.say("")
        self._patience.stop()
        self.states.show_content()
        self._enable()

    def show_target(self, **target: str) -> None:
        """``person=`` chooses somebody by id or by the key of their record, at once or when they are drawn."""
        self._wanted = target.get("person", "")
        self._choose_wanted()

    def _choose_wanted(self) -> None:
        if self._shown is None or not self._wanted:
            return
        found = next((person.id for person in self._shown[0] if self._wanted in (person.id, person.source)), "")
        if found:
            self._wanted = ""
            self.canvas.choose(found)

    def actions(self) -> list[RoomAction]:
        return [
            RoomAction(translate("pedigree", "Fit the family to the window"), self.canvas.fit, "Ctrl+0"),
            RoomAction(translate("pedigree", "Zoom in"), self.canvas.zoom_in, "Ctrl++"),
            RoomAction(translate("pedigree", "Zoom out"), self.canvas.zoom_out, "Ctrl+-"),
            RoomAction(translate("pedigree", "Open a family file (PED)"), self.ask_for_file, "O"),
            RoomAction(translate("pedigree", "Save the drawing as PNG"), lambda: self.ask_where("png")),
            RoomAction(translate("pedigree", "Save the drawing as SVG"), lambda: self.ask_where("svg")),
        ]

    def open_file(self, path: Path) -> None:
        """Shows the family of a PED file instead of the patient's."""
        self._load(lambda: pedigree.open_file(path), file=path.name)

    def _toolbar(self) -> QFrame:
        bar = QFrame()
        bar.setProperty("role", "bar")
        line = QHBoxLayout(bar)
        line.setContentsMargins(12, 7, 14, 7)
        line.setSpacing(8)
        theme = self.context.theme
        self._needs_family = [
            Button(translate("pedigree", "Fit"), self.canvas.fit, key="Ctrl+0"),
            IconButton(theme, "zoom-out", translate("pedigree", "Zoom out"), self.canvas.zoom_out),
            IconButton(theme, "zoom-in", translate("pedigree", "Zoom in"), self.canvas.zoom_in),
            Button(translate("pedigree", "Save PNG"), lambda: self.ask_where("png")),
            Button(translate("pedigree", "Save SVG"), lambda: self.ask_where("svg")),
        ]
        for button in self._needs_family[:3]:
            line.addWidget(button)
        line.addSpacing(8)
        line.addWidget(Button(translate("pedigree", "Open family file"), self.ask_for_file, key="O"))
        for button in self._needs_family[3:]:
            line.addWidget(button)
        self._back = Button(translate("pedigree", "Back to the patient's family"), self._show_own, role="main")
        line.addWidget(self._back)
        self.summary = Text("", "secondary", elide=True, align=Qt.AlignmentFlag.AlignRight)
        line.addWidget(self.summary, 1)
        return bar

    def _load(self, read: object, file: str) -> None:
        """Reads, draws and measures off the GUI thread."""
        words = label_words()

        def work(progress: Progress) -> Shown | None:
            family: Family | None = read()  # type: ignore[operator]
            progress.check()
            return None if family is None else (family, pedigree.drawing(family, words), pedigree.measure(family))

        self._patience.start()
        self.context.tasks.run(
            work, lambda shown: self._show(shown, file), label=translate("pedigree", "Drawing the family"), scope=self,
            failed=lambda error: self._fail(error, file),
        )

    def _still_busy(self) -> None:
        if self.busy():
            self.states.show_busy(translate("pedigree", "Drawing the family"), self._stop)

    def _stop(self) -> None:
        self.context.tasks.drop(self)
        self.states.show_content()

    def _show(self, shown: Shown | None, file: str) -> None:
        self._patience.stop()
        self._shown, self._file = shown, file
        self._enable()
        if shown is None:
            self.summary.say("")
            self.states.show_empty(
                "pedigree", *none_here(
                    self.context.clinic, SharedPart.FAMILY, translate("pedigree", "No family history is recorded"),
                    translate("pedigree", "That is not the same as 'asked, nothing found': nobody wrote down a "
                                          "relative of this patient. Import a record with family members, or open a "
                                          "family file.")),
                Button(translate("pedigree", "Open family file"), self.ask_for_file, role="main"),
            )
            return
        family, drawing, measures = shown
        self.states.show_content()
        self.canvas.show_drawing(drawing, family)
        self.panel.show_family(drawing, measures)
        self.summary.say(self._summary(family, drawing))
        proband = family.proband
        if proband is not None:
            self.canvas.choose(proband.id)
        self._choose_wanted()
        self.canvas.setFocus()

    def _summary(self, family: Family, drawing: Drawing) -> str:
        parts = [translate("pedigree", "{} people").format(len(family)),
                 translate("pedigree", "{} generations").format(len(drawing.numerals))]
        if self._file:
            parts.insert(0, translate("pedigree", "File {}: not this patient's record").format(self._file))
        return "  ·  ".join(parts)

    def _fail(self, error: ConsiliaError, file: str) -> None:
        self._patience.stop()
        if file and self._shown is not None:  # the drawing that is there stays
            self.states.show_content()
            self.context.notify(error.sentence(), Severity.WARNING)
            return
        self._shown = None
        self._enable()
        self.states.show_error(error, self._show_own if self.patient is not None else None)

    def _show_own(self) -> None:
        if self.patient is not None:
            patient = self.patient
            self.clear()
            self.show_patient(patient)

    def _enable(self) -> None:
        for button in self._needs_family:
            button.setEnabled(self._shown is not None)
        self._back.setVisible(bool(self._file) and self.patient is not None)

    def ask_for_file(self) -> None:
        """Asks for a PED file and shows it."""
        kinds = translate("pedigree", "Family files (*.ped *.fam *.txt)")
        name, _ = QFileDialog.getOpenFileName(self, translate("pedigree", "Open family file"), "", kinds)
        if name:
            self.open_file(Path(name))

    def ask_where(self, form: str) -> None:
        """Asks where the picture goes and writes it."""
        if self._shown is None:
            return
        name, _ = QFileDialog.getSaveFileName(self, translate("pedigree", "Save the drawing"), f"pedigree.{form}",
                                              f"{form.upper()} (*.{form})")
        if name:
            self.save(Path(name))

    def save(self, path: Path) -> None:
        """Writes the drawing as PNG, or as SVG where the name ends so. It shows no names, only numbers and ages."""
        if self._shown is None:
            return
        drawing = self._shown[1]
        is_svg = path.suffix.lower() == ".svg"
        data = picture.svg(drawing, translate("pedigree", "Pedigree")) if is_svg else picture.png(drawing)
        patient_id = self.patient.row.id if self.patient is not None and not self._file else None
        self.context.tasks.run(
            lambda progress: pedigree.save_picture(self.context.clinic, patient_id, data, path),
            lambda _: self.context.notify(translate("pedigree", "Saved {}").format(path.name), Severity.FINE),
            label=translate("pedigree", "Saving the drawing"), scope=self,
            failed=lambda error: self.context.notify(error.sentence(), Severity.WARNING),
        )
