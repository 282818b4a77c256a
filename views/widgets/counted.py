"""The ground of long lists: a model whose rows Qt counts itself."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt

_Index = QModelIndex | QPersistentModelIndex


class CountedModel(QStringListModel):
    """A list model that paints from its own rows; Qt only knows how many there are.

    A list view asks for the number of rows once for each row it places. Answered from here that takes longer for ten
    thousand rows than a person should wait for a key; so the number is kept where the view finds it at once.
    """

    def count_rows(self, count: int) -> None:
        """Tells the views that there are ``count`` other rows now."""
        self.setStringList([""] * count)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
