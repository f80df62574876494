"""The people tab: people, departments, courts, and the dated facts of the dossier, each as a list with its form."""

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.people.actions import change_status, move_people, own_court
from cadre_desktop.people.kinds import DEPARTMENT, PERSON
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.published import REGISTERS
from cadre_desktop.people.registers.lecturers import LECTURERS
from cadre_desktop.people.rules import PersonStatus

_NOBODY = EmptyText(
    N_("还没有人员"),
    N_("把去年的花名册（Excel）拖到这里，或用“导入 Excel”；程序会找表头、清洗数据并让您先看一遍。"),
    import_first=True,
)


def _retirement(desk: Desk) -> QWidget:
    from cadre_desktop.people.screens.retirement.retirement_page import RetirementPage

    return RetirementPage(desk)


def _promotion(desk: Desk) -> QWidget:
    from cadre_desktop.people.screens.promotion.promotion_page import PromotionPage

    return PromotionPage(desk)


def _structure(desk: Desk) -> QWidget:
    from cadre_desktop.people.screens.structure.structure_page import StructurePage

    return StructurePage(desk)


_CHANGES = N_("任免与培养")

_OWN = (
    OwnPage("structure", N_("队伍结构"), _structure, REGISTERS[0].section, "overview"),
    OwnPage("promotion", N_("职级晋升"), _promotion, _CHANGES, "people"),
    OwnPage("retirement", N_("退休"), _retirement, _CHANGES, "calendar"),
)
"""Pages that are no registers."""


class PeopleTab(RegistersTab):
    """人员."""

    def __init__(self, desk: Desk):
        super().__init__(desk, REGISTERS, _OWN)

    def actions_of(self, kind: Kind) -> tuple[ViewAction, ...]:
        if kind is LECTURERS.kind:
            return (ViewAction(_("授课清单…"), self._show_lessons, "calendar", needs="row"),)
        if kind is not PERSON:
            return ()
        states = [self._status_action(status) for status in PersonStatus]
        find = ViewAction(_("按条件查找…"), self._find, "search")
        return (find, ViewAction(_("调整部门…"), self._move, "people", needs="rows"), *states)

    def presets_of(self, kind: Kind) -> Values:
        court = own_court(self.desk.store)
        return {"court": court.id} if court and kind in (PERSON, DEPARTMENT) else {}

    def empty_of(self, kind: Kind) -> EmptyText | None:
        return _NOBODY if kind is PERSON else None

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

    def _find(self, view: ListView) -> None:
        from cadre_desktop.people.screens.structure.finding_dialog import FindingDialog

        FindingDialog(self.desk, lambda rows: self.show_listing(rows.kind.key, rows), self).open()

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
