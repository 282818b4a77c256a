"""Contrast from the tokens (WCAG 2.2, 1.4.3 and 1.4.11), and severities apart for three kinds of colour blindness."""

from __future__ import annotations

import itertools

import pytest

from views.widgets.theme import SHAPES, Severity, tokens

THEMES = ("light", "dark", "radiology")
GROUNDS = ("background", "surface", "raised")
SEVERITIES = ("critical", "warning", "fine", "info")
# Machado, Oliveira & Fernandes 2009 (IEEE TVCG 15:1291), severity 1.0, linear RGB.
BLINDNESS = {
    "protan": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deutan": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritan": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


def linear(color: str) -> tuple[float, float, float]:
    parts = [int(color[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return r, g, b


def luminance(color: str) -> float:
    r, g, b = linear(color)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_is_right() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)     # the well-known near miss


@pytest.mark.parametrize("theme", THEMES)
def test_text_has_4_5_to_1(theme: str) -> None:
    known = tokens()["themes"][theme]
    pairs = [(ink, ground) for ink in ("text", "secondary", "accent") for ground in GROUNDS]
    pairs += [("text", "accent_soft"), ("accent", "accent_soft"), ("on_accent", "accent")]
    pairs += [(severity, f"{severity}_soft") for severity in SEVERITIES]
    pairs += [(severity, ground) for severity in SEVERITIES for ground in GROUNDS]
    weak = {pair: round(contrast(known[pair[0]], known[pair[1]]), 2) for pair in pairs
            if contrast(known[pair[0]], known[pair[1]]) < 4.5}
    assert weak == {}


@pytest.mark.parametrize("theme", THEMES)
def test_graphics_have_3_to_1(theme: str) -> None:
    known = tokens()["themes"][theme]
    inks = ("graph", "control_line", "condition_1", "condition_2", "condition_3", "condition_4")
    weak = {(ink, ground): round(contrast(known[ink], known[ground]), 2) for ink in inks for ground in GROUNDS
            if contrast(known[ink], known[ground]) < 3}
    assert weak == {}


def test_no_token_is_missing_in_a_theme() -> None:
    themes = tokens()["themes"]
    assert set(themes["light"]) == set(themes["dark"]) == set(themes["radiology"])


def test_severities_differ_in_shape_so_that_colour_is_never_alone() -> None:
    shapes = [SHAPES[severity] for severity in Severity if severity is not Severity.NONE]
    assert len(set(shapes)) == len(shapes) and all(shapes)


def _lab(rgb: tuple[float, ...]) -> tuple[float, float, float]:
    r, g, b = (min(1.0, max(0.0, part)) for part in rgb)
    xyz = (0.4124 * r + 0.3576 * g + 0.1805 * b, 0.2126 * r + 0.7152 * g + 0.0722 * b,
           0.0193 * r + 0.1192 * g + 0.9505 * b)
    f = [t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116
         for t in (xyz[0] / 0.95047, xyz[1], xyz[2] / 1.08883)]
    return 116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])


@pytest.mark.parametrize("kind", BLINDNESS)
@pytest.mark.parametrize("theme", THEMES)
def test_critical_stays_apart_from_fine_and_info(theme: str, kind: str) -> None:
    """CIE76 distance of at least 10: clearly two colours beside one another."""
    known, matrix = tokens()["themes"][theme], BLINDNESS[kind]

    def seen(name: str) -> tuple[float, float, float]:
        rgb = linear(known[name])
        return _lab(tuple(sum(a * b for a, b in zip(line, rgb, strict=True)) for line in matrix))

    close = {}
    for one, other in itertools.combinations(("critical", "fine", "info"), 2):
        apart = sum((a - b) ** 2 for a, b in zip(seen(one), seen(other), strict=True)) ** 0.5
        if apart < 10:
            close[one, other] = round(apart, 1)
    assert close == {}
