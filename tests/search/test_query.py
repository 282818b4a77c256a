"""What somebody types becomes words: birth dates in any spelling, names, numbers and their tails."""

from __future__ import annotations

import pytest

from workstation.store.patient_query import words_of
from workstation.store.patient_terms import Kind


def dates(typed: str) -> set[str]:
    return {text for word in words_of(typed) for kind, text in word.choices if kind == Kind.DATE}


@pytest.mark.parametrize(("typed", "days"), [
    ("1980-02-03", {"19800203"}), ("1980/2/3", {"19800203"}), ("1980.02.03", {"19800203"}), ("19800203", {"19800203"}),
    ("3 Feb 1980", {"19800203"}), ("03-Feb-1980", {"19800203"}), ("February 3, 1980", {"19800203"}),
    ("1980年2月3日", {"19800203"}), ("1980年2月", {"198002"}), ("feb 1980", {"198002"}), ("1980-02", {"198002"}),
    ("3/2/1980", {"19800203", "19800302"}), ("13.02.1980", {"19800213"}), ("1980", {"1980"}),
    ("1980-02-30", set()), ("1980-13", set()), ("19801301", set()),
    ("may", set()), ("martinez 1938", {"1938"}),
    ("novak 1998", {"1998"}),
    ("june 1980", {"198006"}), ("may 1980", {"1980"}), ("3 may 1980", {"19800503"}),
    ("sept 1980", {"198009"}),
    ("MR-0042871", set()),
])
def test_birth_dates_in_any_spelling(typed: str, days: set[str]) -> None:
    assert dates(typed) == days


def test_a_date_stands_beside_a_name() -> None:
    name, = (word for word in words_of("wang 3 feb 1980") if word.is_name)
    assert name.text == "wang" and dates("wang 3 feb 1980") == {"19800203"}


@pytest.mark.parametrize(("typed", "words"), [
    ("王小明", ["王小明"]), ("王 小明", ["王小明"]), ("wáng xiǎo", ["wang", "xiao"]), ("王xiao", ["王", "xiao"]),
    ("138 0013 8000", ["13800138000"]), ("O'Brien-Smith", ["obriensmith"]), ("%", ["%"]), ("", []), (" \t", []),
    ("Łódź Ørsted", ["lodz", "orsted"]),
])
def test_words(typed: str, words: list[str]) -> None:
    assert [word.text for word in words_of(typed)] == words


def test_tones_written_as_digits_are_passed_over() -> None:
    word, = words_of("wang2xiao3ming2")
    assert (Kind.NAME, "wangxiaoming") in word.choices


def test_a_number_is_known_by_its_beginning_and_by_three_and_more_of_its_tail() -> None:
    assert (Kind.TAIL, "178") in words_of("871")[0].choices
    assert not any(kind == Kind.TAIL for kind, _ in words_of("87")[0].choices)
