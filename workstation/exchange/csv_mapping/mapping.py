"""A mapping: what the rows of a table are, which column says what, in which unit and by which order of dates.

Written as TOML; docs/csv.md shows every key. Reading it finds every fault before any table is read with it.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from typing import Any, cast

LOINC = "http://loinc.org"
LARGEST = 64 << 10                 # bytes of the TOML
_LONGEST, _MOST = 200, 200         # letters of a text; entries of a table
# Fields of each kind of row; those that it can't do without have a star.
FIELDS: dict[str, tuple[str, ...]] = {
    "patients": ("number*", "family", "given", "name", "sex", "born", "died", "phone", "address"),
    "results": ("patient*", "date*", "code", "name", "value", "unit", "low", "high", "flag", "status", "id"),
    "medications": ("patient*", "name*", "code", "dose", "start", "end", "status", "id"),
    "problems": ("patient*", "name*", "code", "onset", "resolved", "status", "id"),
}
CHARSETS = {"utf-8": "utf-8", "utf8": "utf-8", "gb18030": "gb18030", "gbk": "gb18030", "gb2312": "gb18030",
            "latin-1": "latin-1", "iso-8859-1": "latin-1", "windows-1252": "cp1252"}
_KEYS = {"name", "kind", "dates", "decimal", "delimiter", "charset", "system", "code_system", "category", "columns",
         "fixed", "values", "result"}
_RESULT_KEYS = {"column", "name", "code", "unit", "unit_column", "category"}
_CATEGORIES = ("laboratory", "vital-signs", "exam", "survey", "social-history")
_LOINC_CODE = re.compile(r"\d{1,7}-\d")
_NAME = re.compile(r"[\w.\-]{1,64}")


class MappingFault(ValueError):
    """What is wrong with a mapping: one clause."""


@dataclass(frozen=True, slots=True)
class ResultColumn:
    """One measurement that has a column of its own. ``unit`` is UCUM; "" where ``unit_column`` names it a row."""

    column: str
    name: str
    code: str = ""
    unit: str = ""
    unit_column: str = ""
    category: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """``dates`` is YMD, DMY, MDY or "" (only what reads one way); ``decimal`` is "." or "," or "" (the same)."""

    name: str
    kind: str
    columns: Dict[str, str]        # field -> header of its column
    fixed: Dict[str, str]          # field -> what every row says
    values: Dict[str, Dict[str, str]]         # field -> what is written -> what is meant
    results: tuple[ResultColumn, ...] = ()
    dates: str = ""
    decimal: str = ""
    delimiter: str = ""
    charset: str = ""
    system: str = ""               # of the patient's number
    code_system: str = ""          # of the column ``code``
    category: str = "laboratory"
    text: str = field(default="", compare=False)

    def wanted(self) -> list[str]:
        """The headers that a table must have."""
        named = [*self.columns.values(), *(r.column for r in self.results), *(r.unit_column for r in self.results)]
        return list(dict.fromkeys(filter(None, named)))


def read(data: bytes, name: str = "") -> Mapping:
    """The mapping that a TOML text says; ``name`` is what it is called where the text does not. Raises MappingFault."""
    if len(data) > LARGEST:
        raise MappingFault(f"it is larger than {LARGEST >> 10} KB")
    try:
        text = data.decode("utf-8-sig")
        held = tomllib.loads(text)
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        raise MappingFault(f"it is no TOML: {str(error)[:120]}") from error
    _known(held, _KEYS, "the mapping")
    kind = _text(held, "kind")
    if kind not in FIELDS:
        raise MappingFault(f"'kind' is one of {', '.join(FIELDS)}")
    made = Mapping(
        _text(held, "name") or name, kind, _texts(held.get("columns"), "columns"), _texts(held.get("fixed"), "fixed"),
        {one: _texts(inner, f"values.{one}") for one, inner in _table(held.get("values"), "values").items()},
        tuple(_result(one) for one in _list(held.get("result"))), _one_of(held, "dates", ("YMD", "DMY", "MDY")),
        _one_of(held, "decimal", (".", ",")), _one_of(held, "delimiter", (",", ";", "\t", "|")), _charset(held),
        _text(held, "system"), _text(held, "code_system"),
        _one_of(held, "category", _CATEGORIES) or "laboratory", text)
    _check(made)
    return made


def _check(made: Mapping) -> None:
    if _NAME.fullmatch(made.name) is None:
        raise MappingFault("its name has letters, digits and . - _ only, up to 64")
    fields = [one.rstrip("*") for one in FIELDS[made.kind]]
    for place in (made.columns, made.fixed, made.values):
        unknown = next((one for one in place if one not in fields), None)
        if unknown is not None:
            raise MappingFault(f"rows of {made.kind} have no field '{unknown}'; they have {', '.join(fields)}")
    given = {*made.columns, *made.fixed}
    for one in FIELDS[made.kind]:
        if one.endswith("*") and one.rstrip("*") not in given:
            raise MappingFault(f"it must say which column is '{one.rstrip('*')}'")
    if made.kind == "patients" and not given & {"family", "given", "name"}:
        raise MappingFault("it must say which column is the name")
    if made.results and made.kind != "results":
        raise MappingFault("[[result]] belongs to rows of results")
    if made.kind == "results" and not made.results and not ("value" in given and given & {"code", "name"}):
        raise MappingFault("it needs the columns 'value' and 'code' or 'name', or a [[result]] for each measurement")
    if made.kind == "results" and made.results and "value" in given:
        raise MappingFault("it has the column 'value' or [[result]], not both")
    if "unit" in made.fixed:
        _ucum(made.fixed["unit"], "fixed.unit")


def _result(held: Any) -> ResultColumn:
    table = _table(held, "result")
    _known(table, _RESULT_KEYS, "a [[result]]")
    made = ResultColumn(**{key: _text(table, key) for key in _RESULT_KEYS if key != "category"},
                        category=_one_of(table, "category", _CATEGORIES))
    if not made.column or not (made.name or made.code):
        raise MappingFault("a [[result]] names its column, and the measurement by name, code or both")
    if bool(made.unit) is bool(made.unit_column):
        raise MappingFault(f"the result '{made.column}' needs 'unit' (UCUM; \"1\" for none) or 'unit_column'")
    if made.code and _LOINC_CODE.fullmatch(made.code) is None:
        raise MappingFault(f"'{made.code[:20]}' is no LOINC code")
    if made.unit:
        _ucum(made.unit, made.column)
    return made


def _ucum(unit: str, where: str) -> None:
    from engines.decision import ucum

    if unit != "1" and not ucum.is_code(unit):
        raise MappingFault(f"'{unit[:20]}' ({where[:40]}) is no UCUM unit")


def _known(table: Dict[str, Any], keys: set[str], what: str) -> None:
    unknown = next((key for key in table if key not in keys), None)
    if unknown is not None:
        raise MappingFault(f"{what} has no key '{unknown[:40]}'; it has {', '.join(sorted(keys))}")


def _table(held: Any, where: str) -> dict[str, Any]:
    if held is not None and (not isinstance(held, dict) or len(cast("dict[str, Any]", held)) > _MOST):
        raise MappingFault(f"[{where}] is a table of at most {_MOST} lines")
    return cast("dict[str, Any]", held or {})


def _texts(held: Any, where: str) -> dict[str, str]:
    table = _table(held, where)
    return {key: _text(table, key) for key in table}


def _list(held: Any) -> list[Any]:
    if held is not None and (not isinstance(held, list) or len(cast("list[Any]", held)) > _MOST):
        raise MappingFault(f"[[result]] stands at most {_MOST} times")
    return cast("list[Any]", held or [])


def _text(table: Dict[str, Any], key: str) -> str:
    held = table.get(key, "")
    if not isinstance(held, str) or len(held) > _LONGEST or any(ord(one) < 32 and one != "\t" for one in held):
        raise MappingFault(f"'{key[:40]}' is a text of at most {_LONGEST} letters")
    return held


def _one_of(table: Dict[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    held = _text(table, key)
    if held and held not in allowed:
        raise MappingFault(f"'{key}' is one of {', '.join(repr(one) for one in allowed)}")
    return held


def _charset(table: Dict[str, Any]) -> str:
    held = _text(table, "charset").lower()
    if held and held not in CHARSETS:
        raise MappingFault(f"'charset' is one of {', '.join(CHARSETS)}")
    return CHARSETS.get(held, "")
