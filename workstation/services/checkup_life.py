"""The way of life in both languages, as last recorded: one line a question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from engines.report.checkup import Both, Fact
from workstation.domain.chart_list import Entry
from workstation.domain.way_of_life import BY_NAME, Part
from workstation.services.checkup_changes import both_days

_PARTS: Mapping[str, Both] = {
    Part.SMOKING: Both("吸烟", "Smoking"), Part.ALCOHOL: Both("饮酒", "Alcohol"),
    Part.EXERCISE: Both("运动", "Exercise"),
    Part.SLEEP: Both("睡眠", "Sleep"), Part.DIET: Both("饮食", "Diet"), Part.EDUCATION: Both("教育", "Education"),
    Part.WORK: Both("工作", "Work"), Part.OTHER: Both("其他社会史", "Other social history"),
}
_QUESTIONS: Mapping[str, Both] = {
    "smoking_status": Both("吸烟情况", "Tobacco smoking"), "cigarettes": Both("每日支数", "Cigarettes a day"),
    "pack_years": Both("包年", "Pack-years"), "drinks": Both("每日饮酒份数", "Alcoholic drinks a day"),
    "audit_c_1": Both("饮酒频率", "How often alcohol"), "audit_c_2": Both("饮酒日通常份数", "Drinks on a typical day"),
    "audit_c_3": Both("一次六份及以上", "Six or more on one occasion"), "audit_c": Both.same("AUDIT-C"),
    "exercise_days": Both("每周运动天数", "Days of exercise a week"),
    "exercise_minutes": Both("运动日分钟数", "Minutes of exercise on such a day"),
    "sleep": Both("每日睡眠", "Sleep a day"),
    "diet": Both("饮食", "Diet"), "education": Both("最高学历", "Highest education"),
    "employment": Both("就业", "Employment"), "occupation": Both("职业", "Occupation"),
}
_ANSWERS: Mapping[str, str] = {
    "266919005": "从不吸烟", "8517006": "已戒烟", "449868002": "每天吸烟", "428041000124106": "偶尔吸烟",
    "428071000124103": "重度吸烟", "428061000124105": "轻度吸烟", "77176002": "吸烟，程度不详",
    "266927001": "是否吸过烟不详",
    "LA6270-8": "从不", "LA18926-8": "每月一次或更少", "LA18927-6": "每月 2 至 4 次", "LA18928-4": "每周 2 至 3 次",
    "LA18929-2": "每周 4 次及以上", "LA15694-5": "1 或 2", "LA15695-2": "3 或 4", "LA18930-0": "5 或 6",
    "LA18931-8": "7 至 9", "LA18932-6": "10 及以上", "LA18933-4": "每月不到一次", "LA18876-5": "每月",
    "LA18891-4": "每周",
    "LA18934-2": "每天或几乎每天", "LA30191-3": "高中以下", "LA30192-1": "高中", "LA30193-9": "高中以上",
    "LA30122-8": "选择不回答", "LA30136-8": "全职", "LA30138-4": "兼职或临时工作", "LA17956-6": "失业",
    "LA30137-6": "未求职（学生、退休、残疾、照护者）",
}
_UNITS: Mapping[str, str] = {
    "cigarettes/day": "支/日", "pack-years": "包年", "drinks/day": "份/日", "days/week": "天/周", "min/day": "分钟/日",
    "h": "小时",
}
_SCREEN = {"positive": Both("筛查阳性", "screen positive"), "negative": Both("筛查阴性", "screen negative")}
_ORDER = tuple(Part)
_MOST = 40


def life(entries: Sequence[Entry]) -> tuple[Fact, ...]:
    """The newest answer to each question, in the order of the parts. Pure."""
    newest: dict[tuple[str, str], Entry] = {}
    for entry in entries:
        if entry.group not in _PARTS:
            continue                                    # entered in error
        key = (entry.group, entry.code("factor") or entry.text("title").casefold())
        if key not in newest or _moment(entry) >= _moment(newest[key]):
            newest[key] = entry
    chosen = sorted(newest.values(), key=lambda entry: _ORDER.index(Part(entry.group)))
    return tuple(_fact(entry) for entry in chosen[:_MOST])


def _moment(entry: Entry) -> str:
    when = entry.start(("effective",))
    return when.start.isoformat() if when is not None else ""


def _fact(entry: Entry) -> Fact:
    name = entry.code("factor")
    question = _QUESTIONS.get(name) or Both.same(entry.text("title"))
    part = _PARTS[entry.group]
    about = question
    if not question.zh.startswith(part.zh):
        about = Both(f"{part.zh}：{question.zh}", f"{part.en}: {question.en}")
    return Fact(about, _answer(entry), both_days(entry.start(("effective",))))


def _answer(entry: Entry) -> Both:
    """As recorded; the answers of the lists and the units of the form in Chinese too."""
    said = entry.text("value") or "; ".join(fact.text for fact in entry.of("component"))
    screen = _SCREEN.get(entry.code("screen"))
    if screen is not None:
        return Both(f"{said}，{screen.zh}", f"{said}, {screen.en}")
    translated = _ANSWERS.get(entry.code("value"))
    if translated:
        return Both(translated, said)
    factor = BY_NAME.get(entry.code("factor"))
    if factor is not None and factor.unit and said.endswith(f" {factor.unit}"):
        return Both(said.removesuffix(factor.unit) + _UNITS.get(factor.unit, factor.unit), said)
    return Both.same(said) if said else Both("未记录答案", "no answer recorded")
