"""The report's own words in English and Chinese. What the record says is printed as it was written."""

from __future__ import annotations

from collections.abc import Mapping

_EN: dict[str, str] = {
    "title": "Consultation report", "draft": "DRAFT",
    "prepared": "Prepared {at} by {by}", "signed": "Signed {at} by {by}",
    "page": "Page {n} of {m}", "born": "Born", "sex": "Sex", "died": "Died", "died_unknown": "Deceased",
    "not_known": "Not known", "male": "Male", "female": "Female", "other": "Other", "unknown": "Not known",
    "allergy": "Allergy: {what}", "allergies": "Allergies", "no_known_allergy": "No known allergy",
    "none_recorded_allergy": "Allergies: none recorded",
    "problems": "Problems", "past": "Past", "since": "since {date}", "medication": "Medication",
    "active_count": "{n} active", "current_count": "{n} current",
    "results": "Latest results", "result": "Result", "latest": "Latest", "unit": "Unit", "range": "Range",
    "trend": "Trend",
    "date": "Date", "flag": "Flag", "more_results": "{n} older or further results are in the record.",
    "in-range": "In range", "low": "Low", "high": "High", "critical-low": "Critically low",
    "critical-high": "Critically high", "abnormal": "Abnormal", "not-judged": "No range",
    "imaging": "Imaging findings", "no_findings": "No finding is recorded on this study.",
    "found_by_model": "Found by the model {who}", "found_by": "Marked by {who}", "score": "Score {score}",
    "proposed": "Proposed by a program, not reviewed by a person", "accepted": "Accepted by {who}, {at}",
    "edited": "Corrected by {who}, {at}", "proposed_person": "Proposed, not reviewed",
    "vitals": "Vital signs", "family": "Family history", "plan": "Plan and advice",
    "critical": "Critical", "warning": "Warning", "info": "Information", "fine": "Fine", "none": "",
    "could_not_check": "Could not check", "missing": "Missing: {what}", "rests_on": "Rests on: {what}",
    "source": "Source: {what}", "decision_accepted": "Accepted by {who}, {at}",
    "decision_overridden": "Overridden by {who}, {at}: {why}", "decision_open": "Open: nobody has decided yet",
    "comment": "Assessment", "signature": "Signature",
    "unsigned": "This is a draft. It is not signed and not part of the record.",
    "key": "Signing key {which}", "none_recorded": "None recorded.", "no_scan": "No imaging study is recorded.",
    "not_sent": "Not part of what was sent.", "none_sent": "None among what was sent.",
    "none_sent_allergy": "Allergies: none sent",
    "of_case": "Of a case of another clinic ({name}): only chosen parts of the chart were sent.",
    "no_vitals": "No vital signs are recorded.", "no_family": "No family history is recorded.",
    "no_advice": "No engine had advice for this patient.", "severe": "severe", "reference": "Reference {range}",
    "normal_band": "shaded: reference range",
    "day_of_month": "{d}-{m}", "month_of_year": "{m} {y}", "months": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
    "disclaimer": "Consilia supports decisions; it is no certified medical device and does not replace the judgement "
                  "of the physician who signs. Values, ranges and texts are those of the record at the time above.",
    "short_disclaimer": "Decision support, not a certified medical device.",
}

_ZH: dict[str, str] = {
    "title": "会诊报告", "draft": "草稿", "prepared": "{by} 于 {at} 生成", "signed": "{by} 于 {at} 签名",
    "page": "第 {n} 页，共 {m} 页", "born": "出生", "sex": "性别", "died": "死亡", "died_unknown": "已故",
    "not_known": "不详", "male": "男", "female": "女", "other": "其他", "unknown": "不详",
    "allergy": "过敏：{what}", "allergies": "过敏", "no_known_allergy": "无已知过敏",
    "none_recorded_allergy": "过敏：未记录",
    "problems": "诊断", "past": "既往", "since": "自 {date}", "medication": "用药",
    "active_count": "{n} 项现存", "current_count": "{n} 项在用",
    "results": "最新检验结果", "result": "项目", "latest": "结果", "unit": "单位", "range": "参考范围", "trend": "趋势",
    "date": "日期", "flag": "提示", "more_results": "另有 {n} 项较早或其他结果见病历。",
    "in-range": "正常范围", "low": "偏低", "high": "偏高", "critical-low": "危急偏低",
    "critical-high": "危急偏高", "abnormal": "异常", "not-judged": "无参考范围",
    "imaging": "影像所见", "no_findings": "该检查未记录任何所见。",
    "found_by_model": "由模型 {who} 发现", "found_by": "由 {who} 标注", "score": "评分 {score}",
    "proposed": "程序提出，尚未经人工审核", "accepted": "{who} 于 {at} 确认",
    "edited": "{who} 于 {at} 更正", "proposed_person": "已提出，尚未审核",
    "vitals": "生命体征", "family": "家族史", "plan": "计划与建议",
    "critical": "危急", "warning": "警示", "info": "提示", "fine": "良好", "none": "",
    "could_not_check": "无法核查", "missing": "缺少：{what}", "rests_on": "依据：{what}",
    "source": "来源：{what}", "decision_accepted": "{who} 于 {at} 采纳",
    "decision_overridden": "{who} 于 {at} 否决：{why}", "decision_open": "待定：尚无人作出决定",
    "comment": "评估", "signature": "签名", "unsigned": "本文为草稿，未经签名，不属于病历。",
    "key": "签名密钥 {which}", "none_recorded": "未记录。", "no_scan": "未记录影像检查。",
    "not_sent": "不在寄来的资料之内。", "none_sent": "寄来的资料中没有。",
    "none_sent_allergy": "过敏：未寄来任何记录", "of_case": "外院病例（{name}）：仅寄来病历的所选部分。",
    "no_vitals": "未记录生命体征。", "no_family": "未记录家族史。",
    "no_advice": "没有规则对该患者提出建议。", "severe": "严重", "reference": "参考 {range}",
    "normal_band": "阴影：参考范围", "day_of_month": "{m}{d}日", "month_of_year": "{y}年{m}",
    "months": "1月 2月 3月 4月 5月 6月 7月 8月 9月 10月 11月 12月",
    "disclaimer": "Consilia 为决策支持软件，未经医疗器械认证，不能替代签名医师的判断。"
                  "数值、参考范围及文字均为上述时间的病历内容。",
    "short_disclaimer": "决策支持，非认证医疗器械。",
}

LANGUAGES: Mapping[str, Mapping[str, str]] = {"en": _EN, "zh": _ZH}


class Words:
    """Looks up the report's words in one language; another language than these two reads English.

    ``not_sent`` are the parts of a case of another clinic that its sender kept; None for a patient of one's own.
    """

    def __init__(self, language: str, not_sent: frozenset[str] | None = None) -> None:
        self._table = LANGUAGES.get(language[:2], _EN)
        self._not_sent = not_sent

    def __call__(self, key: str, **fields: object) -> str:
        """The word for ``key`` with its fields filled in. Raises KeyError for a key that isn't a word of the report."""
        text = self._table[key]
        for name, value in fields.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def none(self, key: str, part: str) -> str:
        """What an empty ``part`` says: ``key`` of one's own patient. In a case 'none recorded' would be false."""
        if self._not_sent is None:
            return self(key)
        if key == "none_recorded_allergy":
            return self("none_sent_allergy")
        return self("not_sent" if part in self._not_sent else "none_sent")
