"""JSON from outside, read strictly and within bounds (RFC 8259, I-JSON RFC 7493).

Refused: another encoding than UTF-8, a name twice in one object, NaN and Infinity, numbers that overflow or are
absurdly long, half surrogate pairs, deep nesting. Reals come as ``Digits``, which keeps the text as written: ``72.50``
stays so.
"""

from __future__ import annotations

import json
import re
from json.decoder import JSONDecodeError
from json.scanner import make_scanner
from typing import Any

LONGEST_NUMBER = 400
LONGEST_INTEGER = 100
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_BLANK = re.compile(r"[ \t\n\r]*")


class JsonFault(ValueError):
    """Why a text was refused: one clause, without the text itself. ``unsafe`` where it looks like an attack."""

    def __init__(self, reason: str, unsafe: bool = False) -> None:
        super().__init__(reason)
        self.reason = reason
        self.unsafe = unsafe


class BrokenJson(JsonFault):
    """The text is not JSON at all from some place on, so that nothing after it can be found either."""


class NoRecord(JsonFault):
    """The text is whole and safe JSON that doesn't even claim to be a record of the kind that is read."""


class Digits(str):
    """A real number exactly as it was written."""

    __slots__ = ()


def decoded(data: bytes) -> str:
    """The text of ``data``, without a byte-order mark. Raises BrokenJson where it is not UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or data[:2].count(0) == 1:
        raise BrokenJson("it is UTF-16 text, FHIR asks for UTF-8")
    try:
        return data.removeprefix(b"\xef\xbb\xbf").decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenJson(f"byte {error.start} is no UTF-8 text") from error


def loads(data: bytes) -> Any:
    """The value of a whole document. Raises JsonFault."""
    text = decoded(data)
    value, end = value_at(text, after_blanks(text, 0))
    if after_blanks(text, end) != len(text):
        raise BrokenJson(f"something follows after its end (character {end})")
    return value


def value_at(text: str, start: int) -> tuple[Any, int]:
    """The value that starts at ``start`` and the place after it. Raises JsonFault (BrokenJson: the end is unknown)."""
    value, end = _scan(_strict, text, start)
    if _SURROGATE.search(text, start, end) is not None:
        _check_pairs(text[start:end])
    return value, end


def end_of_value(text: str, start: int) -> int:
    """Where the value ends, without judging its content. Raises BrokenJson."""
    return _scan(_lenient, text, start)[1]


def after_blanks(text: str, start: int) -> int:
    """The next place that holds no white space."""
    found = _BLANK.match(text, start)
    return found.end() if found else start


def _scan(scanner: Any, text: str, start: int) -> tuple[Any, int]:
    try:
        return scanner(text, start)
    except StopIteration as error:
        raise BrokenJson(f"a value is missing at character {error.value}") from None
    except JSONDecodeError as error:
        raise BrokenJson(f"{error.msg[:1].lower()}{error.msg[1:]} at character {error.pos}") from None
    except RecursionError:
        raise BrokenJson("it is nested too deeply", unsafe=True) from None


def _check_pairs(text: str) -> None:
    import orjson

    try:
        orjson.loads(text.encode())
    except orjson.JSONDecodeError:
        raise JsonFault("a text holds half a surrogate pair") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        seen: set[str] = set()
        twice = next(name for name, _ in pairs if name in seen or seen.add(name))
        raise JsonFault(f"the name '{twice[:40]}' stands twice in one object", unsafe=True)
    return made


def _real(text: str) -> Digits:
    if len(text) > LONGEST_NUMBER or float(text) in (float("inf"), float("-inf")):
        raise JsonFault("a number is out of range", unsafe=True)
    return Digits(text)


def _integer(text: str) -> int:
    if len(text) > LONGEST_INTEGER:
        raise JsonFault("a number is out of range", unsafe=True)
    return int(text)


def _constant(name: str) -> Any:
    raise JsonFault(f"{name} is no number in JSON")


_Scanner: Any = make_scanner         # its stub asks for another type than the function takes
_strict = _Scanner(
    json.JSONDecoder(object_pairs_hook=_object, parse_float=_real, parse_int=_integer, parse_constant=_constant)
)
_lenient = _Scanner(json.JSONDecoder(parse_float=str, parse_int=str))
