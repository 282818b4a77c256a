"""Search inside one chart: every word of a record is found, nothing else is, and what can't be read is named."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.text.markup import without_markup
from engines.text.safe_text import for_search
from workstation.cli.main import run_command
from workstation.domain.timeline import EventKind
from workstation.services import chart_search, chart_text, importing
from workstation.services.clinic import Clinic

P = {"reference": "Patient/p1"}
CDA = ("<ClinicalDocument xmlns='urn:hl7-org:v3'><component><section><title>Plan</title><text><list>"
       "<item>H<sub>2</sub>O &amp; bed rest</item><item>Glucose &lt; 4</item></list></text></section></component>"
       "</ClinicalDocument>")


def note(number: int, form: str, data: bytes, **more: Any) -> dict[str, Any]:
    return {"resourceType": "DocumentReference", "id": f"n{number}", "status": "current", "subject": P,
            "type": {"text": f"Note {number}"}, "date": f"2026-0{number}-01T10:00:00Z",
            "content": [{"attachment": {"contentType": form, "data": base64.b64encode(data).decode()} | more}]}


def chart() -> list[dict[str, Any]]:
    return [
        {"resourceType": "Patient", "id": "p1", "birthDate": "1960", "name": [{"family": "Muñoz", "given": ["José"]}]},
        {"resourceType": "Patient", "id": "p2", "birthDate": "1961", "name": [{"family": "Lee", "given": ["Ann"]}]},
        {"resourceType": "Observation", "id": "o1", "status": "final", "subject": P, "effectiveDateTime": "2026-02-03",
         "code": {"coding": [{"system": "http://loinc.org", "code": "2823-3", "display": "Potassium"}], "text": "血钾"},
         "valueQuantity": {"value": 4.10, "unit": "mmol/L"}, "note": [{"text": "sample haemolysed, repeat"}]},
        {"resourceType": "Condition", "id": "c1", "subject": P, "onsetDateTime": "2014",
         "clinicalStatus": {"coding": [{"code": "active"}]}, "code": {"text": "Hypercholesterolaemia"},
         "text": {"status": "generated", "div": "<div xmlns='http://www.w3.org/1999/xhtml'><p>Ménière was <b>ruled</b> "
                                               "out</p></div>"}},
        {"resourceType": "Condition", "id": "c2", "subject": {"reference": "Patient/p2"}, "onsetDateTime": "2015",
         "code": {"text": "Hypercholesterolaemia of another"}},
        {"resourceType": "Communication", "id": "m1", "status": "completed", "subject": P, "sent": "2025-03-04",
         "payload": [{"contentString": "Please ring about the biopsy"}]},
        note(1, "text/plain", b"Chest pain at night, relieved by sitting up. " * 3),
        note(2, "text/html; charset=utf-8", b"<html><style>p{color:red}</style><p>Murmur <i>grade</i> 3</p>"
                                            b"<script>alert('x')</script><!-- hidden > words --></html>"),
        note(3, "application/hl7-v3+xml", CDA.encode()),
        note(4, "text/plain; charset=GB18030", "患者自述胸痛三天，夜间加重。".encode("gb18030")),
        note(5, "application/pdf", b"%PDF-1.4 unreadable here", title="Letter of discharge"),
        note(6, "text/plain", "两天前开始咳嗽，无发热。".encode()),
    ]


@pytest.fixture
def filled(clinic: Clinic, tmp_path: Path) -> Clinic:
    file = tmp_path / "chart.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                "entry": [{"resource": one} for one in chart()]}), encoding="utf-8")
    importing.import_paths(clinic, [file])
    return clinic


@pytest.mark.parametrize(("words", "sources"), [
    ("potassium", {"Observation/o1"}), ("2823-3", {"Observation/o1"}), ("钾", {"Observation/o1"}),
    ("4.1", {"Observation/o1"}), ("haemolysed REPEAT", {"Observation/o1"}), ("cholesterolaemia", {"Condition/c1"}),
    ("meniere", {"Condition/c1"}), ("Ménière ruled", {"Condition/c1"}), ("biopsy ring", {"Communication/m1"}),
    ("chest pain", {"DocumentReference/n1"}), ("murmur grade 3", {"DocumentReference/n2"}),
    ("h2o rest", {"DocumentReference/n3"}), ("glucose <", {"DocumentReference/n3"}),
    ("胸痛", {"DocumentReference/n4"}), ("痛", {"DocumentReference/n4"}), ("夜间 胸痛", {"DocumentReference/n4"}),
    ("天", {"DocumentReference/n4", "DocumentReference/n6"}), ("munoz", {"Patient/p1"}),
    ("color", set()), ("alert", set()), ("hidden", set()), ("potassium biopsy", set()), ("another", set()), ("", set()),
    ("  ", set()),
])
def test_every_word_is_found_wherever_it_stands(filled: Clinic, words: str, sources: set[str]) -> None:
    assert {hit.source for hit in chart_search.find(filled, "p1", words).hits} == sources


def test_a_short_latin_word_begins_a_word(filled: Clinic) -> None:
    """``ho`` stands within Hypercholesterolaemia; ``hy`` begins it."""
    assert chart_search.find(filled, "p1", "ho").hits == ()
    assert {hit.source for hit in chart_search.find(filled, "p1", "hy").hits} == {"Condition/c1"}


def test_hits_carry_kind_title_date_and_the_marked_place(filled: Clinic) -> None:
    found = chart_search.find(filled, "p1", "胸痛")
    hit = found.by_kind()[EventKind.DOCUMENT][0]
    assert hit.title == "Note 4" and hit.date is not None and hit.date.text == "2026-04-01T10:00:00Z"
    shown = hit.snippet()
    assert [shown.text[first:last] for first, last in shown.marks] == ["胸痛"]
    accented = chart_search.find(filled, "p1", "MENIERE").hits[0].snippet()
    assert [accented.text[first:last] for first, last in accented.marks] == ["Ménière"]


def test_what_cannot_be_read_is_named(filled: Clinic) -> None:
    unread = chart_search.find(filled, "p1", "letter").unread
    assert [(one.source, one.title, one.form) for one in unread] == [
        ("DocumentReference/n5", "Letter of discharge", "application/pdf")]


def test_the_newest_comes_first_and_what_has_no_date_last(filled: Clinic) -> None:
    dates = [one.date for one in chart_text.read(filled, "p1").passages]
    known = [date.start for date in dates if date is not None]
    assert len(known) > 6 and None in dates
    assert all(date is None for date in dates[len(known):])


def test_it_answers_on_the_command_line(filled: Clinic, capsys: pytest.CaptureFixture[str],
                                        monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONSILIA_PASSPHRASE", "correct horse battery staple")
    folder = filled.data_dir
    filled.close()
    assert run_command(["patient", "p1", "--find", "胸痛", "--json", "--data-dir", str(folder)]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert [(hit["kind"], hit["source"]) for hit in answer["hits"]] == [("document", "DocumentReference/n4")]
    first, last = answer["hits"][0]["marks"][0]
    assert answer["hits"][0]["snippet"][first:last] == "胸痛"
    assert [one["form"] for one in answer["not_searched"]] == ["application/pdf"]


def test_what_is_read_stands_in_the_audit_trail(filled: Clinic) -> None:
    from workstation.services import audit

    before = [entry for entry in audit.entries(filled) if entry.action == "record.read" and entry.patient_id == "p1"]
    chart_search.find(filled, "p1", "potassium")
    after = [entry for entry in audit.entries(filled) if entry.action == "record.read" and entry.patient_id == "p1"]
    assert (len(before), len(after)) == (0, 1)


# --- the text itself -------------------------------------------------------------------------------------------------

_LETTERS = st.text(st.sampled_from("aBcéüñ ½ﬁß血压三İ\u0301<>&"), min_size=1, max_size=60)


@given(st.lists(_LETTERS, min_size=1, max_size=4), st.data())
def test_marks_cover_what_was_looked_for(pieces: list[str], data: st.DataObject) -> None:
    texts = [" ".join(piece.split()) for piece in pieces]
    words = for_search(" ".join(texts)).split()
    if not words:
        return
    word = data.draw(st.sampled_from(words))
    if chart_search._begins(word) is not None:
        return
    shown = chart_search.snippet(texts, [word])
    assert shown.marks
    assert all(for_search(shown.text[first:last]) for first, last in shown.marks)
    assert any(word in for_search(shown.text[first:last]).replace(" ", "") for first, last in shown.marks)


@given(st.text(max_size=300))
def test_no_text_breaks_the_reduction(text: str) -> None:
    assert isinstance(without_markup(text), str)


def test_markup_goes_and_words_stay() -> None:
    assert without_markup("<p>WBC < 12 and<br/>CRP <b>4</b>0</p>") == "WBC < 12 and\nCRP 40"
    assert without_markup("<img src=x onerror=alert(1)>fine") == "fine"
    assert without_markup("a&lt;b&gt;c") == "a<b>c"


@pytest.mark.parametrize("hostile", ["<script>" * 40_000, "<" * 400_000, "<!--" * 100_000, "<a " * 130_000])
def test_hostile_markup_costs_no_more_than_its_length(hostile: str) -> None:
    import time

    begun = time.thread_time()
    without_markup(hostile)
    assert time.thread_time() - begun < 2
