"""FamilyMemberHistory to a family: places by code, exact parents by extension, nothing guessed."""

from __future__ import annotations

from datetime import date

import pytest

from engines.pedigree.layout import lay_out
from engines.pedigree.layout.gates import violations
from engines.pedigree.model import Sex, TwinKind
from workstation.errors import CannotCompute
from workstation.exchange.family_history import family_of
from workstation.services import pedigree

ROLE = "http://terminology.hl7.org/CodeSystem/v3-RoleCode"
URL = "http://hl7.org/fhir/StructureDefinition/family-member-history-genetics-"
PATIENT = {"resourceType": "Patient", "id": "p", "gender": "female", "birthDate": "1991-09-14",
           "name": [{"family": "Test", "given": ["Ann"]}]}
TODAY = date(2026, 11, 23)


def history(key, code, **more):
    return {"resourceType": "FamilyMemberHistory", "id": key, "status": "completed",
            "relationship": {"coding": [{"system": ROLE, "code": code}]}, **more}


def link(kind, code, target):
    return {"url": URL + kind, "extension": [
        {"url": "type", "valueCodeableConcept": {"coding": [{"system": ROLE, "code": code}]}},
        {"url": "reference", "valueReference": {"reference": target}}]}


def years(value):
    return {"value": value, "unit": "years", "system": "http://unitsofmeasure.org", "code": "a"}


def test_none_where_no_relative_is_recorded():
    assert family_of(PATIENT, []) is None
    assert family_of(PATIENT, [history("m", "MTH") | {"status": "entered-in-error"}]) is None


def test_three_generations_by_code():
    family = family_of(PATIENT, [
        history("f", "FTH"), history("m", "MTH"), history("b", "BRO"), history("d", "DAU"), history("h", "HUSB"),
        history("gm", "MGRMTH"), history("gf", "MGRFTH"), history("u", "MUNCLE"), history("pg", "PGRFTH"),
    ])
    parents = {person.id: (person.father, person.mother) for person in family}
    assert parents["p"] == parents["b"] == ("f", "m")
    assert parents["m"] == parents["u"] == ("gf", "gm")
    assert parents["f"] == ("pg", None)
    assert parents["d"] == (None, "p")
    assert [(p.first, p.second) for p in family.partnerships] == [("p", "h")]
    assert not any(person.inferred for person in family)
    assert violations(family, lay_out(family)) == []


def test_who_connects_two_relatives_is_added_and_marked():
    family = family_of(PATIENT, [history("a", "PAUNT"), history("c", "MCOUSN")])
    added = [person for person in family if person.inferred]
    words = {"father", "mother", "paternal grandfather", "maternal aunt or uncle"}
    assert words <= {person.relationship for person in added}
    aunt, proband = family.person("a"), family.person("p")
    assert (aunt.father, aunt.mother) == (family.person(proband.father).father, family.person(proband.father).mother)
    assert violations(family, lay_out(family)) == []


def test_the_parent_extension_wins_and_may_name_the_proband():
    family = family_of(PATIENT, [
        history("h", "HUSB"), history("n", "NIECE", extension=[link("parent", "NFTH", "FamilyMemberHistory/b")]),
        history("b", "BRO"), history("f", "FTH"), history("m", "MTH"),
        history("s", "SON", extension=[link("parent", "NMTH", "Patient/p"), link("parent", "NFTH", "urn:uuid:h")]),
        history("x", "HSIS", extension=[link("parent", "NFTH", "FamilyMemberHistory/f"),
                                        link("parent", "ADOPTM", "FamilyMemberHistory/m")]),
    ])
    assert family.person("n").father == "b"
    assert (family.person("s").father, family.person("s").mother) == ("h", "p")
    assert (family.person("x").father, family.person("x").mother) == ("f", None)
    assert family.notes == ()


def test_who_cannot_be_placed_is_named_and_not_drawn():
    family = family_of(PATIENT, [history("m", "MTH"), history("x", "HSIB", name="Bea"), history("g", "GRMTH")])
    assert "x" not in family
    assert any("Bea" in note for note in family.notes)
    assert any(note.startswith("g ") for note in family.notes)


def test_ages_deaths_and_conditions_keep_what_is_known():
    cancer = {"code": {"text": "Breast cancer"}, "onsetAge": years(44), "contributedToDeath": True}
    family = family_of(PATIENT, [
        history("m", "MTH", deceasedAge=years(61), condition=[cancer]),
        history("f", "FTH", ageString="60s"),
        history("b", "BRO", ageAge={"value": 18, "code": "mo"}, deceasedBoolean=False),
        history("s", "SIS", ageAge={"value": 4, "unit": "smoots"}) | {"status": "partial"},
    ])
    mother, father, brother, sister = (family.person(name) for name in "mfbs")
    assert (mother.deceased, mother.age_years) == (True, 61)
    assert (mother.conditions[0].onset_years, mother.conditions[0].cause_of_death) == (44, True)
    assert (father.deceased, father.age_years, father.age_text) == (None, None, "60s")
    assert (brother.deceased, brother.age_years, brother.asked_negative) == (False, 1.5, True)
    assert (sister.age_years, sister.asked_negative) == (None, False)


def test_carriers_and_the_predisposed_are_no_patients():
    def state(code):
        coding = {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": code, "display": "state " + code}
        return [{"code": {"coding": [coding]}}]

    family = family_of(PATIENT, [history("m", "MTH", condition=state("Z14.01")),
                                 history("f", "FTH", condition=state("Z15.01"))])
    mother, father = family.person("m"), family.person("f")
    assert (mother.carrier, mother.presymptomatic, mother.conditions) == (True, False, ())
    assert (father.carrier, father.presymptomatic, father.carrier_of) == (False, True, "state Z15.01")


def test_twins_of_the_proband():
    family = family_of(PATIENT, [history("t", "ITWINSIS")])
    assert [(set(t.members), t.kind) for t in family.twins] == [({"p", "t"}, TwinKind.MONOZYGOTIC)]
    assert family.person("t").sex is Sex.FEMALE


@pytest.mark.parametrize("odd", [
    {}, {"id": 7, "relationship": [], "condition": "x", "extension": {"url": 1}},
    {"id": "y", "relationship": {"coding": "MTH"}, "ageAge": [], "note": [None], "sex": 3},
    {"id": "y", "extension": [{"url": URL + "parent", "extension": [{"url": "type"}, {"url": "reference"}]}]},
])
def test_odd_shapes_are_left_out_and_never_raise(odd):
    assert len(family_of(PATIENT, [odd, history("m", "MTH")])) == 2


def test_a_record_that_contradicts_itself_is_refused_by_name():
    ring = [history("m", "MTH", extension=[link("parent", "NMTH", "FamilyMemberHistory/g")]),
            history("g", "MGRMTH", extension=[link("parent", "NMTH", "FamilyMemberHistory/m")])]
    with pytest.raises(CannotCompute, match="own ancestor"):
        pedigree.build(PATIENT, ring, [], TODAY)


def test_of_the_patients_conditions_those_of_the_family_are_drawn():
    own = [{"code": {"text": "Breast cancer"}, "onsetDateTime": "2025-10-01"}, {"code": {"text": "Hay fever"}},
           {"code": {"text": "Breast cancer"}, "verificationStatus": {"coding": [{"code": "refuted"}]}}]
    mother = history("m", "MTH", condition=[{"code": {"text": "breast cancer"}}])
    proband = pedigree.build(PATIENT, [mother], own, TODAY).proband
    assert [(c.name, c.onset_years) for c in proband.conditions] == [("Breast cancer", 34)]
    assert proband.age_years == 35


def test_measures_tell_their_steps():
    family = pedigree.build(PATIENT, [history("f", "FTH"), history("m", "MTH"), history("b", "BRO")], [], TODAY)
    measures = pedigree.measure(family)
    assert measures.to_proband("b") == 0.25
    assert any("= 0.25" in step for step in measures.how("b"))
    assert "Lange" in measures.source
