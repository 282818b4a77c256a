"""What engines and services give as reasons is said in Chinese on a Chinese screen, its values kept."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication

from engines.risk.news2 import SPEC
from engines.spec import Refusal
from installer import reasons as gathered
from views.shell.language import Language
from views.widgets.reasons import reason
from views.widgets.states import translated_error
from workstation.errors import CannotCompute, DamagedFile, UserMistake


@pytest.fixture
def chinese(qapp: QCoreApplication) -> Iterator[None]:
    language = Language(qapp, "zh")
    yield
    language.use("en")


def is_chinese(text: str) -> bool:
    return any("\u4e00" <= letter <= "\u9fff" for letter in text)


def test_every_gathered_reason_is_said_in_chinese_with_its_values(chinese: None) -> None:
    for template in gathered.templates():
        filled = template.format(*(f"value{number}" for number in range(6)))
        said = reason(filled)
        assert is_chinese(said), template
        for number in range(6):
            assert (f"value{number}" in filled) == (f"value{number}" in said), template


def test_the_refusal_of_an_engine_is_said_in_chinese(chinese: None) -> None:
    with pytest.raises(Refusal) as refused:
        SPEC.check({"respiratory_rate": 9999})
    error = CannotCompute(engine="NEWS2", input=refused.value.input, reason=refused.value.reason)
    assert is_chinese(translated_error(error)[0].split(refused.value.input)[-1])
    assert refused.value.reason not in translated_error(error)[0]


def test_a_message_that_holds_a_message_is_translated_to_its_core(chinese: None) -> None:
    damaged = DamagedFile(place="heart.dcm", reason="it holds no picture")
    said = reason(f"waits in quarantine: {damaged.sentence()}")
    assert "heart.dcm" in said and "其中没有图像" in said
    assert not any(word in said for word in ("damaged", "quarantine", "picture", "Nothing"))


def test_what_fits_no_template_stays_as_it_came(chinese: None) -> None:
    assert reason("a sentence nobody of us wrote") == "a sentence nobody of us wrote"
    assert translated_error(UserMistake(reason="There is a user bo already"))[0].startswith("已有用户 bo")


def test_in_english_nothing_changes(qapp: QCoreApplication) -> None:
    assert reason("line 4 has 7 columns, a PED file has six") == "line 4 has 7 columns, a PED file has six"


def test_the_tool_gathers_values_as_fields_and_both_sides_of_a_choice() -> None:
    code = '''
raise Refusal("size", f"is {size:g} mm; at most {most} mm was tested")
raise DamagedFile(place=p, reason="it is a folder" if folder else "there is no such file")
raise Other(reason="not ours")
'''
    assert sorted(gathered.in_source(code)) == [
        "is {0} mm; at most {1} mm was tested", "it is a folder", "there is no such file"]
