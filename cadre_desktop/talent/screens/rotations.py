"""Planned moves: the list, how far each has come, and the printed list of the year."""

import json
from pathlib import Path

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Condition, Listing
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.kit.store.dialect import LISTED
from cadre_desktop.people.actions import own_court
from cadre_desktop.talent.actions import post_missing_rotations, remove_rotations, save_rotation, set_rotation_status
from cadre_desktop.talent.kinds import ROTATION
from cadre_desktop.talent.rules import RotationStatus
from cadre_desktop.talent.screens.rotation_dialogs import CarryOutDialog, LinesDialog, YearPlanDialog


class RotationsView(KindView):
    """All rotations, the latest plans first."""

    def __init__(self, desk: Desk):
        super().__init__(
            desk,
            ROTATION,
            save=lambda key, values: save_rotation(desk.store, key, values).id,
            remove=lambda keys: remove_rotations(desk.store, keys),
            importer=self.import_file,
            actions=self._actions(),
            title=_("交流轮岗"),
            empty=EmptyText(_("还没有轮岗安排"), _("为一位干警写下计划的日期和去向，到期前会提醒。")),
        )
        self._desk = desk
        self._papers = Papers(desk, self)

    def import_file(self, path: Path | None = None) -> None:
        """Read planned moves from a workbook."""
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        dialog, store = ImportDialog(self.desk, ROTATION, path, self), self.desk.store
        dialog.exec()
        if dialog.imported is not None:
            carry_out(self.desk, _("正在记入档案"), lambda: post_missing_rotations(store), lambda _count: None, self)

    def _actions(self) -> tuple[ViewAction, ...]:
        sheet = ViewAction(
            N_("打印今年轮岗名单"), lambda _view: self.print_year(), "print", shortcut="Ctrl+Shift+P", in_bar=True
        )
        check = ViewAction(
            N_("年度计划核对…"),
            lambda _view: YearPlanDialog(self._desk, self.show_moves, self).open(),
            shortcut="Ctrl+Shift+X",
            hint=N_("到期、逾期、已完成，以及回避、正副职都走、部门走空等冲突"),
        )
        lines = ViewAction(
            N_("条线经历表…"),
            lambda _view: LinesDialog(self._desk, self).open(),
            hint=N_("在库人员做过哪些条线，谁没有交流过"),
        )
        states = [each for each in RotationStatus if each is not RotationStatus.DONE]
        made = ViewAction(
            N_("落实…"),
            lambda _view: self.make_moves(),
            needs="rows",
            shortcut="Alt+3",
            hint=N_("填写到岗日期和文号，记入交流经历"),
        )
        numbers = {each: number for number, each in enumerate(RotationStatus, 1)}
        return (sheet, check, lines, made, *(self._status_action(numbers[each], each) for each in states))

    def _status_action(self, number: int, status: RotationStatus) -> ViewAction:
        words = _("改为“{status}”").format(status=_(status.label))
        return ViewAction(words, lambda _view: self.set_status(status), needs="rows", shortcut=f"Alt+{number}")

    def make_moves(self) -> None:
        """Ask when the selected moves were made."""
        keys = self.selected_keys()
        if keys:
            CarryOutDialog(self._desk, keys, self._made, self).open()

    def _made(self, count: int) -> None:
        self._desk.notices.tell(_("{count} 人的轮岗已落实，可按 Ctrl+Z 撤销。").format(count=count))

    def show_moves(self, keys: list[int]) -> None:
        """List these moves and no others."""
        listed = Condition(f"t.id IN {LISTED}", (json.dumps(keys),), _("所选轮岗"))
        self.show_listing(Listing(ROTATION, (listed,)))

    def set_status(self, status: RotationStatus) -> None:
        """Note how far the selected moves have come."""
        keys, store = self.selected_keys(), self.desk.store
        if keys:
            carry_out(
                self.desk, _("正在保存"), lambda: set_rotation_status(store, keys, status), lambda _count: None, self
            )

    def print_year(self) -> None:
        """Print the moves planned for this year."""
        store, today = self.desk.store, self.desk.clock.today()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            from cadre_desktop.talent.prints import print_rotations

            court = own_court(store)
            return print_rotations(path, today.year, court.name if court else "", today, setup)

        self._papers.lay_out(_("{year}年交流轮岗名单").format(year=today.year), "rotations", write)
