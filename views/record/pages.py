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
    PageEntry("timeline", "views.record.timeline_page", "TimelinePage", tuple(EventKind)),
    PageEntry("results", "views.record.results_page", "ResultsPage", (EventKind.RESULT,)),
    PageEntry("problems", "views.record.lists.pages", "ProblemsPage", (EventKind.CONDITION,)),
    PageEntry("medication", "views.record.lists.pages", "MedicationPage", (EventKind.MEDICATION,)),
    PageEntry("allergies", "views.record.lists.pages", "AllergiesPage", (EventKind.ALLERGY,)),
    PageEntry("encounters", "views.record.lists.pages", "EncountersPage", (EventKind.ENCOUNTER,)),
    PageEntry("immunizations", "views.record.lists.pages", "ImmunizationsPage", (EventKind.IMMUNIZATION,)),
    PageEntry("procedures", "views.record.lists.pages", "ProceduresPage", (EventKind.PROCEDURE,)),
    PageEntry("documents", "views.record.documents.page", "DocumentsPage"),
    PageEntry("care_team", "views.record.lists.pages", "CareTeamPage"),
    PageEntry("family", "views.record.family_page", "FamilyPage", (EventKind.FAMILY,)),
    PageEntry("way_of_life", "views.record.lists.way_of_life", "WayOfLifePage"),
    PageEntry("schedule", "views.record.schedule_page", "SchedulePage"),
    PageEntry("entries", "views.record.entries_page", "EntriesPage"),
    PageEntry("search", "views.record.chart_search", "ChartSearchPage"),
)
BY_NAME = {entry.name: entry for entry in PAGES}


def word(name: str) -> str:
    """How the index calls a page."""
    words = {
        "summary": QCoreApplication.translate("pages", "Summary"),
        "timeline": QCoreApplication.translate("pages", "Timeline"),
        "results": QCoreApplication.translate("pages", "Results"),
        "problems": QCoreApplication.translate("pages", "Problems"),
        "medication": QCoreApplication.translate("pages", "Medication"),
        "allergies": QCoreApplication.translate("pages", "Allergies"),
        "encounters": QCoreApplication.translate("pages", "Encounters"),
        "immunizations": QCoreApplication.translate("pages", "Immunisations"),
        "procedures": QCoreApplication.translate("pages", "Procedures"),
        "documents": QCoreApplication.translate("pages", "Documents"),
        "care_team": QCoreApplication.translate("pages", "Care team"),
        "family": QCoreApplication.translate("pages", "Family history"),
        "way_of_life": QCoreApplication.translate("pages", "Way of life"),
        "schedule": QCoreApplication.translate("pages", "Care schedule"),
        "entries": QCoreApplication.translate("pages", "Own entries"),
        "search": QCoreApplication.translate("pages", "Find"),
    }
    return words[name]
