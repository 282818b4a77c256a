"""Translations, icons, themes, fonts and knowledge tables. No code but the way to find them."""

from pathlib import Path

ROOT = Path(__file__).resolve().parent


def path(*parts: str) -> Path:
    """The file or folder below ``resources/`` named by ``parts``."""
    return ROOT.joinpath(*parts)
