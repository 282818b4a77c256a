"""The patient banner: on top of every room and every dialog that shows a patient's data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from engines.text.safe_text import for_tooltip
from views.widgets import words
from views.widgets.kit import Tag, Text
from views.widgets.theme import Severity, Theme
from workstation.domain.patient import AllergyState, PatientBanner

_SHORTEST_ALLERGY = 10
_LONGEST_ALLERGY = 44              # characters in the bar; the whole stands in the tool tip and in the record


class BannerBar(QFrame):
    """Name, birth date and age, sex, labelled number, allergy state. ``aside`` is put at the right end.

    A deceased patient's banner stands on another ground and says so with the date. Who the patient is, is never cut
    silently: where it needs the room, ``give_room(True)`` asks the aside for it (and returns how many pixels that
    saves); then the pinyin and title beside the name are shortened, then the words of the allergy, last the name from
    its end: each shows an ellipsis and has all of it as tool tip. The number, its label and the birth date never.
    """

    def __init__(self, theme: Theme, aside: QWidget | None = None,
                 give_room: Callable[[bool], int] | None = None) -> None:
        super().__init__()
        self._give_room = give_room
        self._narrow = False
        self._shown_allergy = ""
        self._theme = theme
        self.banner: PatientBanner | None = None
        self.setProperty("role", "bar")
        self.setFixedHeight(52)
        self.setAccessibleName(self.tr("Patient"))
        layout = QHBoxLayout(self)
        layout.setContentsMargins(20, 0, 20, 0)
        layout.setSpacing(8)
        self._name = Text("", "large")
        self._name.setMinimumHeight(30)
        self._beside = Text("", "secondary")
        self._said_beside = ""
        self._deceased = Tag(theme, Severity.NONE, "")
        self._guest = Tag(theme, Severity.INFO, "")
        layout.addWidget(self._name)
        layout.addWidget(self._beside)
        layout.addWidget(self._deceased)
        layout.addWidget(self._guest)
        layout.addSpacing(14)
        self._facts: dict[str, tuple[Text, Text]] = {}
        for fact in ("born", "sex", "number"):
            label, value = Text("", "small"), Text("", "strong")
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts[fact] = (label, value)
            layout.addWidget(label)
            layout.addWidget(value)
            layout.addSpacing(14)
        layout.addStretch(1)
        self._allergy = Tag(theme, Severity.NONE, "")
        layout.addWidget(self._allergy)
        if aside is not None:
            layout.addSpacing(8)
            layout.addWidget(aside)
        self.say_nobody(self.tr("No patient open"))

    def show_patient(self, banner: PatientBanner) -> None:
        """Shows who the patient is."""
        self.banner = banner
        row, today = banner.row, date.today()
        self._name.say(words.name(row.name))
        self._name.setVisible(True)
        beside = row.name.pinyin if row.name.is_chinese else ""
        if beside and row.name.prefix:
            beside = f"{beside} ({row.name.prefix})"
        self._said_beside = beside
        self._beside.say(beside)
        self._beside.setVisible(bool(beside))
        label = self.tr("Was born") if row.is_deceased else self.tr("Born")
        self._fact("born", label, words.born(row, today))
        self._fact("sex", self.tr("Sex"), words.sex(row.sex))
        self._fact("number", words.number_label(row.number_label), words.number(row.number))
        self._say_deceased()
        self._say_guest()
        self._say_allergies()
        self._ground()
        self._fit()

    def say_nobody(self, sentence: str) -> None:
        """Empties the banner: no part of a former patient stays."""
        self.banner = None
        self._said_beside = ""
        self._name.say("")
        self._name.setVisible(False)
        self._beside.say(sentence)
        self._beside.setVisible(True)
        self._deceased.setVisible(False)
        self._guest.setVisible(False)
        self._allergy.setVisible(False)
        for label, value in self._facts.values():
            label.setVisible(False)
            value.setVisible(False)
        self._ground()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        layout = self.layout()
        if layout is None:
            return
        if self.banner is not None:
            self._name.say(words.name(self.banner.row.name))
        self._say_aside(self._said_beside)
        self._say_allergies()
        if self._give_room is not None:
            saved = self._give_room(self._narrow)
            need = self._need() + (saved if self._narrow else 0)
            if (need > self.width()) is not self._narrow:
                self._narrow = not self._narrow
                self._give_room(self._narrow)
        if self.banner is not None:
            self._shorten(self.banner)

    def _shorten(self, banner: PatientBanner) -> None:
        """One after the other, while it is still too wide: pinyin or title, the allergy's words, the given names."""
        said = self._said_beside
        if said and self._over() > 0:
            self._say_aside(said, QFontMetrics(self._beside.font()).horizontalAdvance(said) - self._over())
        severity, allergy = allergy_words(banner)
        shown = self._shown_allergy
        while self._over() > 0 and len(shown) > _SHORTEST_ALLERGY:
            shown = shown[:-2].rstrip("…") + "…"
            self._allergy.set(severity, shown)
        self._allergy.setAccessibleName(allergy)
        over, name = self._over(), words.name(banner.row.name)
        if over > 0:
            metrics = QFontMetrics(self._name.font())
            room = metrics.horizontalAdvance(name) - over - 2
            self._name.say(metrics.elidedText(name, Qt.TextElideMode.ElideRight, room))
            self._name.setToolTip(for_tooltip(name))
            self._name.setAccessibleName(name)

    def _over(self) -> int:
        return self._need() - self.width()

    def _need(self) -> int:
        layout = self.layout()
        assert layout is not None
        layout.invalidate()
        return layout.minimumSize().width()

    def _say_aside(self, words_: str, room: int | None = None) -> None:
        """What stands beside the name, shortened to ``room`` pixels; away where not even a few letters fit."""
        if self.banner is None:
            return
        shown = words_
        if room is not None:
            shown = QFontMetrics(self._beside.font()).elidedText(words_, Qt.TextElideMode.ElideRight, max(0, room - 2))
            shown = shown if len(shown) > 3 else ""
        self._beside.say(shown)
        self._beside.setToolTip(for_tooltip(words_) if shown != words_ else "")
        self._beside.setVisible(bool(shown))
        self._name.setToolTip(for_tooltip(words_) if words_ and not shown else "")

    def _fact(self, fact: str, label: str, value: str) -> None:
        for text, said in zip(self._facts[fact], (label, value), strict=True):
            text.say(said)
            text.setVisible(True)

    def _say_deceased(self) -> None:
        banner = self.banner
        if banner is None or not banner.row.is_deceased:
            self._deceased.setVisible(False)
            return
        when = banner.row.deceased
        said = self.tr("Died {date}").format(date=words.day(when)) if when else self.tr("Deceased")
        self._deceased.set(Severity.NONE, said, "■")
        self._deceased.setVisible(True)

    def _say_guest(self) -> None:
        """Somebody else's patient, sent for a second opinion, says so in every room and dialog."""
        sender = self.banner.row.guest_of if self.banner is not None else ""
        if sender:
            said = self.tr("Second opinion case from {name}: chosen parts only").format(name=sender)
            self._guest.setToolTip(for_tooltip(said))
            self._guest.set(Severity.INFO, said if len(said) <= _LONGEST_ALLERGY else said[:_LONGEST_ALLERGY - 1] + "…")
            self._guest.setAccessibleName(said)
        self._guest.setVisible(bool(sender))

    def _say_allergies(self) -> None:
        banner = self.banner
        if banner is None:
            return
        severity, said = allergy_words(banner)
        self._allergy.setToolTip(for_tooltip(said))
        self._shown_allergy = said if len(said) <= _LONGEST_ALLERGY else said[:_LONGEST_ALLERGY - 1] + "…"
        self._allergy.set(severity, self._shown_allergy)
        self._allergy.setAccessibleName(said)
        self._allergy.setVisible(True)

    def _ground(self) -> None:
        deceased = self.banner is not None and self.banner.row.is_deceased
        self.setProperty("role", "bar-deceased" if deceased else "bar")
        self.style().unpolish(self)
        self.style().polish(self)


def allergy_words(banner: PatientBanner) -> tuple[Severity, str]:
    """(severity, words) of the allergy state: 'none recorded' is not 'no known allergy'."""
    if banner.allergy_state is AllergyState.NONE_RECORDED and banner.row.guest_of:
        return Severity.WARNING, QCoreApplication.translate("BannerBar", "Allergies: none sent")
    if banner.allergy_state is AllergyState.NONE_RECORDED:
        return Severity.WARNING, QCoreApplication.translate("BannerBar", "Allergies: none recorded")
    if banner.allergy_state is AllergyState.NO_KNOWN:
        return Severity.FINE, QCoreApplication.translate("BannerBar", "No known allergy")
    ranked = sorted(banner.allergies, key=lambda allergy: not allergy.severe)
    first = ranked[0]
    said = f"{first.substance} ({first.reaction})" if first.reaction else first.substance
    severity = Severity.CRITICAL if first.severe else Severity.WARNING
    head = QCoreApplication.translate("BannerBar", "Allergy: {what}").format(what=said)
    if len(ranked) > 1:
        more = QCoreApplication.translate("BannerBar", "and {count} more").format(count=len(ranked) - 1)
        head = f"{head}, {more}"
    return severity, head
