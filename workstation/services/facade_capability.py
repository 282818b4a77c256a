"""The facade's CapabilityStatement, made from the same tables that answer the requests."""

from __future__ import annotations

from typing import Any

from workstation.services.export_chart import SHARED
from workstation.services.facade_match import Parameter
from workstation.services.facade_parameters import CLINICAL, PATIENT

_DATE = "2026-11-23"               # of the list of interactions below


def statement(base: str) -> dict[str, Any]:
    """FHIR R4 CapabilityStatement of kind instance; ``base`` is the address it is asked at."""
    resources = [_resource("Patient", PATIENT, {"_id": Parameter("token", ())})]
    own = {"_id": Parameter("token", ()), "patient": Parameter("reference", ()), "subject": Parameter("reference", ())}
    resources += [_resource(kind, offered, own) for kind, offered in sorted(CLINICAL.items())]
    resources += [{"type": kind, "interaction": [{"code": "read"}, {"code": "vread"}], "versioning": "versioned"}
                  for kind in sorted(SHARED)]
    resources[0]["operation"] = [
        {"name": "everything", "definition": "http://hl7.org/fhir/OperationDefinition/Patient-everything"},
        {"name": "summary", "definition": "http://hl7.org/fhir/uv/ips/OperationDefinition/summary"}]
    return {
        "resourceType": "CapabilityStatement", "status": "active", "date": _DATE, "kind": "instance",
        "software": {"name": "Consilia"},
        "implementation": {"description": "Read-only view of one clinic's record", "url": base},
        "fhirVersion": "4.0.1", "format": ["application/fhir+json"],
        "rest": [{
            "mode": "server",
            "documentation": "Resources keep the bytes they came with. Unknown search parameters are refused.",
            "security": {"cors": False, "description": "Bearer tokens (RFC 6750) made by the clinic."},
            "resource": resources,
        }],
    }


def _resource(kind: str, offered: dict[str, Parameter], more: dict[str, Parameter]) -> dict[str, Any]:
    return {
        "type": kind, "versioning": "versioned",
        "interaction": [{"code": "read"}, {"code": "vread"}, {"code": "search-type"}],
        "searchParam": [{"name": name, "type": parameter.kind}
                        for name, parameter in sorted({**offered, **more}.items())],
    }
