"""Documents of the demo clinic: a letter as PDF, a print-out as picture, heart sounds, each marked SYNTHETIC.

The heart sounds are made as in Almasi and others 2011 (Conf Proc IEEE Eng Med Biol Soc 2011:5686): each sound of a beat
is a tone under a Gaussian, ``a * exp(-(t - m)^2 / (2 s^2)) * cos(2 pi f (t - m))``. Here S1 and S2 have two such tones,
a third sound follows S2 by 0.14 s, and the beats come without order, as in atrial fibrillation. Amplitudes and
frequencies are chosen to look and sound like a heart; they are nobody's.
"""

from __future__ import annotations

import base64
import hashlib
import io
import random
import struct
from typing import Any

from workstation.services.demo.chart import LOINC, PHYSICIAN, Chart

RATE_HZ = 2000
# after the beat's start (s), width (s), frequency (Hz), amplitude
_S1 = ((0.00, 0.016, 45.0, 0.62), (0.03, 0.012, 90.0, 0.30))
_S2 = ((0.30, 0.011, 62.0, 0.46), (0.325, 0.008, 110.0, 0.22))
_S3 = ((0.46, 0.022, 32.0, 0.20),)


def document(chart: Chart, when: str, code: tuple[str, str], title: str, media_type: str, data: bytes,
             author: str = PHYSICIAN) -> str:
    """A DocumentReference with the file inside it; ``code`` is a LOINC document type and its words."""
    return chart.add({
        "resourceType": "DocumentReference", "status": "current", "subject": chart.subject, "date": when,
        "type": {"coding": [{"system": LOINC, "code": code[0], "display": code[1]}], "text": code[1]},
        "author": [{"display": author}], "description": title,
        "content": [{"attachment": _attachment(title, media_type, data)}],
    })


def media(chart: Chart, when: str, kind: str, title: str, media_type: str, data: bytes, by: str) -> str:
    """A Media with the file inside it."""
    return chart.add({
        "resourceType": "Media", "status": "completed", "subject": chart.subject, "createdDateTime": when,
        "modality": {"text": kind}, "operator": {"display": by}, "content": _attachment(title, media_type, data),
    })


def _attachment(title: str, media_type: str, data: bytes) -> dict[str, Any]:
    digest = hashlib.sha1(data, usedforsecurity=False).digest()           # FHIR R4, Attachment.hash
    return {"contentType": media_type, "title": title, "size": len(data), "hash": base64.b64encode(digest).decode(),
            "data": base64.b64encode(data).decode()}


def heart_sounds(seconds: float, seed: int) -> bytes:
    """A phonocardiogram as WAV (PCM 16 bit, mono), with its origin in the file's own comment."""
    import numpy as np

    chance = random.Random(seed)
    moments = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    sound = np.random.default_rng(seed).normal(0.0, 0.006, len(moments))
    start = 0.25
    while start < seconds - 0.6:
        for after, width, frequency, amplitude in (*_S1, *_S2, *_S3):
            away = moments - start - after
            louder = amplitude * chance.uniform(0.85, 1.1)
            sound += louder * np.exp(-away**2 / (2 * width**2)) * np.cos(2 * np.pi * frequency * away)
        start += chance.uniform(0.62, 1.02)
    body = (np.clip(sound, -1, 1) * 32767).astype("<i2").tobytes()
    return _wav(body, b"SYNTHETIC: made from a formula, nobody's heart")


def _wav(body: bytes, comment: bytes) -> bytes:
    comment += b"\0" * (2 - len(comment) % 2)          # ends in a zero, and on an even byte
    form = struct.pack("<HHIIHH", 1, 1, RATE_HZ, RATE_HZ * 2, 2, 16)
    said = b"INFO" + b"ICMT" + struct.pack("<I", len(comment)) + comment
    chunks = b"".join(name + struct.pack("<I", len(data)) + data for name, data in (
        (b"fmt ", form), (b"data", body), (b"LIST", said)))
    return b"RIFF" + struct.pack("<I", 4 + len(chunks)) + b"WAVE" + chunks


def letter(title: str, lines: tuple[str, ...], name: str, number: str, day: str) -> bytes:
    """A one-page letter as PDF; the same words give the same bytes."""
    from reportlab.lib.colors import HexColor
    from reportlab.pdfgen.canvas import Canvas

    into = io.BytesIO()
    sheet = Canvas(into, pagesize=(595, 842), invariant=1)
    sheet.setTitle(f"{title} (SYNTHETIC)")
    sheet.setFillColor(HexColor("#8A5200"))
    sheet.setFont("Helvetica-Bold", 10)
    sheet.drawRightString(535, 800, "SYNTHETIC - no real person")
    sheet.setFillColor(HexColor("#18212C"))
    sheet.setFont("Helvetica-Bold", 18)
    sheet.drawString(60, 752, title)
    sheet.setFont("Helvetica", 10.5)
    sheet.drawString(60, 726, f"{name}    Medical record number {number}    {day}")
    sheet.setStrokeColor(HexColor("#DCE2E9"))
    sheet.line(60, 714, 535, 714)
    text = sheet.beginText(60, 690)
    text.setFont("Helvetica", 11)
    text.setLeading(17)
    for line in lines:
        text.textLine(line)
    sheet.drawText(text)
    sheet.save()
    return into.getvalue()


def flow_volume_loop(fev1_l: float, fvc_l: float) -> bytes:
    """A spirometer's print-out as PNG: an obstructive flow-volume loop, drawn by hand-chosen curves."""
    from PIL import Image, ImageDraw, ImageFont

    wide, high, left, zero = 760, 620, 90, 360
    picture = Image.new("RGB", (wide, high), "#FCFCF8")
    pen = ImageDraw.Draw(picture)
    face = ImageFont.load_default(17)
    per_l, per_flow = 150, 38
    for volume in range(5):
        x = left + volume * per_l
        pen.line((x, 60, x, 560), fill="#D8D8CC")
        pen.text((x - 10, 566), f"{volume} L", fill="#444444", font=face)
    for flow in range(-5, 8):
        y = zero - flow * per_flow
        pen.line((left, y, left + 4 * per_l, y), fill="#D8D8CC" if flow else "#777777")
        if flow % 2 == 0:
            pen.text((18, y - 10), f"{flow} L/s", fill="#444444", font=face)
    steps = [step / 200 for step in range(201)]
    breathed_out = [(left + v * fvc_l * per_l, zero - per_flow * 4.6 * min(1.0, v / 0.07) * (1 - v) ** 2.6)
                    for v in steps]
    breathed_in = [(left + v * fvc_l * per_l, zero + per_flow * 3.9 * (1 - (2 * v - 1) ** 2) ** 0.5) for v in steps]
    pen.line(breathed_out, fill="#16324F", width=3, joint="curve")
    pen.line(breathed_in, fill="#16324F", width=3, joint="curve")
    pen.text((left, 20), f"Flow-volume loop    FEV1 {fev1_l:.2f} L    FVC {fvc_l:.2f} L", fill="#222222", font=face)
    pen.text((wide - 130, 592), "SYNTHETIC", fill="#8A5200", font=face)
    into = io.BytesIO()
    picture.save(into, "PNG", optimize=True)
    return into.getvalue()
