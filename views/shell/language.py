"""Languages of the screen, changed while it runs: every ``<room>_<language>.qm`` is loaded, and Qt's own words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from resources import path

LANGUAGES = {"en": "EN", "zh_CN": "中文"}
_SHORT = {"zh": "zh_CN", "zh-cn": "zh_CN", "zh_cn": "zh_CN", "en": "en"}


def known(name: str) -> str:
    """The language a user meant (``zh``, ``zh-CN``, ``en``), English where it isn't one of ours."""
    return _SHORT.get(name.lower(), "en")


class Language:
    """The translators of the running application."""

    def __init__(self, application: QCoreApplication, name: str = "en") -> None:
        self._application = application
        self._translators: list[QTranslator] = []
        self.name = ""
        self.use(name)

    def use(self, name: str) -> None:
        """Changes the language; what is on the screen already has to be built again by its owner."""
        name = known(name)
        if name == self.name:
            return
        for translator in self._translators:
            self._application.removeTranslator(translator)
        self._translators = []
        self.name = name
        QLocale.setDefault(QLocale(name))
        if name == "en":
            return
        self._add(f"qtbase_{name}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath))
        folder = path("translations")
        for file in sorted(folder.glob(f"*_{name}.qm")):
            self._add(file.stem, str(folder))

    def _add(self, stem: str, folder: str) -> None:
        translator = QTranslator()
        if translator.load(stem, folder):
            self._application.installTranslator(translator)
            self._translators.append(translator)
