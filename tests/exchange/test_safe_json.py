"""Strict JSON: the published conformance files, and what they don't ask."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workstation.exchange.safe_json import Digits, JsonFault, loads


def test_the_conformance_files_get_their_verdict(reference_data: Path) -> None:
    """JSONTestSuite (RFC 8259): y_ must be read, n_ refused, i_ may be either but must not raise anything else."""
    folder = reference_data / "security"
    rows = [r for r in json.loads((folder / "manifest.json").read_text()) if r["family"] == "json"]
    assert len(rows) > 150
    for row in rows:
        try:
            loads((folder / row["file"]).read_bytes())
            verdict = "ACCEPT"
        except JsonFault:
            verdict = "REJECT"
        assert row["expect"] in (verdict, "EITHER"), row["file"]


@pytest.mark.parametrize("text", [
    '{"a":1,"a":2}', '{"a":{"b":1,"b":1}}', "NaN", "Infinity", "-Infinity", "1e999", "-1e400", "9" * 101,
    "0." + "1" * 500, r'"\ud800"', r'"\udc00\ud800"', r'{"\ud83d":1}', "[" * 5000, '{"a":' * 5000, "", " ", "1 2", '"a',
])
def test_refused(text: str) -> None:
    with pytest.raises(JsonFault):
        loads(text.encode())


@pytest.mark.parametrize("data", [b"\xff\xfe{\x00}\x00", b"\xfe\xff\x00{\x00}", b"{\x00}\x00",
                                  b'"\xff"', b'"\xc0\x80"'])
def test_other_encodings_are_refused(data: bytes) -> None:
    with pytest.raises(JsonFault):
        loads(data)


@pytest.mark.parametrize("text", ["72.50", "0.100000000000000000000000001", "-0.0", "1e2", "1.0E+5", "6.02e23"])
def test_a_real_keeps_its_digits(text: str) -> None:
    value = loads(text.encode())
    assert isinstance(value, Digits) and value == text


def test_a_byte_order_mark_and_a_true_pair_are_fine() -> None:
    assert loads(b'\xef\xbb\xbf{"a":"\\ud83d\\ude00"}') == {"a": "😀"}
    assert loads(rb'"\\ud800 is spelled like this"') == r"\ud800 is spelled like this"


json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-10**20, 10**20)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@given(json_values, st.sampled_from([None, 1, "\t"]), st.booleans())
def test_it_reads_what_the_standard_library_writes(value: object, indent: object, ascii_only: bool) -> None:
    assert loads(json.dumps(value, indent=indent, ensure_ascii=ascii_only).encode()) == value


@given(st.binary(max_size=60))
def test_no_bytes_raise_anything_else(data: bytes) -> None:
    try:
        loads(data)
    except JsonFault:
        return
