"""The chart of a second opinion case: what its sender did not send is said as that, never as 'none recorded'."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum, auto

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from views.widgets.kit import Tag, Text
from views.widgets.not_sent import none_of_case
from views.widgets.part_words import part
from views.widgets.states import StateStack
from views.widgets.theme import Severity, Theme
from workstation.domain.opinion import ALLERGIES, SharedPart

# What a page shows comes from these parts. No part: it is never sent as such (a care team, own entries), or it is
# counted from many.
_PAGE_PARTS: Mapping[str, tuple[str, ...]] = {
    "results": (SharedPart.RESULTS,), "problems": (SharedPart.PROBLEMS,), "medication": (SharedPart.MEDICATIONS,),
    "allergies": (ALLERGIES,), "encounters": (SharedPart.ENCOUNTERS,), "immunizations": (SharedPart.IMMUNIZATIONS,),
    "procedures": (SharedPart.PROCEDURES,), "documents": (SharedPart.DOCUMENTS,), "family": (SharedPart.FAMILY,),
    "way_of_life": (SharedPart.RESULTS,), "entries": (SharedPart.VITALS,), "care_team": (),
}
_COUNTED_FROM = (SharedPart.IMMUNIZATIONS, SharedPart.PROCEDURES, SharedPart.ENCOUNTERS, SharedPart.RESULTS,
                 SharedPart.VITALS, SharedPart.PROBLEMS)
_MIXED = ("summary", "timeline", "search")


class Standing(Enum):
    """How a page of a case stands to what was sent."""

    WHOLE = auto()                 # its part was sent, and something is in it
    MIXED = auto()                 # of many parts, some of which were not sent
    PARTLY = auto()                # not sent as a part, though something of it may stand here
    NOT_SENT = auto()
    EMPTY = auto()                 # its part was sent with nothing in it


def standing(page: str, sent: frozenset[str], count: int | None) -> Standing:
    """``count`` is how much the page holds, None where that isn't known."""
    if page in _MIXED:
        return Standing.MIXED if missing(sent) else Standing.WHOLE
    if page == "schedule":
        return Standing.WHOLE if sent.issuperset(_COUNTED_FROM) else Standing.NOT_SENT
    needed = _PAGE_PARTS.get(page, ())
    if needed and sent.issuperset(needed):
        return Standing.EMPTY if count == 0 else Standing.WHOLE
    if count or page == "documents":                         # a case holds its sender's summary as a document
        return Standing.PARTLY
    return Standing.NOT_SENT


def missing(sent: frozenset[str]) -> list[SharedPart]:
    """The parts that were not sent, in the order of the chart."""
    return [one for one in SharedPart if one not in sent]


def dashes(pages: Sequence[str], sent: frozenset[str], counts: Mapping[str, int]) -> frozenset[str]:
    """The pages that show a dash in the index instead of a number."""
    return frozenset(name for name in pages if standing(name, sent, counts.get(name)) is Standing.NOT_SENT)


class SentParts(QWidget):
    """Around the pages of the chart: a strip over one that lacks something, a state instead of one that has nothing."""

    def __init__(self, theme: Theme, pages: QStackedWidget) -> None:
        super().__init__()
        self.strip = QFrame()
        self.strip.setProperty("role", "bar")
        self.strip.setVisible(False)
        self._words = Text("", "secondary", wrap=True)
        line = QHBoxLayout(self.strip)
        line.setContentsMargins(14, 6, 14, 6)
        line.setSpacing(10)
        line.addWidget(Tag(theme, Severity.INFO, self.tr("Chosen parts only")))
        line.addWidget(self._words, 1)
        self.states = StateStack(theme, pages)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.strip)
        outer.addWidget(self.states, 1)
        self.standing = Standing.WHOLE

    @property
    def covers(self) -> bool:
        """True where a state stands instead of the page."""
        return self.standing in (Standing.NOT_SENT, Standing.EMPTY)

    def show_standing(self, found: Standing, sender: str, sent: frozenset[str], page: str) -> None:
        """Says how the page that is chosen stands to what ``sender`` sent."""
        self.standing = found
        self.strip.setVisible(found in (Standing.MIXED, Standing.PARTLY))
        if found is Standing.MIXED:
            self._words.say(self.tr("Not part of what was sent: {parts}.").format(
                parts=self.tr(", ").join(part(one) for one in missing(sent))))
        elif found is Standing.PARTLY:
            self._words.say(self.tr("This is not part of what {name} sent; what stands here came along with the rest.")
                            .format(name=sender))
        if not self.covers:
            self.states.show_content()
        elif page == "care_team":
            self.states.show_empty("share", self.tr("Not part of what was sent"), self.tr(
                "Who else treats the patient is never part of a second opinion."))
        elif page == "schedule":
            self.states.show_empty("share", self.tr("Not part of what was sent"), self.tr(
                "What is due can't be counted from the parts that {name} sent.").format(name=sender))
        else:
            self.states.show_empty("share", *none_of_case(sender, found is Standing.EMPTY))


class NoneWords:
    """What an empty card of the summary says: of one's own patient, or of a case."""

    def __init__(self, guest: bool, sent: frozenset[str]) -> None:
        self._guest, self._sent = guest, sent

    def of(self, part: str, recorded: str) -> str:
        """``recorded`` is what is said of one's own patient."""
        if not self._guest:
            return recorded
        if part not in self._sent:
            return QCoreApplication.translate("sent", "Not sent: this is not part of the package.")
        return QCoreApplication.translate("sent", "Sent with nothing in it: not recorded there, or kept back.")
