"""Above the pages: which page of how many, zoom, draft or signed, saving."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QHBoxLayout

from views.report.preview import Pages
from views.widgets.controls import IconButton
from views.widgets.kit import Button, Tag, Text
from views.widgets.theme import Severity, Theme


class Bar(QFrame):
    """Acts on ``pages``; ``save`` and ``again`` are the room's."""

    def __init__(self, theme: Theme, pages: Pages, save: Callable[[], object], again: Callable[[], object]) -> None:
        super().__init__()
        self.setProperty("role", "toolbar")
        self._again = again
        self.place = Text("", "strong")
        self.zoom = Text("", "secondary")
        self.tag = Tag(theme, Severity.WARNING, self.tr("Draft, not signed"))
        self.back = Button(self.tr("Back to the draft"), again)
        self.save_button = Button(self.tr("Save as PDF"), save, key="Ctrl+S")
        line = QHBoxLayout(self)
        line.setContentsMargins(14, 8, 12, 8)
        line.setSpacing(6)
        for widget in (
            IconButton(theme, "previous", self.tr("Previous page (Page Up)"), lambda: pages.go(pages.current - 1)),
            self.place,
            IconButton(theme, "next", self.tr("Next page (Page Down)"), lambda: pages.go(pages.current + 1)),
        ):
            line.addWidget(widget)
        line.addSpacing(14)
        for widget in (
            IconButton(theme, "zoom-out", self.tr("Smaller (Ctrl+-)"), lambda: pages.zoom_by(-1)), self.zoom,
            IconButton(theme, "zoom-in", self.tr("Larger (Ctrl++)"), lambda: pages.zoom_by(1)),
            IconButton(theme, "fit", self.tr("Fit the width (Ctrl+0)"), pages.fit),
        ):
            line.addWidget(widget)
        line.addSpacing(14)
        line.addWidget(self.tag)
        line.addStretch(1)
        line.addWidget(self.back)
        line.addWidget(self.save_button)
        pages.page_changed.connect(self._say_page)
        pages.zoom_changed.connect(lambda percent: self.zoom.say(f"{percent} %"))
        for key, act in (("Ctrl++", lambda: pages.zoom_by(1)), ("Ctrl+=", lambda: pages.zoom_by(1)),
                         ("Ctrl+-", lambda: pages.zoom_by(-1)), ("Ctrl+0", pages.fit)):
            QShortcut(QKeySequence(key), self).activated.connect(act)
        self.show_state(None)

    def show_state(self, is_draft: bool | None) -> None:
        """Draft, signed, or (None) nothing on the screen."""
        self.tag.setVisible(is_draft is not None)
        self.back.setVisible(is_draft is False)
        self.save_button.setEnabled(is_draft is not None)
        if is_draft:
            self.tag.set(Severity.WARNING, self.tr("Draft, not signed"))
        elif is_draft is False:
            self.tag.set(Severity.FINE, self.tr("Signed"))

    def again_button(self) -> Button:
        """A button that sets the report again."""
        return Button(self.tr("Make a new draft"), self._again, role="main")

    def _say_page(self, number: int, count: int) -> None:
        self.place.say(self.tr("Page {n} of {m}").format(n=number, m=count) if count else "")
