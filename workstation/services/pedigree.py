"""The family of a patient or of a PED file: read, drawn, measured."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from engines.pedigree.drawing import ENGLISH, Drawing, Shape, Stroke, Symbol, Words, plain_name
from engines.pedigree.drawing import drawing as drawing_of
from engines.pedigree.kinship import Ancestry, Kinship, inbreeding, kinship
from engines.pedigree.kinship_engine import SPEC, steps
from engines.pedigree.model import Condition, Family, Person
from engines.pedigree.validity import require_possible
from engines.spec import Refusal
from workstation.domain.partial_date import PartialDate, age_years
from workstation.errors import CannotCompute
from workstation.exchange import family_bundle, family_history, family_member, family_ped, ped

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

__all__ = [
    "Condition", "Drawing", "Family", "Measures", "Person", "Shape", "Stroke", "Symbol", "Words",
    "build", "converted", "drawing", "families", "family", "measure", "open_file", "plain_name", "save_picture",
    "stamp",
]

_TYPES = ("Patient", "FamilyMemberHistory", "Condition")
_PAST = ("entered-in-error", "refuted")


def family(clinic: Clinic, patient_id: str, today: date | None = None) -> Family | None:
    """The family as the record tells it, the patient as proband; None where no relative is recorded.

    Of the patient's own conditions those are drawn that a relative has too (same code or name); where no relative has
    any, all that are active. Leaves an audit entry. Raises NotAllowed, CannotCompute (a contradictory family).
    """
    from workstation.services import record

    clinic.act("pedigree.read", patient_id=patient_id)
    stored = record.resources(clinic, patient_id, _TYPES)
    by_type: dict[str, list[dict[str, Any]]] = {name: [] for name in _TYPES}
    for resource in stored:
        by_type[resource.type].append(json.loads(resource.raw))
    patient = by_type["Patient"][0] if by_type["Patient"] else {"id": patient_id}
    return build(patient, by_type["FamilyMemberHistory"], by_type["Condition"], today or datetime.now(UTC).date())


def stamp(clinic: Clinic, patient_id: str) -> tuple[int, int]:
    """Changes when anything that the family is drawn from does: (resources, sum of their versions)."""
    from sqlalchemy import func, select

    from workstation.services import patients
    from workstation.store.schema import resource

    wanted = select(func.count(), func.coalesce(func.sum(resource.c.version), 0)).where(
        resource.c.patient_id.in_(patients.charts(clinic, patient_id)), resource.c.type.in_(_TYPES))
    with clinic.read() as conn:
        number, versions = conn.execute(wanted).one()
    return int(number), int(versions)


def build(
    patient: dict[str, Any], histories: list[dict[str, Any]], conditions: list[dict[str, Any]], today: date
) -> Family | None:
    """The family of parsed resources. Pure. Raises CannotCompute where the record contradicts itself."""
    own = [family_member.condition_of(c) for c in conditions if _stands(c)]
    shared = _shared(own, histories)
    found = family_history.family_of(patient, histories, tuple(_with_onset(c, patient) for c in shared))
    if found is None:
        return None
    found = replace(found, persons=_by_birth(tuple(_aged(p, today) if p.proband else p for p in found.persons)))
    _require_possible(found)
    return found


def open_file(path: Path, name: str | None = None) -> Family:
    """A family of a PED file; ``name`` chooses among several. A female father is drawn and noted, not refused.

    Raises NotThatFormat, DamagedFile, UnsafeFile, NotFound.
    """
    return ped.choose(ped.read(path, check_sexes=False), name, path.name)


def families(path: Path) -> list[Family]:
    """Every family of a PED file, or of the patients of a FHIR file (.json); contradictions refused.

    Raises NotThatFormat, DamagedFile, UnsafeFile, CannotCompute.
    """
    if path.suffix.lower() != ".json":
        return ped.read(path)
    found = family_bundle.read(path)
    for one in found:
        _require_possible(one)
    return found


def unread(path: Path, found: list[Family]) -> list[str]:
    """What the file of these families holds beyond them; a PED file holds nothing else."""
    return family_bundle.unread(path, found) if path.suffix.lower() == ".json" else []


def converted(found: list[Family], proband: str | None, to_fhir: bool) -> tuple[str, list[str]]:
    """(the file, what it has no place for) of families, as PED or as a FHIR bundle of FamilyMemberHistory.

    ``proband`` says from whom a PED family is seen. Raises UserMistake, NotFound.
    """
    if to_fhir:
        return family_bundle.write([family_ped.with_proband(one, proband) for one in found])
    lost = [f"{one.id}: {said}" if len(found) > 1 else said for one in found for said in family_ped.lost(one)]
    return ped.write(found), lost


def save_picture(clinic: Clinic, patient_id: str | None, data: bytes, path: Path) -> None:
    """Writes a finished picture, its audit entry first. Raises NotAllowed; OSError where it can't be written."""
    if patient_id is not None:
        clinic.act("patient.export", patient_id=patient_id, detail=f"pedigree drawing to {path.name}")
    path.write_bytes(data)


def drawing(family: Family, words: Words = ENGLISH) -> Drawing:
    """The family as symbols and strokes, in symbol widths (engines.pedigree.drawing)."""
    return drawing_of(family, words)


@dataclass(frozen=True, slots=True)
class Measures:
    """Kinship and inbreeding of a family, computed once and asked often. ``source`` is the formula's citation."""

    family: Family
    values: Kinship
    coefficients: Mapping[str, float]
    source: str = SPEC.source

    def to_proband(self, person: str) -> float | None:
        """Kinship coefficient with the proband, None where there is no proband."""
        proband = self.family.proband
        return None if proband is None else self.values.between(person, proband.id)

    def inbreeding(self, person: str) -> float:
        return self.coefficients[person]

    def how(self, person: str) -> list[str]:
        """The steps of both numbers, in words of the formula."""
        proband = self.family.proband
        told = steps(self.values, person, proband.id) if proband is not None and proband.id != person else []
        row = self.family.person(person)
        if row.father is not None and row.mother is not None:
            value = self.values.between(row.father, row.mother)
            told.append(f"F({person}) = φ({row.father},{row.mother}) = {value:g}")
        return told


def measure(family: Family) -> Measures:
    """Exact kinship and inbreeding of a possible family."""
    ancestry = Ancestry.of(family)
    values = kinship(ancestry)
    numbers = inbreeding(values)
    return Measures(family, values, {name: float(n) for name, n in zip(ancestry.ids, numbers, strict=True)})


def _require_possible(found: Family) -> None:
    try:
        require_possible(found, "the family history")
    except Refusal as refusal:
        raise CannotCompute(engine="the pedigree", input=refusal.input, reason=refusal.reason) from None


def _stands(condition: dict[str, Any]) -> bool:
    status = condition.get("verificationStatus")
    coding = cast(dict[str, Any], status).get("coding") if isinstance(status, dict) else None
    codings = cast(list[Any], coding) if isinstance(coding, list) else []
    return not any(isinstance(c, dict) and cast(dict[str, Any], c).get("code") in _PAST for c in codings)


def _shared(own: list[Condition], histories: list[dict[str, Any]]) -> list[Condition]:
    relatives = [family_member.relative_of(h, n, "").person for n, h in enumerate(histories)]
    theirs = [condition for person in relatives for condition in person.conditions]
    if not theirs:
        return own
    names = {condition.name.casefold() for condition in theirs}
    codes = {(condition.system, condition.code) for condition in theirs if condition.code}
    return [c for c in own if c.name.casefold() in names or (c.system, c.code) in codes]


def _with_onset(condition: Condition, patient: dict[str, Any]) -> Condition:
    """The age at a dated onset, where both dates are written to the day or the difference can't matter."""
    born, onset = patient.get("birthDate"), condition.onset_text
    try:
        start, end = PartialDate.parse(str(born)), PartialDate.parse(onset)
        return replace(condition, onset_years=float(age_years(start.calendar, end.calendar)), onset_text="")
    except ValueError:
        return condition


def _by_birth(persons: tuple[Person, ...]) -> tuple[Person, ...]:
    """The proband after the last older living sibling: siblings are drawn eldest first, and relatives are usually told
    so. What was recorded otherwise keeps its order."""
    proband = next(p for p in persons if p.proband)
    rest = [p for p in persons if not p.proband]
    if proband.is_founder or proband.age_years is None:
        return persons
    older = [place for place, p in enumerate(rest)
             if (p.father, p.mother) == (proband.father, proband.mother) and p.deceased is not True
             and p.age_years is not None and p.age_years > proband.age_years]
    at = older[-1] + 1 if older else 0
    return (*rest[:at], proband, *rest[at:])


def _aged(person: Person, today: date) -> Person:
    """The proband's age today; of the dead only if it is recorded."""
    if person.deceased or person.age_years is not None:
        return person
    try:
        born = PartialDate.parse(person.born)
        return replace(person, age_years=float(age_years(born.calendar, today)))
    except ValueError:
        return person
