"""The hero's scan is read: the model proposes, the radiologist accepts what the phantom holds and rejects the rest.

One proposal is left as it is, so that the imaging room has something to review.
"""

from __future__ import annotations

import contextlib
import math

from workstation.domain.finding import FindingState
from workstation.errors import PluginError
from workstation.services import findings, imaging
from workstation.services.clinic import Clinic
from workstation.services.demo import facts
from workstation.services.progress import Progress

_SAME_PLACE_MM = 6.0
_NOT_A_NODULE = "A vessel seen end on; nothing is there in the phantom."


def read(clinic: Clinic, progress: Progress) -> None:
    """Runs the installed models on the scan and reviews as the signed-in radiologist. Raises Cancelled.

    A model that can't run here costs its findings, not the clinic: the room offers it again.
    """
    from engines.imaging.phantom import DEFAULT_NODULES

    left_open = next(nodule for nodule in DEFAULT_NODULES if nodule.kind == "ground-glass")
    for study in imaging.studies(clinic, facts.HERO):
        for series in study.series:
            with contextlib.suppress(PluginError):
                findings.run_models(clinic, series.uid, progress)
            for finding in findings.listed(clinic, series.uid):
                near = [n for n in DEFAULT_NODULES if math.dist(n.center_mm, finding.center_mm) < _SAME_PLACE_MM]
                if not near:
                    findings.review(clinic, finding.id, FindingState.REJECTED, _NOT_A_NODULE)
                elif near[0] is not left_open:
                    findings.review(clinic, finding.id, FindingState.ACCEPTED)
