"""What the screen remembers between sessions: language, theme, place of the window, last user. No patient data."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

LOCK_MINUTES = 10                  # idle time before the screen locks by itself


class Settings:
    """One INI file in the user's configuration folder, or ``file``."""

    def __init__(self, file: Path | None = None) -> None:
        place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.GenericConfigLocation)
        self._store = QSettings(str(file or Path(place) / "consilia" / "screen.ini"), QSettings.Format.IniFormat)

    def text(self, name: str, default: str = "") -> str:
        return str(self._store.value(name, default))

    def set_text(self, name: str, value: str) -> None:
        self._store.setValue(name, value)

    @property
    def language(self) -> str:
        return self.text("language", "en")

    @property
    def theme(self) -> str:
        return self.text("theme", "light")

    @property
    def lock_minutes(self) -> int:
        """Minutes without a key or a click before the screen locks; at least one."""
        written = self.text("lock_minutes", str(LOCK_MINUTES))
        return max(1, int(written)) if written.isdigit() else LOCK_MINUTES

    def geometry(self) -> QByteArray:
        value = self._store.value("geometry", QByteArray())
        return value if isinstance(value, QByteArray) else QByteArray()

    def set_geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    def forget_layout(self) -> None:
        """The next window starts at its first size and place."""
        self._store.remove("geometry")
