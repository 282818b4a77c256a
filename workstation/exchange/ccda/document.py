"""A clinical document (C-CDA, CCD, or a part of one) as FHIR resources, section by section.

Every section's words are kept in a Composition, whatever becomes of its entries; the original document goes along in a
DocumentReference. One entry that can't be read costs itself only and is named with its section.
"""

from __future__ import annotations

import base64
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from workstation.domain.resource import ImportIssue
from workstation.errors import NotThatFormat
from workstation.exchange import fhir_read
from workstation.exchange.attachments import original
from workstation.exchange.ccda import entries, header, narrative
from workstation.exchange.ccda.chart import Chart
from workstation.exchange.ccda.statements import KINDS, code_of
from workstation.exchange.ccda.values import identifiers, label
from workstation.exchange.ccda.xml_tree import Element, parse
from workstation.exchange.fhir_read import Candidate

Json = dict[str, Any]
_PARTS = {"component", "structuredBody", "section", "entry", "entryRelationship", "participant", "performer",
          "documentationOf", "relatedSubject", "manufacturedProduct", *KINDS}
_LOINC_NOTE = {"coding": [{"system": "http://loinc.org", "code": "34133-9", "display": "Summary of episode note"}]}
_EMPTY = {"NI": "unavailable", "NASK": "notasked", "MSK": "withheld", "NAV": "unavailable", "UNK": "unavailable"}
_MEDIA = "application/hl7-v3+xml"
_EMPTY_SYSTEM = "http://terminology.hl7.org/CodeSystem/list-empty-reason"
_NAMELESS = "the document names no patient; it waits until someone says whose it is"


@dataclass(slots=True)
class SectionCount:
    """Of the entries of a section: how many became data, live on as words only, or were refused."""

    name: str
    found: int = 0
    mapped: int = 0
    narrative: int = 0
    refused: int = 0


@dataclass(slots=True)
class ClinicalDocument:
    """What a file holds, ready to be stored. ``mapped`` are the places (bytes) of the statements that became data."""

    candidates: list[Candidate]
    sections: list[SectionCount] = field(default_factory=list[SectionCount])
    issues: list[ImportIssue] = field(default_factory=list[ImportIssue])
    mapped: frozenset[int] = frozenset()

    def counts(self) -> dict[str, dict[str, int]]:
        """The entries a section, for the import report."""
        found: dict[str, dict[str, int]] = {}
        for section in self.sections:
            into = found.setdefault(f"section {section.name}", {"found": 0, "mapped": 0, "narrative": 0, "refused": 0})
            into["found"] += section.found
            into["mapped"] += section.mapped
            into["narrative"] += section.narrative
            into["refused"] += section.refused
        return found


def read(data: bytes, name: str, kept_as: str = "") -> ClinicalDocument:
    """Reads one file. ``kept_as`` is where the original lies in the vault.

    Raises NotThatFormat, DamagedFile or UnsafeFile where nothing of it can be used.
    """
    document = parse(data, name)
    root = document.root
    if root.name != "ClinicalDocument" and root.name not in _PARTS:
        raise NotThatFormat(place=name, format="C-CDA document", reason=f"its outermost element is '{root.name[:40]}'")
    chart = Chart(document)
    sections = list(_sections(root))
    bodiless = root.name == "ClinicalDocument" and not sections and root.first("component") is None
    loose_words = narrative.outside_body(root) if bodiless else ""
    if bodiless and not loose_words:
        raise NotThatFormat(place=name, format="C-CDA document", reason="its XML holds no body with sections")
    chart.patient = header.patient(chart, root.first("recordTarget", "patientRole"))
    if document.remark:
        chart.doubt(document.remark)
    found = ClinicalDocument([])
    written = [_section(chart, section, found) for section in sections]
    loose = [e for e in (root,) if e.name in ("entry", "entryRelationship", *KINDS)]
    written += [_fragment(chart, element, found) for element in loose]
    if bodiless:
        chart.doubt("the document has no body; its words are kept as plain text, in no chart unless it names a patient")
        written.append({"title": "outside a body", "text": _text(loose_words)})
    _whole(chart, written, data, kept_as)
    found.issues += chart.issues
    found.candidates = _candidates(chart, waits=not chart.patient and not bodiless)
    found.mapped = frozenset(chart.mapped)
    return found


def _sections(element: Element) -> Iterator[Element]:
    """The outermost sections, at any depth."""
    if element.name == "section":
        yield element
        return
    for child in element.all():
        yield from _sections(child)


def _section(chart: Chart, section: Element, found: ClinicalDocument) -> Json:
    """One section with those inside it, as a section of the Composition."""
    title = section.first("title")
    code = chart.values.concept(section.first("code"))
    named = title.words() if title is not None else ""
    named = named or label(code) or "section without a name"
    count = SectionCount(named)
    found.sections.append(count)
    before = set(chart.made)
    for place, element in enumerate(section.all("entry"), start=1):
        chart.place, chart.element = f"section {named}, entry {place}", element
        _entry(chart, element, code_of(section), count)
    chart.place, chart.element = f"section {named}", section
    text = narrative.plain(section.first("text"))
    own = [key for key in chart.made if key not in before]
    inner = [_section(chart, each, found) for part in section.all("component") for each in part.all("section")]
    empty = _EMPTY.get(section.get("nullFlavor"), "")
    return {
        "title": named, "code": code, "text": _text(text), "entry": [{"reference": key} for key in own],
        "emptyReason": {"coding": [{"system": _EMPTY_SYSTEM, "code": empty}]} if empty and not own else {},
        "section": inner,
    }


def _entry(chart: Chart, element: Element, section: str, count: SectionCount) -> None:
    """Maps one entry and counts it; what goes wrong in it stays in it."""
    count.found += 1
    try:
        done = entries.entry(chart, element, section)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        # Whatever shape a stranger's entry has, it costs this entry only: its words are in the narrative.
        count.refused += 1
        chart.tell("error", f"the entry could not be read ({type(error).__name__}); its words are kept")
        return
    if done:
        count.mapped += 1
        return
    count.narrative += 1
    chart.tell("information", "the entry says nothing coded that is taken over; its words are kept")


def _fragment(chart: Chart, element: Element, found: ClinicalDocument) -> Json:
    """A statement that stands by itself in a file: its text is all there is of a narrative."""
    count = SectionCount(f"{element.name} outside a section")
    found.sections.append(count)
    holder = Element("entry", {}, element.start)
    holder.children = [element] if element.name in KINDS else list(element.children)
    chart.place, chart.element = count.name, element
    before = set(chart.made)
    _entry(chart, holder, "", count)
    words = "\n".join(filter(None, (chart.values.text(e) for e in element.walk() if e.name == "text")))
    own = [key for key in chart.made if key not in before]
    return {"title": count.name, "text": _text(words), "entry": [{"reference": key} for key in own]}


def _text(words: str) -> Json:
    return {"status": "generated", "div": narrative.xhtml(words)} if words else {}


def _whole(chart: Chart, sections: list[Json], data: bytes, kept_as: str) -> None:
    """The Composition with every section, and the DocumentReference with the original."""
    root = chart.document.root
    chart.place, chart.element = "header", None
    title = root.first("title")
    kind = chart.values.concept(root.first("code")) or _LOINC_NOTE
    named = (title.words() if title is not None else "") or label(kind) or "Clinical document"
    authors = [a for e in root.all("author") if (a := header.practitioner(chart, e.first("assignedAuthor")))]
    keeper = header.organization(chart, root.first("custodian", "assignedCustodian",
                                                   "representedCustodianOrganization"))
    own = identifiers(root.all("id"))
    content: Json = {
        "identifier": next(iter(own), {}), "status": "final", "type": kind, "subject": chart.patient,
        "author": authors or [{"display": "author not recorded"}], "title": named, "custodian": keeper,
        "section": sections,
    }
    chart.clock.put(content, "date", root.first("effectiveTime"))
    visit = root.first("componentOf", "encompassingEncounter")
    if visit is not None:
        period: Json = {}
        chart.clock.period(period, "period", visit.first("effectiveTime"))
        if period:
            content["event"] = [{"code": chart.values.concepts(visit.all("code")), **period}]
    composed = chart.put("Composition", content)
    body = root.first("component", "nonXMLBody", "text")
    attachments = [original(data, kept_as, named, _MEDIA), *([_attached(body)] if body is not None else [])]
    reference: Json = {
        "masterIdentifier": next(iter(own), {}), "status": "current", "type": kind, "subject": chart.patient,
        "author": authors, "custodian": keeper, "description": f"{named}, the file as it came",
        "date": content.get("date", "") if "T" in content.get("date", "") else "",       # FHIR R4 wants an instant
        "content": [{"attachment": each} for each in attachments],
        "context": {"related": [composed]},
    }
    chart.put("DocumentReference", reference)


def _attached(body: Element) -> Json:
    """The body of a document that is a picture, a PDF or plain text instead of sections."""
    kind = body.get("mediaType") or "text/plain"
    if body.get("representation") == "B64":
        return {"contentType": kind, "data": "".join("".join(c for c in body.children if isinstance(c, str)).split())}
    words = body.words()
    return {"contentType": kind, "data": base64.b64encode(words.encode()).decode()} if words else {}


def _candidates(chart: Chart, waits: bool) -> list[Candidate]:
    """The resources as the store takes them, each checked like any other and named by its section.

    What ``waits`` says something about nobody knows whom. A document without a body says nothing about anybody.
    """
    made = list(chart.made.values())
    bundle = b'{"resourceType":"Bundle","type":"collection","entry":[' + b",".join(
        b'{"resource":' + each.raw + b"}" for each in made) + b"]}"
    candidates = fhir_read.read_document(bundle)
    for candidate, each in zip(candidates, made, strict=True):
        place = f"{each.place}, {each.key}"
        candidate.issues = [ImportIssue(i.severity, place, i.message, i.excerpt) for i in candidate.issues]
        candidate.place = place
        if waits and not candidate.refused:
            candidate.doubted = candidate.doubted or _NAMELESS
            candidate.issues = []                       # that nobody is named is said already
    return candidates
