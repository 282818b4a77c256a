"""Reads a CSV file as rows of cells under limits; character set and delimiter are told by content or by the mapping."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

MOST_COLUMNS, LONGEST_CELL = 1000, 32_000
_MARKS = ",;\t|"
_HAN = re.compile("[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]")


class TableFault(ValueError):
    """Why a file as a whole is no table that can be read: one clause."""


@dataclass(frozen=True, slots=True)
class Row:
    """``number`` is the line of the file on which the row ends; ``raw`` the row as it came, shortened."""

    number: int
    cells: tuple[str, ...]
    raw: str


@dataclass(frozen=True, slots=True)
class Table:
    """``guessed`` names the character set where the bytes alone can't prove it, "" where they or the mapping do."""

    header: tuple[str, ...]
    text: str
    delimiter: str
    charset: str
    guessed: str

    def rows(self) -> Iterator[Row]:
        """The rows below the header, empty ones left out."""
        found = _read(self.text, self.delimiter)
        next(found, None)
        for number, cells in found:
            if any(cell.strip() for cell in cells):
                yield Row(number, tuple(cells), self.delimiter.join(cells)[:300])


def read(data: bytes, delimiter: str = "", charset: str = "") -> Table:
    """The table of a file; every cell of it has been looked at. Raises TableFault."""
    text, charset, guessed = _decoded(data, charset)
    if "\0" in text:
        raise TableFault("it holds NUL characters, which no text has")
    first = next((line for line in text.splitlines() if line.strip()), "")
    mark = delimiter or max(_MARKS, key=first.count)
    header: list[str] = []
    for number, cells in _read(text, mark):
        if len(cells) > MOST_COLUMNS:
            raise TableFault(f"line {number} has more than {MOST_COLUMNS} columns")
        if any(len(cell) > LONGEST_CELL for cell in cells):
            raise TableFault(f"line {number} has a cell of more than {LONGEST_CELL} letters")
        header = header or [cell.strip() for cell in cells]
    if not any(header):
        raise TableFault("it has no line of column names")
    twice = next((name for place, name in enumerate(header) if name and name in header[:place]), None)
    if twice is not None:
        raise TableFault(f"two columns are named '{twice[:40]}'")
    return Table(tuple(header), text, mark, charset, guessed)


def _read(text: str, mark: str) -> Iterator[tuple[int, list[str]]]:
    """(line, cells) of every row that is not quite empty."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)
    try:
        for cells in rows:
            if cells:
                yield rows.line_num, cells
    except csv.Error as fault:
        if "field limit" in str(fault):                 # the csv module's own, of 131,072 letters
            raise TableFault(f"line {rows.line_num} has a cell of more than {LONGEST_CELL} letters") from fault
        raise TableFault(f"its quoting is broken at line {rows.line_num}: {str(fault)[:80]}") from fault


def _decoded(data: bytes, charset: str) -> tuple[str, str, str]:
    """(text, character set, the set where it is no more than likely)."""
    if charset:
        try:
            return data.decode(charset).removeprefix("\ufeff"), charset, ""
        except UnicodeDecodeError as error:
            raise TableFault(f"its bytes are not {charset}, which the mapping names") from error
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    codecs = ("utf-16",) if wide else ("utf-8-sig", "gb18030", "latin-1")
    for codec in codecs:
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        if codec == "gb18030" and not _chinese(text):
            continue
        return text, codec, "latin-1" if codec == "latin-1" else ""
    raise TableFault("it is no text of a character set that is read")


def _chinese(text: str) -> bool:
    """True where what is beyond ASCII is Chinese in the main: accents read as GB18030 give rare signs among letters."""
    beyond = [letter for letter in text if ord(letter) > 127]
    pure = sum(bool(_HAN.match(letter)) for letter in beyond)
    among = len(re.findall("[A-Za-z][\u0080-\uffff][a-z]|[a-z][\u0080-\uffff](?![\u0080-\uffff])", text))
    return pure >= 0.9 * len(beyond) and among * 4 <= len(beyond)
