"""Reads a FHIR resource into facts and remembers which of its members were told, so that the rest can be told too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

from workstation.domain.chart_list import Entry, Fact
from workstation.exchange.fhir_parts import Node, coding, date, narrative, number_text, part, parts, word
from workstation.services.chart_lists.references import References, listed

# Names of code systems as clinicians say them (HL7 Terminology, the systems' own addresses).
_SYSTEMS = {
    "http://snomed.info/sct": "SNOMED CT", "http://loinc.org": "LOINC", "http://hl7.org/fhir/sid/icd-10": "ICD-10",
    "http://hl7.org/fhir/sid/icd-10-cm": "ICD-10-CM", "http://hl7.org/fhir/sid/icd-9-cm": "ICD-9-CM",
    "http://hl7.org/fhir/sid/cvx": "CVX", "http://hl7.org/fhir/sid/ndc": "NDC", "http://www.whocc.no/atc": "ATC",
    "http://www.nlm.nih.gov/research/umls/rxnorm": "RxNorm", "http://www.ama-assn.org/go/cpt": "CPT",
    "http://id.who.int/icd/release/11/mms": "ICD-11", "http://fdasis.nlm.nih.gov": "UNII",
    "http://standardterms.edqm.eu": "EDQM",
}
_NOT_TOLD = frozenset({"resourceType", "id", "meta", "text", "implicitRules", "language"})
_MOST_REST = 120
_ABSENT = "http://hl7.org/fhir/uv/ips/CodeSystem/absent-unknown-uv-ips"


@dataclass(slots=True)
class Reader:
    """Collects the facts of one resource. Each method names a fact and the member it is read from."""

    node: Node
    key: str
    references: References
    facts: list[Fact] = field(default_factory=list[Fact])
    told: set[str] = field(default_factory=set[str])

    def entry(self, group: str) -> Entry:
        """The entry of what was told, the rest of the resource with it."""
        if not any(fact.name == "title" for fact in self.facts):
            self.facts.insert(0, Fact("title", narrative(self.node)))
        if word(self.node, "text", "status") in ("additional", "extensions"):
            self.add("narrative", narrative(self.node))
        return Entry(self.key, group, tuple(self.facts), tuple(self.rest()))

    def add(self, name: str, text: str = "", **more: Any) -> None:
        """A fact that was read elsewhere, where it says anything."""
        if text or any(more.get(each) for each in ("code", "start", "end", "sig")):
            self.facts.append(Fact(name, text, **more))

    def title(self, *members: str) -> None:
        """What the resource is about: the words of a concept or of what a reference leads to, then its codes."""
        for member in members:
            self.told.add(member)
            for held in parts(self.node, member):
                reference = "reference" in held or ("display" in held and "coding" not in held)
                said = self.references.name(held, self.node) if reference else coding(held)[2]
                self.add("title", said)
                self.codes("code", held if not reference else part(self.references.node(held, self.node), "code"))

    def codes(self, name: str, concept: Node) -> None:
        """Every coding of a concept: system, code, and its own words."""
        for held in parts(concept, "coding"):
            said = " ".join(filter(None, [system_name(word(held, "system")), word(held, "code")]))
            own = word(held, "display")
            self.add(name, f"{said}: {own}" if said and own else said or own)

    def concept(self, name: str, member: str, holder: Node | None = None, number: int = 0) -> None:
        """CodeableConcepts or Codings: their words, and the code for those whose value set the screen knows."""
        for held in self._held(member, holder):
            if "coding" not in held and word(held, "code"):
                held = {"coding": [held]}
            _, code, said = coding(held)
            self.add(name, said, code=code, part=number)

    def code(self, name: str, member: str, holder: Node | None = None, number: int = 0) -> None:
        """A code of a required value set, or several."""
        node = self._mark(member, holder)
        for each in listed(node.get(member)):
            if isinstance(each, str) and each:
                self.add(name, code=each, part=number)

    def say(self, name: str, member: str, holder: Node | None = None, number: int = 0) -> None:
        """Text, a number as written, or yes and no."""
        node = self._mark(member, holder)
        self.add(name, scalar(node.get(member)), part=number)

    def when(self, name: str, stem: str, holder: Node | None = None, number: int = 0) -> None:
        """A choice of date: ``stem`` or ``stemDateTime``, ``Period``, ``Age``, ``Range``, ``String``."""
        for member in (stem, f"{stem}DateTime", f"{stem}Date", f"{stem}Period", f"{stem}Age", f"{stem}Range",
                       f"{stem}String"):
            node = self._mark(member, holder)
            held: Any = node.get(member)
            if isinstance(held, str):
                found = date(held)
                self.add(name, "" if found else held, start=found, part=number)
            elif isinstance(held, dict):
                held = part(node, member)
                start, end = date(word(held, "start")), date(word(held, "end"))
                self.add(name, "" if start or end else quantity_words(held), start=start, end=end, part=number)

    def quantity(self, name: str, member: str, holder: Node | None = None, number: int = 0) -> None:
        """A Quantity: digits as written with their unit."""
        for held in self._held(member, holder):
            self.add(name, quantity_words(held), part=number)

    def refer(self, name: str, member: str, inner: str = "", holder: Node | None = None, number: int = 0,
              role: str = "") -> None:
        """References (``inner``: the member that holds the reference), named, with a role where one is recorded."""
        for held in self._held(member, holder):
            aim = part(held, inner) if inner else held
            said = self.references.name(aim, self.node)
            roles = ", ".join(filter(None, (coding(c)[2] for c in parts(held, role)))) if role else ""
            key = self.references.key(word(aim, "reference"))
            self.add(name, f"{said} ({roles})" if said and roles else said or roles, source=key, part=number)

    def notes(self, name: str = "note", member: str = "note", holder: Node | None = None, number: int = 0) -> None:
        """Annotations: who wrote them and when stands behind them."""
        for held in self._held(member, holder):
            who = word(held, "authorString") or (
                self.references.name(part(held, "authorReference"), self.node) if "authorReference" in held else "")
            self.add(name, f"{word(held, 'text')} ({who})" if who else word(held, "text"), start=date(
                word(held, "time")), part=number)

    def rest(self) -> Iterator[tuple[str, str]]:
        """(path, value) of what no method was asked for."""
        count = 0
        for member, held in self.node.items():
            if member in self.told or member in _NOT_TOLD or (member == "contained" and "contained" in self.told):
                continue
            for path, said in flat(held, member, self.references):
                count += 1
                if count > _MOST_REST:
                    yield "…", ""
                    return
                yield path, said

    def _mark(self, member: str, holder: Node | None) -> Node:
        if holder is None:
            self.told.add(member)
            return self.node
        return holder

    def _held(self, member: str, holder: Node | None) -> list[Node]:
        return parts(self._mark(member, holder), member)


def absence(concept: Node) -> str:
    """``none_known`` or ``not_asked`` where a concept states an absence (International Patient Summary), else ''."""
    for held in parts(concept, "coding"):
        code = word(held, "code")
        if word(held, "system") == _ABSENT:
            return "none_known" if code.startswith("no-known") else "not_asked"
    return ""


def system_name(address: str) -> str:
    """A code system by its name; one that isn't known by the end of its address."""
    return _SYSTEMS.get(address, address.rstrip("/").rsplit("/", 1)[-1].rsplit(":", 1)[-1])


def scalar(held: Any) -> str:
    """A primitive as text: digits as written, ``true`` and ``false`` as FHIR writes them."""
    if isinstance(held, bool):
        return "true" if held else "false"
    if isinstance(held, str):
        return str(held)
    return number_text(held)


def quantity_words(held: Node) -> str:
    """``5 mg``, ``< 5 mg``, ``2 - 4 mg`` of a Quantity, Age, Duration or Range, digits as written."""
    if "low" in held or "high" in held:
        low, high = part(held, "low"), part(held, "high")
        unit = word(low, "unit") or word(high, "unit") or word(low, "code") or word(high, "code")
        return " ".join(filter(None, [
            " - ".join(filter(None, [number_text(low.get("value")), number_text(high.get("value"))])), unit]))
    unit = word(held, "unit") or word(held, "code")
    return " ".join(filter(None, [word(held, "comparator"), number_text(held.get("value")), unit]))


def flat(held: Any, path: str, references: References) -> Iterator[tuple[str, str]]:
    """(path, value) of everything below ``held``, one line for what people read as one: concepts, quantities, names."""
    if isinstance(held, list):
        items = listed(held)
        for place, item in enumerate(items, 1):
            yield from flat(item, f"{path} {place}" if len(items) > 1 else path, references)
    elif isinstance(held, dict):
        node = cast(Node, held)
        said = _whole(node, references)
        if said:
            yield path, said
            return
        label = word(node, "url").rstrip("/").rsplit("/", 1)[-1]
        for name, inner in node.items():
            if name != "url" and not name.startswith("_"):
                yield from flat(inner, " › ".join(filter(None, [path, label, name])), references)
    elif text := scalar(held):
        yield path, text


def _whole(held: Node, references: References) -> str:
    """A structure that reads as one value; '' for any other."""
    if "coding" in held:
        codes = ", ".join(f"{system_name(word(c, 'system'))} {word(c, 'code')}".strip() for c in parts(held, "coding"))
        return " · ".join(filter(None, [coding(held)[2], codes]))
    if isinstance(held.get("reference"), str):
        return references.name(held)
    if "system" in held and "code" in held and "value" not in held:
        own = f"{system_name(word(held, 'system'))} {word(held, 'code')}"
        return " · ".join(filter(None, [word(held, "display"), own]))
    if "value" in held and ("unit" in held or "code" in held):
        return quantity_words(held)
    if held.keys() <= {"start", "end"} and held:
        return " – ".join(filter(None, [word(held, "start"), word(held, "end")]))
    return ""
