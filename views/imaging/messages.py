"""The words of the imaging room that more than one widget says."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from engines.imaging.planes import Plane
from views.widgets import words
from workstation.domain.finding import Finding, FindingState
from workstation.domain.partial_date import PartialDate

# Size from which solid nodules are followed up (MacMahon et al., Fleischner Society 2017, Radiology 284:228).
FOLLOWED_UP_MM = 6.0
_PLACE_AXIS = {Plane.AXIAL: (2, "H", "F"), Plane.CORONAL: (1, "P", "A"), Plane.SAGITTAL: (0, "L", "R")}


def plane_name(plane: Plane) -> str:
    known = {
        Plane.AXIAL: QCoreApplication.translate("imaging", "Axial"),
        Plane.CORONAL: QCoreApplication.translate("imaging", "Coronal"),
        Plane.SAGITTAL: QCoreApplication.translate("imaging", "Sagittal"),
    }
    return known[plane]


def preset_name(preset: str) -> str:
    """A window or 3-D preset in words; an unknown one as it is written."""
    known = {
        "lung": QCoreApplication.translate("imaging", "Lung"),
        "mediastinum": QCoreApplication.translate("imaging", "Mediastinum"),
        "bone": QCoreApplication.translate("imaging", "Bone"),
        "brain": QCoreApplication.translate("imaging", "Brain"),
        "abdomen": QCoreApplication.translate("imaging", "Abdomen"),
        "soft": QCoreApplication.translate("imaging", "Soft tissue"),
        "vessels": QCoreApplication.translate("imaging", "Bone and vessels"),
    }
    return known.get(preset, preset)


def state_name(state: FindingState) -> str:
    known = {
        FindingState.PROPOSED: QCoreApplication.translate("imaging", "Proposed"),
        FindingState.ACCEPTED: QCoreApplication.translate("imaging", "Accepted"),
        FindingState.REJECTED: QCoreApplication.translate("imaging", "Rejected"),
        FindingState.EDITED: QCoreApplication.translate("imaging", "Edited"),
    }
    return known[state]


def warning(code: str) -> str:
    """What the geometry check found, in words; an unknown code is shown as it is."""
    known = {
        "missing-slice": QCoreApplication.translate("imaging", "Slices are missing; the gaps are left empty."),
        "uneven-spacing": QCoreApplication.translate("imaging", "The distance between slices varies."),
        "duplicate-slice": QCoreApplication.translate("imaging", "Some slices are there twice; one of each is shown."),
        "tilt": QCoreApplication.translate("imaging", "The slices are tilted (gantry tilt)."),
        "mixed-orientation": QCoreApplication.translate("imaging", "Slices of another orientation were left out."),
        "mixed-size": QCoreApplication.translate("imaging", "Slices of another size were left out."),
        "mixed-spacing": QCoreApplication.translate("imaging", "The pixel size varies between slices."),
        "orientation-not-unit": QCoreApplication.translate("imaging", "The directions are not at right angles."),
        "no-position": QCoreApplication.translate("imaging", "The slices carry no position in the patient."),
        "no-spacing": QCoreApplication.translate("imaging", "The pixel size is missing or can't be right."),
        "imager-spacing": QCoreApplication.translate("imaging", "The pixel size is that of the detector."),
        "no-slice-spacing": QCoreApplication.translate("imaging", "The distance between slices is not known."),
        "truncated-pixels": QCoreApplication.translate("imaging", "Files are cut off; the missing rows are empty."),
        "unreadable-slice": QCoreApplication.translate("imaging", "Some files could not be read; they are empty here."),
        "slope-zero": QCoreApplication.translate("imaging", "The values are as stored (rescale slope zero)."),
        "inverted": QCoreApplication.translate("imaging", "Stored inverted; shown bright for dense."),
        "modality-lut-ignored": QCoreApplication.translate("imaging", "The values are as stored (table not applied)."),
        "several-frames": QCoreApplication.translate("imaging", "Frames of one file, without places of their own."),
    }
    return known.get(code, code.replace("-", " "))


def measuring_locked() -> str:
    return QCoreApplication.translate("imaging", "Sizes and distances are not shown.")


def first_image() -> str:
    return QCoreApplication.translate("imaging", "First image; the others are on their way")


def not_to_scale() -> str:
    return QCoreApplication.translate("imaging", "Not to scale")


def synthetic() -> str:
    return QCoreApplication.translate("imaging", "SYNTHETIC")


def number(value: float, digits: int) -> str:
    """A number without trailing zeros and with a true minus sign."""
    text = f"{value:.{digits}f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text in ("-0", "") else text).replace("-", "\N{MINUS SIGN}")


def length(millimetres: float) -> str:
    """``5 mm``, from 10 mm on ``1 cm``."""
    return f"{number(millimetres / 10, 1)} cm" if millimetres >= 10 else f"{number(millimetres, 1)} mm"


def diameter(finding: Finding) -> str:
    """The diameter as it stands on every screen: one digit after the point."""
    return f"{number(finding.diameter_mm, 1)} mm"


def size_class(finding: Finding) -> str:
    """The size class that a follow-up rests on, in words (Fleischner Society 2017)."""
    if finding.diameter_mm >= FOLLOWED_UP_MM:
        return QCoreApplication.translate("imaging", "6 mm or more: followed up by Fleischner 2017")
    return QCoreApplication.translate("imaging", "below 6 mm")


def volume(finding: Finding) -> str:
    """From a thousand cubic millimetres on in cubic centimetres."""
    if finding.volume_mm3 >= 1000:
        return f"{number(finding.volume_mm3 / 1000, 1)} cm³"
    return f"{number(finding.volume_mm3, 0)} mm³"


def pixel_size(column_mm: float, row_mm: float) -> str:
    if abs(column_mm - row_mm) < 0.005:
        return QCoreApplication.translate("imaging", "{mm} mm per pixel").format(mm=number(column_mm, 2))
    return QCoreApplication.translate("imaging", "{across} × {down} mm per pixel").format(
        across=number(column_mm, 2), down=number(row_mm, 2))


def position(plane: Plane, point_mm: tuple[float, float, float]) -> str:
    """Where the plane lies in the patient: ``F 519.8 mm``, letters as in DICOM PS3.3 C.7.6.1.1.1."""
    axis, positive, negative = _PLACE_AXIS[plane]
    value = point_mm[axis]
    return f"{positive if value >= 0 else negative} {abs(value):.1f} mm"


def score(finding: Finding) -> str:
    """A model's number by its right name: ``rank 0.94``, or ``probability 0.94`` where it is calibrated as one."""
    if finding.confidence is None:
        return QCoreApplication.translate("imaging", "no score")
    value = score_digits(finding.confidence)
    if is_probability(finding):
        return QCoreApplication.translate("imaging", "probability {value}").format(value=value)
    place = dict(finding.attributes).get("rank", "")
    if place:
        return QCoreApplication.translate("imaging", "rank {place} (score {value})").format(place=place, value=value)
    return QCoreApplication.translate("imaging", "rank {value}").format(value=value)


def score_digits(value: float) -> str:
    """Two digits after the point, three where two would hide a small one."""
    return f"{value:.2f}" if value >= 0.1 or value == 0 else f"{value:.3f}"


def is_probability(finding: Finding) -> bool:
    """Only what says first that it is a probability is called one."""
    return finding.score_meaning.strip().lower().startswith(("probability", "calibrated probability"))


def finding_label(finding: Finding) -> str:
    """What was found, translated where the word is known, with its kind behind it."""
    known = {
        "nodule": QCoreApplication.translate("imaging", "Nodule"),
        "lung nodule": QCoreApplication.translate("imaging", "Lung nodule"),
        "nodule candidate": QCoreApplication.translate("imaging", "Nodule candidate"),
        "lung nodule candidate": QCoreApplication.translate("imaging", "Lung nodule candidate"),
        "solid": QCoreApplication.translate("imaging", "solid"),
        "part-solid": QCoreApplication.translate("imaging", "part-solid"),
        "ground-glass": QCoreApplication.translate("imaging", "ground-glass"),
        "calcified": QCoreApplication.translate("imaging", "calcified"),
        "left": QCoreApplication.translate("imaging", "left"),
        "right": QCoreApplication.translate("imaging", "right"),
    }
    own = dict(finding.attributes)
    parts = [finding.label, *(own[name] for name in ("kind", "side", "lobe") if own.get(name))]
    return ", ".join(known.get(part.lower(), part) for part in parts)


def moment(when: datetime) -> str:
    """``02-Nov-2026 14:03`` in the local zone, the day in the language of the screen."""
    local = when.astimezone()
    return f"{words.day(PartialDate.parse(local.date().isoformat()))} {local:%H:%M}"
