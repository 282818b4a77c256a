"""Chinese names in Latin letters: pinyin without tones, and the readings a family name may have."""

from __future__ import annotations

import re
from functools import lru_cache

from engines.text.safe_text import for_search

CHINESE = re.compile("[\u3400-\u9fff\U00020000-\U0003ffff]")

_DOUBLE_NAMES = frozenset({
    "欧阳", "司马", "上官", "诸葛", "夏侯", "皇甫", "尉迟", "公孙", "慕容",
    "令狐", "司徒", "长孙", "宇文", "东方", "端木", "独孤", "南宫", "轩辕",
})
# Characters read differently as a family name (Xiandai Hanyu Cidian, 7th edition, 2016); the usual reading follows it,
# because whoever has only seen the name written types that one. 吕 is spelled Lyu in passports (GB/T 28039-2011).
_FAMILY_READINGS: dict[str, tuple[str, ...]] = {
    "单": ("shan", "dan"), "曾": ("zeng", "ceng"), "解": ("xie", "jie"), "查": ("zha", "cha"), "仇": ("qiu", "chou"),
    "区": ("ou", "qu"), "朴": ("piao", "pu"), "盖": ("ge", "gai"), "繁": ("po", "fan"), "缪": ("miao", "mou"),
    "尉": ("yu", "wei"), "华": ("hua",), "覃": ("qin", "tan"), "翟": ("zhai", "di"), "冼": ("xian",),
    "乐": ("yue", "le"), "吕": ("lv", "lu", "lyu"), "呂": ("lv", "lu", "lyu"), "單": ("shan", "dan"),
    "區": ("ou", "qu"), "蓋": ("ge", "gai"), "繆": ("miao", "mou"), "樂": ("yue", "le"), "華": ("hua",),
    "员": ("yun", "yuan"), "召": ("shao", "zhao"), "种": ("chong", "zhong"), "折": ("she", "zhe"), "黑": ("he", "hei"),
    "秘": ("bi", "mi"), "隗": ("wei", "kui"), "洗": ("xian", "xi"),
}


@lru_cache(maxsize=8192)
def syllables_of(name: str) -> tuple[str, ...]:
    """The pinyin of each character, without tones, the first read as a family name."""
    if not CHINESE.search(name):
        return ()
    rest = given_syllables(name)
    first = None if name[:2] in _DOUBLE_NAMES else _FAMILY_READINGS.get(name[0])
    return (first[0], *rest[1:]) if first else rest


@lru_cache(maxsize=65536)
def given_syllables(name: str) -> tuple[str, ...]:
    """The pinyin of each character, without tones, as ordinary words are read."""
    from pypinyin import Style, lazy_pinyin

    return tuple(for_search(syllable) for syllable in lazy_pinyin(name, style=Style.NORMAL))


@lru_cache(maxsize=8192)
def family_readings(family: str) -> tuple[str, ...]:
    """Every way a family name is spelled in pinyin, the proper one first: ``("shan", "dan")`` for 单."""
    if len(family) == 1 and family in _FAMILY_READINGS:
        return _FAMILY_READINGS[family]
    return ("".join(syllables_of(family)),)


def family_length(name: str) -> int:
    """How many characters of a whole Chinese name are the family name: two where it begins with a double one."""
    return 2 if name[:2] in _DOUBLE_NAMES and len(name) > 2 else 1


def pinyin_name(name: str, family: int = 0) -> str:
    """``Wang Xiaoming`` for 王小明, ``Ouyang Feng`` for 欧阳锋.

    ``family`` is the length of the family name where it is known.
    """
    chinese = "".join(c for c in name if CHINESE.match(c))
    syllables = syllables_of(chinese)
    if not syllables:
        return ""
    cut = family if 0 < family < len(chinese) else family_length(chinese)
    return " ".join(filter(None, ["".join(syllables[:cut]).capitalize(), "".join(syllables[cut:]).capitalize()]))
