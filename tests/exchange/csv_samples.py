"""Mappings for tests, and a clinic that holds the patient with the number P1."""

from __future__ import annotations

from typing import Any

HR = '[[result]]\ncolumn = "hr"\nname = "Heart rate"\ncode = "8867-4"\nunit = "/min"\ncategory = "vital-signs"\n'
VITALS = 'kind = "results"\n[columns]\npatient = "patient"\ndate = "date"\n' + HR
LAB = ('kind = "results"\ndates = "YMD"\ncode_system = "http://loinc.org"\n[columns]\npatient = "mrn"\ndate = "date"\n'
       'code = "code"\nname = "test"\nvalue = "value"\nunit = "unit"\nlow = "low"\nhigh = "high"\nflag = "flag"\n')
LAB_HEADER = "mrn,date,code,test,value,unit,low,high,flag\n"
PATIENTS = ('kind = "patients"\nsystem = "urn:test:mrn"\n[columns]\n'
            'number = "mrn"\nname = "name"\nsex = "sex"\nborn = "born"\n')


def numbered(number: str = "P1", identity: str = "p1", **more: Any) -> dict[str, Any]:
    """A patient with a record number."""
    return {"resourceType": "Patient", "id": identity, "name": [{"family": "Lee", "given": ["Ann"]}],
            "gender": "female", "birthDate": "1980-02-03",
            "identifier": [{"system": "urn:test:mrn", "value": number}]} | more
