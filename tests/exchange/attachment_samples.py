"""Attachments made here: honest ones, and what a sender with bad intent would send."""

from __future__ import annotations

import base64
import io
import struct
import zlib
from typing import Any


def reference(data: bytes | None = None, declared: str = "text/plain", identity: str = "d1", **attachment: Any) -> dict:
    """A DocumentReference of the patient p with one attachment."""
    held = {"contentType": declared, **attachment}
    if data is not None:
        held["data"] = base64.b64encode(data).decode()
    return {"resourceType": "DocumentReference", "id": identity, "status": "current", "type": {"text": "Letter"},
            "subject": {"reference": "Patient/p"}, "date": "2026-03-02T10:00:00+08:00",
            "author": [{"display": "Dr. Ann Lee"}], "content": [{"attachment": held}]}


def wav(bits: int = 16, frames: int = 4000, rate: int = 4000, channels: int = 1, claimed: int | None = None) -> bytes:
    """A ramp from -1 to almost 1 as PCM, so that extremes are known. ``claimed``: frames its header promises."""
    step = bits // 8
    top = 1 << (bits - 1)
    body = bytearray()
    for frame in range(frames):
        value = -top + (2 * top - 1) * frame // max(1, frames - 1)
        piece = (value + 128).to_bytes(1, "little") if bits == 8 else value.to_bytes(step, "little", signed=True)
        body += piece * channels
    size = (claimed if claimed is not None else frames) * channels * step
    fmt = struct.pack("<HHIIHH", 1, channels, rate, rate * channels * step, channels * step, bits)
    return (b"RIFF" + struct.pack("<I", 36 + size) + b"WAVE" + b"fmt " + struct.pack("<I", 16) + fmt
            + b"data" + struct.pack("<I", size) + bytes(body))


def png(width: int, height: int, pixels: bytes | None = None) -> bytes:
    """A grey PNG. Without ``pixels`` all black, which packs a thousandfold: the bomb."""
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    row = b"\0" * (width + 1)
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(row) for _ in range(height)) + packer.flush() if pixels is None else \
        zlib.compress(pixels)
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", packed) + chunk(b"IEND", b"")


def pdf(pages: int = 1, words: str = "A letter", script: str = "") -> bytes:
    """A PDF by reportlab; ``script`` is put in as JavaScript that opens with the document."""
    from reportlab.pdfgen.canvas import Canvas

    into = io.BytesIO()
    sheet = Canvas(into, pagesize=(595, 842), invariant=1)
    for number in range(pages):
        sheet.setFont("Helvetica", 24)
        sheet.drawString(72, 700, f"{words} {number + 1}")
        sheet.showPage()
    sheet.save()
    action = b"/OpenAction << /S /JavaScript /JS (" + script.encode() + b") >>"
    return into.getvalue().replace(b"/Type /Catalog", b"/Type /Catalog " + (action if script else b""))
