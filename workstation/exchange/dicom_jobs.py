"""What workers do with DICOM files: read headers, examine a file for import, decode slices into a volume."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

from workstation.exchange import dicom_header, dicom_pixels
from workstation.workers.serving import Call, Refused

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

Answer = tuple[dict[str, Any], bytes]


def _files(call: Call) -> list[memoryview]:
    """The files of a batch: their lengths are in the arguments, their bytes one after the other in the payload."""
    view = memoryview(call.payload)
    parts: list[memoryview] = []
    start = 0
    for length in call.arguments["lengths"]:
        parts.append(view[start:start + length])
        start += length
    return parts


def headers(call: Call) -> Answer:
    """Headers of the starts of files. A file that needs more bytes answers ``{"more": true}``."""
    answers: list[dict[str, Any]] = []
    whole: list[bool] = call.arguments["whole"]
    for data, entire in zip(_files(call), whole, strict=True):
        try:
            answers.append(dicom_header.read(data, entire)[1])
        except dicom_header.Incomplete:
            answers.append({"more": True})
        except Refused as refusal:
            answers.append({"refused": [refusal.kind, refusal.reason]})
    return {"headers": answers}, b""


def examine(call: Call) -> Answer:
    """Everything an import wants to know of one whole file: its header and a digest of its decoded pixels."""
    dataset, values = dicom_header.read(call.payload, True)
    values["pixel_digest"] = ""
    values["picture"] = False
    if "PixelData" in dataset or values["rows"]:
        try:
            pixels, cut_off = dicom_pixels.stored(dataset, values)
        except Refused as refusal:
            if refusal.kind != "unfit" or "not known" in refusal.reason:
                raise
            values["notes"].append(refusal.reason)
        else:
            values["picture"] = True
            values["pixel_digest"] = _pixel_digest(pixels)
            if cut_off:
                values["notes"].append("truncated-pixels")
    return {"header": values}, b""


def decode(call: Call) -> Answer:
    """Decodes a batch of files into their slices of the shared volume and tells of each as it is done.

    Arguments: ``lengths``, ``slices`` (index of each file's first slice), ``shape``, ``dtype``. A slice that can't be
    read stays empty and is named in the answer.
    """
    import numpy as np

    shape, kind = tuple(call.arguments["shape"]), np.dtype(call.arguments["dtype"])
    assert call.block is not None
    volume = np.frombuffer(call.block, kind, count=shape[0] * shape[1] * shape[2]).reshape(shape)
    failed: list[list[Any]] = []
    notes: set[str] = set()
    for data, index in zip(_files(call), call.arguments["slices"], strict=True):
        try:
            dataset, values = dicom_header.read(data, True)
            pixels, cut_off = dicom_pixels.stored(dataset, values)
            if cut_off:
                notes.add("truncated-pixels")
            _place(pixels, values, volume, index)
        except Refused as refusal:
            if refusal.kind == "range":
                raise
            failed.append([index, refusal.kind, refusal.reason])
            continue
        for offset in range(len(pixels)):
            call.tell({"slice": index + offset})
    return {"failed": failed, "notes": sorted(notes)}, b""


def _place(pixels: npt.NDArray[np.integer[Any]], values: dict[str, Any], volume: npt.NDArray[Any], index: int) -> None:
    """Rescales into the volume (PS3.3 C.11.1: output = slope * stored + intercept); MONOCHROME1 is turned round."""
    import numpy as np

    if pixels.shape[1:] != volume.shape[1:] or index + len(pixels) > len(volume):
        raise Refused("damaged", "its size is not that of the series")
    slope, intercept = values["slope"], values["intercept"]
    if values["photometric"] == "MONOCHROME1":
        pixels = top_value(values) - pixels.astype(np.int32)
    target = volume[index:index + len(pixels)]
    if volume.dtype == np.float32:
        np.multiply(pixels, np.float32(slope), out=target, casting="unsafe")
        target += np.float32(intercept)
        return
    low, high = int(pixels.min()), int(pixels.max())
    ends = sorted((low * slope + intercept, high * slope + intercept))
    if ends[0] < -32768 or ends[1] > 32767 or slope != int(slope) or intercept != int(intercept):
        raise Refused("range", "its values don't fit into 16 bits")
    if slope == 1 and pixels.dtype.itemsize == 2:
        # Wraps round in 16 bits and comes out right, because both ends fit.
        np.add(pixels.view(np.uint16), np.uint16(int(intercept) & 0xFFFF), out=target.view(np.uint16))
        return
    target[...] = pixels.astype(np.int32) * int(slope) + int(intercept)


def top_value(values: dict[str, Any]) -> int:
    """Smallest plus largest stored value: what a pixel is taken from to turn it round."""
    bits = values["bits_stored"] or values["bits_allocated"]
    return -1 if values["signed"] else (1 << bits) - 1


def _pixel_digest(pixels: npt.NDArray[np.integer[Any]]) -> str:
    """SHA-256 of size and values, the same however the file was compressed."""
    import numpy as np

    wide = np.ascontiguousarray(pixels, dtype="<i4")
    return hashlib.sha256(repr(pixels.shape).encode() + wide.tobytes()).hexdigest()


def picture(call: Call) -> Answer:
    """One whole file as a picture in modality units: the first image, before the series is known."""
    import numpy as np

    dataset, values = dicom_header.read(call.payload, True)
    pixels, _ = dicom_pixels.stored(dataset, values)
    whole = float(values["slope"]).is_integer() and float(values["intercept"]).is_integer()
    for kind in ("int16", "float32") if whole else ("float32",):
        out = np.empty(pixels.shape, kind)
        try:
            _place(pixels, values, out, 0)
        except Refused as refusal:
            if refusal.kind != "range":
                raise
            continue
        middle = out[len(out) // 2]
        return {"shape": list(middle.shape), "dtype": kind}, middle.tobytes()
    raise Refused("unfit", "its values can't be shown")
