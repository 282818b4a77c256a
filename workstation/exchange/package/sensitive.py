"""Which resources are sensitive (genetics, psychiatry, HIV), so that they leave only where they are ticked.

Three signs, any of which is enough: the resource's own security label (HL7 v3 ActCode, "sensitivity" codes), a code of
the lists below, or a word in its text. The words err to the safe side: what only mentions depression stays back too,
and a person may tick it.
Sources: HL7 Terminology v3-ActCode (PSY, MH, HIV, GDIS); ICD-10 (WHO 2019) chapter V and B20-B24, Z21, R75, Z71.7;
WHO ATC index 2025 groups N05A, N06A, J05AE/AF/AG/AJ/AR. Attached texts are read; pictures and PDFs can't be.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, cast

from workstation.domain.opinion import Sensitive
from workstation.exchange.attachments import decode
from workstation.exchange.fhir_bundle import Piece

_LABELS = {"PSY": Sensitive.PSYCHIATRY, "MH": Sensitive.PSYCHIATRY, "PSYTHPN": Sensitive.PSYCHIATRY,
           "HIV": Sensitive.HIV, "GDIS": Sensitive.GENETICS}
_ICD10 = ((Sensitive.PSYCHIATRY, re.compile(r"F\d\d(\.\w+)?")),
          (Sensitive.HIV, re.compile(r"(B2[0-4]|Z21|R75|Z71\.7|O98\.7)(\.\w+)?")),
          (Sensitive.GENETICS, re.compile(r"(Z15|Z31\.[45]|Z84\.8|Q9\d)(\.\w+)?")))
_ATC = ((Sensitive.PSYCHIATRY, ("N05A", "N06A")), (Sensitive.HIV, ("J05AE", "J05AF", "J05AG", "J05AJ", "J05AR")))
# Stems first: finding them is quick, and only a page with one of a category is read with its pattern. Each match of a
# pattern holds one of its stems (in lower case).
_WORDS = (
    (Sensitive.HIV, ("hiv", "immunodeficiency virus", "aids", "retroviral", "lentivir", "vudine", "efavirenz",
                     "tegravir", "tenofovir", "abacavir", "艾滋", "人类免疫缺陷"), re.compile(
        r"\bhiv\b|hiv-?[12]\b|human immunodeficiency virus|\baids\b|antiretroviral|lentivir|zidovudine|lamivudine|"
        r"efavirenz|dolutegravir|bictegravir|tenofovir|abacavir|艾滋|人类免疫缺陷")),
    (Sensitive.PSYCHIATRY, ("psych", "schizo", "bipolar", "depress", "suicid", "harm", "anxiety", "panic", "traumatic",
                            "ptsd", "personality", "anorexia", "bulimi", "alcohol", "opioid", "phq", "gad",
                            "sertraline", "oxetine", "citalopram", "apine", "risperidone", "haloperidol", "lithium",
                            "精神", "抑郁", "自杀", "焦虑", "双相", "躁狂"), re.compile(
        r"psychiatr|psychos|psychotic|schizo|bipolar|depress|suicid|self[- ]harm|anxiety|panic disorder|"
        r"post[- ]traumatic|\bptsd\b|personality disorder|anorexia nervosa|bulimi|alcohol(ism| dependence| use dis)|"
        r"opioid (dependence|use dis)|\bphq-?[29]\b|\bgad-?7\b|sertraline|fluoxetine|citalopram|olanzapine|"
        r"risperidone|quetiapine|clozapine|haloperidol|lithium carb|精神|抑郁|自杀|焦虑|双相|躁狂")),
    (Sensitive.GENETICS, ("gene", "genom", "geno", "variant", "dna", "brca", "mutation", "karyotyp", "exome",
                          "hereditary", "chromosom", "carrier", "lynch", "huntington",
                          "基因", "遗传", "染色体", "突变"), re.compile(
        r"\bgen(e|es|etic|etics|ome|omic|otype)\b|\bdna\b|\bbrca[12]?\b|mutation|pathogenic variant|karyotyp|exome|"
        r"hereditary|chromosom|\bcarrier (of|status|screen)|\blynch syndrome|huntington|基因|遗传|染色体|突变")),
)
_READABLE = ("text/", "json", "xml", "rtf")
_PAGE, _OVERLAP = 4096, 64                                # characters


def categories(piece: Piece, linked: Iterable[Piece] = ()) -> frozenset[Sensitive]:
    """The categories of one resource and of what its name comes from (``linked``: a medication)."""
    if piece.type == "Patient":
        return frozenset()
    found: set[Sensitive] = set()
    for one in (piece, *linked):
        found |= set(_by_label(one.value)) | set(_by_codes(one.value))
        for page in _pages(_strings(one.value)):
            text = page.lower()
            found |= {category for category, stems, words in _WORDS
                      if category not in found and any(stem in text for stem in stems) and words.search(text)}
    return frozenset(found)


def _strings(value: Any) -> Iterator[str]:
    """Every string within; of an attached file its words, if it is text, and never its base64."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in cast("list[Any]", value):
            yield from _strings(item)
    elif isinstance(value, dict):
        held = cast("dict[str, Any]", value)
        for name, item in held.items():
            if name != "data" or not isinstance(item, str):
                yield from _strings(item)
            elif "contentType" not in held:                  # numbers of a waveform, a signature
                yield item
            elif any(kind in str(held["contentType"]).lower() for kind in _READABLE):
                yield decode(item)[0].decode("utf-8", "replace")


def _pages(strings: Iterable[str]) -> Iterator[str]:
    """The strings in pages of a few thousand characters: one search never holds the interpreter for long.

    A long text is cut into pages that overlap by more than the longest of the words.
    """
    page, size = [], 0
    for string in strings:
        for start in range(0, max(len(string), 1), _PAGE):
            part = string[start:start + _PAGE + _OVERLAP]
            page.append(part)
            size += len(part)
            if size >= _PAGE:
                yield "\n".join(page)
                page, size = [], 0
    yield "\n".join(page)


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
