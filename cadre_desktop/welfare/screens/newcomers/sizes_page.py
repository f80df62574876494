"""服装尺码: typed cell by cell, and the order by size."""

from typing import Any

from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.welfare.newcomers.enlisting import set_size
from cadre_desktop.welfare.newcomers.rules import SIZES
from cadre_desktop.welfare.newcomers.sizes import SizeLine, print_order, sizes_of, write_order
from cadre_desktop.welfare.screens.common.text_table import TextCell, TextModel, TextTable
from cadre_desktop.welfare.screens.newcomers.batch_page import BatchPage

_FIELDS = ("height", *SIZES)
_FRONT = 2
_WIDTHS = (90, 110, 90, *[110] * len(SIZES))


class SizesPage(BatchPage):
    """One goes on with the arrows; what is typed is kept at once."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, parent)
        self.model = TextModel(left=(0, 1), typed_in=range(_FRONT, _FRONT + len(_FIELDS)), parent=self)
        self.table = TextTable(_("服装尺码"), self.model, by_cell=True)
        self.table.let_type()
        self.button(_("导出汇总…"), self.export, _("按尺码汇总和每人明细，写成 Excel"), keys="Ctrl+E")
        self.button(_("打印汇总"), self.print, _("服装尺码汇总表"), primary=True, keys="Ctrl+P")
        self.put_table(self.table)
        self.model.typed.connect(self._keep)

    def read(self, key: int) -> list[SizeLine]:
        return sizes_of(key)

    def show_read(self, found: Any) -> None:
        lines: list[SizeLine] = found or []
        titles = [_("姓名"), _("法院"), _("身高"), *(_(title) for title in SIZES.values())]
        rows = [
            [TextCell(line.name), TextCell(line.court), *(TextCell(line.texts[name]) for name in _FIELDS)]
            for line in lines
        ]
        fresh = tuple(titles) != self.model.titles
        self.model.put(titles, [line.newcomer for line in lines], rows)
        if fresh:
            self.table.set_widths((self.table.wanted_width(0, _WIDTHS[0], 150), *_WIDTHS[1:]))
        if rows and not self.table.currentIndex().isValid():
            self.table.go_to(0, _FRONT)
        words = _("{people} 人，{lacking} 人未填齐（法袍和帽子可以不填）。选中格子直接输入，如 175/96A。")
        lacking = sum(not line.complete for line in lines)
        self.counts.setText(words.format(people=len(lines), lacking=lacking) if lines else "")
        self.follow_rows(len(lines))

    def _keep(self, row: int, column: int, text: str) -> None:
        store, newcomer, field = self.desk.store, self.model.keys[row], _FIELDS[column - _FRONT]
        self.do(_("正在保存"), lambda: set_size(store, newcomer, field, text))

    def print(self) -> None:
        """Show the order as pages."""
        batch, organisation = self.need_batch(), self.organisation
        if batch is not None:
            self.lay_out(
                _("服装尺码汇总表"), "newcomer sizes", lambda path, setup: print_order(path, batch, organisation, setup)
            )

    def export(self) -> None:
        """Write the order as a workbook."""
        batch = self.need_batch()
        if batch is None:
            return
        path = self.desk.notices.choose_save(_("导出汇总"), _("服装尺码汇总.xlsx"), ((_("Excel 工作簿"), "*.xlsx"),))
        if path is not None:
            told = _("已写出 {file}").format(file=path.name)
            self.do(_("正在导出"), lambda: write_order(path, batch), lambda _count: told)
