"""What was found: the list with its threshold, who found it, and the way to run the models."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QProgressBar, QScrollArea, QSlider, QVBoxLayout, QWidget

from views.imaging import messages
from views.imaging.finding_row import FindingRow
from views.imaging.finding_rows import FindingRows
from views.imaging.model_note import ModelNote
from views.imaging.scene import Scene
from views.widgets.kit import Button, Text, row
from views.widgets.theme import Theme
from workstation.domain.imaging import ModelCard, ModelRun, ReviewEvent, RunRecord

WIDTH = 300


class FindingsPanel(QFrame):
    """The right side of the room. It asks by signals; the room saves."""

    accept = Signal(str)
    reject = Signal(str, str)
    undo = Signal(str)
    history = Signal(str)
    run_models = Signal()
    stop_models = Signal()

    def __init__(self, scene: Scene, theme: Theme, open_card: Callable[[str, str], object]) -> None:
        super().__init__()
        self.setProperty("role", "side")
        self.setFixedWidth(WIDTH)
        self._scene, self._theme = scene, theme
        self._title = Text(self.tr("Findings"), "title")
        self._count = Text("", "small", elide=True)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(0, 100)
        self.slider.setAccessibleName(self.tr("Show findings from this score on"))
        self.slider.valueChanged.connect(self._slide)
        self.run_button = Button(self.tr("Run models"), self.run_models.emit)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(self.tr("Models are running"))
        self._bar_words = Text("", "small", elide=True)
        self._stop = Button(self.tr("Stop"), self.stop_models.emit, role="quiet")
        self._empty = Text("", "secondary", wrap=True)
        self._empty.setContentsMargins(14, 8, 14, 12)
        self._rows = FindingRows(theme, self._dress)
        self._note = ModelNote(open_card)
        self._build()
        self._later = QTimer(self)                  # several changes at once, one new list
        self._later.setSingleShot(True)
        self._later.timeout.connect(self._refresh)
        for changed in (scene.findings_changed, scene.selected_changed, scene.volume_changed):
            changed.connect(self._later.start)
        self.show_running(None)
        self._refresh()

    def _build(self) -> None:
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        head = QVBoxLayout()
        head.setContentsMargins(14, 10, 14, 8)
        head.setSpacing(6)
        top = row(self._title)
        top.addWidget(self._count, 1)
        top.addWidget(self.run_button)
        head.addLayout(top)
        head.addWidget(self.slider)
        under_way = row()
        under_way.addWidget(self._bar_words, 1)
        under_way.addWidget(self._stop)
        head.addLayout(under_way)
        head.addWidget(self._bar)
        outer.addLayout(head)
        page = QWidget()
        page.setProperty("role", "page")
        inner = QVBoxLayout(page)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self._empty)
        inner.addWidget(self._rows)
        inner.addWidget(self._note)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(page)
        outer.addWidget(self._scroll, 1)

    # -- what the room tells

    def show_running(self, fraction: float | None, message: str = "") -> None:
        """Progress of the models, or None when none runs."""
        running = fraction is not None
        for widget in (self._bar, self._bar_words, self._stop):
            widget.setVisible(running)
        self.run_button.setEnabled(not running and self._scene.volume is not None)
        if fraction is not None:
            self._bar.setRange(0, 1000 if fraction > 0 else 0)
            self._bar.setValue(int(fraction * 1000))
            self._bar_words.say(message or self.tr("Models are running"))

    def show_runs(self, runs: Sequence[ModelRun]) -> None:
        """What each model said of this series, abstentions with their reason; an empty list forgets it."""
        self._note.show_runs(runs)
        self._later.start()

    def show_cards(self, cards: Sequence[ModelCard]) -> None:
        self._note.show_cards(cards)

    def show_records(self, records: Sequence[RunRecord]) -> None:
        """The kept runs on this series; an empty list forgets them."""
        self._note.show_records(records)
        self._later.start()

    def show_saving(self, finding_id: str) -> None:
        row = self._rows.row(finding_id)
        if row is not None:
            row.show_saving()

    def show_history(self, finding_id: str, events: Sequence[ReviewEvent]) -> None:
        row = self._rows.row(finding_id)
        if row is not None:
            row.show_history(events)

    def ask_reason(self) -> None:
        """Opens the reasons of the selected row."""
        selected = self._rows.row(self._scene.selected_id)
        if selected is not None:
            selected.ask_reason()
            self._reveal(selected)

    # -- drawing the list

    def _refresh(self) -> None:
        """Follows the scene. Rows that are as they were stay; new ones are made a few a turn, so that a long list never
        stops the window."""
        scene = self._scene
        shown = scene.shown()
        scored = any(one.confidence is not None for one in scene.findings)
        self.slider.setVisible(scored)
        if scene.threshold == 0 and self.slider.value():
            self.slider.setValue(0)
        self._count.say(self._count_words(len(shown)) if scene.findings else "")
        self._empty.setVisible(not shown and scene.volume is not None)
        if not shown:
            self._empty.say(self._empty_words())
        self._rows.follow(scene)
        self._note.show_findings(scene.findings)
        self.run_button.setEnabled(scene.volume is not None and not self._bar.isVisibleTo(self))
        chosen = self._rows.row(scene.selected_id)
        if chosen is not None:
            QTimer.singleShot(0, chosen, lambda: self._reveal(chosen))

    def _slide(self, percent: int) -> None:
        """The slider ends at the highest score of this series: a rank need not reach 1."""
        scores = [one.confidence for one in self._scene.findings if one.confidence is not None]
        self._scene.set_threshold(max(scores, default=1.0) * percent / 100)

    def _dress(self, made: FindingRow) -> None:
        """Connects a new row."""
        made.chosen.connect(self._scene.select, Qt.ConnectionType.QueuedConnection)
        made.accept.connect(self.accept)
        made.reject.connect(self.reject)
        made.undo.connect(self.undo)
        made.history.connect(self.history)

    def _reveal(self, one: FindingRow) -> None:
        self._scroll.ensureWidgetVisible(one, 0, 12)

    def _count_words(self, shown: int) -> str:
        whole = len(self._scene.findings)
        if self._scene.threshold == 0:
            return str(whole)
        return self.tr("{shown} of {all} from {threshold}").format(
            shown=shown, all=whole, threshold=messages.score_digits(self._scene.threshold))

    def _empty_words(self) -> str:
        if self._scene.findings:
            return self.tr("All findings are below the threshold. Move it to the left to see them.")
        if self._note.ran():
            return self.tr("The models marked nothing on this series. That does not mean that nothing is there.")
        return self.tr("No findings yet. Run the models, or import the SEG or SR of another system.")
