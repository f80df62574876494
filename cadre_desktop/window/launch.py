"""Starting the window: application, theme, the first page or the last file, and the file commands."""

import sys
from functools import cached_property, partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTimer, QTranslator
from PySide6.QtWidgets import QApplication, QMainWindow

from cadre_desktop.kit import remains
from cadre_desktop.kit.clock import Clock, SystemClock
from cadre_desktop.kit.documents.face_folder import FOLDER, use_face_folder
from cadre_desktop.kit.jobs import Jobs
from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.problems import Refused
from cadre_desktop.kit.qt.keyboard.caret_place import CaretPlace
from cadre_desktop.kit.qt.keyboard.coming_back import ComingBack
from cadre_desktop.kit.qt.keyboard.in_sight import InSight
from cadre_desktop.kit.qt.look.theme import apply_theme, load_rare_characters
from cadre_desktop.kit.qt.talk.collecting import CollectsHere
from cadre_desktop.kit.qt.talk.jobs import QtJobs
from cadre_desktop.kit.qt.talk.settings import FileSettings
from cadre_desktop.kit.qt.talk.sizing import enlarge, letter_size, resize_within_screen
from cadre_desktop.window import input_method
from cadre_desktop.window.data_files import data_folder, recent_files
from cadre_desktop.window.file.program import Program
from cadre_desktop.window.frame.main_window import MainWindow

if TYPE_CHECKING:
    from cadre_desktop.kit.qt.talk.crash import CrashReporter
    from cadre_desktop.window.file.session import FileSession
    from cadre_desktop.window.file.watching import Watch
    from cadre_desktop.window.welcome import Welcome


def make_application(mode: str = "system") -> QApplication:
    """The QApplication with theme and Qt's own Chinese texts."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        app = QApplication(sys.argv[:1])
    app.setApplicationName("CadreDesktop")
    app.setApplicationDisplayName("")
    QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
    translator = QTranslator(app)
    if translator.load("qtbase_zh_CN", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        app.installTranslator(translator)
    CollectsHere(app)
    CaretPlace(app)
    InSight(app)
    ComingBack(app)
    apply_theme(app, "dark" if mode == "dark" else "light" if mode == "light" else "system")
    return app


class Launcher(Program):
    """Holds the window and carries out the file commands; one for the life of the program."""

    def __init__(
        self,
        folder: Path,
        clock: Clock | None = None,
        jobs: Jobs | None = None,
        notices: Notices | None = None,
        settings: FileSettings | None = None,
    ):
        super().__init__()
        remains.keep_notes(folder)
        self.settings = settings or FileSettings(folder / "settings.json")
        self.folder = folder
        self.clock = clock or SystemClock()
        self.qt_jobs = None if jobs else QtJobs(self._failed)
        self.jobs: Jobs = jobs or self.qt_jobs  # type: ignore[assignment]
        self._notices = notices
        self._over_window = False
        self._crashes: CrashReporter | None = None
        self.lacks = ""
        """What this desk lacks, in a sentence that each window shows until it was read."""

    @cached_property
    def session(self) -> "FileSession":
        """The file on the desk. What reads files is loaded when it is first asked for, after the frame is shown."""
        from cadre_desktop.kit.store.last_seen import LAST_SEEN, LastSeen
        from cadre_desktop.window.file.session import FileSession

        return FileSession(
            self.settings,
            self.clock,
            self.qt_jobs.settle if self.qt_jobs else lambda: None,
            last_seen=LastSeen(self.folder / LAST_SEEN),
            taken_away=self.watch.may_leave,
        )

    @cached_property
    def watch(self) -> "Watch":
        """Looks after the open file."""
        from cadre_desktop.window.file.watching import Watch

        return Watch(self)

    @property
    def notices(self) -> Notices:
        """Where messages go: over the window in front."""
        if self._notices is None:
            from cadre_desktop.kit.qt.talk.notices import QtNotices

            self._notices = QtNotices(self.window)
            self._over_window = True
        return self._notices

    def start(self, db: Path | None = None, demo: bool = False) -> None:
        """Open what was asked for, the last file, or the first page."""
        path = db or next(iter(recent_files(self.settings)), None)
        if demo:
            self.open_demo()
        elif path is not None:
            frame = self._frame()
            frame.ready.connect(partial(self.open, path))
            self._show(frame)
        else:
            self.show_welcome()

    def _frame(self) -> MainWindow:
        """A main window without a file in it yet."""
        window = MainWindow(self.settings, self.qt_jobs, partial(recent_files, self.settings))
        window.asked.connect(self._carry_out)
        window.closing.connect(self.leave)
        return window

    def show_welcome(self, problem: str = "") -> "Welcome":
        """The first page, in a window of its own."""
        from cadre_desktop.window.welcome import Welcome

        load_rare_characters()
        page = Welcome(self.session.actor, self.session.recent())
        page.created.connect(self.create)
        page.opened.connect(lambda path: self.open(path) if path else self.choose_and_open())
        page.demo_wanted.connect(self.open_demo)
        if problem := problem or self.settings.told():
            page.say(problem)
        window = QMainWindow()
        window.setWindowTitle(_("干警管理"))
        window.setCentralWidget(page)
        resize_within_screen(window, 1000, 660)
        self._show(window)
        return page

    def report_crashes(self) -> None:
        """From now on a fault that nobody has handled is said and logged, in whatever thread it happens."""
        from cadre_desktop.kit.qt.talk.crash import install

        if self._crashes is None:
            self._crashes = install(self.folder, lambda: self.window)

    def _show(self, window: QMainWindow) -> None:
        old, self.window = self.window, window
        if self._over_window:
            self._notices, self._over_window = None, False
        if self.lacks:
            self._tell_what_lacks(window)
        window.show()
        if old is not None:
            old.blockSignals(True)
            old.close()
            old.deleteLater()

    def _tell_what_lacks(self, window: QMainWindow) -> None:
        from cadre_desktop.window.frame.shortcoming import Shortcoming

        Shortcoming(window, self.lacks).read.connect(self.lack_nothing)

    def lack_nothing(self) -> None:
        """What was lacking is there, or was read: no window says it any more."""
        from cadre_desktop.window.frame.shortcoming import Shortcoming

        self.lacks = ""
        if self.window is not None:
            strip: Shortcoming
            for strip in self.window.findChildren(Shortcoming):
                strip.hide()

    def create(self, court: str, actor: str) -> None:
        """Make a new file for `court` in the data folder and open it."""
        from cadre_desktop.window import opening

        opening.create(self, court, actor)

    def open(self, path: Path, *, as_it_is: bool = False) -> None:
        from cadre_desktop.window import opening

        opening.open_file(self, path, as_it_is=as_it_is)

    def not_opened(self, error: Refused) -> None:
        """Say why a file was not opened, on the first page."""
        if self.session.store is None and (not isinstance(self.window, MainWindow) or self.window.waits):
            self.show_welcome(str(error))
        else:
            self.notices.refused(error)
            self.show_welcome(str(error))

    def choose_and_open(self) -> None:
        from cadre_desktop.window import opening

        opening.choose_and_open(self)

    def open_demo(self) -> None:
        from cadre_desktop.window import opening

        opening.open_demo(self)

    def show_main(self) -> None:
        """The main window over the open file."""
        from cadre_desktop.desk import Changes, Desk
        from cadre_desktop.window.file.watching import LateNotices

        load_rare_characters()
        store = self.session.store
        assert store is not None
        clock = self.clock
        if self.session.demo:
            from cadre_desktop.demo.calendar import AfterDemo

            clock = AfterDemo()
        desk = Desk(store, self.jobs, LateNotices(self), self.settings, clock, Changes(store))
        waits = isinstance(self.window, MainWindow) and self.window.waits
        window = self.window if isinstance(self.window, MainWindow) and waits else self._frame()
        window.work_on(desk, self.session.demo)
        if not waits:
            self._show(window)
        if not self.session.actor and not self.session.demo:
            text = _("操作记在“{name}”名下；请在“文件”的“设置”里改成您的姓名。")
            self.notices.tell(text.format(name=store.actor))
        self.watch.begin()
        QTimer.singleShot(3000, window, self._look_after)

    def _look_after(self) -> None:
        from cadre_desktop.window import opening

        opening.go_on_with_unfinished(self)
        opening.look_for_damage(self)

    def _carry_out(self, command: str) -> None:
        if isinstance(self.window, MainWindow) and self.window.waits:
            return
        from cadre_desktop.window import commands

        commands.carry_out(self, command)

    def leave(self) -> None:
        """Back up what was written, close the file and end the program."""
        from cadre_desktop.window import leaving

        leaving.leave(self)

    def _failed(self, error: BaseException) -> None:
        from cadre_desktop.kit.troubles import known_trouble

        if isinstance(error, Refused):
            self.watch.refused(error)
        elif sentence := known_trouble(error):
            self.notices.warn(sentence, str(error))
        else:
            raise error


def run_window(db: Path | None, demo: bool) -> int:
    """The program with its window; returns the exit code."""
    folder = data_folder()
    use_face_folder(folder / FOLDER)
    settings = FileSettings(folder / "settings.json")
    enlarge(letter_size(settings))
    with input_method.chosen() as choice:
        app = make_application(str(settings.get("theme", "system")))
    launcher = Launcher(folder, settings=settings)
    launcher.lacks = choice.problem
    if choice.fcitx4:
        from cadre_desktop.kit.qt.keyboard.fcitx_typing import type_with

        type_with(choice.fcitx4, app).begun.connect(launcher.lack_nothing)
    _report_first_crash(launcher)
    launcher.start(db, demo)
    window = launcher.window
    if isinstance(window, MainWindow) and window.waits:
        window.ready.connect(launcher.report_crashes)
    else:
        launcher.report_crashes()
    return app.exec()


def _report_first_crash(launcher: Launcher) -> None:
    """Report a fault even before the window is shown. The code for that is loaded by the fault, so that a start is
    quick."""

    def first(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        launcher.report_crashes()
        sys.excepthook(kind, error, trace)

    sys.excepthook = first
