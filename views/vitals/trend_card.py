"""One vital sign: its latest value, how it stands, and its curve on the shared time axis."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout

from engines.text.safe_text import for_tooltip
from views.vitals import messages
from views.widgets.charts import ChartData, ChartPoint, TrendChart
from views.widgets.kit import Card, Tag, Text, row
from views.widgets.theme import Theme
from workstation.domain.trend import Trend, TrendKind

_SENSOR_GAP_S = 30 * 60.0         # a sensor that was silent this long has a gap, not a line


class TrendCard(Card):
    """Value before label: the number and its tag, the name with its date, the curve, the range and its source."""

    def __init__(self, theme: Theme, trend: Trend, data: ChartData, language: str) -> None:
        super().__init__()
        self.trend = trend
        self._language = language
        self.chart = TrendChart(theme, language)
        self.chart.show_data(data)
        self.body.setContentsMargins(14, 10, 14, 8)
        self.body.setSpacing(2)
        self.body.addLayout(self._head(theme))
        self.body.addLayout(self._label())
        self.body.addWidget(self.chart, 1)
        self.body.addLayout(self._foot())
        name = messages.name(trend)
        latest = trend.latest
        said = "" if latest is None else f", {trend.shown(latest)} {trend.unit}, {messages.standing(latest)[1]}"
        self.setAccessibleName(name)
        self.chart.setAccessibleName(name + said)

    def _head(self, theme: Theme) -> QHBoxLayout:
        latest = self.trend.latest
        value = Text("–" if latest is None else self.trend.shown(latest), "large")
        items: list[Text | Tag | int] = [value]
        if self.trend.unit:
            items.append(Text(self.trend.unit, "secondary"))
        items.append(1)
        if latest is not None:
            items.append(Tag(theme, *messages.standing(latest)))
        return row(*items, spacing=6)

    def _label(self) -> QHBoxLayout:
        latest = self.trend.latest
        aside = Text("" if latest is None else self._since(), "small", elide=True, align=Qt.AlignmentFlag.AlignRight)
        layout = row(Text(messages.name(self.trend), "strong"), spacing=8)
        layout.addWidget(aside, 1)
        return layout

    def _since(self) -> str:
        latest, delta = self.trend.latest, self.trend.delta
        assert latest is not None
        if self.trend.missing:
            return messages.cannot_compute(self.trend.missing)
        if latest.parts:
            return messages.parts(latest)
        pieces = [messages.when(latest.at, self._language)]
        if delta is not None:
            change = f"{delta:+.{self.trend.decimals}f}".replace("-", "\N{MINUS SIGN}")
            pieces.insert(0, self.tr("no change") if round(delta, self.trend.decimals) == 0 else change)
        return " · ".join(pieces)

    def _foot(self) -> QHBoxLayout:
        trend = self.trend
        source = Text(messages.computed(trend) or messages.band(trend), "small", elide=True)
        if trend.formula_version:
            source.setToolTip(for_tooltip(f"{trend.formula_source}\n{messages.band(trend)}"))
        count = Text(messages.readings(len(trend.points)), "small")
        layout = row(spacing=8)
        layout.addWidget(source, 1)
        if trend.left_out:
            kept_back = Text(self.tr("{count} not drawn").format(count=len(trend.left_out)), "warning")
            kept_back.setToolTip(for_tooltip(messages.left_out(trend.left_out)))
            layout.addWidget(kept_back)
        layout.addWidget(count)
        return layout


class TrendTile(Card):
    """A vital sign without a history: value, tag, name and when; or why there is no value. Enter opens its record."""

    picked = Signal(str)

    def __init__(self, theme: Theme, trend: Trend, language: str) -> None:
        super().__init__()
        self.trend = trend
        self.body.setContentsMargins(14, 9, 14, 9)
        self.body.setSpacing(2)
        latest = trend.latest
        head = row(Text("–" if latest is None else trend.shown(latest), "large"), spacing=6)
        name = Text(messages.name(trend), "strong")
        label = row(spacing=8)
        if latest is None:
            said = _why_none(trend)
            head.addWidget(name, 1)
            label.addWidget(Text(said, "small", elide=True), 1)
        else:
            label.addWidget(name)
            word, when = messages.standing(latest), messages.when(latest.at, language)
            said = f"{trend.shown(latest)} {trend.unit}, {word[1]}, {when}"
            head.addWidget(Text(trend.unit, "secondary"))
            head.addStretch(1)
            head.addWidget(Tag(theme, *word))
            label.addWidget(Text(when, "small", elide=True, align=Qt.AlignmentFlag.AlignRight), 1)
        self.body.addLayout(head)
        self.body.addLayout(label)
        self.setAccessibleName(f"{messages.name(trend)}: {said}")
        tips = [messages.computed(trend), trend.formula_source, messages.band(trend), messages.left_out(trend.left_out)]
        self.setToolTip(for_tooltip("\n".join(tip for tip in tips if tip)))
        if latest is not None:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        else:
            super().keyPressEvent(event)

    def _pick(self) -> None:
        if self.trend.latest is not None:
            self.picked.emit(self.trend.latest.source)


def _why_none(trend: Trend) -> str:
    return messages.cannot_compute(trend.missing) if trend.missing else messages.left_out(trend.left_out[:1])


def chart_data(trend: Trend, offset_s: float, language: str) -> ChartData:
    """The points of a trend for the chart; times are the clinic's wall clock (UTC plus ``offset_s``)."""
    points = [
        ChartPoint(
            point.at.start.timestamp() + offset_s, point.value, messages.SEVERITY[point.standing],
            f"{trend.shown(point)} {trend.unit}".rstrip(), messages.when(point.at, language), point.source, point.lower,
        )
        for point in trend.points
    ]
    empty = ""
    if trend.latest is not None:
        empty = messages.nothing_here(messages.when(trend.latest.at, language))
    return ChartData(
        points, _band(trend), _SENSOR_GAP_S if trend.kind is TrendKind.GLUCOSE_SENSOR else None,
        lowest=0.0 if trend.kind in (TrendKind.NEWS2, TrendKind.GLUCOSE_SENSOR) else None,
        highest=100.0 if trend.kind is TrendKind.SPO2 else None, empty=empty,
    )


def wall_clock_offset(trends: list[Trend]) -> float:
    """Seconds between UTC and the clock on the wall, as the newest value was written."""
    latest = max((trend.latest.at for trend in trends if trend.latest), key=lambda at: at.start, default=None)
    if latest is None or len(latest.text) <= 10:
        return 0.0
    offset = datetime.fromisoformat(latest.text).utcoffset()
    return offset.total_seconds() if offset is not None else 0.0


def _band(trend: Trend) -> tuple[float | None, float | None] | None:
    """What is shaded. A blood pressure is shaded between its two thresholds, where a bar of a healthy one lies."""
    if trend.band is None:
        return None
    low = trend.band.low if trend.lower_band is None else trend.lower_band.high
    return low, trend.band.high
