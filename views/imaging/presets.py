"""How the 3-D pane looks: opacity and colour over Hounsfield units. A picture to find one's way, not to measure on."""

from __future__ import annotations

from dataclasses import dataclass

Color = tuple[float, float, float]


@dataclass(frozen=True, slots=True)
class Preset:
    """``opacity``: (HU, 0..1) points; ``colors``: (HU, (r, g, b) 0..1) points; ``shaded``: lit surfaces."""

    name: str
    opacity: tuple[tuple[float, float], ...]
    colors: tuple[tuple[float, Color], ...]
    shaded: bool = True


_MUSCLE: Color = (0.55, 0.22, 0.17)
_BONE: Color = (0.93, 0.84, 0.68)
_WHITE: Color = (1.0, 0.98, 0.93)
_SKIN: Color = (0.86, 0.62, 0.50)

PRESETS_3D: dict[str, Preset] = {preset.name: preset for preset in (
    Preset("bone", ((-1000, 0), (170, 0), (260, 0.25), (450, 0.75), (1500, 0.95)),
           ((-1000, _MUSCLE), (170, (0.70, 0.42, 0.30)), (300, _BONE), (1200, _WHITE))),
    Preset("vessels", ((-1000, 0), (90, 0), (150, 0.06), (230, 0.35), (450, 0.80), (1500, 0.95)),
           ((-1000, _MUSCLE), (120, (0.62, 0.16, 0.12)), (230, (0.80, 0.42, 0.30)), (380, _BONE), (1200, _WHITE))),
    Preset("soft", ((-1000, 0), (-250, 0), (-120, 0.10), (20, 0.35), (200, 0.60), (1500, 0.90)),
           ((-1000, _SKIN), (-120, _SKIN), (40, _MUSCLE), (250, _BONE), (1200, _WHITE))),
    Preset("lung", ((-1000, 0), (-920, 0), (-860, 0.012), (-700, 0.03), (-600, 0.0), (-500, 0.0), (-450, 0.10),
                    (-250, 0.22), (-150, 0.0), (1500, 0.0)),
           ((-1000, (0.25, 0.38, 0.50)), (-700, (0.45, 0.62, 0.72)), (-400, (0.90, 0.75, 0.68)), (1500, _WHITE))),
)}


def for_other_modality(low: float, high: float) -> Preset:
    """A grey haze between two values, for images without Hounsfield units (MR, PET)."""
    span = max(high - low, 1.0)
    return Preset("grey", ((low, 0), (low + 0.25 * span, 0), (low + 0.55 * span, 0.10), (high, 0.5)),
                  ((low, (0, 0, 0)), (low + 0.5 * span, (0.6, 0.6, 0.6)), (high, (1, 1, 1))))
