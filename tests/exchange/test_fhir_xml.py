"""FHIR XML becomes the JSON that the standard prescribes, without losing a digit, a place or a word.

The rules are those of FHIR R4, 2.6.1 and 2.6.2; ``fhirkit`` (which we did not write) reads what comes out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import fhirkit
import pytest

from workstation.domain.resource import FileStatus
from workstation.errors import DamagedFile, NotThatFormat, UnsafeFile
from workstation.exchange import fhir_xml
from workstation.services import importing, patients
from workstation.services.clinic import Clinic

SPACE = 'xmlns="http://hl7.org/fhir"'


def made(xml: str) -> tuple[dict[str, Any], list[str]]:
    converted = fhir_xml.convert(xml.encode(), "file.xml")
    return json.loads(converted.data, parse_float=str, parse_int=str), [
        f"{issue.place}: {issue.message}" for issue in converted.issues]


def test_values_keep_their_kind_and_their_digits() -> None:
    value, issues = made(f'''<Observation {SPACE}><id value="o1"/><status value="final"/>
      <code><coding><system value="http://loinc.org"/><code value="29463-7"/><userSelected value="true"/></coding>
      </code>
      <valueQuantity><value value="72.50"/><unit value="kg"/></valueQuantity></Observation>''')
    assert issues == []
    assert value["resourceType"] == "Observation" and value["id"] == "o1"
    assert value["valueQuantity"] == {"value": "72.50", "unit": "kg"}
    assert value["code"]["coding"][0]["userSelected"] is True        # a list though it stands once
    whole = f'<Observation {SPACE}><valueInteger value="7"/></Observation>'
    assert b'"valueInteger":7' in fhir_xml.convert(whole.encode(), "x").data


def test_extensions_of_simple_values_stand_beside_them_in_their_place() -> None:
    value, issues = made(f'''<Patient {SPACE}><name><family value="van der Berg" id="f"/><given value="A"/>
      <given><extension url="http://hl7.org/fhir/StructureDefinition/data-absent-reason"><valueCode value="masked"/>
      </extension></given><given value="C"/></name><birthDate value="1980"><extension url="http://x.org/t">
      <valueTime value="08:00:00"/></extension></birthDate></Patient>''')
    absent = {"url": "http://hl7.org/fhir/StructureDefinition/data-absent-reason", "valueCode": "masked"}
    assert issues == []
    assert value["name"] == [{"family": "van der Berg", "_family": {"id": "f"}, "given": ["A", None, "C"],
                              "_given": [None, {"extension": [absent]}, None]}]
    assert value["birthDate"] == "1980" and value["_birthDate"]["extension"][0]["url"] == "http://x.org/t"


def test_only_extensions_leave_no_list_of_nulls() -> None:
    value, _ = made(f'''<Patient {SPACE}><name><given><extension url="u"><valueCode value="masked"/></extension></given>
      </name></Patient>''')
    assert value["name"] == [{"_given": [{"extension": [{"url": "u", "valueCode": "masked"}]}]}]


def test_narrative_keeps_its_markup_and_contained_resources_their_type() -> None:
    value, issues = made(f'''<Condition {SPACE}><text><status value="generated"/>
      <div xmlns="http://www.w3.org/1999/xhtml"><p class="a">T &lt; 38 &amp; <b>well</b><br/>王</p></div></text>
      <contained><Practitioner><id value="p"/></Practitioner></contained></Condition>''')
    assert issues == []
    assert value["text"]["div"] == ('<div xmlns="http://www.w3.org/1999/xhtml"><p class="a">T &lt; 38 &amp; <b>well</b>'
                                    "<br/>王</p></div>")
    assert value["contained"] == [{"resourceType": "Practitioner", "id": "p"}]


def test_what_fhir_does_not_know_is_named_with_its_place() -> None:
    value, issues = made(f'''<AllergyIntolerance {SPACE}><assertedDate value="2016"/><clinicalStatus value="active"/>
      <code/><onsetAge><value value="about 5"/></onsetAge><status value="x"/>stray</AllergyIntolerance>''')
    said = " | ".join(issues)
    assert value == {"resourceType": "AllergyIntolerance", "clinicalStatus": {"text": "active"},
                     "onsetAge": {"value": "about 5"}}
    for place in ("assertedDate: FHIR R4 has no such", "clinicalStatus: a bare value", "code: it is empty",
                  "onsetAge.value: 'about 5' is not spelled", "text stands between"):
        assert place in said


def test_a_second_value_where_one_is_allowed_is_never_silently_the_winner() -> None:
    value, issues = made(f'<Patient {SPACE}><gender value="male"/><gender value="female"/></Patient>')
    assert value["gender"] == "male" and "more than once" in issues[0]


@pytest.mark.parametrize(("xml", "error"), [
    (f"<Nonsense {SPACE}/>", NotThatFormat),
    (f"<Patient {SPACE}><name>", DamagedFile),
    (f'<!DOCTYPE Patient [<!ENTITY a "b">]><Patient {SPACE}><id value="&a;"/></Patient>', UnsafeFile),
    (f"<Patient {SPACE}>" + "<contact>" * 300 + "</contact>" * 300 + "</Patient>", UnsafeFile),
])
def test_what_is_no_sound_record_is_refused(xml: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        fhir_xml.convert(xml.encode(), "file.xml")


def test_a_clinical_document_is_not_taken_for_fhir() -> None:
    assert fhir_xml.is_fhir(f"<Bundle {SPACE}/>".encode())
    assert not fhir_xml.is_fhir(b'<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:f="http://hl7.org/fhir"/>')


def test_a_file_of_xml_comes_in_with_its_original(clinic: Clinic, tmp_path: Path) -> None:
    path = tmp_path / "p.xml"
    path.write_text(f'''<?xml version="1.0"?><Bundle {SPACE}><type value="collection"/><entry><resource><Patient>
      <id value="p9"/><name><family value="Leary"/></name><birthDate value="1965-12"/></Patient></resource></entry>
      <entry><resource><Observation><id value="o9"/><status value="final"/><code><text value="Weight"/></code>
      <subject><reference value="Patient/p9"/></subject><valueQuantity><value value="72.50"/></valueQuantity>
      </Observation></resource></entry></Bundle>''')
    first = importing.import_paths(clinic, [path]).files[0]
    again = importing.import_paths(clinic, [path]).files[0]
    assert first.status is FileStatus.IMPORTED, first.issues
    assert first.counts["Observation"]["stored"] == first.counts["DocumentReference"]["stored"] == 1
    assert {name: count["unchanged"] for name, count in again.counts.items()} == dict.fromkeys(first.counts, 1)
    assert [row.id for row in patients.search(clinic, "leary")] == ["p9"]


def test_the_open_xml_summaries_are_sound_r4(reference_data: Path) -> None:
    found = [path for path in (reference_data / "fhir" / "ips").glob("*.xml") if fhir_xml.is_fhir(path.read_bytes())]
    assert len(found) == 2
    for path in found:
        faults = [issue.message for issue in fhirkit.validate(fhir_xml.convert(path.read_bytes(), path.name).data)]
        assert faults == []
