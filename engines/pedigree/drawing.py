"""A pedigree ready to be painted, on a screen or on paper: symbols, strokes, labels, numerals, legend.

Units are symbol widths, y downwards. Symbols follow the standard nomenclature (Bennett et al. 1995, 2008, 2022): square
man, circle woman, diamond where neither is known, triangle a pregnancy that ended early; shading a sector a condition;
a stroke through the deceased; an arrow at the proband; a dot in a carrier and an upright stroke in who may yet be
affected; a double line between partners who are related. Words are the caller's, so that each language has its own.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum

from engines.pedigree.kinship import Ancestry, kinship
from engines.pedigree.layout import COMPACT, LABELLED, Layout, LineKind, lay_out
from engines.pedigree.layout.drawn import RADIUS, Line, Point
from engines.pedigree.model import Adoption, Condition, Family, Gender, Outcome, Person, Sex

_LABELLED_PEOPLE = 150                        # larger families get numbers only
_MOST_SECTORS = 4                             # conditions that have a sector of their own
_NO_LIVE_BIRTH = (Outcome.MISCARRIAGE, Outcome.TERMINATION, Outcome.ECTOPIC)
_ROMAN = ((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
          (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))


class Shape(StrEnum):
    SQUARE = "square"
    CIRCLE = "circle"
    DIAMOND = "diamond"
    TRIANGLE = "triangle"


@dataclass(frozen=True, slots=True)
class Words:
    """The words of a label, with ``{}`` for the number or name; English unless the caller gives others."""

    age: str = "{} y"
    died_at: str = "d. {} y"
    died: str = "died"
    onset: str = "{}, {} y"
    sib: str = "SB"
    pregnancy: str = "P"
    other: str = "other conditions"


ENGLISH = Words()


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol. ``sectors`` are places in ``Drawing.legend``; ``label`` the lines below it, the number first."""

    person: str
    x: float
    y: float
    shape: Shape
    number: str
    label: tuple[str, ...]
    sectors: tuple[int, ...] = ()
    deceased: bool = False
    proband: bool = False
    consultand: bool = False
    carrier: bool = False
    presymptomatic: bool = False
    bracketed: bool = False                   # adopted in or out
    inferred: bool = False                    # drawn lightly: nobody recorded this person


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line. ``related``: the couple is related by blood, drawn double where it joins them."""

    kind: LineKind
    points: tuple[Point, ...]
    related: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """``numerals``: (roman generation, y). ``legend``: the conditions in the order of their sectors. ``bounds``: left,
    top, right, bottom with labels. ``label_width``: what a label may take. ``layout`` is what it was made from."""

    symbols: tuple[Symbol, ...]
    strokes: tuple[Stroke, ...]
    numerals: tuple[tuple[str, float], ...]
    legend: tuple[str, ...]
    bounds: tuple[float, float, float, float]
    label_width: float
    layout: Layout
    notes: tuple[str, ...] = ()

    def symbol(self, person: str) -> Symbol:
        """The symbol of a person. Raises KeyError."""
        found = next((symbol for symbol in self.symbols if symbol.person == person), None)
        if found is None:
            raise KeyError(person)
        return found


def drawing(family: Family, words: Words = ENGLISH) -> Drawing:
    """Draws a possible family. Large ones get numbers without further labels."""
    labelled = len(family) <= _LABELLED_PEOPLE
    spacing = LABELLED if labelled else COMPACT
    layout = lay_out(family, spacing)
    legend = _legend(family, words)
    numbers = _numbers(layout)
    symbols = tuple(_symbol(person, layout, numbers, legend, words, labelled) for person in family)
    left, top, right, bottom = layout.bounds
    return Drawing(
        symbols, _strokes(family, layout), tuple((roman(row + 1), y) for row, y in enumerate(layout.row_y)),
        tuple(legend), (left - 1.0, top - 0.6, right + 1.0, bottom + spacing.labels), spacing.people * 0.93, layout,
        family.notes,
    )


def roman(number: int) -> str:
    """I, II, III ... for a generation."""
    text = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        text += letters * count
    return text


def plain_name(condition: Condition) -> str:
    """The name without SNOMED's semantic tag: 'Stroke (disorder)' reads 'Stroke'."""
    for tag in (" (disorder)", " (finding)", " (situation)"):
        if condition.name.endswith(tag):
            return condition.name.removesuffix(tag)
    return condition.name


def _legend(family: Family, words: Words) -> list[str]:
    """The most frequent conditions; where there are more than sectors, the last one stands for the others."""
    counts = Counter(plain_name(c) for person in family for c in {c.name: c for c in person.conditions}.values())
    if len(counts) <= _MOST_SECTORS:
        return list(dict.fromkeys(plain_name(c) for person in family for c in person.conditions))
    return [name for name, _ in counts.most_common(_MOST_SECTORS - 1)] + [words.other]


def _numbers(layout: Layout) -> dict[str, str]:
    counts: Counter[int] = Counter()
    numbers: dict[str, str] = {}
    for person, _ in sorted(layout.places.items(), key=lambda item: item[1][0]):
        row = layout.rows[person]
        counts[row] += 1
        numbers[person] = f"{roman(row + 1)}-{counts[row]}"
    return numbers


def _symbol(
    person: Person, layout: Layout, numbers: dict[str, str], legend: list[str], words: Words, labelled: bool
) -> Symbol:
    x, y = layout.places[person.id]
    places = (legend.index(n) if (n := plain_name(c)) in legend else len(legend) - 1 for c in person.conditions)
    number = numbers[person.id]
    return Symbol(
        person.id, x, y, _shape(person), number, (number, *_label(person, words)) if labelled else (number,),
        tuple(sorted(set(places))), deceased=person.deceased is True or person.outcome is Outcome.STILLBIRTH,
        proband=person.proband, consultand=person.consultand, carrier=person.carrier,
        presymptomatic=person.presymptomatic, bracketed=person.adoption is not Adoption.NONE, inferred=person.inferred,
    )


def _shape(person: Person) -> Shape:
    if person.outcome in _NO_LIVE_BIRTH:
        return Shape.TRIANGLE
    if person.gender is not None:
        return {Gender.MAN: Shape.SQUARE, Gender.WOMAN: Shape.CIRCLE, Gender.DIVERSE: Shape.DIAMOND}[person.gender]
    return {Sex.MALE: Shape.SQUARE, Sex.FEMALE: Shape.CIRCLE, Sex.UNKNOWN: Shape.DIAMOND}[person.sex]


def _label(person: Person, words: Words) -> list[str]:
    lines = [_age(person, words)]
    for condition in person.conditions[:2]:
        onset = condition.onset_text if condition.onset_years is None else f"{condition.onset_years:g}"
        named = person.conditions != (Condition("affected"),)
        if onset and condition.onset_years is not None:
            lines.append(words.onset.format(plain_name(condition), onset))
        elif named:
            lines.append(", ".join(part for part in (plain_name(condition), onset) if part))
    if len(person.conditions) > 2:
        lines[-1] += f" +{len(person.conditions) - 2}"
    if person.note and len(lines) < 4:
        lines.append(person.note)
    return [line for line in lines if line]


def _age(person: Person, words: Words) -> str:
    if person.outcome is Outcome.STILLBIRTH:
        return words.sib
    if person.outcome is Outcome.PREGNANCY:
        return words.pregnancy
    age = person.age_text if person.age_years is None else f"{person.age_years:g}"
    if person.deceased:
        return (words.died_at if person.age_years is not None else "{}").format(age) if age else words.died
    return words.age.format(age) if person.age_years is not None else age


def _strokes(family: Family, layout: Layout) -> tuple[Stroke, ...]:
    ancestry = Ancestry.of(family)
    values = kinship(ancestry)
    related = {
        line.parents for line in layout.lines
        if line.kind is LineKind.PARTNER and len(line.parents) == 2 and values.between(*line.parents) > 0
    }
    shapes = {person.id: _shape(person) for person in family}
    return tuple(
        Stroke(line.kind, _to_outline(line, layout, shapes), _is_joining(line) and line.parents in related)
        for line in layout.lines
    )


def _to_outline(line: Line, layout: Layout, shapes: dict[str, Shape]) -> tuple[Point, ...]:
    """A partner line that comes down beside the top of a round or pointed symbol goes on to its edge."""
    points = list(line.points)
    for end in (0, -1) if line.kind is LineKind.PARTNER else ():
        for parent in line.parents:
            x, y = layout.places[parent]
            aside = abs(points[end][0] - x)
            if abs(points[end][1] - (y - RADIUS)) < 1e-9 and 0 < aside < RADIUS:
                height = {Shape.CIRCLE: (RADIUS**2 - aside**2) ** 0.5, Shape.DIAMOND: RADIUS - aside}
                points[end] = (points[end][0], y - height.get(shapes[parent], RADIUS))
    return tuple(points)


def _is_joining(line: Line) -> bool:
    return line.kind is LineKind.PARTNER and max(abs(a - b) for p, q in zip(line.points, line.points[1:], strict=False)
                                                 for a, b in zip(p, q, strict=True)) > RADIUS / 10
