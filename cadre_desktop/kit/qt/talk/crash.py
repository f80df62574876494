"""What happens to exceptions nobody caught: known trouble gets its sentence, the rest a report; the program goes on."""

import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.clock import Clock, SystemClock
from cadre_desktop.kit.crash_report import append_log, report_of, signature_of
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused, Unclear
from cadre_desktop.kit.qt.talk.notices import QtNotices
from cadre_desktop.kit.troubles import known_trouble


class CrashReporter(QObject):
    """Receives every failure without a handler of its own; hand `report` to `QtJobs` and call `install` once.

    Reports go to `errors.log` in `folder` and once for each fault to the user; what fails again is only logged, so
    that a fault in painting does not open box after box. `notices` returns where to say it now.
    """

    _elsewhere = Signal(object)

    def __init__(
        self,
        folder: Path,
        notices: Callable[[], Notices],
        clock: Clock | None = None,
        parent: QObject | None = None,
    ):
        super().__init__(parent)
        self._folder = folder
        self._notices = notices
        self._clock = clock or SystemClock()
        self._told: set[str] = set()
        self._telling = False
        self._elsewhere.connect(self._handle, Qt.ConnectionType.QueuedConnection)
        self._before: tuple[Any, Any, Any] | None = None

    def install(self) -> None:
        """Take over the three hooks of Python."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self._on_exception
        threading.excepthook = self._on_thread
        sys.unraisablehook = self._on_unraisable

    def uninstall(self) -> None:
        """Give the hooks back."""
        if self._before:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._before = None

    def report(self, error: BaseException) -> None:
        """Handle `error` now, or soon on the GUI thread when called from another."""
        if threading.current_thread() is threading.main_thread():
            self._handle(error)
        else:
            self._elsewhere.emit(error)

    def _on_exception(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if not isinstance(error, Exception):  # Ctrl+C and SystemExit mean what they say
            sys.__excepthook__(kind, error, trace)
            return
        self.report(error)

    def _on_thread(self, args: threading.ExceptHookArgs) -> None:
        if isinstance(args.exc_value, Exception):
            self.report(args.exc_value)

    def _on_unraisable(self, args: "sys.UnraisableHookArgs") -> None:
        """Raised where nobody could catch it, mostly while objects are taken down: for the log only."""
        if isinstance(args.exc_value, Exception):
            self._log(args.exc_value)

    def _handle(self, error: BaseException) -> None:
        tell = self._words_for(error)
        if self._telling or tell is None:
            return
        self._telling = True
        try:
            tell()
        finally:
            self._telling = False

    def _words_for(self, error: BaseException) -> Callable[[], None] | None:
        """How to say it to the user, or None if this fault was reported already."""
        if isinstance(error, Refused):
            return lambda: self._notices().refused(error)
        sentence = str(error) if isinstance(error, Unclear) else known_trouble(error)
        report = self._log(error)
        if sentence:
            return lambda: self._notices().warn(sentence)
        signature = signature_of(error)
        if signature in self._told:
            return None
        self._told.add(signature)
        return lambda: self._notices().warn(_(_UNKNOWN), report)

    def _log(self, error: BaseException) -> str:
        report = report_of(error, self._clock.now(), f"Qt {qVersion()}")
        append_log(self._folder, report)
        return report


def install(folder: Path, window: Callable[[], QWidget | None]) -> CrashReporter:
    """Report whatever goes wrong from now on in front of the window that is open then; the log lies in `folder`."""
    reporter = CrashReporter(folder, lambda: QtNotices(window()), parent=QCoreApplication.instance())
    reporter.install()
    return reporter


_UNKNOWN = N_(
    "程序遇到没有料到的问题，刚才的操作没有完成。以前保存的内容不受影响，可以继续使用；"
    "若再次出现，请把下面的报告复制给维护人员。"
)
