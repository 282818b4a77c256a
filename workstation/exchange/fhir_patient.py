"""The patient projection: the row of the list, and the grams by which a person is found."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from engines.text.safe_text import for_search
from workstation.domain.partial_date import PartialDate
from workstation.domain.patient import PersonName
from workstation.exchange.fhir_parts import Node, codes, coding, date, parts, word
from workstation.exchange.fhir_parts import part as at

VERSION = 1                        # of the row and its grams; raised whenever the same resource gives others
_CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")
_PARTS = re.compile(r"[-'’.·]+")
_SEXES = {"male", "female", "other", "unknown"}
_LONGEST_WORD = 24                # characters of a word that are indexed
_MOST_GRAMS = 2000
_OLD_NAMES = ("old", "temp", "anonymous")


@dataclass(frozen=True, slots=True)
class PatientProjection:
    """What is read of a Patient resource."""

    name: PersonName
    sex: str
    born: PartialDate | None
    is_deceased: bool
    deceased: PartialDate | None
    number: str
    number_label: str
    grams: frozenset[str]


def project_patient(resource: Node) -> PatientProjection:
    """Reads a Patient resource; what is absent stays empty."""
    name = _name(resource)
    number, label = _number(resource)
    sex = word(resource, "gender")
    died = date(word(resource, "deceasedDateTime"))
    born = date(word(resource, "birthDate"))
    return PatientProjection(
        name, sex if sex in _SEXES else "", born,
        died is not None or resource.get("deceasedBoolean") is True, died, number, label,
        frozenset(_grams(resource, born)),
    )


def _name(resource: Node) -> PersonName:
    names = parts(resource, "name")
    order = {"official": 0, "usual": 1, "": 2}
    names.sort(key=lambda n: (order.get(word(n, "use"), 9 if word(n, "use") in _OLD_NAMES else 3)))
    chinese = next((n for n in names if _CHINESE.search(_whole(n))), None)
    chosen = chinese or (names[0] if names else {})
    family, given, text = word(chosen, "family"), " ".join(_words(chosen, "given")), word(chosen, "text")
    if chinese is not None:
        given = "".join(_words(chosen, "given"))
        latin = next((n for n in names if n is not chinese and not _CHINESE.search(_whole(n))), None)
        spoken = _spelled(latin) or pinyin_name(family + given or text, len(family))
        return PersonName(family, given, " ".join(_words(chosen, "prefix")), text, spoken)
    return PersonName(family, given, " ".join(_words(chosen, "prefix")), text)


def _spelled(name: Node | None) -> str:
    """How the record itself spells the name in Latin letters, family name first."""
    whole = f"{word(name, 'family')} {' '.join(_words(name, 'given'))}".strip() if name else ""
    return whole or word(name, "text")


def _whole(name: Node) -> str:
    return word(name, "family") + "".join(_words(name, "given")) + word(name, "text")


def _words(node: Node, field: str) -> list[str]:
    held = node.get(field)
    return [item for item in held if isinstance(item, str)] if isinstance(held, list) else []


def _number(resource: Node) -> tuple[str, str]:
    """The record number (HL7 table 0203 MR) if there is one, else the first identifier, with what it is called."""
    identifiers = [i for i in parts(resource, "identifier") if word(i, "value")]
    chosen = next((i for i in identifiers if "MR" in codes(at(i, "type"))), identifiers[0] if identifiers else {})
    label = coding(at(chosen, "type"))[2] if chosen else ""
    return word(chosen, "value"), label


def _grams(resource: Node, born: PartialDate | None) -> set[str]:
    found: set[str] = set()
    for name in parts(resource, "name"):
        whole = _whole(name)
        if _CHINESE.search(whole):
            found |= _chinese_grams(word(name, "family") + "".join(_words(name, "given")) or word(name, "text"))
        for piece in (word(name, "family"), *_words(name, "given"), word(name, "text")):
            for single in for_search(piece).split():
                if not _CHINESE.search(single):
                    found |= _latin_grams(single)
    for identifier in parts(resource, "identifier"):
        found |= _tails(word(identifier, "value"))
    for contact in parts(resource, "telecom"):
        found |= _tails(word(contact, "value")) if word(contact, "system") in ("phone", "sms", "") else set()
    if born is not None:
        found |= {f"d:{born.text[:length]}" for length in (4, 7, 10) if len(born.text) >= length}
    return set(sorted(found)[:_MOST_GRAMS])


def _chinese_grams(name: str) -> set[str]:
    """Characters, pairs of them, pinyin from each syllable on, and initials."""
    folded = for_search(name).replace(" ", "")[:_LONGEST_WORD]
    found = set(folded) | {folded[i:i + 2] for i in range(len(folded) - 1)}
    syllables = [for_search(s) for s in syllables_of(folded)]
    initials = "".join(s[:1] for s in syllables)
    for start in range(len(syllables)):
        found |= _prefixes("".join(syllables[start:]))
        found |= _prefixes(initials[start:])
    return found


def _latin_grams(name: str) -> set[str]:
    """A name by its beginning, with or without its apostrophe and hyphen, and by the beginning of each part."""
    letters = "".join(c for c in name if c.isalnum())
    found = _prefixes(name) | _prefixes(letters)
    for part in _PARTS.split(name):
        found |= _prefixes(part)
    return found


def _prefixes(text: str) -> set[str]:
    return {text[:length] for length in range(1, min(len(text), _LONGEST_WORD) + 1)}


def _tails(text: str) -> set[str]:
    """A number is known by its start (marked n:) and by its last four characters and more (marked t:)."""
    plain = "".join(c for c in for_search(text) if c.isalnum())[:64]
    starts = {f"n:{plain[:length]}" for length in range(1, min(len(plain), _LONGEST_WORD) + 1)}
    return starts | {f"t:{plain[-length:]}" for length in range(3, min(len(plain), 12) + 1)}


def pinyin_name(name: str, family: int = 0) -> str:
    """``Wang Xiaoming`` for 王小明, ``Ouyang Feng`` for 欧阳锋.

    ``family`` is the length of the family name where it is known.
    """
    chinese = "".join(c for c in name if _CHINESE.match(c))
    syllables = syllables_of(chinese)
    if not syllables:
        return ""
    cut = family if 0 < family < len(chinese) else 2 if chinese[:2] in _DOUBLE_NAMES and len(chinese) > 2 else 1
    return " ".join(filter(None, ["".join(syllables[:cut]).capitalize(), "".join(syllables[cut:]).capitalize()]))


@lru_cache(maxsize=8192)
def syllables_of(name: str) -> tuple[str, ...]:
    """The pinyin of each character, without tones."""
    if not _CHINESE.search(name):
        return ()
    from pypinyin import Style, lazy_pinyin

    rest = tuple(lazy_pinyin(name, style=Style.NORMAL))
    first = None if name[:2] in _DOUBLE_NAMES else _FAMILY_READINGS.get(name[0])
    return (first, *rest[1:]) if first else rest


_DOUBLE_NAMES = frozenset({
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "司徒", "长孙", "宇文", "东方", "端木", "独孤", "南宫", "轩辕",
})
# Characters read differently as a family name (Xiandai Hanyu Cidian, 7th edition, 2016).
_FAMILY_READINGS = {
    "单": "shan", "曾": "zeng", "解": "xie", "查": "zha", "仇": "qiu",
    "区": "ou", "朴": "piao", "盖": "ge", "繁": "po", "缪": "miao",
    "尉": "yu", "华": "hua", "覃": "qin", "翟": "zhai", "冼": "xian", "乐": "yue",
}
