"""Makes cards: from the outcome of a table, from a plugin's checked advice, or 'could not check' and what lacks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from engines.decision.summary import Measure, shown
from engines.decision.table import Outcome, Row
from workstation.domain.card import Card, CardInput, Evidence, Indicator
from workstation.plugin_api.manifest import Manifest, Need, Take
from workstation.plugin_host.gather import STALE, Gathered, LeftOut
from workstation.plugin_host.wording import LACKS, OVERRIDE_REASONS, fill, worded

NO_ROW = "none"
_LONGEST_SUMMARY = 140


@dataclass(frozen=True, slots=True)
class CardMaker:
    """Words the cards of one plugin for one question. ``gathered`` in the order of the manifest's inputs."""

    manifest: Manifest
    gathered: Sequence[Gathered]
    language: str = "en"

    def from_outcome(self, outcome: Outcome) -> list[Card]:
        """The card of the row that fired; 'could not check' where a row stayed undecided; nothing where none holds."""
        if outcome.row is None:
            if not outcome.missing:
                return []
            names = {outcome.measures[name].spec.of for name in outcome.missing}
            return [self.could_not_check(names, measures=outcome.measures.values())]
        return [self._from_row(outcome.row, outcome)]

    def _from_row(self, row: Row, outcome: Outcome) -> Card:
        fields = {name: _measure_text(measure) for name, measure in outcome.measures.items()}
        used = [outcome.measures[name] for name in row.uses]
        against = (*row.arguments_against, *outcome.caveats)
        return self._card(
            summary=self._own(row.summary, fields), detail=self._own(row.detail, fields),
            indicator=Indicator(row.indicator), rule=row.id, evidence=row.evidence,
            inputs=(*self._measure_inputs(used), *self._value_inputs({measure.spec.of for measure in used}, used)),
            missing=self._missing(self._lacking()),
            arguments_for=tuple(self._own(text, fields) for text in row.arguments_for),
            arguments_against=(*(self._own(text, fields) for text in against), *self._left_out()),
            suggestions=tuple(self._own(text, fields) for text in row.suggestions),
            could_not_check=row.could_not_check,
        )

    def from_advice(self, advice: Mapping[str, Any]) -> Card:
        """A card of advice that ``messages.advice_fault`` found good."""
        uses = set(advice.get("uses", [spec.spec.name for spec in self.gathered]))
        named = "missing" in advice            # what lacks is the plugin's to say: it may have done without
        told = tuple(self._told(text) for text in advice.get("missing", []))
        return self._card(
            summary=self._told(advice["summary"]), detail=self._told(advice["detail"]),
            indicator=Indicator(advice["indicator"]), rule=self._told(advice["rule"]), evidence=advice["evidence"],
            inputs=self._value_inputs(uses), missing=told if named else self._missing(self._lacking()),
            arguments_for=tuple(self._told(text) for text in advice.get("arguments_for", [])),
            arguments_against=(*map(self._told, advice.get("arguments_against", [])), *self._left_out()),
            suggestions=tuple(self._told(text) for text in advice.get("suggestions", [])),
            could_not_check=bool(advice.get("could_not_check", False)),
        )

    def could_not_check(
        self, names: Iterable[str] = (), *, reason: str = "", measures: Iterable[Measure] = ()
    ) -> Card:
        """The plain statement that nothing can be said: missing inputs by name, or why the plugin failed."""
        known = [measure for measure in measures if measure.number is not None or measure.word is not None]
        detail = (
            worded(self.language, "{reason} The other engines went on.", reason=reason)
            if reason else worded(self.language, LACKS)
        )
        return self._card(
            summary=worded(self.language, "{title}: could not check", title=self._own(self.manifest.title, {})),
            detail=detail, indicator=Indicator.INFO, rule=NO_ROW, evidence=[],
            inputs=(*self._measure_inputs(known), *self._value_inputs({spec.spec.name for spec in self.gathered})),
            missing=self._missing(set(names)), arguments_for=(), arguments_against=self._left_out(),
            suggestions=(), could_not_check=True,
        )

    def lacking_must(self) -> set[str]:
        """Names of the inputs the plugin can't do without and that have no usable value."""
        return {found.spec.name for found in self.gathered if found.spec.need is Need.MUST and not found.values}

    def _lacking(self) -> set[str]:
        return {found.spec.name for found in self.gathered if found.spec.need is Need.SHOULD and not found.values}

    def _card(self, *, summary: str, rule: str, evidence: Sequence[str], **parts: Any) -> Card:
        sources = {source.id: source for source in self.manifest.evidence}
        reasons = tuple((code, worded(self.language, words)) for code, words in OVERRIDE_REASONS)
        cut = summary if len(summary) <= _LONGEST_SUMMARY else summary[: _LONGEST_SUMMARY - 1] + "…"
        return Card(
            id=self._identity(rule, parts["inputs"], parts["missing"]), plugin=self.manifest.id,
            plugin_version=self.manifest.version, summary=cut, rule_row=rule, override_reasons=reasons,
            evidence=tuple(
                Evidence(found.title, self._own(found.section, {}), found.year, self._own(found.grade, {}), found.url)
                for found in (sources[name] for name in evidence)
            ),
            **parts,
        )

    def _identity(self, rule: str, inputs: Sequence[CardInput], missing: Sequence[str]) -> str:
        """Stable over days and languages: names and wording are left out, values and their records are not."""
        rests_on = [[given.value, given.unit, given.date, given.source] for given in inputs]
        document = [self.manifest.id, self.manifest.version, rule, rests_on, len(missing)]
        return hashlib.sha256(canonical(document)).hexdigest()[:24]

    def _measure_inputs(self, measures: Iterable[Measure]) -> tuple[CardInput, ...]:
        return tuple(
            CardInput(self._own(measure.spec.title, {}), _measure_text(measure), measure.spec.unit, _span(measure), "")
            for measure in measures
            if (measure.number is not None or measure.word is not None) and len(measure.used) > 1
        )

    def _value_inputs(self, names: set[str], measures: Sequence[Measure] = ()) -> tuple[CardInput, ...]:
        """The values behind it; with ``measures``, only the readings that those rest on."""
        rests = {(measure.spec.of, reading.source) for measure in measures for reading in measure.used}
        inputs: list[CardInput] = []
        for found in self.gathered:
            if found.spec.name not in names:
                continue
            title = self._own(found.spec.title, {})
            for value in found.values:
                if not measures or (found.spec.name, value.source) in rests:
                    text = f"{value.text} ({value.written})" if value.written else value.text
                    inputs.append(CardInput(title, text, value.unit, value.date, value.source))
        return tuple(inputs)

    def _missing(self, names: set[str]) -> tuple[str, ...]:
        told: list[str] = []
        for found in self.gathered:
            if found.spec.name in names:
                title, left = self._own(found.spec.title, {}), found.left_out
                if left and not found.values:
                    told.append(worded(
                        self.language, "{name}: {count} recorded, none usable ({reason})",
                        name=title, count=str(len(left)), reason=self._reason(left),
                    ))
                else:
                    told.append(worded(self.language, "{name}: none recorded", name=title))
        return tuple(told)

    def _left_out(self) -> tuple[str, ...]:
        """What was there and not used, an input each. Merely old values are no argument where newer ones are used."""
        told: list[str] = []
        for found in self.gathered:
            odd = [left for left in found.left_out if left.reason != STALE]
            if odd and found.values and found.spec.take is Take.ALL:
                told.append(worded(
                    self.language, "Left out: {count} × {name} (the latest {reason})",
                    name=self._own(found.spec.title, {}), count=str(len(odd)), reason=self._reason(odd),
                ))
        return tuple(told)

    def _reason(self, left_out: Sequence[LeftOut]) -> str:
        latest = max(left_out, key=lambda left: left.date)
        return worded(self.language, latest.reason, **dict(latest.fields))

    def _own(self, text: str, fields: Mapping[str, str]) -> str:
        return fill(self.manifest.translated(text, self.language), fields, self.language)

    def _told(self, text: Any) -> str:
        if isinstance(text, str):
            return self._own(text, {})
        return self._own(text["text"], text.get("values", {}))


def _measure_text(measure: Measure) -> str:
    if measure.number is not None:
        return shown(measure.number)
    return measure.word or "–"


def _span(measure: Measure) -> str:
    days = sorted(reading.day for reading in measure.used)
    return days[0] if days[0] == days[-1] else f"{days[0]} / {days[-1]}"


def canonical(document: Any) -> bytes:
    """The one spelling of a document: sorted keys, no spaces, UTF-8, no NaN."""
    return json.dumps(document, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False).encode()


def card_document(card: Card) -> dict[str, Any]:
    """The card as plain JSON values, in the shape of CDS Hooks where that has a word for it."""
    document = asdict(card)
    document["indicator"] = card.indicator.value
    document["state"] = card.state.value
    first = card.evidence[0] if card.evidence else None
    label = f"{first.title}, {first.section}" if first else card.plugin
    document["source"] = {"label": label, "url": first.url if first else ""}
    document["override_reasons"] = [{"code": code, "display": words} for code, words in card.override_reasons]
    document["uuid"] = card.id
    return document
