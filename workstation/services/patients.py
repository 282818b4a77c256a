"""Finding people and saying who they are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, Select, case, func, or_, select

from engines.text.safe_text import for_search
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import Allergy, AllergyState, PatientBanner, PatientRow, PersonName
from workstation.domain.timeline import EventKind
from workstation.errors import NotFound
from workstation.services.clinic import Clinic
from workstation.store import schema

_INDEX = schema.patient_index
_GRAM = schema.patient_gram
# "No known allergy": SNOMED CT 716186003, and the code of the International Patient Summary (absent-unknown-uv-ips).
# Narrower statements ("no known drug allergy") are shown in their own words: they don't answer for other allergens.
_NO_KNOWN_ALLERGY = frozenset({"716186003", "no-known-allergies"})
_NO_INFORMATION = "no-allergy-info"            # the same code system: nobody asked
_MOST_WORDS = 8


def search(clinic: Clinic, text: str = "", limit: int = 200) -> list[PatientRow]:
    """People whose name, pinyin, initials, number, phone tail or birth date begin with each word of ``text``.

    Best first: an exact word of the name, then the name; an empty ``text`` lists those seen last.
    """
    words = for_search(text).split()[:_MOST_WORDS]
    with clinic.read() as conn:
        if not words:
            wanted = select(_INDEX).order_by(_INDEX.c.last_event.desc().nulls_last(), _INDEX.c.family, _INDEX.c.id)
        else:
            wanted = _matching(words)
        listed = [_row(found) for found in conn.execute(wanted.limit(limit))]
    clinic.searched(len(listed))
    return listed


def banner(clinic: Clinic, patient_id: str) -> PatientBanner:
    """Who the patient is and what they must not be given: the chart is open then. Raises NotFound, NotAllowed."""
    with clinic.read() as conn:
        found = conn.execute(select(_INDEX).where(_INDEX.c.id == patient_id)).first()
        if found is None:
            raise NotFound(what="patient", name=patient_id)
        clinic.read_chart(patient_id)
        line = schema.timeline
        rows = conn.execute(
            select(line).where(line.c.patient_id == patient_id, line.c.kind == EventKind.ALLERGY.value)
            .order_by(line.c.id)
        ).all()
    state, allergies = allergies_of(rows)
    return PatientBanner(_row(found), state, allergies)


def allergies_of(rows: Sequence[Row[Any]]) -> tuple[AllergyState, tuple[Allergy, ...]]:
    """The state and the list, from the timeline's allergy rows. A resolved or inactive one is history, no warning."""
    current = [row for row in rows if row.status not in ("resolved", "inactive") and row.code != _NO_INFORMATION]
    listed = tuple(Allergy(r.display, r.detail, r.flag == "severe", r.source) for r in current
                   if r.code not in _NO_KNOWN_ALLERGY)
    if listed:
        return AllergyState.LISTED, tuple(sorted(listed, key=lambda a: (not a.severe, a.substance)))
    return (AllergyState.NO_KNOWN if current else AllergyState.NONE_RECORDED), ()


def find(clinic: Clinic, id_or_number: str) -> PatientRow:
    """The one patient with this id or record number. Raises NotFound, also where a number fits several people."""
    with clinic.read() as conn:
        found = conn.execute(
            select(_INDEX).where(or_(_INDEX.c.id == id_or_number, _INDEX.c.number == id_or_number)).limit(3)
        ).all()
    exact = [row for row in found if row.id == id_or_number] or found
    clinic.searched(len(exact))
    if len(exact) != 1:
        raise NotFound(what="patient" if not exact else "single patient with the number", name=id_or_number)
    return _row(exact[0])


def _matching(words: list[str]) -> Select[Any]:
    wanted = select(_INDEX)
    for word in words:
        wanted = wanted.where(_INDEX.c.id.in_(_people(word)))
    first = words[0]
    best = case((func.lower(_INDEX.c.family).in_(words), 0), (func.lower(_INDEX.c.given) == first, 1),
                (_INDEX.c.name_text == first, 1), else_=2)
    return wanted.order_by(best, _INDEX.c.family, _INDEX.c.given, _INDEX.c.id)


def _people(word: str) -> Select[tuple[str]]:
    """Ids of those to whom a word leads: every gram of it must fit."""
    grams = _grams_of(word)
    if len(grams) == 1:
        return select(_GRAM.c.patient_id).where(_GRAM.c.gram.in_(grams[0]))
    hits = [select(_GRAM.c.patient_id).where(_GRAM.c.gram.in_(choices)) for choices in grams]
    found = hits[0]
    for more in hits[1:]:
        found = found.where(_GRAM.c.patient_id.in_(more))
    return found


def _grams_of(word: str) -> list[list[str]]:
    """For each needed gram its alternatives: a Latin word may be a name, a number's start or tail, or a date."""
    if any("\u3400" <= c <= "\u9fff" or c >= "\U00020000" for c in word):
        return [[word[i:i + 2]] for i in range(len(word) - 1)] or [[word]]
    short = word[:24]
    plain = "".join(c for c in word if c.isalnum())
    return [[short, f"n:{plain[:24]}", f"t:{plain[-12:]}", f"d:{word[:10]}"]]


def _row(found: Row[Any]) -> PatientRow:
    return PatientRow(
        id=found.id, name=PersonName(found.family, found.given, found.prefix, found.name_text, found.pinyin),
        sex=found.sex, born=_date(found.born), number=found.number, number_label=found.number_label,
        deceased=_date(found.deceased), is_deceased=bool(found.is_deceased), last_event=_date(found.last_event),
        tags=tuple(found.tags.split()),
    )


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
