"""What of the care schedules stands in the check-up report."""

from __future__ import annotations

from datetime import date

import pytest
from checkup_rows import lab

from engines.care.schedule import places
from engines.report.checkup import Both
from engines.spec import Refusal
from workstation.services import schedules
from workstation.services.checkup_content import _newest
from workstation.services.checkup_due import due

ANC, CHILD = schedules.plans()


def test_the_overdue_come_before_what_is_due_in_both_languages() -> None:
    born, today = date(2026, 1, 31), date(2026, 11, 23)
    facts, note = due([schedules.Standing(CHILD, places(CHILD, born, (), today), start=born)])
    assert facts is not None and note is not None
    kinds = [fact.about.en for fact in facts]
    assert kinds == sorted(kinds, reverse=True) and set(kinds) == {"Overdue", "Due"}
    bcg = Both("卡介苗，出生时（至 2026年4月29日）", "BCG, at birth (until 29-Apr-2026)")
    assert bcg in [fact.what for fact in facts]
    assert "2021" in note.en


def test_what_cannot_be_computed_is_said_and_no_schedule_is_no_section() -> None:
    facts, note = due([schedules.Standing(ANC, refusal=Refusal("due date", "is needed to the day"))])
    assert facts == () and note is not None and "due date is needed to the day" in note.en and "无法计算" in note.zh
    assert due([]) == (None, None)


@pytest.mark.parametrize("count", [5, 500])
def test_no_more_results_are_read_than_the_report_shows(count: int) -> None:
    events = [lab("718-7", "Haemoglobin", n, "g/L") for n in range(count)]
    other = [lab("718-7", "Haemoglobin", 9, "g/dL")]
    kept = list(_newest([*events, *other]))
    assert kept[: min(count, 36)] == events[:36] and kept[-1] is other[0] and len(kept) == min(count, 36) + 1
