"""The whole demo clinic, with its scan drawn, imported and read: what the hero's report then shows."""

from __future__ import annotations

import io

import pypdf

from workstation.domain.finding import FindingState
from workstation.domain.report import ReportSection
from workstation.services import demo, findings, imaging, report, sign_in
from workstation.services.demo import builder
from workstation.services.progress import Progress
from workstation.store.keys import CHEAP


def test_the_scan_is_read_and_its_findings_reach_the_report(tmp_path, monkeypatch):
    monkeypatch.setattr(builder, "COST", CHEAP)
    place = tmp_path / "clinic"
    told: list[float] = []
    demo.build(place, Progress("The demo clinic", lambda fraction, _words: told.append(fraction)))
    assert told == sorted(told)
    assert told[-1] == 1.0
    with sign_in.sign_in(place, "dr.li", demo.PASSPHRASE) as clinic:
        series = [one for study in imaging.studies(clinic, demo.HERO) for one in study.series]
        assert [(one.modality, one.instances) for one in series if one.modality == "CT"] == [("CT", 160)]
        found = findings.of_patient(clinic, demo.HERO)
        accepted = [f for f in found if f.state is FindingState.ACCEPTED]
        assert sorted(round(f.diameter_mm) for f in accepted) == [7, 9]
        assert {f.reviewed_by for f in accepted} == {"Dr CHEN Min"}
        assert any(f.state is FindingState.PROPOSED for f in found)
        draft = report.draft(clinic, demo.HERO, Progress(), (ReportSection.IMAGING,))
        assert draft.unread == ()
        page = pypdf.PdfReader(io.BytesIO(draft.pdf)).pages[0]
        words = " ".join(page.extract_text().split())
        assert words.count("Accepted by Dr CHEN Min") == 2
        assert "Proposed by a program, not reviewed by a person" in words
        assert "No nodule" not in words
        assert len(page.images) >= 3
