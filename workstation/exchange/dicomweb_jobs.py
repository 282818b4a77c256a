"""What workers do for the DICOMweb view: a file's header as DICOM JSON, its frames as plain pixels, a picture of one.

DICOM JSON is that of PS3.18 Annex F (2025). Values larger than a kilobyte in binary form are left out, pixels among
them: they are fetched as files or frames.
"""

from __future__ import annotations

import struct
import zlib
from typing import TYPE_CHECKING, Any

import orjson

from workstation.exchange import dicom_header, dicom_pixels
from workstation.workers.serving import Call, Refused

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from pydicom import Dataset

_BINARY = frozenset({"OB", "OD", "OF", "OL", "OV", "OW", "UN"})
_LARGEST_BINARY = 1024
_PIXELS = 0x7FE0                   # the group of pixel data
_MOST_FRAMES = 64
_DEEPEST = 64


def metadata(call: Call) -> tuple[dict[str, Any], bytes]:
    """The header as one DICOM JSON object; ``{"more": true}`` where the bytes are only a start and too short."""
    try:
        dataset, values = dicom_header.read(call.payload, call.arguments["whole"])
    except dicom_header.Incomplete:
        return {"more": True}, b""
    _lighten(dataset, 0)
    told = dataset.to_json_dict(suppress_invalid_tags=True)
    told.setdefault("00080018", {"vr": "UI", "Value": [values["sop_uid"]]})
    return {}, orjson.dumps(told, option=orjson.OPT_NON_STR_KEYS)


def frames(call: Call) -> tuple[dict[str, Any], bytes]:
    """Frames (counted from 1) as stored pixels, little endian, one after the other; ``size`` bytes each."""
    wanted: list[int] = call.arguments["frames"]
    pixels, values = _pixels(call)
    if len(wanted) > _MOST_FRAMES or any(not 1 <= number <= len(pixels) for number in wanted):
        raise Refused("format", f"it has {len(pixels)} frames; at most {_MOST_FRAMES} are given at once")
    kind = f"<{'i' if values['signed'] else 'u'}{values['bits_allocated'] // 8}"
    parts = [pixels[number - 1].astype(kind).tobytes() for number in wanted]
    return {"size": len(parts[0])}, b"".join(parts)


def rendered(call: Call) -> tuple[dict[str, Any], bytes]:
    """One frame as a grey PNG in the header's window, else from its darkest to its brightest value."""
    import numpy as np

    from engines.imaging.window import Window, to_grey

    pixels, values = _pixels(call)
    number: int = call.arguments["frame"]
    if not 1 <= number <= len(pixels):
        raise Refused("format", f"it has {len(pixels)} frames")
    scaled = pixels[number - 1].astype(np.float32) * values["slope"] + values["intercept"]
    low, high = float(scaled.min()), float(scaled.max())
    center, width = values["window_center"], values["window_width"]
    if center is None or width is None or width < 1:
        center, width = (low + high) / 2, max(1.0, high - low)
    grey = to_grey(scaled, Window(center, width))
    return {}, _png(np.uint8(255) - grey if values["photometric"] == "MONOCHROME1" else grey)


def _pixels(call: Call) -> tuple[npt.NDArray[np.integer[Any]], dict[str, Any]]:
    dataset, values = dicom_header.read(call.payload, True)
    return dicom_pixels.stored(dataset, values)[0], values


def _lighten(dataset: Dataset, depth: int) -> None:
    """Takes out pixels and large binary values, in sequences too."""
    for tag in list(dataset.keys()):
        element: Any = dataset.get_item(tag)
        value = getattr(element, "value", None)
        if tag.group == _PIXELS:
            del dataset[tag]
        elif element.VR == "SQ" and depth < _DEEPEST:
            for item in dataset[tag].value or []:
                _lighten(item, depth + 1)
        elif (element.VR in _BINARY or element.VR is None) and isinstance(value, bytes) and (
                len(value) > _LARGEST_BINARY):
            del dataset[tag]


def _png(grey: npt.NDArray[np.uint8]) -> bytes:
    """An 8-bit grey PNG (ISO/IEC 15948)."""
    rows, columns = grey.shape

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    lines = b"".join(b"\0" + grey[row].tobytes() for row in range(rows))
    head = struct.pack(">IIBBBBB", columns, rows, 8, 0, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(lines, 6))
            + chunk(b"IEND", b""))
