"""Pages of a PDF as pixels, by PDFium."""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# (pypdfium2 ships without full annotations)

from __future__ import annotations

import threading
from collections.abc import Iterator
from typing import Any

from workstation.domain.report import PagePicture
from workstation.errors import DamagedFile
from workstation.services.progress import Progress

_pdfium = threading.Lock()          # PDFium may be called by one thread at a time (pypdfium2's documentation)


def pictures(pdf: bytes, width_px: int, progress: Progress) -> Iterator[PagePicture]:
    """Each page ``width_px`` pixels wide. Raises DamagedFile for what is no PDF, Cancelled."""
    import pypdfium2

    try:
        with _pdfium:
            document = pypdfium2.PdfDocument(pdf)
            count = len(document)
    except pypdfium2.PdfiumError as error:
        raise DamagedFile(place="the report", reason="it is no PDF") from error
    try:
        for index in range(count):
            progress.step(index / max(count, 1), f"Page {index + 1} of {count}")
            yield _picture(document, index, count, width_px)
    finally:
        with _pdfium:
            document.close()


def _picture(document: Any, index: int, count: int, width_px: int) -> PagePicture:
    with _pdfium:
        page = document[index]
        bitmap = page.render(scale=width_px / page.get_width())
        image = bitmap.to_pil().convert("RGB")
        pixels = image.tobytes()
        bitmap.close()
        page.close()
    return PagePicture(index + 1, count, pixels, image.width, image.height)
