"""Rules of the data types (FHIR R4 2.24), found by the name or the members of an element."""

from __future__ import annotations

from workstation.exchange.fhir_checks.fault import Fault, chosen, is_after
from workstation.exchange.fhir_parts import Node, number, part, word
from workstation.exchange.safe_json import Digits

_PERIODS = frozenset({"start", "end", "_start", "_end", "id", "extension"})
_USES = {
    "identifier": ("usual", "official", "temp", "secondary", "old"),
    "telecom": ("home", "work", "temp", "old", "mobile"),
    "address": ("home", "work", "temp", "old", "billing"),
    "name": ("usual", "official", "temp", "nickname", "anonymous", "old", "maiden"),
}
_CONTACTS = ("phone", "fax", "email", "pager", "url", "sms", "other")
_UNITS_OF_TIME = ("s", "min", "h", "d", "wk", "mo", "a")
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_NARRATIVES = ("generated", "extensions", "additional", "empty")
_COMPARATORS = ("<", "<=", ">=", ">")


def one_of(node: Node, name: str, allowed: tuple[str, ...], path: str, found: list[Fault]) -> None:
    """A code of a required binding."""
    held = node.get(name)
    if isinstance(held, str) and held not in allowed:
        found.append(Fault(f"{path}.{name}", f"'{held[:40]}' is none of {', '.join(allowed)}", "binding"))


def identifier(node: Node, path: str, found: list[Fault]) -> None:
    one_of(node, "use", _USES["identifier"], path, found)


def contact_point(node: Node, path: str, found: list[Fault]) -> None:
    """cpt-2: a system where there is a value."""
    one_of(node, "system", _CONTACTS, path, found)
    one_of(node, "use", _USES["telecom"], path, found)
    if "value" in node and "system" not in node and "_system" not in node:
        found.append(Fault(path, "a number or address without its system (phone, email, ...)", "cpt-2"))


def address(node: Node, path: str, found: list[Fault]) -> None:
    one_of(node, "use", _USES["address"], path, found)
    one_of(node, "type", ("postal", "physical", "both"), path, found)


def human_name(node: Node, path: str, found: list[Fault]) -> None:
    if "family" in node or "given" in node or "text" in node:
        one_of(node, "use", _USES["name"], path, found)


def narrative(node: Node, path: str, found: list[Fault]) -> None:
    if "div" in node:
        one_of(node, "status", _NARRATIVES, path, found)


def extension(node: Node, path: str, found: list[Fault]) -> None:
    """ext-1: a value or further extensions, never both and never none."""
    values = [name for name in chosen(node, "value") + chosen(node, "_value") if node[name] is not None]
    if ("extension" in node) == bool(values):
        found.append(Fault(path, "an extension holds either a value or extensions, exactly one of them", "ext-1"))


def attachment(node: Node, path: str, found: list[Fault]) -> None:
    """att-1: what the data is must be said."""
    if "data" in node and "contentType" not in node and "_contentType" not in node:
        found.append(Fault(path, "data without its content type", "att-1"))


def reference_range(node: Node, path: str, found: list[Fault]) -> None:
    """obs-3: a range has at least one limit or a text."""
    if not ({"low", "high", "text", "_text"} & node.keys()):
        found.append(Fault(path, "a reference range without low, high and text", "obs-3"))


def period(node: Node, path: str, found: list[Fault]) -> None:
    """per-1: the start is not after the end."""
    if not node.keys() <= _PERIODS:
        return
    start, end = word(node, "start"), word(node, "end")
    if is_after(start, end):
        found.append(Fault(path, f"it starts ({start}) after it ends ({end})", "per-1"))


def bounds(node: Node, path: str, found: list[Fault]) -> None:
    """rng-2: low is not above high, where both have one unit."""
    low, high = part(node, "low"), part(node, "high")
    first, last = number(low.get("value")), number(high.get("value"))
    same = (low.get("code") or low.get("unit")) == (high.get("code") or high.get("unit"))
    if first is not None and last is not None and same and first > last:
        found.append(Fault(path, f"low ({first:g}) is above high ({last:g})", "rng-2"))


def quantity(node: Node, path: str, found: list[Fault]) -> None:
    """qty-3: a code of a unit is nothing without its system."""
    if not isinstance(node["value"], Digits | int) or isinstance(node["value"], bool):
        return
    if "code" in node and "system" not in node and "_system" not in node:
        found.append(Fault(path, f"the code '{str(node['code'])[:20]}' of a unit without its system", "qty-3"))
    one_of(node, "comparator", _COMPARATORS, path, found)


def ratio(node: Node, path: str, found: list[Fault]) -> None:
    """rat-1: numerator and denominator come together."""
    if ("numerator" in node) != ("denominator" in node):
        found.append(Fault(path, "a ratio needs its numerator and its denominator", "rat-1"))


def repeat(node: Node, path: str, found: list[Fault]) -> None:
    """tim-1, 2, 4, 5, 6, 7, 8, 10: how often a thing is given."""
    one_of(node, "periodUnit", _UNITS_OF_TIME, path, found)
    one_of(node, "durationUnit", _UNITS_OF_TIME, path, found)
    days = node.get("dayOfWeek")
    for place, day in enumerate(days if isinstance(days, list) else []):
        if isinstance(day, str) and day not in _DAYS:
            found.append(Fault(f"{path}.dayOfWeek[{place}]", f"'{day[:40]}' is none of {', '.join(_DAYS)}", "binding"))
    for name, needed, rule in (("duration", "durationUnit", "tim-1"), ("period", "periodUnit", "tim-2"),
                               ("periodMax", "period", "tim-6"), ("durationMax", "duration", "tim-7"),
                               ("countMax", "count", "tim-8")):
        if name in node and needed not in node and f"_{needed}" not in node:
            found.append(Fault(path, f"{name} without {needed}", rule))
    for name, rule in (("duration", "tim-4"), ("period", "tim-5")):
        if (number(node.get(name)) or 0.0) < 0:
            found.append(Fault(f"{path}.{name}", "it is below zero", rule))
    if "timeOfDay" in node and "when" in node:
        found.append(Fault(path, "a time of day and an event of the day exclude each other", "tim-10"))
