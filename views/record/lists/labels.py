"""What the facts of a list are called, and the codes of FHIR's own value sets in words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.record.family_page_words import about_family
from views.record.lists.life_words import about_life, life_word
from views.record.schedule_page_words import about_schedule

tr = QCoreApplication.translate

# Facts whose codes belong to value sets that are worded here; the codes of others stay as they are.
_CODED = frozenset({
    "status", "verification", "kind", "category", "criticality", "reaction_severity", "class", "record", "intent",
    "priority", "gender", "role", "not_to_be_given", "primary_source", "subpotent", "reaction_reported", "substitution",
    "active", "severity", "phone", "mail", "participant_role", "factor", "value", "entered", "computed",
    "first_question",
})


def label(name: str) -> str:
    """What a fact is called in the detail."""
    known = _about_state(name) or _about_care(name) or _about_medicine(name) or about_life(name) or about_family(name)
    known = known or about_schedule(name)
    return known or name.replace("_", " ")


def _about_state(name: str) -> str:
    words = {
        "code": tr("lists", "Code"), "status": tr("lists", "Status"), "verification": tr("lists", "Verification"),
        "onset": tr("lists", "Onset"), "abatement": tr("lists", "Ended"), "severity": tr("lists", "Severity"),
        "category": tr("lists", "Category"), "site": tr("lists", "Body site"), "stage": tr("lists", "Stage"),
        "stage_kind": tr("lists", "Kind of stage"), "stage_by": tr("lists", "Staged by"),
        "recorded": tr("lists", "Recorded on"), "recorder": tr("lists", "Recorded by"),
        "asserter": tr("lists", "Stated by"), "evidence": tr("lists", "Evidence"), "note": tr("lists", "Note"),
        "kind": tr("lists", "Type"), "criticality": tr("lists", "Criticality"), "reaction": tr("lists", "Reaction"),
        "reaction_severity": tr("lists", "Severity of the reaction"),
        "reaction_substance": tr("lists", "Reacted to"), "exposure": tr("lists", "Exposure by"),
        "reaction_onset": tr("lists", "Reaction began"), "reaction_said": tr("lists", "Description"),
        "reaction_reported": tr("lists", "Reported by the patient"), "last": tr("lists", "Last occurrence"),
        "narrative": tr("lists", "Narrative"), "rest": tr("lists", "Also in the record"),
        "status_reason": tr("lists", "Reason for the status"), "within": tr("lists", "In this encounter"),
    }
    return words.get(name, "")


def _about_care(name: str) -> str:
    words = {
        "class": tr("lists", "Class"), "service": tr("lists", "Service"), "period": tr("lists", "Period"),
        "participant": tr("lists", "Participant"), "participant_role": tr("lists", "Role"),
        "participant_period": tr("lists", "Present"), "reason": tr("lists", "Reason"),
        "diagnosis": tr("lists", "Diagnosis"), "place": tr("lists", "Place"), "provider": tr("lists", "Provider"),
        "priority": tr("lists", "Priority"), "length": tr("lists", "Duration"), "part_of": tr("lists", "Part of"),
        "episode": tr("lists", "Episode"), "encounter": tr("lists", "Encounter"),
        "admitted_from": tr("lists", "Admitted from"), "discharged_to": tr("lists", "Discharged to"),
        "readmission": tr("lists", "Readmission"), "diet": tr("lists", "Diet"),
        "special": tr("lists", "Special needs"), "performed": tr("lists", "Performed"),
        "performer": tr("lists", "Performed by"), "outcome": tr("lists", "Outcome"),
        "complication": tr("lists", "Complication"), "follow_up": tr("lists", "Follow-up"),
        "device": tr("lists", "Device"), "device_action": tr("lists", "Done with the device"),
        "report": tr("lists", "Report"), "role": tr("lists", "Role"), "team": tr("lists", "Team"),
        "managed_by": tr("lists", "Managed by"), "on_behalf_of": tr("lists", "On behalf of"),
        "speciality": tr("lists", "Speciality"), "qualification": tr("lists", "Qualification"),
        "works_for": tr("lists", "Works for"), "phone": tr("lists", "Telephone"), "mail": tr("lists", "E-mail"),
        "address": tr("lists", "Address"), "gender": tr("lists", "Sex"), "born": tr("lists", "Born"),
        "active": tr("lists", "In use"), "seen": tr("lists", "Last seen"),
    }
    return words.get(name, "")


def _about_medicine(name: str) -> str:
    words = {
        "record": tr("lists", "Kind of record"), "sig": tr("lists", "Dosage"),
        "sig_text": tr("lists", "Dosage as written"), "sig_patient": tr("lists", "For the patient"),
        "sig_also": tr("lists", "Also"), "taken": tr("lists", "Taken"), "ordered": tr("lists", "Ordered on"),
        "asserted": tr("lists", "Stated on"), "prepared": tr("lists", "Prepared on"),
        "handed_over": tr("lists", "Handed over on"), "prescriber": tr("lists", "Prescribed by"),
        "said_by": tr("lists", "Told by"), "quantity": tr("lists", "Quantity"), "repeats": tr("lists", "Repeats"),
        "supply_for": tr("lists", "Supply for"), "valid": tr("lists", "Valid"), "dispenser": tr("lists", "Dispenser"),
        "substitution": tr("lists", "May be exchanged"), "substitution_reason": tr("lists", "Reason for exchange"),
        "intent": tr("lists", "Intent"), "not_to_be_given": tr("lists", "Not to be given"),
        "course": tr("lists", "Course"), "taken_in": tr("lists", "Taken in"), "based_on": tr("lists", "Based on"),
        "replaces": tr("lists", "Replaces"), "form": tr("lists", "Form"), "ingredient": tr("lists", "Ingredient"),
        "strength": tr("lists", "Strength"), "batch": tr("lists", "Batch"), "expires": tr("lists", "Expires"),
        "manufacturer": tr("lists", "Manufacturer"), "given": tr("lists", "Given"),
        "dose_number": tr("lists", "Dose number"), "doses": tr("lists", "Doses in the series"),
        "series": tr("lists", "Series"), "against": tr("lists", "Against"), "authority": tr("lists", "Authority"),
        "lot": tr("lists", "Lot"), "route": tr("lists", "Route"), "dose": tr("lists", "Dose"),
        "report_origin": tr("lists", "Reported by"), "primary_source": tr("lists", "Recorded by who gave it"),
        "subpotent": tr("lists", "Less than a full dose"), "subpotent_reason": tr("lists", "Why less"),
    }
    return words.get(name, "")


def code_word(name: str, code: str) -> str:
    """A code of a value set in words; '' where the fact's codes are not worded or this one isn't known."""
    if name not in _CODED or not code:
        return ""
    if name in ("factor", "value", "entered", "computed", "first_question"):
        return life_word(name, code)
    known = code if code in ("C", "E", "F", "I", "N", "S", "U") or code.isupper() else code.casefold()
    return _states(known) or _kinds(known) or _people(known)


def _states(code: str) -> str:
    words = {
        "active": tr("lists", "Active"), "recurrence": tr("lists", "Recurrence"), "relapse": tr("lists", "Relapse"),
        "inactive": tr("lists", "Inactive"), "remission": tr("lists", "In remission"),
        "resolved": tr("lists", "Resolved"), "unconfirmed": tr("lists", "Unconfirmed"),
        "provisional": tr("lists", "Provisional"), "differential": tr("lists", "Differential"),
        "confirmed": tr("lists", "Confirmed"), "refuted": tr("lists", "Ruled out"),
        "presumed": tr("lists", "Presumed"), "entered-in-error": tr("lists", "Entered in error"),
        "planned": tr("lists", "Planned"), "arrived": tr("lists", "Arrived"), "triaged": tr("lists", "Triaged"),
        "in-progress": tr("lists", "In progress"), "onleave": tr("lists", "On leave"),
        "finished": tr("lists", "Finished"), "cancelled": tr("lists", "Cancelled"),
        "unknown": tr("lists", "Not known"), "on-hold": tr("lists", "On hold"), "stopped": tr("lists", "Stopped"),
        "completed": tr("lists", "Completed"), "draft": tr("lists", "Draft"), "intended": tr("lists", "Intended"),
        "not-taken": tr("lists", "Not taken"), "not-done": tr("lists", "Not done"),
        "preparation": tr("lists", "In preparation"), "declined": tr("lists", "Declined"),
        "proposed": tr("lists", "Proposed"), "suspended": tr("lists", "Suspended"),
        "final": tr("lists", "Final"), "amended": tr("lists", "Amended"), "corrected": tr("lists", "Corrected"),
        "preliminary": tr("lists", "Preliminary"), "registered": tr("lists", "Registered"),
        "true": tr("lists", "Yes"), "false": tr("lists", "No"),
    }
    return words.get(code, "")


def _kinds(code: str) -> str:
    words = {
        "allergy": tr("lists", "Allergy"), "intolerance": tr("lists", "Intolerance"), "food": tr("lists", "Food"),
        "medication": tr("lists", "Medication"), "environment": tr("lists", "Environment"),
        "biologic": tr("lists", "Biologic"), "low": tr("lists", "Low"), "high": tr("lists", "High"),
        "unable-to-assess": tr("lists", "Unable to assess"), "mild": tr("lists", "Mild"),
        "moderate": tr("lists", "Moderate"), "severe": tr("lists", "Severe"),
        "24484000": tr("lists", "Severe"), "6736007": tr("lists", "Moderate"), "255604002": tr("lists", "Mild"),
        "problem-list-item": tr("lists", "Problem list"), "encounter-diagnosis": tr("lists", "Encounter diagnosis"),
        "health-concern": tr("lists", "Health concern"),
        "AMB": tr("lists", "Outpatient"), "IMP": tr("lists", "Inpatient"), "ACUTE": tr("lists", "Acute inpatient"),
        "NONAC": tr("lists", "Non-acute inpatient"), "EMER": tr("lists", "Emergency"),
        "FLD": tr("lists", "In the field"), "HH": tr("lists", "Home visit"),
        "OBSENC": tr("lists", "Observation"), "PRENC": tr("lists", "Pre-admission"),
        "SS": tr("lists", "Short stay"), "VR": tr("lists", "Remote"),
        "medicationrequest": tr("lists", "Prescription"), "medicationstatement": tr("lists", "Statement"),
        "medicationadministration": tr("lists", "Dose given"), "medicationdispense": tr("lists", "Handed out"),
        "proposal": tr("lists", "Proposal"), "plan": tr("lists", "Plan"), "order": tr("lists", "Order"),
        "original-order": tr("lists", "Original order"), "reflex-order": tr("lists", "Follow-on order"),
        "filler-order": tr("lists", "Order of the dispenser"), "instance-order": tr("lists", "Single order"),
        "routine": tr("lists", "Routine"), "urgent": tr("lists", "Urgent"), "asap": tr("lists", "As soon as possible"),
        "stat": tr("lists", "At once"), "community": tr("lists", "Community"), "inpatient": tr("lists", "Inpatient"),
        "outpatient": tr("lists", "Outpatient"), "discharge": tr("lists", "Discharge"),
    }
    return words.get(code, "")


def _people(code: str) -> str:
    """HL7 v3 RoleCode, v2 table 0131 (contact role), v3 ParticipationType, administrative gender, ContactPoint use."""
    words = {
        "male": tr("lists", "Male"), "female": tr("lists", "Female"), "other": tr("lists", "Other"),
        "family-doctor": tr("lists", "Family doctor"), "MTH": tr("lists", "Mother"), "FTH": tr("lists", "Father"),
        "SPS": tr("lists", "Spouse"), "WIFE": tr("lists", "Wife"), "HUSB": tr("lists", "Husband"),
        "CHILD": tr("lists", "Child"), "SON": tr("lists", "Son"), "DAU": tr("lists", "Daughter"),
        "SIS": tr("lists", "Sister"), "BRO": tr("lists", "Brother"), "PRN": tr("lists", "Parent"),
        "FAMMEMB": tr("lists", "Relative"), "GUARD": tr("lists", "Guardian"), "NBOR": tr("lists", "Neighbour"),
        "FRND": tr("lists", "Friend"), "C": tr("lists", "Emergency contact"), "N": tr("lists", "Next of kin"),
        "E": tr("lists", "Employer"), "home": tr("lists", "home"), "work": tr("lists", "work"),
        "mobile": tr("lists", "mobile"), "temp": tr("lists", "temporary"), "old": tr("lists", "no longer used"),
        "phone": tr("lists", "telephone"), "email": tr("lists", "e-mail"), "fax": tr("lists", "fax"),
        "sms": tr("lists", "text message"), "url": tr("lists", "web address"), "PPRF": tr("lists", "Primary performer"),
        "ATND": tr("lists", "Attending"), "ADM": tr("lists", "Admitting"), "DIS": tr("lists", "Discharging"),
        "CON": tr("lists", "Consultant"), "REF": tr("lists", "Referrer"), "PART": tr("lists", "Participant"),
    }
    return words.get(code, "")
