"""The host's own sentences on cards, in the languages of the screens, and how fields are filled after translation."""

from __future__ import annotations

import re
from collections.abc import Mapping

from workstation.domain.partial_date import PartialDate

LACKS = "The record lacks what this engine needs, so it gives no advice. Missing is not normal."
_ISO_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?")
_ZH_CN: dict[str, str] = {
    "{title}: could not check": "{title}：无法检查",
    LACKS: "病历中缺少该引擎所需的数据，因此不给出建议。缺失不等于正常。",
    "The plugin was refused: {reason}": "插件被拒绝：{reason}",
    "{reason} The other engines went on.": "{reason} 其他引擎已继续运行。",
    "{name}: none recorded": "{name}：无记录",
    "{name}: {count} recorded, none usable ({reason})": "{name}：有 {count} 条记录，均不可用（{reason}）",
    "Left out: {count} × {name} (the latest {reason})": "未采用：{name} × {count}（最近一个{reason}）",
    "Does not apply to this patient": "不适用于该患者",
    "Already acted on": "已经处理",
    "Patient declined": "患者拒绝",
    "The data behind it are wrong": "依据的数据有误",
    "Harm would outweigh benefit": "弊大于利",
    "Watch and check again": "观察并复查",
    "is not confirmed yet": "尚未确认",
    "was measured by the patient": "由患者自测",
    "has no date": "没有日期",
    "has no unit": "没有单位",
    "holds no value": "没有数值",
    "holds no number": "不是数字",
    "is no longer active": "已不再有效",
    "holds no readable value": "没有可读的值",
    "is {days} days old, more than {limit}": "已有 {days} 天，超过 {limit} 天",
    "is dated in the future ({date})": "日期在将来（{date}）",
    "has no exact day ({date})": "没有确切日期（{date}）",
    "is a bound ({value}), no value": "是界限值（{value}），不是测量值",
    "can't be read: {why}": "无法读取：{why}",
    "can't be right: outside {low} to {high} {unit}": "不可能正确：超出 {low} 至 {high} {unit}",
}
_LANGUAGES: Mapping[str, Mapping[str, str]] = {"zh_CN": _ZH_CN}

OVERRIDE_REASONS: tuple[tuple[str, str], ...] = (
    ("not-applicable", "Does not apply to this patient"),
    ("already-done", "Already acted on"),
    ("patient-declined", "Patient declined"),
    ("data-wrong", "The data behind it are wrong"),
    ("harm-outweighs", "Harm would outweigh benefit"),
    ("watch", "Watch and check again"),
)


def worded(language: str, template: str, **fields: str) -> str:
    """One of the host's sentences in a language (English where that has none), filled."""
    return fill(_LANGUAGES.get(language, {}).get(template, template), fields, language)


def fill(template: str, fields: Mapping[str, str], language: str) -> str:
    """Puts values for ``{name}``; a name without a value stays as written. No attribute or index is ever followed.

    A value that is a day (``2026-11-12``) is written as people of that language write it.
    """
    return re.sub(r"\{(\w+)\}", lambda found: _day(fields[found[1]], language) if found[1] in fields else found[0],
                  template)


def _day(value: str, language: str) -> str:
    if not _ISO_DAY.fullmatch(value):
        return value
    try:
        return PartialDate.parse(value).human(language)
    except ValueError:                                   # no day of any calendar: as it was written
        return value
