"""Who or what found it: model, version, hash, what its number means, and whether the series was within its contract."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from views.imaging import abstention, messages
from views.widgets.kit import Text, empty_layout
from workstation.domain.finding import Finding, Origin, OriginKind
from workstation.domain.imaging import ModelCard, ModelRun, RunRecord

_HASH_HEAD = 12


class ModelNote(QWidget):
    """``open_card(title, text)`` shows a model card as plain text."""

    def __init__(self, open_card: Callable[[str, str], object]) -> None:
        super().__init__()
        self._open_card = open_card
        self._runs: tuple[ModelRun, ...] = ()
        self._cards: dict[str, ModelCard] = {}
        self._records: dict[str, RunRecord] = {}
        self._origins: tuple[tuple[Origin, str], ...] = ()
        self._body = QVBoxLayout(self)
        self._body.setContentsMargins(14, 12, 14, 12)
        self._body.setSpacing(4)

    def ran(self) -> bool:
        """True where a model gave an answer, now or earlier."""
        if self._runs:
            return any(run.abstained is None for run in self._runs)
        return any(record.contract_met for record in self._records.values())

    def show_runs(self, runs: Sequence[ModelRun]) -> None:
        self._runs = tuple(runs)
        self._refresh()

    def show_cards(self, cards: Sequence[ModelCard]) -> None:
        """The cards of the installed models, for findings of an earlier run."""
        self._cards = {card.sha256: card for card in cards}
        self._refresh()

    def show_records(self, records: Sequence[RunRecord]) -> None:
        """The kept runs on this series, newest first: the last one of each model file is told."""
        self._records = {record.sha256: record for record in reversed(records)}
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
                told.add(origin.sha256)
        for record in self._records.values():
            if record.sha256 not in told:
                self._say_record(record)

    def _say_run(self, run: ModelRun) -> None:
        card = self._cards.get(run.card.sha256, run.card)
        self._line(f"{card.name} {card.version}", "strong")
        self._say_contract(run.abstained or "")
        self._say_card(card, card.score_meaning, card.sha256)

    def _say_record(self, record: RunRecord) -> None:
        """A run that left no finding, in an earlier session."""
        card = self._cards.get(record.sha256)
        self._line(f"{card.name if card is not None else record.model} {record.version}", "strong")
        self._say_contract(record.abstained)
        if record.contract_met:
            self._line(self.tr("It marked nothing."))
        self._say_when(record)
        self._say_card(card, card.score_meaning if card is not None else "", record.sha256)

    def _say_origin(self, origin: Origin, meaning: str) -> None:
        kinds = {
            OriginKind.MODEL: self.tr("Model"),
            OriginKind.DICOM: self.tr("From another system"),
            OriginKind.READER: self.tr("Reader"),
        }
        card = self._cards.get(origin.sha256)
        name = card.name if card is not None else origin.name
        self._line(f"{kinds[origin.kind]}  {name} {origin.version}".strip(), "strong")
        if origin.kind is not OriginKind.MODEL:
            self._body.addSpacing(8)
            return
        record = self._records.get(origin.sha256)
        if record is None:
            self._line(self.tr("Whether the series was inside its input contract is not recorded."))
        else:
            self._say_contract(record.abstained)
            self._say_when(record)
        self._say_card(card, card.score_meaning if card is not None else meaning, origin.sha256)

    def _say_contract(self, abstained: str) -> None:
        if not abstained:
            self._line(self.tr("Inside its input contract."))
        else:
            self._line(self.tr("Gave no answer, outside its input contract: {reason}").format(
                reason=abstention.words(abstained)), "warning")

    def _say_when(self, record: RunRecord) -> None:
        self._line(self.tr("Run {when} by {who}").format(when=messages.moment(record.at), who=record.by))

    def _say_card(self, card: ModelCard | None, meaning: str, sha256: str) -> None:
        self._line(meaning)
        if card is not None:
            self._line(card.limits)
        self._hash(sha256)
        if card is not None:
            self._link(card)
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
        """What it is for in the language of the screen, then the card as its makers wrote it."""
        return "\n\n".join([
            self.tr("Intended use: {text}").format(text=card.intended_use),
            self.tr("Limits: {text}").format(text=card.limits),
            self.tr("What the number means: {text}").format(text=card.score_meaning),
            f"SHA-256 {card.sha256}", *([card.text] if card.text else []),
        ])
