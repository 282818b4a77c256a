"""The grammar: separators, escapes, line ends, frames, batches, limits; nothing that comes in ends in anything else
than a message or a named refusal."""

from __future__ import annotations

import pytest
from hl7_samples import GLUCOSE, HEADER, PATIENT, REQUEST, result, text
from hypothesis import given, settings
from hypothesis import strategies as st

from workstation.exchange.hl7v2 import intake
from workstation.exchange.hl7v2.framing import BlockReader, Framed, TooLarge, messages_of
from workstation.exchange.hl7v2.mapping import drafted
from workstation.exchange.hl7v2.message import Delimiters, Hl7Fault, parse


def test_own_separators_are_taken_from_the_header() -> None:
    message = parse("MSH#*%!$#LAB#GENERAL\rPID#1##P1***GENERAL*MR%P2##Doe$Ann*Jane!S!Joan\r")
    patient = next(message.named("PID"))
    assert [value.part(1) for value in patient.values(3)] == ["P1", "P2"]
    assert (patient.text(5, 1, 2), patient.text(5, 2)) == ("Ann", "Jane*Joan")


@pytest.mark.parametrize("header, where", [
    ("MSH|||||LAB", "MSH-2"), ("MSH|^^\\&|LAB", "MSH-2"), ("MSH|^~\\&|LAB".replace("|", "A"), "MSH-1"),
    ("MSH", "MSH-1"),
    ("MSH|^~|\\&|", ""), ("PID|1", "MSH"), ("", "MSH"),
])
def test_a_header_that_can_not_be_is_named(header: str, where: str) -> None:
    if not where:
        assert parse(header + "\r").marks.repetition == "~"
        return
    with pytest.raises(Hl7Fault) as raised:
        parse(header)
    assert raised.value.where == where


@pytest.mark.parametrize("written, meant", [
    ("a\\F\\b\\S\\c\\T\\d\\R\\e\\E\\f", "a|b^c&d~e\\f"), ("a\\.br\\b", "a\nb"), ("\\X48C3A4\\", "Hä"),
    ("\\H\\bold\\N\\", "bold"), ("\\.sp2\\x", "\n\nx"), ("\\Zown\\", "\\Zown\\"), ("\\X00\\", "\\X00\\"),
    ("\\Xzz\\", "\\Xzz\\"), ("100\\", "100\\"), ("\\X0D0A\\", "\n"), ("\\.in+4\\x", "x"),
])
def test_escapes(written: str, meant: str) -> None:
    assert Delimiters().decoded(written) == meant


@pytest.mark.parametrize("end", ["\r", "\n", "\r\n"])
def test_segments_end_as_senders_end_them(end: str) -> None:
    message = parse(end.join([HEADER, PATIENT, GLUCOSE]) + end)
    assert [segment.name for segment in message.segments] == ["MSH", "PID", "OBX"]
    assert message.notes == []


def test_a_line_end_inside_a_field_is_repaired_and_told() -> None:
    message = parse("\r".join([HEADER, PATIENT, "NTE|1||first", "second line", GLUCOSE]) + "\r")
    assert next(message.named("NTE")).whole(3) == "first\nsecond line"
    assert "1 lines begin no segment" in message.notes[0][1]


@pytest.mark.parametrize("segment, where", [
    ("OBX" + "|" * 600, "OBX[1]"), ("PID|1||P1||" + "a~" * 1500, "PID[2]-5"),
])
def test_what_no_message_holds_is_refused_with_its_place(segment: str, where: str) -> None:
    with pytest.raises(Hl7Fault) as raised:
        parse("\r".join([HEADER, PATIENT, segment]) + "\r")
    assert raised.value.where == where


def test_a_file_of_frames_a_batch_and_a_row_of_messages() -> None:
    one, two = result(), result(header=HEADER.replace("C1", "C2"))
    assert [m.data for m in messages_of(b"\x0b" + one + b"\x1c\r\x0b" + two + b"\x1c\r")] == [one, two]
    assert [m.data for m in messages_of(one + two)] == [one, two]
    batch = messages_of(text(r"FHS|^~\&", r"BHS|^~\&") + one + two + text("BTS|3", "FTS|1"))
    assert [m.data for m in batch] == [one, two]
    assert batch[0].notes == [("BTS-1", "the batch says 3 messages and holds 2")]
    (cut,) = messages_of(b"\x0b" + one[:-20])
    assert "no end" in cut.notes[0][1]


@given(st.lists(st.binary(min_size=1, max_size=40), max_size=12), st.integers(1, 7))
def test_blocks_are_found_whatever_the_pieces(payloads: list[bytes], size: int) -> None:
    payloads = [p.replace(b"\x0b", b"").replace(b"\x1c", b"") for p in payloads]
    stream = b"".join(b"\x0b" + p + b"\x1c\r" for p in payloads)
    reader, found = BlockReader(), []
    for start in range(0, len(stream), size):
        found += reader.feed(stream[start:start + size])
    assert found == payloads


def test_a_block_without_end_stops_at_the_limit() -> None:
    reader = BlockReader(largest=1000)
    with pytest.raises(TooLarge):
        for _ in range(100):
            reader.feed(b"\x0b" + b"x" * 100)


_PIECES = st.sampled_from(["|", "^", "~", "&", "\\", "\r", "\n", "MSH", "PID", "OBX|1|NM|", "OBR|1", '""', "20231345",
                           "-5,5", "\\X0\\", "é", "王", "\x00", "|" * 30, "TXA|1", "SCH|1", "RXA|0|1|2015", "PV1|1|I"])


@settings(max_examples=300, deadline=2000)
@given(st.lists(st.one_of(_PIECES, st.text(max_size=8)), max_size=60), st.booleans())
def test_anything_ends_in_a_message_or_a_named_refusal(pieces: list[str], headed: bool) -> None:
    start = "\r".join([HEADER, PATIENT, REQUEST]) + "\r" if headed else ""
    data = (start + "".join(pieces)).encode("utf-8", "surrogatepass")
    for block in messages_of(data):
        try:
            received = intake.receive(block)
            draft = drafted(received.message, "v2-test", received.digest)
        except Hl7Fault as fault:
            assert fault.where
            assert fault.reason
            continue
        found = sum(states.total() for states in draft.states.values())
        assert found == len(received.message.segments)
        intake.candidates(draft, {})


def test_a_message_with_control_characters_is_cleaned_and_told() -> None:
    received = intake.receive(Framed(result(GLUCOSE.replace("Glucose", "Glu\x07cose"))))
    assert ("message", "1 control characters were taken out") in received.message.notes
