"""``consilia share``: second opinions between clinics, as encrypted and signed files."""

from __future__ import annotations

import argparse
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workstation.cli.options import add_general
from workstation.cli.output import Output
from workstation.errors import UserMistake

if TYPE_CHECKING:
    from workstation.domain.opinion import Contact, Look, Opinion, Preview, Sent
    from workstation.services.clinic import Clinic

HELP = "second opinions: contacts, send, open, answer, list, delete"
_VARIABLE = "CONSILIA_PACKAGE_PASSPHRASE"
_SHORT = 12


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declares the operations, each with its own options."""
    doing = parser.add_subparsers(dest="operation", metavar="OPERATION", required=True)
    contacts = doing.add_parser("contacts", help="whose keys are known: list, mine, name, add, verify, remove")
    contacts.add_argument("what", nargs="?", default="list",
                          choices=("list", "mine", "name", "add", "verify", "remove"))
    contacts.add_argument("which", nargs="?", default="", help="a contact, a file with a block (add), a name (name)")
    contacts.add_argument("--words", default="", help="verify: the eight words that the other side reads aloud")
    contacts.add_argument("-o", "--out", type=Path, help="mine: the file to write")
    send = doing.add_parser("send", help="encrypts chosen parts of a chart with a question")
    send.add_argument("id", help="the patient's id or record number")
    send.add_argument("--part", action="append", default=[], metavar="PART",
                      help="problems medications results vitals procedures immunizations encounters documents family")
    send.add_argument("--sensitive", action="append", default=[], metavar="KIND", help="genetics, psychiatry or hiv")
    send.add_argument("--series", action="append", default=[], metavar="UID", help="a series with all its images")
    send.add_argument("--key-images", action="append", default=[], metavar="UID", help="only its images with a finding")
    send.add_argument("--findings", action="store_true", help="the findings on these series")
    send.add_argument("--question", default="", help="what is asked")
    send.add_argument("--consent", default="", help="how the patient agreed")
    send.add_argument("--to", default="", metavar="CONTACT", help="the recipient")
    send.add_argument("--passphrase", action="store_true", help=f"for somebody without a key; from {_VARIABLE}")
    send.add_argument("--deadline", type=_day, metavar="YYYY-MM-DD", help="until when an answer is needed")
    send.add_argument("--days", type=int, default=30, help="how long the package can be opened (30)")
    send.add_argument("--meeting", default="", metavar="URL", help="https address of a meeting at another service")
    send.add_argument("--preview", action="store_true", help="say what would leave, write nothing")
    send.add_argument("-o", "--out", type=Path, help="the file to write")
    opening = doing.add_parser("open", help="a question becomes a case apart, an answer goes into the record")
    opening.add_argument("file", type=Path)
    opening.add_argument("--look", action="store_true", help="check it and say what is in it, keep nothing")
    answer = doing.add_parser("answer", help="encrypts the answer to a case for its sender")
    answer.add_argument("case", help="the case's id or its beginning")
    answer.add_argument("--text", default="", help="the answer")
    answer.add_argument("--report", default="", metavar="ID", help="a report signed in the case")
    answer.add_argument("--meeting", default="", metavar="URL")
    answer.add_argument("-o", "--out", type=Path, required=True)
    listing = doing.add_parser("list", help="what was sent, received and answered")
    listing.add_argument("words", nargs="*", help="in a name or text")
    listing.add_argument("--patient", default=None, metavar="ID")
    delete = doing.add_parser("delete", help="deletes a case that was opened, with all that it holds")
    delete.add_argument("case", help="the case's id or its beginning")
    delete.add_argument("--yes", action="store_true", help="don't ask")
    for one in (contacts, send, opening, answer, listing, delete):
        add_general(one, top=False)


def run(options: argparse.Namespace, out: Output) -> int:
    """1 where a package is refused, 2 for a question that can't be sent."""
    with out.clinic(options) as clinic:
        return int(_DOING[options.operation](clinic, options, out))


def _contacts(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import second_opinion_contacts as contacts

    if options.what == "list":
        return _contact_list(contacts.listed(clinic), out)
    if options.what in ("mine", "name"):
        own = contacts.rename(clinic, options.which) if options.what == "name" else contacts.own(clinic)
        block = contacts.own_block(clinic)
        if options.out is not None:
            options.out.write_text(block, encoding="utf-8")
        if out.as_json:
            out.document({"name": own.name, "id": own.fingerprint, "words": own.words(), "block": block})
            return 0
        out.line(f"{own.name}: {own.words()}")
        for line in block.splitlines() if options.out is None else ():
            out.line(line)
        return 0
    if not options.which:
        raise UserMistake(reason="Name the contact, or the file with its block")
    if options.what == "add":
        found = contacts.add(clinic, _text(Path(options.which)), Path(options.which).name)
    elif options.what == "verify":
        found = contacts.verify(clinic, options.which, options.words)
    else:
        found = contacts.drop(clinic, options.which)
    if out.as_json:
        out.document(contact_json(found))
    else:
        state = "verified" if found.verified_at else "NOT verified: compare the words by telephone"
        out.line(f"{found.name}: {'removed' if options.what == 'remove' else state}. {found.words}")
    return 0


def _contact_list(found: list[Contact], out: Output) -> int:
    if out.as_json:
        out.document({"contacts": [contact_json(one) for one in found]})
    else:
        out.table(("Contact", "Id", "Verified", "Words"), [
            (one.name, one.id[:_SHORT], f"{one.verified_at:%Y-%m-%d}" if one.verified_at else "no", one.words)
            for one in found])
    return 0


def _send(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.domain.opinion import Question, Sensitive, SeriesChoice, SharedPart, Wish
    from workstation.services import patients, second_opinion

    series = [SeriesChoice(uid) for uid in options.series]
    series += [SeriesChoice(uid, key_images_only=True) for uid in options.key_images]
    wish = Wish(frozenset(_named(SharedPart, options.part, "part")),
                frozenset(_named(Sensitive, options.sensitive, "sensitive kind")), tuple(series), options.findings)
    if options.preview:
        row = patients.find(clinic, options.id)
        return _previewed(second_opinion.preview(clinic, row.id, wish), out)
    if options.out is None:
        raise UserMistake(reason="Name the file to write with -o")
    recipient = second_opinion.Recipient(options.to, _passphrase() if options.passphrase else "")
    asked = Question(options.question, options.consent, options.deadline, options.days, options.meeting)
    made = second_opinion.send(clinic, options.id, wish, asked, recipient, options.out, out.progress("Package"))
    if made.opinion.peer_id and not made.opinion.peer_verified:
        out.message(f"Note: the keys of {made.opinion.peer_name} are NOT verified; compare the words by telephone.")
    for note in _notes(made.opinion):
        out.message(f"Note: {note}.")
    return _sent(made, out)


def _previewed(seen: Preview, out: Output) -> int:
    if out.as_json:
        out.document({"lines": [{"what": line.what, "count": line.count, "withheld": line.withheld, "bytes": line.size,
                                 "detail": line.detail} for line in seen.lines],
                      "withheld": {kind.value: count for kind, count in seen.withheld.items()}, "bytes": seen.size,
                      "notes": list(seen.notes)})
        return 0
    out.table(("Would leave", "Count", "Held back as sensitive", "Bytes"),
              [(f"{line.what} {line.detail}".strip(), line.count, line.withheld, line.size) for line in seen.lines])
    out.line(f"{seen.size} bytes, and a summary of the same as PDF. Nothing was written.")
    return 0


def _open(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.domain.opinion import Merged
    from workstation.services import second_opinion

    passphrase = os.environ.get(_VARIABLE, "")
    if options.look:
        seen = second_opinion.look(clinic, options.file, passphrase, out.progress("Checking"))
        if out.as_json:
            out.document(look_json(seen))
        else:
            out.line(f"{seen.kind} of {seen.sender_name} ({_trust(seen)}) about {seen.patient_name}")
            out.line(seen.text)
            out.table(("Part", "Count", "Bytes"), seen.parts)
        return 0
    before = {one.id for one in second_opinion.listed(clinic)}
    found = second_opinion.receive(clinic, options.file, passphrase, out.progress("Opening"))
    opinion = found.opinion if isinstance(found, Merged) else found
    if not opinion.peer_verified:
        out.message(f"Note: the keys of {opinion.peer_name} are NOT verified; compare the words by telephone.")
    again = opinion.id in before
    document = opinion_json(opinion) | {"again": again}
    if isinstance(found, Merged):
        document |= {"resources": list(found.resources), "findings": len(found.findings)}
    if out.as_json:
        out.document(document)
    elif again:
        out.line(f"It was opened before, on {opinion.at:%Y-%m-%d}, as {opinion.id[:_SHORT]}; nothing was changed.")
    elif isinstance(found, Merged):
        out.line(f"The answer of {opinion.peer_name} is in the record of {opinion.patient_name}: "
                 f"{len(found.resources)} resources, {len(found.findings)} findings to look at.")
    else:
        out.line(f"Case {opinion.id[:_SHORT]} from {opinion.peer_name}: {opinion.patient_name}. {opinion.text}")
    return 0


def _answer(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.domain.opinion import Answer
    from workstation.services import second_opinion

    said = Answer(options.text, options.report, options.meeting)
    return _sent(second_opinion.answer(clinic, options.case, said, options.out), out)


def _list(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import patients, second_opinion

    patient = patients.find(clinic, options.patient).id if options.patient else None
    found = second_opinion.listed(clinic, patient, " ".join(options.words))
    if out.as_json:
        out.document({"opinions": [opinion_json(one) for one in found]})
    else:
        out.table(("Id", "When (UTC)", "What", "Patient", "With", "Verified", "Text"), [
            (one.id[:_SHORT], f"{one.at:%Y-%m-%d %H:%M}", one.direction.value, one.patient_name, one.peer_name,
             "yes" if one.peer_verified else "no", one.text) for one in found])
    return 0


def _delete(clinic: Clinic, options: argparse.Namespace, out: Output) -> int:
    from workstation.services import second_opinion, second_opinion_cases

    case = second_opinion_cases.find(clinic, options.case)
    if not options.yes:
        raise UserMistake(reason=f"This deletes the case of {case.patient_name} from {case.peer_name} and all work on "
                                 "it; add --yes")
    gone = second_opinion.remove_case(clinic, case.id)
    if out.as_json:
        out.document({"deleted": gone.id})
    else:
        out.line(f"Case {gone.id[:_SHORT]} of {gone.patient_name} is deleted.")
    return 0


def _sent(made: Sent, out: Output) -> int:
    if out.as_json:
        out.document(opinion_json(made.opinion) | {"path": made.path, "bytes": made.size, "sha256": made.sha256})
    else:
        out.line(f"{made.path}: {made.size} bytes for {made.opinion.peer_name}, SHA-256 {made.sha256}")
    return 0


def contact_json(one: Contact) -> dict[str, Any]:
    """The shape that scripts rely on."""
    return {"id": one.id, "name": one.name, "words": one.words, "verified": one.verified_at is not None,
            "verified_by": one.verified_by, "added_at": one.added_at.isoformat()}


def opinion_json(one: Opinion) -> dict[str, Any]:
    """The shape that scripts rely on."""
    return {"id": one.id, "thread": one.thread, "direction": one.direction.value, "patient": one.patient_id,
            "patient_name": one.patient_name, "peer": one.peer_name, "peer_id": one.peer_id,
            "verified": one.peer_verified, "at": one.at.isoformat(), "text": one.text, "meeting": one.meeting,
            "deadline": one.deadline.isoformat() if one.deadline else None,
            "expires": one.expires.isoformat() if one.expires else None, "receipt": one.receipt}


def look_json(seen: Look) -> dict[str, Any]:
    """What ``share open --look`` says."""
    return {"id": seen.id, "kind": seen.kind, "sender": seen.sender_name, "words": seen.sender_words,
            "known": seen.sender_known, "verified": seen.sender_verified, "patient_name": seen.patient_name,
            "text": seen.text, "meeting": seen.meeting, "made": seen.made.isoformat(), "bytes": seen.size,
            "deadline": seen.deadline.isoformat() if seen.deadline else None, "opened_before": bool(seen.before),
            "parts": [{"what": what, "count": count, "bytes": size} for what, count, size in seen.parts]}


def _trust(seen: Look) -> str:
    return "verified" if seen.sender_verified else "known, NOT verified" if seen.sender_known else "not a contact"


def _notes(one: Opinion) -> list[str]:
    notes: Any = one.receipt.get("notes", [])
    return [str(note) for note in notes]


def _named(kind: Any, words: list[str], what: str) -> list[Any]:
    try:
        return [kind(word) for word in words]
    except ValueError:
        there = ", ".join(one.value for one in kind)
        raise UserMistake(reason=f"There is no such {what}; there are {there}") from None


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError("a day is written YYYY-MM-DD") from None


def _passphrase() -> str:
    given = os.environ.get(_VARIABLE, "")
    if not given:
        raise UserMistake(reason=f"Set {_VARIABLE} to the passphrase of the package")
    return given


def _text(path: Path) -> str:
    from workstation.errors import NotFound
    from workstation.exchange.bounded import read_document

    if not path.is_file():
        raise NotFound(what="file", name=str(path))
    return read_document(path, zipped=False).decode("utf-8", "replace")


_DOING = {"contacts": _contacts, "send": _send, "open": _open, "answer": _answer, "list": _list,
          "delete": _delete}
