"""A question that another clinic sends to this one."""

from __future__ import annotations

import json
from pathlib import Path

from workstation.domain.opinion import Question, SharedPart, Wish
from workstation.services import importing, second_opinion, second_opinion_contacts
from workstation.services.clinic import Clinic


def question_of(sender: Clinic, recipient: Clinic, folder: Path) -> Path:
    """Written into ``folder``; the sender's patient is the sender's own."""
    chart = {"resourceType": "Bundle", "type": "collection", "entry": [
        {"resource": {"resourceType": "Patient", "id": "theirs", "name": [{"family": "Byrne", "given": ["Nuala"]}],
                      "birthDate": "1970-05-06", "gender": "female"}},
        {"resource": {"resourceType": "Condition", "id": "k", "subject": {"reference": "Patient/theirs"},
                      "code": {"text": "Cough"}}},
    ]}
    file = folder / "theirs.json"
    file.write_text(json.dumps(chart))
    importing.import_paths(sender, [file])
    to = second_opinion_contacts.own(recipient).fingerprint
    made = second_opinion.send(sender, "theirs", Wish(frozenset({SharedPart.PROBLEMS})), Question("Why?", "said yes"),
                               second_opinion.Recipient(to), folder / "theirs.consilia")
    return Path(made.path)
