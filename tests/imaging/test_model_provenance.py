"""What is kept of each run of a model: with what, on what, by whom, and whether the series was fit for it."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from engines.imaging.volume import Volume
from workstation.domain.user import Role, User
from workstation.services import findings, imaging, importing, model_runs, sign_in
from workstation.services.progress import Progress
from workstation.store.keys import CHEAP

MODEL = Path(__file__).parents[2] / "plugins" / "lung_nodules" / "nodules.onnx"


@pytest.fixture(scope="module")
def clinic(phantom_series, tmp_path_factory):
    reader = User("rad", "Dr Rad", Role.RADIOLOGIST)
    with sign_in.create(tmp_path_factory.mktemp("store"), reader, "a test passphrase", cost=CHEAP) as opened:
        importing.import_paths(opened, [phantom_series.paths[0].parent])
        yield opened


def test_a_run_is_kept_with_its_file_its_limits_and_who_ran_it(clinic, phantom_series):
    ran, = findings.run_models(clinic, phantom_series.series_uid, Progress())
    kept, = findings.runs(clinic, phantom_series.series_uid)
    assert kept.contract_met and kept.abstained == ""
    assert kept.sha256 == hashlib.sha256(MODEL.read_bytes()).hexdigest()
    assert (kept.model, kept.version, kept.by) == ("lung-nodules", ran.card.version, "Dr Rad")
    assert kept.findings == len(ran.findings) > 0
    limits = dict(kept.parameters)
    assert limits["operating_point"] > 0 and limits["smallest_mm"] == 4.5
    assert abs(datetime.now(UTC) - kept.at) < timedelta(minutes=5)
    proposed = findings.listed(clinic, phantom_series.series_uid)
    assert {one.origin.sha256 for one in proposed} == {kept.sha256}


def test_a_series_outside_the_contract_is_kept_as_that_and_runs_are_never_overwritten(
    clinic, phantom_series, monkeypatch
):
    loaded = imaging.load(clinic, phantom_series.series_uid, Progress())

    def as_mr(*_args, **_named) -> Volume:
        return replace(loaded, modality="MR")

    monkeypatch.setattr(imaging, "load", as_mr)
    before = findings.runs(clinic, phantom_series.series_uid)
    ran, = findings.run_models(clinic, phantom_series.series_uid, Progress())
    assert ran.abstained == "modality is MR; it was tested on CT"
    after = findings.runs(clinic, phantom_series.series_uid)
    assert len(after) == len(before) + 1 and set(before) < set(after)
    kept = next(one for one in after if one not in before)
    assert (kept.contract_met, kept.abstained, kept.findings) == (False, ran.abstained, 0)


def test_a_card_speaks_chinese_where_its_manifest_does():
    plugin, = model_runs.models(wanted="lung-nodules")
    card = model_runs.card_of(plugin, "zh_CN")
    assert card.name == "肺结节候选"
    assert "并非概率" in card.score_meaning
    assert card.limits.startswith("不作诊断") and card.limits.count("。") == len(plugin.manifest.limits) - 1
    assert model_runs.card_of(plugin, "fr").name == "Lung nodule candidates"
