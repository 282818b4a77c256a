"""Asks another institution's FHIR R4 server for one patient's record; what comes is handed on byte for byte."""
