"""Pages of a PDF and frames of a picture as pixels. Runs in a worker only: both formats have a history of attacks."""
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# (pypdfium2 ships without full annotations)

from __future__ import annotations

import io
import re
import warnings
from typing import Any

from workstation.workers.serving import Call, Refused

MOST_PAGES = 2000
LARGEST_PICTURE = 80_000_000       # pixels of a picture that is decoded at all
LARGEST_SIDE = 4096                # pixels of what is drawn, either way
_ORIENTATION = 0x0112              # of Exif: 5 to 8 lie on their side
_FORMATS = ("PNG", "JPEG", "GIF", "BMP", "TIFF")
_ACTIVE = re.compile(rb"/(JavaScript|JS|Launch|EmbeddedFile|OpenAction|AA|RichMedia|XFA)\b")


def outline(call: Call) -> tuple[dict[str, Any], bytes]:
    """``{"sizes": [[w, h], ...], "count": n, "active": bool}`` of a PDF (``pdf`` true) or a picture."""
    data = bytes(call.payload)
    return _pdf_outline(data) if call.arguments["pdf"] else _picture_outline(data)


def page(call: Call) -> tuple[dict[str, Any], bytes]:
    """One page (``index``) ``width`` pixels wide: ``{"width", "height"}`` and RGB bytes."""
    data, index = bytes(call.payload), int(call.arguments["index"])
    width = max(16, min(LARGEST_SIDE, int(call.arguments["width"])))
    return _pdf_page(data, index, width) if call.arguments["pdf"] else _picture_page(data, index, width)


def _document(data: bytes) -> Any:
    import pypdfium2

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        locked = "assword" in str(error)
        reason = "it is locked with a password" if locked else "it is cut off or is no PDF"
        raise Refused("format" if locked else "damaged", reason) from error


def _pdf_outline(data: bytes) -> tuple[dict[str, Any], bytes]:
    document = _document(data)
    count = len(document)
    if not count:
        raise Refused("damaged", "it has no pages")
    sizes: list[tuple[float, float]] = []
    for index in range(min(count, MOST_PAGES)):
        width, height = document.get_page_size(index)
        sizes.append((min(20_000.0, max(1.0, width)), min(20_000.0, max(1.0, height))))
    return {"sizes": sizes, "count": count, "active": _ACTIVE.search(data) is not None}, b""


def _pdf_page(data: bytes, index: int, width: int) -> tuple[dict[str, Any], bytes]:
    import pypdfium2

    document = _document(data)
    if not 0 <= index < len(document):
        raise Refused("damaged", "it has no such page")
    try:
        sheet = document[index]
        across, high = sheet.get_size()
        scale = min(width / max(1.0, across), 2 * LARGEST_SIDE / max(1.0, high))
        image = sheet.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise Refused("damaged", "this page can't be drawn") from error
    return {"width": image.width, "height": image.height}, image.tobytes()


def _opened(data: bytes) -> Any:
    from PIL import Image, UnidentifiedImageError

    Image.MAX_IMAGE_PIXELS = None                       # our own limit, told in our own words
    warnings.simplefilter("ignore")
    try:
        image = Image.open(io.BytesIO(data), formats=_FORMATS)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError) as error:
        raise Refused("damaged", "it is cut off or is no picture") from error
    _check(image)
    return image


def _check(image: Any) -> None:
    if image.width * image.height > LARGEST_PICTURE:
        raise Refused("unsafe", f"it claims {image.width} x {image.height} pixels, "
                                f"more than {LARGEST_PICTURE // 1_000_000} million")


def _picture_outline(data: bytes) -> tuple[dict[str, Any], bytes]:
    image = _opened(data)
    count = int(getattr(image, "n_frames", 1))
    animated = image.format in ("GIF", "PNG") and count > 1
    sizes: list[tuple[float, float]] = []
    for index in range(1 if animated else min(count, MOST_PAGES)):
        _seek(image, index)
        turned = image.format == "JPEG" and image.getexif().get(_ORIENTATION, 1) in (5, 6, 7, 8)
        sizes.append((image.height, image.width) if turned else (image.width, image.height))
    return {"sizes": sizes, "count": count, "active": False, "animated": animated}, b""


def _picture_page(data: bytes, index: int, width: int) -> tuple[dict[str, Any], bytes]:
    from PIL import ImageOps

    image = _opened(data)
    _seek(image, index)
    _check(image)
    try:
        if image.format == "JPEG":
            image.draft("RGB", (width, width * image.height // max(1, image.width)))
        drawn = ImageOps.exif_transpose(_eight_bits(image)) if image.format == "JPEG" else _eight_bits(image)
    except (OSError, ValueError, SyntaxError, EOFError, MemoryError, IndexError) as error:
        raise Refused("damaged", "its pixels are cut off or broken") from error
    wide = max(1, min(width, LARGEST_SIDE, drawn.width))
    if wide < drawn.width or drawn.height > 2 * LARGEST_SIDE:
        high = max(1, min(2 * LARGEST_SIDE, round(drawn.height * wide / drawn.width)))
        drawn = drawn.resize((wide, high), reducing_gap=2.0)
    return {"width": drawn.width, "height": drawn.height}, drawn.tobytes()


def _eight_bits(image: Any) -> Any:
    """RGB on white. Sixteen-bit grey is scaled by its own range; Pillow's conversion would clip it to white."""
    from PIL import Image

    if image.mode.startswith("I") or image.mode == "F":
        low, high = image.getextrema()
        scale = 255 / (high - low) if high > low else 0
        return image.point(lambda value: value * scale - low * scale).convert("L").convert("RGB")
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        shown = image.convert("RGBA")
        ground = Image.new("RGBA", shown.size, (255, 255, 255, 255))
        return Image.alpha_composite(ground, shown).convert("RGB")
    return image.convert("RGB")


def _seek(image: Any, index: int) -> None:
    try:
        image.seek(index)
    except (EOFError, OSError, ValueError) as error:
        raise Refused("damaged", "it has no such page") from error
