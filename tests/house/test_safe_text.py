"""The five sinks: total, lossless where they must be, inert where it matters."""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engines.text import safe_text

ANY = st.text(max_size=300)


class _TextOf(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text, self.tags = "", []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


@given(ANY)
def test_pdf_text_keeps_every_character_and_has_no_markup(text: str) -> None:
    reader = _TextOf()
    reader.feed(safe_text.for_pdf(text))
    reader.close()
    assert set(reader.tags) <= {"br"}
    assert reader.text.replace("\u200b", "") == safe_text.plain(text).replace("\n", "")


def test_a_less_than_sign_in_a_result_is_printed() -> None:
    assert safe_text.for_pdf("WBC<x>12, K < 3.5") == "WBC&lt;x&gt;12, K &lt; 3.5"


@given(ANY)
def test_screen_text_shows_invisible_controls(text: str) -> None:
    assert not any(unicodedata.category(c) in ("Cc", "Cf") and c != "\n" for c in safe_text.for_screen(text))


@pytest.mark.parametrize("cell", ["=1+1", "@SUM(A1)", "+cmd|' /C calc'!A0", "-2+3", "\t=1"])
def test_a_formula_in_a_csv_cell_is_quoted(cell: str) -> None:
    assert safe_text.for_csv(cell)[0] not in "=@+-\t\r"


@pytest.mark.parametrize("cell", ["-2.5", "+3", "-1e-5", "7"])
def test_a_signed_number_in_a_csv_cell_stays_a_number(cell: str) -> None:
    assert safe_text.for_csv(cell) == cell


@given(ANY)
def test_a_path_part_is_one_harmless_name(text: str) -> None:
    part = safe_text.for_path(text)
    assert part and part not in (".", "..") and not set(part) & set('/\\:*?"<>|\0') and not part.startswith(".")


@pytest.mark.parametrize("name", ["CON", "nul.txt", "LPT1"])
def test_a_device_name_is_no_file_name(name: str) -> None:
    assert safe_text.for_path(name).startswith("_")


@given(ANY)
def test_search_text_is_folded_once_and_for_all(text: str) -> None:
    folded = safe_text.for_search(text)
    assert safe_text.for_search(folded) == folded


def test_search_folds_accents_and_width() -> None:
    assert safe_text.for_search("  Muñoz ＡＢＣ ") == "munoz abc"
