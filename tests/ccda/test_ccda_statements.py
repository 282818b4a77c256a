"""What single statements become: the cases where a wrong reading would harm."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from ccda_samples import document, section

from workstation.exchange import ccda
from workstation.exchange.ccda.moments import stamp

Read = Callable[..., dict[str, list[dict[str, Any]]]]
SNOMED = 'codeSystem="2.16.840.1.113883.6.96"'
CONCERN = ('<act classCode="ACT" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.{t}"/>'
           '<code code="CONC"/><statusCode code="active"/>'
           '<entryRelationship typeCode="SUBJ">{o}</entryRelationship></act>')


def allergy(value: str, substance: str, negated: bool = False, more: str = "") -> str:
    participant = ('<participant typeCode="CSM"><participantRole><playingEntity>' + substance +
                   "</playingEntity></participantRole></participant>") if substance else ""
    denied = 'negationInd="true"' if negated else ""
    observation = (f'<observation classCode="OBS" moodCode="EVN" {denied}>'
                   '<templateId root="2.16.840.1.113883.10.20.22.4.7"/><code code="ASSERTION"/>'
                   f'<value xsi:type="CD" code="{value}" {SNOMED}/>{participant}{more}</observation>')
    return CONCERN.format(t="30", o=observation)


def codes(resource: dict[str, Any], name: str = "code") -> list[str]:
    return [c["code"] for c in resource.get(name, {}).get("coding", [])]


@pytest.mark.parametrize(("kind", "substance", "expected"), [
    ("419199007", "", "716186003"),
    ("419199007", '<code nullFlavor="NA"/>', "716186003"),
    ("419199007", f'<code code="105590001" {SNOMED}/>', "716186003"),
    ("416098002", "", "409137002"),
    ("414285001", "", "429625007"),
])
def test_a_negated_allergy_to_nothing_in_particular_is_none_known(
        read: Read, kind: str, substance: str, expected: str) -> None:
    found = read("48765-2", "none", allergy(kind, substance, negated=True))["AllergyIntolerance"]
    assert [codes(a) for a in found] == [[expected]]
    assert codes(found[0], "clinicalStatus") == ["active"] and "verificationStatus" not in found[0]


def test_a_negated_intolerance_says_nothing_of_allergies(read: Read) -> None:
    assert "AllergyIntolerance" not in read("48765-2", "x", allergy("59037007", "", negated=True))


def test_not_allergic_to_peanuts_is_refuted_and_no_allergy(read: Read) -> None:
    found = read("48765-2", "x", allergy("414285001", f'<code code="256349002" {SNOMED}/>', negated=True))
    peanut = found["AllergyIntolerance"][0]
    assert codes(peanut) == ["256349002"] and codes(peanut, "verificationStatus") == ["refuted"]
    assert codes(peanut, "clinicalStatus") == ["inactive"]


def test_no_information_and_an_unknown_substance_are_not_none_known(read: Read) -> None:
    empty = '<act classCode="ACT" moodCode="EVN" nullFlavor="NI"><code code="CONC"/></act>'
    assert "AllergyIntolerance" not in read("48765-2", "no information", empty)
    assert "AllergyIntolerance" not in read("48765-2", "x", allergy("419199007", '<code nullFlavor="UNK"/>'))


def test_a_reaction_keeps_its_severity_and_the_worse_end_of_a_span(read: Read) -> None:
    severity = ('<entryRelationship typeCode="SUBJ"><observation><code code="SEV"/>'
                f'<value xsi:type="CD" code="371924009" {SNOMED} displayName="Moderate to severe"/></observation>'
                "</entryRelationship>")
    reaction = ('<entryRelationship typeCode="MFST" inversionInd="true"><observation><code code="ASSERTION"/>'
                f'<value xsi:type="CD" code="247472004" {SNOMED} displayName="Hives"/>{severity}</observation>'
                "</entryRelationship>")
    found = read("48765-2", "x", allergy("419199007", f'<code code="91936005" {SNOMED}/>', more=reaction))
    assert len(found["AllergyIntolerance"]) == 1 and "Observation" not in found
    assert found["AllergyIntolerance"][0]["reaction"][0]["severity"] == "severe"


def problem(value: str, more: str = "", attributes: str = "") -> str:
    return CONCERN.format(t="3", o=(
        f'<observation classCode="OBS" moodCode="EVN" {attributes}><templateId root="2.16.840.1.113883.10.20.22.4.4"/>'
        f'<code code="55607006" {SNOMED}/>{value}{more}</observation>'))


def test_a_problem_keeps_its_translations_words_and_precision(read: Read) -> None:
    value = (f'<value xsi:type="CD" code="195967001" {SNOMED} displayName="Asthma"><originalText>'
             '<reference value="#p1"/></originalText><translation code="J45.909" '
             'codeSystem="2.16.840.1.113883.6.90"/></value>')
    when = '<effectiveTime><low value="201506"/></effectiveTime>'
    found = read("11450-4", '<list><item ID="p1">Asthma, <content>mild</content></item></list>', problem(value, when))
    asthma = found["Condition"][0]
    assert asthma["code"]["coding"][1] == {"system": "http://hl7.org/fhir/sid/icd-10-cm", "code": "J45.909"}
    assert "Asthma, mild" in asthma["code"]["text"] and asthma["onsetDateTime"] == "2015-06"
    assert codes(asthma, "clinicalStatus") == ["active"]


def test_a_negated_problem_is_refuted_and_no_problems_is_said_as_such(read: Read) -> None:
    no = 'negationInd="true"'
    ruled_out = read("11450-4", "x", problem(f'<value xsi:type="CD" code="73211009" {SNOMED}/>', attributes=no))
    assert codes(ruled_out["Condition"][0], "verificationStatus") == ["refuted"]
    none = read("11450-4", "x", problem(f'<value xsi:type="CD" code="55607006" {SNOMED}/>', attributes=no))
    assert codes(none["Condition"][0]) == ["160245001"] and "verificationStatus" not in none["Condition"][0]


def observation(value: str, code: str = "2345-7", more: str = "", attributes: str = "") -> str:
    return (f'<observation classCode="OBS" moodCode="EVN" {attributes}><code code="{code}" '
            f'codeSystem="2.16.840.1.113883.6.1"/><statusCode code="completed"/>{value}{more}</observation>')


def test_results_keep_digits_units_ranges_and_flags(read: Read) -> None:
    inner = observation('<value xsi:type="PQ" value="072.50" unit="mg/dL"/>', more=(
        '<interpretationCode code="L" codeSystem="2.16.840.1.113883.5.83"/><referenceRange><observationRange>'
        '<value xsi:type="IVL_PQ"><low value="74.0" unit="mg/dL"/><high value="106" unit="mg/dL"/></value>'
        "</observationRange></referenceRange>"))
    panel = ('<organizer classCode="BATTERY" moodCode="EVN"><code code="24323-8" codeSystem="2.16.840.1.113883.6.1"/>'
             '<statusCode code="completed"/><effectiveTime value="20240102"/>'
             f"<component>{inner}</component></organizer>")
    found = read("30954-2", "x", panel)
    result, report = found["Observation"][0], found["DiagnosticReport"][0]
    assert result["valueQuantity"] == {"value": 72.5, "unit": "mg/dL", "system": "http://unitsofmeasure.org",
                                       "code": "mg/dL"}
    assert result["referenceRange"][0]["low"]["value"] == 74.0
    assert result["interpretation"][0]["coding"][0]["code"] == "L"
    assert result["effectiveDateTime"] == "2024-01-02"
    assert report["result"] == [{"reference": f"Observation/{result['id']}"}]


@pytest.mark.parametrize(("value", "expected"), [
    ('<value xsi:type="IVL_PQ"><high value="5" unit="mg/L" inclusive="false"/></value>',
     {"value": 5, "unit": "mg/L", "system": "http://unitsofmeasure.org", "code": "mg/L", "comparator": "<"}),
    ('<value xsi:type="IVL_PQ"><low value=".5" unit="mg/L"/></value>',
     {"value": 0.5, "unit": "mg/L", "system": "http://unitsofmeasure.org", "code": "mg/L", "comparator": ">="}),
    ('<value xsi:type="PQ" value="3" unit="1"/>', {"value": 3}),
])
def test_open_intervals_keep_their_comparator(read: Read, value: str, expected: dict[str, Any]) -> None:
    assert read("30954-2", "x", observation(value))["Observation"][0]["valueQuantity"] == expected


def test_values_of_other_types_and_missing_ones(read: Read) -> None:
    def of(value: str) -> dict[str, Any]:
        return read("30954-2", "x", observation(value))["Observation"][0]

    assert of('<value xsi:type="ST">positive &lt;b&gt;</value>')["valueString"] == "positive <b>"
    assert of('<value xsi:type="BL" value="true"/>')["valueBoolean"] is True
    assert of('<value xsi:type="INT" value="15"/>')["valueInteger"] == 15
    assert of('<value xsi:type="PQ" value="not a number" unit="g"/>')["valueString"] == "not a number"
    assert codes(of('<value xsi:type="PQ" nullFlavor="ASKU"/>'), "dataAbsentReason") == ["asked-unknown"]
    ratio = of('<value xsi:type="RTO_PQ_PQ"><numerator value="1"/><denominator value="128"/></value>')
    assert ratio["valueRatio"]["denominator"] == {"value": 128}


def test_a_negated_observation_can_not_be_read_the_wrong_way_round(read: Read) -> None:
    held = observation(f'<value xsi:type="CD" code="49727002" {SNOMED} displayName="Cough"/>', "75325-1",
                       attributes='negationInd="true"')
    found = read("29545-1", "x", held)["Observation"][0]
    assert found["valueString"] == "negated: not Cough" and "valueCodeableConcept" not in found


def test_smoking_is_told_by_its_template_only(read: Read) -> None:
    def social(template: str) -> dict[str, Any]:
        return read("29762-2", "x", (
            '<observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.'
            f'{template}"/><code code="ASSERTION"/><value xsi:type="CD" code="8517006" {SNOMED}/></observation>'
        ))["Observation"][0]

    assert codes(social("78")) == ["72166-2"]
    assert codes(social("72")) == ["ASSERTION"]


def test_an_illness_of_a_relative_is_never_the_patients(read: Read) -> None:
    ill = ('<observation classCode="OBS" moodCode="EVN"><templateId root="2.16.840.1.113883.10.20.22.4.46"/>'
           f'<code code="ASSERTION"/><value xsi:type="CD" code="22298006" {SNOMED}/></observation>')
    father = ('<subject><relatedSubject classCode="PRS"><code code="FTH" codeSystem="2.16.840.1.113883.5.111"/>'
              '<subject><administrativeGenderCode code="M"/><birthTime value="1910"/></subject>'
              "</relatedSubject></subject>")
    told = read("10157-6", "x", f'<organizer classCode="CLUSTER" moodCode="EVN">{father}<component>{ill}</component>'
                "</organizer>", ill)
    assert "Condition" not in told and "Observation" not in told
    first = told["FamilyMemberHistory"][0]
    assert codes(first, "relationship") == ["FTH"] and first["bornDate"] == "1910"
    assert codes(first["condition"][0]) == ["22298006"]
    fetus = observation('<value xsi:type="PQ" value="120" unit="/min"/>', more=father)
    assert "Observation" not in read("8716-3", "x", fetus)


def drug(section_more: str = "", attributes: str = 'moodCode="EVN"') -> str:
    return (f'<substanceAdministration classCode="SBADM" {attributes}><statusCode code="active"/>'
            '<effectiveTime xsi:type="IVL_TS"><low value="20120318"/></effectiveTime>'
            '<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="12" unit="h"/></effectiveTime>'
            '<routeCode code="C38288" codeSystem="2.16.840.1.113883.3.26.1.1"/><doseQuantity value="1.50" unit="mg"/>'
            '<consumable><manufacturedProduct><manufacturedMaterial><code code="197380" '
            f'codeSystem="2.16.840.1.113883.6.88"/></manufacturedMaterial></manufacturedProduct></consumable>'
            f"{section_more}</substanceAdministration>")


def test_a_medication_keeps_dose_route_rhythm_and_words(read: Read) -> None:
    sig = ('<entryRelationship typeCode="COMP"><substanceAdministration moodCode="EVN" classCode="SBADM"><templateId '
           'root="2.16.840.1.113883.10.20.22.4.147"/><text>one in the morning</text></substanceAdministration>'
           "</entryRelationship>")
    found = read("10160-0", "x", drug(sig))["MedicationStatement"]
    assert len(found) == 1
    dose = found[0]["dosage"][0]
    assert dose["doseAndRate"][0]["doseQuantity"]["value"] == 1.5 and dose["text"] == "one in the morning"
    assert dose["timing"]["repeat"] == {"frequency": 1, "period": 12, "periodUnit": "h"}
    assert found[0]["effectivePeriod"] == {"start": "2012-03-18"}
    assert found[0]["medicationCodeableConcept"]["coding"][0]["system"].endswith("rxnorm")


def test_what_is_planned_or_refused_was_not_given(read: Read) -> None:
    planned = drug('<templateId root="2.16.840.1.113883.10.20.22.4.120"/>', 'moodCode="INT"')
    assert set(read("18776-5", "x", planned)) >= {"MedicationRequest"}
    assert "Immunization" not in read("18776-5", "x", planned)
    refused = drug(attributes='moodCode="EVN" negationInd="true"')
    assert read("11369-6", "x", refused)["Immunization"][0]["status"] == "not-done"
    assert read("10160-0", "x", refused)["MedicationStatement"][0]["status"] == "not-taken"


@pytest.mark.parametrize(("written", "zone", "expected"), [
    ("2015", "", "2015"), ("201506", "", "2015-06"), ("20150622", "", "2015-06-22"),
    ("201506221030", "", "2015-06-22"), ("201506221030", "-0500", "2015-06-22T10:30:00-05:00"),
    ("20150622103000.123+0800", "", "2015-06-22T10:30:00.123+08:00"), ("20150230", "", ""), ("yesterday", "", ""),
])
def test_time_stamps_keep_their_precision(written: str, zone: str, expected: str) -> None:
    assert stamp(written, zone) == expected


def test_one_bad_entry_costs_itself_and_is_named() -> None:
    wrong = '<effectiveTime value="20240199"/>'
    good = observation('<value xsi:type="PQ" value="5" unit="g"/>')
    data = document(section("30954-2", "x", observation("", more=wrong), "<act/>", good, title="Results"))
    found = ccda.read(data, "file.xml")
    count = found.sections[0]
    assert (count.found, count.mapped, count.narrative, count.refused) == (3, 2, 1, 0)
    told = [issue for issue in found.issues if "'20240199'" in issue.message]
    assert told[0].place == "section Results, entry 1" and "20240199" in told[0].excerpt
    assert any(issue.place == "section Results, entry 2" for issue in found.issues)
