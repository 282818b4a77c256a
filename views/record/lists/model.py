"""The rows of a list page under their headings: filtered by words, sorted within each group, groups that fold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from engines.text.safe_text import for_screen, for_search, for_tooltip
from views.record.lists.saying import Row
from views.record.lists.spec import ListSpec

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Heading:
    """The line over a group."""

    group: str
    words: str
    count: int
    folded: bool


class ListModel(QAbstractTableModel):
    """``shown`` holds headings and rows as they stand on the screen."""

    def __init__(self, spec: ListSpec) -> None:
        super().__init__()
        self._spec = spec
        self._rows: list[Row] = []
        self._sort: tuple[int, bool] | None = None
        self._filter: list[str] = []
        self._folded = set(spec.folded)
        self._fit = 0
        self._headings: list[int] = []
        self.shown: list[Heading | Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Shows other rows, in the order given until a column is asked for."""
        self._rows, self._folded = list(rows), set(self._spec.folded)
        if rows and all(row.entry.group in self._folded for row in rows):
            self._folded = set()
        self._arrange()

    def filter(self, text: str) -> None:
        """Keeps the rows that hold every word of ``text``; folded groups open while one looks for something."""
        self._filter = for_search(text).split()
        self._arrange()

    def sort_by(self, column: int, descending: bool) -> None:
        """Sorts each group by a column."""
        self._sort = column, descending
        self._arrange()

    def toggle(self, line: int) -> None:
        """Folds or opens the group of a heading."""
        head = self.shown[line]
        if isinstance(head, Heading):
            self._folded ^= {head.group}
            self._arrange()

    def row(self, line: int) -> Row | None:
        """The row at a line; None for a heading."""
        held = self.shown[line] if 0 <= line < len(self.shown) else None
        return held if isinstance(held, Row) else None

    def line_of(self, source: str) -> int:
        """The first line of a resource, -1 where it isn't shown."""
        return next((line for line, held in enumerate(self.shown)
                     if isinstance(held, Row) and held.entry.source == source), -1)

    def counts(self) -> tuple[int, int]:
        """(rows that fit the filter, all rows)."""
        return self._fit, len(self._rows)

    def headings(self) -> list[int]:
        """The lines that are headings."""
        return self._headings

    def first_row(self) -> int:
        """The first line that is no heading; -1 where there is none."""
        heads = self._headings
        following = (line + 1 for line, after in zip(heads, [*heads, len(self.shown)][1:], strict=True)
                     if after > line + 1)
        return next(following, -1)

    def _arrange(self) -> None:
        """Each row is looked at once for each word of the filter: a list may hold ten thousand."""
        rows = self._rows
        for word in self._filter:
            rows = [row for row in rows if word in row.found_by]
        if self._sort is not None:
            column, descending = self._sort
            rows = sorted(rows, key=lambda row: row.keys[column], reverse=descending)
        held: dict[str, list[Row]] = {}
        for row in rows:
            held.setdefault(row.entry.group, []).append(row)
        self.beginResetModel()
        self.shown, self._headings, self._fit = [], [], len(rows)
        for group in (*self._spec.groups, *sorted(held.keys() - self._spec.groups.keys())):
            if group in held:
                folded = group in self._folded and not self._filter
                self._headings.append(len(self.shown))
                self.shown.append(Heading(group, self._spec.groups.get(group, group), len(held[group]), folded))
                self.shown += [] if folded else held[group]
        self.endResetModel()

    # --- Qt ----------------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return len(self._spec.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._spec.columns[section].heading
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        held = self.shown[index.row()]
        if isinstance(held, Heading):
            spoken = f"{held.words} {held.count}"
            return for_screen(spoken) if role in (Qt.ItemDataRole.DisplayRole,
                                                  Qt.ItemDataRole.AccessibleTextRole) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return for_screen(held.cells[index.column()])
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return for_screen(held.spoken())
        if role == Qt.ItemDataRole.ToolTipRole:
            below = held.below[index.column()]
            return for_tooltip("\n".join(filter(None, [held.cells[index.column()], below])))
        return None
