"""Asks one plugin about one patient; whatever the plugin does, the answer is cards or one typed error."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from engines.decision.summary import Reading
from engines.decision.table import decide
from workstation.domain.card import Card
from workstation.errors import PluginAnswerInvalid, PluginFailed
from workstation.plugin_api.manifest import Hook, Kind
from workstation.plugin_api.messages import MOST_CARDS, advice_fault, request_document
from workstation.plugin_host import process, sandbox
from workstation.plugin_host.cards import CardMaker, canonical
from workstation.plugin_host.discovery import Plugin, bundled_folder
from workstation.plugin_host.gather import Gathered, LeftOut, Value, gather


@dataclass(frozen=True, slots=True)
class Question:
    """All that an answer depends on, beside the plugin itself. With it a card can be made again byte for byte."""

    hook: Hook
    today: date
    settings: Mapping[str, str]
    gathered: tuple[Gathered, ...] = field(default_factory=tuple)


def question(
    plugin: Plugin, hook: Hook, resources: Sequence[tuple[str, Mapping[str, Any]]], today: date,
    settings: Mapping[str, str],
) -> Question:
    """Takes from the patient's ``resources`` what the plugin declared, and nothing else."""
    words = {setting.name: settings.get(setting.name, setting.default) for setting in plugin.manifest.settings}
    return Question(hook, today, words, tuple(gather(spec, resources, today) for spec in plugin.manifest.inputs))


def answer(plugin: Plugin, asked: Question, language: str = "en") -> list[Card]:
    """The plugin's cards. Raises PluginError leaves; missing must-inputs give a 'could not check' card."""
    maker = CardMaker(plugin.manifest, asked.gathered, language)
    if plugin.manifest.kind is Kind.DECISION_TABLE:
        assert plugin.table is not None
        readings = {found.spec.name: [_reading(value) for value in found.values] for found in asked.gathered}
        return maker.from_outcome(decide(plugin.table, readings, asked.settings))
    if plugin.manifest.kind is Kind.PYTHON:
        lacking = maker.lacking_must()
        return [maker.could_not_check(lacking)] if lacking else _ask_process(plugin, asked, maker)
    return []


def failed(plugin: Plugin, asked: Question, sentence: str, language: str = "en") -> Card:
    """The card that stands for a plugin that failed: its failure is told, and never looks like 'nothing found'."""
    return CardMaker(plugin.manifest, asked.gathered, language).could_not_check(reason=sentence)


def _ask_process(plugin: Plugin, asked: Question, maker: CardMaker) -> list[Card]:
    manifest = plugin.manifest
    if not sandbox.held()[sandbox.NO_FILES] and not plugin.folder.is_relative_to(bundled_folder()):
        raise PluginFailed(plugin=manifest.id, reason="this system can't keep it from files, so only bundled code runs")
    inputs = {
        found.spec.name: [
            {"value": True if value.text == "true" and value.number is None else value.text, "unit": value.unit,
             "date": value.date, "source": value.source}
            for value in found.values
        ]
        for found in asked.gathered
    }
    document = request_document(1, asked.hook.value, asked.today.isoformat(), asked.settings, inputs)
    result = process.ask(manifest, plugin.folder, document)
    if not isinstance(result, list) or len(result) > MOST_CARDS:
        raise PluginAnswerInvalid(plugin=manifest.id, reason=f"it is no list of at most {MOST_CARDS} cards")
    names = frozenset(spec.name for spec in manifest.inputs)
    sources = frozenset(source.id for source in manifest.evidence)
    for advice in result:
        fault = advice_fault(advice, names, sources)
        if fault is not None:
            raise PluginAnswerInvalid(plugin=manifest.id, reason=fault)
    return [maker.from_advice(advice) for advice in result]


def _reading(value: Value) -> Reading:
    word = None if value.number is not None else value.text
    return Reading(value.number, word, value.day, value.moment, value.source)


def question_bytes(plugin: Plugin, asked: Question) -> bytes:
    """The question in its one spelling, with the plugin it went to: kept beside a decision so it can be replayed."""
    return canonical({
        "plugin": plugin.manifest.id, "version": plugin.manifest.version, "sha256": plugin.sha256,
        "hook": asked.hook.value, "today": asked.today.isoformat(), "settings": dict(asked.settings),
        "inputs": [
            {
                "name": found.spec.name,
                "values": [_value_document(value) for value in found.values],
                "left_out": [[left.source, left.date, left.reason, [list(pair) for pair in left.fields]]
                             for left in found.left_out],
            }
            for found in asked.gathered
        ],
    })


def question_from(plugin: Plugin, document: Mapping[str, Any]) -> Question:
    """The question again. Raises ValueError where it was asked of another version of the plugin."""
    if document["sha256"] != plugin.sha256:
        raise ValueError(f"it was asked of another {plugin.manifest.id} ({document['version']})")
    specs = {spec.name: spec for spec in plugin.manifest.inputs}
    gathered = tuple(
        Gathered(
            specs[given["name"]],
            [_value_from(value) for value in given["values"]],
            [LeftOut(source, when, reason, tuple((name, text) for name, text in fields))
             for source, when, reason, fields in given["left_out"]],
        )
        for given in document["inputs"]
    )
    return Question(Hook(document["hook"]), date.fromisoformat(document["today"]), document["settings"], gathered)


def _value_document(value: Value) -> list[str]:
    number = "" if value.number is None else str(value.number)
    return [value.text, value.unit, value.date, value.source, value.day, value.moment, number, value.written]


def _value_from(value: Sequence[str]) -> Value:
    text, unit, when, source, day, moment, number, written = value
    return Value(text, unit, when, source, day, moment, Fraction(number) if number else None, written)
