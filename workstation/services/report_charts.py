"""The vitals room's trends as charts of the report."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from engines.report.content import Chart, ChartPoint, Grade
from workstation.domain.trend import Band, Standing, Trend, TrendKind, TrendPoint

if TYPE_CHECKING:
    from workstation.services.clinic import Clinic

_MOST_CHARTS = 8
_COLUMNS = 700                      # a chart on paper has no more places than this side by side
_GRADES = {
    Standing.IN_RANGE: Grade.FINE, Standing.LOW: Grade.WARNING, Standing.HIGH: Grade.WARNING,
    Standing.CRITICAL_LOW: Grade.CRITICAL, Standing.CRITICAL_HIGH: Grade.CRITICAL, Standing.NOT_JUDGED: Grade.NONE,
}


def charts(clinic: Clinic, patient_id: str, language: str) -> tuple[Chart, ...]:
    """One chart a vital sign that has values, at most eight."""
    from workstation.services import vitals

    made = [chart_of(trend, language) for trend in vitals.trends(clinic, patient_id) if trend.points]
    return tuple(made[:_MOST_CHARTS])


def chart_of(trend: Trend, language: str = "en") -> Chart:
    """A trend as the report draws it. Pure; the trend has points."""
    latest = trend.points[-1]
    points = tuple(
        ChartPoint(point.at.start.astimezone(), point.value, point.lower, _GRADES[point.standing])
        for point in envelope(trend.points)
    )
    chinese = language.startswith("zh")
    title = title_zh(trend) if chinese else trend.title
    if trend.own and trend.kind is not TrendKind.BP_HOME:           # "at home" says so already
        title += "（患者自测）" if chinese else ", measured by the patient"
    return Chart(
        title, trend.unit, points, trend.shown(latest), latest.at.human(language), _ends(trend.band),
        _ends(trend.lower_band),
    )


def title_zh(trend: Trend) -> str:
    """What a trend is called in Chinese."""
    return _CHINESE.get(trend.kind.value, trend.title)


def envelope(points: Sequence[TrendPoint]) -> Sequence[TrendPoint]:
    """The lowest and the highest point of each column of the paper where there are many: no peak is lost."""
    if len(points) <= 2 * _COLUMNS:
        return points
    start = points[0].at.start
    span = (points[-1].at.start - start).total_seconds() or 1.0
    columns: dict[int, list[TrendPoint]] = {}
    for point in points:
        place = int((point.at.start - start).total_seconds() / span * (_COLUMNS - 1))
        columns.setdefault(place, []).append(point)
    kept: list[TrendPoint] = []
    for column in columns.values():
        ends = {id(p): p for p in (min(column, key=_value), max(column, key=_value))}
        kept += sorted(ends.values(), key=lambda p: p.at.start)
    return [*kept, points[-1]] if kept[-1] is not points[-1] else kept


def _value(point: TrendPoint) -> float:
    return point.value


def _ends(band: Band | None) -> tuple[float | None, float | None] | None:
    return None if band is None else (band.low, band.high)


_CHINESE = {
    "news2": "NEWS2 评分", "blood-pressure-home": "家庭血压", "blood-pressure-office": "诊室血压", "heart-rate": "心率",
    "oxygen-saturation": "血氧饱和度", "respiratory-rate": "呼吸频率", "temperature": "体温", "glucose": "血糖",
    "glucose-sensor": "动态血糖", "weight": "体重", "height": "身高",
}
