from __future__ import annotations

import json
import math
import random
from datetime import UTC, datetime, timedelta

import pytest

from engines.report.content import (
    AdviceLine,
    Allergies,
    AllergyLine,
    Chart,
    ChartPoint,
    FamilyTree,
    FindingLine,
    Flag,
    Grade,
    Identity,
    Line,
    Picture,
    Record,
    ReportContent,
    ResultLine,
    Review,
    Scan,
    Shape,
    ShapeKind,
    Signature,
)
from engines.report.ink import Ink
from resources import path

NOW = datetime(2026, 11, 23, 2, 42, tzinfo=UTC)
SIGNED = Signature("Dr LI Hua", "Physician", "23-Nov-2026 10:45 +08:00", "Ed25519 9f:2c:aa:01")


@pytest.fixture(scope="session")
def ink() -> Ink:
    tokens = json.loads(path("themes", "tokens.json").read_text(encoding="utf-8"))["themes"]["light"]
    return Ink(path("fonts", "NotoSansSC_400Regular.ttf"), path("fonts", "NotoSansSC_600SemiBold.ttf"), tokens)


@pytest.fixture
def identity() -> Identity:
    return Identity("王小明", "Wang Xiaoming", "male", "14-Jul-1958", "68 y", "MRN", "4820 117 903", Allergies.LISTED,
                    ("Penicillin (anaphylaxis)",), True)


def record(problem: str = "Type 2 diabetes", results: int = 6) -> Record:
    chance = random.Random(1)
    lines = tuple(
        ResultLine(f"Analyte {n}", f"{n}.50", "10⁹/L", "3.5–9.5", list(Flag)[n % len(Flag)], "12-Nov-2026",
                   tuple(chance.random() for _ in range(n % 5)))
        for n in range(results)
    )
    return Record(
        problems=(Line(problem, "", "2014", "E11.9"),), past_problems=(Line("Pneumonia", "", "Aug-2023"),),
        medications=(Line("Metformin", "1000 mg, twice daily", "2014"),), allergy_state=Allergies.LISTED,
        allergies=(AllergyLine("Penicillin", "Anaphylaxis", True),), results=lines,
        observations=(Line("Smoking", "Smokes tobacco daily", "12-Nov-2026"),),
    )


def scan(label: str = "Nodule") -> Scan:
    pixels = bytes(int(60 + 50 * math.sin(i / 90)) for i in range(64 * 64))
    return Scan("CT chest", "02-Nov-2026", tuple(
        FindingLine(label, "9 mm", "right lung", "lung-nodules 1.0.0", True, "0.91 (a rank)", review,
                    "Dr CHEN Min" if review is not Review.PROPOSED else "", "23-Nov-2026 10:40",
                    Picture(pixels, 64, 64, (0.4, 0.6)))
        for review in Review
    ))


def chart(points: int = 28, pressure: bool = True) -> Chart:
    return Chart("Blood pressure at home" if pressure else "Heart rate", "mmHg" if pressure else "/min", tuple(
        ChartPoint(NOW - timedelta(hours=6 * (points - i)), 140 + i % 9, 84 + i % 5 if pressure else None,
                   Grade.WARNING)
        for i in range(points)
    ), "148/86", "22-Nov-2026", (None, 135), (None, 85) if pressure else None)


def family(words: str = "II-3") -> FamilyTree:
    return FamilyTree(200, 120, (
        Shape(ShapeKind.CIRCLE, ((40, 40),), "#18212C", "#FFFFFF", size=16),
        Shape(ShapeKind.POLYGON, ((90, 24), (122, 24), (122, 56)), "#18212C", "#8A2C5F"),
        Shape(ShapeKind.LINE, ((56, 40), (90, 40)), "#18212C"),
        Shape(ShapeKind.WEDGE, ((40, 40),), fill="#8A2C5F", size=16, angles=(0, 90)),
        Shape(ShapeKind.TEXT, ((40, 70),), fill="#18212C", size=11, text=words),
    ), (("#8A2C5F", "breast cancer"),), (("II-3", "68 y"),))


def advice(summary: str = "Start or step up treatment") -> AdviceLine:
    return AdviceLine(summary, "Mean 148/86 mmHg.", Grade.WARNING, "ESC 2024, Class I", ("Mean systolic 148 mmHg",),
                      ("potassium",), decision="overridden", decided_by="Dr LI Hua", decided_at="23-Nov-2026",
                      reason="Again in two weeks", engine="home-blood-pressure 1.0.0")


@pytest.fixture
def content(identity: Identity) -> ReportContent:
    return ReportContent(
        language="en", identity=identity, made_at=NOW, made_by="Dr LI Hua", record=record(), scans=(scan(),),
        charts=(chart(), chart(pressure=False)), family=family(), has_family_section=True, advice=(advice(),),
        comment="68-year-old man. 三个结节。",
    )
