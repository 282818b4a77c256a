"""Stored pixels of one file as an array. Runs in a worker: decoders are native code and the bytes come from outside."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workstation.exchange.dicom_header import uncompressed
from workstation.workers.serving import Refused

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt
    from pydicom import Dataset

LARGEST_BYTES = 1 << 30
_LARGEST_SIDE = 65_535
_JPEG_LS = {"1.2.840.10008.1.2.4.80", "1.2.840.10008.1.2.4.81"}
_KNOWN = _JPEG_LS | {
    "1.2.840.10008.1.2.4.50", "1.2.840.10008.1.2.4.51", "1.2.840.10008.1.2.4.57", "1.2.840.10008.1.2.4.70",   # JPEG
    "1.2.840.10008.1.2.4.90", "1.2.840.10008.1.2.4.91",                                       # JPEG 2000
    "1.2.840.10008.1.2.4.201", "1.2.840.10008.1.2.4.202", "1.2.840.10008.1.2.4.203",          # HTJ2K
    "1.2.840.10008.1.2.5",                                                                    # RLE
}


def stored(dataset: Dataset, values: dict[str, Any]) -> tuple[npt.NDArray[np.integer[Any]], bool]:
    """Pixels as stored, shape (frames, rows, columns), and whether the file was cut off inside them.

    Rows that are cut off are filled with the smallest value. Raises Refused: ``unfit`` (colour, no pixels, a
    compression nobody here reads), ``damaged``, ``unsafe`` (sizes beyond reason).
    """
    check_size(values)
    syntax = values["transfer_syntax"]
    if "PixelData" not in dataset:
        raise Refused("unfit", "it holds no picture")
    if values["samples"] != 1:
        raise Refused("unfit", "it is a colour image, which can't be shown yet")
    if uncompressed(syntax):
        return _plain(dataset, values)
    if syntax not in _KNOWN:
        raise Refused("unfit", f"its compression ({syntax[:64]}) is not known")
    if syntax in _JPEG_LS and values["frames"] == 1:
        return _shaped(_jpeg_ls(dataset), values), False
    return _shaped(_by_pydicom(dataset), values), False


def check_size(values: dict[str, Any]) -> None:
    """Refuses sizes that are missing or beyond reason, before anything is allocated."""
    rows, columns, frames, bits = values["rows"], values["columns"], values["frames"], values["bits_allocated"]
    if rows <= 0 or columns <= 0 or frames <= 0:
        raise Refused("unfit", "it holds no picture" if not rows and not columns else "its size is missing or zero")
    if bits not in (8, 16, 32):
        raise Refused("unfit", f"its {bits} bits a pixel can't be shown")
    if rows > _LARGEST_SIDE or columns > _LARGEST_SIDE or rows * columns * frames * (bits // 8) > LARGEST_BYTES:
        raise Refused("unsafe", "it claims to be larger than 1 GB")


def _plain(dataset: Dataset, values: dict[str, Any]) -> tuple[npt.NDArray[np.integer[Any]], bool]:
    import numpy as np

    element: Any = dataset.get_item("PixelData")
    data, declared = element.value, getattr(element, "length", None)
    if not isinstance(data, bytes):
        raise Refused("damaged", "its pixels can't be read")
    kind = np.dtype(f"{'i' if values['signed'] else 'u'}{values['bits_allocated'] // 8}")
    kind = kind.newbyteorder(">" if values["transfer_syntax"] == "1.2.840.10008.1.2.2" else "<")
    shape = (values["frames"], values["rows"], values["columns"])
    need = shape[0] * shape[1] * shape[2] * kind.itemsize
    cut_off = declared is not None and declared != 0xFFFFFFFF and len(data) < declared
    if cut_off and declared > 2 * need + 1024:
        raise Refused("damaged", "it claims far more pixels than its size allows")
    if len(data) < need:
        if not cut_off or declared < need or len(data) < need // 4:
            raise Refused("damaged", "its pixels are cut off")
        pixels = np.frombuffer(data[:len(data) - len(data) % kind.itemsize], kind)
        filled = np.full(shape[0] * shape[1] * shape[2], pixels.min(), kind)
        filled[:len(pixels)] = pixels
        return _masked(filled.reshape(shape), values), True
    return _masked(np.frombuffer(data, kind, need // kind.itemsize).reshape(shape), values), False


def _masked(pixels: npt.NDArray[Any], values: dict[str, Any]) -> npt.NDArray[np.integer[Any]]:
    """Native byte order, and only the stored bits: older files keep overlays in the bits above (PS3.5 8.1.1)."""
    import numpy as np

    native = pixels.astype(pixels.dtype.newbyteorder("="), copy=False)
    stored_bits, allocated = values["bits_stored"], values["bits_allocated"]
    if not 0 < stored_bits < allocated:
        return native
    if values["signed"]:
        shift = allocated - stored_bits
        return np.right_shift(np.left_shift(native, shift), shift)
    limit = (1 << stored_bits) - 1
    return native if int(native.max(initial=0)) <= limit else native & native.dtype.type(limit)


def _jpeg_ls(dataset: Dataset) -> npt.NDArray[Any]:
    import jpeg_ls
    import numpy as np
    from pydicom.encaps import get_frame

    try:
        frame = get_frame(dataset.PixelData, 0, number_of_frames=1)
        data, about = jpeg_ls.decode_pixel_data(frame)
    except Exception as error:
        # Broad on purpose: the decoder and the fragment reader raise many kinds for one fact.
        raise Refused("damaged", "its compressed pixels can't be read") from error
    kind = np.dtype("u1" if about["bits_per_sample"] <= 8 else "u2")
    if about["components"] != 1 or len(data) != about["width"] * about["height"] * kind.itemsize:
        raise Refused("damaged", "its compressed pixels are of another size than its header says")
    return np.frombuffer(data, kind).reshape(about["height"], about["width"])


def _by_pydicom(dataset: Dataset) -> npt.NDArray[Any]:
    from pydicom.pixels.utils import pixel_array

    try:
        return pixel_array(dataset, raw=True)
    except MemoryError:
        raise
    except Exception as error:
        # Broad on purpose: pydicom and its decoders raise many kinds for one fact.
        raise Refused("damaged", "its compressed pixels can't be read") from error


def _shaped(pixels: npt.NDArray[Any], values: dict[str, Any]) -> npt.NDArray[np.integer[Any]]:
    import numpy as np

    shape = (values["frames"], values["rows"], values["columns"])
    if pixels.size != shape[0] * shape[1] * shape[2] or pixels.shape[-2:] != shape[1:]:
        raise Refused("damaged", "its compressed pixels are of another size than its header says")
    if not np.issubdtype(pixels.dtype, np.integer):
        raise Refused("unfit", "its pixels are no whole numbers")
    pixels = pixels.reshape(shape)
    if values["signed"] and np.issubdtype(pixels.dtype, np.unsignedinteger):
        # The decoder gives the code words; the header says they are two's complement of that many bits.
        bits = values["bits_stored"] or pixels.dtype.itemsize * 8
        wide = pixels.astype(np.int32)
        pixels = np.where(wide >= 1 << (bits - 1), wide - (1 << bits), wide)
    return pixels
