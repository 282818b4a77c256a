"""Chinese is complete, compiled and used; the tool refuses what could never be translated."""

from __future__ import annotations

import string
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from installer import translations
from installer.translations import Message, NotLiteral
from views.shell.language import Language
from workstation import errors

ROOMS = translations.rooms()


@pytest.mark.parametrize("room", ROOMS)
def test_nothing_is_unfinished_and_the_file_is_up_to_date(room: str) -> None:
    assert translations.update(room, check=True) == []


@pytest.mark.parametrize("room", ROOMS)
def test_the_compiled_file_says_what_the_source_says(room: str, qapp: object) -> None:
    ts = translations.ts_file(room)
    if not translations.messages(room):
        pytest.skip("a room without visible strings")
    translator = QTranslator()
    assert translator.load(ts.stem, str(ts.parent))
    for message, said in translations.read(ts).items():
        assert translator.translate(message.context, message.source) == said


@pytest.mark.parametrize("room", ROOMS)
def test_fields_are_the_same_in_both_languages(room: str) -> None:
    def fields(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}

    for message, said in translations.read(translations.ts_file(room)).items():
        assert fields(message.source) == fields(said), message


def test_every_template_of_the_error_tree_is_translated(qapp: QCoreApplication) -> None:
    language = Language(qapp, "zh")
    try:
        for kind in vars(errors).values():
            if isinstance(kind, type) and issubclass(kind, errors.ConsiliaError):
                for part in filter(None, (kind.happened, kind.safe, kind.next_step)):
                    assert QCoreApplication.translate("errors", part) != part or part == "{reason}.", part
    finally:
        language.use("en")


def test_the_tool_gathers_contexts_as_the_program_asks_for_them() -> None:
    code = '''
class A:
    def f(self):
        QCoreApplication.translate("rooms", "Record")
        self.tr("after a translate")
        self.tr("one "
                "line")
class B:
    def g(self):
        return [self.tr("inside") for _ in ()]
'''
    assert sorted(set(translations.in_source(code, "x.py"))) == [
        Message("A", "after a translate"), Message("A", "one line"), Message("B", "inside"), Message("rooms", "Record")]


def test_a_string_that_is_put_together_is_refused() -> None:
    with pytest.raises(NotLiteral):
        list(translations.in_source('class A:\n    def f(self):\n        self.tr(f"{x} patients")\n', "x.py"))


def test_what_is_gone_leaves_and_what_is_new_is_unfinished(tmp_path: Path) -> None:
    old = {Message("A", "gone"): "走了", Message("A", "kept"): "留下"}
    text = translations.written([Message("A", "kept"), Message("A", "new")], old)
    assert "gone" not in text and "留下" in text and text.count("unfinished") == 1
    file = tmp_path / "a.ts"
    file.write_text(text, encoding="utf-8")
    assert translations.read(file) == {Message("A", "kept"): "留下", Message("A", "new"): ""}
