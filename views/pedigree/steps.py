"""Where the arrow keys lead from a person."""

from __future__ import annotations

from workstation.services.pedigree import Drawing, Family


def neighbour(family: Family, drawing: Drawing, person: str, direction: str) -> str:
    """Left and right along the generation, up to a parent, down to the first child; home, or from nobody, to the
    proband."""
    if not person or direction == "proband":
        proband = family.proband
        return proband.id if proband is not None else drawing.symbols[0].person
    if direction in ("left", "right"):
        return _along(drawing, person, 1 if direction == "right" else -1)
    here = family.person(person)
    if direction == "up":
        return here.father or here.mother or person
    children = [child for child in family if person in (child.father, child.mother)]
    children.sort(key=lambda child: drawing.layout.places[child.id])
    return children[0].id if children else person


def _along(drawing: Drawing, person: str, step: int) -> str:
    places = drawing.layout.places
    row = sorted((x, other) for other, (x, y) in places.items() if y == places[person][1])
    at = [other for _, other in row].index(person) + step
    return row[at][1] if 0 <= at < len(row) else person
