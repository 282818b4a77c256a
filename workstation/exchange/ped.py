"""PED files (LINKAGE, PLINK): a line a person, ``family id father mother sex [affected [...]]``, parted by blanks.

Sex is 1 male, 2 female (also M, F, male, female), or not known (0, -9, 3, X ...); affected is 2 yes, 1 no, 0 or -9 not
known, and may be missing. A line that starts with # is a comment; a first line of column names is skipped. Columns
after the sixth are genotypes and not read. A parent who has no line is added as a founder and said so in
``Family.notes``. Several families may stand in one file. Format: LINKAGE (Lathrop et al. 1984), PLINK 1.9
documentation, 'PED' (2015).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from engines.pedigree.model import Condition, Family, Person, Sex
from engines.pedigree.validity import SEX_FAULTS, faults
from workstation.errors import DamagedFile, NotFound, NotThatFormat, UnsafeFile

AFFECTED = "affected"
_MOST_BYTES = 64 * 1024 * 1024
_MOST_PEOPLE = 500_000
_LONGEST_LINE = 1_000_000                     # genotype columns may be many
_LONGEST_ID = 200
_SEXES = {"1": Sex.MALE, "2": Sex.FEMALE, "m": Sex.MALE, "f": Sex.FEMALE, "male": Sex.MALE, "female": Sex.FEMALE}
_SEX_NOT_KNOWN = ("0", "-9", "3", "u", "x", "?", "na", "unknown", "other", ".")
_AFFECTED = {"2": True, "1": False}
_AFFECTED_NOT_KNOWN = ("0", "-9", "x", "?", "na", ".")
_NOBODY = ("0", ".", "-9", "NA")
_HEADS = ("fid", "family", "familyid", "family_id", "famid", "ped", "pedigree", "kindred")


def read(path: Path, check_sexes: bool = True) -> list[Family]:
    """Every family of a file. Raises NotThatFormat, DamagedFile or UnsafeFile with the line at fault.

    Without ``check_sexes`` a female father or a male mother is noted in the family instead: a drawing shows the error.
    """
    size = path.stat().st_size
    if size > _MOST_BYTES:
        raise UnsafeFile(place=path.name, reason=f"{size:,} bytes are more than a PED file may hold ({_MOST_BYTES:,})")
    return parse(path.read_bytes(), path.name, check_sexes)


def parse(data: bytes, place: str, check_sexes: bool = True) -> list[Family]:
    """Every family of the bytes, in the order of their first line; ``place`` names them in errors."""
    families: dict[str, dict[str, Person]] = {}
    for people, (number, cells) in enumerate(_rows(_text(data, place), place), start=1):
        if people > _MOST_PEOPLE:
            raise UnsafeFile(place=place, reason=f"more than {_MOST_PEOPLE:,} people")
        person = _person(cells, number, place)
        members = families.setdefault(cells[0], {})
        if person.id in members:
            raise DamagedFile(place=place, reason=f"line {number}: a second {person.id} in the family {cells[0]}")
        members[person.id] = person
    if not families:
        raise NotThatFormat(place=place, format="PED file", reason="it has no line with a person")
    return [_family(name, members, place, check_sexes) for name, members in families.items()]


def choose(families: list[Family], name: str | None, place: str) -> Family:
    """The family of that name, or the only one. Raises NotFound naming some of the families there are."""
    if name is None and len(families) == 1:
        return families[0]
    found = next((family for family in families if family.id == name), None)
    if found is None:
        some = ", ".join(family.id for family in families[:6]) + (" …" if len(families) > 6 else "")
        raise NotFound(what=f"family in {place} (it has {len(families)}: {some}) called", name=name or "")
    return found


def write(families: Iterable[Family]) -> str:
    """Six columns, tabs between. Names, ages and which condition it is are lost: PED has no place for them."""
    return "".join("\t".join(_cells(family, person)) + "\n" for family in families for person in family)


def _cells(family: Family, person: Person) -> tuple[str, ...]:
    sex = {Sex.MALE: "1", Sex.FEMALE: "2", Sex.UNKNOWN: "0"}[person.sex]
    affected = "2" if person.affected else "1" if person.asked_negative else "0"
    ids = (family.id or "1", person.id, person.father or "0", person.mother or "0")
    return (*("_".join(cell.split()) or "_" for cell in ids), sex, affected)


def _text(data: bytes, place: str) -> str:
    if b"\0" in data:
        raise NotThatFormat(place=place, format="PED file", reason="it holds binary data")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotThatFormat(place=place, format="PED file", reason="it is not UTF-8 text") from None


def _rows(text: str, place: str) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(text.splitlines(), start=1):
        if len(line) > _LONGEST_LINE:
            raise UnsafeFile(place=place, reason=f"line {number} is longer than {_LONGEST_LINE:,} characters")
        cells = line.split(maxsplit=6)[:6]
        if not cells or cells[0].startswith("#"):
            continue
        if number == 1 and cells[0].casefold() in _HEADS:
            continue
        if len(cells) < 5:
            raise DamagedFile(place=place, reason=f"line {number} has {len(cells)} columns, a PED file has six")
        if max(len(cell) for cell in cells) > _LONGEST_ID:
            raise UnsafeFile(place=place, reason=f"line {number} has an id of more than {_LONGEST_ID} characters")
        yield number, cells


def _person(cells: list[str], number: int, place: str) -> Person:
    _, person_id, father, mother, sex_cell = cells[:5]
    affected_cell = cells[5] if len(cells) > 5 else "0"
    sex = _SEXES.get(sex_cell.casefold())
    if sex is None and sex_cell.casefold() not in _SEX_NOT_KNOWN:
        raise DamagedFile(place=place, reason=f"line {number}: {sex_cell!r} is no sex (1 male, 2 female, 0 not known)")
    affected = _AFFECTED.get(affected_cell)
    if affected is None and affected_cell.casefold() not in _AFFECTED_NOT_KNOWN:
        raise DamagedFile(place=place, reason=f"line {number}: {affected_cell!r} is no affection (2, 1 or 0)")
    if person_id in _NOBODY:
        raise DamagedFile(place=place, reason=f"line {number}: {person_id} stands for nobody and can't be an id")
    return Person(
        person_id, None if father in _NOBODY else father, None if mother in _NOBODY else mother,
        sex or Sex.UNKNOWN, conditions=(Condition(AFFECTED),) if affected else (),
        asked_negative=affected is False, source=f"{place} line {number}",
    )


def _family(name: str, members: dict[str, Person], place: str, check_sexes: bool) -> Family:
    added: dict[str, Person] = {}
    for person in members.values():
        for parent, sex in ((person.father, Sex.MALE), (person.mother, Sex.FEMALE)):
            if parent is not None and parent not in members and parent not in added:
                added[parent] = Person(parent, sex=sex, inferred=True)
    notes = [f"{', '.join(added)}: named as parents without a line of their own, added"] if added else []
    family = Family(name, (*members.values(), *added.values()))
    found = faults(family)
    if not check_sexes:
        notes += [f"the file {fault.text}: drawn as it stands" for fault in found if fault.kind in SEX_FAULTS]
        found = [fault for fault in found if fault.kind not in SEX_FAULTS]
    if found:
        more = f" (and {len(found) - 1} more faults)" if len(found) > 1 else ""
        raise DamagedFile(place=place, reason=f"family {name} {found[0].text}{more}")
    return replace(family, notes=tuple(notes))
