"""The corner of the status bar that shows what is being worked on."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QToolButton, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.talk.jobs import JobReport, QtJobs

_PATIENCE_MS = 150
"""Work shorter than this is not shown: a bar that only flickers says nothing."""


class JobBar(QWidget):
    """Label, progress and a stop button; hidden while nothing is going on."""

    def __init__(self, jobs: QtJobs, parent: QWidget | None = None):
        super().__init__(parent)
        self._jobs = jobs
        self._label = QLabel()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(140)
        self._stop = QToolButton()
        self._stop.setIcon(icon("close"))
        self._stop.setToolTip(_("停止"))
        self._stop.setAccessibleName(_("停止正在进行的工作"))
        self._stop.clicked.connect(self._stop_all)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 4, 0)
        row.setSpacing(8)
        for widget in (self._label, self._bar, self._stop):
            row.addWidget(widget)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        jobs.busy.connect(self._busy)
        jobs.reported.connect(self._show_report)
        self.hide()

    def _busy(self, busy: bool) -> None:
        if busy:
            self._patience.start()
        else:
            self._patience.stop()
            self.hide()

    def _appear(self) -> None:
        job = self._jobs.current
        if job is None:
            return
        self._stop.setEnabled(True)
        self._show_report(JobReport(job.label, 0, 0))
        self.show()

    def _show_report(self, report: JobReport) -> None:
        self._label.setText(report.label)
        self._bar.setRange(0, report.total)
        self._bar.setValue(report.done)
        self._bar.setAccessibleName(report.label)

    def _stop_all(self) -> None:
        self._stop.setEnabled(False)
        self._label.setText(_("正在停止……"))
        self._jobs.stop()
