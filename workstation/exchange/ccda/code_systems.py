"""What the object identifiers of C-CDA are called in FHIR.

Source: FHIR R4 (2019), "Using Codes", table of code systems, "Identifier Systems", and HL7 Terminology (THO) for the
v3 and v2 tables. An identifier that is not listed keeps its number as ``urn:oid:``, which FHIR allows.
"""

from __future__ import annotations

import re

_THO = "http://terminology.hl7.org/CodeSystem/"
_HL7 = "2.16.840.1.113883."
_OID = re.compile(r"[0-2](\.(0|[1-9]\d*))+")
_UUID = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")

SNOMED = "http://snomed.info/sct"
LOINC = "http://loinc.org"
UCUM = "http://unitsofmeasure.org"

_SYSTEMS = {
    "6.96": SNOMED,
    "6.1": LOINC,
    "6.8": UCUM,
    "6.88": "http://www.nlm.nih.gov/research/umls/rxnorm",
    "6.69": "http://hl7.org/fhir/sid/ndc",
    "6.59": "http://hl7.org/fhir/sid/cvx",
    "12.292": "http://hl7.org/fhir/sid/cvx",
    "12.227": "http://hl7.org/fhir/sid/mvx",
    "6.12": "http://www.ama-assn.org/go/cpt",
    "6.3": "http://hl7.org/fhir/sid/icd-10",
    "6.90": "http://hl7.org/fhir/sid/icd-10-cm",
    "6.4": "http://www.cms.gov/Medicare/Coding/ICD10",
    "6.42": "http://hl7.org/fhir/sid/icd-9-cm",
    "6.103": "http://hl7.org/fhir/sid/icd-9-cm",
    "6.104": "http://hl7.org/fhir/sid/icd-9-cm",
    "6.254": "http://hl7.org/fhir/sid/icf",
    "6.101": "http://nucc.org/provider-taxonomy",
    "6.13": "http://www.ada.org/cdt",
    "4.9": "http://fdasis.nlm.nih.gov",
    "3.26.1.1": "http://ncicb.nci.nih.gov/xml/owl/EVS/Thesaurus.owl",
    "3.26.1.5": "http://hl7.org/fhir/ndfrt",
    "6.209": "http://hl7.org/fhir/ndfrt",
    "6.43.1": _THO + "icd-o-3",
    "4.1": "http://hl7.org/fhir/sid/us-ssn",
    "4.6": "http://hl7.org/fhir/sid/us-npi",
}
_V3 = {
    "5.1": "AdministrativeGender", "5.2": "MaritalStatus", "5.4": "ActCode", "5.6": "ActClass", "5.7": "ActPriority",
    "5.8": "ActReason", "5.14": "ActStatus", "5.25": "Confidentiality", "5.60": "LanguageAbilityMode",
    "5.61": "LanguageAbilityProficiency", "5.83": "ObservationInterpretation", "5.84": "ObservationMethod",
    "5.88": "ParticipationFunction", "5.90": "ParticipationType", "5.110": "RoleClass", "5.111": "RoleCode",
    "5.112": "RouteOfAdministration", "5.1008": "NullFlavor", "5.1063": "ObservationValue",
    "5.1076": "ReligiousAffiliation", "5.139": "TimingEvent",
}
_OTHERS = {
    "1.2.840.10008.2.16.4": "http://dicom.nema.org/resources/ontology/DCM",
    "1.2.840.10008.2.6.1": "urn:oid:1.2.840.10008.2.6.1",
}


def system_of(oid: str) -> str:
    """The address of a code or identifier system; ``urn:oid:`` or ``urn:uuid:`` where FHIR gives none, "" for none."""
    oid = oid.strip()
    tail = oid.removeprefix(_HL7)
    if tail != oid:
        if tail in _SYSTEMS:
            return _SYSTEMS[tail]
        if tail in _V3:
            return f"{_THO}v3-{_V3[tail]}"
        if tail.startswith("12.") and tail[3:].isdigit():
            return f"{_THO}v2-{int(tail[3:]):04d}"
    return _OTHERS.get(oid) or as_urn(oid)


def as_urn(root: str) -> str:
    """``urn:oid:`` or ``urn:uuid:`` of an identifier's root, "" where it is neither."""
    if _OID.fullmatch(root):
        return f"urn:oid:{root}"
    return f"urn:uuid:{root.lower()}" if _UUID.fullmatch(root) else ""
