"""Empty, loading and failed: real states of every room, in words that help."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from views.widgets.icons import pixmap
from views.widgets.kit import Button, Text, row
from views.widgets.reasons import reason
from views.widgets.theme import Theme
from workstation.errors import ConsiliaError


def translated_error(error: ConsiliaError) -> tuple[str, str, str]:
    """(happened, safe, next step) in the language of the screen, filled."""
    parts = (error.happened, error.safe, error.next_step)
    known = _NotKnown({name: reason(value) if name == "reason" else value for name, value in error.fields.items()})
    return tuple(  # type: ignore[return-value]
        QCoreApplication.translate("errors", part).format_map(known) if part else "" for part in parts
    )


class _NotKnown(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return QCoreApplication.translate("errors", "not known")


class _Centered(QWidget):
    """A narrow column in the middle of a calm ground."""

    def __init__(self, theme: Theme, icon_name: str, token: str = "secondary") -> None:
        super().__init__()
        self.setProperty("role", "plain")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(24, 24, 24, 24)
        outer.addStretch(2)
        self._picture = QLabel()
        self._picture.setPixmap(pixmap(icon_name, theme.color(token), 36))
        self._picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        outer.addWidget(self._picture)
        self.column = QVBoxLayout()
        self.column.setSpacing(6)
        outer.addLayout(self.column)
        outer.addStretch(3)

    def add(self, text: str, role: str) -> Text:
        label = Text(text, role, wrap=True, align=Qt.AlignmentFlag.AlignHCenter)
        label.setFixedWidth(460)
        self.column.addLayout(row(1, label, 1))     # an alignment flag here would lose the height of a second line
        return label


class EmptyState(_Centered):
    """Says what would be here and how to get it."""

    def __init__(self, theme: Theme, icon_name: str, title: str, words: str, *buttons: Button) -> None:
        super().__init__(theme, icon_name)
        self.add(title, "title")
        self.add(words, "secondary")
        if buttons:
            self.column.addSpacing(6)
            self.column.addLayout(row(1, *buttons, 1))


class BusyState(_Centered):
    """Says what goes on, how far it is, and lets it be stopped."""

    def __init__(self, theme: Theme, words: str, cancel: Callable[[], object] | None = None) -> None:
        super().__init__(theme, "clock")
        self._title = self.add(words, "title")
        self._detail = self.add("", "secondary")
        self.bar = QProgressBar()
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(260)
        self.bar.setAccessibleName(words)
        self.column.addWidget(self.bar, 0, Qt.AlignmentFlag.AlignHCenter)
        if cancel is not None:
            self.column.addSpacing(6)
            stop = Button(QCoreApplication.translate("states", "Stop"), cancel, key="Esc")
            self.column.addLayout(row(1, stop, 1))

    def say(self, words: str) -> None:
        self._title.say(words)

    def show_progress(self, fraction: float, message: str) -> None:
        self.bar.setRange(0, 1000)
        self.bar.setValue(int(fraction * 1000))
        self._detail.say(message)


class ErrorState(_Centered):
    """What happened, what is safe, what to do, and an id to copy. Never a traceback."""

    def __init__(self, theme: Theme, error: ConsiliaError, retry: Callable[[], object] | None = None) -> None:
        super().__init__(theme, "warning", "critical")
        happened, safe, next_step = translated_error(error)
        self.add(happened, "title")
        for sentence in (safe, next_step):
            if sentence:
                self.add(sentence, "secondary")
        self.column.addSpacing(6)
        copy = Button(error.code, lambda: QGuiApplication.clipboard().setText(error.code), role="quiet")
        copy.setToolTip(QCoreApplication.translate("states", "Copies the id of this message"))
        buttons = [copy]
        if retry is not None:
            buttons.insert(0, Button(QCoreApplication.translate("states", "Try again"), retry, role="main"))
        self.column.addLayout(row(1, *buttons, 1))


class StateStack(QStackedWidget):
    """Shows a room's content, or the state it is in instead."""

    def __init__(self, theme: Theme, content: QWidget) -> None:
        super().__init__()
        self._theme = theme
        self._content = content
        self._state: QWidget | None = None
        self.addWidget(content)

    def show_content(self) -> None:
        self._swap(None)

    def show_empty(self, icon_name: str, title: str, words: str, *buttons: Button) -> None:
        self._swap(EmptyState(self._theme, icon_name, title, words, *buttons))

    def show_busy(self, words: str, cancel: Callable[[], object] | None = None) -> BusyState:
        state = BusyState(self._theme, words, cancel)
        self._swap(state)
        return state

    def show_error(self, error: ConsiliaError, retry: Callable[[], object] | None = None) -> None:
        self._swap(ErrorState(self._theme, error, retry))

    def show_state(self, state: QWidget) -> None:
        """Shows a state that was made elsewhere."""
        self._swap(state)

    def _swap(self, state: QWidget | None) -> None:
        if self._state is not None:
            self.removeWidget(self._state)
            self._state.deleteLater()
        self._state = state
        if state is not None:
            self.addWidget(state)
            self.setCurrentWidget(state)
        else:
            self.setCurrentWidget(self._content)
