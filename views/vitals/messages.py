"""Every word of the vitals room that names a value: titles, standings, what is missing. Translated, enumerable."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from views.widgets.chart_axes import date_words
from views.widgets.theme import Severity
from workstation.domain.partial_date import PartialDate, Precision
from workstation.domain.trend import Band, LeftOut, Standing, Trend, TrendKind, TrendPoint, Why

SEVERITY = {
    Standing.IN_RANGE: Severity.FINE, Standing.LOW: Severity.WARNING, Standing.HIGH: Severity.WARNING,
    Standing.CRITICAL_LOW: Severity.CRITICAL, Standing.CRITICAL_HIGH: Severity.CRITICAL,
    Standing.NOT_JUDGED: Severity.NONE,
}
_SHAPES = {Standing.LOW: "▼", Standing.CRITICAL_LOW: "▼", Standing.HIGH: "◆", Standing.NOT_JUDGED: "–"}


OWN_MARK = "☖"                    # the shape of what was measured at home, by the patient or a relative


def name(trend: Trend) -> str:
    """What a trend is called, with mark and word where the patient measured it."""
    if not trend.own:
        return title(trend.kind)
    if trend.kind is TrendKind.BP_HOME:
        return f"{OWN_MARK} {title(trend.kind)}"
    return f"{OWN_MARK} " + QCoreApplication.translate("vitals", "{sign}, the patient's own").format(
        sign=title(trend.kind))


def title(kind: TrendKind) -> str:
    """What a vital sign is called."""
    titles = {
        TrendKind.NEWS2: QCoreApplication.translate("vitals", "NEWS2 early warning score"),
        TrendKind.BP_HOME: QCoreApplication.translate("vitals", "Blood pressure at home"),
        TrendKind.BP_OFFICE: QCoreApplication.translate("vitals", "Blood pressure"),
        TrendKind.HEART_RATE: QCoreApplication.translate("vitals", "Heart rate"),
        TrendKind.SPO2: QCoreApplication.translate("vitals", "Oxygen saturation"),
        TrendKind.RESPIRATORY_RATE: QCoreApplication.translate("vitals", "Respiratory rate"),
        TrendKind.TEMPERATURE: QCoreApplication.translate("vitals", "Temperature"),
        TrendKind.GLUCOSE: QCoreApplication.translate("vitals", "Glucose"),
        TrendKind.GLUCOSE_SENSOR: QCoreApplication.translate("vitals", "Glucose, sensor"),
        TrendKind.WEIGHT: QCoreApplication.translate("vitals", "Weight"),
        TrendKind.HEIGHT: QCoreApplication.translate("vitals", "Height"),
    }
    return titles[kind]


def standing(point: TrendPoint) -> tuple[Severity, str, str]:
    """(severity, word, shape) of a point; a score says its clinical risk."""
    words = {
        Standing.IN_RANGE: QCoreApplication.translate("vitals", "In range"),
        Standing.LOW: QCoreApplication.translate("vitals", "Low"),
        Standing.HIGH: QCoreApplication.translate("vitals", "High"),
        Standing.CRITICAL_LOW: QCoreApplication.translate("vitals", "Critically low"),
        Standing.CRITICAL_HIGH: QCoreApplication.translate("vitals", "Critically high"),
        Standing.NOT_JUDGED: QCoreApplication.translate("vitals", "No range"),
    }
    risks = {
        "low": QCoreApplication.translate("vitals", "Low risk"),
        "low-medium": QCoreApplication.translate("vitals", "Low to medium risk"),
        "medium": QCoreApplication.translate("vitals", "Medium risk"),
        "high": QCoreApplication.translate("vitals", "High risk"),
    }
    shapes = {Severity.CRITICAL: "▲", Severity.FINE: "●"}
    severity = SEVERITY[point.standing]
    shape = _SHAPES.get(point.standing) or shapes.get(severity, "")
    return severity, risks.get(point.risk) or words[point.standing], shape


def observation(name: str) -> str:
    """An input of NEWS2 as a person calls it; the reason in brackets stays as the engine words it."""
    known = {
        "respiratory rate": QCoreApplication.translate("vitals", "respiratory rate"),
        "oxygen saturation": QCoreApplication.translate("vitals", "oxygen saturation"),
        "air or oxygen": QCoreApplication.translate("vitals", "air or oxygen"),
        "systolic blood pressure": QCoreApplication.translate("vitals", "systolic blood pressure"),
        "pulse": QCoreApplication.translate("vitals", "pulse"),
        "consciousness": QCoreApplication.translate("vitals", "consciousness"),
        "temperature": QCoreApplication.translate("vitals", "temperature"),
        "birth date": QCoreApplication.translate("vitals", "birth date"),
    }
    return known.get(name, name)


def cannot_compute(missing: tuple[str, ...]) -> str:
    """``Cannot compute: needs air or oxygen, consciousness``."""
    names = QCoreApplication.translate("vitals", ", ").join(observation(name) for name in missing)
    return QCoreApplication.translate("vitals", "Cannot compute: needs {inputs}").format(inputs=names)


def parts(point: TrendPoint) -> str:
    """``respiratory rate 2, pulse 2``: what makes a score."""
    comma = QCoreApplication.translate("vitals", ", ")
    return comma.join(f"{observation(name)} {points}" for name, points in point.parts)


def computed(trend: Trend) -> str:
    """The formula of a computed trend with its version, "" for a measured one."""
    if not trend.formula_version:
        return ""
    return QCoreApplication.translate("vitals", "Computed: NEWS2 (RCP 2017) {version}, SpO2 scale 1").format(
        version=trend.formula_version)


def band(trend: Trend) -> str:
    """``Range 51-90 /min · recorded with the value``, or that none is recorded."""
    if trend.band is None:
        return QCoreApplication.translate("vitals", "No range is recorded with the value")
    words = trend.band.words() + _lower(trend.lower_band)
    return QCoreApplication.translate("vitals", "Range {range} · {source}").format(
        range=f"{words} {trend.unit}".strip(), source=band_source(trend.band))


def band_source(held: Band) -> str:
    """Where a range comes from, in the language of the screen."""
    if held.recorded:
        return QCoreApplication.translate("vitals", "recorded with the value")
    known = {
        "ESC 2024, office": QCoreApplication.translate("vitals", "ESC 2024, office"),
        "ESC 2024, home": QCoreApplication.translate("vitals", "ESC 2024, home"),
        "NEWS2 (RCP 2017), scores 0": QCoreApplication.translate("vitals", "NEWS2 (RCP 2017), scores 0"),
        "NEWS2 (RCP 2017), low clinical risk": QCoreApplication.translate(
            "vitals", "NEWS2 (RCP 2017), low clinical risk"),
        "time in range, Battelino 2019": QCoreApplication.translate("vitals", "time in range, Battelino 2019"),
    }
    return known.get(held.source, held.source)


def nothing_here(last: str) -> str:
    """What an empty chart says."""
    return QCoreApplication.translate("vitals", "Nothing in this range; last {when}").format(when=last)


def readings(count: int) -> str:
    """``37 readings``."""
    if count == 1:
        return QCoreApplication.translate("vitals", "1 reading")
    return QCoreApplication.translate("vitals", "{count} readings").format(count=count)


def left_out(values: tuple[LeftOut, ...]) -> str:
    """What is in the record and not on the curve, one line each."""
    words = {
        Why.NO_UNIT: QCoreApplication.translate("vitals", "no unit"),
        Why.OTHER_UNIT: QCoreApplication.translate("vitals", "a unit that does not fit"),
        Why.NO_DATE: QCoreApplication.translate("vitals", "no date"),
        Why.HALF: QCoreApplication.translate("vitals", "only one of systolic and diastolic"),
    }
    return "\n".join(f"{value.text}: {words[value.why]} ({value.source})" for value in values[:20])


def when(at: PartialDate, language: str) -> str:
    """``14-Jul-1945 08:40`` as written, in the language of the screen."""
    if at.precision in (Precision.YEAR, Precision.MONTH):
        return at.human()
    written = datetime.fromisoformat(at.text[:10] if at.precision is Precision.DAY else at.text)
    clock = f" {written:%H:%M}" if at.precision is Precision.TIME else ""
    return date_words(written, language) + clock


def _lower(held: Band | None) -> str:
    return f"/{held.high:g}" if held is not None and held.high is not None else ""
