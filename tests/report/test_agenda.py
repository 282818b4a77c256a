"""The printed day list: what stands on the paper, read back by poppler; strange names, many pages, two languages."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest

from engines.report.agenda import AgendaContent, AgendaLine, render, state_word
from engines.report.ink import Ink
from workstation.domain.appointment import Appointment, AppointmentState
from workstation.services.agenda import content

LINES = (
    AgendaLine("09:00–09:20", "王小明", "4820 117 903", "复查：血糖", "Dr LI Hua", "Room 1", "booked"),
    AgendaLine("09:30–10:00", "O'Brien <b>Aoife</b> & Co", "A<1>", "WBC<x>12 \U0001f600", "Dr Ó", "2", "arrived"),
    AgendaLine("10:00–10:20", "", "", "", "", "", "cancelled", "away"),
)
DAY = AgendaContent("en", "North Clinic", "Tuesday, 24-Nov-2026", "Asia/Shanghai", LINES, "23-Nov-2026 17:40",
                    "Dr LI Hua", datetime(2026, 11, 23, 9, 40, tzinfo=UTC))


def text_of(pdf: bytes, tmp_path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    file = tmp_path / "agenda.pdf"
    file.write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True).stdout


def test_everything_stands_on_the_paper_as_plain_text(ink: Ink, tmp_path: Path) -> None:
    said = text_of(render(DAY, ink), tmp_path)
    for words in ("North Clinic", "Tuesday, 24-Nov-2026", "3 appointments", "09:00–09:20", "王小明", "4820 117 903",
                  "复查：血糖", "Booked", "Arrived", "Cancelled", "away", "Not known", "Page 1 of 1", "[U+1F600]",
                  "Printed 23-Nov-2026 17:40 by Dr LI Hua"):
        assert words in said, words
    flat = "".join(said.split())
    assert "<b>Aoife" in flat and "</b>" in flat and "Room1" in flat and "WBC<x>12" in flat and "A<1>" in flat


def test_chinese_has_chinese_heads_and_states(ink: Ink, tmp_path: Path) -> None:
    said = text_of(render(replace(DAY, language="zh", day="2026年11月24日 星期二"), ink), tmp_path)
    for words in ("当日预约表", "患者", "病历号", "事由", "已预约", "已到诊", "已取消", "共 3 个预约",
                  "第 1 页，共 1 页"):
        assert words in said, words
    assert "Booked" not in said and "Patient" not in said


def test_a_full_day_goes_over_pages_with_the_head_on_each(ink: Ink, tmp_path: Path) -> None:
    many = tuple(replace(LINES[0], patient=f"Patient {number}") for number in range(120))
    said = text_of(render(replace(DAY, lines=many), ink), tmp_path)
    pages = said.split("\f")[:-1]
    assert len(pages) > 2 and all("North Clinic" in page and "Reason" in page for page in pages)
    assert f"Page {len(pages)} of {len(pages)}" in pages[-1] and "Patient 119" in pages[-1]


def test_an_empty_day_says_so_and_the_same_day_gives_the_same_bytes(ink: Ink, tmp_path: Path) -> None:
    empty = replace(DAY, lines=())
    assert render(empty, ink) == render(empty, ink)
    assert "Nobody is expected" in text_of(render(empty, ink), tmp_path)


def test_the_file_s_own_description_names_nobody(ink: Ink) -> None:
    raw = render(DAY, ink)
    assert "王小明".encode("utf-16-be") not in raw and b"Aoife" not in raw


def test_every_state_has_its_words() -> None:
    for state in AppointmentState:
        if state is not AppointmentState.IN_ERROR:                # never listed
            assert state_word(state.value, "en") != state.value and not state_word(state.value, "zh").isascii()
    assert state_word("something-new", "zh") == "something-new"


def test_times_over_midnight_name_their_day() -> None:
    zone = timezone(timedelta(hours=8))
    late = datetime(2026, 11, 24, 23, 50, tzinfo=zone)
    one = Appointment("Appointment/1", "p", "Li", late, late + timedelta(minutes=20), AppointmentState.BOOKED)
    made = content([one], {}, date(2026, 11, 24), "en", "", "", "Ann", late)
    assert made.lines[0].time == "23:50–00:10 (25-Nov-2026)" and made.day == "Tuesday, 24-Nov-2026"
    next_day = content([one], {}, date(2026, 11, 25), "zh_CN", "", "", "Ann", late)
    assert next_day.lines[0].time == "23:50 (2026年11月24日)–00:10"
