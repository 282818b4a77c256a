"""Versions and ranges: ``>=1.0,<2`` says for which hosts a manifest was written."""

from __future__ import annotations

import re

_PART = re.compile(r"(>=|<=|==|<|>)\s*(\d{1,4})(?:\.(\d{1,4}))?")


def admits(text: str, version: tuple[int, int]) -> bool:
    """True where ``version`` lies in the range. Raises ValueError for a text that is no range."""
    return all(_holds(part, version) for part in text.split(","))


def _holds(part: str, version: tuple[int, int]) -> bool:
    found = _PART.fullmatch(part.strip())
    if found is None:
        raise ValueError(f"'{part.strip()[:40]}' is no version range such as >=1.0,<2")
    sign, bound = found[1], (int(found[2]), int(found[3] or 0))
    if sign == "==":
        return version == bound
    if sign.startswith(">"):
        return version > bound or (sign == ">=" and version == bound)
    return version < bound or (sign == "<=" and version == bound)
