"""``consilia patient ID --documents``: every note and document of a chart, and where its content lies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workstation.cli.output import Output
from workstation.cli.patients import as_json
from workstation.domain.document import ChartDocument, DocumentPart, PartForm
from workstation.domain.patient import PatientRow

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

_FORMS = {
    PartForm.TEXT: "own words", PartForm.INLINE: "attached", PartForm.BINARY: "in a Binary", PartForm.VAULT: "attached",
    PartForm.ADDRESS: "elsewhere, never fetched", PartForm.MISSING: "no content was sent",
}


def show(clinic: Clinic, row: PatientRow, out: Output) -> int:
    """Prints the documents, newest first, or all that is known of them as JSON."""
    from workstation.services import documents

    found = documents.listed(clinic, row.id)
    if out.as_json:
        out.document({"patient": as_json(row), "count": len(found), "documents": [_document(one) for one in found]})
        return 0
    out.table(("When", "Kind", "Title", "Author", "Content"), [
        (one.date.human() if one.date else "not dated", one.kind.value, one.title, one.author,
         "; ".join(map(_said, one.parts)) or "none") for one in found])
    return 0


def _said(held: DocumentPart) -> str:
    kind = held.found.value if held.found else held.declared
    size = f"{held.size:,} bytes" if held.size is not None else ""
    return ", ".join(part for part in (_FORMS[held.form], kind, size) if part)


def _document(one: ChartDocument) -> dict[str, object]:
    return {
        "source": one.source, "place": one.place, "kind": one.kind.value, "title": one.title, "type": one.type_words,
        "date": one.date.text if one.date else None, "author": one.author, "encounter": one.encounter,
        "status": one.status,
        "parts": [{"place": held.place, "form": held.form.value, "title": held.title, "declared": held.declared,
                   "found": held.found.value if held.found else None, "size": held.size, "address": held.address}
                  for held in one.parts],
    }
