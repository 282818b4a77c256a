"""Proposes a mapping for a table from the words of its header, in English or Chinese, for a person to check.

Codes and units are proposed only where the header word itself leaves no choice (``Heart rate (/min)``); the rest is
left out, and the proposal says so. It is a text to edit, never an import.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from workstation.exchange.csv_mapping.table import Table

# Header words in lower case without blanks and signs -> field.
_WORDS: dict[str, tuple[str, ...]] = {
    "patient": ("patient", "patientid", "patientno", "patientnumber", "mrn", "recordnumber", "pid", "病人号",
                "患者编号", "患者id", "病历号", "住院号", "门诊号", "登记号"),
    "family": ("family", "familyname", "lastname", "surname", "姓"),
    "given": ("given", "givenname", "firstname", "forename"),
    "person": ("name", "patientname", "fullname", "姓名", "患者姓名", "病人姓名"),
    "sex": ("sex", "gender", "性别"),
    "born": ("born", "birthdate", "dateofbirth", "dob", "birthday", "出生日期", "生日"),
    "phone": ("phone", "telephone", "mobile", "电话", "手机", "手机号", "联系电话"),
    "address": ("address", "地址", "住址"),
    "date": ("date", "datetime", "ts", "timestamp", "time", "collected", "collectiondate", "resultdate", "日期", "时间",
             "检验日期", "采样时间", "检查日期", "报告时间"),
    "test": ("test", "testname", "analyte", "item", "itemname", "检验项目", "项目", "项目名称", "检查项目"),
    "code": ("code", "testcode", "loinc", "itemcode", "icd", "icd10", "项目代码", "编码", "诊断编码"),
    "value": ("value", "result", "resultvalue", "结果", "检验结果", "数值", "测定值"),
    "unit": ("unit", "units", "单位"),
    "low": ("low", "lowerlimit", "reflow", "参考下限", "下限"),
    "high": ("high", "upperlimit", "refhigh", "参考上限", "上限"),
    "flag": ("flag", "abnormal", "abnormalflag", "异常标志", "提示"),
    "drug": ("drug", "medication", "medicine", "drugname", "药品", "药名", "药品名称", "药物"),
    "dose": ("dose", "dosage", "sig", "剂量", "用量", "用法", "用法用量"),
    "start": ("start", "startdate", "started", "开始日期", "开始时间"),
    "end": ("end", "enddate", "stopped", "stopdate", "结束日期", "停药日期"),
    "problem": ("problem", "diagnosis", "condition", "诊断", "诊断名称", "疾病"),
    "onset": ("onset", "onsetdate", "diagnosed", "发病日期", "诊断日期", "起病日期"),
    "status": ("status", "state", "状态"),
}
# Measurements with a column of their own: LOINC code, name, the UCUM unit that the header must show.
_MEASURES: dict[str, tuple[str, str]] = {
    **dict.fromkeys(("hr", "heartrate", "pulse", "心率", "脉搏"), ("8867-4", "Heart rate")),
    **dict.fromkeys(("sbp", "systolic", "systolicbloodpressure", "收缩压"), ("8480-6", "Systolic blood pressure")),
    **dict.fromkeys(("dbp", "diastolic", "diastolicbloodpressure", "舒张压"), ("8462-4", "Diastolic blood pressure")),
    **dict.fromkeys(("weight", "bodyweight", "体重"), ("29463-7", "Body weight")),
    **dict.fromkeys(("height", "bodyheight", "身高"), ("8302-2", "Body height")),
    **dict.fromkeys(("temp", "temperature", "bodytemperature", "体温"), ("8310-5", "Body temperature")),
    **dict.fromkeys(("rr", "respiratoryrate", "呼吸", "呼吸频率"), ("9279-1", "Respiratory rate")),
}
_FIELDS = {
    "patients": {"patient": "number", "family": "family", "given": "given", "person": "name", "sex": "sex",
                 "born": "born", "phone": "phone", "address": "address"},
    "results": {"patient": "patient", "date": "date", "test": "name", "code": "code", "value": "value", "unit": "unit",
                "low": "low", "high": "high", "flag": "flag", "status": "status"},
    "medications": {"patient": "patient", "drug": "name", "code": "code", "dose": "dose", "start": "start",
                    "end": "end", "status": "status"},
    "problems": {"patient": "patient", "problem": "name", "code": "code", "onset": "onset", "status": "status"},
}
_BRACKETS = re.compile(r"\s*(?:[(（]([^()（）]+)[)）]|\[([^\[\]]+)\])\s*$")      # mm[Hg] has brackets of its own


@dataclass(frozen=True, slots=True)
class Found:
    """What the header words say: field -> header, the measurements as (header, LOINC, name, unit), and the rest."""

    kind: str
    columns: dict[str, str]
    measures: list[tuple[str, str, str, str]]
    left: list[str]


def found(table: Table) -> Found:
    """What the header words alone leave no choice about."""
    words, measures, left = _by_header(table)
    kind = _kind(words, measures)
    columns = {field: words[word] for word, field in _FIELDS[kind].items() if word in words}
    return Found(kind, columns, measures if kind == "results" else [], left)


def suggest(table: Table, name: str) -> str:
    """A mapping as TOML, with what a person has to fill in or check as comments."""
    words, measures, left = _by_header(table)
    return "\n".join(_lines(table, name, _kind(words, measures), words, measures, left)) + "\n"


def _by_header(table: Table) -> tuple[dict[str, str], list[tuple[str, str, str, str]], list[str]]:
    words: dict[str, str] = {}
    measures: list[tuple[str, str, str, str]] = []
    left: list[str] = []
    for header in table.header:
        bare, unit = _bare(header)
        word = next((field for field, known in _WORDS.items() if bare in known), "")
        if word and word not in words:
            words[word] = header
        elif bare in _MEASURES:
            measures.append((header, *_MEASURES[bare], unit))
        elif header:
            left.append(header)
    return words, measures, left


def _kind(words: dict[str, str], measures: list[tuple[str, str, str, str]]) -> str:
    if "drug" in words:
        return "medications"
    if "value" in words or measures:
        return "results"
    return "problems" if "problem" in words else "patients"


def _lines(table: Table, name: str, kind: str, words: dict[str, str], measures: list[tuple[str, str, str, str]],
           left: list[str]) -> list[str]:
    unused = [header for word, header in words.items() if word not in _FIELDS[kind]] + left
    lines = ["# A proposal from the header words alone: check every line, then 'consilia mappings add THIS_FILE'.",
             f"name = {quoted(re.sub(r'[^A-Za-z0-9_.-]+', '-', name)[:64] or 'table')}", f'kind = "{kind}"',
             f"delimiter = {quoted(table.delimiter)}",
             '# dates = "YMD"           # or DMY, MDY: without it a date that reads two ways waits for a person',
             '# decimal = "."           # or ","',
             '# system = "urn:oid:..."  # whose numbers these are; without it a number must mean one patient']
    if table.guessed or table.charset not in ("utf-8-sig", "utf-16"):
        lines.append(f"# charset = {quoted(table.charset)}   # likely by the bytes; state it if the names read right")
    if "code" in words and kind != "patients":
        lines.append('# code_system = "http://loinc.org"   # what the column of codes is coded in')
    lines += ["", "[columns]"]
    lines += [f"{field} = {quoted(words[word])}" for word, field in _FIELDS[kind].items() if word in words]
    lines += [f"# {field} = ...   # needed, and no header says it" for field in _missing(kind, words, measures)]
    for header, code, meaning, unit in measures:
        lines += ["", "[[result]]", f"column = {quoted(header)}", f"name = {quoted(meaning)}",
                  f"code = {quoted(code)}",
                  f"unit = {quoted(unit)}" if unit else '# unit = ...   # in UCUM, such as mm[Hg]; no header says it']
    return lines + ["", *(f"# not used: {quoted(header)}" for header in unused[:50])]


def _missing(kind: str, words: dict[str, str], measures: list[tuple[str, str, str, str]]) -> list[str]:
    from workstation.exchange.csv_mapping.mapping import FIELDS

    have = {field for word, field in _FIELDS[kind].items() if word in words}
    needed = [field.rstrip("*") for field in FIELDS[kind] if field.endswith("*")]
    needed += ["name"] if kind == "patients" and not have & {"name", "family", "given"} else []
    needed += ["value"] if kind == "results" and not measures and "value" not in have else []
    return [field for field in needed if field not in have]


def _bare(header: str) -> tuple[str, str]:
    """(the word without blanks and signs, the UCUM unit in brackets behind it, "" for none that is known)."""
    from engines.decision import ucum

    found = _BRACKETS.search(header)
    unit = ""
    if found:
        try:
            unit = ucum.written((found[1] or found[2]).strip())
        except ucum.UnitMismatch:
            unit = ""
    bare = header[:found.start()] if found else header
    return re.sub(r"[\s_\-.:：/#]+", "", bare).casefold(), unit


def quoted(text: str) -> str:
    """The text as a TOML basic string."""
    return '"' + "".join(_escaped(letter) for letter in text) + '"'


def _escaped(letter: str) -> str:
    if letter in '"\\':
        return "\\" + letter
    return letter if letter.isprintable() else f"\\u{ord(letter):04x}" if ord(letter) < 65536 else "?"
