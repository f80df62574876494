"""The people tab: people, departments, courts, and the dated facts of the dossier, each as a list with its form."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.kind import Kind, Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.list_view import ListView
from cadre_desktop.kit.qt.lists.row_editing import Save
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.tabs.register_pages import OwnPage, index_of
from cadre_desktop.kit.qt.tabs.registers_tab import RegistersTab
from cadre_desktop.people.actions import own_court
from cadre_desktop.people.appointing.entering import save_post_held
from cadre_desktop.people.kinds import DEPARTMENT, PERSON
from cadre_desktop.people.name_list.records import Lecturer
from cadre_desktop.people.published import REGISTERS
from cadre_desktop.people.registers.lecturers import LECTURERS
from cadre_desktop.people.registers.mentors import MENTOR_PAIRS, save_pair
from cadre_desktop.people.registers.posts_held import POSTS_HELD
from cadre_desktop.people.screens.appointing.actions import AppointingActions
from cadre_desktop.people.screens.lrmx.form_actions import take_forms
from cadre_desktop.people.screens.people_actions import PeopleActions

if TYPE_CHECKING:
    from cadre_desktop.people.screens.profile.person_page import PersonPage

_NOBODY = EmptyText(
    N_("还没有人员"),
    N_("把去年的花名册（Excel）拖到这里，或用“导入 Excel”；程序会找表头、清洗数据并让您先看一遍。"),
    import_first=True,
)


STRUCTURE = "structure"


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
    OwnPage(STRUCTURE, N_("队伍结构"), _structure, REGISTERS[0].section, "overview"),
    OwnPage("promotion", N_("职级晋升"), _promotion, _CHANGES, "people"),
    OwnPage("retirement", N_("退休"), _retirement, _CHANGES, "calendar"),
)
"""Pages that are no registers."""


class PeopleTab(RegistersTab):
    """人员."""

    def __init__(self, desk: Desk):
        self._desk = desk
        self._page: PersonPage | None = None
        super().__init__(desk, REGISTERS, _OWN)
        people = self.view(PERSON.key)
        people.table.opened.disconnect(people.open)
        people.table.opened.connect(self.show_person)
        people.commands.open.setText(_("编辑"))

    @cached_property
    def _appointing(self) -> AppointingActions:
        return AppointingActions(self._desk, self)

    @cached_property
    def _people(self) -> PeopleActions:
        """Made with the first list, which the tab makes before anything else."""

        def show_found(found: Listing) -> None:
            self.show_listing(found.kind.key, found)

        return PeopleActions(self._desk, self, self._appointing, self.show_person, show_found)

    def actions_of(self, kind: Kind) -> tuple[ViewAction, ...]:
        if kind is LECTURERS.kind:
            return (ViewAction(_("授课清单…"), self._show_lessons, "calendar", needs="row"),)
        return self._people.actions() if kind is PERSON else self._appointing.of(kind)

    def presets_of(self, kind: Kind) -> Values:
        court = own_court(self.desk.store)
        return {"court": court.id} if court and kind in (PERSON, DEPARTMENT) else {}

    def empty_of(self, kind: Kind) -> EmptyText | None:
        return _NOBODY if kind is PERSON else None

    def save_of(self, kind: Kind) -> Save | None:
        store = self.desk.store
        if kind is POSTS_HELD.kind:
            return lambda key, values: save_post_held(store, values, key).id
        if kind is MENTOR_PAIRS.kind:
            return lambda key, values: save_pair(store, values, key).id
        return None

    def _show_lessons(self, view: ListView) -> None:
        from cadre_desktop.people.screens.lessons_dialog import LessonsDialog

        for key in view.selected_keys()[:1]:
            LessonsDialog(self.desk, Lecturer.by_key(key), self).exec()

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

    def take_files(self, paths: Sequence[Path], key: str) -> None:
        """Take in personnel forms that were dropped."""
        self.bring(PERSON.key)
        take_forms(self.desk, paths, self)

    def begin(self, kind_key: str) -> None:
        """Begin with people: the import of a roster."""
        self.take_in(self.bring(kind_key).kind)
