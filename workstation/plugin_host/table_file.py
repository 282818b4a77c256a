"""Reads the table of a ``decision-table`` plugin into engines.decision values; every fault is named with its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction

from engines.decision import logic, units
from engines.decision.summary import MeasureSpec, Summary
from engines.decision.table import Caveat, Row, Table
from workstation.plugin_api.manifest import Manifest
from workstation.plugin_api.messages import INDICATORS, LONGEST
from workstation.plugin_api.section import Fault, Section, list_of, table_of
from workstation.plugin_host.yaml_file import BadYaml, read_yaml

_NAME = r"[a-z][a-z0-9_]{0,47}"
_ROW = r"[a-z0-9]+(-[a-z0-9]+){0,8}"
_AMOUNT = re.compile(r"(-?\d{1,9}(?:\.\d{1,6})?) (\S{1,30})")
_BOUNDS = ("at_least", "above", "at_most", "below")
_NOTHING = logic.All(())


class TableReader:
    """Reads one table against its manifest: measures are of declared inputs, rows cite declared evidence only."""

    def __init__(self, manifest: Manifest) -> None:
        self.faults: list[Fault] = []
        self._inputs = {spec.name: spec for spec in manifest.inputs}
        self._evidence = {source.id for source in manifest.evidence}
        self._settings = {setting.name: setting.words for setting in manifest.settings}
        self._measures: dict[str, MeasureSpec] = {}

    def read(self, data: bytes) -> Table | None:
        """The table, or None with ``faults`` filled where anything is wrong."""
        try:
            document = read_yaml(data)
        except BadYaml as error:
            self.faults.append(Fault("", str(error)))
            return None
        root = Section(document, "", self.faults)
        measures: tuple[MeasureSpec, ...] = root.tables("measures", self._measure, least=1)
        rows: tuple[Row, ...] = root.tables("rows", self._row, least=1)
        caveats: tuple[Caveat, ...] = root.tables("caveats", self._caveat)
        skip = self._skip(root)
        root.done()
        for name in sorted({row.id for row in rows if [other.id for other in rows].count(row.id) > 1}):
            root.fault("rows", f"have '{name}' twice")
        return None if self.faults else Table(measures, rows, caveats, skip)

    def _skip(self, root: Section) -> tuple[str, str] | None:
        given = table_of(root.raw("skip_first_day") or {})
        if given is None or len(given) > 1:
            root.fault("skip_first_day", "must name one setting and its word")
            return None
        for name, word in given.items():
            self._check_setting(root, "skip_first_day", name, str(word))
            return name, str(word)
        return None

    def _measure(self, part: Section) -> MeasureSpec:
        name = part.text("name", pattern=_NAME, words="must be small letters, digits and underscores")
        of = part.text("of")
        paired = part.texts("paired_with")
        for given in (of, *paired):
            if given and given not in self._inputs:
                part.fault("of", f"'{given[:40]}' is no input of the manifest")
        summary = part.word("summary", Summary)
        counted = summary in (Summary.COUNT, Summary.DAYS)
        unit = "1" if counted or of not in self._inputs else self._inputs[of].unit
        if name in self._measures:
            part.fault("name", f"'{name}' stands twice")
        spec = MeasureSpec(
            name, part.text("title"), of, summary, unit, paired,
            part.yes_no("skip_first_day") if part.has("skip_first_day") else False,
        )
        self._measures[name] = spec
        return spec

    def _row(self, part: Section) -> Row:
        row = Row(
            id=part.text("id", pattern=_ROW, words="must be words joined by hyphens"),
            when=self._condition(part, "when", part.raw("when")),
            indicator=part.text("indicator", pattern="|".join(INDICATORS), words="is no indicator"),
            summary=self._words(part, "summary", LONGEST["summary"]),
            detail=self._words(part, "detail", LONGEST["detail"]),
            evidence=part.texts("evidence", least=1),
            uses=part.texts("uses"),
            arguments_for=part.texts("arguments_for"),
            arguments_against=part.texts("arguments_against"),
            suggestions=part.texts("suggestions"),
            could_not_check=part.yes_no("could_not_check") if part.has("could_not_check") else False,
        )
        for key, names, known in (("evidence", row.evidence, self._evidence), ("uses", row.uses, set(self._measures))):
            for name in names:
                if name not in known:
                    part.fault(key, f"'{name[:40]}' is not declared")
        for text in (*row.arguments_for, *row.arguments_against, *row.suggestions):
            self._check_fields(part, "arguments", text)
        return row

    def _caveat(self, part: Section) -> Caveat:
        return Caveat(
            self._condition(part, "when", part.raw("when")), self._words(part, "text", LONGEST["detail"])
        )

    def _words(self, part: Section, key: str, longest: int) -> str:
        text = part.text(key)
        if len(text) > longest:
            part.fault(key, f"has more than {longest} characters")
        self._check_fields(part, key, text)
        return text

    def _check_fields(self, part: Section, key: str, text: str) -> None:
        for name in re.findall(r"\{(\w*)\}", text):
            if name not in self._measures:
                part.fault(key, f"'{{{name[:40]}}}' is no measure of the table")

    def _condition(self, part: Section, place: str, value: object) -> logic.Condition:
        table = table_of(value)
        if table is None or not table:
            part.fault(place, "must be a condition")
            return _NOTHING
        for word, build in (("all", logic.All), ("any", logic.Any)):
            if word in table and len(table) == 1:
                items = list_of(table[word]) or []
                if not items:
                    part.fault(place, f"'{word}' needs a list of conditions")
                return build(tuple(self._condition(part, f"{place}.{word}[{i}]", item) for i, item in enumerate(items)))
        if "not" in table and len(table) == 1:
            return logic.Not(self._condition(part, f"{place}.not", table["not"]))
        if "setting" in table:
            return self._setting(part, place, table)
        return self._about_measure(part, place, table)

    def _setting(self, part: Section, place: str, table: Mapping[str, object]) -> logic.Condition:
        name, word = str(table.get("setting")), str(table.get("is"))
        if set(table) != {"setting", "is"}:
            part.fault(place, "a setting is compared by 'is' alone")
        self._check_setting(part, place, name, word)
        return logic.SettingIs(name, word)

    def _check_setting(self, part: Section, place: str, name: str, word: str) -> None:
        if word not in self._settings.get(name, ()):
            part.fault(place, f"'{name[:40]}: {word[:40]}' is no setting of the manifest")

    def _about_measure(self, part: Section, place: str, table: Mapping[str, object]) -> logic.Condition:
        if set(table) == {"known"}:
            return logic.IsKnown(self._named(part, place, table["known"]))
        name = self._named(part, place, table.get("measure"))
        if set(table) == {"measure", "is"}:
            words = list_of(table["is"]) or [table["is"]]
            return logic.IsWord(name, frozenset("true" if word is True else str(word) for word in words))
        bounds = {key: value for key, value in table.items() if key != "measure"}
        if not bounds or set(bounds) - set(_BOUNDS):
            part.fault(place, f"a measure is compared by 'is' or by {', '.join(_BOUNDS)}")
            return _NOTHING
        return logic.Compare(name, **{key: self._amount(part, place, name, value) for key, value in bounds.items()})

    def _named(self, part: Section, place: str, name: object) -> str:
        if not isinstance(name, str) or name not in self._measures:
            part.fault(place, f"'{str(name)[:40]}' is no measure of the table")
        return str(name)

    def _amount(self, part: Section, place: str, measure: str, value: object) -> Fraction | None:
        found = _AMOUNT.fullmatch(value) if isinstance(value, str) else None
        if found is None:
            part.fault(place, f"'{str(value)[:40]}' must be a number with its UCUM unit, such as '135 mm[Hg]'")
            return None
        spec = self._measures.get(measure)
        if spec is None:
            return None
        try:
            return units.convert(Fraction(found[1]), found[2], spec.unit)
        except units.UnitMismatch as error:
            part.fault(place, str(error))
            return None
