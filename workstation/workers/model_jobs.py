"""What a worker does with a model: verified bytes become an onnxruntime session, an engine does the rest."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from workstation.workers.serving import Call, Refused

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

_PIPELINES = "engines.imaging."


def run(call: Call) -> tuple[dict[str, Any], bytes]:
    """Runs a model's pipeline on the volume in the block. Answers candidates, or ``abstained`` with the reason.

    Arguments: ``pipeline`` (module), ``parameters``, ``volume`` (all of a Volume but its voxels, and ``shape`` and
    ``dtype``). Payload: the ONNX file. Each candidate's mask follows packed in the bytes, lengths in ``mask_bytes``.
    """
    import numpy as np

    from engines.imaging.volume import Volume
    from engines.spec import Refusal

    about = dict(call.arguments["volume"])
    shape, kind = tuple(about.pop("shape")), np.dtype(about.pop("dtype"))
    assert call.block is not None
    voxels = np.frombuffer(call.block, kind, count=shape[0] * shape[1] * shape[2]).reshape(shape)
    about["affine"] = np.array(about["affine"], dtype=np.float64)
    about["warnings"] = tuple(about["warnings"])
    name: str = call.arguments["pipeline"]
    if not name.startswith(_PIPELINES):
        raise Refused("fault", "its pipeline is no engine of this house")
    pipeline = importlib.import_module(name)
    session = _session(bytes(call.payload))

    def network(block: npt.NDArray[np.float32]) -> tuple[npt.NDArray[Any], ...]:
        return tuple(answer[0, 0] for answer in session.run(None, {session.get_inputs()[0].name: block[None, None]}))

    def tell(fraction: float, words: str) -> None:
        call.tell({"fraction": fraction, "words": words})

    try:
        found = pipeline.detect(Volume(voxels=voxels, **about), network, call.arguments["parameters"], tell)
    except Refusal as refusal:
        return {"abstained": str(refusal)}, b""
    masks = [np.packbits(one.measured.mask).tobytes() for one in found]
    rows = [_row(one, len(mask)) for one, mask in zip(found, masks, strict=True)]
    return {"candidates": rows}, b"".join(masks)


def _row(one: Any, mask_bytes: int) -> dict[str, Any]:
    measured = one.measured
    return {
        "center_mm": list(one.center_mm), "score": one.score, "side": one.side, "kind": one.kind,
        "diameter_mm": measured.diameter_mm, "mean_diameter_mm": measured.mean_diameter_mm,
        "volume_mm3": measured.volume_mm3, "mean_hu": measured.mean_hu, "corner": list(measured.corner),
        "mask_shape": list(measured.mask.shape), "mask_bytes": mask_bytes,
    }


def _session(model: bytes) -> Any:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4
    try:
        return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        # Broad on purpose: onnxruntime raises kinds of its own for a file that is no usable model.
        raise Refused("damaged", "its model file can't be used") from error
