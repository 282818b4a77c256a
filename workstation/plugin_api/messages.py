"""What host and plugin say to each other: JSON-RPC 2.0, one message a line, UTF-8, on the process's stdin and stdout.

Host to plugin: ``{"jsonrpc":"2.0","id":1,"method":"advise","params":Request}``. The plugin answers
``{"jsonrpc":"2.0","id":1,"result":[Advice, ...]}`` or ``{..., "error":{"code":-32000,"message":"why"}}``.
A plugin of kind ``python`` needs none of this: its entry file defines ``advise(request: dict) -> list[dict]``, and what
it prints never reaches the answer.

Request: ``{"hook", "today", "settings": {name: word}, "inputs": {name: [Value, ...]}}``; an input without a usable
value is an empty list (missing is never normal). Value: ``{"value", "unit", "date", "source"}``; ``value`` is a decimal
text (its digits kept), a text, or true.

Advice is checked by ``advice_fault`` against the tables below. A text is a string or ``{"text": "... {name} ...",
"values": {"name": "7"}}``: the template is what ``[texts.zh_CN]`` of the manifest translates.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from workstation.plugin_api.section import list_of, table_of

ADVISE = "advise"
LONGEST_ANSWER = 256 * 1024
MOST_CARDS = 20
INDICATORS = ("info", "warning", "critical")
MOST_ITEMS = 50
LONGEST_FIELD = 200
LONGEST = {"summary": 140, "detail": 4000, "rule": 80}
LISTS = ("arguments_for", "arguments_against", "suggestions", "missing")
KEYS = frozenset({"summary", "detail", "indicator", "rule", "evidence", "uses", "could_not_check", *LISTS})


def request_document(
    number: int, hook: str, today: str, settings: Mapping[str, str], inputs: Mapping[str, Any]
) -> dict[str, Any]:
    """The call as a JSON document."""
    params = {"hook": hook, "today": today, "settings": dict(settings), "inputs": dict(inputs)}
    return {"jsonrpc": "2.0", "id": number, "method": ADVISE, "params": params}


def answer_fault(answer: object, number: int) -> str | None:
    """Why this is no JSON-RPC answer to call ``number``; None where it is one."""
    table = table_of(answer)
    if table is None or table.get("jsonrpc") != "2.0" or table.get("id") != number:
        return "it is no JSON-RPC answer to the question asked"
    if ("result" in table) == ("error" in table):
        return "it has neither a result nor an error, or both"
    return None


def advice_fault(value: object, inputs: frozenset[str], evidence: frozenset[str]) -> str | None:
    """Why one piece of advice breaks the contract; None where it keeps it.

    ``inputs`` and ``evidence`` are the names the manifest declares: advice may refer to no other.
    """
    advice = table_of(value)
    if advice is None:
        return "a card is no table"
    unknown = sorted(key[:40] for key in advice if key not in KEYS)
    if unknown:
        return f"'{unknown[0]}' is not part of a card"
    if advice.get("indicator") not in INDICATORS:
        return "indicator must be info, warning or critical"
    if not isinstance(advice.get("could_not_check", False), bool):
        return "could_not_check must be true or false"
    for key, longest in LONGEST.items():
        fault = _text_fault(advice.get(key), longest)
        if fault is not None:
            return f"{key} {fault}"
    for key in LISTS:
        fault = _list_fault(advice.get(key, []))
        if fault is not None:
            return f"{key} {fault}"
    return _names_fault(advice, "evidence", evidence, 1) or _names_fault(advice, "uses", inputs, 0)


def _text_fault(value: object, longest: int) -> str | None:
    table = {"text": value} if isinstance(value, str) else table_of(value)
    if table is None or set(table) - {"text", "values"} or not isinstance(table.get("text"), str):
        return "is no text"
    if not 0 < len(table["text"]) <= longest:
        return f"must have 1 to {longest} characters"
    fields = table_of(table.get("values", {}))
    if fields is None or not all(isinstance(field, str) and len(field) <= LONGEST_FIELD for field in fields.values()):
        return "has values that are no short texts"
    return None


def _list_fault(value: object) -> str | None:
    items = list_of(value)
    if items is None or len(items) > MOST_ITEMS:
        return f"must be a list of at most {MOST_ITEMS} texts"
    return next((fault for item in items if (fault := _text_fault(item, LONGEST["detail"])) is not None), None)


def _names_fault(advice: Mapping[str, Any], key: str, known: frozenset[str], least: int) -> str | None:
    names = list_of(advice.get(key, []))
    if names is None or len(names) > MOST_ITEMS or not all(isinstance(name, str) for name in names):
        return f"{key} must be a list of names"
    if len(names) < least:
        return f"{key} must name at least {least}"
    stranger = next((name for name in names if name not in known), None)
    return None if stranger is None else f"{key} names '{stranger[:40]}', which the manifest does not declare"
