"""Rows ``[id, father, mother, sex, affected]`` and twins ``[a, b, "MZ"]`` as a Family: what ``compute`` speaks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from engines.pedigree.model import Condition, Family, Person, Sex, TwinKind, TwinSet
from engines.spec import Refusal

SEXES: Mapping[object, Sex] = {1: Sex.MALE, 2: Sex.FEMALE, 0: Sex.UNKNOWN}
AFFECTED = Condition("affected")
_KINDS = {"MZ": TwinKind.MONOZYGOTIC, "DZ": TwinKind.DIZYGOTIC}
_NOBODY = (None, "", "0", 0)
Cells = Sequence[Any]


def family_of(rows: Sequence[Any], twins: Iterable[Any] = (), input_name: str = "pedigree") -> Family:
    """The family that the rows describe. Raises Refusal naming ``input_name`` and the row that can't be read."""
    persons = tuple(_person(row, number, input_name) for number, row in enumerate(rows, start=1))
    return Family("", persons, twins=tuple(_twins(pair) for pair in twins))


def _person(row: Any, number: int, input_name: str) -> Person:
    if not isinstance(row, list | tuple) or len(cast(Cells, row)) < 4:
        raise Refusal(input_name, f"row {number} is not [id, father, mother, sex, affected]")
    cells = cast(Cells, row)
    person_id, father, mother, sex = cells[:4]
    affected = cells[4] if len(cells) > 4 else 0
    if person_id in _NOBODY or isinstance(person_id, bool | list | dict):
        raise Refusal(input_name, f"row {number} has no id")
    if isinstance(sex, bool) or not isinstance(sex, int) or sex not in SEXES:
        raise Refusal(input_name, f"row {number} ({person_id}) has the sex {sex!r}; it must be 1, 2 or 0")
    if isinstance(affected, bool) or affected not in (0, 1, 2, None):
        raise Refusal(input_name, f"row {number} ({person_id}) has the affection {affected!r}; it must be 2, 1 or 0")
    return Person(
        str(person_id), _parent(father), _parent(mother), SEXES[sex],
        conditions=(AFFECTED,) if affected == 2 else (), asked_negative=affected == 1,
    )


def _parent(value: Any) -> str | None:
    return None if value in _NOBODY else str(value)


def _twins(pair: Any) -> TwinSet:
    cells = cast(Cells, pair) if isinstance(pair, list | tuple) else ()
    if len(cells) != 3 or cells[2] not in _KINDS:
        raise Refusal("twins", 'must be a list of [a, b, "MZ" or "DZ"]')
    return TwinSet((str(cells[0]), str(cells[1])), _KINDS[cells[2]])
