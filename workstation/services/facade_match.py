"""Whether a resource fits a search parameter (FHIR R4 Search: token, date and string matching). Pure.

A day or a month is the span it names; without a zone it is taken in UTC. A resource without the element never fits.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, cast

from engines.text.safe_text import for_search
from workstation.domain.partial_date import PartialDate, Precision
from workstation.services.facade_answers import Fault

Node = dict[str, Any]
Test = Callable[[Node], bool]
_PREFIX = re.compile(r"(eq|ne|gt|lt|ge|le|sa|eb|ap)?(\d.*)")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A search parameter: its kind (token, date, string) and the paths of the elements it looks at."""

    kind: str
    paths: tuple[str, ...]


def test_of(parameter: Parameter, name: str, value: str, exact: bool = False) -> Test:
    """The test for ``value``; commas separate alternatives. Raises Fault for a value that can't be meant."""
    choices = [choice.replace("\\,", ",") for choice in re.split(r"(?<!\\),", value)]
    if not all(choices):
        raise Fault(400, "value", f"the parameter {name} has an empty value")
    if parameter.kind == "date":
        tests = [_date_test(name, choice) for choice in choices]
    elif parameter.kind == "token":
        tests = [_token_test(choice) for choice in choices]
    else:
        tests = [_string_test(choice, exact) for choice in choices]

    def fits(node: Node) -> bool:
        return any(test(held) for path in parameter.paths for held in at(node, path) for test in tests)

    return fits


def at(node: Any, path: str) -> Iterator[Any]:
    """Every value at a path of member names; lists are walked through."""
    head, _, rest = path.partition(".")
    held = cast(Node, node).get(head) if isinstance(node, dict) else None
    for item in cast("list[Any]", held) if isinstance(held, list) else [held]:
        if item is None:
            continue
        if rest:
            yield from at(item, rest)
        else:
            yield item


def _token_test(choice: str) -> Callable[[Any], bool]:
    system, bar, code = choice.rpartition("|")

    def fits(held: Any) -> bool:
        return any((not bar or own_system == system) and (not code or own == code)
                   for own_system, own in _tokens(held))

    return fits


def _tokens(held: Any) -> Iterator[tuple[str, str]]:
    """(system, code) of a code, a Coding, a CodeableConcept or an Identifier."""
    if isinstance(held, bool):
        yield "", "true" if held else "false"
    elif isinstance(held, str):
        yield "", held
    elif isinstance(held, dict):
        node = cast(Node, held)
        if "coding" in node:
            for coding in at(node, "coding"):
                yield from _tokens(coding)
            return
        for code in (node.get("code"), node.get("value")):
            if isinstance(code, str):
                yield str(node.get("system") or ""), code


def _string_test(choice: str, exact: bool) -> Callable[[Any], bool]:
    wanted = for_search(choice)

    def fits(held: Any) -> bool:
        if not isinstance(held, str):
            return False
        return held == choice if exact else bool(wanted) and for_search(held).startswith(wanted)

    return fits


def _date_test(name: str, choice: str) -> Callable[[Any], bool]:
    found = _PREFIX.fullmatch(choice)
    prefix = (found[1] or "eq") if found else ""
    if found is None or prefix == "ap":
        raise Fault(400, "value", f"the parameter {name} takes a FHIR date with eq, ne, gt, lt, ge, le, sa or eb")
    try:
        low, high = span(found[2])
    except ValueError:
        raise Fault(400, "value", f"the parameter {name} holds no FHIR date") from None
    compare: dict[str, Callable[[float, float], bool]] = {
        "eq": lambda first, last: low <= first and last <= high,
        "ne": lambda first, last: not (low <= first and last <= high),
        "gt": lambda _, last: last > high,
        "lt": lambda first, _: first < low,
        "ge": lambda first, last: last > high or (low <= first and last <= high),
        "le": lambda first, last: first < low or (low <= first and last <= high),
        "sa": lambda first, _: first >= high,
        "eb": lambda _, last: last <= low,
    }
    holds = compare[prefix]

    def fits(held: Any) -> bool:
        own = moment(held)
        return own is not None and holds(*own)

    return fits


def span(text: str) -> tuple[float, float]:
    """[from, to) of a written date, as seconds since 1970. Raises ValueError."""
    written = PartialDate.parse(text)
    start = written.start
    if written.precision is Precision.YEAR:
        end = _moved(start, months=12)
    elif written.precision is Precision.MONTH:
        end = _moved(start, months=1)
    elif written.precision is Precision.DAY:
        end = start + timedelta(days=1)
    else:
        end = start + timedelta(seconds=1 if re.search(r"T\d\d:\d\d:\d\d", text) else 60)
    return start.timestamp(), end.timestamp()


def moment(held: Any) -> tuple[float, float] | None:
    """[from, to) of a date or a Period; None for anything else. An open side of a Period has no end."""
    try:
        if isinstance(held, str):
            return span(held)
        start, end = next(at(held, "start"), None), next(at(held, "end"), None)
        if isinstance(start, str) or isinstance(end, str):
            return (span(start)[0] if isinstance(start, str) else float("-inf"),
                    span(end)[1] if isinstance(end, str) else float("inf"))
    except (ValueError, OverflowError):
        return None
    return None


def _moved(start: datetime, months: int) -> datetime:
    years, month = divmod(start.month - 1 + months, 12)
    return start.replace(year=start.year + years, month=month + 1)
