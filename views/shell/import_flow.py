"""Importing from the screen: in a thread, with progress and stop in the status bar, then what became of each file."""

from __future__ import annotations

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


def start(frame: Frame, paths: list[Path]) -> None:
    """Imports ``paths`` in the background and then shows the report."""
    clinic = frame.clinic

    def work(progress: Progress) -> ImportReport:
        from workstation.services import importing

        return importing.import_paths(clinic, paths, progress)

    def done(report: ImportReport) -> None:
        ReportDialog(frame, frame.chrome, report).open()
        clinic_room = frame.room("clinic")
        if clinic_room is not None:
            clinic_room.show_target(refresh="yes")

    frame.tasks.run(work, done, label=QCoreApplication.translate("import", "Importing"), scope="import")


class ReportDialog(Dialog):
    """Counts in and out, and the issues of each file: nothing is lost silently."""

    def __init__(self, parent: QWidget, theme: Theme, report: ImportReport) -> None:
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
        self.page.addLayout(row(1, close))
        close.setFocus()

    def _sums(self, report: ImportReport) -> list[Tag]:
        words = {
            FileStatus.IMPORTED: (Severity.FINE, self.tr("{count} imported")),
            FileStatus.QUARANTINED: (Severity.WARNING, self.tr("{count} in quarantine, waiting for a person")),
            FileStatus.REJECTED: (Severity.CRITICAL, self.tr("{count} rejected")),
        }
        tags: list[Tag] = []
        for status, (severity, said) in words.items():
            count = sum(file.status is status for file in report.files)
            if count:
                tags.append(Tag(self.theme, severity, said.format(count=count)))
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
        item = QTreeWidgetItem([for_screen(Path(file.path).name), states[file.status], for_screen(taken)])
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
