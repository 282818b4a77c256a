"""Why a model gave no answer, in the language of the screen. What is not known here is shown as the model says it."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication


def _patterns() -> list[tuple[str, str]]:
    """What ``engines.imaging.nodules`` and ``services.model_runs`` say, and how it is said on the screen."""
    return [
        (r"modality:? is (?P<found>.+?); (?:only|it was tested on) (?P<tested>.+?)(?: was tested)?",
         QCoreApplication.translate("imaging", "The modality is {found}; it was tested on {tested}.")),
        (r"body part:? is (?P<found>.+?); it was tested on (?P<tested>.+)",
         QCoreApplication.translate("imaging", "The body part is {found}; it was tested on {tested}.")),
        (r"slices are (?P<found>[\d.]+) mm apart; it was tested to (?P<tested>[\d.]+) mm",
         QCoreApplication.translate("imaging", "The slices are {found} mm apart; it was tested to {tested} mm.")),
        (r"slice distance:? is (?P<found>[\d.]+) mm; at most (?P<tested>[\d.]+) mm was tested",
         QCoreApplication.translate("imaging", "The slices are {found} mm apart; it was tested to {tested} mm.")),
        (r"pixel size:? is (?P<found>[\d.]+) mm; at most (?P<tested>[\d.]+) mm was tested",
         QCoreApplication.translate("imaging", "The pixels are {found} mm wide; it was tested to {tested} mm.")),
        (r"scan length:? is (?P<found>\d+) mm; a chest needs (?P<tested>\d+) mm",
         QCoreApplication.translate("imaging", "The scan is {found} mm long; a chest needs {tested} mm.")),
        (r"volume:? shows (?P<found>\d+) ml of lung, outside (?P<low>\d+) to (?P<high>\d+) ml",
         QCoreApplication.translate("imaging", "It shows {found} ml of lung, outside {low} to {high} ml.")),
        (r"volume:? shows no lung", QCoreApplication.translate("imaging", "No lung was found.")),
        (r"unit:? is not HU", QCoreApplication.translate("imaging", "Its values are no Hounsfield units.")),
        (r"plane:? is not axial", QCoreApplication.translate("imaging", "Its slices are not axial.")),
        (r"geometry:? can't be trusted.*",
         QCoreApplication.translate("imaging", "Its geometry can't be trusted (see the warning).")),
    ]


def words(reason: str) -> str:
    """One sentence for a reason as ``ModelRun.abstained`` holds it."""
    for pattern, sentence in _patterns():
        found = re.fullmatch(pattern, reason.strip())
        if found is not None:
            return sentence.format(**found.groupdict())
    return reason
