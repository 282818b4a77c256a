"""What of a chart would leave: the resources of the chosen parts, without the sensitive ones that nobody ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workstation.domain.finding import Finding, FindingState
from workstation.domain.opinion import (
    ALLERGIES,
    IDENTITY,
    Preview,
    PreviewLine,
    Sensitive,
    SeriesChoice,
    SharedPart,
    Wish,
)
from workstation.errors import NotFound
from workstation.exchange.fhir_bundle import Keys, Piece
from workstation.exchange.fhir_parts import codes, part, parts
from workstation.exchange.package import sensitive
from workstation.services.vitals_tables import ALL_CODES, ECG
from workstation.store import images
from workstation.store.images import StoredInstance

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

EVERYTHING = Wish(frozenset(SharedPart), frozenset(Sensitive))
_BY_TYPE = {
    "Condition": SharedPart.PROBLEMS, "MedicationRequest": SharedPart.MEDICATIONS,
    "MedicationStatement": SharedPart.MEDICATIONS, "MedicationAdministration": SharedPart.MEDICATIONS,
    "MedicationDispense": SharedPart.MEDICATIONS, "DiagnosticReport": SharedPart.RESULTS,
    "Procedure": SharedPart.PROCEDURES, "Immunization": SharedPart.IMMUNIZATIONS, "Encounter": SharedPart.ENCOUNTERS,
    "DocumentReference": SharedPart.DOCUMENTS, "Composition": SharedPart.DOCUMENTS,
    "FamilyMemberHistory": SharedPart.FAMILY,
}


@dataclass(slots=True)
class Chosen:
    """What was gathered. ``pieces`` has the Patient first; ``sections`` maps a part to its keys."""

    patient_id: str
    pieces: list[Piece] = field(default_factory=list[Piece])
    sections: dict[str, list[str]] = field(default_factory=dict[str, "list[str]"])
    withheld: dict[Sensitive, int] = field(default_factory=dict[Sensitive, int])
    lines: list[PreviewLine] = field(default_factory=list[PreviewLine])
    instances: dict[str, list[StoredInstance]] = field(default_factory=dict[str, "list[StoredInstance]"])
    findings: list[Finding] = field(default_factory=list[Finding])
    notes: list[str] = field(default_factory=list[str])

    def preview(self) -> Preview:
        return Preview(tuple(self.lines), dict(self.withheld), tuple(self.notes))


def gather(clinic: Clinic, patient_id: str, wish: Wish) -> Chosen:
    """Everything of the wish, each resource with the bytes it came with. Raises NotFound, NotAllowed."""
    from workstation.services import export_chart, patients, record

    own = [Piece(held.key, held.raw, patient_id) for held in record.resources(clinic, patient_id)
           if held.patient_id == patient_id]
    if not any(piece.key == f"Patient/{patient_id}" for piece in own):
        raise NotFound(what="patient", name=patient_id)
    found = Chosen(patient_id)
    named = _medications(export_chart.shared(clinic, own))
    _sort(found, own, wish, named)
    shared = export_chart.shared(clinic, found.pieces)
    found.pieces += shared
    if shared:
        found.lines.append(PreviewLine("others", len(shared), 0, _size(shared)))
    _add_images(clinic, found, wish)
    if any(line.what == SharedPart.FAMILY.value and line.withheld for line in found.lines):
        found.notes.append("the family history is not whole, so neither is its pedigree")
    linked = len(patients.charts(clinic, patient_id)) - 1
    if linked:
        found.notes.append(f"{linked} linked records of the same person are not part of it")
    return found


def part_of(piece: Piece) -> str:
    """Which part a resource belongs to, '' where it is never sent."""
    if piece.type == "Patient":
        return IDENTITY
    if piece.type == "AllergyIntolerance":
        return ALLERGIES
    if piece.type == "Observation":
        return _observation(piece).value
    known = _BY_TYPE.get(piece.type)
    return known.value if known is not None else ""


def _observation(piece: Piece) -> SharedPart:
    kinds = {code for concept in parts(piece.value, "category") for code in codes(concept)}
    own = set(codes(part(piece.value, "code")))
    return SharedPart.VITALS if "vital-signs" in kinds or own & (ECG | set(ALL_CODES)) else SharedPart.RESULTS


def _medications(shared: Iterable[Piece]) -> dict[str, Piece]:
    return {piece.key: piece for piece in shared if piece.type == "Medication"}


def _sort(found: Chosen, own: list[Piece], wish: Wish, named: dict[str, Piece]) -> None:
    """Sorts every resource into its part, and tells a line for each part that was asked for."""
    wanted = {IDENTITY, ALLERGIES, *(one.value for one in wish.parts)}
    by_part: dict[str, list[Piece]] = {name: [] for name in (IDENTITY, ALLERGIES, *(p.value for p in SharedPart))
                                       if name in wanted}
    held_back = dict.fromkeys(by_part, 0)
    keys = Keys(named.values())
    for piece in own:
        name = part_of(piece)
        if name not in by_part:
            continue
        linked = [named[key] for reference in piece.references if (key := keys.meant(reference)) is not None]
        kept = sensitive.categories(piece, linked) - wish.sensitive
        if kept:
            held_back[name] += 1
            for category in kept:
                found.withheld[category] = found.withheld.get(category, 0) + 1
        else:
            by_part[name].append(piece)
    for name, pieces in by_part.items():
        found.pieces += pieces
        found.sections[name] = [piece.key for piece in pieces]
        found.lines.append(PreviewLine(name, len(pieces), held_back[name], _size(pieces)))


def _add_images(clinic: Clinic, found: Chosen, wish: Wish) -> None:
    """The files of the chosen series, and the findings on them that nobody rejected."""
    for choice in wish.series:
        with clinic.read() as conn:
            if images.patient_of_series(conn, choice.uid) != found.patient_id:
                raise NotFound(what="series of this patient", name=choice.uid)
            files = images.instances(conn, choice.uid)
            marked = [one for one in images.findings(conn, choice.uid) if one.state is not FindingState.REJECTED]
        if choice.key_images_only:
            files = _key_images(clinic, choice, files, marked)
            if not files:
                found.notes.append("a series has no image with a finding, so none of it goes along")
        found.instances[choice.uid] = files
        found.findings += marked if wish.findings and files else []
        found.lines.append(PreviewLine("images", len(files), 0, _bytes(clinic, files), choice.uid))
    if found.findings:
        found.lines.append(PreviewLine("findings", len(found.findings), 0, 0))


def _key_images(
    clinic: Clinic, choice: SeriesChoice, files: list[StoredInstance], marked: list[Finding]
) -> list[StoredInstance]:
    """The images that a finding touches: those within its radius along the normal, and always the nearest."""
    from workstation.exchange.dicom_load import headers
    from workstation.services import imaging

    placed = [(index, along) for index, along in enumerate(_positions(clinic, choice.uid)) if along is not None]
    if not placed or not marked:
        return []
    read, _ = headers(imaging.sources(clinic, choice.uid)[:1], lambda _fraction, _words: None)
    orientation = read[0].values["orientation"] if read else None
    if orientation is None:
        return []
    a, b = orientation[:3], orientation[3:]
    normal = (a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0])
    kept: set[int] = set()
    for one in marked:
        middle = sum(n * c for n, c in zip(normal, one.center_mm, strict=True))
        kept.add(min(placed, key=lambda place: abs(place[1] - middle))[0])
        kept |= {index for index, along in placed if abs(along - middle) <= one.diameter_mm / 2}
    return [files[index] for index in sorted(kept)]


def _positions(clinic: Clinic, series_uid: str) -> list[float | None]:
    """Millimetres along the normal of each file, in the order of ``images.instances``."""
    from sqlalchemy import select

    from workstation.store.schema import instance

    with clinic.read() as conn:
        rows = conn.execute(select(instance.c.uid, instance.c.position)
                            .where(instance.c.series_uid == series_uid)).all()
        order = [one.uid for one in images.instances(conn, series_uid)]
    known = {row.uid: float(row.position) if row.position else None for row in rows}
    return [known[uid] for uid in order]


def _size(pieces: Iterable[Piece]) -> int:
    return sum(len(piece.raw) for piece in pieces)


def _bytes(clinic: Clinic, files: Iterable[StoredInstance]) -> int:
    total = 0
    for one in files:
        with clinic.vault.open(one.blob) as stream:
            total += stream.seek(0, 2)
    return total
