"""The main window: tabs, menus, tool bar, undo and redo, status bar. What a tab does is the tab's business."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QLabel, QPushButton, QTableView, QWidget

from cadre_desktop.kit.language import _, quoted
from cadre_desktop.kit.qt.look.icons import icon, still
from cadre_desktop.kit.qt.talk.sizing import open_within_screen
from cadre_desktop.window.data_files import EXTENSION
from cadre_desktop.window.frame.main_tabs import TAB_ICON, MainTabs
from cadre_desktop.window.frame.room import Room
from cadre_desktop.window.frame.shortcoming import FootedWindow
from cadre_desktop.window.frame.tool_bar import ICON, ToolBar
from cadre_desktop.window.tabs import TABS, TabPlan, tab_index

if TYPE_CHECKING:
    from cadre_desktop.desk import Desk
    from cadre_desktop.kit.kind import Kind
    from cadre_desktop.kit.listing import Listing
    from cadre_desktop.kit.published import AboutPerson
    from cadre_desktop.kit.qt.pages.relaying import Relayable
    from cadre_desktop.kit.qt.tabs.tab import Tab
    from cadre_desktop.kit.qt.talk.jobs import QtJobs
    from cadre_desktop.kit.qt.talk.settings import Settings
    from cadre_desktop.kit.store.journal import StepInfo
    from cadre_desktop.window.frame.finder import Finder

_WORKED_WITH: tuple[type[QWidget], ...] = (QTableView, QAbstractItemView, QPushButton)
"""Where the cursor goes in a tab, the first of these there is."""


def _about_person() -> "tuple[AboutPerson, ...]":
    """What the slices know of people; they are loaded when a page of somebody is first opened."""
    from cadre_desktop.schema import about_person

    return about_person()


class MainWindow(FootedWindow):
    """The window over one open court file. File commands are asked of the launcher through signals."""

    asked = Signal(str)
    """A file command: new, open, demo, backup, restore, journal, check, settings, about, keys."""
    closing = Signal()
    ready = Signal()
    """The window's frame, which is shown first and then waits for a file."""

    def __init__(self, settings: "Settings", jobs: "QtJobs | None", recent: Callable[[], list[Path]]):
        super().__init__()
        self._desk: Desk | None = None
        self._settings, self._jobs = settings, jobs
        self._recent = recent
        self._built: dict[str, Tab] = {}
        self.opened_path: Path | None = None
        self.tabs = MainTabs()
        for part in (self.tabs, self.tabs.tabBar()):
            part.setAccessibleName(_("主要功能"))
        self.setCentralWidget(self.tabs)
        self._make_actions()
        titles = (_("文件(&F)"), _("编辑(&E)"), _("视图(&V)"), _("工具(&T)"), _("帮助(&H)"))
        self._menus = [self.menuBar().addMenu(title) for title in titles]
        self._make_tool_bar()
        self._make_status_bar()
        for index, plan in enumerate(TABS):
            self.tabs.addTab(Room(_(plan.title)), _(plan.title))
            self.tabs.set_icon(index, still(plan.icon, TAB_ICON, "icon" if index else "primary"))
        self.tabs.currentChanged.connect(self._build_current)
        self._finder: Finder | None = None
        self._painted = False
        self._restore_geometry()

    @property
    def desk(self) -> "Desk":
        """What the tabs work with; there is none before `work_on`."""
        assert self._desk is not None
        return self._desk

    @property
    def waits(self) -> bool:
        """Whether the frame is still without a file."""
        return self._desk is None

    def work_on(self, desk: "Desk", demo: bool = False) -> None:
        """Fill the frame with a court's file.

        The frame can be shown before, so that something is seen at once after a start: what reads a file takes as long
        to load as all of the window. Until then its commands do nothing.
        """
        self._desk = desk
        desk.open_rows = self.open_rows
        desk.begin = self.begin
        desk.show_pdf = self.show_pdf
        desk.organisation = lambda: desk.store.setting("own_court")
        desk.about_person = _about_person
        self.name_file(demo)
        self._fill_menus()
        if self._jobs is not None:
            from cadre_desktop.kit.qt.talk.job_bar import JobBar

            self.statusBar().insertPermanentWidget(2, JobBar(self._jobs))  # after the two labels
        self.setAcceptDrops(True)
        desk.changes.happened.connect(self._after_change)
        self.refresh_steps()
        self.find_action.setEnabled(True)
        for index, plan in enumerate(TABS):  # the frame's own icons follow neither states nor the theme
            self.tabs.set_icon(index, icon(plan.icon))
        for action, name in self._tools.items():
            action.setIcon(icon(name))
        if self._painted:
            self.show_first_tab()

    def _command(self, text: str, icon_name: str, keys: str, what: Callable[[], object]) -> QAction:
        action = QAction(icon(icon_name) if icon_name else icon("more"), text, self)
        if not icon_name:
            action.setIconVisibleInMenu(False)
        if keys:
            action.setShortcut(QKeySequence(keys))
        action.triggered.connect(lambda _checked=False: what())
        return action

    def _ask(self, name: str, text: str, icon_name: str, keys: str) -> QAction:
        return self._command(text, icon_name, keys, partial(self.asked.emit, name))

    def _make_actions(self) -> None:
        self.undo_action = self._command(_("撤销"), "undo", "Ctrl+Z", self.undo)
        self.redo_action = self._command(_("恢复"), "redo", "Ctrl+Shift+Z", self.redo)
        self.find_action = self._command(_("查找…"), "search", "Ctrl+F", self._find)
        self.find_action.setToolTip(_("查找人员、班次、竞赛、活动… (Ctrl+F)"))
        self._tools = {self.undo_action: "undo", self.redo_action: "redo", self.find_action: "search"}
        for action, name in self._tools.items():
            action.setEnabled(False)
            action.setIcon(still(name, ICON, "disabled"))

    def _fill_menus(self) -> None:
        file, edit, view, tools, about = self._menus
        file.addAction(self._ask("new", _("新建…"), "new-file", "Ctrl+Shift+N"))
        file.addAction(self._ask("open", _("打开…"), "open-file", "Ctrl+O"))
        self._recent_menu = file.addMenu(_("最近打开"))
        self._recent_menu.aboutToShow.connect(self._fill_recent)
        file.addAction(self._ask("demo", _("打开演示法院"), "overview", "Ctrl+Shift+D"))
        file.addSeparator()
        file.addAction(self._ask("backup", _("立即备份"), "backup", "Ctrl+B"))
        file.addAction(self._ask("second", _("备份到第二位置…"), "backup", ""))
        file.addAction(self._ask("restore", _("从备份恢复…"), "restore", "Ctrl+Shift+B"))
        file.addSeparator()
        file.addAction(self._ask("settings", _("设置…"), "settings", "Ctrl+,"))
        file.addAction(self._command(_("退出"), "", "Ctrl+Q", self.close))
        edit.addActions([self.undo_action, self.redo_action])
        edit.addAction(self._ask("journal", _("撤销更早的步骤…"), "history", ""))
        edit.addSeparator()
        edit.addAction(self.find_action)
        tools.addAction(self._ask("journal", _("操作记录…"), "history", "Ctrl+H"))
        tools.addAction(self._ask("check", _("检查数据"), "check", "Ctrl+Shift+K"))
        about.addAction(self._ask("keys", _("快捷键…"), "info", "F1"))
        about.addAction(self._ask("about", _("关于…"), "", ""))
        for number, plan in enumerate(TABS, 1):
            show = partial(self._go_to, number - 1)
            view.addAction(self._command(_(plan.title), plan.icon, f"Ctrl+{number}", show))
        view.addSeparator()
        view.addAction(self._ask("theme", _("切换浅色/深色"), "", "Ctrl+Shift+T"))

    def _make_tool_bar(self) -> None:
        self.tabs.setCornerWidget(ToolBar(self.tabs, self._tools), Qt.Corner.TopRightCorner)

    def _make_status_bar(self) -> None:
        bar = self.statusBar()
        self.file_label, self.court_label, self.step_label = QLabel(), QLabel(), QLabel()
        for label in (self.file_label, self.court_label):
            bar.addWidget(label)
        bar.addPermanentWidget(self.step_label)
        self.setWindowTitle(_("干警管理"))

    def name_file(self, demo: bool) -> None:
        """Show which file and court are open."""
        path = self.desk.store.path
        self.file_label.setText(_("演示法院（临时文件）") if demo else path.name)
        self.file_label.setToolTip(str(path))
        name = self.desk.store.setting("own_court") or _("未设法院")
        self.court_label.setText("　" + name)
        self.setWindowTitle(_("{court} — 干警管理").format(court=name))

    def _fill_recent(self) -> None:
        self._recent_menu.clear()
        for path in self._recent():
            self._recent_menu.addAction(
                self._command(f"{path.stem}　{path.parent}", "", "", partial(self._reopen, path))
            )
        if not self._recent_menu.actions():
            self._recent_menu.addAction(_("（没有）")).setEnabled(False)

    def _reopen(self, path: Path) -> None:
        self.opened_path = path
        self.asked.emit("reopen")

    def _after_change(self, _tables: frozenset[str]) -> None:
        self.refresh_steps()

    def refresh_steps(self) -> None:
        """Show what can be undone, and the last saved step."""
        from cadre_desktop.kit.display import moment_text

        store = self.desk.store
        self._name_step(self.undo_action, _("撤销"), store.undoable())
        self._name_step(self.redo_action, _("恢复"), store.redoable())
        last = store.last_step()
        if last is None:
            self.step_label.setText(_("尚无操作"))
            return
        way = {"undo": _("撤销 "), "redo": _("恢复 ")}.get(last.kind, "")
        self.step_label.setText(
            _("已保存 {time}　{step}").format(
                time=moment_text(last.at, self.desk.clock.today()), step=way + _shortened(last.label)
            )
        )
        self.step_label.setToolTip(f"{last.at.replace('T', ' ')}　{last.actor}　{last.label}")

    def _name_step(self, action: QAction, verb: str, step: "StepInfo | None") -> None:
        action.setEnabled(step is not None)
        action.setText(f"{verb}{quoted(_shortened(step.label))}" if step else verb)
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{action.text()} ({keys})")

    def _find(self) -> None:
        self.finder.ask()

    @property
    def finder(self) -> "Finder":
        """The palette of Ctrl+F, made when it is first wanted."""
        if self._finder is None:
            from cadre_desktop.schema import kinds
            from cadre_desktop.window.frame.finder import Finder

            self._finder = Finder(self.desk, kinds(), self.open_found, self)
        return self._finder

    def undo(self) -> None:
        """Undo the last step and say which it was."""
        from cadre_desktop.window.journal.taking_back import undo_last

        undo_last(self.desk, self.tabs)

    def redo(self) -> None:
        """Do the undone step again and say which it was."""
        from cadre_desktop.window.journal.taking_back import redo_last

        redo_last(self.desk, self.tabs)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Open the file, or build the first tab, as soon as the frame of the window is painted."""
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self, self._begin)

    def _begin(self) -> None:
        if not self.isVisible():  # closed again meanwhile, with the file
            return
        if self._desk is None:
            self.ready.emit()
        else:
            self.show_first_tab()

    def show_first_tab(self) -> None:
        """Build the tab that was in front when the program was left."""
        index = int(self._settings.get("tab", 0))
        self.tabs.setCurrentIndex(index if 0 <= index < len(TABS) else 0)
        self._build_current()

    def _build_current(self) -> None:
        if self._desk is not None:
            self.tab(TABS[self.tabs.currentIndex()])

    def _go_to(self, index: int) -> None:
        """Bring a tab by its key; the cursor goes along, to the list or whatever else is worked with there."""
        if self._desk is None:
            return
        self.tabs.setCurrentIndex(index)
        tab = self.tab(TABS[index])
        for kind in _WORKED_WITH:
            found: Iterable[QWidget] = tab.findChildren(kind)
            for part in found:
                if part.isVisible() and part.isEnabled() and part.focusPolicy() != Qt.FocusPolicy.NoFocus:
                    part.setFocus(Qt.FocusReason.ShortcutFocusReason)
                    return

    def tab(self, plan: TabPlan) -> "Tab":
        """The tab itself, built if it was not yet."""
        if plan.key not in self._built:
            built = plan.build(self.desk)
            self._built[plan.key] = built
            room = self.tabs.widget(TABS.index(plan))
            if isinstance(room, Room):
                room.fill(built)
        return self._built[plan.key]

    def _bring(self, key: str) -> "Tab":
        """Bring the tab that shows rows of this kind, or takes in workbooks of this name, to the front."""
        index = tab_index(key)
        tab = self.tab(TABS[index])
        self.tabs.setCurrentIndex(index)
        return tab

    def open_rows(self, kind_key: str, listing: "Listing") -> None:
        """Bring the tab of this kind to the front with the rows of `listing`."""
        self._bring(kind_key).show_listing(kind_key, listing)

    def begin(self, kind_key: str) -> None:
        """Bring the tab of this kind, and begin there what fills it: the import of people, a new course, its list."""
        self._bring(kind_key).begin(kind_key)

    def open_found(self, kind: "Kind", key: int) -> None:
        """Show a record found by Ctrl+F in its tab."""
        self._bring(kind.key).open_row(kind, key)

    def show_pdf(self, path: Path, title: str, relayable: "Relayable | None" = None) -> None:
        """Open the print preview over a PDF, with what is behind it where it can be laid out again."""
        from cadre_desktop.kit.qt.pages.preview import show_preview

        show_preview(self, path, title, self.desk.jobs, self.desk.notices, relayable, self.desk.settings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the keyboard."""
        from cadre_desktop.kit.qt.look.action_button import pressed_by_enter

        if not pressed_by_enter(self, event):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A workbook, what a slice takes, or a court's file may be dropped anywhere."""
        from cadre_desktop.window.frame.dropping import may_be_dropped

        if may_be_dropped(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Import a dropped workbook where it belongs, whichever tab is in front, or open the file."""
        from cadre_desktop.window.frame.dropping import dropped_file, dropped_paths, taker_of

        path, paths = dropped_file(event.mimeData()), dropped_paths(event.mimeData())
        if path is None and (taker := taker_of(paths)):
            event.acceptProposedAction()
            QTimer.singleShot(0, self, partial(self._take_several, paths, taker.key))
        if path is None:
            return
        event.acceptProposedAction()
        QTimer.singleShot(0, self, partial(self._take, path))

    def _take(self, path: Path) -> None:
        if path.suffix.lower() == EXTENSION:
            self._reopen(path)
            return
        from cadre_desktop.window.frame.dropping import find_kind

        if self.may_leave():
            find_kind(path, self.desk.jobs, self.desk.notices, self, lambda key: self.import_file(path, key))

    def _take_several(self, paths: list[Path], key: str) -> None:
        if self.may_leave():
            self._bring(key).take_files(paths, key)

    def import_file(self, path: Path, key: str) -> None:
        """Bring the tab that takes in a workbook of this kind, and import it there."""
        self._bring(key).import_file(path, key)

    def _restore_geometry(self) -> None:
        saved = self._settings.get("window", "")
        if not (saved and self.restoreGeometry(QByteArray.fromBase64(saved.encode(errors="replace")))):
            open_within_screen(self, 1280, 720)

    def remember(self) -> None:
        """Keep the window's geometry and the tab in front."""
        self._settings.put("window", bytes(self.saveGeometry().toBase64().data()).decode())
        if not self.waits:
            self._settings.put("tab", self.tabs.currentIndex())

    def may_leave(self) -> bool:
        """Ask every tab with unsaved entries."""
        return all(tab.may_leave() for tab in self._built.values())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Ask about unsaved entries, then let the launcher back up and close the file."""
        if not self.may_leave():
            event.ignore()
            return
        self.remember()
        event.accept()
        QTimer.singleShot(0, self, self._tell_closing)

    def _tell_closing(self) -> None:
        self.closing.emit()


def _shortened(text: str, most: int = 24) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"
