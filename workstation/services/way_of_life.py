"""The way of life as recorded: smoking, alcohol, exercise, sleep, diet, education, work; and scores from them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engines.risk import audit_c
from engines.spec import Refusal
from workstation.domain.chart_list import Entry, Fact
from workstation.domain.way_of_life import ALSO, AUDIT_C, AUDIT_C_TOTAL, BY_CODE, BY_NAME, Part
from workstation.exchange.fhir_parts import Node, codes, coding, part, parts, word
from workstation.exchange.fhir_value import reading
from workstation.services import record
from workstation.services.chart_lists.reader import Reader, scalar
from workstation.services.chart_lists.references import References, resolved, stored_value
from workstation.services.clinic import Clinic
from workstation.services.progress import Progress

ENTERED = ("urn:consilia:source", "entered-here")      # the tag of what was entered on this program's own form
_ASKED = tuple(code.encode() for code in (*BY_CODE, *ALSO, "social-history"))


def history(clinic: Clinic, patient_id: str, sex: str = "", progress: Progress | None = None) -> list[Entry]:
    """Every observation of the way of life, and the scores that can be computed from them.

    Groups are the names of ``Part``, and ``error``. ``sex`` (male, female) gives the score its threshold. Raises
    NotAllowed, Cancelled.
    """
    nodes: dict[str, Node] = {}
    for number, stored in enumerate(record.resources(clinic, patient_id, ("Observation",))):
        if progress is not None and number % 500 == 0:
            progress.step(0.0)
        if any(code in stored.raw for code in _ASKED):
            node = stored_value(stored.raw)
            if part_of(node) is not None:
                nodes[stored.key] = node
    found = entries(nodes, resolved(clinic, patient_id, nodes))
    return [*found, *scores(found, sex)]


def part_of(node: Node) -> Part | None:
    """Which part of the way of life an Observation tells of; None where it tells of none."""
    for code in codes(part(node, "code")):
        if code in BY_CODE:
            return BY_CODE[code].part
        if code in ALSO:
            return ALSO[code]
    social = any("social-history" in codes(held) for held in parts(node, "category"))
    return Part.OTHER if social else None


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """One entry an Observation, its answer worded as recorded."""
    return [_entry(Reader(node, key, references)) for key, node in nodes.items()]


def _entry(read: Reader) -> Entry:
    node = read.node
    read.title("code")
    factor = next((BY_CODE[code] for code in codes(part(node, "code")) if code in BY_CODE), None)
    read.add("factor", code=factor.name if factor else "")
    value = reading(node)
    chosen = part(node, "valueCodeableConcept")
    read.add("value", " ".join(filter(None, [value.text, value.unit])) or value.absent,
             code=next(iter(codes(chosen)), ""))
    own = word(chosen, "text")
    read.add("said", own if own not in [word(held, "display") for held in parts(chosen, "coding")] else "")
    for number, held in enumerate(parts(node, "component"), 1):
        inner = reading(held)
        said = " ".join(filter(None, [inner.text, inner.unit])) or inner.absent
        read.add("component", f"{coding(part(held, 'code'))[2]}: {said}", part=number)
    read.codes("value_code", chosen)
    read.when("effective", "effective")
    read.when("effective", "effectiveInstant")
    read.code("status", "status")
    read.refer("performer", "performer")
    entered = any((word(t, "system"), word(t, "code")) == ENTERED for t in parts(part(node, "meta"), "tag"))
    read.add("entered", code="entered-here" if entered else "")
    read.when("issued", "issued")
    read.concept("method", "method")
    read.concept("flag", "interpretation")
    read.refer("encounter", "encounter")
    read.refer("based_on", "derivedFrom")
    read.refer("based_on", "hasMember")
    read.notes()
    read.told |= {"subject", "category", "component", "dataAbsentReason", *(n for n in node if n.startswith("value"))}
    gone = word(node, "status") in ("entered-in-error", "cancelled")
    return read.entry("error" if gone else (part_of(node) or Part.OTHER).value)


def scores(found: Sequence[Entry], sex: str = "") -> list[Entry]:
    """AUDIT-C of each day on which all three questions were answered and no total is recorded; never of a part."""
    by_day: dict[str, dict[str, Entry]] = {}
    totals: set[str] = set()
    for entry in sorted(found, key=_told):
        when = entry.start(("effective",))
        if entry.group == "error" or when is None:
            continue
        day = when.text[:10]
        if any(AUDIT_C_TOTAL in fact.text for fact in entry.of("code")):
            totals.add(day)
        name = entry.code("factor")
        if name in AUDIT_C:
            by_day.setdefault(day, {})[name] = entry      # of two answers of one day the later told counts
    return [score for day, items in by_day.items() if day not in totals
            and (score := _audit_c(items, sex)) is not None]


def _told(entry: Entry) -> str:
    when = entry.start(("issued", "effective"))
    return when.start.isoformat() if when else ""


def _audit_c(items: Mapping[str, Entry], sex: str) -> Entry | None:
    """The computed entry; None where a question is open or its answer is none of the list."""
    points: dict[str, int] = {}
    for name, question in zip(AUDIT_C, ("how_often", "how_many", "six_or_more"), strict=True):
        answer = BY_NAME[name].answer(items[name].code("value")) if name in items else None
        if answer is None or answer.points is None:
            return None
        points[question] = answer.points
    inputs: dict[str, object] = {**points, **({"sex": sex} if sex in audit_c.POSITIVE else {})}
    try:
        result = audit_c.compute(inputs)
    except Refusal:
        return None
    first = items[AUDIT_C[0]]
    facts = [Fact("title", "Alcohol Use Disorders Identification Test - Consumption"), Fact("factor", code="audit_c"),
             Fact("value", f"{result['score']} / 12"),
             Fact("effective", start=first.start(("effective",))), Fact("computed", code="computed")]
    if result["positive"] is not None:
        facts.append(Fact("screen", scalar(result["threshold"]), "positive" if result["positive"] else "negative"))
    if result["first_question_only"]:
        facts.append(Fact("first_question", code="first-question-only"))
    for name, given in zip(AUDIT_C, points.values(), strict=True):
        facts.append(Fact("item", f"{items[name].text('title')}: {items[name].text('value')} ({given})",
                          source=items[name].source))
    facts.append(Fact("formula", f"{audit_c.SPEC.title} {audit_c.SPEC.version}: {audit_c.SPEC.source}"))
    return Entry(first.source, Part.ALCOHOL.value, tuple(facts))
