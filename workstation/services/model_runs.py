"""Runs the installed models on a volume, each alone in a worker with its own memory limit."""

from __future__ import annotations

import hashlib
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.domain.finding import Finding, Origin, OriginKind
from workstation.domain.imaging import ModelCard, ModelRun, RunRecord
from workstation.errors import BadManifest, NotFound, PluginError, PluginFailed, PluginTimeout, PluginTooGreedy
from workstation.plugin_api.manifest import Kind
from workstation.plugin_api.reading import check_folder
from workstation.plugin_host import discovery
from workstation.plugin_host.discovery import Plugin
from workstation.services import imaging
from workstation.services.progress import Progress

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from engines.imaging.volume import Volume
    from workstation.services.clinic import Clinic
    from workstation.workers import JobFailed

_CODES = {"nodule": ("Nodule", "SCT", "27925004")}       # SNOMED CT, as DICOM PS3.16 lists it
_LONGEST_CARD = 20_000            # characters
_PRELOAD = ("orjson", "numpy", "scipy.ndimage", "onnxruntime", "workstation.workers.model_jobs")


def models(data_dir: Path | None = None, wanted: str | None = None) -> list[Plugin]:
    """The installed models, or the one with this id.

    Raises NotFound; BadManifest where no model is left because one was refused (changed, or no plugin at all).
    """
    found, refused = discovery.discover([data_dir / "plugins"] if data_dir is not None else [])
    kept = [plugin for plugin in found if plugin.manifest.kind is Kind.MODEL and wanted in (None, plugin.manifest.id)]
    if kept:
        return kept
    for one in refused:
        manifest, _ = check_folder(Path(one.place))
        if manifest is not None and manifest.kind is Kind.MODEL and wanted in (None, manifest.id):
            reason = f"{one.faults[0].place} {one.faults[0].reason}"
            raise BadManifest(place=one.place, plugin=manifest.id, reason=reason)
    if wanted is not None:
        raise NotFound(what="model", name=wanted)
    return []


def card_of(plugin: Plugin, language: str = "en") -> ModelCard:
    """What the model says of itself, in a language where its manifest has it."""
    manifest = plugin.manifest

    def own(text: str) -> str:
        return manifest.translated(text, language)

    assert manifest.model is not None
    return ModelCard(
        id=manifest.id, name=own(manifest.title), version=manifest.version,
        sha256=manifest.files.get(manifest.entry, ""), intended_use=own(manifest.summary),
        limits=("。" if language.startswith("zh") else ". ").join(own(one) for one in manifest.limits),
        score_meaning=own(manifest.model.score_meaning),
        path=manifest.model.card, text=_card_text(plugin, manifest.model.card),
    )


def _card_text(plugin: Plugin, name: str) -> str:
    """The card as written; its hash was checked when the plugin was found."""
    try:
        return (plugin.folder / name).read_text(encoding="utf-8", errors="replace")[:_LONGEST_CARD]
    except OSError:
        return ""


def run_on_series(clinic: Clinic, series_uid: str, progress: Progress) -> list[ModelRun]:
    """Runs every model on a stored series and keeps what it proposes. See ``findings.run_models``."""
    from workstation.store import images

    volume = imaging.load(clinic, series_uid, Progress(listener=lambda part, _: progress.step(0.2 * part)))
    with clinic.read() as connection:
        patient_id = images.patient_of_series(connection, series_uid)
        body_part = images.body_part(connection, series_uid)
    runs: list[ModelRun] = []
    failures: list[PluginError] = []
    for plugin in models(clinic.data_dir):
        try:
            run = run_on_volume(plugin, volume, body_part, patient_id, progress)
        except PluginError as failure:               # told when the others have run
            failures.append(failure)
            continue
        _keep(clinic, plugin, run, patient_id)
        runs.append(run)
    if failures:
        raise failures[0]
    return runs


def run_on_volume(
    plugin: Plugin, volume: Volume, body_part: str, patient_id: str | None, progress: Progress
) -> ModelRun:
    """One model on one volume: its proposals, or why it abstained. Raises PluginError leaves and Cancelled."""
    started = time.monotonic()
    card = card_of(plugin)
    model = plugin.manifest.model
    assert model is not None
    abstained = _outside(plugin, volume, body_part)
    candidates: list[dict[str, Any]] = []
    if abstained is None:
        abstained, candidates = _ask(plugin, volume, progress)
    findings = tuple(
        _finding(plugin, card, volume, patient_id, number, one)
        for number, one in enumerate(candidates) if one["score"] >= model.operating_point
    )
    progress.step(1.0)
    return ModelRun(card, volume.series_uid, findings, abstained, time.monotonic() - started)


def _outside(plugin: Plugin, volume: Volume, body_part: str) -> str | None:
    """Why the model was not made for this series, before anything is computed."""
    model = plugin.manifest.model
    assert model is not None
    if volume.modality not in model.modalities:
        return f"modality is {volume.modality or 'not given'}; it was tested on {', '.join(model.modalities)}"
    parts = {part.upper() for part in model.body_parts}
    if parts and body_part and body_part.upper() not in parts:
        return f"body part is {body_part}; it was tested on {', '.join(model.body_parts)}"
    if model.slice_mm is not None and volume.spacing_mm[2] > model.slice_mm:
        return f"slices are {volume.spacing_mm[2]:.2f} mm apart; it was tested to {model.slice_mm:g} mm"
    return None


def _ask(plugin: Plugin, volume: Volume, progress: Progress) -> tuple[str | None, list[dict[str, Any]]]:
    from workstation import workers
    from workstation.exchange.dicom_outline import packed

    manifest = plugin.manifest
    assert manifest.model is not None
    block = workers.SharedBlock(volume.voxels.nbytes)
    block.array(volume.voxels.shape, str(volume.voxels.dtype))[...] = volume.voxels
    job = workers.Job(
        "workstation.workers.model_jobs:run",
        {"pipeline": manifest.model.pipeline, "parameters": dict(manifest.model.parameters), "volume": _about(volume)},
        verified_bytes(plugin), block, manifest.capabilities.seconds,
        lambda part: progress.step(0.2 + 0.75 * float(part.get("fraction", 0)), str(part.get("words", ""))),
    )
    try:
        with workers.alone(manifest.capabilities.megabytes, _PRELOAD) as worker:
            result = worker.run(job)
    except workers.JobFailed as failed:
        raise _failure(plugin, failed) from failed
    finally:
        block.done()
    if "abstained" in result.value:
        return str(result.value["abstained"]), []
    candidates: list[dict[str, Any]] = result.value["candidates"]
    start = 0
    for one in candidates:
        end = start + int(one["mask_bytes"])
        one["outline"] = packed(one["corner"], one["mask_shape"], result.data[start:end])
        start = end
    return None, candidates


def verified_bytes(plugin: Plugin) -> bytes:
    """The model file, read once and only if it is the one the manifest was written for. Raises BadManifest."""
    manifest = plugin.manifest
    data = (plugin.folder / manifest.entry).read_bytes()
    if hashlib.sha256(data).hexdigest() != manifest.files.get(manifest.entry):
        raise BadManifest(place=manifest.id, plugin=manifest.id, reason=f"{manifest.entry} was changed")
    return data


def _about(volume: Volume) -> dict[str, Any]:
    return {
        "shape": list(volume.voxels.shape), "dtype": str(volume.voxels.dtype), "affine": volume.affine.tolist(),
        "modality": volume.modality, "series_uid": volume.series_uid, "study_uid": volume.study_uid,
        "unit": volume.unit, "warnings": list(volume.warnings), "measurable": volume.measurable,
    }


def _failure(plugin: Plugin, failed: JobFailed) -> PluginFailed | PluginTimeout | PluginTooGreedy:
    limits = plugin.manifest.capabilities
    if failed.kind == "timeout":
        return PluginTimeout(plugin=plugin.manifest.id, seconds=f"{limits.seconds:g}")
    if failed.kind == "memory":
        return PluginTooGreedy(plugin=plugin.manifest.id, megabytes=limits.megabytes)
    return PluginFailed(plugin=plugin.manifest.id, reason=failed.reason)


def _finding(
    plugin: Plugin, card: ModelCard, volume: Volume, patient_id: str | None, number: int, one: dict[str, Any]
) -> Finding:
    """A candidate as a proposal. The same model file on the same series gives the same ids."""
    label = plugin.manifest.model.labels[0] if plugin.manifest.model is not None else "nodule"
    words, system, code = _CODES.get(label, (label, "", ""))
    center = tuple(float(value) for value in one["center_mm"])
    place = ",".join(f"{value:.1f}" for value in center)
    identity = hashlib.sha256(f"{volume.series_uid} {card.sha256} {card.version} {place}".encode()).hexdigest()[:32]
    return Finding(
        id=identity, patient_id=patient_id, study_uid=volume.study_uid, series_uid=volume.series_uid, label=words,
        code_system=system, code=code, center_mm=(center[0], center[1], center[2]),
        diameter_mm=round(float(one["mean_diameter_mm"]), 1), volume_mm3=round(float(one["volume_mm3"]), 1),
        confidence=float(one["score"]), score_meaning=card.score_meaning,
        origin=Origin(OriginKind.MODEL, card.id, card.version, card.sha256),
        slice_index=_slice_index(volume, center),
        attributes=(("kind", str(one["kind"])), ("side", str(one["side"])), ("mean HU", f"{one['mean_hu']:.0f}"),
                    ("diameter of the same volume, mm", f"{one['diameter_mm']:.1f}"), ("rank", str(number + 1))),
        outline=str(one["outline"]),
    )


def _slice_index(volume: Volume, center_mm: tuple[float, ...]) -> int:
    index = round(float(volume.to_index(center_mm)[2]))
    return min(max(index, 0), volume.voxels.shape[0] - 1)


def _keep(clinic: Clinic, plugin: Plugin, run: ModelRun, patient_id: str | None) -> None:
    """Stores the run and its proposals; what was reviewed before stays as it is, however often the model runs."""
    from workstation.store import images
    from workstation.store import model_runs as stored

    what = f"abstained: {run.abstained}" if run.abstained else f"{len(run.findings)} findings"
    command = hashlib.sha256(f"{run.series_uid} {run.card.sha256} {time.time_ns()}".encode()).hexdigest()[:32]
    record = _record(plugin, run, patient_id, clinic.user.display, command)

    def write(connection: Connection) -> None:
        stored.put(connection, record)
        images.drop_proposals(connection, run.series_uid, run.card.id)
        for one in run.findings:
            if images.finding(connection, one.id) is None:
                images.put_finding(connection, one, f"{run.card.id} {run.card.version}", command)

    clinic.act("finding.propose", patient_id=patient_id, detail=f"{run.card.id} on {run.series_uid}: {what}",
               write=write, command_id=command)


def _record(plugin: Plugin, run: ModelRun, patient_id: str | None, by: str, identity: str) -> RunRecord:
    model = plugin.manifest.model
    assert model is not None
    return RunRecord(
        id=identity, series_uid=run.series_uid, patient_id=patient_id, model=run.card.id, version=run.card.version,
        sha256=run.card.sha256, pipeline=model.pipeline,
        parameters=(*sorted(model.parameters.items()), ("operating_point", model.operating_point)),
        contract_met=run.abstained is None, abstained=run.abstained or "", findings=len(run.findings),
        seconds=round(run.seconds, 2), by=by, at=datetime.now(UTC).replace(microsecond=0),
    )
