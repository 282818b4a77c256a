"""Messages to send: a result message with its parts changeable."""

from __future__ import annotations

HEADER = r"MSH|^~\&|LAB|GENERAL|WS|CLINIC|20260101120000+0000||ORU^R01^ORU_R01|C1|P|2.5.1"
PATIENT = "PID|1||P1^^^GENERAL^MR||Doe^Jane||19700131|F"
REQUEST = "OBR|1|O1|F1|24323-8^Metabolic panel^LN|||202601011130+0000|||||||||||||||202601011200+0000||LAB|F"
GLUCOSE = "OBX|1|NM|2345-7^Glucose^LN||5.50|mmol/L|3.9-5.6|N|||F|||202601011130+0000"


def text(*segments: str) -> bytes:
    return ("\r".join(segments) + "\r").encode()


def result(*observations: str, header: str = HEADER, patient: str = PATIENT, request: str = REQUEST) -> bytes:
    """An ORU of these OBX."""
    return text(header, patient, request, *(observations or (GLUCOSE,)))


def segment(name: str, fields: dict[int, str]) -> str:
    """A segment by its field numbers."""
    return "|".join([name, *(fields.get(number, "") for number in range(1, max(fields) + 1))])
