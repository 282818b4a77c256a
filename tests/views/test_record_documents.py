"""The page of notes and documents: what is listed, what each reader shows, and what it refuses to do."""

from __future__ import annotations

import base64
import json
import sys
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QImage
from view_helpers import Watchdog, settle

sys.path.insert(0, str(Path(__file__).parents[1] / "exchange"))
import attachment_samples as made  # noqa: E402

from views.record.documents.page import DocumentsPage  # noqa: E402
from views.record.documents.pages_reader import PagesReader  # noqa: E402
from views.record.documents.sound_wave import WaveView, waves_of  # noqa: E402
from views.record.documents.text_reader import TextReader  # noqa: E402
from views.shell.warm import Warmer  # noqa: E402
from views.widgets.theme import Theme  # noqa: E402
from workstation.domain.document import (  # noqa: E402
    Block,
    BlockKind,
    PagesReading,
    PartForm,
    SoundReading,
    TextReading,
)
from workstation.services import importing, sound  # noqa: E402

HTML = b"<h2>Findings</h2><p>Heart <b>large</b><img src='file:///etc/passwd'></p><table><tr><td>Hb<td>12.5</table>"


def _resources():
    def one(identity, data, declared, when, title, **more):
        held = made.reference(data, declared, identity, **more) | {"date": when, "description": title}
        return held | {"subject": {"reference": "Patient/wang"}}

    picture = made.png(60, 40, b"".join(b"\0" + bytes([200] * 60) for _ in range(40)))
    return [
        one("pdf", made.pdf(12), "application/pdf", "2025-05-01T09:00:00Z", "Letter of discharge"),
        one("wav", made.wav(frames=8000), "audio/wav", "2025-04-01T09:00:00Z", "Heart sounds"),
        one("png", picture, "image/jpeg", "2024-03-01T09:00:00Z", "Photograph"),
        one("html", HTML, "text/html", "2024-02-01T09:00:00Z", "Web letter"),
        one("far", None, "application/pdf", "2024-01-01T09:00:00Z", "Elsewhere", url="https://a.example/x.pdf"),
        one("bad", b"%PDF-1.7 broken", "application/pdf", "2023-01-01T09:00:00Z", "Damaged letter"),
        {"resourceType": "Condition", "id": "asthma", "subject": {"reference": "Patient/wang"},
         "clinicalStatus": {"coding": [{"code": "active"}]}, "code": {"text": "Asthma"}, "onsetDateTime": "2023-05-05",
         "note": [{"text": "<b>Worse</b> in spring"}]},
    ]


@pytest.fixture
def page(window, patient_ids, open_chart, tmp_path, qtbot):
    """The page with the patient Wang and seven documents, the newest open."""
    file = tmp_path / "documents.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                "entry": [{"resource": one} for one in _resources()]}), encoding="utf-8")
    importing.import_paths(window.frame.clinic, [file])
    open_chart("wang", "record")
    window.frame.open("record", page="documents")
    settle(qtbot, window)
    shown = window.frame.room("record").page("documents")
    assert isinstance(shown, DocumentsPage)
    return shown


def test_the_first_click_on_documents_and_each_reader_are_short_turns(window, open_chart, tmp_path, qtbot):
    """As after the start: what the readers need came in at idle; then the page and each kind of document is opened."""
    file = tmp_path / "documents.json"
    file.write_text(json.dumps({"resourceType": "Bundle", "type": "collection",
                                "entry": [{"resource": one} for one in _resources()]}), encoding="utf-8")
    importing.import_paths(window.frame.clinic, [file])
    warmer = Warmer(pause=0.005)
    warmer.start()
    qtbot.waitUntil(lambda: not warmer.is_alive(), timeout=60_000)
    open_chart("wang", "record")
    dog = Watchdog()
    try:
        dog.step = "open"
        QTimer.singleShot(0, lambda: window.frame.open("record", page="documents"))
        settle(qtbot, window)
        shown = window.frame.room("record").page("documents")
        for identity in ("wav", "png", "html", "far", "bad"):
            dog.step = identity
            QTimer.singleShot(0, lambda identity=identity: shown.show_target(document=f"DocumentReference/{identity}"))
            settle(qtbot, window)
            assert shown.list.documents.row(shown.list.currentIndex().row()).document.source.endswith(identity)
    finally:
        dog.stop()
    print(", ".join(f"{step} {taken * 1000:.1f} ms" for step, taken in dog.by_step.items()))
    assert dog.longest < 0.05, f"{dog.longest * 1000:.1f} ms at {dog.at}"


@pytest.fixture
def choose(page, window, qtbot):
    """``choose("png")`` opens a document by the id of its resource."""
    def go(identity):
        model = page.list.documents
        key = identity if "/" in identity else f"DocumentReference/{identity}"
        page.list.setCurrentIndex(model.index(model.line_of(key)))
        settle(qtbot, window)
        return page.pane

    return go


def _said(pane):
    found = [pane.remarks.itemAt(place).widget() for place in range(pane.remarks.count())]
    return [widget.whole() for widget in found]


def test_the_list_stands_by_year_newest_first(page):
    lines = [one if isinstance(one, str) else one.title for one in page.list.documents.shown]
    assert lines == ["2025", "Letter of discharge", "Heart sounds", "2024", "Photograph", "Web letter", "Elsewhere",
                     "2023", "Asthma", "Damaged letter"]
    assert page.count.whole() == "7"


def test_filter_by_words_and_by_kind(page, qtbot):
    page.field.setText("lett dis")
    assert [one.title for one in page.list.documents.shown[1:]] == ["Letter of discharge"]
    assert page.count.whole() == "1 of 7"
    page.field.clear()
    page.kinds.setCurrentIndex(page.kinds.findData("sound"))
    page.kinds.activated.emit(page.kinds.currentIndex())
    assert [one.title for one in page.list.documents.shown[1:]] == ["Heart sounds"]


def test_typing_in_the_list_filters_and_enter_goes_into_the_reader(page, choose, qtbot, window):
    page.list.setFocus()
    qtbot.keyClicks(page.list, "photo")
    settle(qtbot, window)
    assert page.field.text() == "photo"
    assert page.shown() is not None
    assert page.shown().title == "Photograph"


def test_pages_of_a_pdf_are_drawn_where_they_are_seen_only(page, choose, window, qtbot):
    pane = choose("pdf")
    reader = pane.pages
    assert pane.readers.currentWidget() is reader
    assert 0 in reader._drawn
    assert 11 not in reader._drawn
    reader.go(11)
    settle(qtbot, window)
    assert {11} <= set(reader._drawn)
    assert reader.current >= 10
    assert "of 12" in pane._page_words.whole()
    before = reader.percent()
    reader.zoom_by(1)
    assert reader.percent() > before


def test_few_drawn_pages_are_kept(qtbot):
    reader = PagesReader(Theme("light"))
    qtbot.addWidget(reader)
    reader.resize(600, 500)
    reader.show_reading(PagesReading(((600.0, 800.0),) * 2000, True))
    for index in range(40):
        reader.take(index, QImage(10, 10, QImage.Format.Format_RGB888))
    assert len(reader._drawn) <= 8
    assert 0 in reader._drawn


def test_a_picture_under_a_wrong_name_is_shown_and_said(choose):
    pane = choose("png")
    assert pane.readers.currentWidget() is pane.pages
    assert pane.pages._drawn[0].pixelColor(5, 5).red() == 200
    assert any("image/jpeg" in said and "PNG" in said for said in _said(pane))


def test_markup_is_put_in_as_words(choose):
    pane = choose("html")
    text = pane.text.toPlainText()
    assert "Findings" in text
    assert "Heart large" in text
    assert "passwd" not in pane.text.document().toHtml()
    assert "12.5" in text
    note = choose("Condition/asthma")
    assert note.text.toPlainText() == "<b>Worse</b> in spring"


def test_what_lies_elsewhere_is_said_and_not_fetched(choose):
    pane = choose("far")
    words = [label.text() for label in pane.states.currentWidget().findChildren(type(pane.name))]
    assert any("https://a.example/x.pdf" in said and "never" in said for said in words)


def test_a_damaged_file_is_an_error_state_and_the_next_one_opens(choose):
    pane = choose("bad")
    assert pane.states.currentWidget() is not pane.readers
    assert choose("png").states.currentWidget() is pane.readers


def test_sound_without_an_output_says_so_and_the_cursor_still_moves(choose, monkeypatch):
    def none(*_):
        raise sound.NoSoundOutput("nothing here")

    monkeypatch.setattr(sound, "start", none)
    pane = choose("wav")
    reader = pane.sound
    assert reader.wave.seconds == pytest.approx(2.0)
    reader.seek(1.5)
    assert reader.wave.cursor_s == 1.5
    reader.toggle()
    assert reader.silent.isVisible()
    assert not reader.playing


class _Tape:
    """A playing sound whose place the test sets."""

    def __init__(self):
        self.at, self.over, self.stopped = 0.5, False, False

    def position(self):
        return self.at

    def done(self):
        return self.over

    def stop(self):
        self.stopped = True


def test_the_cursor_follows_what_is_heard_and_stops_with_the_page(choose, page, monkeypatch, window, qtbot):
    tapes = []
    monkeypatch.setattr(sound, "start", lambda *_: tapes.append(_Tape()) or tapes[-1])
    reader = choose("wav").sound
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: reader.wave.cursor_s == 0.5)
    tapes[0].at = 1.0
    qtbot.waitUntil(lambda: reader.wave.cursor_s == 1.0)
    window.frame.open("record", page="summary")
    assert tapes[0].stopped
    assert not reader.playing


def test_the_wave_shows_every_spike(qtbot):
    samples = np.zeros(1_000_000, np.float32)
    samples[654_321] = 0.75
    view = WaveView(Theme("light"))
    qtbot.addWidget(view)
    view.resize(800, 300)
    view.show_waves(waves_of(SoundReading(1000, 1, len(samples), "PCM 16 bit", samples.tobytes())))
    image = view.grab().toImage()
    column = round(654_321 / 1_000_000 * 800)
    dark = [x for x in range(column - 2, column + 3) if image.pixelColor(x, 40).lightness() < 128]
    assert dark
    assert image.pixelColor(column + 30, 40).lightness() > 200


def test_the_wave_is_moved_and_zoomed(qtbot):
    view = WaveView(Theme("light"))
    qtbot.addWidget(view)
    view.resize(800, 300)
    view.show_waves(waves_of(SoundReading(1000, 2, 10_000, "PCM 16 bit", np.zeros(20_000, np.float32).tobytes())))
    sought = []
    view.sought.connect(sought.append)
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=QPoint(400, 50))
    assert sought == [pytest.approx(5.0, abs=0.05)]
    view.zoom(0.1, around=5.0)
    assert view.shown == (pytest.approx(4.5), pytest.approx(1.0))
    view.set_cursor(9.0)
    assert view.shown[0] == pytest.approx(9.0)
    view.fit()
    assert view.shown == (0.0, 10.0)


def test_a_long_text_never_holds_the_window(qtbot):
    import time

    view = TextReader(Theme("light"))
    qtbot.addWidget(view)
    view.resize(600, 600)
    view.show()
    blocks = tuple(Block(BlockKind.PARAGRAPH, f"Line {n} " + "word " * 60) for n in range(2000))
    began = time.thread_time()
    view.show_reading(TextReading((*blocks, Block(BlockKind.TABLE, rows=(("a", "b"),) * 500))))
    assert time.thread_time() - began < 0.25            # one turn, not the whole
    qtbot.waitUntil(lambda: not view.working(), timeout=30_000)
    assert view.toPlainText().count("Line ") == 2000


def test_invisible_controls_are_shown(qtbot):
    view = TextReader(Theme("light"))
    qtbot.addWidget(view)
    view.show_reading(TextReading((Block(BlockKind.PARAGRAPH, "safe\u202etxt.exe"),)))
    assert "[U+202E]" in view.toPlainText()


def test_a_copy_is_saved_as_it_came_and_leaves_its_entry(choose, window, tmp_path, qtbot):
    from workstation.services import audit, documents

    pane = choose("html")
    assert documents.file_name(pane.opened) == "Web letter.html.txt"        # no browser opens it by a click
    pane.save_to(tmp_path / "copy.txt")
    settle(qtbot, window)
    assert (tmp_path / "copy.txt").read_bytes() == HTML
    entries = audit.entries(window.frame.clinic)
    assert any(one.action == "patient.export" and "DocumentReference/html" in one.detail for one in entries)


def test_another_patient_leaves_nothing(choose, page, open_chart):
    choose("html")
    open_chart("old", "record")
    assert page.pane.opened is None
    assert page.pane.text.toPlainText() == ""
    assert page.pane.name.whole() == ""
    assert page.list.documents.rows == []


def test_a_target_is_opened(page, window, qtbot):
    window.frame.open("record", page="documents", document="DocumentReference/html")
    settle(qtbot, window)
    assert page.shown() is not None
    assert page.shown().source == "DocumentReference/html"


def test_the_parts_of_a_report_can_be_chosen(window, open_chart, tmp_path, qtbot, page):
    report = {"resourceType": "DiagnosticReport", "id": "r", "status": "final", "code": {"text": "Echo"},
              "subject": {"reference": "Patient/wang"}, "effectiveDateTime": "2026-01-01", "conclusion": "Good pump",
              "presentedForm": [{"contentType": "application/pdf", "data": base64.b64encode(made.pdf()).decode()}]}
    file = tmp_path / "report.json"
    file.write_text(json.dumps(report), encoding="utf-8")
    importing.import_paths(window.frame.clinic, [file])
    open_chart("old", "record")
    open_chart("wang", "record")
    window.frame.open("record", page="documents", document="DiagnosticReport/r")
    settle(qtbot, window)
    assert page.shown().source == "DiagnosticReport/r"
    assert [one.form for one in page.shown().parts] == [PartForm.TEXT, PartForm.INLINE]
    assert page.pane.text.toPlainText() == "Good pump"
    page.pane.chooser.setCurrentIndex(1)
    page.pane.chooser.activated.emit(1)
    settle(qtbot, window)
    assert page.pane.readers.currentWidget() is page.pane.pages
