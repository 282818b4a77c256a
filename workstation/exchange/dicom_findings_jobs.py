"""Builds SEG (PS3.3 A.51) and Comprehensive 3D SR (TID 1500, PS3.16) with highdicom. Runs in a worker."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any

from workstation.exchange import dicom_header
from workstation.exchange.dicom_outline import unpacked
from workstation.workers.serving import Call, Refused

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from pydicom import Dataset

_MAKER, _PRODUCT, _VERSION = "Consilia", "Consilia workstation", "0.1.0"
_SCHEME = "99CONSILIA"
_NODULE, _LUNG = ("27925004", "Nodule"), ("39607008", "Lung")
_ALTERED = ("49755003", "Morphologically Altered Structure")


def build(call: Call) -> tuple[dict[str, Any], bytes]:
    """Arguments: ``findings``, ``uids`` (SEG series, SEG, SR series, SR), ``tracking``, ``reader``, ``lengths``,
    ``whole``; payload: the source files or their starts. Answers ``more`` where a header needs more bytes."""
    try:
        sources, masks = _sources(call)
    except dicom_header.Incomplete:
        return {"more": True}, b""
    seg = _segmentation(call.arguments, sources, masks)
    report = _report(call.arguments, sources, seg)
    files = [_bytes(seg), _bytes(report)]
    return {"seg_length": len(files[0])}, b"".join(files)


def _sources(call: Call) -> tuple[list[Dataset], npt.NDArray[np.bool_]]:
    """The source images along the volume, and the masks (findings, slices, rows, columns) on them."""
    import numpy as np

    from engines.imaging.geometry import SlicePlace, stack
    from engines.imaging.planes import canonical
    from engines.imaging.volume import Volume
    from workstation.exchange.dicom_load import slice_place

    view, start = memoryview(call.payload), 0
    read: list[tuple[Dataset, dict[str, Any]]] = []
    for length in call.arguments["lengths"]:
        data = view[start:start + length]
        start += length
        dataset, values = dicom_header.read(data, call.arguments["whole"])
        read.append((dataset, values))
    plan = stack([slice_place(values, SlicePlace) for _, values in read])
    rows, columns = read[0][1]["rows"], read[0][1]["columns"]
    masks = np.zeros((len(call.arguments["findings"]), len(plan.order), rows, columns), bool)
    for number, finding in enumerate(call.arguments["findings"]):
        part = Volume(masks[number].view(np.int8), plan.affine, "SEG", "", "")     # type: ignore[arg-type]
        _paint(canonical(part), finding)
    there = [index for index, file in enumerate(plan.order) if file is not None]
    used = [index for index in there if masks[:, index].any()]
    if not used:
        raise Refused("unfit", "no finding lies on its slices")
    return [read[plan.order[index] or 0][0] for index in used], masks[:, used]


def _paint(seen: Any, finding: dict[str, Any]) -> None:
    """The outline of a finding, or the ball of its diameter where it has none, into a canonical mask."""
    import numpy as np

    if finding["outline"]:
        corner, mask = unpacked(finding["outline"])
        place = tuple(slice(low, low + size) for low, size in zip(corner, mask.shape, strict=True))
        if any(low + size > length for low, size, length in zip(corner, mask.shape, seen.voxels.shape, strict=True)):
            raise Refused("damaged", "an outline does not fit its series")
        seen.voxels[place] |= mask.view(np.int8)
        return
    index = _near(seen, finding)
    inside = np.linalg.norm(seen.to_mm(index) - finding["center_mm"], axis=1) <= finding["diameter_mm"] / 2
    x, y, z = index[inside].T
    seen.voxels[z, y, x] = 1


def _near(seen: Any, finding: dict[str, Any]) -> npt.NDArray[np.int_]:
    """Indices (column, row, slice) of the voxels around a finding."""
    import numpy as np

    middle = seen.to_index(finding["center_mm"])
    ranges = [
        np.arange(max(0, int(c - finding["diameter_mm"] / s) - 1), min(n, int(c + finding["diameter_mm"] / s) + 2))
        for c, s, n in zip(middle, seen.spacing_mm, seen.voxels.shape[::-1], strict=True)
    ]
    return np.stack(np.meshgrid(*ranges, indexing="ij"), -1).reshape(-1, 3)


def _segmentation(arguments: dict[str, Any], sources: list[Dataset], masks: npt.NDArray[np.bool_]) -> Dataset:
    import highdicom as hd
    import numpy as np
    from pydicom.sr.coding import Code

    descriptions = []
    for number, finding in enumerate(arguments["findings"], start=1):
        automatic = finding["origin_kind"] == "model"
        algorithm = hd.AlgorithmIdentificationSequence(
            name=finding["origin"][:64], version=finding["version"][:64] or "not given",
            family=Code("123109", "DCM", "Manual Processing") if not automatic
            else Code("123110", "DCM", "Artificial Intelligence"),
            parameters={"model SHA-256": finding["sha256"]} if finding["sha256"] else None,
        )
        descriptions.append(hd.seg.SegmentDescription(
            segment_number=number, segment_label=f"{finding['label']} {number} ({finding['state']})"[:64],
            segmented_property_category=Code(_ALTERED[0], "SCT", _ALTERED[1]), segmented_property_type=_type(finding),
            algorithm_type=hd.seg.SegmentAlgorithmTypeValues.AUTOMATIC if automatic
            else hd.seg.SegmentAlgorithmTypeValues.MANUAL,
            algorithm_identification=algorithm if automatic else None,
            tracking_uid=arguments["tracking"][finding["id"]], tracking_id=f"{finding['label']} {number}",
            anatomic_regions=[Code(_LUNG[0], "SCT", _LUNG[1])] if finding["code"] == _NODULE[0] else None,
        ))
    return hd.seg.Segmentation(
        source_images=sources, pixel_array=np.moveaxis(masks, 0, -1).astype(np.uint8),
        segmentation_type=hd.seg.SegmentationTypeValues.BINARY, segment_descriptions=descriptions,
        series_instance_uid=arguments["uids"][0], series_number=9001, sop_instance_uid=arguments["uids"][1],
        instance_number=1, manufacturer=_MAKER, manufacturer_model_name=_PRODUCT, software_versions=_VERSION,
        device_serial_number="none", series_description="Findings", content_label="FINDINGS",
    )


def _report(arguments: dict[str, Any], sources: list[Dataset], seg: Dataset) -> Dataset:
    import highdicom as hd
    from pydicom.sr.coding import Code

    context = hd.sr.ObservationContext(
        observer_person_context=_person(arguments["reader"]) if arguments["reader"] else None,
        observer_device_context=hd.sr.ObserverContext(
            observer_type=hd.sr.CodedConcept("121007", "DCM", "Device"),
            observer_identifying_attributes=hd.sr.DeviceObserverIdentifyingAttributes(
                uid=hd.UID(), name=_PRODUCT, manufacturer_name=_MAKER, model_name=_PRODUCT),
        ),
    )
    groups = [_group(arguments, finding, number, seg) for number, finding in enumerate(arguments["findings"], start=1)]
    content = hd.sr.MeasurementReport(
        observation_context=context, procedure_reported=Code("25045-6", "LN", "CT unspecified body region"),
        imaging_measurements=groups, title=Code("126000", "DCM", "Imaging Measurement Report"),
    )
    return hd.sr.Comprehensive3DSR(
        evidence=[*sources, seg], content=content, series_number=9002, series_instance_uid=arguments["uids"][2],
        sop_instance_uid=arguments["uids"][3], instance_number=1, manufacturer=_MAKER, is_complete=False,
        is_final=False, is_verified=False, institution_name=None, series_description="Findings (TID 1500)",
    )


def _person(name: str) -> Any:
    import highdicom as hd

    return hd.sr.ObserverContext(
        observer_type=hd.sr.CodedConcept("121006", "DCM", "Person"),
        observer_identifying_attributes=hd.sr.PersonObserverIdentifyingAttributes(name=_pn(name)),
    )


def _pn(name: str) -> str:
    return name.replace("^", " ").replace("=", " ").replace("\\", " ")[:64]


def _group(arguments: dict[str, Any], finding: dict[str, Any], number: int, seg: Dataset) -> Any:
    """One measurement group (TID 1411) on its segment: size, origin, and what the reader said."""
    import highdicom as hd
    from pydicom.sr.coding import Code

    measurements = [
        hd.sr.Measurement(name=Code("118565006", "SCT", "Volume"), value=finding["volume_mm3"],
                          unit=Code("mm3", "UCUM", "cubic millimeter")),
        hd.sr.Measurement(name=Code("81827009", "SCT", "Diameter"), value=finding["diameter_mm"],
                          unit=Code("mm", "UCUM", "millimeter")),
    ]
    if finding["score"] is not None:
        measurements.append(hd.sr.Measurement(
            name=Code("SCORE", _SCHEME, finding["score_meaning"][:64] or "Score"), value=finding["score"],
            unit=Code("1", "UCUM", "no units")))
    review = Code(finding["state"].upper(), _SCHEME, finding["state"])
    evaluations = [hd.sr.QualitativeEvaluation(name=Code("REVIEW", _SCHEME, "Review by a reader"), value=review)]
    algorithm = None
    if finding["origin_kind"] == "model":
        algorithm = hd.sr.AlgorithmIdentification(
            name=finding["origin"], version=finding["version"] or "not given",
            parameters=[f"model SHA-256 {finding['sha256']}"] if finding["sha256"] else None)
    return hd.sr.VolumetricROIMeasurementsAndQualitativeEvaluations(
        tracking_identifier=hd.sr.TrackingIdentifier(
            uid=arguments["tracking"][finding["id"]], identifier=f"{finding['label']} {number}"),
        referenced_segment=_segment(seg, number),
        finding_type=_type(finding), algorithm_id=algorithm, measurements=measurements,
        qualitative_evaluations=evaluations + _reviewer(finding),
    )


def _segment(seg: Dataset, number: int) -> Any:
    """The reference to one segment. What is the same in every frame stands once for all (PS3.3 C.7.6.16.1.1), as the
    segment's number does where there is only one: highdicom's own reader does not look there."""
    import highdicom as hd

    if len(seg.SegmentSequence) > 1:
        return hd.sr.ReferencedSegment.from_segmentation(seg, segment_number=number)
    named = seg.ReferencedSeriesSequence[0].ReferencedInstanceSequence
    images = [hd.sr.SourceImageForSegmentation(one.ReferencedSOPClassUID, one.ReferencedSOPInstanceUID)
              for one in named]
    return hd.sr.ReferencedSegment(seg.SOPClassUID, seg.SOPInstanceUID, number,
                                   list(range(1, int(seg.NumberOfFrames) + 1)), source_images=images)


def _reviewer(finding: dict[str, Any]) -> list[Any]:
    """Who reviewed and when, as a coded statement of our own scheme: TID 1411 has no place for it a group."""
    import highdicom as hd
    from pydicom.sr.coding import Code

    if not finding["reviewed_by"]:
        return []
    words = f"{_pn(finding['reviewed_by'])} {finding['reviewed_at']}"[:64]
    reader = Code("READER", _SCHEME, words)
    return [hd.sr.QualitativeEvaluation(name=Code("REVIEWER", _SCHEME, "Reviewed by"), value=reader)]


def _type(finding: dict[str, Any]) -> Any:
    from pydicom.sr.coding import Code

    if finding["code"] and finding["system"]:
        return Code(finding["code"], finding["system"], finding["label"])
    return Code("FINDING", _SCHEME, finding["label"][:64] or "Finding")


def _bytes(dataset: Dataset) -> bytes:
    stream = io.BytesIO()
    dataset.save_as(stream, enforce_file_format=True)
    return stream.getvalue()
