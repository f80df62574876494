"""What can be done from the list of people, beside adding and changing them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import ViewAction
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.actions import change_status, move_people
from cadre_desktop.people.rules import PersonStatus
from cadre_desktop.people.screens.appointing.actions import AppointingActions
from cadre_desktop.people.screens.lrmx.form_actions import form_actions
from cadre_desktop.people.screens.profile.sheets import EVERY, FOR_ONE, PeopleSheet, PeopleSheets

_WHOM = N_("选中多人时只印这些人，否则印列表里的全部")


class PeopleActions:
    """The actions of one tab. `show_person` opens the page of a person (key), `show_found` a list of people."""

    def __init__(
        self,
        desk: Desk,
        owner: QWidget,
        appointing: AppointingActions,
        show_person: Callable[[int], object],
        show_found: Callable[[Listing], None],
    ):
        self._desk, self._owner, self._appointing = desk, owner, appointing
        self._show_person, self._show_found = show_person, show_found
        self._sheets = PeopleSheets(desk, owner)

    def actions(self) -> tuple[ViewAction, ...]:
        """In the order of the menu; submenus for what is done seldom."""
        return (
            ViewAction(_("个人页"), self._show_selected, "people", needs="row", shortcut="F4"),
            ViewAction(_("按条件查找…"), self._find, "search"),
            ViewAction(_("调整部门…"), self._move, "people", needs="rows"),
            *self._appointing.for_people(),
            *map(self._status_action, PersonStatus),
            *map(self._sheet_action, EVERY),
            *form_actions(self._desk, self._owner, under=_("任免审批表（lrmx）")),
            *self._tidying(_("照片和查重")),
        )

    def _tidying(self, under: str) -> tuple[ViewAction, ...]:
        photos, duplicates = _("按文件名对上人员"), _("同一个人录入了两次的")
        return (
            ViewAction(_("批量照片…"), self._take_photos, "photo", hint=photos, edits=True, under=under),
            ViewAction(_("查重…"), self._find_duplicates, "duplicate", hint=duplicates, under=under),
            ViewAction(_("合并所选两条…"), self._merge_selected, needs="rows", edits=True, under=under),
        )

    def _show_selected(self, view: ListView) -> None:
        for key in view.selected_keys()[:1]:
            self._show_person(key)

    def _find(self, _view: ListView) -> None:
        from cadre_desktop.people.screens.structure.finding_dialog import FindingDialog

        FindingDialog(self._desk, self._show_found, self._owner).open()

    def _status_action(self, status: PersonStatus) -> ViewAction:
        title = _("改为“{status}”").format(status=_(status.label))
        return ViewAction(title, lambda view: self._set_status(view, status), needs="rows", under=_("改状态"))

    def _set_status(self, view: ListView, status: PersonStatus) -> None:
        keys, today, store = view.selected_keys(), self._desk.clock.today(), self._desk.store

        def done(count: int) -> None:
            self._desk.notices.tell(_("{count} 人已改为“{status}”。").format(count=count, status=_(status.label)))

        carry_out(self._desk, _("正在保存"), lambda: change_status(store, keys, status, today), done, self._owner)

    def _move(self, view: ListView) -> None:
        from cadre_desktop.people.screens.moving import ask_destination

        keys, store = view.selected_keys(), self._desk.store
        chosen = ask_destination(self._owner, self._desk, len(keys))
        if chosen is None:
            return
        court, department = chosen

        def done(count: int) -> None:
            self._desk.notices.tell(_("已调整 {count} 人的部门。").format(count=count))

        carry_out(self._desk, _("正在保存"), lambda: move_people(store, keys, court, department), done, self._owner)

    def _sheet_action(self, sheet: PeopleSheet) -> ViewAction:
        return ViewAction(
            _(sheet.action),
            partial(self._print, sheet),
            "print",
            needs="rows" if sheet in FOR_ONE else "nothing",
            hint="" if sheet in FOR_ONE else _WHOM,
            under=_("打印"),
        )

    def _print(self, sheet: PeopleSheet, view: ListView) -> None:
        """A sheet of the selected people, or of the whole list as it is shown while not more than one is selected."""
        keys = view.selected_keys()
        if len(keys) > 1 or sheet in FOR_ONE:
            self._sheets.show(sheet, keys)
        else:
            self._sheets.show_listed(sheet, view.listing)

    def _take_photos(self, _view: ListView) -> None:
        from cadre_desktop.people.screens.photos.photos_dialog import PhotosDialog

        PhotosDialog(self._desk, self._owner).open()

    def _find_duplicates(self, _view: ListView) -> None:
        from cadre_desktop.people.screens.merging.duplicates_dialog import DuplicatesDialog

        DuplicatesDialog(self._desk, self._owner).open()

    def _merge_selected(self, view: ListView) -> None:
        from cadre_desktop.people.screens.merging.duplicates_dialog import DuplicatesDialog

        keys = view.selected_keys()
        if len(keys) != 2:
            self._desk.notices.warn(_("请正好选择两条人员信息，再合并。"))
            return
        DuplicatesDialog(self._desk, self._owner, only=(keys[0], keys[1])).open()
