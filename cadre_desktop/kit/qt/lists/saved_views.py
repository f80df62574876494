"""Views of a list that people keep under a name: filters, search text, columns and order."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtWidgets import QMenu, QWidget

from cadre_desktop.kit.language import _
from cadre_desktop.kit.notices import Notices
from cadre_desktop.kit.qt.talk.settings import Settings

State = dict[str, Any]


class SavedViews:
    """The views of one list in the settings. `state` returns how the list is now, `restore` brings one back."""

    def __init__(
        self,
        settings: Settings,
        notices: Notices,
        name: str,
        state: Callable[[], State],
        restore: Callable[[State], None],
    ):
        self._settings, self._notices = settings, notices
        self._key = f"views {name}"
        self._state, self._restore = state, restore

    @property
    def names(self) -> list[str]:
        """The names in the order they were saved."""
        return list(self._all())

    def _all(self) -> dict[str, State]:
        return dict(self._settings.get(self._key, {}))

    def choose(self, name: str) -> None:
        """Show the list as it was saved under `name`."""
        state = self._all().get(name)
        if state is not None:
            self._restore(state)

    def save(self) -> None:
        """Ask for a name and keep the list as it is; a name there is already is replaced after asking."""
        name = (self._notices.ask_text(_("保存视图"), _("视图名称")) or "").strip()
        if not name:
            return
        replace = _("已有名为“{name}”的视图，要替换吗？").format(name=name)
        if name in self._all() and not self._notices.ask(replace, _("替换"), _("取消")):
            return
        self._settings.put(self._key, {**self._all(), name: self._state()})
        self._notices.tell(_("已保存视图“{name}”。").format(name=name))

    def delete(self, name: str) -> None:
        """Forget a view after asking."""
        if self._notices.ask(
            _("删除视图“{name}”吗？数据不受影响。").format(name=name), _("删除"), _("取消"), danger=True
        ):
            self._settings.put(self._key, {each: state for each, state in self._all().items() if each != name})

    def fill(self, menu: QMenu) -> None:
        """Put the views and what can be done with them into a menu that is about to open."""
        menu.clear()
        for name in self.names:
            menu.addAction(name).triggered.connect(partial(self._chosen, name))
        if not self.names:
            menu.addAction(_("还没有保存的视图")).setEnabled(False)
        menu.addSeparator()
        menu.addAction(_("保存当前视图…")).triggered.connect(self.save)
        if self.names:
            deleting = QMenu(_("删除视图"), menu)
            for name in self.names:
                deleting.addAction(name).triggered.connect(partial(self._deleted, name))
            menu.addMenu(deleting)

    def _chosen(self, name: str, _checked: bool = False) -> None:
        self.choose(name)

    def _deleted(self, name: str, _checked: bool = False) -> None:
        self.delete(name)

    def menu(self, parent: QWidget) -> QMenu:
        """A menu that is always up to date."""
        menu = QMenu(parent)
        menu.aboutToShow.connect(lambda: self.fill(menu))
        return menu
