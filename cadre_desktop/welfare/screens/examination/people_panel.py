"""The people of one batch, masked unless shown on purpose, with their packages."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from cadre_desktop.kit.display import MASK
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.qt.lists.grid_table import Index
from cadre_desktop.people.screens.line_table import LineColumn, LineModel
from cadre_desktop.welfare.examination.reading import ExamMember
from cadre_desktop.welfare.rules import Attendance


class MemberModel(LineModel[ExamMember]):
    """Names are masked unless `revealed`; `packages` are the titles by key."""

    def __init__(self, parent: QWidget):
        self.revealed = False
        self.packages: dict[int, str] = {}
        super().__init__(
            (
                LineColumn(N_("姓名"), 96, self._name, bold=True),
                LineColumn(N_("法院"), 96, lambda one: one.court),
                LineColumn(N_("部门"), 190, lambda one: one.department),
                LineColumn(N_("套餐"), 150, self._package, lambda one: "" if one.package else "warning"),
                LineColumn(N_("参加情况"), 90, _attendance, lambda one: Attendance(one.attendance).tone),
                LineColumn(N_("说明"), 90, lambda one: _("已退休") if one.retired else "", lambda _one: "muted"),
            ),
            parent,
        )

    def _name(self, one: ExamMember) -> str:
        return one.name if self.revealed else MASK

    def _package(self, one: ExamMember) -> str:
        return self.packages.get(one.package) or _("未定")

    def reveal(self, revealed: bool) -> None:
        """Show the names, or mask them again; while masked they are not sorted by name either."""
        self.revealed = revealed
        self.put(self._given)

    def keys(self, rows: Sequence[int]) -> list[int]:
        """The participants in these rows."""
        return [self.lines[row].key for row in rows]

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled


def _attendance(one: ExamMember) -> str:
    return _(Attendance(one.attendance).label)
