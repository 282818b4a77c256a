"""Finding people and saying who they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, or_, select

from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import Allergy, AllergyState, PatientBanner, PatientRow, PersonName
from workstation.domain.timeline import EventKind
from workstation.errors import NotFound
from workstation.services.clinic import Clinic
from workstation.store import match_links, patient_search, schema
from workstation.store.patient_lookup import Tier

_INDEX = schema.patient_index
# "No known allergy": SNOMED CT 716186003, and the code of the International Patient Summary (absent-unknown-uv-ips).
# Narrower statements ("no known drug allergy") are shown in their own words: they don't answer for other allergens.
_NO_KNOWN_ALLERGY = frozenset({"716186003", "no-known-allergies"})
_NO_INFORMATION = "no-allergy-info"            # the same code system: nobody asked


def search(clinic: Clinic, text: str = "", limit: int = 200) -> list[PatientRow]:
    """People whom each word of ``text`` fits: name, pinyin, initials, number or its tail, telephone, birth date.

    Best first (``patient_search.Tier``), equals by name; where few fit, also those whose name holds the letters or is
    one typing error away. An empty ``text`` lists those seen last. Records that are linked are listed once.
    """
    with clinic.read() as conn:
        rows = _as_one(conn, _ranked(conn, text, limit) if text.strip() else _newest(conn, limit))
        listed = _with_allergies(conn, [_row(row) for row in rows])
    clinic.searched(len(listed))
    return listed


def banner(clinic: Clinic, patient_id: str) -> PatientBanner:
    """Who the patient is and what they must not be given: the chart is open then. Raises NotFound, NotAllowed.

    Of linked records the one under whose name they are shown, with the allergies of all.
    """
    everybody = charts(clinic, patient_id)
    with clinic.read() as conn:
        found = conn.execute(select(_INDEX).where(_INDEX.c.id == everybody[0])).first()
        if found is None:
            raise NotFound(what="patient", name=patient_id)
        for one in everybody:
            clinic.read_chart(one)
        line = schema.timeline
        rows = conn.execute(
            select(line).where(line.c.patient_id.in_(everybody), line.c.kind == EventKind.ALLERGY.value)
            .order_by(line.c.id)
        ).all()
    state, allergies = allergies_of(rows)
    return PatientBanner(replace(_row(found), guest_of=clinic.guest_of), state, allergies)


def charts(clinic: Clinic, patient_id: str) -> list[str]:
    """Ids of the records shown as one with this patient: first the one whose name stands."""
    with clinic.read() as conn:
        return match_links.members(conn, patient_id)


def allergies_of(rows: Sequence[Row[Any]]) -> tuple[AllergyState, tuple[Allergy, ...]]:
    """The state and the list, from the timeline's allergy rows. A resolved or inactive one is history, no warning."""
    current = [row for row in rows if row.status not in ("resolved", "inactive") and row.code != _NO_INFORMATION]
    listed = tuple(Allergy(r.display, r.detail, r.flag == "severe", r.source) for r in current
                   if r.code not in _NO_KNOWN_ALLERGY)
    if listed:
        return AllergyState.LISTED, tuple(sorted(listed, key=lambda a: (not a.severe, a.substance)))
    return (AllergyState.NO_KNOWN if current else AllergyState.NONE_RECORDED), ()


def _with_allergies(conn: Connection, people: list[PatientRow]) -> list[PatientRow]:
    """The same people with their allergy states: one query for a whole list."""
    line = schema.timeline
    known: dict[str, list[Row[Any]]] = {}
    shown = match_links.shown_as(conn, [person.id for person in people])
    for row in conn.execute(select(line).where(
            line.c.kind == EventKind.ALLERGY.value, line.c.patient_id.in_(list(shown)))):
        known.setdefault(shown[row.patient_id], []).append(row)
    marked: list[PatientRow] = []
    for person in people:
        state, allergies = allergies_of(known.get(person.id, []))
        severe = any(allergy.severe for allergy in allergies)
        marked.append(replace(person, allergy_state=state, allergy_severe=severe))
    return marked


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


def rows(conn: Connection, ids: Sequence[str]) -> dict[str, PatientRow]:
    """The rows of these patients, as the list shows them; unknown ids are left out."""
    found = [_row(row) for some in patient_search.slices(list(ids)) for row in conn.execute(
        select(_INDEX).where(_INDEX.c.id.in_(some)))]
    return {row.id: row for row in _with_allergies(conn, found)}


def _ranked(conn: Connection, text: str, limit: int) -> list[Row[Any]]:
    """The rows of those who fit, best first, equals by name; after a typing error the nearest spelling first."""
    found = patient_search.ranked(conn, text, limit)
    nearest = {row.id: place if tier in (Tier.NEAR, Tier.TYPO) else 0 for place, (row, tier) in enumerate(found)}
    ordered = sorted(found, key=lambda one: (one[1], nearest[one[0].id], one[0].family, one[0].given, one[0].id))
    return [row for row, _ in ordered]


def _as_one(conn: Connection, rows: list[Row[Any]]) -> list[Row[Any]]:
    """The same rows, a linked one replaced by the one under which it is shown, each once."""
    tops = match_links.roots(conn, [row.id for row in rows])
    if not tops:
        return rows
    held = {row.id: row for row in rows}
    missing = [top for top in set(tops.values()) if top not in held]
    held |= {row.id: row for row in conn.execute(select(_INDEX).where(_INDEX.c.id.in_(missing)))}
    return [held[one] for one in dict.fromkeys(tops.get(row.id, row.id) for row in rows)]


def _newest(conn: Connection, limit: int) -> list[Row[Any]]:
    """The rows of those seen last, those of one day by name."""
    rows = conn.execute(select(_INDEX).order_by(_INDEX.c.last_event.desc(), _INDEX.c.id.desc()).limit(limit)).all()
    by_name = sorted(rows, key=lambda row: (row.family, row.given, row.id))
    return sorted(by_name, key=lambda row: row.last_event or "", reverse=True)


def _row(found: Row[Any]) -> PatientRow:
    return PatientRow(
        id=found.id, name=PersonName(found.family, found.given, found.prefix, found.name_text, found.pinyin),
        sex=found.sex, born=_date(found.born), number=found.number, number_label=found.number_label,
        deceased=_date(found.deceased), is_deceased=bool(found.is_deceased), last_event=_date(found.last_event),
        tags=tuple(found.tags.split()),
    )


def _date(text: str | None) -> PartialDate | None:
    return PartialDate.parse(text) if text else None
