"""The people tab: people, departments, courts, and the dated facts of the dossier, each as a list with its form."""

from functools import partial
from typing import TYPE_CHECKING

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.tabs.register_pages import index_of
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.people.actions import change_status, move_people, own_court
from cadre_desktop.people.kinds import DEPARTMENT, PERSON
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.published import REGISTERS
from cadre_desktop.people.registers.lecturers import LECTURERS
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.people.screens.profile.sheets import EVERY, FOR_ONE, PeopleSheet, PeopleSheets

if TYPE_CHECKING:
    from cadre_desktop.people.screens.profile.person_page import PersonPage

_NOBODY = EmptyText(
    N_("还没有人员"),
    N_("把去年的花名册（Excel）拖到这里，或用“导入 Excel”；程序会找表头、清洗数据并让您先看一遍。"),
    import_first=True,
)


_WHOM = N_("选中多人时只印这些人，否则印列表里的全部")


class PeopleTab(RegistersTab):
    """人员."""

    def __init__(self, desk: Desk):
        super().__init__(desk, REGISTERS)
        self._desk = desk
        self._page: PersonPage | None = None
        self._sheets = PeopleSheets(desk, self)
        people = self.view(PERSON.key)
        people.table.opened.disconnect(people.open)
        people.table.opened.connect(self.show_person)
        people.commands.open.setText(_("编辑"))

    def actions_of(self, kind: Kind) -> tuple[ViewAction, ...]:
        if kind is LECTURERS.kind:
            return (ViewAction(_("授课清单…"), self._show_lessons, "calendar", needs="row"),)
        if kind is not PERSON:
            return ()
        states = [self._status_action(status) for status in PersonStatus]
        page = ViewAction(_("个人页"), self._show_selected, "people", needs="row", shortcut="F4")
        sheets = [
            ViewAction(
                _(sheet.action),
                partial(self._print, sheet),
                "print",
                needs="rows" if sheet in FOR_ONE else "nothing",
                hint="" if sheet in FOR_ONE else _WHOM,
            )
            for sheet in EVERY
        ]
        return (page, ViewAction(_("调整部门…"), self._move, "people", needs="rows"), *states, *sheets)

    def presets_of(self, kind: Kind) -> Values:
        court = own_court(self.desk.store)
        return {"court": court.id} if court and kind in (PERSON, DEPARTMENT) else {}

    def empty_of(self, kind: Kind) -> EmptyText | None:
        return _NOBODY if kind is PERSON else None

    @property
    def person_page(self) -> "PersonPage":
        """The page of one person, made when it is first wanted."""
        if self._page is None:
            from cadre_desktop.people.screens.profile.person_page import PersonPage

            self._page = PersonPage(self._desk)
            self._page.hide()
            self._page.left.connect(self._show_list)
            self._page.edit_wanted.connect(self._edit)
            room = self.pages.widget(index_of(self.registers, PERSON.key)).layout()
            assert room is not None
            room.addWidget(self._page)
        return self._page

    def show_person(self, key: int) -> None:
        """Show the page of a person in the place of the list, once entries in its form are saved or given up."""
        view = self.view(PERSON.key)
        if not view.may_leave():
            return
        self.pages.setCurrentIndex(index_of(self.registers, PERSON.key))
        page = self.person_page
        view.table.select_key(key)
        view.hide()
        page.show()
        page.open(key)

    def open_row(self, kind: Kind, key: int) -> None:
        """Somebody who was found is shown as a page."""
        if kind is PERSON:
            self.show_person(key)
        else:
            super().open_row(kind, key)

    def _show_selected(self, view: ListView) -> None:
        for key in view.selected_keys()[:1]:
            self.show_person(key)

    def _print(self, sheet: PeopleSheet, view: ListView) -> None:
        """A sheet of the selected people, or of the whole list as it is shown while not more than one is selected."""
        keys = view.selected_keys()
        if len(keys) > 1 or sheet in FOR_ONE:
            self._sheets.show(sheet, keys)
        else:
            self._sheets.show_listed(sheet, view.listing)

    def _show_list(self) -> None:
        if self._page is not None:
            self._page.hide()
        self.view(PERSON.key).show()
        self.view(PERSON.key).table.setFocus()

    def _edit(self, key: int) -> None:
        """The form of the person on the page, beside the list."""
        self._show_list()
        self.view(PERSON.key).open(key)

    def bring(self, kind_key: str) -> KindView:
        """The list of a kind, brought to the front; also before the page of a person."""
        if kind_key == PERSON.key and self._page is not None and not self._page.isHidden():
            self._page.leave()
        return super().bring(kind_key)

    def _show_lessons(self, view: ListView) -> None:
        from cadre_desktop.people.screens.lessons_dialog import LessonsDialog

        for key in view.selected_keys()[:1]:
            LessonsDialog(self.desk, Lecturer.by_key(key), self).exec()

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

    def begin(self, kind_key: str) -> None:
        """Begin with people: the import of a roster."""
        self.take_in(self.bring(kind_key).kind)
