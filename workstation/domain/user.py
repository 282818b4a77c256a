"""Who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    PHYSICIAN = "physician"
    RADIOLOGIST = "radiologist"
    GENETICIST = "geneticist"
    NURSE = "nurse"
    ADMINISTRATOR = "administrator"


@dataclass(frozen=True, slots=True)
class User:
    """A person who signed in. ``name`` is the sign-in name, ``display`` how reports call them."""

    name: str
    display: str
    role: Role
