"""The check-up report: what comes first, what is never judged, both languages on each page, its signature."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from datetime import UTC, date, datetime

import pypdf
import pytest
from checkup_rows import NOW, empty, encounter, lab, medicine, problem

from engines.report import checkup_pages
from engines.report.checkup import Both, CheckupContent
from engines.report.checkup_words import _OWN, TwoWords
from engines.report.content import Flag, ReportContent
from workstation.domain.chart_list import Entry
from workstation.domain.chart_list import Fact as Said
from workstation.domain.partial_date import PartialDate
from workstation.errors import UserMistake
from workstation.services import analytes, checkup, report, results
from workstation.services.checkup_changes import changes, compared_with
from workstation.services.checkup_content import flag_of, sorted_out
from workstation.services.checkup_life import life
from workstation.services.importing import import_paths
from workstation.services.progress import Progress

TODAY = date(2026, 11, 23)
SINCE = date(2025, 11, 23)


def chart(*events):
    newest_first = sorted(events, key=lambda event: event.start.start, reverse=True)
    return sorted_out(results.assemble(newest_first, analytes.table()), SINCE, empty())


def texts(pdf: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def test_results_go_where_their_range_puts_them() -> None:
    made = chart(
        lab("2823-3", "Potassium", 6.4, "mmol/L", 3.5, 5.1, "HH"), lab("2823-3", "Potassium", 5.0, "mmol/L", 3.5, 5.1,
                                                                        at="2026-08-01"),
        lab("718-7", "Haemoglobin", 104, "g/L", 115, 150), lab("2951-2", "Sodium", 140, "mmol/L", 136, 145),
        lab("3084-1", "Urate", 310, "umol/L"), lab("1988-5", "CRP", 2, "mg/L", flag="N"),
        lab("3016-3", "TSH", 9, "mIU/L", 0.4, 4, at="2023-01-01"),
    )
    assert [(m.value, m.flag) for m in made.out_of_range] == [("6.4", Flag.CRITICAL_HIGH), ("104", Flag.LOW)]
    assert made.out_of_range[0].change.zh == "+1.4 (+28 %)"
    assert [m.value for m in made.in_range] == ["140"]
    assert {m.value for m in made.not_judged} == {"310", "2"}             # the flag alone makes nothing normal
    assert [(m.value, m.flag) for m in made.not_repeated] == [("9", Flag.HIGH)]


def test_a_flag_without_a_range_may_only_warn() -> None:
    line = results.assemble([lab("1988-5", "CRP", 90, "mg/L", flag="H")], analytes.table()).lines[0]
    assert flag_of(line.latest) is Flag.HIGH


def test_the_day_to_compare_with() -> None:
    newest = lab("718-7", "Haemoglobin", 130, "g/L", at="2026-11-12")
    same_day = encounter("185349003", "2026-11-12")
    assert compared_with([newest, same_day], date(2026, 1, 5), TODAY)[0] == date(2026, 1, 5)
    assert compared_with([newest, same_day], None, TODAY)[0] == date(2025, 11, 23)
    earlier = encounter("162673000", "2025-10-02")
    assert compared_with([newest, same_day, earlier], None, TODAY)[0] == date(2025, 10, 2)
    assert compared_with([], None, date(2024, 2, 29))[0] == date(2023, 2, 28)


def test_what_changed_and_what_did_not() -> None:
    said = changes([
        medicine("A1", "Begun", "2026-05-01"), medicine("A2", "Renewed", "2026-05-01"),
        medicine("A2", "Renewed", "2024-05-01", status="completed"),
        medicine("A3", "Ended", "2024-05-01", "2026-03-01", "stopped"),
        medicine("A4", "Long gone", "2020-05-01", "2021-03-01", "stopped"),
        medicine("A5", "No day", "2020-05-01", status="stopped"),
        problem("P1", "New", "2026-06-01"), problem("P2", "Again", "2026-06-01"), problem("P2", "Again", "2019-06-01"),
        problem("P3", "Old", "2019-06-01"), problem("P4", "Over", "2019-06-01", "2026-02-01"),
        problem("P5", "Never was", "2026-06-01", status="refuted"),
    ], (), SINCE)
    assert [(fact.about.en, fact.what.en) for fact in said] == [
        ("Problem resolved", "Over"), ("Problem again", "Again"), ("New problem", "New"),
        ("Medicine stopped", "Ended"), ("Medicine begun", "Begun"),
        ("Medicine stopped", "1 ended without a recorded day of ending"),
        ("Weight", "None recorded"), ("Blood pressure", "None recorded"),
    ]


def test_of_each_question_the_newest_answer() -> None:
    def answer(code: str, text: str, at: str, group: str = "smoking") -> Entry:
        return Entry(f"Observation/{at}", group, (
            Said("title", "Tobacco"), Said("factor", code="smoking_status"), Said("value", text, code=code),
            Said("effective", start=PartialDate.parse(at))))

    told = life([answer("8517006", "Ex-smoker", "2026-02-01"),
                 answer("449868002", "Smokes tobacco daily", "2020-02-01"),
                 answer("266919005", "Never", "2026-06-01", "error")])
    assert [(fact.about, fact.what) for fact in told] == [
        (Both("吸烟情况", "Tobacco smoking"), Both("已戒烟", "Ex-smoker"))]


def test_every_word_is_there_in_both_languages() -> None:
    words = TwoWords()
    for key in _OWN:
        said = words.both(key)
        assert said.zh != said.en and any("\u4e00" <= letter <= "\u9fff" for letter in said.zh), key
        assert said.en.isascii(), key


@pytest.fixture
def long_chart(identity) -> CheckupContent:
    face = ReportContent(language="both", identity=identity, made_at=NOW, made_by="Dr LI Hua")
    events = [lab(f"X{n}", f"Analyte {n}", n, "mmol/L", 10, 50) for n in range(120)]
    return sorted_out(results.assemble(events, analytes.table()), SINCE, replace(empty(), face=face))


def test_identity_number_of_pages_and_both_languages_stand_on_each_page(long_chart, ink) -> None:
    pages = texts(checkup_pages.render(long_chart, ink))
    assert len(pages) > 3
    for number, page in enumerate(pages, 1):
        assert f"Page {number} of {len(pages)}" in page and f"第 {number}/{len(pages)} 页" in page
        assert "王小明" in page and "4820 117 903" in page and "草稿 DRAFT" in page
    whole = " ".join(pages)
    places = [whole.index(heading) for heading in ("Out of range", "Vital signs", "What changed", "Way of life",
                                                   "In range", "Signature")]
    assert places == sorted(places)
    assert checkup_pages.render(long_chart, ink) == checkup_pages.render(long_chart, ink)


def test_what_is_beyond_the_longest_table_is_counted(identity) -> None:
    events = [lab(f"X{n}", f"Analyte {n}", 20, "mmol/L", 10, 50) for n in range(400)]
    made = sorted_out(results.assemble(events, analytes.table()), SINCE, empty())
    assert len(made.in_range) == 150 and made.left_out == 250


@pytest.fixture
def wang(clinic, tmp_path):
    from workstation.services import demo
    from workstation.services.demo.bundles import bundles

    (tmp_path / "wang.json").write_bytes(bundles(TODAY)["wang-xiaoming.json"])
    import_paths(clinic, [tmp_path / "wang.json"])
    return clinic, demo.HERO


def test_a_chart_is_reported_and_signed(wang, tmp_path) -> None:
    clinic, who = wang
    draft = checkup.draft(clinic, who, Progress("test"))
    whole = " ".join(texts(draft.pdf))
    assert "估算肾小球滤过率" in whole and "Creatinine" in whole and "本文为草稿" in whole
    assert "Smokes tobacco daily" in whole and "每天吸烟" in whole
    signed = checkup.sign(clinic, draft)
    assert report.verify(clinic, signed.id).valid
    text = " ".join(texts(report.read(clinic, signed.id)))
    assert "签名 Signed" in text and "DRAFT" not in text
    with pytest.raises(UserMistake):
        checkup.sign(clinic, replace(draft, content=replace(draft.content, face=replace(
            draft.content.face, signature=object()))))
    with pytest.raises(UserMistake):
        checkup.draft(clinic, who, Progress("test"), since=date(2999, 1, 1))
    out = checkup.save(clinic, who, tmp_path / "out.pdf", Progress("test"), since=date(2026, 8, 20))
    assert "Compared with 20-Aug-2026" in " ".join(texts(out.read_bytes()))


def test_ten_thousand_rows_are_put_in_order_within_two_seconds(identity, ink) -> None:
    """The pure part and the setting; the reading of the store is measured by the benches of the chart."""
    events = [lab(f"X{n % 90}", f"Analyte {n % 90}", n % 60, "mmol/L", 10, 50, at=f"20{10 + n % 16}-03-04")
              for n in range(10_000)]
    begun = time.perf_counter()
    newest_first = sorted(events, key=lambda event: event.start.start, reverse=True)
    face = ReportContent(language="both", identity=identity, made_at=datetime(2026, 11, 23, tzinfo=UTC), made_by="x")
    made = sorted_out(results.assemble(newest_first, analytes.table()), SINCE, replace(empty(), face=face))
    assert checkup_pages.render(made, ink)
    assert time.perf_counter() - begun < 2
