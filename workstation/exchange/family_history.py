"""FHIR R4 FamilyMemberHistory resources and their patient, read into a Family.

What is read of each FamilyMemberHistory (status ``entered-in-error`` is left out):

- ``id``: links between relatives use it. The patient is the proband.
- ``relationship.coding[].code`` of v3-RoleCode: parents FTH NFTH MTH NMTH; sibs BRO SIS SIB NBRO NSIS NSIB; twins TWIN
  TWINBRO TWINSIS FTWIN FTWINBRO FTWINSIS ITWIN ITWINBRO ITWINSIS; children SON DAU CHILD NCHILD SONC DAUC; partners
  HUSB WIFE SPS DOMPART SIGOTHR; grandparents MGRFTH MGRMTH PGRFTH PGRMTH; aunts and uncles MAUNT MUNCLE PAUNT PUNCLE;
  cousins MCOUSN PCOUSN; GRNDSON GRNDDAU GRNDCHILD; NIECE NEPH. Other codes leave open the side (GRMTH, AUNT, COUSN),
  the shared parent (HBRO HSIS HSIB) or the line (great-grandparents): they give nobody a place by themselves, only with
  the extension.
- ``extension`` with url ``http://hl7.org/fhir/StructureDefinition/family-member-history-genetics-parent`` (0..2 for the
  genetic parents), which wins over what the code implies::

      {"url": ".../family-member-history-genetics-parent", "extension": [
        {"url": "type", "valueCodeableConcept": {"coding": [{"system":
            "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "NFTH"}]}},
        {"url": "reference", "valueReference": {"reference": "FamilyMemberHistory/<id>"}}]}

  ``type`` NFTH or FTH is the father, NMTH or MTH the mother; ADOPTF, ADOPTM, STPFTH, STPMTH are no genetic parents. The
  reference may be ``FamilyMemberHistory/<id>``, ``urn:uuid:<id>``, or ``Patient/<id>`` for the proband. The proband's
  own parents are the relatives with FTH and MTH.
- ``extension`` ``.../family-member-history-genetics-sibling`` in the same shape with type TWIN, FTWIN (dizygotic) or
  ITWIN (monozygotic) marks twins; the TWIN codes of ``relationship`` mark twins of the proband.
- ``sex.coding[].code`` (administrative gender male, female; else not known); where it is missing the code decides.
- ``name``; ``bornDate``, ``bornPeriod``, ``bornString`` are kept as written.
- age: ``ageAge`` (unit a, mo, wk, d), ``ageRange`` and ``ageString`` (kept as words, '60s').
- death: ``deceasedBoolean``, ``deceasedAge``, ``deceasedRange``, ``deceasedString``, ``deceasedDate``. Absent means not
  known, never alive.
- ``condition[]``: ``code`` (text, else display), ``onsetAge``, ``onsetRange``, ``onsetPeriod``, ``onsetString``,
  ``contributedToDeath``. Three codes are no illness: ICD-10-CM Z14 (carrier) and Z15 (susceptibility) mark a carrier
  and one who may yet fall ill; SNOMED CT 160266009 (no family history of clinical finding) is 'asked, negative'.
  'No family history of X' in words is X asked and not found.
- ``status`` ``completed`` with no condition is 'asked, negative'; ``partial`` and ``health-unknown`` are not asked.
- ``note[].text`` becomes the person's note.

Who is needed to connect two relatives (an uncle's parents, a cousin's parent) and isn't recorded is added and marked
``inferred``. A cousin, nephew, niece or grandchild without the parent extension hangs from an added person each:
whether two of them are siblings isn't known. Who can't be placed is listed in ``Family.notes`` and not drawn. The
proband's own conditions are given by the caller.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from engines.pedigree.model import Condition, Family, Partnership, Person, Sex, TwinKind, TwinSet
from workstation.exchange.family_member import Json, Relative, proband_of, relative_of
from workstation.exchange.family_roles import CONNECTING

_MOST_RELATIVES = 2000


def family_of(patient: Json, histories: Iterable[Json], conditions: tuple[Condition, ...] = ()) -> Family | None:
    """The family of a patient, or None where no relative is recorded.

    ``patient`` is the Patient resource, ``histories`` FamilyMemberHistory resources as parsed JSON, ``conditions`` what
    the patient has. Resources of odd shape are left out and named in ``Family.notes``; nothing here raises.
    """
    proband = proband_of(patient, conditions)
    relatives: list[Relative] = []
    notes: list[str] = []
    for number, history in enumerate(histories):
        if number >= _MOST_RELATIVES:
            notes.append(f"only the first {_MOST_RELATIVES} relatives are drawn")
            break
        if history.get("status") != "entered-in-error":
            relatives.append(relative_of(history, number, proband.id))
    if not relatives:
        return None
    return _Weaver(proband, relatives, notes).family()


class _Weaver:
    """Joins the relatives to one family: exact parents where given, the code's place elsewhere, connecting people
    added where two relatives need them."""

    def __init__(self, proband: Person, relatives: list[Relative], notes: list[str]) -> None:
        self._people: dict[str, Person] = {proband.id: proband}
        self._people.update((relative.person.id, relative.person) for relative in relatives)
        self._proband = proband.id
        self._relatives = relatives
        self._notes = notes
        self._couples: list[tuple[str, str]] = []
        self._added = 0

    def family(self) -> Family:
        by_role = {r.place.role: r.person.id for r in self._relatives if r.place is not None and r.place.single}
        exact = {r.person.id: r.parents for r in self._relatives if r.parents}
        for child, parents in exact.items():
            self._set_parents(child, parents.get("father"), parents.get("mother"))
        for relative in sorted(self._relatives, key=lambda r: r.place.distance if r.place else 99):
            self._seat(relative, by_role)
        if "father" in by_role or "mother" in by_role:
            self._set_parents(self._proband, by_role.get("father"), by_role.get("mother"))
        self._name_parents()
        placed = self._connected()
        apart: list[Person] = []
        for person_id in [person_id for person_id in self._people if person_id not in placed]:
            person = self._people.pop(person_id)
            apart.append(person)
            self._notes.append(f"{person.name or person_id} ({person.relationship or 'relative'}): the record doesn't "
                               "say through whom they are related, not drawn")
        partnerships = tuple(Partnership(*pair) for pair in self._couples if set(pair) <= set(self._people))
        return Family("", tuple(self._people.values()), partnerships, self._twins(),
                      apart=tuple(person for person in apart if not person.inferred), notes=tuple(self._notes))

    def _seat(self, relative: Relative, by_role: dict[str, str]) -> None:
        place, person = relative.place, relative.person.id
        if place is None:
            return
        if place.partner_of_proband:
            self._couples.append((self._proband, person))
        elif place.child_of_proband:
            self._as_child(person, self._proband)
        elif place.child_of and not self._people[person].father and not self._people[person].mother:
            for role in place.child_of:
                self._seat_below(person, role, by_role)
        elif place.parent_of:
            self._seat_above(person, place.parent_of, by_role)

    def _seat_below(self, person: str, role: str, by_role: dict[str, str]) -> None:
        """As a child of whoever has that role; the one who connects is added where nobody does."""
        parent = by_role.get(role) or self._connect(role, by_role)
        self._as_child(person, parent)

    def _seat_above(self, person: str, role: str, by_role: dict[str, str]) -> None:
        child = by_role.get(role) or self._connect(role, by_role)
        sex = self._people[person].sex
        father, mother = (person, None) if sex is Sex.MALE else (None, person)
        self._set_parents(child, father, mother)

    def _connect(self, role: str, by_role: dict[str, str]) -> str:
        """Somebody nobody recorded who stands between two who are."""
        place = CONNECTING[role]
        self._added += 1
        person_id = f"added-{self._added}"
        self._people[person_id] = Person(person_id, sex=place.sex, inferred=True, relationship=place.words)
        if place.single:
            by_role[role] = person_id
        if place.child_of_proband:
            self._as_child(person_id, self._proband)
        for parent_role in place.child_of:
            self._seat_below(person_id, parent_role, by_role)
        if place.parent_of:
            self._seat_above(person_id, place.parent_of, by_role)
        return person_id

    def _as_child(self, child: str, parent: str) -> None:
        person = self._people.get(parent)
        if person is None:
            return
        if person.sex is Sex.FEMALE:
            self._set_parents(child, None, parent)
        else:
            self._set_parents(child, parent, None)

    def _set_parents(self, child: str, father: str | None, mother: str | None) -> None:
        """Fills what is open; a parent who isn't in the record is left out and noted."""
        person = self._people.get(child)
        if person is None:
            return
        for role, parent in (("father", father), ("mother", mother)):
            if parent is None or getattr(person, role) is not None:
                continue
            if parent not in self._people:
                self._notes.append(f"the {role} of {person.name or child} is named but not recorded")
            elif parent != child:
                person = replace(person, **{role: parent})
        self._people[child] = person

    def _name_parents(self) -> None:
        """A father's sex is male and a mother's female where nobody wrote it."""
        for person in list(self._people.values()):
            for parent, sex in ((person.father, Sex.MALE), (person.mother, Sex.FEMALE)):
                if parent is not None and self._people[parent].sex is Sex.UNKNOWN:
                    self._people[parent] = replace(self._people[parent], sex=sex)

    def _connected(self) -> set[str]:
        """Everyone joined to the proband by parents, children and partners."""
        links: dict[str, set[str]] = {person_id: set() for person_id in self._people}
        pairs = [(p.id, parent) for p in self._people.values() for parent in (p.father, p.mother) if parent is not None]
        for one, other in [*pairs, *self._couples]:
            links[one].add(other)
            links[other].add(one)
        found, waiting = {self._proband}, [self._proband]
        while waiting:
            for other in links[waiting.pop()] - found:
                found.add(other)
                waiting.append(other)
        return found

    def _twins(self) -> tuple[TwinSet, ...]:
        sets: dict[frozenset[str], TwinKind] = {}
        for relative in self._relatives:
            for other, kind in relative.twins:
                pair = (relative.person.id, other)
                if set(pair) <= set(self._people) and self._same_parents(*pair):
                    sets[frozenset(pair)] = kind
        return tuple(TwinSet(tuple(sorted(pair)), kind) for pair, kind in sets.items())

    def _same_parents(self, one: str, other: str) -> bool:
        first, second = self._people[one], self._people[other]
        return (first.father, first.mother) == (second.father, second.mother) != (None, None)
