"""A lint over every visible string: what hurt people when it was misread is written out (ISMP, NPSA, NHS CUI)."""

from __future__ import annotations

import re

import pytest

from installer import translations

# ISMP list of error-prone abbreviations (2021): U, IU, ug/µg in doses, QD, QOD, trailing zero, naked decimal point.
REFUSED = {
    "units is written out": re.compile(r"\b\d*\s*I?U\b(?!\w)"),
    "microgram is written out": re.compile(r"\b[uµμ]g\b"),
    "daily is written out": re.compile(r"\bQ\.?[OD]\.?D?\.?\b", re.IGNORECASE),
    "no trailing zero": re.compile(r"\b\d+\.0\s*(mg|g|mL|microgram)\b"),
    "a leading zero": re.compile(r"(?<![\d.])\.\d+\s*(mg|g|mL|microgram)\b"),
    "no numeric month": re.compile(r"\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b"),
    "no question mark for the unknown": re.compile(r"^\?+$"),
}


@pytest.mark.parametrize("room", translations.rooms())
def test_no_visible_string_can_be_misread(room: str) -> None:
    said = [message.source for message in translations.messages(room)]
    said += list(translations.read(translations.ts_file(room)).values())
    said = [re.sub("E, L or U|E、L 或 U", "", text) for text in said]      # FHIR's own codes of SampledData, no unit
    bad = {text: rule for text in said for rule, pattern in REFUSED.items() if pattern.search(text)}
    assert bad == {}


@pytest.mark.parametrize(("text", "rule"), [
    ("10 U insulin", "units is written out"), ("5 µg", "microgram is written out"), ("QD", "daily is written out"),
    ("5.0 mg", "no trailing zero"), ("give .5 mg", "a leading zero"), ("on 3/4/2026", "no numeric month"),
])
def test_the_lint_finds_what_it_is_for(text: str, rule: str) -> None:
    assert REFUSED[rule].search(text)
