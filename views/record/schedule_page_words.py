"""Words of the care schedule: states, remarks, what can't be computed, and its facts in the detail."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

tr = QCoreApplication.translate


def state(name: str) -> str:
    """Where an item stands, as a heading."""
    words = {
        "overdue": tr("schedule", "Overdue"), "due": tr("schedule", "Due"), "early": tr("schedule", "Too early"),
        "done": tr("schedule", "Done"), "not-applicable": tr("schedule", "Not applicable"),
        "refused": tr("schedule", "Can't be computed"),
    }
    return words[name]


def reason(name: str) -> str:
    """Why an item doesn't apply, or what is to be said of one that was done."""
    words = {
        "passed": tr("schedule", "Its time has passed, the next one counts"),
        "ended": tr("schedule", "Beyond the ages of the schedule"),
        "other-product": tr("schedule", "Another product is recorded, which has its own schedule"),
        "unclear": tr("schedule", "The schedule changed while it was due"),
        "before-age": tr("schedule", "Before the least age"),
        "outside": tr("schedule", "Not at the time that is named"),
    }
    return words[name]


def refusal(needed: str, why: str) -> str:
    """What a plan needs and doesn't have."""
    what = {
        "date of birth": tr("schedule", "Date of birth"),
        "due date or last menstrual period": tr("schedule", "Due date or last menstrual period"),
    }
    whys = {
        "is needed to the day": tr("schedule", "is needed to the day"),
        "lies in the future": tr("schedule", "lies in the future"),
        "is of no pregnancy now": tr("schedule", "is of no pregnancy now"),
    }
    return f"{what.get(needed, needed)} {whys.get(why, why)}"


def about_schedule(name: str) -> str:
    """What a fact of the schedule is called in the detail; '' for any other."""
    words = {
        "plan": tr("schedule", "Schedule"), "at": tr("schedule", "Due at"), "due": tr("schedule", "From – until"),
        "done": tr("schedule", "Done on"), "remark": tr("schedule", "Remark"),
        "schedule_source": tr("schedule", "Source"),
    }
    return words.get(name, "")
