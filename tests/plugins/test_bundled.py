"""The bundled plugins: they load, their vignettes come out, every row is shown, every text is there in Chinese."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from workstation.domain.card import CardInput
from workstation.plugin_api.manifest import Hook, Manifest
from workstation.plugin_host.cards import canonical, card_document
from workstation.plugin_host.discovery import Plugin, bundled_folder, discover, installed_packages, load
from workstation.plugin_host.gather import parse
from workstation.plugin_host.host import answer, question, question_bytes, question_from
from workstation.plugin_host.vignettes import run_vignettes

BUNDLED = ("home_blood_pressure", "kidney_check")
TODAY = date(2026, 11, 23)


def loaded(name: str) -> Plugin:
    plugin, faults = load(bundled_folder() / name)
    assert plugin is not None, [str(fault) for fault in faults]
    return plugin


def panel(day: int, systolic: str, diastolic: str, number: int) -> tuple[str, object]:
    raw = f"""{{"resourceType":"Observation","id":"h{number}","status":"final","code":{{"coding":[{{"system":
    "http://loinc.org","code":"85354-9"}}]}},"performer":[{{"reference":"Patient/p"}}],"effectiveDateTime":
    "2026-11-{day:02d}T07:00:00+08:00","component":[{{"code":{{"coding":[{{"system":"http://loinc.org","code":"8480-6"}}]}},
    "valueQuantity":{{"value":{systolic},"code":"mm[Hg]"}}}},{{"code":{{"coding":[{{"system":"http://loinc.org","code":
    "8462-4"}}]}},"valueQuantity":{{"value":{diastolic},"code":"mm[Hg]"}}}}]}}"""
    return f"Observation/h{number}", parse(raw.encode())


def record() -> list[tuple[str, object]]:
    patient = parse(b'{"resourceType":"Patient","id":"p","birthDate":"1958-07-14","gender":"male"}')
    return [("Patient/p", patient), *(panel(9 + n // 2, "148.50", "86", n) for n in range(14))]


@pytest.mark.parametrize("name", BUNDLED)
def test_vignettes_come_out_and_cover_every_row(name: str) -> None:
    results = run_vignettes(loaded(name))
    assert [(case.name, case.reason) for case in results if not case.passed] == []
    assert len(results) >= 11


def test_a_row_that_no_vignette_fires_is_named(tmp_path: Path) -> None:
    plugin = loaded("home_blood_pressure")
    cases = (plugin.folder / "vignettes.yaml").read_text(encoding="utf-8")
    (tmp_path / "vignettes.yaml").write_text(cases.replace('birthDate: "2010', 'birthDate: "1970'), encoding="utf-8")
    results = run_vignettes(Plugin(plugin.manifest, tmp_path, plugin.sha256, plugin.table))
    failed = [case for case in results if not case.passed]
    assert ("child", "no vignette fires this row") in [(case.name, case.reason) for case in failed]


def texts_of(plugin: Plugin) -> set[str]:
    manifest: Manifest = plugin.manifest
    texts = {manifest.title, manifest.summary, *manifest.limits, *(given.title for given in manifest.inputs),
             *(setting.title for setting in manifest.settings)}
    if plugin.table is not None:
        texts |= {spec.title for spec in plugin.table.measures} | {caveat.text for caveat in plugin.table.caveats}
        for row in plugin.table.rows:
            texts |= {row.summary, row.detail, *row.arguments_for, *row.arguments_against, *row.suggestions}
    return texts


@pytest.mark.parametrize("name", BUNDLED)
def test_every_text_is_there_in_chinese(name: str) -> None:
    plugin = loaded(name)
    chinese = plugin.manifest.texts["zh_CN"]
    assert sorted(text for text in texts_of(plugin) if not re.search("[\u4e00-\u9fff]", chinese.get(text, ""))) == []


def creatinine(day: str, value: str) -> tuple[str, object]:
    raw = f"""{{"resourceType":"Observation","id":"c{day}","status":"final","code":{{"coding":[{{"system":
    "http://loinc.org","code":"14682-9"}}]}},"effectiveDateTime":"{day}","valueQuantity":{{"value":{value},
    "code":"umol/L"}}}}"""
    return f"Observation/c{day}", parse(raw.encode())


PREGNANT = ("Condition/x", parse(b"""{"resourceType":"Condition","onsetDateTime":"2026-09-01","code":{"coding":[{
"system":"http://snomed.info/sct","code":"77386006"}]},"clinicalStatus":{"coding":[{"code":"active"}]}}"""))


@pytest.mark.parametrize("records", [
    [creatinine("2026-11-20", value)] for value in ("60", "100", "130", "160", "250", "700", "70000")
] + [
    [], [creatinine("2026-07-01", "150"), creatinine("2026-11-20", "150")], [PREGNANT, creatinine("2026-11-20", "70")],
])
def test_what_the_python_plugin_says_is_there_in_chinese(records: list[tuple[str, object]]) -> None:
    plugin = loaded("kidney_check")
    [card] = answer(plugin, question(plugin, Hook.PATIENT_VIEW, [*record()[:1], *records], TODAY, {}), "zh_CN")
    said = (card.summary, card.detail, *card.arguments_for, *card.arguments_against, *card.suggestions)
    assert [text for text in said if not re.search("[\u4e00-\u9fff]", text)] == []


def test_a_card_shows_what_it_rests_on() -> None:
    plugin = loaded("home_blood_pressure")
    [card] = answer(plugin, question(plugin, Hook.PATIENT_VIEW, record(), TODAY, {}))
    assert card.rule_row == "esc-2024-hypertension"
    assert (card.evidence[0].grade, card.evidence[0].year) == ("Class I, Level B", 2024)
    means = {given.name: given.value for given in card.inputs if not given.source}
    assert means["Mean systolic pressure at home"] == "148.5"
    readings = [given for given in card.inputs if given.source]
    assert len(readings) == 28
    assert readings[0] == CardInput(
        "Systolic pressure at home", "148.50", "mm[Hg]", "2026-11-09T07:00:00+08:00", "Observation/h0"
    )


def test_the_same_question_gives_the_same_bytes_again() -> None:
    for name in BUNDLED:
        plugin = loaded(name)
        asked = question(plugin, Hook.PATIENT_VIEW, record(), TODAY, {})
        stored = question_bytes(plugin, asked)
        first = canonical([card_document(card) for card in answer(plugin, asked)])
        again = question_from(plugin, parse(stored))
        assert question_bytes(plugin, again) == stored
        assert canonical([card_document(card) for card in answer(plugin, again)]) == first


def test_another_version_refuses_to_replay() -> None:
    plugin = loaded("home_blood_pressure")
    document = parse(question_bytes(plugin, question(plugin, Hook.PATIENT_VIEW, record(), TODAY, {})))
    document["sha256"] = "0" * 64
    with pytest.raises(ValueError, match="another home-blood-pressure"):
        question_from(plugin, document)


def test_the_language_changes_words_and_nothing_else() -> None:
    plugin = loaded("home_blood_pressure")
    asked = question(plugin, Hook.PATIENT_VIEW, record(), TODAY, {})
    [english], [chinese] = answer(plugin, asked), answer(plugin, asked, "zh_CN")
    assert english.id == chinese.id
    assert [given.value for given in english.inputs] == [given.value for given in chinese.inputs]
    assert "148.5/86" in chinese.detail and "家庭" in chinese.detail
    unfilled = re.compile(r"\{\w+\}")
    assert not any(unfilled.search(str(card)) for card in (english, chinese))


def test_a_card_keeps_its_name_over_days_and_changes_it_with_a_value() -> None:
    plugin = loaded("home_blood_pressure")

    def name(on: date, records: list[tuple[str, object]]) -> str:
        return answer(plugin, question(plugin, Hook.PATIENT_VIEW, records, on, {}))[0].id

    assert name(TODAY, record()) == name(date(2026, 11, 24), record())
    assert name(TODAY, record()) != name(TODAY, [*record(), panel(20, "150", "86", 99)])


def test_discovery_lists_bundled_ones_and_refuses_a_double(tmp_path: Path) -> None:
    import shutil

    shutil.copytree(bundled_folder() / "kidney_check", tmp_path / "copy")
    plugins, refused = discover([tmp_path])
    assert {"home-blood-pressure", "kidney-check"} <= {plugin.manifest.id for plugin in plugins}
    assert [item for item in refused if "another plugin, which runs instead" in str(item.faults[0])]


def test_an_urgent_card_does_not_argue_against_itself() -> None:
    plugin = loaded("home_blood_pressure")
    [card] = answer(plugin, question(plugin, Hook.PATIENT_VIEW, [*record(), panel(22, "192", "118", 99)], TODAY, {}))
    assert card.rule_row == "esc-2024-very-high"
    assert len(card.arguments_against) == 1 and "It is one reading" in card.arguments_against[0]


def test_an_installed_package_is_found_by_its_entry_point_without_running_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import importlib.metadata
    import shutil

    package = tmp_path / "consilia_sample_pack"
    shutil.copytree(bundled_folder() / "kidney_check", package / "kidney")
    (package / "__init__.py").write_text("raise RuntimeError('a plugin package must not be imported to be found')")
    manifest = (package / "kidney" / "plugin.toml").read_text(encoding="utf-8")
    renamed = manifest.replace('"kidney-check"', '"kidney-pack"')
    (package / "kidney" / "plugin.toml").write_text(renamed, encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    point = importlib.metadata.EntryPoint("kidney", "consilia_sample_pack.kidney", "consilia.plugins")
    monkeypatch.setattr(importlib.metadata, "entry_points", lambda group: [point] if group == point.group else [])
    installed_packages.cache_clear()
    try:
        assert "kidney-pack" in {plugin.manifest.id for plugin in discover()[0]}
    finally:
        installed_packages.cache_clear()
