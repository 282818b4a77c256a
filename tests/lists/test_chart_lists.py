"""The lists of a chart on official FHIR examples, IPS and C-CDA documents; what is expected was read in the files."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from workstation.domain.chart_list import Entry, ListKind
from workstation.domain.patient import AllergyState
from workstation.domain.sig import Amount, dose_number
from workstation.services import chart_lists, importing, patients
from workstation.services.clinic import Clinic


def official(clinic: Clinic, data: Path, *names: str) -> None:
    importing.import_paths(clinic, [data / "fhir" / "r4_official" / f"{name}.json" for name in names])


def the(entries: list[Entry], source: str) -> Entry:
    return next(entry for entry in entries if entry.source == source)


def ips(clinic: Clinic, data: Path, name: str) -> str:
    importing.import_paths(clinic, [data / "fhir" / "ips" / f"{name}.json"])
    return patients.search(clinic)[0].id


def test_a_problem_says_everything_at_the_precision_written(clinic: Clinic, reference_data: Path) -> None:
    official(clinic, reference_data, "Condition-f202")
    tumour = chart_lists.listing(clinic, "f201", ListKind.PROBLEMS)[0]
    assert tumour.group == "past" and tumour.text("title") == "Malignant neoplastic disease"
    assert tumour.text("code") == "SNOMED CT 363346000: Malignant neoplastic disease"
    assert tumour.text("onset") == "52 years" and tumour.text("abatement") == "54 years"
    assert (tumour.text("severity"), tumour.code("severity")) == ("Severe", "24484000")
    assert tumour.text("site") == "Entire head and neck" and tumour.code("verification") == "confirmed"
    recorded = tumour.of("recorded")[0].start
    assert recorded is not None and recorded.text == "2012-12-01"
    assert tumour.text("evidence") == "Erasmus' diagnostic report of Roel's tumor"
    assert tumour.rest == ()


def test_what_was_ruled_out_is_no_problem_but_is_listed(clinic: Clinic, tmp_path: Path) -> None:
    def condition(name: str, verification: str, clinical: str) -> dict[str, object]:
        return {"resourceType": "Condition", "id": name, "subject": {"reference": "Patient/p"}, "code": {"text": name},
                "verificationStatus": {"coding": [{"code": verification, "system":
                                                   "http://terminology.hl7.org/CodeSystem/condition-ver-status"}]},
                **({"clinicalStatus": {"coding": [{"code": clinical, "system":
                    "http://terminology.hl7.org/CodeSystem/condition-clinical"}]}} if clinical else {})}

    lines = [condition("asthma", "refuted", "active"), condition("gout", "entered-in-error", ""),
             condition("angina", "confirmed", "recurrence"), condition("cough", "provisional", ""),
             {"resourceType": "Patient", "id": "p"}]
    file = tmp_path / "c.ndjson"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    importing.import_paths(clinic, [file])
    groups = {entry.text("title"): entry.group for entry in chart_lists.listing(clinic, "p", ListKind.PROBLEMS)}
    assert groups == {"asthma": "refuted", "gout": "error", "angina": "active", "cough": "unstated"}


@pytest.mark.parametrize(("name", "dose", "route", "text"), [
    ("medrx0306", Amount("6", "", "mg"), "Oral route (qualifier value)", "6 mg PO daily for remission induction; "
     "adjust dosage to white blood cell (WBC) count.  With hold treatment if WBC is less than 15,000/µL; resume when "
     "WBC is greater than 50,000/µL"),
    ("medrx0310", Amount("1", "2", "TAB"), "Oral Route",
     "Take 1-2 tablets once daily at bedtime as needed for restless legs"),
    ("medrx0314", Amount("75", "", "mcg"), "Oral Route (qualifier value)", "75mcg daily"),
])
def test_a_dosage_keeps_structure_and_free_text(clinic: Clinic, reference_data: Path, name: str, dose: Amount,
                                                route: str, text: str) -> None:
    official(clinic, reference_data, f"MedicationRequest-{name}")
    raw = json.loads((reference_data / "fhir" / "r4_official" / f"MedicationRequest-{name}.json").read_bytes())
    whose = raw["subject"]["reference"].split("/")[1]
    entry = chart_lists.listing(clinic, whose, ListKind.MEDICATION)[0]
    sig = entry.of("sig")[0].sig
    assert sig is not None and sig.doses == (dose,) and sig.route == route and sig.text == text
    assert entry.text("sig_text") == text
    assert (sig.often.count, sig.often.period, sig.often.unit) == ("1", "1", "d")


def test_a_contained_medicine_is_named_and_a_reason_kept(clinic: Clinic, reference_data: Path) -> None:
    official(clinic, reference_data, "MedicationRequest-medrx0310", "MedicationRequest-medrx0320")
    both = {entry.source: entry for kind in ("pat1", "f001") for entry in
            chart_lists.listing(clinic, kind, ListKind.MEDICATION)}
    raw = json.loads((reference_data / "fhir/r4_official/MedicationRequest-medrx0310.json").read_bytes())
    contained = raw["contained"][0]["code"]["coding"][0]["display"]
    legs = both["MedicationRequest/medrx0310"]
    assert legs.text("title") == contained and legs.of("sig")[0].sig.as_needed_for == "Restless Legs"  # type: ignore[union-attr]
    assert legs.text("sig_also") == "Take at bedtime"
    insulin = both["MedicationRequest/medrx0320"]
    assert insulin.group == "past" and insulin.text("repeats") == "6" and insulin.text("supply_for") == "30 days"
    assert insulin.text("reason") == "On subcutaneous insulin for diabetes mellitus (finding)"


def test_a_half_structured_dosage_keeps_its_free_text(clinic: Clinic, reference_data: Path) -> None:
    who = ips(clinic, reference_data, "connectathon_archive__CA_Bundle_FullsomeScenario1")
    perindopril = next(entry for entry in chart_lists.listing(clinic, who, ListKind.MEDICATION)
                       if entry.text("title") == "perindopril")
    sig = perindopril.of("sig")[0].sig
    assert sig is not None and sig.doses == (Amount("4.0", "", "mg"),) and sig.often.count == ""
    assert perindopril.text("sig_text") == "4 mg PO OD"


def test_a_medicine_by_reference_is_resolved(clinic: Clinic, reference_data: Path) -> None:
    who = ips(clinic, reference_data, "validated_samples__IPS_IG-bundle-01")
    names = {entry.text("title") for entry in chart_lists.listing(clinic, who, ListKind.MEDICATION)}
    assert names == {"Product containing anastrozole (medicinal product)", "Black Cohosh Extract herbal supplement"}


@pytest.mark.parametrize(("digits", "read"), [("4.0", "4"), ("0.50", "0.5"), (".5", "0.5"), ("300.0", "300"),
                                              ("100", "100"), ("1E-3", "0.001"), ("about 2", "about 2")])
def test_doses_are_read_safely(digits: str, read: str) -> None:
    assert dose_number(digits) == read


def test_an_allergy_tells_its_reaction(clinic: Clinic, reference_data: Path) -> None:
    official(clinic, reference_data, "AllergyIntolerance-example", "AllergyIntolerance-fishallergy")
    listed = chart_lists.listing(clinic, "example", ListKind.ALLERGIES)
    nuts = the(listed, "AllergyIntolerance/example")
    assert (nuts.group, nuts.text("title"), nuts.code("criticality")) == ("active", "Cashew nuts", "high")
    assert nuts.text("reaction") == "Anaphylactic reaction" and nuts.code("reaction_severity") == "severe"
    dates = [fact.start.text for name in ("onset", "last") for fact in nuts.of(name) if fact.start]
    assert dates == ["2004", "2012-06"]
    assert nuts.text("reaction_said").startswith("Challenge Protocol.")
    fish = the(listed, "AllergyIntolerance/fishallergy")
    assert fish.text("title") == "Allergic to fresh fish. Tolerates canned fish"


def test_no_known_allergy_is_not_none_recorded(clinic: Clinic, reference_data: Path, tmp_path: Path) -> None:
    official(clinic, reference_data, "AllergyIntolerance-nka")
    assert [e.group for e in chart_lists.listing(clinic, "mom", ListKind.ALLERGIES)] == ["none_known"]
    who = ips(clinic, reference_data, "connectathon_archive__US_ePatientDave_medRequests_original_noNarrative")
    listed = chart_lists.listing(clinic, who, ListKind.ALLERGIES)
    assert [(e.group, e.text("title")) for e in listed] == [("not_asked", "No information about allergies")]
    assert patients.banner(clinic, who).allergy_state is AllergyState.NONE_RECORDED


def test_a_clinical_document_says_no_known_allergy(clinic: Clinic, reference_data: Path) -> None:
    importing.import_paths(clinic, [reference_data / "fhir/ccda/hl7ex__Documents__CCD__CCD_2__CCD.xml"])
    who = patients.search(clinic)[0]
    listed = chart_lists.listing(clinic, who.id, ListKind.ALLERGIES)
    assert [(e.group, e.text("code")) for e in listed] == [("none_known", "SNOMED CT 716186003: No known allergy")]
    assert patients.banner(clinic, who.id).allergy_state is AllergyState.NO_KNOWN


def test_an_encounter_names_people_place_and_reason(clinic: Clinic, reference_data: Path) -> None:
    official(clinic, reference_data, "Encounter-f001")
    visit = chart_lists.listing(clinic, "f001", ListKind.ENCOUNTERS)[0]
    assert visit.group == "past" and visit.text("title") == "Patient-initiated encounter"
    assert visit.code("class") == "AMB" and visit.text("participant") == "P. Voigt"
    assert visit.text("reason") == "Heart valve replacement" and visit.text("length") == "140 min"
    assert visit.text("provider") == "Burgers University Medical Center"
    assert visit.text("admitted_from") == "Referral by physician"
    assert visit.text("discharged_to") == "Discharge to home"


def test_what_happened_in_an_encounter_is_what_refers_to_it(clinic: Clinic, reference_data: Path) -> None:
    file = next((reference_data / "fhir" / "synthea_r4").glob("Abdul_Koepp*"))
    importing.import_paths(clinic, [file])
    bundle = json.loads(gzip.decompress(file.read_bytes()))
    encounters = [e["resource"] for e in bundle["entry"] if e["resource"]["resourceType"] == "Encounter"]
    newest = max(encounters, key=lambda e: e["period"]["start"])
    shown = ("Observation", "Condition", "Procedure", "Immunization", "MedicationRequest", "DiagnosticReport")
    wanted = {f"{e['resource']['resourceType']}/{e['resource']['id']}" for e in bundle["entry"]
              if e["resource"]["resourceType"] in shown
              and e["resource"].get("encounter", {}).get("reference") == f"urn:uuid:{newest['id']}"}
    who = patients.search(clinic)[0].id
    found = {event.source for event in chart_lists.within(clinic, who, f"Encounter/{newest['id']}")}
    assert wanted and wanted <= found
    listed = chart_lists.listing(clinic, who, ListKind.ENCOUNTERS)
    assert len(listed) == len(encounters)
    assert the(listed, f"Encounter/{newest['id']}").text("participant") == "Dr. Sharyl Hilpert"


def test_an_immunisation_says_dose_lot_and_site_and_why_not(clinic: Clinic, reference_data: Path) -> None:
    official(clinic, reference_data, "Immunization-protocol", "Immunization-notGiven")
    listed = chart_lists.listing(clinic, "example", ListKind.IMMUNIZATIONS)
    raw = json.loads((reference_data / "fhir/r4_official/Immunization-protocol.json").read_bytes())
    twinrix = the(listed, "Immunization/protocol")
    assert (twinrix.text("title"), twinrix.text("lot"), twinrix.text("site")) == (
        "Twinrix (HepA/HepB)", "PT123F", "left arm")
    assert [fact.text for fact in twinrix.of("dose_number")] == [
        str(each["doseNumberPositiveInt"]) for each in raw["protocolApplied"]]
    assert [fact.text for fact in twinrix.of("series")] == [each["series"] for each in raw["protocolApplied"]]
    assert dict(twinrix.rest)["programEligibility"].endswith("ineligible")
    refused = the(listed, "Immunization/notGiven")
    assert (refused.group, refused.text("status_reason")) == ("not_given", "medical precaution")


def test_a_procedure_says_who_why_and_with_what_outcome(clinic: Clinic, reference_data: Path) -> None:
    official(clinic, reference_data, "Procedure-f004", "Procedure-example-implant")
    cut = chart_lists.listing(clinic, "f001", ListKind.PROCEDURES)[0]
    assert cut.text("title") == "Tracheotomy" and cut.text("performer") == "A. Langeveld (Care role)"
    assert cut.text("outcome") == "removal of the retropharyngeal abscess"
    assert cut.text("site") == "Retropharyngeal area" and cut.text("reason") == "ensure breathing during surgery"
    span = cut.of("performed")[0]
    assert span.start is not None and span.end is not None and span.end.text == "2013-03-22T10:30:10+01:00"
    pacemaker = chart_lists.listing(clinic, "example", ListKind.PROCEDURES)[0]
    assert pacemaker.text("device") == "Device/example-pacemaker" and pacemaker.code("device_action") == "implanted"


def test_a_care_team_names_its_members_and_contacts(clinic: Clinic, reference_data: Path) -> None:
    official(clinic, reference_data, "CareTeam-example")
    members = chart_lists.listing(clinic, "example", ListKind.CARE_TEAM)
    assert [(m.text("title"), m.text("role")) for m in members] == [
        ("Peter James Chalmers", "responsiblePerson"), ("Dorothy Dietition", "adviser")]
    assert members[0].text("team") == "Peter James Charlmers Care Plan for Inpatient Encounter"
    who = ips(clinic, reference_data, "validated_samples__IPS_IG-bundle-01")
    mother = chart_lists.listing(clinic, who, ListKind.CARE_TEAM)[0]
    assert (mother.group, mother.text("title"), mother.text("role"), mother.text("phone")) == (
        "contact", "Martha Mum", "MTH", "+33-555-20036")


def test_references_never_lead_into_another_chart(clinic: Clinic, tmp_path: Path) -> None:
    lines = [{"resourceType": "Patient", "id": "a"}, {"resourceType": "Patient", "id": "b"},
             {"resourceType": "Condition", "id": "secret", "subject": {"reference": "Patient/b"},
              "code": {"text": "a secret diagnosis"}},
             {"resourceType": "Procedure", "id": "x", "status": "completed", "subject": {"reference": "Patient/a"},
              "code": {"text": "Biopsy"}, "reasonReference": [{"reference": "Condition/secret"}]}]
    file = tmp_path / "two.ndjson"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    importing.import_paths(clinic, [file])
    biopsy = chart_lists.listing(clinic, "a", ListKind.PROCEDURES)[0]
    assert biopsy.text("reason") == "Condition/secret" and biopsy.of("reason")[0].source == ""


def test_every_ips_document_gives_lists_that_lose_no_resource(clinic: Clinic, reference_data: Path) -> None:
    """As many entries as resources, for each kind, whatever the document."""
    kinds = {ListKind.PROBLEMS: "Condition", ListKind.ALLERGIES: "AllergyIntolerance",
             ListKind.IMMUNIZATIONS: "Immunization", ListKind.PROCEDURES: "Procedure"}
    files = sorted((reference_data / "fhir" / "ips").glob("connectathon_archive__[A-E]*.json"))
    importing.import_paths(clinic, files)
    from workstation.services import record

    for row in patients.search(clinic, limit=500):
        for kind, name in kinds.items():
            stored = record.resources(clinic, row.id, (name,))
            listed = chart_lists.listing(clinic, row.id, kind)
            assert len(listed) == len(stored), (row.id, kind)
            assert all(entry.text("title") for entry in listed) or kind is not ListKind.ALLERGIES
