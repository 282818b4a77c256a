"""What is sensitive is found wherever its words stand, and only in words."""

from __future__ import annotations

import base64
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.domain.opinion import Sensitive
from workstation.exchange.fhir_bundle import Piece
from workstation.exchange.package.sensitive import _WORDS, categories


def attached(kind: str, text: str) -> Piece:
    data = base64.b64encode(text.encode()).decode()
    resource = {"resourceType": "DocumentReference", "id": "d1", "status": "current",
                "content": [{"attachment": {"contentType": kind, "data": data}}]}
    return Piece("DocumentReference/d1", json.dumps(resource).encode())


def test_the_words_of_an_attached_text_count_wherever_they_stand_in_it() -> None:
    for place in (0, 4090, 4096, 8191, 70_000):
        text = "x " * (place // 2) + "known HIV infection" + " y" * 9000
        found = categories(attached("text/plain; charset=utf-8", text))
        assert found == {Sensitive.HIV}, place
    assert categories(attached("text/plain", "nothing of the kind " * 5000)) == frozenset()


def test_base64_of_a_picture_is_not_read_as_words() -> None:
    resource = {"resourceType": "Media", "id": "m1", "content": {"contentType": "image/png", "data": "AAAA/HIV/AAA"}}
    assert categories(Piece("Media/m1", json.dumps(resource).encode())) == frozenset()


def test_words_written_with_escapes_in_json_are_read() -> None:
    raw = json.dumps({"resourceType": "Condition", "id": "c", "code": {"text": "抑郁症"}}, ensure_ascii=True).encode()
    assert categories(Piece("Condition/c", raw)) == {Sensitive.PSYCHIATRY}


@pytest.mark.parametrize(("stems", "words"), [(stems, words) for _, stems, words in _WORDS])
def test_whatever_a_pattern_finds_holds_one_of_its_stems(stems: tuple[str, ...], words: re.Pattern[str]) -> None:
    """The stems decide first, so a word without one would never be found."""

    @given(st.from_regex(words))
    def check(text: str) -> None:
        assert any(stem in text for stem in stems)

    check()
