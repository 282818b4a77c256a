"""The check-up report's own words: each in Chinese and in English, on the same page."""

from __future__ import annotations

from collections.abc import Mapping

from engines.report.checkup import Both
from engines.report.words import LANGUAGES, Words

_OWN: Mapping[str, tuple[str, str]] = {
    "checkup": ("健康检查报告", "Check-up report"),
    "out": ("超出参考范围", "Out of range"),
    "out_aside": ("最新结果，与上一次比较", "newest values, compared with the one before"),
    "none_out": ("在此期间测得且有参考范围的结果均未超出范围。",
                 "No result measured in this time lies outside the range recorded with it."),
    "no_results": ("在此期间未记录任何检验结果。", "No result is recorded in this time."),
    "checkup_vitals": ("生命体征", "Vital signs"),
    "changes": ("变化", "What changed"),
    "no_changes": ("未记录新的诊断或用药变化。", "No new problem and no change of medication is recorded."),
    "life": ("生活方式", "Way of life"),
    "life_aside": ("最新记录", "as last recorded"),
    "no_life": ("未记录生活方式。", "No way of life is recorded."),
    "due": ("保健计划：应做与逾期", "Care schedule: due and overdue"),
    "none_due": ("目前没有应做或逾期的项目。", "Nothing is due or overdue today."),
    "not_judged_title": ("无参考范围，未作判断", "Without a range, not judged"),
    "in_range_title": ("在参考范围内", "In range"),
    "none_in": ("在此期间没有测得在参考范围内的结果。", "No result in its range is recorded in this time."),
    "not_repeated": ("此后未复查", "Not measured again since"),
    "not_repeated_aside": ("比较日期之前的最后一次结果", "the last value before the day of comparison"),
    "left": ("另有 {n} 项结果见病历。", "{n} more results are in the record."),
    "as_recorded": ("诊断、药品及项目名称按病历原文印出。",
                    "Names of problems, medicines and tests are printed as the record has them."),
    "col_result": ("项目", "Result"), "col_value": ("结果", "Value"), "col_range": ("参考范围", "Range"),
    "col_flag": ("提示", "Flag"), "col_change": ("较上次", "Change"), "col_trend": ("趋势", "Trend"),
    "col_date": ("日期", "Date"), "no_range": ("未记录", "none recorded"),
}
_SHORT: Mapping[str, str] = {       # of the frame around the pages, where both whole sentences would be too long
    "title": "健康检查报告 Check-up report",
    "page": "第 {n}/{m} 页 · Page {n} of {m}", "allergy": "过敏 Allergy: {what}",
    "none_recorded_allergy": "过敏未记录 Allergies: none recorded",
    "prepared": "生成 Prepared {at} · {by}", "signed": "签名 Signed {at} · {by}", "key": "签名密钥 Signing key {which}",
    "short_disclaimer": "非认证医疗器械 Not a certified medical device",
    "months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec", "day_of_month": "{d}-{m}", "month_of_year": "{m} {y}",
}


class TwoWords(Words):
    """The report's words with both languages in one."""

    def __init__(self) -> None:
        super().__init__("en")

    def __call__(self, key: str, **fields: object) -> str:
        """``出生 Born``. Raises KeyError for a key that isn't a word of the report."""
        if key in _SHORT:
            return _filled(_SHORT[key], fields)
        said = self.both(key, **fields)
        return said.zh if said.zh == said.en else f"{said.zh} {said.en}"

    def both(self, key: str, **fields: object) -> Both:
        """The word in both languages. Raises KeyError."""
        zh, en = _OWN[key] if key in _OWN else (LANGUAGES["zh"][key], LANGUAGES["en"][key])
        return Both(_filled(zh, fields), _filled(en, fields))


def _filled(text: str, fields: Mapping[str, object]) -> str:
    for name, value in fields.items():
        text = text.replace("{" + name + "}", str(value))
    return text
