"""Second opinions between clinics: what would leave, sending, looking at a file, taking it in, answering, listing.

A question is opened as a case apart (``second_opinion_cases``); an answer goes into the record of the patient it is
about. docs/second-opinion.md describes the file and its checks.
"""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from engines.text.safe_text import for_search
from workstation.domain.opinion import Answer, Direction, Look, Merged, Opinion, Preview, Question, Sent, Wish
from workstation.errors import UnreadableInput, UnsafeFile, UserMistake
from workstation.exchange.package import container
from workstation.exchange.package.container import Package
from workstation.exchange.package.manifest import Kind
from workstation.services import (
    second_opinion_answer,
    second_opinion_cases,
    second_opinion_contacts,
    second_opinion_parts,
)
from workstation.services.progress import Progress
from workstation.services.second_opinion_choice import EVERYTHING, gather
from workstation.services.second_opinion_send import Recipient, meeting_link
from workstation.services.second_opinion_send import send as _send
from workstation.store import opinions

if TYPE_CHECKING:
    from workstation.domain.report import SignedReport
    from workstation.services.clinic import Clinic

__all__ = ["Recipient", "answer", "available", "listed", "look", "meeting_link", "needs_passphrase", "open_case",
           "preview", "receive", "remove_case", "send",
           "signed_reports"]


def available(clinic: Clinic, patient_id: str) -> Preview:
    """What each part would hold if it were chosen, sensitive records included; images are listed by ``imaging``."""
    return gather(clinic, patient_id, EVERYTHING).preview()


def preview(clinic: Clinic, patient_id: str, wish: Wish) -> Preview:
    """Exactly what of the chart would leave; the PDF summary of the same is made when it is sent."""
    return gather(clinic, patient_id, wish).preview()


def send(clinic: Clinic, patient_id: str, wish: Wish, asked: Question, recipient: Recipient, out: Path,
         progress: Progress | None = None) -> Sent:
    """See ``second_opinion_send.send``."""
    return _send(clinic, patient_id, wish, asked, recipient, out, progress or Progress("The package"))


def answer(clinic: Clinic, case_id: str, said: Answer, out: Path) -> Sent:
    """See ``second_opinion_answer.answer``."""
    return second_opinion_answer.answer(clinic, case_id, said, out)


def signed_reports(clinic: Clinic, case_id: str) -> list[SignedReport]:
    """See ``second_opinion_answer.signed_reports``."""
    return second_opinion_answer.signed_reports(clinic, case_id)


def open_case(clinic: Clinic, case_id: str) -> Clinic:
    """See ``second_opinion_cases.open_case``."""
    return second_opinion_cases.open_case(clinic, case_id)


def remove_case(clinic: Clinic, case_id: str) -> Opinion:
    """See ``second_opinion_cases.remove``."""
    return second_opinion_cases.remove(clinic, case_id)


def look(clinic: Clinic, path: Path, passphrase: str = "", progress: Progress | None = None) -> Look:
    """Opens a file, checks its signature and every part, and says what is in it; nothing is kept.

    Raises NotThatFormat, DamagedFile, UnsafeFile, UnreadableInput (not for us, passphrase, version, expired).
    """
    with _checked(clinic, path, passphrase, progress or Progress("Checking")) as package:
        return _look(clinic, package)


def receive(clinic: Clinic, path: Path, passphrase: str = "", progress: Progress | None = None) -> Opinion | Merged:
    """Takes a file in: a question becomes a case, an answer goes into the record. The same file again changes nothing.

    Raises as ``look`` does, UserMistake for one's own question; then nothing of it is kept.
    """
    progress = progress or Progress("Opening")
    if not clinic.may(second_opinion_cases.ACTION):
        clinic.act(second_opinion_cases.ACTION)
    with _checked(clinic, path, passphrase, progress) as package:
        known = _known(clinic, package)
        if package.manifest.kind is Kind.ANSWER:
            if known is not None:
                return Merged(known, (), (), again=True)
            return second_opinion_answer.merge(clinic, package, _opinion(clinic, package, Direction.ANSWERED))
        if known is not None:
            return known
        return second_opinion_cases.receive(clinic, package, _opinion(clinic, package, Direction.RECEIVED), progress)


def listed(clinic: Clinic, patient_id: str | None = None, words: str = "") -> list[Opinion]:
    """Packages sent and received, newest first; of one of our patients, or those with these words in a name or text."""
    with clinic.read() as conn:
        found = opinions.listed(conn, patient_id)
    wanted = for_search(words).split()
    if not wanted:
        return found
    return [one for one in found
            if all(word in for_search(f"{one.patient_name} {one.peer_name} {one.text} {one.id}") for word in wanted)]


def _checked(clinic: Clinic, path: Path, passphrase: str, progress: Progress) -> Package:
    """An opened package, all of it verified and still valid. The caller closes it."""
    own = second_opinion_contacts.own(clinic)
    package = container.open_package(path, own, second_opinion_contacts.private_key(clinic), passphrase)
    try:
        expires = package.manifest.expires
        if expires is not None and expires < datetime.now(UTC):
            raise UnreadableInput(place=path.name, reason=f"its sender made it valid until {expires:%d-%b-%Y} only")
        package.check(lambda fraction: progress.step(0.2 * fraction, "Checking"))
    except BaseException:
        package.close()
        raise
    return package


def _known(clinic: Clinic, package: Package) -> Opinion | None:
    """What was made of this very package before. Raises UnsafeFile, UserMistake."""
    with clinic.read() as conn:
        before = opinions.find(conn, package.manifest.id)
    if before is None:
        return None
    if before.digest != package.digest:
        raise UnsafeFile(place=package.path.name, reason="it carries the id of another package that was opened before")
    if before.direction in (Direction.SENT, Direction.REPLIED):
        raise UserMistake(reason="This clinic made that package itself; give it to its recipient")
    return before


def _look(clinic: Clinic, package: Package) -> Look:
    manifest = package.manifest
    contact = second_opinion_contacts.by_fingerprint(clinic, manifest.sender.fingerprint)
    kinds: dict[str, list[int]] = {}
    for part in manifest.parts:
        kinds.setdefault(part.name.split("/")[0], []).append(part.size)
    known = _known(clinic, package)
    words = "text" if manifest.kind is Kind.ANSWER else "question"
    return Look(
        manifest.id, manifest.kind.value, contact.name if contact else manifest.sender.name, manifest.sender.words(),
        contact is not None, contact is not None and contact.verified_at is not None, _fact(package, "patient_name"),
        manifest.made, manifest.expires, _deadline(package), _fact(package, words), _meeting(package),
        tuple((name, len(sizes), sum(sizes)) for name, sizes in kinds.items()), manifest.size,
        known.id if known is not None else "")


def _opinion(clinic: Clinic, package: Package, direction: Direction) -> Opinion:
    """The row of a package that comes in, under the name that our contact has."""
    manifest, seen = package.manifest, _look(clinic, package)
    answered = direction is Direction.ANSWERED
    counts = {name: manifest.facts.get(name) for name in ("resources", "images", "findings")}
    receipt: dict[str, Any] = {"sender": manifest.sender.as_json(), "bytes": manifest.size,
                               "file": package.path.name, "consent": _fact(package, "consent"),
                               "parts": second_opinion_parts.told(manifest.facts.get("parts")),
                               **{name: count for name, count in counts.items() if isinstance(count, int)}}
    patient = _fact(package, "patient")
    if not patient.startswith("Patient/"):
        raise UnsafeFile(place=package.path.name, reason="it names no patient")
    return Opinion(
        manifest.id, _fact(package, "question") if answered else manifest.id, direction,
        patient.removeprefix("Patient/"), seen.patient_name, manifest.sender.fingerprint, seen.sender_name,
        seen.sender_verified, package.digest, datetime.now(UTC).replace(microsecond=0), seen.deadline, manifest.expires,
        _fact(package, "text" if answered else "question"), seen.meeting, receipt)


def _fact(package: Package, name: str) -> str:
    value = package.manifest.facts.get(name, "")
    return value[:20_000] if isinstance(value, str) else ""


def _deadline(package: Package) -> date | None:
    try:
        return date.fromisoformat(_fact(package, "deadline"))
    except ValueError:
        return None


def _meeting(package: Package) -> str:
    """The sender's meeting address; one that is no plain https address is left out."""
    try:
        return meeting_link(_fact(package, "meeting"))
    except UserMistake:
        return ""


def needs_passphrase(clinic: Clinic, path: Path) -> bool:
    """True where a file opens with a passphrase and not with this clinic's key. Raises as ``look`` does."""
    header = container.peek(path)
    return header.by_passphrase and second_opinion_contacts.own(clinic).key_id not in header.key_ids()
