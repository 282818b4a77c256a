"""A table (CSV) by a mapping, which a person chooses or makes.

A saved mapping, or what each column means; what the first rows would become; and only then it is taken in.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QGridLayout,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
)

from engines.text.safe_text import for_screen, for_tooltip
from views.shell import import_words as words
from views.shell.import_columns import ALIGNED, ColumnList, ColumnModel
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Text, row
from views.widgets.reasons import reason
from views.widgets.states import translated_error
from views.widgets.theme import SHAPES, Severity
from workstation.errors import ConsiliaError
from workstation.services.progress import Progress
from workstation.services.table_preview import SHOWN, Preview, PreviewRow, TableOffer

if TYPE_CHECKING:
    from views.shell.frame import Frame

_PAUSE_MS = 250
_NEW = ""


class TableDialog(Dialog):
    """``take`` is called with the name of the saved mapping once somebody decided. All of ``paths`` are read by it; the
    first is shown."""

    def __init__(self, frame: Frame, paths: list[Path], take: Callable[[str], object]) -> None:
        super().__init__(frame, frame.chrome, "")
        self.setWindowTitle(self.tr("Read a table"))
        self.setAccessibleName(self.tr("Read a table"))
        self.resize(980, 680)
        self._frame, self._paths, self._take = frame, paths, take
        self._offer: TableOffer | None = None
        self._model: ColumnModel | None = None
        title = paths[0].name if len(paths) == 1 else self.tr("{name} and {count} more").format(
            name=paths[0].name, count=len(paths) - 1)
        self.page.addWidget(Text(title, "title", elide=True))
        said = self.tr("A table says nothing of its own about units, codes and dates. Choose how it is read.")
        self.page.addWidget(Text(said, "secondary", wrap=True))
        self._choices()
        self.columns = ColumnList()
        self.saved_text = QPlainTextEdit(readOnly=True)
        self.saved_text.setAccessibleName(self.tr("The saved mapping"))
        self.stack = QStackedWidget()
        self.stack.addWidget(self.columns)
        self.stack.addWidget(self.saved_text)
        self.page.addWidget(self.stack, 3)
        self.page.addWidget(Text(self.tr("The first rows as they would come in"), "strong"))
        self.rows = self._preview_table()
        self.page.addWidget(self.rows, 3)
        self.fault = Text("", "warning", wrap=True)
        self.page.addWidget(self.fault)
        self.save = Button("", self._decide, role="main")
        self.save.setEnabled(False)
        self.save.setAutoDefault(False)
        cancel = Button(self.tr("Cancel"), self.reject)
        cancel.setAutoDefault(False)
        self.page.addLayout(row(1, cancel, self.save))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._preview)
        self.finished.connect(lambda *_: frame.tasks.drop(self))
        self._label()
        self._look()

    def _choices(self) -> None:
        """The choice of the mapping, and what a new one says about the table as a whole."""
        self.by, self.kind = self._box(self.tr("Read by")), self._box(self.tr("Rows are"))
        for name in SHOWN:
            self.kind.addItem(words.kind(name), name)
        self.dates = self._box(self.tr("Dates"), words.orders_of_dates())
        self.decimal = self._box(self.tr("Decimals"), words.decimals())
        self.charset = self._box(self.tr("Letters"), words.charsets())
        self.coded = self._box(self.tr("Codes are of"), words.code_systems())
        self.name = self._field(self.tr("Name of the mapping"))
        self.patient = self._field(self.tr("Patient of all rows"), self.tr("a number, where no column says it"))
        self.system = self._field(self.tr("Numbers are of"), self.tr("address of the system, where it is known"))
        self.said_once = (self.kind, self.name, self.dates, self.decimal, self.charset, self.patient, self.system,
                          self.coded)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, field in enumerate((self.by, *self.said_once)):
            line, column = divmod(place, 3)
            grid.addWidget(Text(field.accessibleName(), "secondary"), line, column * 2)
            grid.addWidget(field, line, column * 2 + 1)
            grid.setColumnStretch(column * 2 + 1, 1)
        self.page.addLayout(grid)
        self.by.activated.connect(lambda _place: self._chosen())
        self.kind.activated.connect(lambda _place: self._kind_chosen())
        for box in (self.dates, self.decimal, self.charset, self.coded):
            box.activated.connect(lambda _place: self._edited())
        for field in (self.name, self.patient, self.system):
            field.textEdited.connect(lambda _text: self._edited())

    def _field(self, name: str, hint: str = "") -> QLineEdit:
        field = QLineEdit()
        field.setAccessibleName(name)
        field.setPlaceholderText(hint)
        return field

    def _box(self, name: str, choices: Sequence[tuple[str, str]] = ()) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(name)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(12)
        for said, value in choices:
            box.addItem(said, value)
        return box

    def _preview_table(self) -> QTableWidget:
        table = QTableWidget()
        table.setAccessibleName(self.tr("The first rows as they would come in"))
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setShowGrid(False)
        table.setStyleSheet(ALIGNED)
        table.setWordWrap(False)
        table.setTabKeyNavigation(False)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(26)
        table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return table

    # --- what is offered ---------------------------------------------------------------------------------------

    def _look(self) -> None:
        clinic, path = self._frame.clinic, self._paths[0]

        def work(_progress: Progress) -> TableOffer:
            from workstation.services import table_preview

            return table_preview.look(clinic, path)

        self._frame.tasks.run(work, self._show_offer, label=self.tr("Reading the table"), scope=self,
                              failed=self._say)

    def _show_offer(self, offer: TableOffer) -> None:
        self._offer = offer
        self._model = ColumnModel(offer.proposal, self.theme)
        self._model.edited.connect(self._edited)
        self.columns.show_columns(self._model)
        for one in offer.fitting:
            self.by.addItem(for_screen(one.mapping.name), one.mapping.name)
        self.by.addItem(self.tr("a new mapping"), _NEW)
        for one, lacks in offer.others:
            self.by.addItem(for_screen(self.tr("{name} (no column {column})").format(
                name=one.mapping.name, column=lacks)), one.mapping.name)
            self._disable(self.by.count() - 1)
        self.kind.setCurrentIndex(self.kind.findData(offer.proposal.kind))
        self.name.setText(offer.proposal.name)
        self._chosen()

    def _disable(self, place: int) -> None:
        """A mapping that does not fit is shown, so that one sees why, and can't be chosen."""
        self.by.setItemData(place, 0, 0x0100 - 1)       # Qt.UserRole - 1: the flags of an item of a combo box

    def _saved(self) -> str:
        """The name of the saved mapping that is chosen, "" for a new one."""
        return str(self.by.currentData() or _NEW)

    def _chosen(self) -> None:
        assert self._offer is not None
        saved = next((one for one in self._offer.fitting if one.mapping.name == self._saved()), None)
        self.stack.setCurrentWidget(self.columns if saved is None else self.saved_text)
        if saved is not None:
            self.saved_text.setPlainText(saved.mapping.text)
        for field in self.said_once:
            field.setEnabled(saved is None)
        self._label()
        self._preview()

    def _kind_chosen(self) -> None:
        assert self._model is not None
        self._model.set_kind(str(self.kind.currentData()))

    def _edited(self) -> None:
        self.save.setEnabled(False)
        self._pause.start()

    def _label(self) -> None:
        said = self.tr("Take the table in") if len(self._paths) == 1 else self.tr("Take {count} tables in").format(
            count=len(self._paths))
        if self._saved() == _NEW:
            said = self.tr("Keep the mapping and take the table in") if len(self._paths) == 1 else self.tr(
                "Keep the mapping and take {count} tables in").format(count=len(self._paths))
        self.save.setText(said)
        self.save.setAccessibleName(said)

    # --- what would become of the rows -------------------------------------------------------------------------

    def toml(self) -> str:
        """The mapping as it is chosen or made now."""
        assert self._offer is not None
        saved = next((one for one in self._offer.fitting if one.mapping.name == self._saved()), None)
        if saved is not None:
            return saved.mapping.text
        draft = self._offer.proposal
        draft.name, draft.patient = self.name.text().strip(), self.patient.text().strip()
        draft.dates, draft.decimal = str(self.dates.currentData()), str(self.decimal.currentData())
        draft.charset, draft.code_system = str(self.charset.currentData()), str(self.coded.currentData())
        draft.system = self.system.text().strip()
        return draft.toml()

    def _preview(self) -> None:
        clinic, path, text = self._frame.clinic, self._paths[0], self.toml()
        name = self._saved()
        self._frame.tasks.drop(self)

        def work(_progress: Progress) -> Preview:
            from workstation.services import table_preview

            return table_preview.preview(clinic, path, text, name)

        def shown(preview: Preview) -> None:
            if text == self.toml():                     # else a newer look is on its way
                self._show_preview(preview)

        self._frame.tasks.run(work, shown, label=self.tr("Reading the table"), scope=self, failed=self._say)

    def _show_preview(self, preview: Preview) -> None:
        self.fault.say("")
        self.save.setEnabled(bool(preview.rows))
        shown = SHOWN[preview.kind]
        titles = [self.tr("Line"), *(words.meaning(name) for name in shown), self.tr("What becomes of it")]
        self.rows.setColumnCount(len(titles))
        self.rows.setHorizontalHeaderLabels(titles)
        self.rows.setRowCount(len(preview.rows))
        for place, one in enumerate(preview.rows):
            self._show_row(place, one, len(shown))
        for column, width in enumerate((52, 170, 150, 180, 110)):
            self.rows.setColumnWidth(column, width)
        header = self.rows.horizontalHeader()
        header.setSectionResizeMode(len(titles) - 1, QHeaderView.ResizeMode.Stretch)

    def _show_row(self, place: int, one: PreviewRow, shown: int) -> None:
        severity = Severity.CRITICAL if one.refused else Severity.WARNING if one.waits else Severity.FINE
        why = reason(one.refused or one.waits)
        said = {Severity.CRITICAL: self.tr("refused: {reason}"), Severity.WARNING: self.tr("waits: {reason}"),
                Severity.FINE: self.tr("comes in")}[severity].format(reason=why)
        values = one.values or (one.raw, *[""] * (shown - 1))
        ink, _ = self.theme.severity(severity)
        last = QTableWidgetItem(for_screen(f"{SHAPES[severity]} {said}"))
        last.setForeground(ink)
        last.setToolTip(for_tooltip(said))
        for column, text in enumerate((str(one.line), *values)):
            item = QTableWidgetItem(for_screen(text))
            item.setToolTip(for_tooltip(text))
            self.rows.setItem(place, column, item)
        self.rows.setItem(place, shown + 1, last)

    def _say(self, error: ConsiliaError) -> None:
        self.save.setEnabled(False)
        self.rows.setRowCount(0)
        self.fault.say(translated_error(error)[0])

    def _decide(self) -> None:
        """Keeps a new mapping first; one that can't be kept is told here, with nothing lost that was typed."""
        saved, clinic = self._saved(), self._frame.clinic
        if saved:
            self._done(saved)
            return
        text = self.toml()
        self.save.setEnabled(False)
        self._frame.tasks.drop(self)

        def work(_progress: Progress) -> str:
            from workstation.services import mappings

            return mappings.add(clinic, text.encode()).mapping.name

        self._frame.tasks.run(work, self._done, label=self.tr("Keeping the mapping"), scope=self, failed=self._say)

    def _done(self, name: str) -> None:
        self.accept()
        self._take(name)
