"""The facade's CapabilityStatement, made from the same tables that answer the requests."""

from __future__ import annotations

from typing import Any

from workstation.services.export_chart import SHARED
from workstation.services.facade_links import REFERENCES, pointing
from workstation.services.facade_match import Parameter
from workstation.services.facade_parameters import CLINICAL, COMMON, PATIENT

_DATE = "2026-11-23"               # of the list of interactions below
_READ = ({"code": "read"}, {"code": "vread"})
_WORDS = {
    "_lastUpdated": "When this version came to the clinic, not the time that the sender wrote.",
    "patient": "Required: a search looks into one chart at a time.",
}
_PAGES = ("Resources keep the bytes they came with, but for _elements. Unknown search parameters are refused. A page "
          "begins after a resource, so that what comes in between two calls moves nothing; _count is at most 500.")


def statement(base: str) -> dict[str, Any]:
    """FHIR R4 CapabilityStatement of kind instance; ``base`` is the address it is asked at."""
    whose = {"patient": Parameter("reference", ()), "subject": Parameter("reference", ())}
    resources = [_resource("Patient", PATIENT)]
    resources += [_resource(kind, {**offered, **whose}) for kind, offered in sorted(CLINICAL.items())]
    resources += [_plain(kind, [*_READ]) for kind in sorted(SHARED)]
    resources[0]["operation"] = [
        {"name": "everything", "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything",
         "documentation": "With _type, _since and _count."},
        {"name": "summary", "definition": "http://hl7.org/fhir/uv/ips/OperationDefinition/summary"}]
    return {
        "resourceType": "CapabilityStatement", "status": "active", "date": _DATE, "kind": "instance",
        "software": {"name": "Consilia"},
        "implementation": {"description": "Read-only view of one clinic's record", "url": base},
        "fhirVersion": "4.0.1", "format": ["application/fhir+json"],
        "rest": [{
            "mode": "server", "documentation": _PAGES,
            "security": {"cors": False, "description": "Bearer tokens (RFC 6750) made by the clinic."},
            "resource": resources,
        }],
    }


def _plain(kind: str, interactions: list[dict[str, str]]) -> dict[str, Any]:
    return {"type": kind, "interaction": interactions, "versioning": "versioned", "readHistory": True,
            "conditionalRead": "full-support"}


def _resource(kind: str, offered: dict[str, Parameter]) -> dict[str, Any]:
    resource = _plain(kind, [*_READ, {"code": "search-type"}])
    include, revinclude = [f"{kind}:{name}" for name in sorted(REFERENCES.get(kind, {}))], pointing(kind)
    if include:
        resource["searchInclude"] = [f"{kind}:*", *include]
    if revinclude:
        resource["searchRevInclude"] = revinclude
    resource["searchParam"] = [
        {"name": name, "type": parameter.kind} | ({"documentation": _WORDS[name]} if name in _WORDS else {})
        for name, parameter in sorted({**offered, **COMMON}.items())]
    return resource
