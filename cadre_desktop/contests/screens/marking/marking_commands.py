"""What can be done on the marking page besides typing, each with its key: a menu at the head of the page."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from cadre_desktop.contests.screens.marking.marking_head import AGAIN, DIFFERENCES, ONCE, MarkingHead
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.talk.settings import Settings


class MarkingCommands(QObject):
    """The commands of a page, by name; their keys work wherever on the page the cursor is."""

    def __init__(self, page: QWidget, head: MarkingHead):
        super().__init__(page)
        self._page, self._head = page, head
        self.menu = QMenu(page)
        self.actions: dict[str, QAction] = {}
        head.more.setMenu(self.menu)

    def add(self, name: str, words: str, keys: str, run: Callable[[], Any], picture: str = "") -> QAction:
        """Add a command to the menu."""
        action = self._quiet(name, words, keys, run)
        if picture:
            action.setIcon(icon(picture))
        self.menu.addAction(action)
        return action

    def add_confirming(self, *run: Callable[[], Any]) -> None:
        """Confirming the sheet in front, those shown, all that agree, and taking it back."""
        this, shown, checked, back = run
        self.menu.addAction(_("确认这张评分表") + "\tCtrl+" + _("回车")).triggered.connect(this)
        self.add("confirm shown", _("确认当前所列的评分表…"), "Alt+Return", shown)
        self.add("confirm checked", _("确认全部已核对的评分表"), "Ctrl+Shift+Return", checked, "check")
        self.add("take back", _("撤销确认…"), "Ctrl+Delete", back, "undo")
        self.menu.addSeparator()

    def add_measured(self, take_in: Callable[[], Any], form: Callable[[], Any]) -> None:
        """Measured marks from a workbook, and the form for them."""
        self.add("measured", _("导入测量成绩…"), "Ctrl+I", take_in, "import")
        self.add("measured form", _("测量成绩表，待填…"), "Ctrl+Shift+I", form, "export")
        self.menu.addSeparator()

    def add_choice(
        self, settings: Settings, name: str, words: str, keys: str, apply: Callable[[bool], None]
    ) -> QAction:
        """Something that can be switched off in the menu, and is on at first; kept in the settings under `name`."""

        def changed() -> None:
            settings.put(name, action.isChecked())
            apply(action.isChecked())

        action = self._quiet(name, words, keys, changed)
        action.setCheckable(True)
        action.setChecked(bool(settings.get(name, True)))
        self.menu.addAction(action)
        apply(action.isChecked())
        return action

    def add_switches(self, step: Callable[[int], None], step_event: Callable[[int], None]) -> None:
        """Add keys for the switches in the head of the page; their tool tips name the keys."""
        head = self._head
        keyings = (("once", "F6", ONCE), ("again", "F7", AGAIN), ("differences", "F8", DIFFERENCES))
        for name, keys, way in keyings:
            button = head.keying.button(way)
            self._quiet(name, button.text(), keys, button.click)
            button.setToolTip(f"{button.text()}（{keys}）")
        self._quiet("way", _("按评委或按选手"), "F9", lambda: head.mode.button(1 - head.way).click())
        for way in range(2):
            head.mode.button(way).setToolTip(_("{way}录入（F9 切换）").format(way=head.mode.button(way).text()))
        self._quiet("next", _("下一张"), "Ctrl+PgDown", lambda: step(1))
        self._quiet("before", _("上一张"), "Ctrl+PgUp", lambda: step(-1))
        self._quiet("next event", _("下一个项目"), "Ctrl+Shift+PgDown", lambda: step_event(1))
        self._quiet("event before", _("上一个项目"), "Ctrl+Shift+PgUp", lambda: step_event(-1))
        head.event_box.setToolTip(_("项目（Ctrl+Shift+PageUp、Ctrl+Shift+PageDown 换项目）"))

    def _quiet(self, name: str, words: str, keys: str, run: Callable[[], Any]) -> QAction:
        action = QAction(words, self._page)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on=False: run())
        self._page.addAction(action)
        self.actions[name] = action
        return action
