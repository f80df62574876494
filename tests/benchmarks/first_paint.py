"""Opens a window and prints the moment its first paint was done (`time.monotonic_ns`), then ends.

``first_paint.py`` opens a bare PySide6 main window, ``first_paint.py FILE`` the program with that file, through the
same door as ``python main.py --db FILE``. Both are watched by the same filter, so only what they open differs.
"""

import os
import sys
import time
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QMainWindow


class FirstPaint(QObject):
    """Waits for a paint event of a main window; the moment counts when the event loop comes by after it."""

    def __init__(self) -> None:
        super().__init__()
        self._seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not self._seen and event.type() == QEvent.Type.Paint and isinstance(watched, QMainWindow):
            self._seen = True
            QTimer.singleShot(0, told)
        return False


def told() -> None:
    print(time.monotonic_ns(), flush=True)
    os._exit(0)  # what closing costs is not asked


def main() -> int:
    app = QApplication(sys.argv[:1])
    watcher = FirstPaint()
    app.installEventFilter(watcher)
    if len(sys.argv) > 1:
        sys.path.insert(0, str(Path(__file__).parents[2]))
        from cadre_desktop.start import main as program

        return program(["--db", sys.argv[1]])
    window = QMainWindow()
    window.resize(1280, 720)
    window.show()
    return app.exec()


if __name__ == "__main__":
    raise SystemExit(main())
