"""500 generated three-generation families: FamilyMemberHistory to pedigree and back, and through PED, nothing lost
silently."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "bench"))
from generators.families import families  # noqa: E402

from engines.pedigree.model import Family, Person  # noqa: E402
from workstation.exchange import family_ped, ped  # noqa: E402
from workstation.exchange.family_history import family_of  # noqa: E402
from workstation.exchange.family_write import resources_of  # noqa: E402

COUNT = 500


def facts(node: dict) -> dict:
    """What a FamilyMemberHistory says, read here and not by the code under test."""
    told = [one for one in node.get("condition", []) if one["code"].get("coding", [{}])[0].get("code") != "160266009"]
    said = {name: node[name] for name in node if name.startswith(("age", "born", "deceased"))}
    return {
        "role": node["relationship"]["coding"][0]["code"], "status": node["status"], "name": node.get("name"),
        "life": said, "note": node.get("note"), "conditions": [
            (one["code"]["text"], one["code"].get("coding"), one.get("contributedToDeath"),
             {name: one[name] for name in one if name.startswith("onset")}) for one in told],
    }


def started(life: dict) -> dict:
    """A period without an end is kept by its start, in words."""
    return {"onsetString": life["onsetPeriod"]["start"]} if life.get("onsetPeriod", {"end": 1}).get("end") is None \
        else life


def plain(family: Family) -> set[Person]:
    return {replace(person, source="", id=person.id) for person in (*family, *family.apart)}


def test_every_relationship_condition_onset_negative_and_death_comes_back() -> None:
    seen: set[str] = set()
    for patient, relatives in families(COUNT):
        family = family_of(patient, relatives)
        assert family is not None
        written = resources_of(family)
        assert written.lost == ()
        back = {node["id"]: node for node in written.resources if node["resourceType"] == "FamilyMemberHistory"}
        assert back.keys() == {one["id"] for one in relatives}
        for one in relatives:
            before, after = facts(one), facts(back[one["id"]])
            before["conditions"] = [(*each[:3], started(each[3])) for each in before["conditions"]]
            assert after == before
            seen.add(before["role"])
        again = family_of(patient, list(back.values()))
        assert again is not None and plain(again) == plain(family)
        assert (again.partnerships, again.twins) == (family.partnerships, family.twins)
    assert len(seen) > 30


def test_ped_keeps_descent_sex_and_affection_and_lists_the_rest() -> None:
    for patient, relatives in families(COUNT, seed=2):
        family = family_of(patient, relatives)
        assert family is not None
        read = ped.parse(ped.write([replace(family, id=patient["id"])]).encode(), "x")[0]
        affected = {p.id: (p.father, p.mother, p.sex, p.affected, p.asked_negative) for p in family}
        assert {p.id: (p.father, p.mother, p.sex, p.affected, p.asked_negative) for p in read} == affected
        lost = " ".join(family_ped.lost(family))
        for said, there in (("conditions by name", any(p.conditions for p in family)),
                            ("names", any(p.name for p in family)), ("not found", any(p.negatives for p in family)),
                            ("deaths", any(p.deceased is not None for p in family)),
                            ("not placed", bool(family.apart)), ("notes", any(p.note for p in family))):
            assert (said in lost) == there, said


def test_ped_to_fhir_and_back_keeps_everything_ped_says() -> None:
    for patient, relatives in families(COUNT, seed=3):
        family = family_of(patient, relatives)
        assert family is not None
        text = ped.write([replace(family, id="1")])
        read = family_ped.with_proband(ped.parse(text.encode(), "x")[0], patient["id"])
        nodes = resources_of(read, with_inferred=True).resources
        again = family_of(nodes[0], [one for one in nodes if one["resourceType"] == "FamilyMemberHistory"])
        assert again is not None
        childless = {p.id for p in read if not p.proband and p.is_founder and not any(
            p.id in (child.father, child.mother) for child in read)}
        assert {person.id for person in again.apart} <= childless       # PED itself says no more of them
        everybody = replace(again, id="1", persons=(*again.persons, *again.apart))
        assert set(ped.write([everybody]).splitlines()) == set(text.splitlines())
