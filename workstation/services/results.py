"""Results by analyte, across LOINC codes and units: pure assembly of timeline rows. What can't be told is not drawn."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import lru_cache

from engines.decision import ucum, units
from engines.decision.analyte import Analyte, Conversion, conversion
from engines.decision.units import UnitMismatch
from workstation.domain.partial_date import PartialDate, Precision
from workstation.domain.results import AnalyteResults, Delta, LeftOut, Panel, ResultsChart, ResultValue
from workstation.domain.timeline import EventKind, TimelineEvent
from workstation.services import analytes, record
from workstation.services.analytes import AnalyteTable, Known
from workstation.services.clinic import Clinic

_LOINC = frozenset({"http://loinc.org", "urn:oid:2.16.840.1.113883.6.1", "LN"})
_LABORATORY = frozenset({"laboratory", "lab"})
_PRECISE_DATES = frozenset({Precision.DAY, Precision.TIME})
_BY = "\x1fby\x1f"                  # between the key of an analyte and who measured it, where not the clinic
_REPORTED = {"patient": (", by the patient", "，患者自测"), "relative": (", by a relative", "，家属测量")}
_DIGITS = 12                       # significant digits of a converted value that no table rounds


def by_analyte(clinic: Clinic, patient_id: str) -> ResultsChart:
    """The results of a patient, those of linked records with them. Raises NotAllowed."""
    return assemble(record.timeline(clinic, patient_id), analytes.table())


def assemble(events: Iterable[TimelineEvent], table: AnalyteTable) -> ResultsChart:
    """The chart of timeline rows (newest first). Pure."""
    groups: dict[str, list[TimelineEvent]] = {}
    for event in events:
        # The detail of a row is why it has no value; of a part of a panel it is its name only.
        if event.kind is EventKind.RESULT and (event.value_text or (event.detail and not event.component)):
            groups.setdefault(_key(event, table), []).append(event)
    lines = [_line(key, rows, table) for key, rows in groups.items()]
    places = {name: place for place, name in enumerate(table.known)}
    lines.sort(key=lambda line: (places.get(_clinic_id(line.id), len(places)), line.name.casefold()))
    panels = (Panel(name, *words, tuple(line for line in lines if line.panel == name))
              for name, words in table.panels.items())
    return ResultsChart(tuple(panel for panel in panels if panel.lines))


def in_unit(line: AnalyteResults, unit: str) -> AnalyteResults:
    """The same line in another of its units."""
    known = analytes.table().known.get(_clinic_id(line.id))
    return replace(line, unit=unit, values=_values(_analyte_of(known, line.id), [v.event for v in line.values], unit))


def _code(event: TimelineEvent) -> str:
    return event.component or event.code


def _key(event: TimelineEvent, table: AnalyteTable) -> str:
    """The analyte's id, or what stands for a code of no group: system, code and part, apart by a control character.

    What patients or relatives measured themselves is a line of its own: never one curve with the clinic's values.
    """
    known = table.by_code.get(_code(event)) if event.system in _LOINC else None
    key = known.analyte.id if known else "\x1f".join((event.system, event.code or event.display, event.component))
    return f"{key}{_BY}{event.reporter}" if event.reporter else key


def _clinic_id(key: str) -> str:
    """The key of the clinic's values of the same analyte."""
    return key.partition(_BY)[0]


def _analyte_of(known: Known | None, key: str) -> Analyte:
    return known.analyte if known else Analyte(key)


def _line(key: str, rows: list[TimelineEvent], table: AnalyteTable) -> AnalyteResults:
    known = table.known.get(_clinic_id(key))
    analyte, newest = _analyte_of(known, key), rows[0]
    choices = _choices(analyte, rows)
    name = (newest.detail or newest.component) if newest.component else newest.display
    panel = "laboratory" if newest.category.casefold() in _LABORATORY else "other"
    unit = choices[0] if choices else ""
    counted = Counter((_code(row) or row.display, row.unit or row.ucum) for row in rows)
    by, by_zh = _REPORTED.get(newest.reporter, ("", ""))
    named, named_zh = (known.name, known.name_zh) if known else (name, name)
    return AnalyteResults(
        key, named + by, named_zh + by_zh, known.panel if known else panel,
        unit, choices, _values(analyte, rows, unit), tuple(pair for pair, _ in counted.most_common()),
        known.note if known else "", known.note_zh if known else "")


def _choices(analyte: Analyte, rows: Sequence[TimelineEvent]) -> tuple[str, ...]:
    """The units some value can be read in: the table's (else those met), that of the newest number first.

    A unit met that fits none of the table's (mL/min beside mL/min/1.73 m2) is a choice of its own.
    """
    numbers = [row for row in rows if row.value is not None]
    met = dict.fromkeys(row.ucum or row.unit for row in numbers)
    listed = [unit for unit, _ in analyte.units] or list(met)
    own = [unit for unit in listed if numbers and _same(analyte, numbers[0], unit)]
    own.sort(key=lambda unit: unit != _code_of_unit(numbers[0]))        # mg/L before its equal ug/mL where so written
    near = [unit for unit in listed if numbers and _conversion(analyte, numbers[0], unit)]
    apart = [code for row in numbers if (code := _code_of_unit(row)) and not any(
        _conversion(analyte, row, unit) for unit in listed)]
    newest = [unit for unit in apart[:1] if not near and unit == _code_of_unit(numbers[0])]
    fitting: list[str] = []
    for unit in (*own, *near, *newest, *listed, *apart):
        is_new = not any(units.same(unit, taken) for taken in fitting)
        if is_new and any(_conversion(analyte, row, unit) for row in numbers):
            fitting.append(unit)
    return tuple(fitting or list(met) or listed[:1])


def _code_of_unit(row: TimelineEvent) -> str:
    try:
        return ucum.written(row.ucum or row.unit)
    except UnitMismatch:
        return ""


def _same(analyte: Analyte, row: TimelineEvent, unit: str) -> bool:
    found = _conversion(analyte, row, unit)
    return found is not None and not found.changes and units.same(row.ucum or row.unit, unit)


def _conversion(analyte: Analyte, row: TimelineEvent, to: str) -> Conversion | None:
    return _looked_up(_Key(analyte), _code(row), row.ucum, row.unit, to)


class _Key:
    """An analyte as a key: by its id, as its tables can't be hashed."""

    def __init__(self, analyte: Analyte) -> None:
        self.analyte = analyte

    def __hash__(self) -> int:
        return hash(self.analyte.id)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Key) and other.analyte == self.analyte


@lru_cache(maxsize=4096)
def _looked_up(key: _Key, code: str, coded: str, typed: str, to: str) -> Conversion | None:
    """By the UCUM code, else by the unit as typed: a code that is none does not hide a unit that can be read."""
    for unit in dict.fromkeys((coded or typed, typed)):
        try:
            return conversion(key.analyte, code, unit, to)
        except UnitMismatch:
            continue
    if not coded and not typed and to in ("1", "{INR}"):
        return Conversion()                     # a plain number has no unit to write
    return None


def _values(analyte: Analyte, rows: Sequence[TimelineEvent], unit: str) -> tuple[ResultValue, ...]:
    made = [_value(analyte, row, unit) for row in rows]
    before: ResultValue | None = None
    for place in range(len(made) - 1, -1, -1):
        if made[place].is_drawn:
            if before is not None:
                made[place] = replace(made[place], delta=_delta(analyte, made[place], before, unit))
            before = made[place]
    return tuple(made)


def _value(analyte: Analyte, row: TimelineEvent, unit: str) -> ResultValue:
    code, written = _code(row) or row.display, row.value_text or row.detail
    if row.value is None:
        why = LeftOut.BOUND if row.value_text[:1] in "<>" and row.value_text else LeftOut.WORDS
        return ResultValue(row, code, written, left_out=why if row.value_text else LeftOut.NOT_MEASURED)
    how, exact = _conversion(analyte, row, unit), _exact(row)
    computed = _computed(row)
    if how is None or exact is None:
        return ResultValue(row, code, written, computed=computed, left_out=LeftOut.UNIT)
    low, high = (None if limit is None else float(how.of(Fraction(str(limit)))) for limit in (row.low, row.high))
    return ResultValue(
        row, code, _rounded(how.of(exact), analyte, unit) if how.changes else written, how.of(exact), low, high,
        computed, _factor(how) if how.changes else "", how.source if how.changes else "",
        LeftOut.NO_DATE if row.start is None else None)


def _exact(row: TimelineEvent) -> Fraction | None:
    """The number with the digits as written."""
    try:
        return Fraction(row.value_text)
    except ValueError:
        return None


def _computed(row: TimelineEvent) -> str:
    if row.value is None or (row.low is None and row.high is None):
        return ""
    if row.high is not None and row.value > row.high:
        return "H"
    return "L" if row.low is not None and row.value < row.low else "N"


def _rounded(value: Fraction, analyte: Analyte, unit: str) -> str:
    decimals = dict(analyte.units).get(unit)
    with localcontext() as context:
        context.prec = _DIGITS
        number = Decimal(value.numerator) / Decimal(value.denominator)
        if decimals is None:
            return f"{number.normalize():f}"
        return f"{round(number, decimals):.{decimals}f}"


def _factor(how: Conversion) -> str:
    """How a value was converted: ``x 88.402``, ``x 0.09148 + 2.152``."""
    slope = f"\N{MULTIPLICATION SIGN} {float(how.slope):.5g}"
    if not how.offset:
        return slope
    sign = "+" if how.offset > 0 else "\N{MINUS SIGN}"
    return f"{slope} {sign} {abs(float(how.offset)):.5g}"


def _delta(analyte: Analyte, value: ResultValue, before: ResultValue, unit: str) -> Delta | None:
    if value.exact is None or before.exact is None:
        return None
    change = value.exact - before.exact
    text = _rounded(change, analyte, unit) if value.factor or before.factor else _plain(change, value, before)
    percent = float(change / before.exact) * 100 if before.exact > 0 else None
    return Delta(_signed(text), percent, _days(value.event.start, before.event.start))


def _signed(text: str) -> str:
    if not any(digit in "123456789" for digit in text):
        return "0"
    return text.replace("-", "\N{MINUS SIGN}") if text.startswith("-") else f"+{text}"


def _plain(change: Fraction, value: ResultValue, before: ResultValue) -> str:
    """With as many decimals as the finer of the two was written with."""
    decimals = max(len(one.shown.partition(".")[2]) for one in (value, before))
    return f"{Decimal(change.numerator) / Decimal(change.denominator):.{decimals}f}"


def _days(at: PartialDate | None, before: PartialDate | None) -> int | None:
    if at is None or before is None or not {at.precision, before.precision} <= _PRECISE_DATES:
        return None
    return (at.calendar - before.calendar).days
