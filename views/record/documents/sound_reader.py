"""A recording with its waveform and playback; where nothing can play it, that is said and the cursor still moves."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from engines.text.safe_text import for_tooltip
from views.record.documents.sound_wave import Waves, WaveView
from views.widgets.controls import IconButton
from views.widgets.kit import Button, Tag, Text, row
from views.widgets.theme import Severity, Theme
from workstation.services import sound

_TURN_MS = 33


class SoundReader(QWidget):
    """Space plays and pauses; a click or the arrow keys choose the place."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.wave = WaveView(theme)
        self.wave.sought.connect(self.seek)
        self.wave.toggled.connect(self.toggle)
        self.play = Button(self.tr("Play"), self.toggle, role="main")
        self.place = Text("", "secondary")
        self.place.setMinimumWidth(110)
        self.silent = Tag(theme, Severity.WARNING, "")
        self.silent.hide()
        self.about = Text("", "small", elide=True, align=Qt.AlignmentFlag.AlignRight)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(8)
        outer.addWidget(self.wave, 1)
        controls = row(self.play, self.place, self.silent)
        controls.addWidget(self.about, 1)
        for icon_name, said, act in (
            ("zoom-out", self.tr("Show more seconds (minus key)"), lambda: self.wave.zoom(1.5)),
            ("zoom-in", self.tr("Show fewer seconds (plus key)"), lambda: self.wave.zoom(0.67)),
            ("fit", self.tr("Whole recording (0 key)"), self.wave.fit),
        ):
            controls.addWidget(IconButton(theme, icon_name, said, act))
        outer.addLayout(controls)
        self._waves: Waves | None = None
        self._playing: sound.Playing | None = None
        self._timer = QTimer(self, interval=_TURN_MS)
        self._timer.timeout.connect(self._turn)

    def show_waves(self, waves: Waves | None) -> None:
        """Shows another recording, silent, at its start; None empties it."""
        self.stop()
        self._waves = waves
        self.silent.hide()
        self.wave.show_waves(waves)
        self.about.say("" if waves is None else self._facts(waves))
        self._say_place()

    @property
    def playing(self) -> bool:
        return self._playing is not None

    def toggle(self) -> None:
        """Plays from the cursor, or pauses there."""
        if self._playing is not None:
            self.stop()
        elif self._waves is not None:
            self._start()

    def stop(self) -> None:
        """Ends the sound; the cursor stays."""
        playing, self._playing = self._playing, None
        self._timer.stop()
        if playing is not None:
            playing.stop()
        self._say_button()

    def seek(self, seconds: float) -> None:
        """Moves the cursor; a sound that plays goes on from there."""
        going = self._playing is not None
        self.stop()
        self.wave.set_cursor(seconds)
        self._say_place()
        if going:
            self._start()

    def _start(self) -> None:
        assert self._waves is not None
        at = self.wave.cursor_s if self.wave.cursor_s < self.wave.seconds - 0.02 else 0.0
        try:
            self._playing = sound.start(self._waves.reading, at)
        except sound.NoSoundOutput as none:
            self.silent.set(Severity.WARNING, self.tr("No audio output found"))
            said = self.tr("The system says: {reason}").format(reason=none.reason)
            self.silent.setToolTip(for_tooltip(said))
            self.silent.show()
            return
        self.silent.hide()
        self._say_button()
        self._timer.start()

    def _turn(self) -> None:
        if self._playing is None:
            return
        self.wave.set_cursor(self._playing.position())
        self._say_place()
        if self._playing.done():
            self.stop()

    def _say_button(self) -> None:
        word = self.tr("Pause") if self._playing is not None else self.tr("Play")
        self.play.setText(word)
        self.play.setAccessibleName(word)

    def _say_place(self) -> None:
        self.place.say("" if self._waves is None else
                       f"{_clock(self.wave.cursor_s)} / {_clock(self.wave.seconds)}")

    def _facts(self, waves: Waves) -> str:
        reading = waves.reading
        channels = self.tr("mono") if reading.channels == 1 else \
            self.tr("stereo") if reading.channels == 2 else self.tr("{count} channels").format(count=reading.channels)
        return f"{reading.coding} · {reading.rate_hz / 1000:g} kHz · {channels}"


def _clock(seconds: float) -> str:
    """``0:07.3``: minutes, seconds, tenths."""
    tenths = int(seconds * 10 + 1e-6)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"
