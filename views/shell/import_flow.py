"""Importing from the screen: in a thread, with progress and stop in the status bar, then what became of each file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QTreeWidget, QTreeWidgetItem, QWidget

from engines.text.safe_text import for_screen, for_tooltip
from views.widgets.controls import Dialog
from views.widgets.kit import Button, Tag, Text, row
from views.widgets.reasons import reason
from views.widgets.theme import SHAPES, Severity, Theme
from workstation.domain.resource import FileReport, FileStatus, ImportReport

if TYPE_CHECKING:
    from views.shell.frame import Frame
    from workstation.services.progress import Progress

_SEVERITIES = {"error": Severity.CRITICAL, "warning": Severity.WARNING, "information": Severity.INFO}
_MOST_OPEN = 5                     # issues of a file that is shown unfolded
_MOST_ISSUES = 500                 # shown of one file; all stand in the stored report


def start(frame: Frame, paths: list[Path], mapping: str = "") -> None:
    """Imports ``paths`` in the background and then shows the report; tables by the saved ``mapping``.

    Where nothing but tables came without a mapping, somebody is asked at once how they are read.
    """
    clinic = frame.clinic

    def work(progress: Progress) -> tuple[ImportReport, list[Path]]:
        from workstation.services import importing

        report = importing.import_paths(clinic, paths, progress, mapping)
        tables = [Path(file.path) for file in report.files if file.wants_mapping]
        return report, [path for path in tables if path.is_file()]        # one in an archive is unpacked first

    def done(found: tuple[ImportReport, list[Path]]) -> None:
        report, tables = found
        if tables and len(tables) == len(report.files):
            read_tables(frame, tables)
        else:
            ReportDialog(frame, frame.chrome, report, tables, lambda: read_tables(frame, tables)).open()
        show_again(frame)

    frame.tasks.run(work, done, label=QCoreApplication.translate("import", "Importing"), scope="import")


def show_again(frame: Frame) -> None:
    """After something was taken in: the list of patients and the open chart are read again."""
    for name in ("clinic", "record"):
        room = frame.room(name)
        if room is not None:
            room.show_target(refresh="yes")
    frame.chart_changed()


def read_tables(frame: Frame, tables: list[Path]) -> None:
    """Asks by which mapping the tables are read, and takes them in by it."""
    from views.shell.import_table import TableDialog

    TableDialog(frame, tables, lambda name: start(frame, tables, name)).open()


class ReportDialog(Dialog):
    """Counts in and out, and the issues of each file: nothing is lost silently."""

    def __init__(self, parent: QWidget, theme: Theme, report: ImportReport, tables: Sequence[Path] = (),
                 read: Callable[[], object] = lambda: None) -> None:
        super().__init__(parent, theme, "")
        self.setWindowTitle(self.tr("Import report"))
        self.setAccessibleName(self.tr("Import report"))
        self.resize(820, 560)
        self.page.addWidget(Text(self.tr("Import report"), "large"))
        self.page.addLayout(row(*self._sums(report), 1))
        self.page.addWidget(Text(self._counts(report), "secondary", wrap=True))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(self.tr("Files and issues"))
        self.tree.setHeaderLabels([self.tr("File or issue"), self.tr("State"), self.tr("Taken in")])
        self.tree.setColumnWidth(0, 480)
        self.tree.setColumnWidth(1, 140)
        for file in report.files:
            item = self._file(file)
            self.tree.addTopLevelItem(item)
            item.setExpanded(len(file.issues) <= _MOST_OPEN)
        self.page.addWidget(self.tree, 1)
        close = Button(self.tr("Close"), self.accept, role="main")
        self.read_tables = Button(self.tr("Choose how the tables are read ({count})").format(count=len(tables)),
                                  lambda: (self.accept(), read()))
        self.read_tables.setAutoDefault(False)
        self.read_tables.setVisible(bool(tables))
        self.page.addLayout(row(self.read_tables, 1, close))
        close.setFocus()

    def _sums(self, report: ImportReport) -> list[Tag]:
        words = {
            FileStatus.IMPORTED: (Severity.FINE, self.tr("{count} imported")),
            FileStatus.QUARANTINED: (Severity.WARNING, self.tr("{count} in quarantine, waiting for a person")),
            FileStatus.REJECTED: (Severity.CRITICAL, self.tr("{count} rejected")),
        }
        tags: list[Tag] = []
        for status, (severity, said) in words.items():
            count = sum(file.status is status and not file.without_record for file in report.files)
            if count:
                tags.append(Tag(self.theme, severity, said.format(count=count)))
        empty = sum(file.without_record for file in report.files)
        if empty:
            tags.append(Tag(self.theme, Severity.INFO, self.tr("{count} without a record").format(count=empty)))
        return tags

    def _counts(self, report: ImportReport) -> str:
        parts = [f"{section} {_sentence(counts)}" for section, counts in sorted(report.totals().items())]
        return "   ".join(parts) or self.tr("Nothing was found to take in.")

    def _file(self, file: FileReport) -> QTreeWidgetItem:
        states = {FileStatus.IMPORTED: self.tr("● imported"), FileStatus.QUARANTINED: self.tr("◆ quarantine"),
                  FileStatus.REJECTED: self.tr("▲ rejected")}
        graveness = {Severity.CRITICAL: self.tr("error"), Severity.WARNING: self.tr("warning"),
                     Severity.INFO: self.tr("note")}
        taken = ", ".join(f"{section} {_sentence(counts)}" for section, counts in sorted(file.counts.items()))
        state = self.tr("○ holds no record") if file.without_record else states[file.status]
        item = QTreeWidgetItem([for_screen(Path(file.path).name), state, for_screen(taken)])
        for issue in file.issues[:_MOST_ISSUES]:
            message = reason(issue.message)
            said = f"{issue.place}: {message}" if issue.place else message
            severity = _SEVERITIES.get(issue.severity, Severity.INFO)
            word = f"{SHAPES[severity]} {graveness.get(severity, issue.severity)}"
            child = QTreeWidgetItem([for_screen(said), word, for_screen(issue.excerpt, 200)])
            child.setToolTip(0, for_tooltip(said))
            ink, _ = self.theme.severity(severity)
            child.setForeground(1, ink)
            item.addChild(child)
        if len(file.issues) > _MOST_ISSUES:
            item.addChild(QTreeWidgetItem([self.tr("and {count} more").format(count=len(file.issues) - _MOST_ISSUES)]))
        item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
        return item


def _sentence(counts: dict[str, int]) -> str:
    """``12 stored of 14``: what went in against what was found."""
    stored, found = counts.get("stored", 0) + counts.get("unchanged", 0), counts.get("found")
    if found is None or found == stored:
        return str(stored)
    return QCoreApplication.translate("import", "{stored} of {found}").format(stored=stored, found=found)
