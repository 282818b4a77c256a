"""About: the version, what this program is not, and whose rights its knowledge ships under."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from views.widgets.kit import Card, Hairline, Tag, Text, row
from views.widgets.theme import Severity, Theme
from workstation.services.about import VERSION, rights


class About(QScrollArea):
    """The registry of rights, line by line."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("About"))
        page = QWidget()
        page.setProperty("role", "page")
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        what = Card("Consilia")
        what.body.addWidget(Text(self.tr("Version {version}, licence Apache-2.0").format(version=VERSION)))
        what.body.addLayout(row(Tag(theme, Severity.WARNING, self.tr("Not a certified medical device")), 1))
        words = self.tr("It supports the decisions of clinicians and replaces none. What it says rests on what the "
                        "record holds; check every advice with the patient.")
        what.body.addWidget(Text(words, "secondary", wrap=True))
        column.addWidget(what)
        listed = Card(self.tr("Rights"))
        for place, right in enumerate(rights()):
            if place:
                listed.body.addWidget(Hairline())
            listed.body.addWidget(Text(right.what, "strong", wrap=True))
            listed.body.addWidget(Text(f"{right.licence}  ·  {right.owner}", "secondary", wrap=True))
            listed.body.addWidget(Text(right.source, "small", wrap=True))
        column.addWidget(listed)
        column.addStretch(1)
        self.setWidget(page)
