"""The table of the chart's pages: where each lives, and what its count counts. Adding a page is adding a line here."""

from __future__ import annotations

import importlib
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from views.shell.room import Room
from workstation.domain.timeline import EventKind


@dataclass(frozen=True, slots=True)
class PageEntry:
    """One page of the chart. A page is a ``Room`` inside the record: it shows one patient and forgets them at once."""

    name: str
    module: str
    class_name: str
    counts: tuple[EventKind, ...] = ()

    def load(self) -> type[Room]:
        return getattr(importlib.import_module(self.module), self.class_name)


PAGES: tuple[PageEntry, ...] = (
    PageEntry("summary", "views.record.summary", "SummaryPage"),
)
BY_NAME = {entry.name: entry for entry in PAGES}


def word(name: str) -> str:
    """How the index calls a page."""
    words = {
        "summary": QCoreApplication.translate("pages", "Summary"),
    }
    return words[name]
