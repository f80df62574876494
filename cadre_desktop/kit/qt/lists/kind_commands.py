"""Everything one can choose in a `KindView`: buttons, the menu 更多, the context menu and their shortcuts."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu

from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.title_line import TitleLine
from cadre_desktop.kit.qt.lists.filter_bar import FilterBar
from cadre_desktop.kit.qt.lists.list_output import export_shown, print_shown, write_empty_template
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import ViewAction
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.kit.qt.look.icons import icon


class KindCommands:
    """The actions of one view; those of the slice come first, then what every list can do."""

    def __init__(
        self,
        view: ListView,
        own: Sequence[ViewAction],
        importer: Callable[[], None] | None,
        import_first: bool = False,
    ):
        self._view, self._imports = view, importer is not None
        self._import_first = import_first and importer is not None
        self._main: ActionButton | None = None
        self._own = [(action, self._own_action(action)) for action in own]
        self.new = self._action(_("新增{kind}"), "add", "Ctrl+N", view.new)
        self.open = self._action(_("打开"), "edit", "", self._open)
        self.delete = self._action(_("删除"), "delete", "", view.remove_selected)
        self.import_ = self._action(_("导入 Excel…"), "import", "Ctrl+I", importer or (lambda: None))
        self.export = self._action(_("导出列表…"), "export", "Ctrl+E", lambda: export_shown(view))
        self.template = self._action(_("导出空白模板…"), "new-file", "", lambda: write_empty_template(view))
        self.print = self._action(_("打印列表…"), "print", "Ctrl+P", lambda: print_shown(view))
        self.copy = self._action(_("复制"), "", "", view.table.copy)
        self.clear = self._action(_("清除筛选"), "filter", "", view.show_all)
        self.reveal = self._action(_("显示受保护的列"), "", "", lambda: None)
        self._set_up()

    def _set_up(self) -> None:
        view = self._view
        self.reveal.setCheckable(True)
        self.reveal.toggled.connect(view.table.reveal)
        self.reveal.setVisible(any(column.masked for column in view.kind.columns))
        self.follow_lock()
        self.print.setVisible(any(not column.masked for column in view.kind.columns))
        self.follow_selection()
        view.table.customContextMenuRequested.connect(self._open_context_menu)

    def _action(self, words: str, icon_name: str, keys: str, run: Callable[[], object]) -> QAction:
        action = QAction(words.format(kind=_(self._view.kind.title)), self._view)
        if icon_name:
            action.setIcon(icon(icon_name))
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(_reach(keys))
        action.triggered.connect(lambda _checked=False: run())
        self._view.addAction(action)
        return action

    def _own_action(self, own: ViewAction) -> QAction:
        action = self._action(_(own.title), own.icon, own.shortcut, lambda: own.run(self._view))
        if own.hint:
            action.setToolTip(_(own.hint))
        return action

    def _open(self) -> None:
        if self._view.current_key is not None:
            self._view.open(self._view.current_key)

    def follow_lock(self) -> None:
        """What changes rows is there only while the view is not locked."""
        view = self._view
        for action in (self.new, self.delete):
            action.setVisible(view.editable)
        for action in (self.import_, self.template):
            action.setVisible(self._imports and not view.locked)
        for own, action in self._own:
            action.setVisible(not (view.locked and own.edits))

    @property
    def first_steps(self) -> list[QAction]:
        """What to do when there is nothing yet: at most two, the likeliest first."""
        found = [self.new] if self._view.editable else []
        both = [*found, self.import_] if self.import_.isVisible() else found
        return both[::-1] if self._import_first else both

    def fill_title_line(self, line: TitleLine, primary: bool = True) -> None:
        """更多, at most one action of the slice or the import, and 新增, mostly the `primary` button."""
        self.more = QAction(_("更多"), self._view)
        menu = QMenu(self._view)
        menu.aboutToShow.connect(lambda: self._fill_more(menu))
        self.more.setMenu(menu)
        line.add_action(self.more)
        prominent = [action for own, action in self._own if own.in_bar]
        if not prominent and self.import_.isVisible():
            prominent = [self.import_]
        for action in prominent[:1]:
            line.add_action(action)
        if self._view.editable:
            new = line.add_action(self.new, primary=primary)
            self._main = new if primary else None

    def lead(self, leads: bool) -> None:
        """Whether 新增 is the primary button; not while an empty list or the form beside it has one of its own."""
        if self._main is not None:
            self._main.dress("primary" if leads else "")

    def fill_filter_bar(self, bar: FilterBar) -> None:
        """打印 and 导出, in the bar because they are wanted most: they print and export the list as it is filtered
        here."""
        self.print_button = ActionButton(self.print, words=_("打印"))
        self.export_button = ActionButton(self.export, words=_("导出"))
        for button in (self.print_button, self.export_button):
            button.setProperty("small", True)
            bar.add_tool(button)

    def _fill_more(self, menu: QMenu) -> None:
        menu.clear()
        self._add_own(menu, lambda own: True)
        self._add(menu, [self.import_, self.template])
        columns = self._view.table.columns
        menu.addMenu(columns.sorter(menu))
        menu.addMenu(columns.chooser(menu))
        self._add(menu, [self.reveal])

    def _add_own(self, menu: QMenu, wanted: Callable[[ViewAction], bool]) -> None:
        """The actions of the slice in their order, those of one sort in a submenu where the first of them comes."""
        below: dict[str, QMenu] = {}
        found = [(own, action) for own, action in self._own if wanted(own) and action.isVisible()]
        if found and not menu.isEmpty():
            menu.addSeparator()
        for own, action in found:
            if own.under and own.under not in below:
                below[own.under] = menu.addMenu(own.under)
            below.get(own.under, menu).addAction(action)

    @staticmethod
    def _add(menu: QMenu, actions: Sequence[QAction]) -> None:
        actions = [action for action in actions if action.isVisible()]
        if actions and not menu.isEmpty():
            menu.addSeparator()
        menu.addActions(actions)

    def context_menu(self) -> QMenu:
        """What a right click on the rows offers."""
        menu = QMenu(self._view)
        self._add(menu, [self.open])
        self._add_own(menu, lambda own: own.needs != "nothing")
        self._add(menu, [self.copy, self.export, self.print])
        self._add(menu, [self.reveal])
        self._add(menu, [self.delete])
        return menu

    def _open_context_menu(self, point: QPoint) -> None:
        menu = self.context_menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self._view.table.viewport().mapToGlobal(point))

    def follow_selection(self) -> None:
        """Only what can be done with the selected rows can be chosen."""
        count = self._view.table.selected_count
        for own, action in self._own:
            action.setEnabled(own.needs == "nothing" or (count == 1 if own.needs == "row" else count > 0))
        self.open.setEnabled(count == 1)
        self.delete.setEnabled(count > 0)
        self.copy.setEnabled(count > 0)


def _reach(keys: str) -> Qt.ShortcutContext:
    """Ctrl and a letter work wherever the list is seen, also while the cursor is still on the tabs above it; Alt and a
    digit mean the selected rows, and elsewhere something else."""
    seen = keys.startswith("Ctrl+")
    return Qt.ShortcutContext.WindowShortcut if seen else Qt.ShortcutContext.WidgetWithChildrenShortcut
