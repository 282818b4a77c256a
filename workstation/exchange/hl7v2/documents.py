"""TXA with its OBX as a DocumentReference (chapter 9), and documents that come among results (OBX of type ED or RP)."""

from __future__ import annotations

import base64
import binascii
import re

from workstation.exchange.hl7v2 import datatypes as t
from workstation.exchange.hl7v2.datatypes import Node
from workstation.exchange.hl7v2.draft import Draft, identity
from workstation.exchange.hl7v2.message import Hl7Fault, Segment, Value

_DOC_STATES = {"AU": "final", "LA": "final", "DO": "preliminary", "DI": "preliminary", "IP": "preliminary",
               "IN": "preliminary", "PA": "preliminary"}                             # table 0271
_RELATIONS = {"T05": "appends", "T06": "appends", "T09": "replaces", "T10": "replaces"}
_MIME = re.compile(r"[A-Za-z]+/[A-Za-z0-9.+-]+")
_KNOWN_TYPES = {"pdf": "application/pdf", "jpeg": "image/jpeg", "png": "image/png", "tiff": "image/tiff",
                "gif": "image/gif", "html": "text/html", "xml": "text/xml", "rtf": "application/rtf",
                "dicom": "application/dicom", "basic": "audio/basic"}


def document(draft: Draft, segment: Segment) -> Node:
    """The DocumentReference of a TXA, its content still to come."""
    number = t.entity(segment.value(12))
    own = (str(number.get("system", "")), str(number["value"])) if number else (draft.digest, segment.where())
    relation, parent = _RELATIONS.get(draft.message.event, ""), t.entity(segment.value(13))
    when = draft.moment(segment, 6) or draft.moment(segment, 4)
    return draft.add({
        "resourceType": "DocumentReference", "id": identity("document", draft.patient_id, *own),
        "masterIdentifier": number, "subject": draft.subject,
        "status": "entered-in-error" if draft.message.event == "T11" else "current",
        "docStatus": _DOC_STATES.get(segment.text(17).upper(), ""), "type": _kind(segment),
        "date": when if "T" in when else "", "description": segment.text(16),
        "author": [{"display": name} for name in map(t.person, [*segment.values(9), *segment.values(5)]) if name],
        "relatesTo": [{"code": relation, "target": {"identifier": parent}}] if relation and parent else [],
        "securityLabel": [t.coded(t.system_of("HL70272"), level)] if (level := segment.text(18)) else [],
        "content": [{"attachment": {"title": segment.text(16) or "No content was sent"}}],
    })


def _kind(segment: Segment) -> Node:
    said = t.concept(segment.value(2))
    for code in said.get("coding", []):
        code.setdefault("system", t.system_of("HL70270"))
    return said


def content(draft: Draft, target: Node, segment: Segment) -> bool:
    """An OBX of a document: a file, an address, or a further line of its text. Raises Hl7Fault for a broken file."""
    attachment = _attachment(draft, segment)
    if not attachment:
        return False
    held = target["content"]
    if "data" not in held[0]["attachment"] and "url" not in held[0]["attachment"]:
        held[0]["attachment"] = {k: v for k, v in held[0]["attachment"].items() if v != "No content was sent"}
        held[0]["attachment"] |= attachment
    elif _both_text(held[-1]["attachment"], attachment):
        whole = base64.b64decode(held[-1]["attachment"]["data"]) + b"\n" + base64.b64decode(attachment["data"])
        held[-1]["attachment"]["data"] = base64.b64encode(whole).decode()
    else:
        held.append({"attachment": attachment})
    return True


def among_results(draft: Draft, segment: Segment, own: str) -> bool:
    """An OBX of type ED or RP outside of MDM as a document of its own."""
    attachment = _attachment(draft, segment)
    if not attachment:
        return False
    when = draft.moment(segment, 14)
    draft.add({
        "resourceType": "DocumentReference", "id": own, "status": "current", "subject": draft.subject,
        "type": t.concept(segment.value(3)), "date": when if "T" in when else "",
        "content": [{"attachment": attachment}],
    })
    return True


def _both_text(one: Node, other: Node) -> bool:
    return one.get("contentType") == other.get("contentType") == "text/plain; charset=utf-8"


def _attachment(draft: Draft, segment: Segment) -> Node:
    kind, value = segment.text(2).upper(), segment.value(5)
    title = segment.text(3, 2) or segment.text(3)
    named = {"title": title} if title else {}
    if kind == "ED":
        return _file(segment, value) | named if value.part(5) else {}
    if kind == "RP":
        address = value.part(1)
        return {"contentType": _type(value, 3), "url": address} | named if address else {}
    text = segment.whole(5)
    if not text:
        return {}
    return {"contentType": "text/plain; charset=utf-8", "data": base64.b64encode(text.encode()).decode()} | named


def _file(segment: Segment, value: Value) -> Node:
    """ED: source, type, subtype, encoding (table 0299), data."""
    encoding, data = value.part(4).lower(), value.part(5)
    try:
        if encoding == "base64":
            raw = base64.b64decode("".join(data.split()), validate=True)
        elif encoding == "hex":
            raw = bytes.fromhex(data)
        else:
            raw = data.encode()
    except (binascii.Error, ValueError):
        raise Hl7Fault(segment.where(5), f"the document is no {encoding}") from None
    return {"contentType": _type(value, 2), "data": base64.b64encode(raw).decode()}


def _type(value: Value, component: int) -> str:
    """MIME type of a type (table 0191) and subtype (table 0291)."""
    kind, sub = value.part(component).lower(), value.part(component + 1).lower()
    if sub in _KNOWN_TYPES:
        return _KNOWN_TYPES[sub]
    if _MIME.fullmatch(f"{kind}/{sub}") and kind in ("application", "image", "text", "audio", "video"):
        return f"{kind}/{sub}"
    return "text/plain" if kind in ("text", "ft", "tx") else "application/octet-stream"
