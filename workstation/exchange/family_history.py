"""FHIR R4 FamilyMemberHistory resources and their patient, read into a Family.

What is read of each FamilyMemberHistory (status ``entered-in-error`` is left out):

- ``id``: links between relatives use it. The patient is the proband.
- ``relationship.coding[].code`` of v3-RoleCode: parents FTH NFTH MTH NMTH PRN NPRN; sibs BRO SIS SIB NBRO NSIS NSIB, half
  sibs HBRO HSIS HSIB (see below), twins TWIN TWINBRO TWINSIS FTWIN FTWINBRO FTWINSIS ITWIN ITWINBRO ITWINSIS; children
  SON DAU CHILD NCHILD SONC DAUC; partners HUSB WIFE SPS DOMPART SIGOTHR; grandparents MGRFTH MGRMTH PGRFTH PGRMTH, great
  MGGRFTH MGGRMTH PGGRFTH PGGRMTH; aunts and uncles MAUNT MUNCLE PAUNT PUNCLE; cousins MCOUSN PCOUSN; GRNDSON GRNDDAU
  GRNDCHILD; NIECE NEPH. Codes that leave a side open (GRMTH, AUNT, UNCLE, COUSN ...) give nobody a place by themselves.
- ``extension`` with url ``http://hl7.org/fhir/StructureDefinition/family-member-history-genetics-parent`` (0..2 for the
  genetic parents), which wins over what the code implies::

      {"url": ".../family-member-history-genetics-parent", "extension": [
        {"url": "type", "valueCodeableConcept": {"coding": [{"system":
            "http://terminology.hl7.org/CodeSystem/v3-RoleCode", "code": "NFTH"}]}},
        {"url": "reference", "valueReference": {"reference": "FamilyMemberHistory/<id>"}}]}

  ``type`` NFTH or FTH is the father, NMTH or MTH the mother; ADOPTF, ADOPTM, STPFTH, STPMTH are no genetic parents. The
  reference may be ``FamilyMemberHistory/<id>``, ``urn:uuid:<id>``, or ``Patient/<id>`` for the proband. The proband's own
  parents are the relatives with FTH and MTH.
- ``extension`` ``.../family-member-history-genetics-sibling`` in the same shape with type TWIN FTWIN (dizygotic) ITWIN
  (monozygotic) marks twins; the TWIN codes of ``relationship`` mark twins of the proband.
- ``sex.coding[].code`` (administrative gender male, female; else not known); where it is missing the code decides (FTH).
- ``name``; ``bornDate``, ``bornPeriod``, ``bornString`` are kept as written.
- age: ``ageAge`` (unit a, mo, wk, d), ``ageRange`` and ``ageString`` (kept as words, '60s').
- death: ``deceasedBoolean``, ``deceasedAge``, ``deceasedRange``, ``deceasedString``, ``deceasedDate``. Absent means not
  known, never alive.
- ``condition[]``: ``code`` (text, else display), ``onsetAge``, ``onsetRange``, ``onsetPeriod``, ``onsetString``,
  ``contributedToDeath``.
- ``status`` ``completed`` with no condition is 'asked, negative'; ``partial`` and ``health-unknown`` are not asked.
- ``note[].text`` becomes the person's note.

The proband's own conditions are given by the caller. Who is needed to connect two relatives (an uncle's parents, a
cousin's parent) and isn't recorded is added and marked ``inferred``. Half sibs without the parent extension get their
shared parent by nobody's guess: they are listed in ``Family.notes`` and left out of the drawing.
"""

from __future__ import annotations
