"""The annual report of welfare: every number of the year by kind, against the year before."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.figure_table import FigureTable
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.look.action_button import ActionButton
from cadre_desktop.welfare.screens.yearly.tables_page import TablesPage
from cadre_desktop.welfare.yearly.report import read_report, report_table, report_text


class ReportPage(TablesPage):
    """暖警年报."""

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(desk, "welfare report", (_("暖警年报"),), parent)

    def add_controls(self) -> None:
        self.copy_action = self.action(_("复制文字"), "copy", "", self.copy)
        self.copy_action.setToolTip(_("把全年情况写成几段文字，放到剪贴板，可粘贴到总结里"))
        self.head.right.addWidget(ActionButton(self.copy_action))

    def reading(self) -> Callable[[], Any]:
        return partial(read_report, self.year, self.desk.clock.today())

    def tables(self) -> list[FigureTable]:
        return [report_table(self.found)]

    def title(self) -> str:
        return _("{year}年暖警年报").format(year=self.year)

    def said(self) -> str:
        words = _("与 {before}相比；双击任何数字看它数的是哪些记录，保密项目的姓名平时隐藏。")
        return words.format(before=self.found.before_words)

    def copy(self) -> None:
        """The report in words, on the clipboard."""
        if self.found is not None:
            QGuiApplication.clipboard().setText(report_text(self.found))
            self.desk.notices.tell(_("年报文字已复制，可以粘贴到总结里。"))
