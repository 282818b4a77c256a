"""Which resources are sensitive (genetics, psychiatry, HIV), so that they leave only where they are ticked.

Three signs, any of which is enough: the resource's own security label (HL7 v3 ActCode, "sensitivity" codes), a code of
the lists below, or a word in its text. The words err to the safe side: what only mentions depression stays back too,
and a person may tick it.
Sources: HL7 Terminology v3-ActCode (PSY, MH, HIV, GDIS); ICD-10 (WHO 2019) chapter V and B20-B24, Z21, R75, Z71.7;
WHO ATC index 2025 groups N05A, N06A, J05AE/AF/AG/AJ/AR. It can't read pictures or PDFs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from workstation.domain.opinion import Sensitive
from workstation.exchange.fhir_bundle import Piece

_LABELS = {"PSY": Sensitive.PSYCHIATRY, "MH": Sensitive.PSYCHIATRY, "PSYTHPN": Sensitive.PSYCHIATRY,
           "HIV": Sensitive.HIV, "GDIS": Sensitive.GENETICS}
_ICD10 = ((Sensitive.PSYCHIATRY, re.compile(r"F\d\d(\.\w+)?")),
          (Sensitive.HIV, re.compile(r"(B2[0-4]|Z21|R75|Z71\.7|O98\.7)(\.\w+)?")),
          (Sensitive.GENETICS, re.compile(r"(Z15|Z31\.[45]|Z84\.8|Q9\d)(\.\w+)?")))
_ATC = ((Sensitive.PSYCHIATRY, ("N05A", "N06A")), (Sensitive.HIV, ("J05AE", "J05AF", "J05AG", "J05AJ", "J05AR")))
_WORDS = (
    (Sensitive.HIV, re.compile(
        r"\bhiv\b|hiv-?[12]\b|human immunodeficiency virus|\baids\b|antiretroviral|lentivir|zidovudine|lamivudine|"
        r"efavirenz|dolutegravir|bictegravir|tenofovir|abacavir|艾滋|人类免疫缺陷|人类免疫缺陷病毒", re.IGNORECASE)),
    (Sensitive.PSYCHIATRY, re.compile(
        r"psychiatr|psychos|psychotic|schizo|bipolar|depress|suicid|self[- ]harm|anxiety|panic disorder|"
        r"post[- ]traumatic|\bptsd\b|personality disorder|anorexia nervosa|bulimi|alcohol(ism| dependence| use dis)|"
        r"opioid (dependence|use dis)|\bphq-?[29]\b|\bgad-?7\b|sertraline|fluoxetine|citalopram|olanzapine|"
        r"risperidone|quetiapine|clozapine|haloperidol|lithium carb|精神|抑郁|自杀|焦虑|双相|躁狂", re.IGNORECASE)),
    (Sensitive.GENETICS, re.compile(
        r"\bgen(e|es|etic|etics|ome|omic|otype)\b|\bdna\b|\bbrca[12]?\b|mutation|pathogenic variant|karyotyp|exome|"
        r"hereditary|chromosom|\bcarrier (of|status|screen)|\blynch syndrome|huntington|基因|遗传|染色体|突变",
        re.IGNORECASE)),
)


def categories(piece: Piece, linked: Iterable[Piece] = ()) -> frozenset[Sensitive]:
    """The categories of one resource and of what its name comes from (``linked``: a medication)."""
    if piece.type == "Patient":
        return frozenset()
    found: set[Sensitive] = set()
    for one in (piece, *linked):
        found |= set(_by_label(one.value)) | set(_by_codes(one.value))
        text = one.raw.decode("utf-8", "replace")
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda hit: chr(int(hit[1], 16)), text)
        found |= {category for category, words in _WORDS if words.search(text)}
    return frozenset(found)


def _by_label(value: Any) -> Iterator[Sensitive]:
    meta = value.get("meta")
    labels = cast("dict[str, Any]", meta).get("security") if isinstance(meta, dict) else None
    for label in cast("list[Any]", labels) if isinstance(labels, list) else []:
        code = cast("dict[str, Any]", label).get("code") if isinstance(label, dict) else None
        if code in _LABELS:
            yield _LABELS[str(code)]


def _by_codes(value: Any) -> Iterator[Sensitive]:
    """By every coding within the resource, wherever it stands."""
    if isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from _by_codes(item)
    elif isinstance(value, dict):
        held = cast("dict[str, Any]", value)
        code, system = held.get("code"), str(held.get("system", "")).lower()
        if isinstance(code, str) and "icd-10" in system:
            yield from (category for category, form in _ICD10 if form.fullmatch(code))
        if isinstance(code, str) and "atc" in system:
            yield from (category for category, heads in _ATC if code.startswith(heads))
        for item in held.values():
            if isinstance(item, dict | list):
                yield from _by_codes(item)
