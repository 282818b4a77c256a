"""Cutting a bundle: every resource keeps exactly its own bytes."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.exchange.fhir_slices import slices_of
from workstation.exchange.safe_json import BrokenJson, JsonFault

blanks = st.text(" \t\r\n", max_size=3)
resources = st.fixed_dictionaries({
    "resourceType": st.sampled_from(["Patient", "Observation"]),
    "text": st.text(st.characters(exclude_categories=["Cs"]), max_size=12),
    "entry": st.lists(st.dictionaries(st.text(max_size=3), st.integers(), max_size=2), max_size=2),
})


@given(st.lists(resources, max_size=5), blanks, st.booleans(), st.sampled_from([None, 2]), st.booleans())
def test_each_resource_keeps_its_bytes(
    held: list[dict], blank: str, ascii_only: bool, indent: int | None, last: bool
) -> None:
    raws = [json.dumps(r, ensure_ascii=ascii_only, indent=indent) for r in held]
    entries = f"{blank},{blank}".join(
        f'{{{blank}"fullUrl"{blank}:"urn:x:{n}",{blank}"resource"{blank}:{blank}{raw}{blank}}}'
        for n, raw in enumerate(raws))
    head = '"resourceType":"Bundle","type":"collection"'
    body = f'"entry":{blank}[{blank}{entries}{blank}]'
    text = f"{blank}{{{body},{head}}}{blank}" if last else f"{blank}{{{head},{blank}{body}}}{blank}"
    document = slices_of(text.encode())
    assert [piece.raw for piece in document.slices] == [raw.encode() for raw in raws]
    assert [piece.value for piece in document.slices] == held
    assert [piece.full_url for piece in document.slices] == [f"urn:x:{n}" for n in range(len(held))]


def test_a_single_resource_is_its_whole_file_without_the_blanks_around() -> None:
    raw = b'{"resourceType": "List",\n "entry": [{"item": {"reference": "Patient/1"}}]}'
    document = slices_of(b"\xef\xbb\xbf \n" + raw + b"\n")
    assert document.bundle_type == "" and document.slices[0].raw == raw
    assert document.slices[0].value == json.loads(raw)


@pytest.mark.parametrize("entry", ['{"resource":{"id":"a","id":"b"}}', '{"resource":{"v":1e999}}',
                                   '{"resource":{"v":NaN}}', '{"resource":7}',
                                   "{}", "[]", "null", '{"resource":{"x":"\\ud800"}}'])
def test_a_bad_entry_costs_itself_only(entry: str) -> None:
    good = '{"resource":{"resourceType":"Patient","id":"x"}}'
    document = slices_of(f'{{"resourceType":"Bundle","entry":[{good},{entry},{good}]}}'.encode())
    assert [bool(piece.fault) for piece in document.slices] == [False, True, False]


@pytest.mark.parametrize("text", [
    '{"resourceType":"Bundle","entry":[{"resource":{"a":1}', '{"entry":[{]}', '{"entry":[{}},{}]}', '{"a":1}x', "{,}",
    '{"a"}', '{"a":1,}', '{"entry":[{},]}', '{"entry":[{"a":1 "b":2}]}', "{'a':1}", "[1]", "7", "",
])
def test_broken_text_is_refused_as_a_whole(text: str) -> None:
    with pytest.raises(JsonFault):
        slices_of(text.encode())


def test_a_truncated_bundle_is_broken_at_every_place() -> None:
    whole = b'{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"a"}}]}'
    for end in range(1, len(whole)):
        with pytest.raises(BrokenJson):
            slices_of(whole[:end])
