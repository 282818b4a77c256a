"""Names come in as they were written, or with a warning that says how they were read, or not at all."""

from __future__ import annotations

import pytest
from hl7_samples import GLUCOSE, HEADER, PATIENT, REQUEST

from workstation.exchange.hl7v2.charset import decoded
from workstation.exchange.hl7v2.message import Hl7Fault


def sent(name: str, codec: str, declared: str = "") -> bytes:
    header = HEADER + "||||||" + declared
    return ("\r".join([header, PATIENT.replace("Doe^Jane", name), REQUEST, GLUCOSE]) + "\r").encode(codec)


@pytest.mark.parametrize("name, codec, declared", [
    ("王^小明", "utf-8", "UNICODE UTF-8"), ("王^小明", "gb18030", "GB 18030-2000"),
    ("Müller^Jörg", "latin-1", "8859/1"),
    ("Müller^Jörg", "utf-8", "UNICODE UTF-8"), ("Doe^Jane", "ascii", "ASCII"), ("Doe^Jane", "ascii", ""),
    ("喆^㐀", "gb18030", "GB 18030-2000"), ("王^小明", "utf-8-sig", "UNICODE UTF-8"),
    ("Новак^Иван", "iso8859_5", "8859/5"),
])
def test_the_declared_set_is_taken_where_it_fits(name: str, codec: str, declared: str) -> None:
    text, _, notes = decoded(sent(name, codec, declared))
    assert name in text
    assert not any(place == "MSH-18" for place, _ in notes)


@pytest.mark.parametrize("name, codec, declared, said", [
    ("王^小明", "utf-8", "", "UTF-8"), ("王^小明", "gb18030", "", "GB18030"),
    ("Müller^Jörg", "latin-1", "", "latin-1"),
    ("王^小明", "utf-8", "8859/1", "UTF-8"), ("王^小明", "gb18030", "UNICODE UTF-8", "GB18030"),
    ("Größe^Zoë", "latin-1", "ASCII", "latin-1"), ("欧阳^锋", "gb18030", "ASCII", "GB18030"),
    ("王^喆", "gb18030", "", "GB18030"),
    ("Éva^Ångström", "latin-1", "", "latin-1"),
])
def test_what_the_header_does_not_say_is_said_in_a_warning(name: str, codec: str, declared: str, said: str) -> None:
    text, _, notes = decoded(sent(name, codec, declared))
    assert name in text
    assert any(place == "MSH-18" and said in message for place, message in notes)


@pytest.mark.parametrize("data, where", [
    (sent("Doe^Jane", "utf-8", "UNICODE UTF-16"), "MSH-18"), (sent("Doe^Jane", "utf-16"), "MSH-18"),
    (sent("Doe^Jane", "ascii", "EBCDIC"), "MSH-18"),
    (sent("Doe^Jane", "ascii").replace(b"Jane", b"\xff\xfe"), "PID-5"),
    (sent("Müller^王", "utf-8").replace("ü".encode(), b"\xfc").replace("王".encode(), b"\xcd\xf5"), "PID-5"),
])
def test_what_fits_no_set_for_sure_is_refused_with_its_place(data: bytes, where: str) -> None:
    with pytest.raises(Hl7Fault) as raised:
        decoded(data)
    assert raised.value.where == where
