"""The PDF: what every page says, what text from outside can't do, and pages without overflow or lonely headings."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pypdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engines.report.content import Allergies, Identity, Record, ReportContent
from engines.report.document import render
from engines.report.ink import markup, printable
from engines.report.words import LANGUAGES, Words
from tests.report.conftest import NOW, SIGNED, advice, chart, family, record, scan


def pages(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in pypdf.PdfReader(io.BytesIO(pdf)).pages]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_each_page_repeats_identity_allergy_and_its_number(content, ink):
    shown = pages(render(replace(content, record=record(results=70)), ink))
    assert len(shown) >= 3
    for number, text in enumerate(shown, start=1):
        for part in ("王小明", "Wang Xiaoming", "14-Jul-1958", "4820 117 903", "Penicillin (anaphylaxis)",
                     f"Page {number} of {len(shown)}", "not a certified medical device"):
            assert squeezed(part) in squeezed(text), (number, part)


def test_a_draft_says_so_on_each_page_and_a_signed_one_never(content, ink):
    draft = pages(render(content, ink))
    assert all(text.count("DRAFT") >= 2 for text in draft)          # watermark and footer
    assert "not signed and not part of the record" in " ".join(draft)
    signed = pages(render(replace(content, signature=SIGNED), ink))
    assert not any("DRAFT" in text for text in signed)
    assert all("Signed 23-Nov-2026 10:45 +08:00 by Dr LI Hua" in text for text in signed)


def test_the_same_content_gives_the_same_bytes_and_carries_its_own_date(content, ink):
    first = render(content, ink)
    assert render(content, ink) == first
    about = pypdf.PdfReader(io.BytesIO(first)).metadata
    assert about.creation_date == NOW
    assert about.title == "Consultation report MRN 4820 117 903"
    assert "王小明" not in (about.title or "") + (about.subject or ""), "a file manager shows the title to anybody"


def test_both_faces_are_embedded_as_subsets(content, ink):
    pdf = render(content, ink)
    assert len(pdf) < 400_000
    fonts = {
        font.get_object()["/BaseFont"]
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for font in page["/Resources"]["/Font"].values()
        if font.get_object()["/Subtype"] == "/TrueType"
    }
    assert len(fonts) >= 2
    assert all("NotoSansSC" in name and "+" in name for name in fonts)


def test_chinese_headings_come_from_the_table_and_the_record_stays_as_written(content, ink):
    text = squeezed(" ".join(pages(render(replace(content, language="zh"), ink))))
    for part in ("会诊报告", "最新检验结果", "第1页，共", "过敏：Penicillin", "Type2diabetes", "草稿"):
        assert part in text, part


def test_both_languages_know_every_word():
    english, chinese = LANGUAGES["en"], LANGUAGES["zh"]
    assert english.keys() == chinese.keys()
    for key, words in english.items():
        assert set(re.findall(r"{\w+}", words)) == set(re.findall(r"{\w+}", chinese[key])), key
    assert Words("fr")("title") == "Consultation report"


def test_findings_say_who_found_them_and_what_a_person_said(content, ink):
    text = " ".join(" ".join(pages(render(content, ink))).split())
    assert text.count("Found by the model lung-nodules 1.0.0") == 3
    assert "Proposed by a program, not reviewed by a person" in text
    assert "Accepted by Dr CHEN Min, 23-Nov-2026 10:40" in text
    assert "Corrected by Dr CHEN Min" in text


def test_flags_are_words_not_colour_alone(content, ink):
    text = " ".join(pages(render(replace(content, record=record(results=7)), ink)))
    for word in ("In range", "Low", "High", "Critically low", "Critically high", "Abnormal", "No range"):
        assert word in text


@pytest.mark.parametrize("state", list(Allergies))
def test_allergy_states_never_read_alike(identity, ink, state):
    who = replace(identity, allergies=state)
    listed = record().allergies if state is Allergies.LISTED else ()
    said = Record(allergy_state=state, allergies=listed)
    text = " ".join(pages(render(ReportContent("en", who, NOW, "Dr LI Hua", record=said), ink)))
    assert ("No known allergy" in text) is (state is Allergies.NO_KNOWN)
    assert ("none recorded" in text) is (state is Allergies.NONE_RECORDED)


def test_the_dead_are_named_as_such(identity, ink):
    text = " ".join(pages(render(ReportContent("en", replace(identity, died="02-May-2026"), NOW, "Dr LI Hua"), ink)))
    assert "Died02-May-2026" in squeezed(text)


def test_empty_sections_say_what_would_be_there(identity, ink):
    bare = ReportContent("en", identity, NOW, "x", Record(), (), (), None, True, ())
    text = " ".join(pages(render(bare, ink)))
    for part in ("No imaging study", "No vital signs", "No family history", "No engine had advice", "None recorded."):
        assert part in text


@pytest.mark.parametrize(("language", "absent", "empty", "allergies", "whose"), [
    ("en", "Not part of what was sent.", "None among what was sent.", "Allergies: none sent",
     "Of a case of another clinic (Dr. Mei)"),
    ("zh", "不在寄来的资料之内。", "寄来的资料中没有。", "过敏：未寄来任何记录", "外院病例（Dr. Mei）")])
def test_a_case_never_reads_none_recorded(identity, ink, language, absent, empty, allergies, whose):
    nobody = replace(identity, allergies=Allergies.NONE_RECORDED, allergy_words=())
    record_ = Record()
    case = ReportContent(language, nobody, NOW, "Dr LI Hua", record_, (), (), None, True, case_of="Dr. Mei",
                         not_sent=frozenset({"medications", "vitals", "family", "images"}))
    said = squeezed(" ".join(pages(render(case, ink))))
    assert said.count(squeezed(absent)) == 4 and said.count(squeezed(empty)) == 2     # problems, results
    assert said.count(squeezed(allergies)) == 2 and squeezed(whose) in said
    own = LANGUAGES[language]
    for key in ("none_recorded", "none_recorded_allergy", "no_scan", "no_vitals", "no_family"):
        assert squeezed(own[key]) not in said, key


def test_markup_from_outside_is_printed_not_obeyed(content, ink):
    evil = 'WBC<x>12 & <img src="/etc/passwd"/> <b>K < 3.5</b> <a href="http://evil.invalid">x</a>'
    pdf = render(replace(content, record=record(evil), comment=evil, advice=(advice(evil),)), ink)
    text = squeezed(" ".join(pages(pdf)))
    assert text.count(squeezed("WBC<x>12 &")) == 3
    assert not any("/Annots" in page for page in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def test_missing_glyphs_and_controls_are_shown_as_code_points(ink):
    ink.load()
    assert printable("a\u202eb 😀") == "a[U+202E]b [U+1F600]"
    assert markup("x\u0000\u200b😀 10⁹ H₂O") == (
        'x[U+0000][U+200B][U+1F600] 10<super size="6">9</super> H<sub size="6">2</sub>O')


def test_a_heading_is_never_the_last_thing_on_a_page(identity, ink):
    headings = ("Medication", "Allergies", "Latest results", "Imaging findings", "Vital signs", "Family history",
                "Plan and advice", "Signature")
    for count in range(1, 60, 3):
        comment = "\n".join(f"Line {n}" for n in range(count))
        made = ReportContent("en", identity, NOW, "x", record(), (scan(),), (chart(),), family(), True,
                             (advice(),), comment)
        for text in pages(render(made, ink)):
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            frame = ("DRAFT", "Page ", "王小明", "Born", "Allergy", "Wang")
            body = [line for line in lines if not line.startswith(frame) and "not a certified" not in line]
            assert body, "a page without content"
            assert body[-1] not in headings, (count, body[-3:])


def fuzzed(text: str) -> ReportContent:
    who = Identity(text, text, text[:9], text, text, text, text, Allergies.LISTED, (text, text), True)
    return ReportContent("zh", who, NOW, text, record(text, 3), (scan(text),), (replace(chart(), title=text),),
                         family(text), True, (advice(text),), text, replace(SIGNED, name=text))


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(max_size=400))
def test_any_text_can_be_set(ink, text):
    assert pages(render(fuzzed(text), ink))


LONG = ["W" * 20_000, "很长的文字" * 4000, "a b " * 6000, "\n" * 500, "<" * 3000, "&amp;" * 900]


@pytest.mark.parametrize("text", LONG)
def test_very_long_texts_neither_overflow_nor_fail(ink, text):
    pdf = render(fuzzed(text), ink)
    reader = pypdf.PdfReader(io.BytesIO(pdf))
    assert 1 <= len(reader.pages) < 60


def test_hostile_strings_are_set(ink, reference_data):
    files = sorted((reference_data / "security" / "blns").glob("*.json"))
    assert files
    texts = [s for file in files for s in _strings(json.loads(file.read_text(encoding="utf-8", errors="replace")))]
    assert texts
    for text in texts[::3]:
        assert render(fuzzed(text), ink).startswith(b"%PDF")


def _strings(node):
    if isinstance(node, str):
        yield node
    for child in (node.values() if isinstance(node, dict) else node if isinstance(node, list) else ()):
        yield from _strings(child)
