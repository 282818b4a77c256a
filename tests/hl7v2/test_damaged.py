"""Every message that came to hand: real ones are read, damaged ones repaired with a warning or refused with a place."""

from __future__ import annotations

import json
import re
import time
from pathlib import Path

import pytest

from workstation.domain.resource import FileStatus
from workstation.exchange.hl7v2 import intake
from workstation.exchange.hl7v2.framing import messages_of
from workstation.services import importing

_PLACE = re.compile(r"^(MSH|PID|OBX|OBR|NTE|message)(\[\d+\])?(-\d+)?$")
_WORDS = {"ACCEPT": {FileStatus.IMPORTED}, "SANITIZE": {FileStatus.IMPORTED}, "REJECT": {FileStatus.REJECTED},
          "QUARANTINE": {FileStatus.QUARANTINED}}
_SECONDS = 5.0


def test_every_open_message_is_read_and_comes_in(clinic, reference_data: Path) -> None:
    folder = reference_data / "fhir" / "hl7v2"
    files = sorted(folder.glob("*.hl7"))
    assert len(files) == 139
    for path in files:
        for block in messages_of(path.read_bytes()):
            intake.receive(block)
    report = importing.import_paths(clinic, [folder])
    assert {file.status for file in report.files} <= {FileStatus.IMPORTED, FileStatus.QUARANTINED}
    for section, counts in report.totals().items():
        if section.startswith("segment"):
            assert counts["found"] == sum(counts.get(one, 0) for one in ("mapped", "kept", "refused")), section


def test_every_damaged_message_is_repaired_with_a_word_or_refused_with_its_place(clinic, reference_data: Path) -> None:
    report = importing.import_paths(clinic, [reference_data / "fhir" / "hl7v2_malformed"])
    assert len(report.files) == 32
    for file in report.files:
        told = [issue for issue in file.issues if issue.severity in ("warning", "error")]
        name = Path(file.path).name
        if not name.startswith(("custom_separators", "mllp_framed", "lf_only", "embedded_cr", "utf8_bom")):
            assert told, name
        if file.status is FileStatus.REJECTED:
            assert _PLACE.match(told[0].place), (name, told[0].place)


def test_every_hostile_message_meets_the_verdict_of_the_manifest(clinic, reference_data: Path) -> None:
    folder = reference_data / "security"
    listed = [one for one in json.loads((folder / "manifest.json").read_text()) if one["family"] == "hl7v2"]
    assert listed
    for one in listed:
        began = time.monotonic()
        report = importing.import_paths(clinic, [folder / one["file"]])
        assert time.monotonic() - began < _SECONDS
        assert report.files[0].status in _WORDS[one["expect"]], one["file"]


@pytest.mark.parametrize("piece", [b"<img src=x>", b"../../x"])
def test_markup_and_paths_are_text(clinic, reference_data: Path, piece: bytes) -> None:
    from workstation.services import patients

    name = "markup.hl7" if piece.startswith(b"<") else "pid_trav.hl7"
    importing.import_paths(clinic, [reference_data / "security" / "hl7v2" / name])
    (row,) = patients.search(clinic)
    assert piece.decode() in (row.name.family, row.number)
    assert re.fullmatch(r"v2-[0-9a-f]{40}", row.id)
