"""SafeText: the five sinks through which text from outside leaves the program.

Each sink is total (any string in, a string out) and loses nothing silently: what is cut ends in an ellipsis, what is
invisible is made visible. Why each exists: a QLabel draws ``<img src=...>`` from disk, a reportlab Paragraph swallows
``WBC<x>12`` as ``WBC12``, a spreadsheet runs a cell that starts with ``=``, and a full-text query reads ``name:x``.
"""

from __future__ import annotations

import re
import unicodedata
from xml.sax.saxutils import escape

_LONGEST_FIELD = 2000             # characters a field: unbroken text costs a layout quadratic time
_LONGEST_RUN = 60                 # characters without a place to break
_WINDOWS_NAMES = {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?")


def plain(text: str, longest: int = _LONGEST_FIELD) -> str:
    """Text with its invisible controls shown as ``[U+202E]``, cut at ``longest`` characters; line ends are kept."""
    shown = "".join(_visible(character) for character in text[:longest])
    return shown + "…" if len(text) > longest else shown


def for_screen(text: str, longest: int = _LONGEST_FIELD) -> str:
    """For a widget that shows plain text (``Text``, item models). Tool tips too: ``for_tooltip``."""
    return plain(text, longest)


def for_tooltip(text: str) -> str:
    """For the few Qt places that guess rich text and can't be told not to (tool tips): escaped."""
    return f"<span>{escape(plain(text)).replace(chr(10), '<br/>')}</span>"


def for_pdf(text: str) -> str:
    """For a reportlab Paragraph: markup escaped, unbroken runs given places to break."""
    broken = re.sub(rf"(\S{{{_LONGEST_RUN}}})(?=\S)", "\\1\u200b", plain(text))
    return escape(broken).replace("\n", "<br/>")


def for_csv(text: str) -> str:
    """For a CSV cell: a leading formula character is quoted with an apostrophe; plain numbers stay numbers."""
    shown = plain(text, longest=32_000)
    if shown.startswith(_FORMULA) and _NUMBER.fullmatch(shown) is None:
        return "'" + shown
    return shown


def for_search(text: str, longest: int = _LONGEST_FIELD) -> str:
    """For a search index or query: folded to NFKC, lower case, without accents, controls or marks."""
    folded = unicodedata.normalize("NFKD", text[:longest]).casefold()
    for character in set(folded):             # a text has few different characters, however long it is
        if unicodedata.category(character).startswith(("M", "C")):
            folded = folded.replace(character, "")
    return " ".join(folded.split())


def for_path(text: str, longest: int = 80) -> str:
    """For one part of a file name: no separators, no device names, no leading dot, never empty."""
    name = "".join(c if c.isalnum() or c in "-_. " else "_" for c in unicodedata.normalize("NFC", text))
    name = name.strip(" .")[:longest].strip(" .") or "unnamed"
    return f"_{name}" if name.split(".")[0].casefold() in _WINDOWS_NAMES else name


def _visible(character: str) -> str:
    if character in "\n\t":
        return character if character == "\n" else " "
    if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"):
        return f"[U+{ord(character):04X}]"
    return character
