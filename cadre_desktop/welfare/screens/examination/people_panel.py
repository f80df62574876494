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

_SCATTERED, _MODULUS = 2_654_435_761, 1 << 32
"""Neighbouring keys times it are far apart (Knuth's multiplicative hash)."""


class MemberModel(LineModel[ExamMember]):
    """Names and departments, of which many have one or two people, are masked unless `revealed`; `packages` are the
    titles by key. While they are masked people do not come in the order of their departments and names."""

    def __init__(self, parent: QWidget):
        self.revealed = False
        self._members: list[ExamMember] = []
        self.packages: dict[int, str] = {}
        super().__init__(
            (
                LineColumn(N_("姓名"), 96, self._name, bold=True),
                LineColumn(N_("法院"), 96, lambda one: one.court),
                LineColumn(N_("部门"), 190, self._department),
                LineColumn(N_("套餐"), 150, self._package, lambda one: "" if one.package else "warning"),
                LineColumn(N_("参加情况"), 90, _attendance, lambda one: Attendance(one.attendance).tone, _told),
                LineColumn(N_("说明"), 90, lambda one: _("已退休") if one.retired else "", lambda _one: "muted"),
            ),
            parent,
        )

    def _name(self, one: ExamMember) -> str:
        return one.name if self.revealed else MASK

    def _department(self, one: ExamMember) -> str:
        return one.department if self.revealed or not one.department else MASK

    def put(self, lines: Sequence[ExamMember]) -> None:
        """Show others."""
        self._members = list(lines)
        super().put(self._members if self.revealed else _out_of_order(self._members))

    def _package(self, one: ExamMember) -> str:
        return self.packages.get(one.package) or _("未定")

    def reveal(self, revealed: bool) -> None:
        """Show the names, or mask them again; while masked they are not sorted by name either."""
        self.revealed = revealed
        self.put(self._members)

    def keys(self, rows: Sequence[int]) -> list[int]:
        """The participants in these rows."""
        return [self.lines[row].key for row in rows]

    def flags(self, index: Index) -> Qt.ItemFlag:
        return super().flags(index) | Qt.ItemFlag.ItemIsDragEnabled


def _out_of_order(members: Sequence[ExamMember]) -> list[ExamMember]:
    """By court as before, in each in an order that follows from nothing but the keys, and not from their order."""
    courts = {court: number for number, court in enumerate(dict.fromkeys(one.court for one in members))}
    return sorted(members, key=lambda one: (courts[one.court], one.key * _SCATTERED % _MODULUS))


def _attendance(one: ExamMember) -> str:
    return _(Attendance(one.attendance).label)


def _told(one: ExamMember) -> str:
    return _("参加情况：{text}").format(text=_attendance(one))
