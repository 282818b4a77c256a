"""A small clinical document that a test fills with what it asks about."""

from __future__ import annotations

from typing import Any

import orjson

from workstation.exchange import ccda

HEAD = """<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 xmlns:sdtc="urn:hl7-org:sdtc">
<id root="1.2.3.4" extension="doc-1"/><code code="34133-9" codeSystem="2.16.840.1.113883.6.1"/>
<title>Summary</title><effectiveTime value="20240510093000+0800"/>
<recordTarget><patientRole><id root="1.2.3" extension="MR-77"/>
<telecom value="tel:+86-10-5555" use="MC"/><addr use="HP"><city>Beijing</city></addr>
<patient><name use="L"><given>Mei</given><family>Lin</family></name>
<administrativeGenderCode code="F"/><birthTime value="196003"/></patient></patientRole></recordTarget>
<author><assignedAuthor><id root="1.2.9" extension="d1"/><assignedPerson><name><given>Ann</given><family>Lee</family>
</name></assignedPerson></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization><name>North Clinic</name>
</representedCustodianOrganization></assignedCustodian></custodian>
<component><structuredBody>"""
TAIL = "</structuredBody></component></ClinicalDocument>"


def document(sections: str) -> bytes:
    """A document with these sections."""
    return (HEAD + sections + TAIL).encode()


def section(code: str, text: str, *entries: str, title: str = "Part") -> str:
    """A section of a document."""
    held = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (f'<component><section><code code="{code}" codeSystem="2.16.840.1.113883.6.1"/><title>{title}</title>'
            f"<text>{text}</text>{held}</section></component>")


def resources(data: bytes) -> dict[str, list[dict[str, Any]]]:
    """What a document becomes, by type; each as JSON tells it."""
    found: dict[str, list[dict[str, Any]]] = {}
    for candidate in ccda.read(data, "file.xml").candidates:
        found.setdefault(candidate.type, []).append(orjson.loads(candidate.raw))
    return found
