"""Reasons of engines, readers and services in the language of the screen.

They arrive filled ("is outside the validated range 18 to 120 a"). The list of their templates is gathered from the
source by ``installer/reasons.py``; here the template that fits is found again, translated and filled with the same
values. What fits none stays as it came: never guessed, never lost.
"""

from __future__ import annotations

import json
import re
import string
from functools import cache

from PySide6.QtCore import QCoreApplication

from resources import path
from workstation import errors

_LONGEST = 2000                    # characters; a longer text is no sentence of ours
_DEEPEST = 3                       # a reason may hold a reason
Pattern = tuple[re.Pattern[str], str]


def prepare() -> None:
    """Reads the templates ahead of their first use: making their patterns takes some 30 ms."""
    _patterns()
    _messages()


def reason(said: str, depth: int = 0) -> str:
    """``said`` in the language of the screen."""
    if not said or len(said) > _LONGEST or depth > _DEEPEST:
        return said
    for pattern, template in _patterns():
        if pattern.fullmatch(said) is None:
            continue
        translated = QCoreApplication.translate("reasons", template)
        if translated == template:
            return said
        held = pattern.fullmatch(said)
        assert held is not None
        return translated.format(*(reason(value, depth + 1) for value in held.groups()))
    return _sentence(said, depth)


def _sentence(said: str, depth: int) -> str:
    """A whole message of the error tree: each of its three sentences translated, their fields kept."""
    for pattern, parts in _messages():
        held = pattern.fullmatch(said)
        if held is not None:
            fields = {name: reason(value, depth + 1) for name, value in held.groupdict().items()}
            return " ".join(QCoreApplication.translate("errors", part).format_map(fields) for part in parts)
    return said


@cache
def _patterns() -> tuple[Pattern, ...]:
    """Those with the most letters of their own first: the closest fit wins."""
    listed = json.loads(path("translations", "reasons.json").read_text(encoding="utf-8"))
    made = [(_regex(template, named=False), template) for template in listed]
    return tuple(sorted(made, key=lambda one: -_letters(one[1])))


@cache
def _messages() -> tuple[tuple[re.Pattern[str], tuple[str, ...]], ...]:
    made: list[tuple[re.Pattern[str], tuple[str, ...]]] = []
    for kind in vars(errors).values():
        if isinstance(kind, type) and issubclass(kind, errors.ConsiliaError):
            parts = tuple(part for part in (kind.happened, kind.safe, kind.next_step) if part)
            if _letters("".join(parts)):
                made.append((_regex(" ".join(parts), named=True), parts))
    return tuple(sorted(made, key=lambda one: -_letters("".join(one[1]))))


def _regex(template: str, named: bool) -> re.Pattern[str]:
    text, seen = "", set[str]()
    for literal, field, _, _ in string.Formatter().parse(template):
        text += re.escape(literal)
        if field is None:
            continue
        if not named:
            text += "(.*?)"
        elif field in seen:
            text += f"(?P={field})"
        else:
            seen.add(field)
            text += f"(?P<{field}>.*?)"
    return re.compile(text, re.DOTALL)


def _letters(template: str) -> int:
    return sum(len(literal) for literal, _, _, _ in string.Formatter().parse(template))
