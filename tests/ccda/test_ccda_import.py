"""A clinical document on its way into the store: who it is about, what the screens show, what goes out again."""

from __future__ import annotations

import base64
import json
from collections.abc import Callable
from pathlib import Path

from ccda_samples import document, section

from workstation.domain.patient import AllergyState
from workstation.domain.resource import FileStatus
from workstation.domain.timeline import EventKind
from workstation.services import exporting, importing, patients, record
from workstation.services.clinic import Clinic

NONE_KNOWN = ('<act classCode="ACT" moodCode="EVN"><code code="CONC"/><statusCode code="active"/><entryRelationship '
              'typeCode="SUBJ"><observation classCode="OBS" moodCode="EVN" negationInd="true"><templateId '
              'root="2.16.840.1.113883.10.20.22.4.7"/><code code="ASSERTION"/><value xsi:type="CD" code="419199007" '
              'codeSystem="2.16.840.1.113883.6.96"/></observation></entryRelationship></act>')
WEIGHT = ('<organizer classCode="CLUSTER" moodCode="EVN"><code code="46680005"/><statusCode code="completed"/>'
          '<component><observation classCode="OBS" moodCode="EVN"><code code="29463-7" '
          'codeSystem="2.16.840.1.113883.6.1"/><statusCode code="completed"/><effectiveTime value="202405"/>'
          '<value xsi:type="PQ" value="61.20" unit="kg"/></observation></component></organizer>')
TABLE = "<table><tr><th>Date</th><th>Weight</th></tr><tr><td>May</td><td>61.20 <b>kg</b> &lt;img&gt;</td></tr></table>"
SAMPLE = document(section("48765-2", "No known allergies", NONE_KNOWN, title="Allergies") +
                  section("8716-3", TABLE, WEIGHT, title="Vital signs"))
Write = Callable[..., Path]


def test_a_document_becomes_a_chart(clinic: Clinic, write: Write) -> None:
    path = write(SAMPLE, "a.xml")
    report = importing.import_paths(clinic, [path]).files[0]
    assert report.status is FileStatus.IMPORTED
    assert report.counts["section Allergies"] == {"found": 1, "mapped": 1, "narrative": 0, "refused": 0}
    row = patients.find(clinic, "MR-77")
    assert (row.name.family, row.sex, row.born.text if row.born else "") == ("Lin", "female", "1960-03")
    summary = record.summary(clinic, row.id)
    assert summary.banner.allergy_state is AllergyState.NO_KNOWN
    weight = summary.vitals[0].latest
    assert (weight.value_text, weight.unit, weight.start.text if weight.start else "") == ("61.20", "kg", "2024-05")
    kinds = [event.kind for event in record.timeline(clinic, row.id)]
    assert kinds.count(EventKind.DOCUMENT) == 2


def test_the_words_of_each_section_stay_readable(clinic: Clinic, write: Write) -> None:
    importing.import_paths(clinic, [write(SAMPLE, "a.xml")])
    row = patients.find(clinic, "MR-77")
    composition = json.loads(record.resources(clinic, row.id, ["Composition"])[0].raw)
    assert [s["title"] for s in composition["section"]] == ["Allergies", "Vital signs"]
    text = composition["section"][1]["text"]["div"]
    assert "<pre>Date | Weight\nMay | 61.20 kg &lt;img&gt;</pre>" in text
    assert composition["date"] == "2024-05-10T09:30:00+08:00"
    assert composition["author"][0]["display"] == "Ann Lee" and composition["custodian"]["display"] == "North Clinic"


def test_the_original_is_kept_byte_for_byte(clinic: Clinic, write: Write) -> None:
    importing.import_paths(clinic, [write(SAMPLE, "a.xml")])
    row = patients.find(clinic, "MR-77")
    reference = json.loads(record.resources(clinic, row.id, ["DocumentReference"])[0].raw)
    attachment = reference["content"][0]["attachment"]
    assert clinic.vault.get(attachment["url"].rpartition(":")[2]) == SAMPLE
    assert base64.b64decode(attachment["data"]) == SAMPLE
    assert reference["date"] == "2024-05-10T09:30:00+08:00" and reference["description"].startswith("Summary")


def test_the_same_file_twice_adds_nothing_and_a_second_document_only_what_is_new(clinic: Clinic, write: Write) -> None:
    importing.import_paths(clinic, [write(SAMPLE, "a.xml")])
    again = importing.import_paths(clinic, [write(SAMPLE, "b.xml")]).totals()
    assert sum(counts.get("stored", 0) for counts in again.values()) == 0
    later = SAMPLE.replace(b"doc-1", b"doc-2").replace(b"No known allergies", b"Still none known")
    stored = {kind: counts["stored"] for kind, counts in
              importing.import_paths(clinic, [write(later, "c.xml")]).totals().items() if counts.get("stored")}
    assert stored == {"Composition": 1, "DocumentReference": 1}


def test_the_chart_goes_out_as_it_came(clinic: Clinic, write: Write, tmp_path: Path) -> None:
    importing.import_paths(clinic, [write(SAMPLE, "a.xml")])
    row = patients.find(clinic, "MR-77")
    exporting.export(clinic, row.id, "bundle", tmp_path / "out.json")
    raw = (tmp_path / "out.json").read_bytes()
    assert b'"value":61.20' in raw
    types = [entry["resource"]["resourceType"] for entry in json.loads(raw)["entry"]]
    assert {"Patient", "AllergyIntolerance", "Observation", "Composition", "Practitioner", "Organization"} <= set(types)


def test_another_birth_date_under_the_same_number_waits(clinic: Clinic, write: Write) -> None:
    importing.import_paths(clinic, [write(SAMPLE, "a.xml")])
    other = SAMPLE.replace(b'value="196003"', b'value="19710203"')
    assert importing.import_paths(clinic, [write(other, "b.xml")]).files[0].status is FileStatus.QUARANTINED


def test_our_resources_satisfy_fhir(clinic: Clinic, write: Write) -> None:
    report = importing.import_paths(clinic, [write(SAMPLE, "a.xml")]).files[0]
    assert [issue for issue in report.issues if issue.severity != "information"] == []


def test_a_document_that_is_a_picture_or_a_pdf_keeps_it(clinic: Clinic, write: Write) -> None:
    from ccda_samples import HEAD

    body = base64.b64encode(b"%PDF-1.4 ...").decode()
    head = HEAD.replace("<component><structuredBody>", "")
    data = (head + '<component><nonXMLBody><text mediaType="application/pdf" '
            f'representation="B64">\n{body}</text></nonXMLBody></component></ClinicalDocument>').encode()
    assert importing.import_paths(clinic, [write(data, "a.xml")]).files[0].status is FileStatus.IMPORTED
    row = patients.find(clinic, "MR-77")
    reference = json.loads(record.resources(clinic, row.id, ["DocumentReference"])[0].raw)
    held = reference["content"][1]["attachment"]
    assert (held["contentType"], base64.b64decode(held["data"])) == ("application/pdf", b"%PDF-1.4 ...")
