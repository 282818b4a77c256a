"""Care schedules of one patient: which plans apply, and where each visit and immunisation stands today."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache

from engines.care.plan import Basis, Kind, Plan, read_plan
from engines.care.schedule import Done, Place, places, start_of
from engines.spec import Refusal
from workstation.domain.partial_date import PartialDate, Precision, age_years
from workstation.domain.patient import PatientBanner
from workstation.exchange.fhir_parts import Node, codes, part, parts, word
from workstation.services import patients, record
from workstation.services.chart_lists import parsed
from workstation.services.chart_lists.references import stored_value
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress

# LOINC: delivery date estimated; the same from last menstrual period and from ovulation date; date of last menstrual
# period. SNOMED CT and ICD-10: pregnancy, normal pregnancy, supervision of pregnancy.
_DUE = frozenset({"11778-8", "11779-6", "11780-4"})
_PERIOD = "8665-2"
_PREGNANT = frozenset({"77386006", "72892002", "Z33", "Z34", "Z35"})
_PAST = frozenset({"resolved", "inactive", "remission"})
_CHILD_BELOW = 7                   # years
_FILES = ("schedule_antenatal_who_2016.toml", "schedule_child_cn.toml")
_MOST_BYTES = 64 * 1024
_TYPES = ("Encounter", "Immunization")
_WRONG = frozenset({"entered-in-error", "not-done", "cancelled", "planned", "draft"})


@dataclass(frozen=True, slots=True)
class Standing:
    """A plan for one patient: its items, or why they can't be told. ``start`` is the day it counts from."""

    plan: Plan
    places: tuple[Place, ...] = ()
    refusal: Refusal | None = None
    start: date | None = None


@dataclass(frozen=True, slots=True)
class Pregnancy:
    """What is recorded of a pregnancy: the due date, the last period, and whether a current one is listed."""

    due: date | None
    period: date | None
    listed: bool

    @property
    def known(self) -> bool:
        return self.listed or self.due is not None or self.period is not None


@cache
def plans() -> tuple[Plan, ...]:
    """The plans that ship, read once. A file too long or not of the form is a fault of the build: PlanFault."""
    from resources import path

    made: list[Plan] = []
    for name in _FILES:
        raw = path("knowledge", name).read_bytes()
        if len(raw) > _MOST_BYTES:
            raise ValueError(f"{name} is longer than {_MOST_BYTES} bytes")
        made.append(read_plan(tomllib.loads(raw.decode("utf-8"))))
    return tuple(made)


def standings(
    clinic: Clinic, patient_id: str, progress: Progress | None = None, today: date | None = None,
) -> tuple[Standing, ...]:
    """The plans that apply to the patient, those of a pregnancy first. None to who has died.

    Raises NotFound, NotAllowed, Cancelled.
    """
    banner = patients.banner(clinic, patient_id)
    if banner.row.is_deceased:
        return ()
    on = today or datetime.now(UTC).astimezone().date()
    pregnancy = _pregnancy(clinic, patient_id) if banner.row.sex != "male" else Pregnancy(None, None, False)
    fitting = [plan for plan in plans() if _fits(plan, banner, pregnancy, on)]
    if not fitting:
        return ()
    recorded = done(parsed(clinic, patient_id, _TYPES, progress))
    return tuple(_standing(plan, banner, pregnancy, recorded, on) for plan in fitting)


def _fits(plan: Plan, banner: PatientBanner, pregnancy: Pregnancy, on: date) -> bool:
    if plan.basis is Basis.GESTATION:
        return pregnancy.known
    born = banner.row.born
    return born is not None and born.calendar <= on and age_years(born.calendar, on) < _CHILD_BELOW


def _standing(
    plan: Plan, banner: PatientBanner, pregnancy: Pregnancy, recorded: Sequence[Done], on: date,
) -> Standing:
    try:
        start = start_of(plan, _to_the_day(banner.row.born), pregnancy.due, pregnancy.period, on)
    except Refusal as refusal:
        return Standing(plan, refusal=refusal)
    return Standing(plan, places(plan, start, recorded, on), start=start)


def _to_the_day(when: PartialDate | None) -> date | None:
    return when.calendar if when is not None and when.precision in (Precision.DAY, Precision.TIME) else None


def done(nodes: Mapping[str, Node]) -> list[Done]:
    """Immunisations given and encounters held, with a date to the day. Pure."""
    found: list[Done] = []
    for key, node in nodes.items():
        is_dose = word(node, "resourceType") == "Immunization"
        written = word(node, "occurrenceDateTime") if is_dose else word(node, "period", "start")
        day = _parsed(written)
        if day is None or word(node, "status") in _WRONG:
            continue
        concepts = parts(node, "vaccineCode") if is_dose else [*parts(node, "type"), *parts(node, "reasonCode")]
        known = frozenset(code for concept in concepts for code in _with_category(codes(concept)))
        name = " ".join(said for concept in concepts for said in _named(concept))
        found.append(Done(Kind.DOSE if is_dose else Kind.VISIT, day, known, name, key))
    return found


def _with_category(found: Iterable[str]) -> Iterable[str]:
    """ICD-10 codes with their category beside them: Z34.9 is Z34."""
    for code in found:
        yield code
        if len(code) > 4 and code[3] == "." and code[0].isalpha():
            yield code[:3]


def _named(concept: Node) -> Iterable[str]:
    yield word(concept, "text")
    for held in parts(concept, "coding"):
        yield word(held, "display")


def _parsed(text: str) -> date | None:
    try:
        return _to_the_day(PartialDate.parse(text)) if text else None
    except ValueError:
        return None


def _pregnancy(clinic: Clinic, patient_id: str) -> Pregnancy:
    """The newest due date and last period of the record, and whether a pregnancy is among the active problems."""
    newest: dict[str, tuple[str, date]] = {}
    wanted = tuple(code.encode() for code in (*_DUE, _PERIOD))
    listed = False
    for stored in record.resources(clinic, patient_id, ("Observation", "Condition")):
        if stored.type == "Condition":
            listed = listed or _is_pregnancy(stored_value(stored.raw))
        elif any(code in stored.raw for code in wanted):
            node = stored_value(stored.raw)
            day = _parsed(word(node, "valueDateTime"))
            found = set(codes(part(node, "code")))
            name = "due" if found & _DUE else "period" if _PERIOD in found else ""
            told = word(node, "effectiveDateTime") or word(node, "issued")
            if name and day is not None and word(node, "status") not in _WRONG and told >= newest.get(name, ("",))[0]:
                newest[name] = (told, day)
    due, period = (newest[name][1] if name in newest else None for name in ("due", "period"))
    return Pregnancy(due, period, listed)


def _is_pregnancy(condition: Node) -> bool:
    known = set(_with_category(codes(part(condition, "code"))))
    state = set(codes(part(condition, "clinicalStatus")))
    wrong = {"refuted", "entered-in-error"} & set(codes(part(condition, "verificationStatus")))
    return bool(known & _PREGNANT) and not (state & _PAST) and not wrong
