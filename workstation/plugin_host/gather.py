"""Takes from the record exactly what a plugin declared: usable values, and beside them what was left out and why."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from engines.decision import units
from workstation.domain.partial_date import PartialDate, Precision, age_years
from workstation.domain.reporter import reporter
from workstation.plugin_api.manifest import Code, Condition, InputSpec, Selector, Take, ValueType

_DATES = ("effectiveDateTime", "effectiveInstant", "effectivePeriod.end", "effectivePeriod.start", "onsetDateTime",
          "performedDateTime", "authoredOn", "recordedDate", "issued")
STALE = "is {days} days old, more than {limit}"
OWN = "was measured by the patient"
_VOID = frozenset({"entered-in-error", "cancelled", "refuted", "registered"})
_UNCONFIRMED = frozenset({"preliminary", "unknown"})
_WHO = ("performer", "meta.profile", "device")
_TOLD = frozenset({"social-history", "survey"})
_OVER = frozenset({"inactive", "remission", "resolved"})


@dataclass(frozen=True, slots=True)
class Value:
    """One usable value: ``text`` as it is shown (digits kept where no conversion was needed), in the declared unit.

    ``written`` is what the record says, with its own unit, where that is another.
    """

    text: str
    unit: str
    date: str
    source: str
    day: str
    moment: str
    number: Fraction | None = None
    written: str = ""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A value that exists and was not used: ``reason`` is a sentence of ``wording``, ``fields`` fill it."""

    source: str
    date: str
    reason: str
    fields: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Gathered:
    """What one input came to. ``values`` are sorted, the oldest first; with ``take = latest`` there is at most one."""

    spec: InputSpec
    values: list[Value] = field(default_factory=list[Value])
    left_out: list[LeftOut] = field(default_factory=list[LeftOut])


class _Unusable(ValueError):
    """A value can't be used; the template says why."""

    def __init__(self, template: str, **fields: object) -> None:
        super().__init__(template)
        self.template = template
        self.fields = tuple((name, str(value)) for name, value in fields.items())


def parse(raw: bytes) -> Any:
    """The resource with its decimals as written."""
    return json.loads(raw, parse_float=Decimal)


def gather(spec: InputSpec, resources: Sequence[tuple[str, Mapping[str, Any]]], today: date) -> Gathered:
    """``resources``: (key, parsed resource) of this patient. Values that are stale, in the future, without a unit,
    unconfirmed or unreadable are left out by name; nothing is guessed."""
    found = Gathered(spec)
    for key, resource in resources:
        if resource.get("resourceType") != spec.select.resource or not _fits(spec.select, resource):
            continue
        if _statuses(resource) & _VOID or _is_blank(spec.select, resource):
            continue
        for holder in _holders(spec.select, resource):
            when = _when(resource)
            try:
                if _is_own(resource) and not _asks_who(spec.select):
                    raise _Unusable(OWN)
                if _statuses(resource) & _UNCONFIRMED:
                    raise _Unusable("is not confirmed yet")
                _check_age(spec, when, today)
                found.values.append(_value(spec, key, resource, holder, when, today))
            except _Unusable as reason:
                found.left_out.append(LeftOut(key, when.text if when else "", reason.template, reason.fields))
    found.values.sort(key=lambda value: (value.moment, value.source))
    if spec.take is Take.LATEST:
        del found.values[:-1]
    return found


def _fits(select: Selector, resource: Mapping[str, Any]) -> bool:
    if select.codes and not any(_has_code(resource.get("code"), code) for code in select.codes):
        return False
    if select.where_any and not any(_holds(condition, resource) for condition in select.where_any):
        return False
    return all(_holds(condition, resource) for condition in select.where_all)


def _is_own(resource: Mapping[str, Any]) -> bool:
    """True for what the patient or a relative measured: it is never mixed with the clinic's values.

    What people tell of their way of life (smoking, drinking, a questionnaire) nobody else can measure.
    """
    if resource.get("resourceType") != "Observation" or not reporter(resource):
        return False
    return not _TOLD & set(walk(resource, "category.coding.code"))


def _asks_who(select: Selector) -> bool:
    """True where the plugin itself says by whom or how the value has to be measured."""
    return any(condition.path.startswith(_WHO) for condition in (*select.where_any, *select.where_all))


def _is_blank(select: Selector, resource: Mapping[str, Any]) -> bool:
    """A patient whose record has no such element: nothing was recorded, which is no unusable value."""
    return select.resource == "Patient" and next(walk(resource, select.path), None) is None


def _holds(condition: Condition, resource: Mapping[str, Any]) -> bool:
    values = [value for value in walk(resource, condition.path) if isinstance(value, str)]
    if condition.starts:
        return any(value.startswith(condition.starts) for value in values)
    return any(value in condition.equals for value in values)


def _holders(select: Selector, resource: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """The resource itself, or the components of a panel that carry the declared code."""
    if select.component is None:
        yield resource
        return
    for component in resource.get("component") or []:
        if isinstance(component, dict) and _has_code(component.get("code"), select.component):
            yield component


def _has_code(concept: Any, code: Code) -> bool:
    codings = concept.get("coding") if isinstance(concept, dict) else None
    return any(
        isinstance(coding, dict) and coding.get("system") == code.system and coding.get("code") == code.code
        for coding in codings or []
    )


def walk(value: Any, path: str) -> Iterator[Any]:
    """FHIRPath-lite: every value at a path of names, walking lists."""
    if isinstance(value, list):
        for item in value:
            yield from walk(item, path)
        return
    if not path:
        if value is not None:
            yield value
        return
    name, _, rest = path.partition(".")
    if isinstance(value, dict) and name in value:
        yield from walk(value[name], rest)


def _statuses(resource: Mapping[str, Any]) -> frozenset[str]:
    words = {resource.get("status")}
    for name in ("verificationStatus", "clinicalStatus"):
        words.update(walk(resource, f"{name}.coding.code"))
    return frozenset(word for word in words if isinstance(word, str))


def _when(resource: Mapping[str, Any]) -> PartialDate | None:
    for path in _DATES:
        for text in walk(resource, path):
            try:
                return PartialDate.parse(str(text))
            except ValueError:
                continue
    return None


def _check_age(spec: InputSpec, when: PartialDate | None, today: date) -> None:
    if spec.within_days is None:
        return
    if when is None:
        raise _Unusable("has no date")
    if when.precision in (Precision.YEAR, Precision.MONTH):
        raise _Unusable("has no exact day ({date})", date=when.text)
    days = (today - when.calendar).days
    if days < 0:
        raise _Unusable("is dated in the future ({date})", date=when.text[:10])
    if days > spec.within_days:
        raise _Unusable(STALE, days=days, limit=spec.within_days)


def _value(
    spec: InputSpec, key: str, resource: Mapping[str, Any], holder: Mapping[str, Any], when: PartialDate | None,
    today: date,
) -> Value:
    text, unit, number, written = _read(spec, resource, holder, today)
    day = when.calendar.isoformat() if when else ""
    moment = when.start.isoformat() if when else ""
    return Value(text, unit, when.text if when else "", key, day, moment, number, written)


def _read(
    spec: InputSpec, resource: Mapping[str, Any], holder: Mapping[str, Any], today: date
) -> tuple[str, str, Fraction | None, str]:
    if spec.type is ValueType.PRESENT:
        if _statuses(resource) & _OVER:
            raise _Unusable("is no longer active")
        return "true", "", None, ""
    first = next(walk(holder, spec.select.path), None)
    if first is None:
        raise _Unusable("holds no value")
    if spec.type is ValueType.QUANTITY:
        return _quantity(spec, first)
    if spec.type is ValueType.AGE:
        return _age(first, today)
    if spec.type is ValueType.CODE:
        word = first if isinstance(first, str) else next(walk(first, "coding.code"), None)
    else:
        word = first if isinstance(first, str) else None
    if not isinstance(word, str) or not word:
        raise _Unusable("holds no readable value")
    return word, "", None, ""


def _quantity(spec: InputSpec, value: Any) -> tuple[str, str, Fraction, str]:
    number = value.get("value") if isinstance(value, dict) else None
    if isinstance(number, bool) or not isinstance(number, int | Decimal) or not Decimal(number).is_finite():
        raise _Unusable("holds no number")
    if value.get("comparator"):
        raise _Unusable("is a bound ({value}), no value", value=f"{value['comparator']} {number}")
    unit = value.get("code") or value.get("unit")
    if not isinstance(unit, str) or not unit:
        raise _Unusable("has no unit")
    try:
        exact = units.convert(Fraction(number), unit, spec.unit)
    except units.UnitMismatch as error:
        raise _Unusable("can't be read: {why}", why=error) from error
    _check_range(spec, exact)
    if exact == Fraction(number):
        return str(number), spec.unit, exact, ""
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):.2f}", spec.unit, exact, f"{number} {unit}"


def _check_range(spec: InputSpec, exact: Fraction) -> None:
    low, high = spec.low, spec.high
    if (low is not None and exact < low) or (high is not None and exact > high):
        template = "can't be right: outside {low} to {high} {unit}"
        raise _Unusable(template, low=_edge(low), high=_edge(high), unit=spec.unit)


def _age(value: Any, today: date) -> tuple[str, str, Fraction, str]:
    try:
        born = PartialDate.parse(str(value))
        years = age_years(born.calendar, today)
    except ValueError as error:
        raise _Unusable("can't be read: {why}", why=error) from error
    if born.precision is not Precision.DAY:
        raise _Unusable("has no exact day ({date})", date=born.text)
    return str(years), "a", Fraction(years), ""


def _edge(bound: float | None) -> str:
    return "∞" if bound is None else f"{bound:g}"
