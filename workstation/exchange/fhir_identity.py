"""Who a Patient resource says somebody is, as the matching engine compares it."""

from __future__ import annotations

from engines.matching.identity import Identity, Name
from engines.text.chinese_names import CHINESE, family_length, family_readings, given_syllables
from workstation.exchange.fhir_parts import Node, parts, word
from workstation.store.patient_terms import fold, letters

_SHORTEST_PHONE = 7               # digits: an extension is nobody's telephone
_PHONE_DIGITS = 11                # the country code in front is left out


def identity_of(resource: Node, patient_id: str) -> Identity:
    """Names, birth date, sex, telephones, numbers with their authority, and addresses; what is absent stays empty."""
    phones = (letters(fold(word(c, "value"))) for c in parts(resource, "telecom")
              if word(c, "system") in ("phone", "sms"))
    numbers = {f"{word(i, 'system')}|{letters(fold(word(i, 'value')))}" for i in parts(resource, "identifier")
               if letters(fold(word(i, "value")))}
    return Identity(
        patient_id, tuple(name for name in map(_name, parts(resource, "name")) if name.family or name.given),
        word(resource, "birthDate"), word(resource, "gender"),
        frozenset(phone[-_PHONE_DIGITS:] for phone in phones if len(phone) >= _SHORTEST_PHONE), frozenset(numbers),
        frozenset(filter(None, map(_address, parts(resource, "address")))))


def _name(name: Node) -> Name:
    family, held = word(name, "family"), name.get("given")
    given = [one for one in held if isinstance(one, str)] if isinstance(held, list) else []
    text = word(name, "text")
    whole = "".join(c for c in (family + "".join(given) or text) if CHINESE.match(c))
    if whole:
        cut = len(family) if 0 < len(family) < len(whole) else family_length(whole)
        return Name(whole[:cut], whole[cut:], family_readings(whole[:cut])[0], "".join(given_syllables(whole[cut:])))
    if not (family or given):
        *firsts, family = text.split() or [""]
        given = firsts
    return Name(letters(fold(family)), letters(fold("".join(given[:1]))))


def _address(address: Node) -> str:
    """Street and place in one line; a town alone is no address."""
    lines = address.get("line")
    street = " ".join(line for line in lines if isinstance(line, str)) if isinstance(lines, list) else ""
    return fold(f"{street} {word(address, 'postalCode')} {word(address, 'city')}") if street else ""
