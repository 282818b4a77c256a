"""The sections of the International Patient Summary and what of a chart belongs into each.

HL7 IPS implementation guide 1.1.0 and 2.0.0 (Composition-uv-ips): three sections are required, the others stand only
where there is something in them. LOINC codes are those of the guide.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from workstation.domain.timeline import TimelineEvent
from workstation.exchange.fhir_bundle import Piece
from workstation.exchange.fhir_parts import codes, part, parts, word

NEWEST = 3                         # results and vital signs: of each kind, so that a long chart stays a summary

_PAST_PROBLEM = frozenset({"resolved", "inactive", "remission"})
_PAST_MEDICATION = frozenset({"stopped", "completed", "cancelled", "not-taken", "draft"})
# Questionnaire answers and sessions of therapy are no results in the sense of the guide; the others without a section
# of their own are (laboratory, imaging, exam, procedure, none named).
_NO_RESULT = frozenset({"vital-signs", "social-history", "survey", "activity", "therapy"})


@dataclass(frozen=True, slots=True)
class Item:
    """A resource that may stand in a section, with its rows (never empty: what was entered in error has none)."""

    piece: Piece
    rows: tuple[TimelineEvent, ...]

    @property
    def first(self) -> TimelineEvent:
        return self.rows[0]


@dataclass(frozen=True, slots=True)
class Section:
    """``belongs`` says which resources of ``types`` stand in it; ``newest`` bounds those of one code (0: all)."""

    code: str
    display: str
    title: str
    types: tuple[str, ...]
    belongs: Callable[[Item], bool] = lambda _: True
    required: bool = False
    newest: int = 0
    heads: tuple[str, ...] = ("What", "Date", "State", "Detail")


def _refuted(item: Item) -> bool:
    return "refuted" in codes(part(item.piece.value, "verificationStatus"))


def _is_problem(item: Item) -> bool:
    return not _refuted(item) and not _is_past(item)


def _is_past(item: Item) -> bool:
    state = item.first.status
    ended = "abatementDateTime" in item.piece.value or "abatementPeriod" in item.piece.value
    return not _refuted(item) and (state in _PAST_PROBLEM or (not state and ended))


def _is_current(item: Item) -> bool:
    return item.first.status not in _PAST_MEDICATION


def _categories(item: Item) -> set[str]:
    return {code for concept in parts(item.piece.value, "category") for code in codes(concept)}


def _is_result(item: Item) -> bool:
    if item.piece.type == "DiagnosticReport":
        return bool(parts(item.piece.value, "result") or word(item.piece.value, "conclusion"))
    return not _categories(item) & _NO_RESULT


_MEASURED = ("What", "Value", "Reference range", "Flag", "Date")

SECTIONS: tuple[Section, ...] = (
    Section("11450-4", "Problem list - Reported", "Problem List", ("Condition",), _is_problem, required=True),
    Section("48765-2", "Allergies and adverse reactions Document", "Allergies and Intolerances",
            ("AllergyIntolerance",), lambda item: not _refuted(item), required=True),
    Section("10160-0", "History of Medication use Narrative", "Medication Summary",
            ("MedicationRequest", "MedicationStatement"), _is_current, required=True),
    Section("11369-6", "History of Immunization note", "Immunizations", ("Immunization",)),
    Section("47519-4", "History of Procedures Document", "History of Procedures", ("Procedure",)),
    Section("46264-8", "History of medical device use", "Medical Devices", ("DeviceUseStatement",)),
    Section("30954-2", "Relevant diagnostic tests/laboratory data note", "Diagnostic Results",
            ("Observation", "DiagnosticReport"), _is_result, newest=NEWEST, heads=_MEASURED),
    Section("8716-3", "Vital signs note", "Vital Signs", ("Observation",),
            lambda item: "vital-signs" in _categories(item), newest=NEWEST, heads=_MEASURED),
    Section("11348-0", "History of Past illness note", "History of Past Illness", ("Condition",), _is_past),
    Section("29762-2", "Social history note", "Social History", ("Observation",),
            lambda item: "social-history" in _categories(item), newest=1, heads=_MEASURED),
    Section("18776-5", "Plan of care note", "Plan of Care", ("CarePlan",),
            lambda item: item.first.status in ("active", "on-hold")),
)


def chosen(section: Section, items: list[Item]) -> tuple[list[Item], int]:
    """What stands in the section, newest first, and how many older ones were left out of it."""
    fitting = [item for item in items if item.piece.type in section.types and section.belongs(item)]
    fitting.sort(key=lambda item: item.piece.key)
    fitting.sort(key=lambda item: item.first.start.start.timestamp() if item.first.start else float("-inf"),
                 reverse=True)
    if not section.newest:
        return fitting, 0
    seen: dict[tuple[str, str, str], int] = {}
    kept: list[Item] = []
    for item in fitting:
        kind = (item.piece.type, item.first.system, item.first.code or item.first.display)
        seen[kind] = seen.get(kind, 0) + 1
        if seen[kind] <= section.newest:
            kept.append(item)
    return kept, len(fitting) - len(kept)
