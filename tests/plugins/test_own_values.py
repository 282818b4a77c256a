"""What patients measure themselves is handed to a plugin only where that plugin asks who measured."""

from __future__ import annotations

from datetime import date
from typing import Any

from workstation.plugin_api.manifest import Code, Condition, InputSpec, Need, Selector, ValueType
from workstation.plugin_host.gather import OWN, gather

CODE = Code("http://loinc.org", "29463-7")
TODAY = date(2026, 11, 24)


def weight(value: int, day: str, performer: str = "", category: str = "vital-signs") -> tuple[str, dict[str, Any]]:
    held = {"resourceType": "Observation", "status": "final", "subject": {"reference": "Patient/p"},
            "code": {"coding": [{"system": CODE.system, "code": CODE.code}]}, "effectiveDateTime": day,
            "category": [{"coding": [{"code": category}]}],
            "valueQuantity": {"value": value, "unit": "kg", "code": "kg"}}
    return f"Observation/{value}", held | ({"performer": [{"reference": performer}]} if performer else {})


def asked(*where: Condition) -> InputSpec:
    return InputSpec("weight", "Weight", next(iter(Need)), ValueType.QUANTITY,
                     Selector("Observation", "valueQuantity", (CODE,), where_any=where), unit="kg")


def test_a_newer_own_value_never_takes_the_place_of_the_clinic_s() -> None:
    found = gather(asked(), [weight(80, "2026-11-01"), weight(7, "2026-11-20", "Patient/p")], TODAY)
    assert [value.text for value in found.values] == ["80"]
    assert [left.reason for left in found.left_out] == [OWN]


def test_a_plugin_that_asks_who_measured_gets_it() -> None:
    asks = asked(Condition("performer.reference", starts="Patient/"))
    assert [value.text for value in gather(asks, [weight(79, "2026-11-20", "Patient/p")], TODAY).values] == ["79"]


def test_what_people_tell_of_their_way_of_life_stays_usable() -> None:
    told = weight(81, "2026-11-20", "Patient/p", category="social-history")
    assert [value.text for value in gather(asked(), [told], TODAY).values] == ["81"]
