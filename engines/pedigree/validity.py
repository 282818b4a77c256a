"""What makes a family impossible: each fault names the people, so that a person can mend the record."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from engines.pedigree.model import Family, Person, Sex, TwinKind
from engines.spec import Refusal

SEX_FAULTS = ("parent-sex", "father-and-mother")
_SHOWN = 8                                    # names in one sentence


@dataclass(frozen=True, slots=True)
class Fault:
    """``kind`` is a stable word; ``text`` reads on after 'pedigree' (... has two people called 7)."""

    kind: str
    persons: tuple[str, ...]
    text: str


def faults(family: Family) -> list[Fault]:
    """Every contradiction of the family, the gravest kinds first; empty where it can be."""
    found = _identity_faults(family)
    if not found:
        found += _parent_faults(family) + _twin_faults(family)
    if all(fault.kind in SEX_FAULTS for fault in found):
        found += _ancestor_faults(family) + _age_faults(family)
    return found


def require_possible(family: Family, input_name: str = "pedigree") -> None:
    """Raises Refusal, which names ``input_name`` and the people, for the first fault of the family."""
    if not family.persons:
        raise Refusal(input_name, "has no people")
    found = faults(family)
    if found:
        more = f" (and {len(found) - 1} more faults)" if len(found) > 1 else ""
        raise Refusal(input_name, found[0].text + more)


def _identity_faults(family: Family) -> list[Fault]:
    counts = Counter(person.id for person in family)
    found = [
        Fault("duplicate", (person_id,), f"has {count} people called {person_id}")
        for person_id, count in counts.items() if count > 1
    ]
    if "" in counts:
        found.append(Fault("nameless", ("",), "has a person without an id"))
    return found


def _parent_faults(family: Family) -> list[Fault]:
    found: list[Fault] = []
    for person in family:
        for role, parent_id, wrong in (("father", person.father, Sex.FEMALE), ("mother", person.mother, Sex.MALE)):
            if parent_id is None:
                continue
            if parent_id not in family:
                found.append(Fault("absent-parent", (person.id, parent_id),
                                   f"names {parent_id} as the {role} of {person.id}, but nobody is called {parent_id}"))
            elif family.person(parent_id).sex is wrong:
                found.append(Fault("parent-sex", (parent_id, person.id),
                                   f"has {parent_id}, who is {wrong.value}, as the {role} of {person.id}"))
        if person.father is not None and person.father == person.mother:
            found.append(Fault("one-parent-twice", (person.father, person.id),
                               f"has {person.father} as both the father and the mother of {person.id}"))
    return found + _two_roles(family)


def _two_roles(family: Family) -> list[Fault]:
    """Nobody of unknown sex is a father here and a mother there."""
    fathers = {person.father for person in family if person.father is not None}
    return [
        Fault("father-and-mother", (person.mother,), f"has {person.mother} as a father and as a mother")
        for person in family if person.mother is not None and person.mother in fathers
    ][:1]


def _twin_faults(family: Family) -> list[Fault]:
    found: list[Fault] = []
    for twins in family.twins:
        names = " and ".join(twins.members)
        if any(member not in family for member in twins.members):
            found.append(Fault("absent-twin", twins.members, f"calls {names} twins, but not all of them are in it"))
            continue
        members = [family.person(member) for member in twins.members]
        if len({(m.father, m.mother) for m in members}) > 1:
            found.append(Fault("twin-parents", twins.members, f"calls {names} twins, but their parents differ"))
        known = {m.sex for m in members} - {Sex.UNKNOWN}
        if twins.kind is TwinKind.MONOZYGOTIC and len(known) > 1:
            found.append(Fault("twin-sex", twins.members, f"calls {names} monozygotic twins, but their sexes differ"))
    return found


def _ancestor_faults(family: Family) -> list[Fault]:
    """People who are their own ancestors: what is left when all whose parents are settled are taken away."""
    waiting = {p.id: sum(parent is not None for parent in (p.father, p.mother)) for p in family}
    children: dict[str, list[str]] = {}
    for person in family:
        for parent in (person.father, person.mother):
            if parent is not None:
                children.setdefault(parent, []).append(person.id)
    ready = [person_id for person_id, count in waiting.items() if count == 0]
    while ready:
        for child in children.get(ready.pop(), ()):
            waiting[child] -= 1
            if waiting[child] == 0:
                ready.append(child)
    left = {person_id for person_id, count in waiting.items() if count > 0}
    if not left:
        return []
    cycle = _cycle(family, left)
    shown = " → ".join(cycle[:_SHOWN]) + (" …" if len(cycle) > _SHOWN else f" → {cycle[0]}")
    return [Fault("own-ancestor", tuple(cycle), f"makes {cycle[0]} an own ancestor ({shown})")]


def _cycle(family: Family, left: set[str]) -> list[str]:
    """One ring of child → parent among the people left over, each of whom has a parent left over."""
    path: list[str] = []
    place: dict[str, int] = {}
    current = next(person.id for person in family if person.id in left)
    while current not in place:
        place[current] = len(path)
        path.append(current)
        person = family.person(current)
        current = next(parent for parent in (person.father, person.mother) if parent is not None and parent in left)
    return path[place[current]:]


def _age_faults(family: Family) -> list[Fault]:
    """Living people as old as or older than a living parent; ages at death say nothing about birth order."""
    return [
        Fault("older-than-parent", (person.id, parent_id),
              f"has {person.id}, who is not younger than the parent {parent_id}")
        for person in family for parent_id in (person.father, person.mother)
        if parent_id is not None and _not_younger(person, family.person(parent_id))
    ]


def _not_younger(child: Person, parent: Person) -> bool:
    if child.deceased is not False or parent.deceased is not False:
        return False
    return child.age_years is not None and parent.age_years is not None and child.age_years >= parent.age_years
