"""The words of HTML, XHTML and CDA narrative, without their markup. What comes out is plain text, never markup."""

from __future__ import annotations

import re
from html import unescape

_TAG = re.compile(r"<(/?)([A-Za-z!?][^\s<>/]*)[^<>]*>")         # no tag reaches over another: linear on hostile text
_WITHIN_A_WORD = frozenset({
    "a", "abbr", "b", "big", "code", "content", "em", "font", "i", "linkhtml", "mark", "s", "small", "span", "strong",
    "sub", "sup", "tt", "u",
})
_UNSEEN = frozenset({"script", "style", "template"})


def without_markup(text: str) -> str:
    """What a reader of the marked-up ``text`` sees, each block on its own line. Total and linear in time.

    A ``<`` that begins no tag (``WBC < 12``) is kept; scripts, styles and comments are no words.
    """
    words: list[str] = []
    place = 0
    until = ""                                                    # the end tag that ends what is not seen
    for tag in _TAG.finditer(text):
        closing, name = bool(tag[1]), tag[2].casefold()
        if tag.start() < place:
            continue                                              # within a comment
        if until:
            if closing and name == until:
                until, place = "", tag.end()
            continue
        words.append(text[place:tag.start()])
        place = tag.end()
        if name.startswith("!--"):
            end = text.find("-->", tag.start() + 4)
            place = len(text) if end < 0 else end + 3
        elif name in _UNSEEN and not closing and not tag[0].endswith("/>"):
            until = name
        if name not in _WITHIN_A_WORD:
            words.append("\n")
    if not until:
        words.append(text[place:])
    lines = (" ".join(line.split()) for line in unescape("".join(words)).splitlines())
    return "\n".join(line for line in lines if line)
