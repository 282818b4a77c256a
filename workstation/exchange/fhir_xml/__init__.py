"""FHIR R4 as XML: read into the JSON that the rest of the house reads."""

from workstation.exchange.fhir_xml.record import read
from workstation.exchange.fhir_xml.to_json import Converted, convert, is_fhir

__all__ = ["Converted", "convert", "is_fhir", "read"]
