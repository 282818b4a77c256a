"""HL7 time stamps (CDA data types TS and IVL_TS) as FHIR dates, at the precision they were written with.

A time of day without its zone takes the zone of the document's own time; where that has none either, FHIR allows no
time and the day is kept. What was written stands beside it as an extension then, so that nothing is lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from workstation.domain.partial_date import PartialDate
from workstation.exchange.ccda.xml_tree import Element

AS_WRITTEN = "https://consilia.invalid/fhir/hl7-time"      # a host that can't exist (RFC 6761): a name only
_STAMP = re.compile(
    r"(\d{4})(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(?:(\d\d)(\.\d+)?)?)?)?)?)?([+-]\d\d:?\d\d|Z)?")
Json = dict[str, Any]


class Clock:
    """Reads the times of one document. ``doubt`` is told of each that is none."""

    def __init__(self, doubt: Callable[[str], None], zone: str = "") -> None:
        self._doubt = doubt
        self._zone = zone

    def put(self, into: Json, name: str, element: Element | None) -> None:
        """Sets ``name`` to the element's own value, or to its only end."""
        if element is None:
            return
        written = element.get("value")
        for inner in ("center", "low", "high"):
            written = written or _value(element.first(inner))
        self._set(into, name, written)

    def span(self, into: Json, name: str, element: Element | None) -> None:
        """Sets ``<name>DateTime`` for a moment and ``<name>Period`` for a span (one end is enough)."""
        if element is None:
            return
        low, high = _value(element.first("low")), _value(element.first("high"))
        if element.get("value") or low == high:
            self._set(into, f"{name}DateTime", element.get("value") or low or _value(element.first("center")))
        else:
            self.period(into, f"{name}Period", element)

    def period(self, into: Json, name: str, element: Element | None) -> None:
        """Sets ``name`` to a Period; a single moment starts and ends it."""
        if element is None:
            return
        found: Json = {}
        self._set(found, "start", element.get("value") or _value(element.first("low")))
        self._set(found, "end", element.get("value") or _value(element.first("high")))
        if found:
            into[name] = found

    def _set(self, into: Json, name: str, written: str) -> None:
        if not written:
            return
        text = stamp(written, self._zone)
        if not text:
            self._doubt(f"'{written[:40]}' is no time that exists and was left out")
            return
        into[name] = text
        if len(digits_of(written)) > 8 and not zoned(written):
            into[f"_{name}"] = {"extension": [{"url": AS_WRITTEN, "valueString": written}]}


def stamp(written: str, zone: str = "") -> str:
    """``20150622`` -> ``2015-06-22``, ``201506`` -> ``2015-06``; "" where it is no calendar date."""
    found = _STAMP.fullmatch(written.strip())
    if found is None:
        return ""
    year, month, day, hour, minute, second, fraction, offset = found.groups()
    offset = offset or zone
    text = "-".join(filter(None, (year, month, day)))
    if hour and offset:
        offset = offset if offset == "Z" or ":" in offset else f"{offset[:3]}:{offset[3:]}"
        text += f"T{hour}:{minute or '00'}:{second or '00'}{fraction or ''}{offset}"
    try:
        PartialDate.parse(text)
    except ValueError:
        return ""
    return text


def zone_of(written: str) -> str:
    """The zone that a time stamp ends with, "" for none."""
    found = _STAMP.fullmatch(written.strip())
    return (found[8] or "") if found else ""


def zoned(written: str) -> bool:
    """Whether it says its zone."""
    return bool(zone_of(written))


def digits_of(written: str) -> str:
    """Its digits before fraction and zone."""
    return re.split(r"[.+\-Z]", written.strip(), maxsplit=1)[0]


def _value(element: Element | None) -> str:
    return element.get("value") if element is not None else ""
