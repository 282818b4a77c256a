"""Recordings from WFDB, DICOM and FHIR files, real and hostile, and the two commands that print them."""

from __future__ import annotations

import json

import numpy as np
import pytest

from workstation.cli.main import run_command
from workstation.errors import DamagedFile, NotThatFormat, UnreadableInput, UnsafeFile
from workstation.exchange.waveform import read

HEADER = "r 1 250 4\nr.dat 16 200/mV 12 0 0 0 0 ECG\n"


@pytest.fixture
def wfdb_folder(reference_data):
    return reference_data / "vitals" / "wfdb" / "sample-data"


def observation(**sampled):
    held = {"origin": {"value": 0, "unit": "mV", "code": "mV"}, "period": 4, "factor": 0.005, "dimensions": 1,
            "data": "0 100 E 200", **sampled}
    return {
        "resourceType": "Observation", "code": {"text": "strip"}, "effectiveDateTime": "2026-11-12T09:05:00+08:00",
        "component": [{
            "code": {"coding": [{"system": "urn:iso:std:iso:11073:10101", "code": "131330"}]},
            "valueSampledData": {name: value for name, value in held.items() if value is not None},
        }],
    }


def written(tmp_path, document, name="file.json"):
    path = tmp_path / name
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    return path


def test_wfdb_agrees_with_the_numbers_of_the_record(wfdb_folder):
    recording = read(wfdb_folder / "100")
    assert [(channel.name, channel.unit, channel.rate_hz) for channel in recording.channels] == [
        ("MLII", "mV", 360.0), ("V5", "mV", 360.0)]
    assert len(recording.channels[0].samples) == 650_000
    assert recording.channels[0].samples[:3].tolist() == [-0.145, -0.145, -0.145]    # (995 - 1024) / 200


def test_signals_of_one_record_keep_their_own_rates(wfdb_folder):
    rates = {channel.name: channel.rate_hz for channel in read(wfdb_folder / "mixedsignals.hea").channels}
    assert rates["Resp"] == 62.4725
    assert (rates["ABP"], rates["II"]) == (pytest.approx(2 * 62.4725), pytest.approx(4 * 62.4725))


def test_a_record_in_segments_has_its_gaps(wfdb_folder):
    found = list(wfdb_folder.rglob("s25047-2704-05-04-10-44.hea"))
    recording = read(found[0])
    assert recording.started is not None and recording.started.text.startswith("2704-05-04T10:44:18")
    assert any(span.fault.value == "gap" for span in recording.channels[0].poor)


def test_every_record_is_read_or_refused_in_one_sentence(wfdb_folder):
    read_well = 0
    for header in sorted(wfdb_folder.rglob("*.hea")):
        try:
            recording = read(header)
        except UnreadableInput as error:
            assert ".hea" in str(error) and "Nothing of it was taken in" in str(error)
            continue
        assert recording.channels and all(channel.rate_hz > 0 for channel in recording.channels)
        read_well += 1
    assert read_well > 50


def test_hostile_headers_are_refused(reference_data):
    files = sorted((reference_data / "security" / "wfdb").glob("*"))
    assert len(files) == 6
    for file in files:
        with pytest.raises((DamagedFile, UnsafeFile)):
            read(file)


@pytest.mark.parametrize(("header", "error"), [
    ("", DamagedFile), ("r", DamagedFile), ("r x 250 4\n", DamagedFile), ("r 1 0 4\nr.dat 16\n", DamagedFile),
    ("r 1 nan 4\nr.dat 16\n", DamagedFile), ("r 2 250 4\nr.dat 16\n", DamagedFile),
    ("r 1 250 4\n../r.dat 16 200\n", UnsafeFile), ("r 1 250 4\nhttp://x/r.dat 16 200\n", UnsafeFile),
    ("r 1 250 4\nC:\\r.dat 16 200\n", UnsafeFile), ("r 1 250 4\nother.dat 16 200\n", DamagedFile),
    ("r 1 250 4000\nr.dat 16 200\n", DamagedFile), ("r 1 250 4\nr.dat 16x5000 200\n", UnsafeFile),
    ("r 9999 250 4\n", UnsafeFile), ("r 1 250 4\nr.dat 16 inf\n", DamagedFile), ("r/2 1 250 4\nr 2\nq 2\n", UnsafeFile),
])
def test_a_broken_header_is_refused_before_anything_it_names_is_opened(tmp_path, header, error):
    (tmp_path / "r.dat").write_bytes(bytes(8))
    with pytest.raises(error):
        read(written(tmp_path, header, "r.hea"))


def test_a_plain_header_is_read(tmp_path):
    (tmp_path / "r.dat").write_bytes(np.array([0, 200, -200, 100], dtype="<i2").tobytes())
    recording = read(written(tmp_path, HEADER, "r.hea"))
    assert recording.channels[0].samples.tolist() == [0.0, 1.0, -1.0, 0.5]
    assert recording.notes == ()


def test_an_assumed_scale_is_said(tmp_path):
    (tmp_path / "r.dat").write_bytes(np.array([0, 200, -200, 100], dtype="<i2").tobytes())
    assert "uncalibrated" in read(written(tmp_path, "r 1 250 4\nr.dat 16\n", "r.hea")).notes[0]


def test_dicom_ecg_in_millivolt(reference_data):
    recording = read(reference_data / "vitals" / "dicom_ecg" / "pydicom_waveform_ecg.dcm")
    assert recording.title == "12-lead ECG Waveform"
    assert [channel.name for channel in recording.channels[:12]] == [
        "I", "II", "III", "aVR", "aVL", "aVF", "V1", "V2", "V3", "V4", "V5", "V6"]
    assert {(channel.unit, channel.rate_hz, len(channel.samples)) for channel in recording.channels[:12]} == {
        ("mV", 1000.0, 10_000)}
    lead = {channel.name: channel.samples for channel in recording.channels[:12]}
    np.testing.assert_allclose(lead["II"], lead["I"] + lead["III"], atol=0.006)      # Einthoven


def test_a_dicom_image_and_a_cut_waveform_are_refused(reference_data, tmp_path):
    whole = (reference_data / "vitals" / "dicom_ecg" / "pydicom_waveform_ecg.dcm").read_bytes()
    cut = tmp_path / "cut.dcm"
    cut.write_bytes(whole[: len(whole) // 3])
    with pytest.raises((DamagedFile, NotThatFormat)):
        read(cut)


def test_sampled_data_of_an_observation(tmp_path):
    recording = read(written(tmp_path, observation()))
    channel = recording.channels[0]
    assert (channel.name, channel.unit, channel.rate_hz) == ("II", "mV", 250.0)
    np.testing.assert_array_equal(channel.samples, [0.0, 0.5, np.nan, 1.0])
    assert recording.notes == ("samples without a valid value: 1",)
    entries = [{"resource": {"resourceType": "Patient"}}, {"resource": observation()}]
    bundle = {"resourceType": "Bundle", "entry": entries}
    assert len(read(written(tmp_path, bundle)).channels) == 1


@pytest.mark.parametrize("broken", [
    {"period": None}, {"period": 0}, {"period": -4}, {"origin": None}, {"dimensions": None}, {"dimensions": 3},
    {"data": "1 2 x"}, {"data": ""}, {"factor": "wide"},
])
def test_sampled_data_that_breaks_the_standard_is_refused(tmp_path, broken):
    with pytest.raises(DamagedFile):
        read(written(tmp_path, observation(**broken)))


@pytest.mark.parametrize("content", ["{}", '{"resourceType": "Patient"}', "plain text", ""])
def test_other_files_are_no_recordings(tmp_path, content):
    with pytest.raises(NotThatFormat):
        read(written(tmp_path, content))
    with pytest.raises(UnreadableInput):
        read(tmp_path / "nothing")
    with pytest.raises(UnreadableInput):
        read(tmp_path)


def test_the_signal_command(tmp_path, capsys):
    path = str(written(tmp_path, observation()))
    assert run_command(["signal", path, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["channels"][0] == {
        "name": "II", "unit": "mV", "rate_hz": 250.0, "samples": 4, "seconds": 0.016, "valid": 3, "lowest": 0.0,
        "highest": 1.0, "poor": [{"start_s": 0.008, "end_s": 0.012, "fault": "gap"}]}
    assert run_command(["signal", path]) == 0
    assert "gap 0.0 s" in capsys.readouterr().out
    assert run_command(["signal", str(tmp_path / "nothing")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_the_beats_command(wfdb_folder, capsys):
    assert run_command(["beats", str(wfdb_folder / "100_3chan.hea"), "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert document["lead"] == "II" and len(document["beats"]) == 4
    assert len(document["rr_ms"]) == len(document["beats"]) - 1
    assert run_command(["beats", str(wfdb_folder / "100.hea"), "--lead", "V5"]) == 0
    assert "lead V5" in capsys.readouterr().out
    assert run_command(["beats", str(wfdb_folder / "100.hea"), "--lead", "aVR"]) == 1
    assert "no channel 'aVR'" in capsys.readouterr().err
