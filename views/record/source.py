"""Where a value comes from: the original resource, with a head for people and its own bytes below, as plain text."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QWidget

from engines.text.safe_text import plain
from views.widgets import words
from views.widgets.banner import BannerBar
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Card, Text, row
from views.widgets.theme import Theme
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PatientBanner
from workstation.domain.resource import StoredResource

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\],:]|[^\s{}\[\],:"]+|"')     # strings whole, marks, bare words
_LONGEST = 400_000                 # characters shown; the whole is copied and exported


@dataclass(frozen=True, slots=True)
class SourceHead:
    """What a person asks of a record first. Empty where it isn't written."""

    title: str
    date: str
    status: str
    who: str


def head_of(resource: StoredResource) -> SourceHead:
    """Reads title, date, status and who from the resource as written."""
    try:
        content: Any = json.loads(resource.raw)
    except ValueError:
        content = {}
    if not isinstance(content, dict):
        content = {}
    title = next((text for text in map(_concept, (content.get(name) for name in (
        "code", "medicationCodeableConcept", "vaccineCode", "type", "relationship"))) if text), "")
    when = next((str(content[name]) for name in (
        "effectiveDateTime", "onsetDateTime", "performedDateTime", "authoredOn", "recordedDate", "started", "issued",
        "date", "occurrenceDateTime") if name in content), "")
    return SourceHead(title, _human(when), str(content.get("status") or _concept(content.get("clinicalStatus")) or ""),
                      _who(content))


def indented(raw: bytes) -> str:
    """The same JSON, each token as written (``72.50`` stays ``72.50``), with line ends and indents."""
    text = raw.decode("utf-8", errors="replace")
    out: list[str] = []
    depth = 0
    for token in _TOKEN.findall(text):
        if token in "{[":
            depth += 1
            out.append(f"{token}\n{'  ' * depth}")
        elif token in "}]":
            depth -= 1
            out.append(f"\n{'  ' * max(0, depth)}{token}")
        elif token == ",":
            out.append(f",\n{'  ' * depth}")
        else:
            out.append(": " if token == ":" else token)
    return "".join(out)


def _concept(concept: Any) -> str:
    if isinstance(concept, list):
        concept = concept[0] if concept else None
    if not isinstance(concept, dict):
        return ""
    if concept.get("text"):
        return str(concept["text"])
    codings = concept.get("coding")
    first = codings[0] if isinstance(codings, list) and codings and isinstance(codings[0], dict) else {}
    return str(first.get("display") or first.get("code") or "")


def _who(content: dict[str, Any]) -> str:
    for name in ("performer", "recorder", "requester", "asserter", "author", "participant"):
        found = content.get(name)
        first = found[0] if isinstance(found, list) and found else found
        if isinstance(first, dict):
            inner = first.get("actor") or first.get("individual") or first
            said = inner.get("display") or inner.get("reference") if isinstance(inner, dict) else ""
            if said:
                return str(said)
    return ""


def _human(text: str) -> str:
    try:
        when = PartialDate.parse(text)
    except ValueError:
        return text
    return f"{words.day(when)} {text[11:16]}".strip()


class SourceDialog(Dialog):
    """The original record of a value, under the patient's banner."""

    def __init__(self, parent: QWidget, theme: Theme, banner: PatientBanner, resource: StoredResource, head: SourceHead,
                 text: str) -> None:
        bar = BannerBar(theme)
        bar.show_patient(banner)
        super().__init__(parent, theme, resource.key, top=bar)
        self.setWindowTitle(self.tr("Source"))
        self.resize(900, 640)
        self.page.addWidget(Text(head.title or resource.type, "large", wrap=True))
        facts = Card()
        grid = QGridLayout()
        grid.setHorizontalSpacing(18)
        grid.setVerticalSpacing(4)
        received = PartialDate.parse(resource.received.isoformat(timespec="seconds"))
        for place, (label, value) in enumerate((
            (self.tr("Kind"), resource.type), (self.tr("Date"), head.date), (self.tr("Status"), head.status),
            (self.tr("Who"), head.who), (self.tr("Key"), resource.key), (self.tr("Version"), str(resource.version)),
            (self.tr("Received"), f"{words.day(received)} {received.text[11:16]} UTC"),
            (self.tr("From"), resource.source),
        )):
            line, column = divmod(place, 2)
            grid.addWidget(Text(label, "secondary"), line, column * 2)
            grid.addWidget(Text(value or self.tr("not recorded"), "strong", elide=True), line, column * 2 + 1)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        facts.body.addLayout(grid)
        self.page.addWidget(facts)
        self.text = QPlainTextEdit()
        self.text.setReadOnly(True)
        self.text.setAccessibleName(self.tr("The record as received"))
        self.text.setProperty("role", "code")
        self.text.setPlainText(plain(text, _LONGEST))
        self.page.addWidget(self.text, 1)
        whole = resource.raw.decode("utf-8", "replace")
        copy = Button(self.tr("Copy"), lambda: QGuiApplication.clipboard().setText(whole))
        close = Button(self.tr("Close"), self.accept, key="Esc", role="main")
        note = Text(self.tr("Original bytes, laid out for reading; every digit as received."), "small")
        self.page.addLayout(row(note, 1, copy, close))
