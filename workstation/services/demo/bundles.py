"""The demo's records as files: one FHIR R4 bundle a patient, the same bytes for the same seed and day."""

from __future__ import annotations

import random
from datetime import date

from workstation.services.demo import daily, living
from workstation.services.demo.calendar import Calendar
from workstation.services.demo.facts import SEED
from workstation.services.demo.stories import STORIES


def bundles(today: date, seed: int = SEED) -> dict[str, bytes]:
    """File name to bytes, in the order of the patient list. Each story has its own stream of chance."""
    calendar = Calendar(today)
    charts = {slug: story(calendar, random.Random(f"{seed}:{slug}")) for slug, story in STORIES.items()}
    daily.add(charts)
    living.add(charts)
    return {f"{slug}.json": chart.bundle() for slug, chart in charts.items()}
