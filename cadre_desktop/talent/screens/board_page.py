"""选育管用 as a board: four columns of cards; a card moves by dragging or by Alt+1 to Alt+4, with a dated entry."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from cadre_desktop.desk import Desk
from cadre_desktop.kit.language import _
from cadre_desktop.kit.qt.fields.choice_box import ChoiceInput
from cadre_desktop.kit.qt.look.field_base import set_role
from cadre_desktop.kit.qt.look.rows import row_in
from cadre_desktop.talent.records import Pool
from cadre_desktop.talent.rules import PoolType, Stage
from cadre_desktop.talent.screens.board_column import BoardColumn
from cadre_desktop.talent.screens.stage_dialog import StageDialog
from cadre_desktop.talent.stages.board import BoardCard, board_of

_FOLLOWED = ("membership", "stage_evidence", "pool", "person")


class BoardPage(QWidget):
    """The members of one pool by stage. `opened` carries the membership whose form is wanted."""

    opened = Signal(object)

    def __init__(self, desk: Desk, parent: QWidget | None = None):
        super().__init__(parent)
        self._desk = desk
        self.pool = ChoiceInput((), empty=False, nothing=None)
        self.pool.setAccessibleName(_("人才库"))
        self.pool.setMinimumWidth(320)
        self.pool.changed.connect(self.refresh)
        self.hint = QLabel()
        set_role(self.hint, "muted")
        self.columns = {stage: BoardColumn(stage) for stage in Stage}
        self._build()
        self._connect()
        desk.changes.happened.connect(self._changed)
        self._offer_pools()

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 14)
        column.setSpacing(10)
        head = row_in(column)
        head.setSpacing(10)
        head.addWidget(self.pool)
        head.addWidget(self.hint, 1)
        row = row_in(column, 1)
        row.setSpacing(12)
        for each in self.columns.values():
            row.addWidget(each, 1)

    def _connect(self) -> None:
        for number, (stage, column) in enumerate(self.columns.items(), 1):
            column.cards.dropped.connect(lambda keys, stage=stage: self.ask_to_move(keys, stage))
            column.cards.aside.connect(lambda step, stage=stage: self._go_aside(stage, step))
            column.cards.opened.connect(self.opened)
            column.cards.itemSelectionChanged.connect(lambda stage=stage: self._only(stage))
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.activated.connect(lambda stage=stage: self.ask_to_move(self.selected_keys(), stage))

    def _offer_pools(self) -> None:
        pools = sorted(Pool.select(), key=lambda pool: (list(PoolType).index(PoolType(pool.type)), pool.id))
        held = self.pool.value()
        self.pool.set_choices([(pool.id, pool.name) for pool in pools])
        if pools and held not in {pool.id for pool in pools}:
            self.pool.set_value(pools[0].id)
        self.refresh()

    def show_pool(self, key: int | None) -> None:
        """Show the members of a pool."""
        if key is not None:
            self.pool.set_value(key)
            self.refresh()

    def refresh(self) -> None:
        """Read the cards again."""
        key, today = self.pool.value(), self._desk.clock.today()
        if key is None:
            self._show({stage: [] for stage in Stage})
            return
        self._desk.jobs.run(
            _("正在读看板"),
            lambda _progress: board_of(key, today),
            self._show,
            keep_latest=f"board {id(self)}",
            owner=self,
        )

    def _show(self, cards: dict[Stage, list[BoardCard]]) -> None:
        for stage, column in self.columns.items():
            column.put(cards[stage])
        idle = sum(card.idle for column in cards.values() for card in column)
        words = _("拖动卡片或按 Alt+1 至 Alt+4 转阶段，左右方向键换列。")
        if self.pool.value() is None:
            words = _("还没有人才库，请先在“入库人员”里新增。")
        elif idle:
            words += _("橙色的 {count} 人已有半年没有记录。").format(count=idle)
        self.hint.setText(words)

    def selected_keys(self) -> list[int]:
        """The memberships of the cards selected."""
        return [key for column in self.columns.values() for key in column.cards.selected_keys()]

    def _only(self, stage: Stage) -> None:
        """Cards are selected in one column at a time."""
        if not self.columns[stage].cards.selectedItems():
            return
        for other, column in self.columns.items():
            if other is not stage and column.cards.selectedItems():
                column.cards.clearSelection()

    def _go_aside(self, stage: Stage, step: int) -> None:
        stages = list(Stage)
        target = stages.index(stage) + step
        if 0 <= target < len(stages):
            cards = self.columns[stages[target]].cards
            cards.setFocus()
            if cards.count() and not cards.selectedItems():
                cards.setCurrentRow(max(cards.currentRow(), 0))

    def ask_to_move(self, keys: list[int], stage: Stage) -> None:
        """Ask for the entry that moves these memberships to a stage."""
        if keys:
            StageDialog(self._desk, keys, stage, lambda _count: self._told(len(keys), stage), self).open()

    def _told(self, count: int, stage: Stage) -> None:
        text = _("{count} 人已记入“{stage}”阶段，可按 Ctrl+Z 撤销。")
        self._desk.notices.tell(text.format(count=count, stage=_(stage.label)))

    def _changed(self, tables: frozenset[str]) -> None:
        if self._desk.changes.touches(tables, "pool"):
            self._offer_pools()
        elif self._desk.changes.touches(tables, *_FOLLOWED):
            self.refresh()
