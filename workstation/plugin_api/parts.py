"""Reads the parts of a manifest: capabilities, rights, evidence, settings, inputs, the model, files, translations."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import PurePosixPath

from engines.decision import units
from workstation.plugin_api import API_VERSION
from workstation.plugin_api.manifest import (
    Capabilities,
    Code,
    Condition,
    EvidenceSpec,
    Hook,
    InputSpec,
    ModelSpec,
    Need,
    Rights,
    Selector,
    Setting,
    Take,
    ValueType,
)
from workstation.plugin_api.section import Section, table_of
from workstation.plugin_api.versions import admits

_MOST_FILES = 200
ID = r"[a-z][a-z0-9]*(-[a-z0-9]+){0,8}"
FILE = r"[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*){0,3}"
_NAME = r"[a-z][a-z0-9_]{0,47}"
_DAY = r"\d{4}-\d{2}-\d{2}"
_PATH = r"[A-Za-z][A-Za-z0-9]*(\.[A-Za-z][A-Za-z0-9]*){0,7}"
_PIPELINE = r"engines\.imaging(\.[a-z][a-z0-9_]*){1,3}"


def read_api(root: Section) -> str:
    """The range of contract versions, which must admit ours."""
    text = root.text("api")
    if text:
        try:
            if not admits(text, API_VERSION):
                here = ".".join(str(part) for part in API_VERSION)
                root.fault("api", f"asks for {text}, this Consilia offers {here}")
        except ValueError as error:
            root.fault("api", str(error))
    return text


def read_hooks(root: Section) -> tuple[Hook, ...]:
    """When the plugin wants to be asked."""
    known = {hook.value: hook for hook in Hook}
    words = root.texts("hooks", least=1)
    for word in words:
        if word not in known:
            root.fault("hooks", f"'{word[:40]}' is none of {', '.join(known)}")
    return tuple(known[word] for word in words if word in known)


def read_capabilities(part: Section) -> Capabilities:
    """Deadline and memory."""
    return Capabilities(
        seconds=part.number("seconds", 0.1, 120.0, 2.0),
        megabytes=part.whole("megabytes", 64, 4096, 256),
    )


def read_rights(part: Section) -> Rights:
    """Licence, owner and whether the content may be bundled."""
    return Rights(
        licence=part.text("licence"), owner=part.text("owner"), may_ship=part.yes_no("may_ship"),
        source=part.text("source"), date=part.text("date", pattern=_DAY, words="must be like 2026-01-31"),
    )


def read_evidence(part: Section) -> EvidenceSpec:
    """One source that answers may name."""
    return EvidenceSpec(
        id=part.text("id", pattern=ID, words="must be words joined by hyphens"), title=part.text("title"),
        section=part.text("section"), year=part.whole("year", 1900, 2100), grade=part.text("grade"),
        url=part.text("url", "", pattern=r"(https://\S{1,300})?", words="must begin with https://"),
    )


def read_setting(part: Section) -> Setting:
    """One choice of the clinic."""
    setting = Setting(
        name=part.text("name", pattern=_NAME, words="must be small letters, digits and underscores"),
        title=part.text("title"), words=part.texts("words", least=2), default=part.text("default"),
    )
    if setting.words and setting.default not in setting.words:
        part.fault("default", "is none of the words")
    return setting


def read_input(part: Section) -> InputSpec:
    """One input from the record."""
    kind = part.word("type", ValueType, ValueType.QUANTITY)
    unit = part.text("unit", "")
    if not units.known(unit):
        part.fault("unit", f"'{unit[:40]}' is no UCUM unit known here")
    if kind is ValueType.QUANTITY and not unit:
        part.fault("unit", "is missing: a number without a unit can't be read (use 1 for a plain number)")
    days = part.whole("within_days", 1, 36600, 0)
    return InputSpec(
        name=part.text("name", pattern=_NAME, words="must be small letters, digits and underscores"),
        title=part.text("title"),
        need=part.word("need", Need),
        type=kind,
        select=_selector(part, kind),
        take=part.word("take", Take, Take.LATEST),
        unit=unit,
        within_days=days or None,
        low=part.number("low", -1e9, 1e9) if part.has("low") else None,
        high=part.number("high", -1e9, 1e9) if part.has("high") else None,
    )


def _selector(part: Section, kind: ValueType) -> Selector:
    default = {ValueType.QUANTITY: "valueQuantity", ValueType.CODE: "valueCodeableConcept"}.get(kind, "")
    component = part.text("component", "")
    path = part.text("path", default, pattern=_PATH + "|", words="must be names joined by dots")
    if not path and kind is not ValueType.PRESENT:
        part.fault("path", f"is missing: where the {kind.value} stands in the resource")
    return Selector(
        resource=part.text("resource", pattern=r"[A-Z][A-Za-z]{2,40}", words="must be a FHIR resource type"),
        path=path,
        codes=tuple(_code(part, "codes", text) for text in part.texts("codes")),
        component=_code(part, "component", component) if component else None,
        where_any=part.tables("where_any", _condition),
        where_all=part.tables("where_all", _condition),
    )


def _code(part: Section, key: str, text: str) -> Code:
    system, bar, code = text.partition("|")
    if not bar or not code or not re.fullmatch(r"(https?://|urn:)\S+", system):
        part.fault(key, f"'{text[:80]}' must be system|code, such as http://loinc.org|8480-6")
    return Code(system, code)


def _condition(part: Section) -> Condition:
    condition = Condition(
        path=part.text("path", pattern=_PATH, words="must be names joined by dots"),
        equals=part.texts("equals"), starts=part.text("starts", ""),
    )
    if bool(condition.equals) == bool(condition.starts):
        part.fault("", "needs either equals or starts")
    return condition


def read_model(part: Section) -> ModelSpec:
    """What a model needs and what its score means."""
    numbers = table_of(part.raw("parameters") or {})
    if numbers is None or not all(isinstance(number, int | float) for number in numbers.values()):
        part.fault("parameters", "must be a table of numbers")
        numbers = {}
    slice_mm = part.number("slice_mm", 0.05, 20.0) if part.has("slice_mm") else None
    return ModelSpec(
        card=part.text("card", pattern=FILE, words="must be a file inside the plugin"),
        pipeline=part.text("pipeline", pattern=_PIPELINE, words="must be a module under engines.imaging"),
        modalities=part.texts("modalities", least=1),
        labels=part.texts("labels", least=1),
        score_meaning=part.text("score_meaning"),
        operating_point=part.number("operating_point", -1e9, 1e9),
        body_parts=part.texts("body_parts"),
        slice_mm=slice_mm,
        measured=part.text("measured", ""),
        parameters={name: float(number) for name, number in numbers.items()},
    )


def read_files(root: Section) -> dict[str, str]:
    """File name to SHA-256."""
    given = table_of(root.raw("files"))
    if not given:
        root.fault("files", "must name each file with its SHA-256")
        return {}
    files: dict[str, str] = {}
    for name, digest in list(given.items())[:_MOST_FILES]:
        if re.fullmatch(FILE, name) is None or ".." in PurePosixPath(name).parts:
            root.fault("files", f"'{name[:60]}' is no file inside the plugin")
        elif not isinstance(digest, str) or re.fullmatch(r"[0-9a-f]{64}", digest) is None:
            root.fault("files", f"the SHA-256 of {name} must be 64 small hexadecimal digits")
        else:
            files[name] = digest
    if len(given) > _MOST_FILES:
        root.fault("files", f"names more than {_MOST_FILES} files")
    return files


def read_texts(root: Section) -> dict[str, Mapping[str, str]]:
    """Language to (English text to translated text)."""
    texts: dict[str, Mapping[str, str]] = {}
    given = table_of(root.raw("texts") or {})
    if given is None:
        root.fault("texts", "must hold a table for each language")
        return texts
    for language, value in given.items():
        table = table_of(value)
        if re.fullmatch(r"[a-z]{2}(_[A-Z]{2})?", language) is None:
            root.fault("texts", f"'{language[:20]}' is no language such as zh_CN")
        elif table is None or not all(isinstance(text, str) for text in table.values()):
            root.fault(f"texts.{language}", "must be texts")
        else:
            texts[language] = {english: str(text) for english, text in table.items()}
            _check_fields(root, language, texts[language])
    return texts


def _check_fields(root: Section, language: str, texts: Mapping[str, str]) -> None:
    """A translation must name the same {fields}: a number that is left out would be a silent loss."""
    for english, text in texts.items():
        if sorted(re.findall(r"\{(\w+)\}", english)) != sorted(re.findall(r"\{(\w+)\}", text)):
            root.fault(f"texts.{language}", f"'{english[:50]}' is translated with other fields")
