"""Where things lie on this computer."""

from __future__ import annotations

import os
from pathlib import Path


def default_data_dir() -> Path:
    """Where the store lies if nobody says otherwise: ``CONSILIA_DATA_DIR``, else the user's data folder."""
    given = os.environ.get("CONSILIA_DATA_DIR")
    if given:
        return Path(given)
    from platformdirs import user_data_path

    return user_data_path("Consilia", appauthor=False)
