"""Opens the designer by hand, in a window of its own: ``python tests/certificates/open_designer.py`` (with the root of
the project in PYTHONPATH). What is saved is printed in its written form."""

import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from designs import honour, people
from PySide6.QtWidgets import QApplication, QMainWindow

from cadre_desktop.certificates.screens.designer.designer_page import DesignerPage
from cadre_desktop.desk import Changes, Desk
from cadre_desktop.kit.clock import SystemClock
from cadre_desktop.kit.documents.design.elements import Design
from cadre_desktop.kit.qt.look.theme import apply_theme
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.notices import QtNotices
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.store.opening import close_store, open_store
from cadre_desktop.schema import SCHEMA


def _raise(error: BaseException) -> None:
    raise error


def _print(design: Design) -> None:
    sys.stdout.write(design.text + "\n")


def main() -> int:
    """Run until the window is closed."""
    app = QApplication(sys.argv)
    apply_theme(app, "light")
    with TemporaryDirectory() as folder:
        store = open_store(Path(folder) / "x.cadre", SCHEMA, "王祯", create_new=True)
        jobs, window = QtJobs(_raise), QMainWindow()
        settings = FileSettings(Path(folder) / "settings.json")
        desk = Desk(store, jobs, QtNotices(window), settings, SystemClock(), Changes(store))
        page = DesignerPage(desk, honour(), _print, people())
        page.closed.connect(window.close)
        window.setCentralWidget(page)
        window.resize(1366, 740)
        window.show()
        ended = app.exec()
        jobs.close()
        close_store(store)
    return ended


if __name__ == "__main__":
    raise SystemExit(main())
