"""The timeline's lanes: wheel and keys zoom, dragging moves, arrows go from event to event, a click or Enter opens."""

from __future__ import annotations

import bisect
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from engines.text.safe_text import for_screen
from views.record.lanes import DAY_S, Lane, Mark
from views.record.timeline_paint import Line, TimelinePainter
from views.record.timeline_scene import Glyph, Scene
from views.record.timeline_space import Space, distance, space_of
from views.record.timeline_words import spoken
from views.widgets.theme import Theme

_REACH = 5.0                       # pixels within which the pointer touches a mark
_CLICK = 4.0                       # pixels a click may move
HOUR_S = 3600.0


@dataclass(frozen=True, slots=True)
class Manner:
    """How a timeline looks: its left margin for names, its margin on top, how far it can be magnified, counts."""

    left: int = 108
    top: int = 4
    narrowest: float = 7 * DAY_S
    counted: bool = False


class TimelineView(QWidget):
    """The lanes of one chart. ``opened`` gets the source of a mark, ``gathered`` the marks of a group."""

    ranged = Signal(float, float)              # what is shown has changed
    pointed = Signal(object)                   # the Glyph under the pointer or None
    chose = Signal(object)                     # the Mark that the keyboard stands on

    def __init__(self, theme: Theme, names: Mapping[Lane, str], opened: Callable[[str], object],
                 gathered: Callable[[Sequence[Mark]], object], language: str, manner: Manner = Manner()) -> None:
        super().__init__()
        self._opened, self._gathered, self._manner = opened, gathered, manner
        self._painter = TimelinePainter(theme, names, language)
        self._scene = Scene(())
        self._lines: tuple[Line, ...] = ()
        self._hidden: frozenset[Lane] = frozenset()
        self._from, self._to = 0.0, 1.0
        self._whole = (0.0, 1.0)
        self._chosen = -1
        self._under: Glyph | None = None
        self._glyphs: list[Glyph] = []
        self._pressed: tuple[QPointF, float, float] | None = None
        self._title = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setMinimumHeight(104)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(800, 170)

    # --- what is shown -----------------------------------------------------------------------------------------

    def name(self, title: str) -> None:
        """What a screen reader calls it while nothing is chosen."""
        self._title = title
        self.setAccessibleName(title)

    def show_scene(self, scene: Scene, whole: tuple[float, float], lines: Sequence[Line] = ()) -> None:
        """Shows all of a chart; ``whole`` is as far as the view goes."""
        self._scene, self._lines = scene, tuple(lines)
        self._chosen, self._under, self._pressed = -1, None, None
        self._whole = whole
        self.setAccessibleName(self._title)
        self.go(*whole)

    def hide_lanes(self, hidden: Collection[Lane]) -> None:
        """Leaves lanes out; what is chosen in them isn't any more."""
        self._hidden = frozenset(hidden)
        if self._chosen >= 0 and self._scene.marks[self._chosen].lane in self._hidden:
            self._chosen = -1
            self.setAccessibleName(self._title)
        self._under = None
        self.update()

    def lanes(self) -> list[Lane]:
        """Lanes that hold something and are not hidden, in their order."""
        return [lane for lane in self._scene.lanes if lane not in self._hidden]

    @property
    def scene(self) -> Scene:
        return self._scene

    @property
    def shown(self) -> tuple[float, float]:
        return self._from, self._to

    @property
    def whole(self) -> tuple[float, float]:
        return self._whole

    @property
    def drawn(self) -> list[Glyph]:
        """What was drawn last: every mark in sight is in one of them."""
        return self._glyphs

    def space(self) -> Space:
        return space_of(self._scene, self.lanes(), (self._from, self._to), (self.width(), self.height()),
                        self._manner.left, self._manner.top)

    # --- painting ----------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        space = self.space()
        counts = {lane: self._scene.count(lane) for lane in space.tops} if self._manner.counted else {}
        self._painter.ground(painter, space, counts, self._lines)
        painter.setClipRect(space.left - 5, 0, space.width - space.left - 4, space.height)
        self._glyphs = self._scene.look(self._from, self._to, space.across, space.tops)
        ordered = sorted(self._glyphs, key=lambda glyph: (not glyph.is_wide, glyph.count == 1, glyph.flagged > 0))
        for glyph in ordered:
            where = space.rect(glyph, self._painter.digits(glyph.count))
            self._painter.glyph(painter, space, glyph, self._scene.marks[int(glyph.members[0])], where)
        if self._under is not None:
            self._painter.ring(painter, space.rect(self._under, self._painter.digits(self._under.count)))
        if (held := self._holding(self._chosen)) is not None:
            self._painter.ring(painter, space.rect(held, self._painter.digits(held.count)))
        painter.end()

    def _holding(self, place: int) -> Glyph | None:
        """The drawn glyph that a mark is in; None where it is out of sight."""
        if place < 0:
            return None
        lane = self._scene.marks[place].lane
        return next((glyph for glyph in self._glyphs if glyph.lane is lane and place in glyph.members), None)

    # --- pointer -----------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned, sideways = event.angleDelta().y(), event.angleDelta().x()
        if sideways or event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.move_by(-(sideways or turned) / 1200)
        elif turned:
            self.zoom(0.8 if turned > 0 else 1.25, self.space().at(event.position().x()))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = (event.position(), self._from, self._to)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and event.buttons() & Qt.MouseButton.LeftButton:
            at, first, last = self._pressed
            by = (at.x() - event.position().x()) / self.space().across * (last - first)
            self._point_at(None)
            self.go(first + by, last + by)
            return
        self._point_at(self.glyph_at(event.position()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed, self._pressed = self._pressed, None
        if pressed is None or (pressed[0] - event.position()).manhattanLength() > _CLICK:
            return
        glyph = self.glyph_at(event.position())
        if glyph is not None:
            self._open(glyph)

    def leaveEvent(self, event: object) -> None:
        self._point_at(None)

    def glyph_at(self, at: QPointF) -> Glyph | None:
        """What the pointer touches: the nearest of what was drawn, points before bars."""
        space = self.space()
        near = [(distance(space.rect(glyph, self._painter.digits(glyph.count)), at), glyph.is_wide, place)
                for place, glyph in enumerate(self._glyphs)]
        best = min(near, default=None)
        return self._glyphs[best[2]] if best is not None and best[0] < _REACH else None

    def _point_at(self, glyph: Glyph | None) -> None:
        if glyph is self._under or (glyph is not None and glyph.same(self._under)):
            return
        self._under = glyph
        self.setCursor(Qt.CursorShape.ArrowCursor if glyph is None else Qt.CursorShape.PointingHandCursor)
        self.pointed.emit(glyph)
        self.update()

    def _open(self, glyph: Glyph) -> None:
        marks = self.marks_of(glyph)
        if len(marks) == 1:
            self._opened(marks[0].source)
            return
        if not glyph.is_wide and glyph.last - glyph.first > self._manner.narrowest / 20:
            room = (glyph.last - glyph.first) * 0.3
            self.go(glyph.first - room, glyph.last + room)
        self._gathered(marks)

    def marks_of(self, glyph: Glyph) -> list[Mark]:
        return [self._scene.marks[place] for place in glyph.members.tolist()]

    # --- keyboard ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, shift = event.key(), bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        arrows = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if key in arrows and shift:
            self.move_by(0.1 * arrows[Qt.Key(key)])
        elif key in arrows:
            self._step(arrows[Qt.Key(key)])
        elif key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._change_lane(1 if key == Qt.Key.Key_Down else -1)
        elif key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self.move_by(0.8 if key == Qt.Key.Key_PageDown else -0.8)
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self.zoom(1.25 if key == Qt.Key.Key_Minus else 0.8, self._focus_point())
        elif key == Qt.Key.Key_0:
            self.go(*self._whole)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            order = self._order()
            if order:
                self.choose(order[0 if key == Qt.Key.Key_Home else -1])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen >= 0:
            self._opened(self._scene.marks[self._chosen].source)
        else:
            super().keyPressEvent(event)

    def _order(self) -> list[int]:
        """Places of what can be chosen, oldest first."""
        return [place for place, mark in enumerate(self._scene.marks) if mark.lane not in self._hidden]

    def _focus_point(self) -> float:
        """Zooming by keys keeps what is chosen in sight."""
        middle = (self._from + self._to) / 2
        if self._chosen < 0:
            return middle
        mark = self._scene.marks[self._chosen]
        at = min(max(mark.start, self._from), self._to)
        return at if mark.until >= self._from and mark.start <= self._to else middle

    def _step(self, by: int) -> None:
        """To the next or the former event; from nothing to the first that begins in sight."""
        order = self._order()
        if not order:
            return
        if self._chosen < 0:
            in_sight = [p for p in order if self._from <= self._scene.marks[p].start <= self._to] or order
            self.choose(in_sight[0 if by > 0 else -1])
            return
        self.choose(order[min(max(bisect.bisect_left(order, self._chosen) + by, 0), len(order) - 1)])

    def _change_lane(self, by: int) -> None:
        """To what lies nearest in time in the next lane above or below."""
        lanes = self.lanes()
        if not lanes:
            return
        if self._chosen < 0:
            self._step(1)
            return
        mark = self._scene.marks[self._chosen]
        at = lanes.index(mark.lane) + by
        if 0 <= at < len(lanes):
            starts, places = self._scene.starts(lanes[at]), self._scene.places(lanes[at])
            nearest = int(abs(starts - mark.start).argmin())
            self.choose(int(places[nearest]))

    def choose(self, place: int) -> None:
        """Stands on a mark: it comes in sight and is said."""
        self._chosen = place
        mark = self._scene.marks[place]
        if not (self._from <= mark.start <= self._to):
            half = (self._to - self._from) / 2
            self.go(mark.start - half, mark.start + half)
        self.setAccessibleName(for_screen(spoken(mark)))
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.NameChanged))
        self.chose.emit(mark)
        self.update()

    @property
    def chosen(self) -> Mark | None:
        return self._scene.marks[self._chosen] if self._chosen >= 0 else None

    # --- range -------------------------------------------------------------------------------------------------

    def zoom(self, factor: float, around: float | None = None) -> None:
        """Shows ``factor`` times as much; the moment ``around`` stays where it is."""
        around = self._focus_point() if around is None else around
        first = around - (around - self._from) * factor
        self.go(first, first + (self._to - self._from) * factor)

    def show_width(self, seconds: float) -> None:
        """Shows so much time, around what is chosen, else ending where the view ends."""
        if self._chosen >= 0:
            middle = self._focus_point()
            self.go(middle - seconds / 2, middle + seconds / 2)
        else:
            self.go(self._to - seconds, self._to)

    def move_by(self, share: float) -> None:
        by = (self._to - self._from) * share
        self.go(self._from + by, self._to + by)

    def go(self, first: float, last: float) -> None:
        """Shows [first, last], kept within the whole and not narrower than the manner allows."""
        whole = self._whole[1] - self._whole[0]
        width = min(max(last - first, self._manner.narrowest), whole)
        middle = (first + last) / 2
        first = middle - width / 2 if width != last - first else first
        first = min(max(first, self._whole[0]), self._whole[1] - width)
        self._from, self._to = first, first + width
        self.ranged.emit(self._from, self._to)
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()
