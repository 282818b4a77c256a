"""Who or what found it: model, version, hash, what its number means, and whether the series was within its contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from views.widgets.kit import Text, empty_layout
from workstation.domain.finding import Finding, Origin, OriginKind
from workstation.domain.imaging import ModelCard, ModelRun

_HASH_HEAD = 12


class ModelNote(QWidget):
    """``open_card(title, text)`` shows a model card as plain text."""

    def __init__(self, open_card: Callable[[str, str], object]) -> None:
        super().__init__()
        self._open_card = open_card
        self._runs: tuple[ModelRun, ...] = ()
        self._cards: dict[str, ModelCard] = {}
        self._origins: tuple[tuple[Origin, str], ...] = ()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(14, 12, 14, 12)
        self._body.setSpacing(4)

    def ran(self) -> bool:
        """True where a model gave an answer in this session."""
        return any(run.abstained is None for run in self._runs)

    def show_runs(self, runs: Sequence[ModelRun]) -> None:
        self._runs = tuple(runs)
        self._refresh()

    def show_cards(self, cards: Sequence[ModelCard]) -> None:
        """The cards of the installed models, for findings of an earlier run."""
        self._cards = {card.sha256: card for card in cards}
        self._refresh()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        origins = tuple(dict.fromkeys((one.origin, one.score_meaning) for one in findings))
        if origins != self._origins:
            self._origins = origins
            self._refresh()

    def _refresh(self) -> None:
        empty_layout(self._body)
        told: set[str] = set()
        for run in self._runs:
            self._say_run(run)
            told.add(run.card.sha256)
        for origin, meaning in self._origins:
            if origin.sha256 not in told or not origin.sha256:
                self._say_origin(origin, meaning)

    def _say_run(self, run: ModelRun) -> None:
        card = run.card
        self._line(f"{card.name} {card.version}", "strong")
        if run.abstained is None:
            self._line(self.tr("Inside its input contract."))
        else:
            self._line(self.tr("Gave no answer, outside its input contract: {reason}").format(reason=run.abstained),
                       "warning")
        self._line(card.score_meaning)
        self._hash(card.sha256)
        self._link(card)
        self._body.addSpacing(8)

    def _say_origin(self, origin: Origin, meaning: str) -> None:
        kinds = {
            OriginKind.MODEL: self.tr("Model"),
            OriginKind.DICOM: self.tr("From another system"),
            OriginKind.READER: self.tr("Reader"),
        }
        known = self._cards.get(origin.sha256)
        name = known.name if known is not None else origin.name
        self._line(f"{kinds[origin.kind]}  {name} {origin.version}".strip(), "strong")
        if origin.kind is OriginKind.MODEL:
            self._line(self.tr("Inside its input contract when it ran."))
            self._line(meaning)
            self._hash(origin.sha256)
            if origin.sha256 in self._cards:
                self._link(self._cards[origin.sha256])
        self._body.addSpacing(8)

    def _link(self, card: ModelCard) -> None:
        link = Text(self.tr("Model card"), "link")
        link.clicked.connect(lambda: self._open_card(f"{card.name} {card.version}", self._card_text(card)))
        self._body.addWidget(link)

    def _hash(self, sha256: str) -> None:
        if sha256:
            self._line(f"SHA-256 {sha256[:_HASH_HEAD]}…")

    def _line(self, text: str, role: str = "small") -> None:
        if text:
            self._body.addWidget(Text(text, role, wrap=True))

    def _card_text(self, card: ModelCard) -> str:
        return card.text or "\n\n".join([
            self.tr("Intended use: {text}").format(text=card.intended_use),
            self.tr("Limits: {text}").format(text=card.limits),
            self.tr("What the number means: {text}").format(text=card.score_meaning),
            f"SHA-256 {card.sha256}",
        ])
