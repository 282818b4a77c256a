"""Where a slice lies in its pane: pixels of the slice to points of the widget and back, in true proportion."""

from __future__ import annotations

from dataclasses import dataclass, replace

LEAST_ZOOM, MOST_ZOOM = 0.25, 32.0
_ROUND_LENGTHS_MM = (1, 2, 5, 10, 20, 50, 100, 200)


@dataclass(frozen=True, slots=True)
class ViewMap:
    """A slice of ``columns`` x ``rows`` pixels in a pane of ``width`` x ``height`` widget points.

    ``column_mm`` and ``row_mm`` are the distances of neighbouring columns and rows, so that a millimetre is as long
    across as down. ``zoom`` 1 shows the whole slice; ``pan_x`` and ``pan_y`` move it, in widget points.
    """

    columns: int
    rows: int
    column_mm: float
    row_mm: float
    width: float
    height: float
    zoom: float = 1.0
    pan_x: float = 0.0
    pan_y: float = 0.0

    @property
    def scale(self) -> float:
        """Widget points a millimetre."""
        across = self.width / (self.columns * self.column_mm)
        down = self.height / (self.rows * self.row_mm)
        return max(1e-6, min(across, down) * self.zoom)

    def rect(self) -> tuple[float, float, float, float]:
        """The slice's (x, y, width, height) in the pane."""
        wide = self.columns * self.column_mm * self.scale
        high = self.rows * self.row_mm * self.scale
        return (self.width - wide) / 2 + self.pan_x, (self.height - high) / 2 + self.pan_y, wide, high

    def to_widget(self, column: float, row: float) -> tuple[float, float]:
        """The point of the pane where a pixel's centre lies."""
        x, y, wide, high = self.rect()
        return x + (column + 0.5) * wide / self.columns, y + (row + 0.5) * high / self.rows

    def to_pixel(self, x: float, y: float) -> tuple[float, float]:
        """(column, row) below a point of the pane, not rounded; whole numbers are pixel centres."""
        left, top, wide, high = self.rect()
        return (x - left) * self.columns / wide - 0.5, (y - top) * self.rows / high - 0.5

    def zoomed(self, factor: float, x: float, y: float) -> ViewMap:
        """Zoomed by a factor with the point (x, y) of the pane held in place."""
        column, row = self.to_pixel(x, y)
        grown = replace(self, zoom=min(MOST_ZOOM, max(LEAST_ZOOM, self.zoom * factor)))
        now_x, now_y = grown.to_widget(column, row)
        return grown.panned(x - now_x, y - now_y)

    def panned(self, dx: float, dy: float) -> ViewMap:
        """Moved by widget points; at least a strip of the slice stays in the pane."""
        moved = replace(self, pan_x=self.pan_x + dx, pan_y=self.pan_y + dy)
        _, _, wide, high = moved.rect()
        far_x, far_y = (self.width + wide) / 2 - 24, (self.height + high) / 2 - 24
        return replace(moved, pan_x=_within(moved.pan_x, far_x), pan_y=_within(moved.pan_y, far_y))

    def resized(self, width: float, height: float) -> ViewMap:
        return replace(self, width=max(1.0, width), height=max(1.0, height)).panned(0, 0)


def _within(value: float, limit: float) -> float:
    bound = max(0.0, limit)
    return min(bound, max(-bound, value))


def scale_bar_mm(points_a_mm: float, room: float) -> int:
    """The longest round length in millimetres that is no longer than ``room`` widget points."""
    fitting = [length for length in _ROUND_LENGTHS_MM if length * points_a_mm <= room]
    return fitting[-1] if fitting else _ROUND_LENGTHS_MM[0]
