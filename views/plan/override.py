"""Setting advice aside: for whom, which advice, a reason from the card's list, and a comment."""

from __future__ import annotations

from PySide6.QtWidgets import QButtonGroup, QPlainTextEdit, QRadioButton, QWidget

from engines.text.safe_text import for_screen
from views.plan.words import translate
from views.widgets.banner import BannerBar
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.theme import Theme
from workstation.domain.card import Card as Advice
from workstation.domain.patient import PatientBanner

_WIDTH = 860                      # the banner on top shows whole


class OverrideDialog(Dialog):
    """``reason_code`` and ``comment`` after it was accepted. Nothing is chosen beforehand."""

    def __init__(self, parent: QWidget, theme: Theme, patient: PatientBanner, advice: Advice) -> None:
        banner = BannerBar(theme)
        banner.show_patient(patient)
        super().__init__(parent, theme, translate("plan", "Set advice aside"), banner)
        self.setMinimumWidth(_WIDTH)
        self._codes: list[str] = []
        self.page.addWidget(Text(translate("plan", "Set this advice aside?"), "title"))
        self.page.addWidget(Text(advice.summary, "strong", wrap=True))
        self.page.addWidget(Text(
            translate("plan", "It stays visible with your name, the time and the reason, and can be reopened."),
            "secondary", wrap=True,
        ))
        self.page.addSpacing(4)
        self._group = QButtonGroup(self)
        for number, (code, words) in enumerate(advice.override_reasons):
            choice = QRadioButton(f"{number + 1}   {for_screen(words, longest=120)}".replace("&", "&&"))
            choice.setShortcut(f"Alt+{number + 1}")
            choice.setAccessibleName(words)
            self._group.addButton(choice, number)
            self._codes.append(code)
            self.page.addWidget(choice)
        self._comment = QPlainTextEdit()
        self._comment.setPlaceholderText(translate("plan", "Comment for colleagues (optional)"))
        self._comment.setAccessibleName(translate("plan", "Comment"))
        self._comment.setTabChangesFocus(True)
        self._comment.setFixedHeight(72)
        self.page.addSpacing(4)
        self.page.addWidget(self._comment)
        self._confirm = Button(translate("plan", "Set aside"), self.accept, key="Ctrl+Return", role="main")
        self._confirm.setEnabled(False)
        cancel = Button(translate("plan", "Cancel"), self.reject)
        cancel.setDefault(True)
        self._group.idClicked.connect(lambda _: self._confirm.setEnabled(True))
        self.page.addSpacing(4)
        self.page.addLayout(row(1, cancel, self._confirm))

    @property
    def reason_code(self) -> str:
        chosen = self._group.checkedId()
        return self._codes[chosen] if chosen >= 0 else ""

    @property
    def comment(self) -> str:
        return self._comment.toPlainText().strip()

    def choose(self, code: str) -> None:
        """Chooses a reason as a click would."""
        self._group.button(self._codes.index(code)).click()
