"""How alike two words are. Pure, for names and numbers of a few dozen characters."""

from __future__ import annotations


def distance(first: str, second: str) -> int:
    """Least number of deletions, insertions, substitutions and transpositions of neighbours (0: equal).

    The restricted distance (optimal string alignment): no part is edited twice.
    Source: Damerau, Comm. ACM 1964;7:171-176; Boytsov, ACM J. Exp. Algorithmics 2011;16:1.1, section 2.
    """
    before: list[int] = []
    last = list(range(len(second) + 1))
    for i, a in enumerate(first, 1):
        row = [i]
        for j, b in enumerate(second, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (a != b))
            if i > 1 and j > 1 and a == second[j - 2] and first[i - 2] == b:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
    return last[-1]


def within_one(first: str, second: str) -> bool:
    """True where ``distance`` is at most 1, without the table: the common beginning and end leave one place over."""
    if first == second:
        return True
    if abs(len(first) - len(second)) > 1:
        return False
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    a, b = first[start:], second[start:]
    if len(a) == len(b):
        return a[1:] == b[1:] or (len(a) > 1 and a[0] == b[1] and a[1] == b[0] and a[2:] == b[2:])
    return a[1:] == b if len(a) > len(b) else a == b[1:]


def deletions(word: str) -> set[str]:
    """The word and what is left of it without one letter. Two words within one edit share such a key.

    Source: Mor, Fraenkel, Comm. ACM 1982;25:935-938 (deletion neighbourhood).
    """
    return {word, *(word[:i] + word[i + 1:] for i in range(len(word)))}


def jaro(first: str, second: str) -> float:
    """Jaro's similarity, 0 to 1. Source: Jaro, J. Am. Stat. Assoc. 1989;84:414-420."""
    if first == second:
        return 1.0
    reach = max(len(first), len(second)) // 2 - 1
    taken = [False] * len(second)
    common: list[str] = []
    for i, letter in enumerate(first):
        for j in range(max(0, i - reach), min(len(second), i + reach + 1)):
            if not taken[j] and second[j] == letter:
                taken[j] = True
                common.append(letter)
                break
    if not common:
        return 0.0
    other = [letter for letter, was_taken in zip(second, taken, strict=True) if was_taken]
    moved = sum(a != b for a, b in zip(common, other, strict=True)) / 2
    same = len(common)
    return (same / len(first) + same / len(second) + (same - moved) / same) / 3


def jaro_winkler(first: str, second: str) -> float:
    """Jaro's similarity, raised by 0.1 for each of up to four first letters in common.

    Source: Winkler, Proceedings of the Section on Survey Research Methods, Am. Stat. Assoc. 1990, 354-359.
    """
    alike = jaro(first, second)
    prefix = 0
    for a, b in zip(first[:4], second[:4], strict=False):
        if a != b:
            break
        prefix += 1
    return alike + prefix * 0.1 * (1 - alike)
