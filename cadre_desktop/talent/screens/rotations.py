"""Planned moves: the list, how far each has come, and the printed list of the year."""

from pathlib import Path

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.actions import own_court
from cadre_desktop.talent.actions import post_missing_rotations, remove_rotations, save_rotation, set_rotation_status
from cadre_desktop.talent.kinds import ROTATION
from cadre_desktop.talent.rules import RotationStatus


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
        return (sheet, *(self._status_action(number, status) for number, status in enumerate(RotationStatus, 1)))

    def _status_action(self, number: int, status: RotationStatus) -> ViewAction:
        words = _("改为“{status}”").format(status=_(status.label))
        return ViewAction(words, lambda _view: self.set_status(status), needs="rows", shortcut=f"Alt+{number}")

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
