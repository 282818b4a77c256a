"""The tour through notes and documents: each reader with something in it, in both themes and languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from views.record.documents.page import DocumentsPage
    from views.shell.tour import Guide
    from workstation.domain.document import DocumentKind

_TITLES = {"PDF": "A letter in the chart", "image": "A picture in the chart", "sound": "Heart sounds in the chart",
           "note": "A note in the chart"}


def documents(guide: Guide) -> None:
    """A picture of the first document of each kind that any chart holds."""
    from views.record.documents.page import DocumentsPage
    from views.record.room import RecordRoom
    from workstation.domain.document import DocumentKind
    from workstation.services import documents as service
    from workstation.services import patients

    frame = guide.window.frame
    assert frame is not None
    left = [DocumentKind(kind) for kind in _TITLES]
    for row in patients.search(frame.clinic, limit=60):
        here = [kind for kind in left if any(one.kind is kind for one in service.listed(frame.clinic, row.id))]
        if not here or (here == [DocumentKind.NOTE] and len(left) > 1):
            continue
        frame.open("record", patient=row.id)
        guide.wait(guide.quiet, 10)
        frame.open("record", page="documents")
        guide.wait(guide.quiet, 10)
        room = frame.room("record")
        page = room.page("documents") if isinstance(room, RecordRoom) else None
        if isinstance(page, DocumentsPage):
            for kind in here:
                left.remove(kind)
                _take(guide, page, kind, row.id)
    frame.open("record", page="summary")


def _take(guide: Guide, page: DocumentsPage, kind: DocumentKind, patient: str) -> None:
    model = page.list.documents
    line = next(at for at in range(len(model.shown)) if (held := model.row(at)) and held.document.kind is kind)
    page.list.setCurrentIndex(model.index(line))
    guide.wait(lambda: page.shown() is not None and not page.busy(), 10)
    guide.take(f"documents-{kind.value.lower()}", _TITLES[kind.value], patient=patient)
