"""The people tab: people, departments, courts, and the dated facts of the dossier, each as a list with its form."""

from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.look.page_tabs import FrontTabs
from cadre_desktop.people.actions import change_status, move_people, own_court
from cadre_desktop.people.kinds import APPOINTMENT, COURT, DEPARTMENT, HONOUR, PERSON, POOL_ENTRY, TRAINING_RECORD
from cadre_desktop.people.rules import PersonStatus

_EMPTY = {
    "people": EmptyText(
        N_("还没有人员"),
        N_("把去年的花名册（Excel）拖到这里，或用“导入 Excel”；程序会找表头、清洗数据并让您先看一遍。"),
        import_first=True,
    ),
}


class PeopleTab(QWidget):
    """人员."""

    def __init__(self, desk: Desk):
        super().__init__()
        self.desk = desk
        self.title, self.icon = _("人员"), icon("people")
        self.pages = FrontTabs()
        self.pages.setProperty("level", "second")
        for part in (self.pages, self.pages.tabBar()):
            part.setAccessibleName(_("分页"))
        self._kinds = (PERSON, DEPARTMENT, COURT, HONOUR, APPOINTMENT, TRAINING_RECORD, POOL_ENTRY)
        self._views: dict[str, KindView] = {}
        for kind in self._kinds:
            room = QWidget()
            QVBoxLayout(room).setContentsMargins(0, 0, 0, 0)
            self.pages.addTab(room, _(kind.title))
        self.pages.currentChanged.connect(lambda index: self.view(self._kinds[index].key))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self.pages)
        self.view("people")

    def view(self, kind_key: str) -> KindView:
        """The list of a kind, built when it is first wanted."""
        if kind_key not in self._views:
            index = next(place for place, kind in enumerate(self._kinds) if kind.key == kind_key)
            self._views[kind_key] = self._view(self._kinds[index])
            room = self.pages.widget(index).layout()
            if room is not None:
                room.addWidget(self._views[kind_key])
        return self._views[kind_key]

    def _view(self, kind: Kind) -> KindView:
        posted = kind in (POOL_ENTRY,)
        return KindView(
            self.desk,
            kind,
            importer=None if posted else lambda: self._import(kind),
            actions=self._person_actions() if kind is PERSON else (),
            presets=self._presets(kind),
            empty=_EMPTY.get(kind.key),
            editable=not posted,
        )

    def _presets(self, kind: Kind) -> dict[str, Any]:
        court = own_court(self.desk.store)
        return {"court": court.id} if court and kind in (PERSON, DEPARTMENT) else {}

    def _person_actions(self) -> tuple[ViewAction, ...]:
        states = [self._status_action(status) for status in PersonStatus]
        return (ViewAction(_("调整部门…"), self._move, "people", needs="rows"), *states)

    def _status_action(self, status: PersonStatus) -> ViewAction:
        title = _("改为“{status}”").format(status=_(status.label))
        return ViewAction(title, lambda view: self._set_status(view, status), needs="rows")

    def _set_status(self, view: ListView, status: PersonStatus) -> None:
        keys, today = view.selected_keys(), self.desk.clock.today()

        def done(count: int) -> None:
            self.desk.notices.tell(_("{count} 人已改为“{status}”。").format(count=count, status=_(status.label)))

        self.desk.jobs.run(
            _("正在保存"), lambda _p: change_status(self.desk.store, keys, status, today), done, writes=True, owner=self
        )

    def _move(self, view: ListView) -> None:
        from cadre_desktop.people.screens.moving import ask_destination

        keys = view.selected_keys()
        chosen = ask_destination(self, self.desk, len(keys))
        if chosen is None:
            return
        court, department = chosen

        def done(count: int) -> None:
            self.desk.notices.tell(_("已调整 {count} 人的部门。").format(count=count))

        self.desk.jobs.run(
            _("正在保存"),
            lambda _p: move_people(self.desk.store, keys, court, department),
            done,
            writes=True,
            owner=self,
        )

    def begin(self, _kind_key: str) -> None:
        """Begin with people: the import of a roster."""
        self.pages.setCurrentIndex(self._kinds.index(PERSON))
        self._import(PERSON)

    def import_file(self, path: Path, kind_key: str) -> None:
        """Import a workbook that was dropped, into the list of its kind."""
        place = [kind.key for kind in self._kinds].index(kind_key)
        self.pages.setCurrentIndex(place)
        self._import(self._kinds[place], path)

    def _import(self, kind: Kind, path: Path | None = None) -> None:
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        ImportDialog(self.desk, kind, path, self).exec()

    def show_listing(self, kind_key: str, listing: Any) -> None:
        """Bring the list of this kind to the front with the rows of `listing`."""
        view = self.view(kind_key)
        self.pages.setCurrentIndex([kind.key for kind in self._kinds].index(kind_key))
        view.show_listing(listing)

    def may_leave(self) -> bool:
        """Ask every list with unsaved entries."""
        return all(view.may_leave() for view in self._views.values())
