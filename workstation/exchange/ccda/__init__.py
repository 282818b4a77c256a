"""C-CDA: clinical documents of HL7 (CDA R2, C-CDA R1.1 and R2.1, CCD) read into the record, section by section."""

from workstation.exchange.ccda.document import ClinicalDocument, SectionCount, read

__all__ = ["ClinicalDocument", "SectionCount", "read"]
