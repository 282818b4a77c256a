"""Who cares for the patient: teams, the family doctor, contacts and relatives, and whom the encounters name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from workstation.domain.chart_list import Entry, Fact
from workstation.exchange.fhir_parts import Node, coding, date, part, parts, word
from workstation.services.chart_lists.reader import Reader
from workstation.services.chart_lists.references import References, human_name, words_of

TYPES = ("Patient", "CareTeam", "RelatedPerson", "Encounter")


def entries(nodes: Mapping[str, Node], references: References) -> list[Entry]:
    """One entry a person and role. Groups: family_doctor, team, contact, seen, past, error."""
    found: list[Entry] = []
    for key, node in nodes.items():
        kind = word(node, "resourceType")
        if kind == "Patient":
            found += _of_patient(key, node, references)
        elif kind == "CareTeam":
            found += _members(key, node, references)
        elif kind == "RelatedPerson":
            found.append(_relative(Reader(node, key, references)))
    return [*found, *_seen(nodes, references)]


def _of_patient(key: str, node: Node, references: References) -> Iterator[Entry]:
    for held in parts(node, "generalPractitioner"):
        facts = [*_person(held, node, references), Fact("role", code="family-doctor")]
        yield Entry(references.key(word(held, "reference")) or key, "family_doctor", tuple(facts))
    for held in parts(node, "contact"):
        named = {"name": [part(held, "name")]}
        facts = [Fact("title", human_name(named) or references.name(part(held, "organization"))),
                 *(Fact("role", coding(c)[2], coding(c)[1]) for c in parts(held, "relationship")),
                 *reach(held), *_gender(held)]
        yield Entry(key, "contact", tuple(facts + _period(held)))


def _members(key: str, node: Node, references: References) -> Iterator[Entry]:
    """The participants of a team; a team that names none stands for itself."""
    team = word(node, "name") or ", ".join(filter(None, (coding(c)[2] for c in parts(node, "category"))))
    status = word(node, "status")
    group = "error" if status == "entered-in-error" else "past" if status == "inactive" else "team"
    common = [Fact("team", team), Fact("status", code=status)] if team else [Fact("status", code=status)]
    common += [Fact("reason", coding(c)[2]) for c in parts(node, "reasonCode")]
    common += [Fact("reason", references.name(c, node)) for c in parts(node, "reasonReference")]
    common += [Fact("managed_by", references.name(c, node)) for c in parts(node, "managingOrganization")]
    common += [Fact("note", word(c, "text")) for c in parts(node, "note")]
    common = [*common, *reach(node)]
    participants = parts(node, "participant")
    for held in participants:
        facts = [*_person(part(held, "member"), node, references),
                 *(Fact("role", coding(c)[2]) for c in parts(held, "role"))]
        if part(held, "onBehalfOf"):
            facts.append(Fact("on_behalf_of", references.name(part(held, "onBehalfOf"), node)))
        yield Entry(key, group, tuple(facts + (_period(held) or _period(node)) + common))
    if not participants:
        yield Entry(key, group, (Fact("title", team or "CareTeam"), *_period(node), *common))


def _relative(read: Reader) -> Entry:
    read.add("title", human_name(read.node))
    read.concept("role", "relationship")
    read.facts += [*reach(read.node), *_gender(read.node)]
    read.when("born", "birthDate")
    read.when("period", "period")
    read.say("active", "active")
    read.told |= {"name", "telecom", "address", "gender", "patient"}
    return read.entry("past" if read.node.get("active") is False else "contact")


def _seen(nodes: Mapping[str, Node], references: References) -> Iterator[Entry]:
    """Whom the encounters name, once each, with the newest date."""
    newest: dict[str, tuple[str, Node, Node]] = {}
    for node in nodes.values():
        if word(node, "resourceType") != "Encounter" or word(node, "status") == "entered-in-error":
            continue
        for held in parts(node, "participant"):
            who = part(held, "individual")
            name = references.name(who, node)
            when = word(node, "period", "start")
            if name and not references.key(word(who, "reference")).startswith(("Patient/", "RelatedPerson/")) \
                    and (name not in newest or when > newest[name][0]):
                newest[name] = when, held, node
    for when, held, node in newest.values():
        who = part(held, "individual")
        facts = [*_person(who, node, references), *(Fact("role", coding(c)[2]) for c in parts(held, "type")),
                 Fact("seen", start=date(when))]
        yield Entry(references.key(word(who, "reference")) or f"Encounter/{word(node, 'id')}", "seen", tuple(facts))


def _person(reference: Node, holder: Node, references: References) -> list[Fact]:
    """Name, qualification, telephone and address of whom a reference means."""
    node = references.node(reference, holder)
    key = references.key(word(reference, "reference"))
    facts = [Fact("title", references.name(reference, holder), source=key)]
    if word(node, "resourceType") == "PractitionerRole":
        facts += [Fact("role", coding(c)[2]) for c in parts(node, "code")]
        facts += [Fact("speciality", coding(c)[2]) for c in parts(node, "specialty")]
        if part(node, "organization"):
            facts.append(Fact("works_for", references.name(part(node, "organization"), node)))
        person = references.node(part(node, "practitioner"), node)
        facts += reach(person)
        node = {**node, "qualification": person.get("qualification", [])}
    facts += [Fact("qualification", coding(part(c, "code"))[2]) for c in parts(node, "qualification")]
    return [*facts, *reach(node)]


def reach(node: Node) -> list[Fact]:
    """Telephone, e-mail and address as recorded."""
    facts = [Fact("phone" if word(t, "system") in ("phone", "sms", "fax", "pager") else "mail", word(t, "value"),
                  word(t, "use") or word(t, "system"))
             for t in parts(node, "telecom") if word(t, "value")]
    for held in parts(node, "address"):
        said = word(held, "text") or ", ".join(filter(None, [
            *words_of(held, "line"),
            *(word(held, name) for name in ("city", "state", "postalCode", "country"))]))
        if said:
            facts.append(Fact("address", said))
    return facts


def _gender(node: Node) -> list[Fact]:
    return [Fact("gender", code=word(node, "gender"))] if word(node, "gender") else []


def _period(node: Node) -> list[Fact]:
    start, end = date(word(node, "period", "start")), date(word(node, "period", "end"))
    return [Fact("period", start=start, end=end)] if start or end else []
