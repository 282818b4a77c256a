"""The list pages of the chart: each is a spec; what is alike stands in ``page``."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from views.record.lists.page import ListPage
from views.record.lists.spec import Badge, Column, ListSpec
from views.widgets.theme import Severity
from workstation.domain.chart_list import Entry, ListKind
from workstation.domain.patient import AllergyState, PatientBanner

tr = QCoreApplication.translate
_DATE = 104


class ProblemsPage(ListPage):
    """What the patient has: what stands first, what was ruled out folded away."""

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.PROBLEMS, self.tr("Problems"),
            (Column(self.tr("Problem"), ("title",), below=("note",)),
             Column(self.tr("Status"), ("status",), 112, badge=True),
             Column(self.tr("Onset"), ("onset",), _DATE, date=True),
             Column(self.tr("Ended"), ("abatement",), _DATE, date=True),
             Column(self.tr("Severity"), ("severity",), 96),
             Column(self.tr("Verification"), ("verification",), 100)),
            {"active": self.tr("Active"), "unstated": self.tr("Status not recorded"),
             "none_known": self.tr("No known problem, as recorded"), "not_asked": self.tr("No information"),
             "past": self.tr("Past"), "refuted": self.tr("Ruled out: no problems"),
             "error": self.tr("Entered in error")},
            ("onset", "recorded", "abatement"), "record", self.tr("No problems recorded"),
            self.tr("Diagnoses and problems of imported records stand here, with their onset, status and severity. "
                    "Nothing recorded does not mean that there is none."),
            badge=_problem)


class MedicationPage(ListPage):
    """What is taken, asked for, given and handed out; structure and free text of every dosage."""

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.MEDICATION, self.tr("Medication"),
            (Column(self.tr("Medicine"), ("title",), below=("record", "form", "strength")),
             Column(self.tr("Dosage"), ("sig",), below=("sig_text",)),
             Column(self.tr("Reason"), ("reason",), 112),
             Column(self.tr("Since"), ("taken", "ordered"), 98, date=True),
             Column(self.tr("Status"), ("status",), 104, badge=True)),
            {"current": self.tr("Current"), "coming": self.tr("Intended"),
             "none_known": self.tr("No known medication, as recorded"), "not_asked": self.tr("No information"),
             "not_taken": self.tr("Not taken or not to be given"), "past": self.tr("Past"),
             "given": self.tr("Doses given"), "handed_out": self.tr("Handed out"),
             "error": self.tr("Entered in error")},
            ("taken", "ordered", "handed_over", "asserted", "prepared"), "pill", self.tr("No medication recorded"),
            self.tr("Prescriptions, statements of what is taken, doses given and medicines handed out stand here. "
                    "Nothing recorded does not mean that nothing is taken."),
            badge=_medicine)


class AllergiesPage(ListPage):
    """Allergies and intolerances. 'None recorded' and 'no known allergy' are said apart, always."""

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.ALLERGIES, self.tr("Allergies"),
            (Column(self.tr("Substance"), ("title",), below=("note",)),
             Column(self.tr("Reaction"), ("reaction",), below=("reaction_said",)),
             Column(self.tr("Criticality"), ("criticality", "reaction_severity"), 124, badge=True),
             Column(self.tr("Type"), ("kind",), 96, below=("category",)),
             Column(self.tr("Onset"), ("onset",), _DATE, date=True),
             Column(self.tr("Verification"), ("verification",), 100)),
            {"active": self.tr("Active"), "none_known": self.tr("No known allergy, as recorded"),
             "not_asked": self.tr("No information: nobody asked"), "past": self.tr("Inactive or resolved"),
             "refuted": self.tr("Ruled out: no allergies"), "error": self.tr("Entered in error")},
            ("onset", "recorded", "last"), "shield", self.tr("No allergy recorded"),
            self.tr("Nobody has asked, or nobody wrote it down: this is not “no known allergy”. Allergies, "
                    "intolerances and what is known to be tolerated stand here once they are recorded."),
            badge=_allergy, notice=_allergy_notice)


class EncountersPage(ListPage):
    """Visits and stays; the detail tells what happened in each."""

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.ENCOUNTERS, self.tr("Encounters"),
            (Column(self.tr("Encounter"), ("title",), below=("reason", "diagnosis")),
             Column(self.tr("Class"), ("class",), 92),
             Column(self.tr("When"), ("period",), 172, date=True),
             Column(self.tr("Place"), ("place",), 136, below=("provider",)),
             Column(self.tr("With"), ("participant",), 126)),
            {"now": self.tr("Under way"), "coming": self.tr("Planned"), "past": self.tr("Past"),
             "cancelled": self.tr("Cancelled"), "error": self.tr("Entered in error")},
            ("period",), "clock", self.tr("No encounters recorded"),
            self.tr("Visits, stays and calls stand here with who was there, where and why, and what happened in them. "
                    "They come with imported records (Ctrl+O)."), within=True)


class ImmunizationsPage(ListPage):
    """Vaccines given, and those not given with the reason."""

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.IMMUNIZATIONS, self.tr("Immunisations"),
            (Column(self.tr("Vaccine"), ("title",), below=("against", "status_reason")),
             Column(self.tr("Given"), ("given",), _DATE, date=True),
             Column(self.tr("Dose"), ("dose_number",), 64, below=("series",)),
             Column(self.tr("Lot"), ("lot",), 104),
             Column(self.tr("Site"), ("site",), 130, below=("route",)),
             Column(self.tr("Status"), ("status",), 104, badge=True)),
            {"given": self.tr("Given"), "not_given": self.tr("Not given"),
             "none_known": self.tr("No immunisation, as recorded"), "not_asked": self.tr("No information"),
             "error": self.tr("Entered in error")},
            ("given", "recorded"), "syringe", self.tr("No immunisations recorded"),
            self.tr("Vaccines with date, dose, lot and site stand here, and those not given with the reason. "
                    "Nothing recorded does not mean that nothing was given."),
            badge=_immunization)


class ProceduresPage(ListPage):
    """What was done, and what came of it."""

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.PROCEDURES, self.tr("Procedures"),
            (Column(self.tr("Procedure"), ("title",), below=("outcome", "status_reason")),
             Column(self.tr("Performed"), ("performed",), 124, date=True),
             Column(self.tr("Performed by"), ("performer",), 126),
             Column(self.tr("Reason"), ("reason",), 130),
             Column(self.tr("Body site"), ("site",), 100),
             Column(self.tr("Status"), ("status",), 96)),
            {"now": self.tr("Under way"), "coming": self.tr("In preparation"), "done": self.tr("Done"),
             "not_done": self.tr("Not done"), "none_known": self.tr("No procedure, as recorded"),
             "not_asked": self.tr("No information"), "error": self.tr("Entered in error")},
            ("performed",), "crosshair", self.tr("No procedures recorded"),
            self.tr("Operations and other procedures stand here with who did them, why and with what outcome. They "
                    "come with imported records (Ctrl+O)."))


class CareTeamPage(ListPage):
    """Who cares for the patient and how to reach them."""

    def make_spec(self) -> ListSpec:
        return ListSpec(
            ListKind.CARE_TEAM, self.tr("Care team"),
            (Column(self.tr("Name"), ("title",), below=("qualification", "speciality")),
             Column(self.tr("Role"), ("role",), 170, below=("team", "works_for")),
             Column(self.tr("Telephone"), ("phone",), 196, below=("mail",)),
             Column(self.tr("Since"), ("period",), 112, date=True),
             Column(self.tr("Last seen"), ("seen",), _DATE, date=True)),
            {"family_doctor": self.tr("Family doctor"), "team": self.tr("Care teams"),
             "contact": self.tr("Contacts and relatives"), "seen": self.tr("Named in encounters"),
             "past": self.tr("Past"), "error": self.tr("Entered in error")},
            ("seen", "period"), "people", self.tr("Nobody recorded"),
            self.tr("The family doctor, care teams, contacts and whom the encounters name stand here, with telephone "
                    "and address."), folded=frozenset({"error"}))


def _problem(entry: Entry) -> Badge | None:
    """The clinical status as a state, not a judgement; what was ruled out says so first."""
    if entry.group in ("refuted", "error"):
        word = tr("lists", "Ruled out") if entry.group == "refuted" else tr("lists", "Entered in error")
        return Severity.NONE, word, "○"
    known = {
        "active": (Severity.INFO, tr("lists", "Active"), "■"),
        "recurrence": (Severity.WARNING, tr("lists", "Recurrence"), "◆"),
        "relapse": (Severity.WARNING, tr("lists", "Relapse"), "◆"),
        "inactive": (Severity.NONE, tr("lists", "Inactive"), "○"),
        "remission": (Severity.FINE, tr("lists", "In remission"), "●"),
        "resolved": (Severity.FINE, tr("lists", "Resolved"), "●"),
    }
    return known.get(entry.code("status").casefold())


def _medicine(entry: Entry) -> Badge | None:
    known = {
        "active": (Severity.INFO, tr("lists", "Active"), "■"),
        "on-hold": (Severity.WARNING, tr("lists", "On hold"), "◆"),
        "stopped": (Severity.NONE, tr("lists", "Stopped"), "○"),
        "completed": (Severity.NONE, tr("lists", "Completed"), "○"),
        "cancelled": (Severity.NONE, tr("lists", "Cancelled"), "○"),
        "not-taken": (Severity.WARNING, tr("lists", "Not taken"), "◆"),
        "not-done": (Severity.NONE, tr("lists", "Not done"), "○"),
        "entered-in-error": (Severity.NONE, tr("lists", "Entered in error"), "○"),
        "draft": (Severity.NONE, tr("lists", "Draft"), "○"),
        "intended": (Severity.INFO, tr("lists", "Intended"), "■"),
    }
    if entry.code("not_to_be_given") == "true" or entry.text("not_to_be_given") == "true":
        return Severity.WARNING, tr("lists", "Not to be given"), "◆"
    return known.get(entry.code("status"))


def _allergy(entry: Entry) -> Badge | None:
    """How grave: by criticality or the worst reaction; an allergy that says neither is still a warning."""
    if entry.group == "none_known":
        return Severity.FINE, tr("lists", "None known"), "●"
    if entry.group == "not_asked":
        return Severity.WARNING, tr("lists", "Not asked"), "◆"
    if entry.group != "active":
        word = {"refuted": tr("lists", "Ruled out"), "error": tr("lists", "Entered in error")}
        return Severity.NONE, word.get(entry.group, tr("lists", "Inactive")), "○"
    worst = {fact.code for fact in entry.of("reaction_severity")}
    if entry.code("criticality") == "high":
        return Severity.CRITICAL, tr("lists", "High risk"), "▲"
    if "severe" in worst:
        return Severity.CRITICAL, tr("lists", "Severe"), "▲"
    if entry.code("criticality") == "low":
        return Severity.WARNING, tr("lists", "Low risk"), "◆"
    if worst:
        word = tr("lists", "Moderate") if "moderate" in worst else tr("lists", "Mild")
        return Severity.WARNING, word, "◆"
    return Severity.WARNING, tr("lists", "Risk not recorded"), "◆"


def _allergy_notice(banner: PatientBanner, entries: list[Entry]) -> Badge | None:
    if banner.allergy_state is AllergyState.NO_KNOWN:
        return Severity.FINE, tr("lists", "No known allergy, as recorded"), "●"
    if banner.allergy_state is AllergyState.NONE_RECORDED and entries:
        return Severity.WARNING, tr("lists", "None recorded: this is not “no known allergy”"), "◆"
    return None


def _immunization(entry: Entry) -> Badge | None:
    if entry.group == "not_given":
        return Severity.WARNING, tr("lists", "Not given"), "◆"
    return (Severity.FINE, tr("lists", "Given"), "●") if entry.group == "given" else None
