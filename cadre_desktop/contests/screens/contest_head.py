"""The line over a contest: its name and state, the board, printing, sealing, and as the primary button what is next."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from cadre_desktop.contests.records import Contest
from cadre_desktop.contests.rules.words import ContestStatus
from cadre_desktop.contests.screens.next_step import NextAction, NextStep
from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.labels import TitleLabel
from cadre_desktop.kit.qt.look.action_button import ActionButton, ButtonKind, MenuButton
from cadre_desktop.kit.qt.look.chip import StateChip
from cadre_desktop.kit.qt.look.icons import icon


class ContestHead(QWidget):
    """`next_wanted` asks for the sheet that is next; what the other actions do is up to the page."""

    next_wanted = Signal(object)

    def __init__(self, desk: Desk, print_menu: QMenu, page: QWidget):
        super().__init__(page)
        self._contest: Contest | None = None
        self._alone = True
        self.next_step = NextStep(desk, self)
        self.title, self.chip = TitleLabel(), StateChip()
        self.seal = QAction(icon("check"), _("封存成绩"), self)
        self.seal.setToolTip(_("核对无误后封存：成绩、规则和评分固定，称号记入个人档案"))
        self.reopen = QAction(icon("undo"), _("启封…"), self)
        self.reopen.setToolTip(_("撤回已记入档案的称号，重新打开评分"))
        self.board = QAction(icon("board"), _("大屏…"), self)
        self.board.setShortcut(QKeySequence("F5"))
        self.board.setToolTip(_("在投影上显示出场、成绩和揭晓"))
        self.go_on = QAction(icon("edit"), _("继续录入评分"), self)
        self.print_button = MenuButton("print", _("打印与导出"), print_menu, page, "Alt+P")
        self.seal_button, self.next_button = ActionButton(self.seal), ActionButton(self.go_on, "primary")
        self._build()
        self.go_on.triggered.connect(self._go_on)
        self.next_step.changed.connect(self._show_next)

    def _build(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 0)
        row.setSpacing(10)
        row.addWidget(self.title)
        row.addWidget(self.chip)
        row.addStretch(1)
        buttons = (ActionButton(self.board), self.print_button, ActionButton(self.reopen))
        for button in (*buttons, self.seal_button, self.next_button):
            row.addWidget(button)

    def menu(self, print_menu: QMenu) -> QMenu:
        """All that the head offers as a menu, for a screen that has no line for it."""
        menu = QMenu(self.parentWidget())
        menu.addAction(self.board)
        print_menu.setTitle(_("打印与导出"))
        print_menu.setIcon(icon("print"))
        menu.addMenu(print_menu)
        menu.addSeparator()
        menu.addActions([self.reopen, self.seal, self.go_on])
        return menu

    def show_contest(self, contest: Contest) -> None:
        """Show a contest, or how it is now."""
        self._contest = contest
        self.title.setText(contest.name)
        status = ContestStatus(contest.status)
        self.chip.show_state(_(status.label), status.tone)
        self.reopen.setVisible(status is ContestStatus.SEALED)
        self.seal.setVisible(status is ContestStatus.MARKING)
        self.next_step.show_contest(contest)
        self._show_next()

    def _show_next(self) -> None:
        """Sealing is the primary button only once all sheets are in and confirmed."""
        found = self.next_step.found
        sealing = found is None or found.step is NextAction.SEAL
        self.go_on.setVisible(not sealing)
        if found is not None and not sealing:
            self.go_on.setText(_(found.step.value))
            self.go_on.setToolTip(_("转到下一张要处理的评分表"))
        loud: ButtonKind = "primary" if self._alone else ""
        self.next_button.dress(loud)
        self.seal_button.dress(loud if found is not None and sealing else "")

    def stand_alone(self, alone: bool) -> None:
        """Whether the page below has no primary button of its own: a view has one."""
        self._alone = alone
        self._show_next()

    def _go_on(self) -> None:
        found = self.next_step.found
        if found is not None and found.sheet is not None:
            self.next_wanted.emit(found.sheet)
