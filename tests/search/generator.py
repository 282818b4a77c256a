"""A seeded town of invented people, half with Chinese names: as many as asked for, the same ones each time.

A few family names are common and many are rare (shares fall with the rank), as in a real town; rare Latin ones are put
together from syllables, so that the number of distinct words grows with the number of people.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

FAMILIES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢"
    "姚沈钟姜崔谭陆范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫段雷龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常"
    "汤单解仇查区"
)
GIVEN = (
    "伟芳娜敏静秀英丽强磊军洋勇艳杰娟涛明超兰霞平刚桂文辉力健世广志义兴良海山仁波宁贵福生龙元全国胜学祥才"
    "发武新利清飞彬富顺信子华慧巧美雅莎锦黛青倩婷姣婉娴瑾颖露瑶怡婵雁蓓纨仪荷丹蓉眉君琴蕊薇菁梦岚苑婕馨瑗"
    "琰韵融园艺咏卿聪澜纯毓悦昭冰爽琬茗羽希欣飘育滢馥筠柔竹霭凝晓欢霄枫芸菲寒伊亚宜可姬舒影荔枝思宇浩轩晨"
    "曦睿博涵泽楠梓佳琪小大建玉红春雪冬秋"
)
LATIN_FAMILIES = (
    "smith", "johnson", "williams", "brown", "jones", "garcia", "miller", "davis", "rodriguez", "martinez",
    "hernandez", "lopez", "gonzalez", "wilson", "anderson", "thomas", "taylor", "moore", "jackson", "martin", "lee",
    "perez", "thompson", "white", "harris", "sanchez", "clark", "ramirez", "lewis", "robinson", "walker", "young",
    "allen", "king", "wright", "scott", "torres", "nguyen", "hill", "flores", "green", "adams", "nelson", "baker",
    "hall", "rivera", "campbell", "mitchell", "carter", "roberts", "müller", "schröder", "o'brien", "núñez",
    "françois", "kowalski", "novák",
)
LATIN_GIVEN = (
    "james", "mary", "robert", "patricia", "john", "jennifer", "michael", "linda", "david", "elizabeth", "william",
    "barbara", "richard", "susan", "joseph", "jessica", "thomas", "sarah", "charles", "karen", "christopher", "lisa",
    "daniel", "nancy", "matthew", "betty", "anthony", "margaret", "mark", "sandra", "zoë", "andré", "josé", "björn",
    "chloë", "renée", "jürgen", "anaïs",
)
_STARTS = (
    "ba", "be", "bi", "bo", "bra", "bre", "car", "cha", "co", "da", "de", "do", "dra", "e", "fa", "fe", "fi", "gra",
    "gre", "ha", "he", "ho", "ja", "ke", "kla", "ko", "la", "le", "lo", "ma", "me", "mi", "mo",
)
_MIDDLES = (
    "la", "le", "li", "lo", "man", "mer", "mi", "mo", "na", "ne", "ni", "no", "ra", "re", "ri", "ro", "sa", "ser",
    "si", "so", "ta", "te", "ti", "to", "va", "ve", "vi", "vo",
)
_ENDS = (
    "berg", "ton", "son", "ley", "field", "man", "ner", "sky", "dez", "ski", "well", "ford", "ham", "worth", "stein",
    "mann", "hart", "nen", "lund",
)

CITIES = ("Beijing", "Shanghai", "Wuhan", "Leeds", "Boston", "Lyon")


@dataclass(frozen=True, slots=True)
class Resident:
    """One invented person."""

    id: str
    family: str
    given: tuple[str, ...]
    latin: bool
    born: date
    sex: str
    number: str
    phone: str
    city: str


def residents(count: int, seed: int = 1) -> Iterator[Resident]:
    """``count`` people; the same for the same seed."""
    chance = random.Random(seed)
    chinese = [1 / (rank + 3) for rank in range(len(FAMILIES))]
    ranked = [1 / (rank + 20) for rank in range(len(LATIN_FAMILIES))]
    families = _drawn(chance, FAMILIES, chinese, count // 2 + 1)
    latin = _drawn(chance, LATIN_FAMILIES, ranked, count // 2 + 1)
    for place in range(count):
        is_latin = place % 2 == 1
        if is_latin:
            family = latin[place // 2] if chance.random() < 0.4 else _made(chance)
            given = tuple(g.capitalize() for g in chance.sample(LATIN_GIVEN, chance.choice((1, 1, 2))))
            family = family.capitalize()
        else:
            family = families[place // 2]
            given = ("".join(chance.choice(GIVEN) for _ in range(chance.choice((1, 2, 2, 2)))),)
        yield Resident(
            f"r{place}", family, given, is_latin, date(1930, 1, 1) + timedelta(chance.randrange(34_000)),
            chance.choice(("male", "female")), f"{chance.randrange(10**9):09d}",
            f"1{chance.randrange(3 * 10**9, 10**10)}", chance.choice(CITIES))


def resource(one: Resident) -> dict[str, object]:
    """The same person as a FHIR R4 Patient."""
    return {
        "resourceType": "Patient", "id": one.id, "gender": one.sex, "birthDate": one.born.isoformat(),
        "name": [{"family": one.family, "given": list(one.given)}], "identifier": [{"value": one.number}],
        "telecom": [{"system": "phone", "value": one.phone}], "address": [{"city": one.city}],
    }


def typo(text: str, chance: random.Random) -> str:
    """The text with one letter left out, doubled by another, wrong, or changed with its neighbour; never the same."""
    while True:
        place, letter = chance.randrange(len(text)), chance.choice("abcdefghijklmnopqrstuvwxyz")
        made = chance.choice((
            text[:place] + text[place + 1:], text[:place] + letter + text[place:],
            text[:place] + letter + text[place + 1:],
            text[:place] + text[place + 1:place + 2] + text[place] + text[place + 2:]))
        if made != text and made.replace(" ", ""):
            return made


def _drawn(chance: random.Random, names: str | tuple[str, ...], shares: list[float], count: int) -> list[str]:
    return chance.choices(list(names), shares, k=count)


def _made(chance: random.Random) -> str:
    return chance.choice(_STARTS) + "".join(chance.choice(_MIDDLES) for _ in range(chance.choice((0, 1, 1)))) + \
        chance.choice(_ENDS)
