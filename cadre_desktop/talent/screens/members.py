"""The members of a pool, or of all, and what is done with those selected."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QMenu, QPushButton, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.documents.setup import PaperOffer, Setup
from cadre_desktop.kit.jobs import Progress
from cadre_desktop.kit.kind import Values
from cadre_desktop.kit.language import N_, _
from cadre_desktop.kit.listing import Listing
from cadre_desktop.kit.qt.lists.kind_view import KindView
from cadre_desktop.kit.qt.lists.view_parts import EmptyText, ViewAction
from cadre_desktop.kit.qt.look.icons import icon
from cadre_desktop.kit.qt.pages.papers import Papers
from cadre_desktop.kit.qt.talk.carrying_out import carry_out
from cadre_desktop.people.actions import own_court
from cadre_desktop.talent.actions import post_missing, remove_memberships, save_membership
from cadre_desktop.talent.figures import in_pool, of_pool
from cadre_desktop.talent.kinds import MEMBERSHIP
from cadre_desktop.talent.records import Membership, Pool
from cadre_desktop.talent.rules import Stage
from cadre_desktop.talent.screens.member_actions import MemberActions
from cadre_desktop.talent.screens.stage_dialog import StageDialog


class MembersView(KindView):
    """`admit_wanted` asks for the page where people are chosen, `paste_wanted` for the one where their names are
    pasted, `titles_wanted` for the one with the holders of titles, `leave_wanted` for the day and reason of
    leaving."""

    admit_wanted = Signal()
    titles_wanted = Signal()
    paste_wanted = Signal()
    leave_wanted = Signal()

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        self.pool: Pool | None = None
        super().__init__(
            desk,
            MEMBERSHIP,
            save=self._save,
            remove=lambda keys: remove_memberships(desk.store, keys),
            importer=self.import_file,
            actions=(*self._actions(), *self._more(desk)),
            base_conditions=(in_pool(),),
            title=_("全部人才库"),
            counted=N_("共 {count} 人"),
            name="members",
            empty=_no_members(),
            parent=parent,
        )
        self._desk = desk
        self._papers = Papers(desk, self)
        self.everybody = QCheckBox(_("含已出库"))
        self.everybody.setToolTip(_("也列出已经出库的人"))
        self.everybody.toggled.connect(lambda _on: self._show())
        self.filters.add_tool(self.everybody)
        self.filters.add_tool(self._button(_("转阶段"), self._stage_menu()))
        self.commands.print_button.setMenu(self._print_menu())
        self.commands.print_button.setProperty("menued", True)

    def _save(self, key: int | None, values: Values) -> int:
        assert key is not None  # new members come in by the page of admission
        return save_membership(self.desk.store, key, values).id

    def import_file(self, path: Path | None = None) -> None:
        """Read memberships from a workbook; they are in the dossier afterwards like all others."""
        from cadre_desktop.kit.qt.imports.import_dialog import ImportDialog

        dialog, store = ImportDialog(self.desk, MEMBERSHIP, path, self), self.desk.store
        dialog.exec()
        if dialog.imported is not None:
            carry_out(self.desk, _("正在记入档案"), lambda: post_missing(store), lambda _count: None, self)

    def _actions(self) -> tuple[ViewAction, ...]:
        leaving = ViewAction(
            N_("出库…"),
            lambda _view: self.leave_wanted.emit(),
            needs="rows",
            shortcut="Ctrl+Shift+L",
            in_bar=True,
            hint=N_("为选中的人填写出库日期和原因"),
        )
        pasting = ViewAction(
            N_("粘贴名单入库…"),
            lambda _view: self._paste(),
            shortcut="Ctrl+Shift+V",
            hint=N_("粘贴微信、文件里的名单，逐个认人，再核对入库条件"),
        )
        return (leaving, pasting, *(self._stage_action(number, stage) for number, stage in enumerate(Stage, 1)))

    def _more(self, desk: Desk) -> tuple[ViewAction, ...]:
        """What is done with dialogs and forms of their own."""
        self.more = MemberActions(desk, self, lambda: self.pool, self.titles_wanted.emit)
        return self.more.actions()

    def _paste(self) -> None:
        if self.may_leave():
            self.paste_wanted.emit()

    def _stage_action(self, number: int, stage: Stage) -> ViewAction:
        words = _("转入“{stage}”阶段…").format(stage=_(stage.label))
        return ViewAction(words, lambda _view: self.set_stage(stage), needs="rows", shortcut=f"Alt+{number}")

    @staticmethod
    def _button(words: str, menu: QMenu) -> QPushButton:
        button = QPushButton(words)
        button.setMenu(menu)
        button.setProperty("kind", "filter")
        button.setProperty("menued", True)
        return button

    def _stage_menu(self) -> QMenu:
        menu = QMenu(self)
        for number, stage in enumerate(Stage, 1):
            action = menu.addAction(f"{_(stage.label)}　{_(stage.also[0])}\tAlt+{number}")
            action.triggered.connect(lambda _on=False, stage=stage: self.set_stage(stage))
        menu.aboutToShow.connect(lambda: self._enable(menu))
        return menu

    def _enable(self, menu: QMenu) -> None:
        for action in menu.actions():
            action.setEnabled(self.table.selected_count > 0)

    def _print_menu(self) -> QMenu:
        menu = QMenu(self)
        menu.addAction(self.commands.print)
        menu.addSeparator()
        self.print_pool = self._sheet(menu, _("人才库花名册"), "Ctrl+Shift+P", self.print_roster)
        self.print_ageing = self._sheet(menu, _("今年超龄人员名单"), "", self.print_ageing_out)
        menu.aboutToShow.connect(lambda: self.print_pool.setEnabled(self.pool is not None))
        return menu

    def _sheet(self, menu: QMenu, words: str, keys: str, run: Callable[[], None]) -> QAction:
        action = menu.addAction(icon("print"), words)
        action.setShortcut(keys)
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _on=False: run())
        self.addAction(action)
        return action

    def new(self) -> None:
        """Nobody is entered by typing into a form: the page of admission checks the pool's rule."""
        if self.may_leave():
            self.admit_wanted.emit()

    def tell_pools(self, count: int) -> None:
        """Without any pool, the next step is to make one."""
        self.set_empty(_no_members() if count else _no_pools())
        self.commands.new.setText(_("入库…") if count else _("新增人才库…"))
        self.commands.new.setToolTip(_("选人入库，当场核对入库条件") if count else _("先写明入库条件"))

    def show_pool(self, pool: Pool | None) -> None:
        """Show the members of a pool, or of all."""
        self.pool = pool
        self.title = pool.name if pool else _("全部人才库")
        self.title_line.set_title(_shortened(self.title))
        column = MEMBERSHIP.column(Membership.pool)
        self.table.columns.set_visible(column, pool is None)
        self.filters.buttons[column.title].setVisible(pool is None)
        self._show()

    def _show(self) -> None:
        conditions = [of_pool(self.pool.id)] if self.pool else []
        self.set_base_conditions(conditions if self.everybody.isChecked() else [*conditions, in_pool()])

    def show_listing(self, listing: Listing) -> None:
        """Show the rows behind a figure; of a past day also those who have left since."""
        self.everybody.setChecked(in_pool() not in listing.conditions)
        super().show_listing(listing)

    def set_stage(self, stage: Stage) -> None:
        """Move the selected members to a stage, once it is said what was done and when."""
        keys = self.selected_keys()
        if keys:
            StageDialog(self._desk, keys, stage, lambda _count: self._told(len(keys), stage), self).open()

    def _told(self, count: int, stage: Stage) -> None:
        self.desk.notices.tell(
            _("{count} 人已记入“{stage}”阶段，可按 Ctrl+Z 撤销。").format(count=count, stage=_(stage.label))
        )

    def print_roster(self) -> None:
        """Print the roster of the pool in front, of those listed and in their order."""
        pool, store, today, listing = self.pool, self.desk.store, self.desk.clock.today(), self.listing
        if pool is None:
            self.desk.notices.tell(_("请先在左边选一个人才库。"))
            return

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            from cadre_desktop.talent.prints import print_pool_roster

            court = own_court(store)
            return print_pool_roster(path, pool, court.name if court else "", today, setup, listing)

        self._papers.lay_out(_("{pool}花名册").format(pool=pool.name), "pool roster", write)

    def print_ageing_out(self) -> None:
        """Print who passes an age limit this year."""
        store, today = self.desk.store, self.desk.clock.today()

        def write(path: Path, setup: Setup, _progress: Progress) -> PaperOffer:
            from cadre_desktop.talent.prints import print_ageing_out

            court = own_court(store)
            return print_ageing_out(path, today.year, court.name if court else "", today, setup)

        self._papers.lay_out(_("{year}年超龄人员名单").format(year=today.year), "ageing out", write)


def _no_members() -> EmptyText:
    return EmptyText(_("库里还没有人"), _("按姓名查找，或按法院、部门、分类和年龄筛选，选人入库。"))


def _no_pools() -> EmptyText:
    return EmptyText(_("还没有人才库"), _("先新增一个人才库，写明年龄上限等入库条件，再选人入库。"))


def _shortened(title: str, most: int = 22) -> str:
    return title if len(title) <= most else title[: most - 1] + "…"
